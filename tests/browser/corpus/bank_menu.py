balance = 1000
history = []

def show_menu():
    print("\n***** PYTHON BANK *****")
    print("1. Check balance")
    print("2. Deposit")
    print("3. Withdraw")
    print("4. Statement")
    print("5. Exit")

def deposit():
    global balance
    amount = float(input("Amount to deposit: £"))
    if amount <= 0:
        print("Nice try.")
    else:
        balance += amount
        history.append(("deposit", amount))
        print(f"Deposited £{amount:.2f}")

def withdraw():
    global balance
    amount = float(input("Amount to withdraw: £"))
    if amount > balance:
        print("Insufficient funds!")
    else:
        balance -= amount
        history.append(("withdrawal", amount))
        print(f"Please take your £{amount:,.2f}")

attempts = 3
while attempts > 0:
    pin = input("Enter your PIN: ")
    if pin == "1234":
        break
    attempts -= 1
    print("Wrong PIN,", attempts, "attempts left")
else:
    print("Card blocked.")
    raise SystemExit

while 1:
    show_menu()
    option = input("Choose: ")
    if option == "1":
        print("Your balance is £%.2f" % balance)
    elif option == "2":
        deposit()
    elif option == "3":
        withdraw()
    elif option == "4":
        if not history:
            print("No transactions")
        for i, (kind, amount) in enumerate(history, start=1):
            print("{:>3}. {:<12}{:>12,.2f}".format(i, kind, amount))
        print("     {:<12}{:>12,.2f}".format("BALANCE", balance))
    elif option == "5":
        print("Thank you for banking with us")
        break
    else:
        print("???")
