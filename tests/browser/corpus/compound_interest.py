P = float(input("Start capital: "))
r = float(input("Interest rate in %: ")) / 100
goal = float(input("Goal: "))

year = 0
amount = P
print(f"{'Year':>4} {'Interest':>12} {'Capital':>14}")
while amount < goal and year < 30:
    year += 1
    interest = amount * r
    amount += interest
    print(f"{year:>4} {interest:>12,.2f} {amount:>14,.2f}")
if amount >= goal:
    print("You are there after", year, "years!")
else:
    print("That takes too long.")
