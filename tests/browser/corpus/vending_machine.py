class OutOfStock(Exception):
    pass

class NotEnoughMoney(Exception):
    def __init__(self, missing):
        super().__init__(f"Please insert {missing} more cents.")
        self.missing = missing

class VendingMachine:
    COINS = (200, 100, 50, 20, 10)

    def __init__(self):
        self.stock = {1: ["Crisps", 120, 2], 2: ["Chocolate", 150, 1], 3: ["Water", 90, 0]}
        self.credit = 0

    def insert(self, coin):
        if coin not in self.COINS:
            raise ValueError("I do not take this coin.")
        self.credit += coin

    def buy(self, slot):
        name, price, left = self.stock[slot]
        if left == 0:
            raise OutOfStock(f"{name} is sold out.")
        if self.credit < price:
            raise NotEnoughMoney(price - self.credit)
        self.stock[slot][2] -= 1
        self.credit -= price
        return name

    def change(self):
        coins = []
        for coin in self.COINS:
            while self.credit >= coin:
                coins.append(coin)
                self.credit -= coin
        return coins

machine = VendingMachine()
while True:
    for slot, (name, price, left) in machine.stock.items():
        print(f"  [{slot}] {name:<10} {price / 100:.2f}  ({left} left)")
    command = input(f"Credit {machine.credit / 100:.2f} - coin N, buy N, or leave: ").split()
    try:
        if command[0] == "leave":
            print("Your change:", machine.change() or "nothing")
            break
        number = int(command[1])
        if command[0] == "coin":
            machine.insert(number)
        elif command[0] == "buy":
            print("*clunk* Here is your", machine.buy(number))
        else:
            print("Unknown command")
    except (OutOfStock, NotEnoughMoney) as e:
        print(type(e).__name__, ":", e)
    except KeyError as e:
        print("There is no slot", e)
    except (IndexError, ValueError) as e:
        print("Error:", e)
    finally:
        print("-" * 40)
