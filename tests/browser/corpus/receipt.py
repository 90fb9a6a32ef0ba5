from datetime import date
from decimal import Decimal, ROUND_HALF_UP

PRICES = {"apple": Decimal("0.45"), "bread": Decimal("2.99"), "milk": Decimal("1.19"),
          "cheese": Decimal("5.49")}
VAT = Decimal("0.07")
CENT = Decimal("0.01")

basket = []
while True:
    item = input("Item (or 'total'): ").strip().lower()
    if item == "total":
        break
    if item not in PRICES:
        print(f"  We have no {item}. We have: {', '.join(PRICES)}")
        continue
    amount = input("How many? ")
    if not amount.isnumeric():
        print("  Numbers please")
        continue
    basket.append((item, int(amount)))

print()
print("=" * 34)
print(f"{'CORNER SHOP':^34}")
print(f"{date(2024, 5, 17):%d.%m.%Y}".center(34))
print("=" * 34)
total = Decimal(0)
for item, n in basket:
    cost = PRICES[item] * n
    total += cost
    print(f"{item.capitalize():<14}{n:>3} x {PRICES[item]:>5}{cost:>9}")
vat = (total - total / (1 + VAT)).quantize(CENT, ROUND_HALF_UP)
print("-" * 34)
print(f"{'TOTAL':<22}{'€':>3}{total:>9,.2f}")
print(f"{'incl. 7% VAT':<22}{'€':>3}{vat:>9}")
print("=" * 34)

paid = Decimal(input("Cash given: "))
while paid < total:
    print("That is not enough, there are", total - paid, "missing.")
    paid += Decimal(input("More cash: "))
change = paid - total
print("Change:", change)
for coin in ("20", "10", "5", "2", "1", "0.50", "0.20", "0.10", "0.05", "0.02", "0.01"):
    n = int(change // Decimal(coin))
    if n:
        print(f"  {n} x {coin}")
        change -= n * Decimal(coin)
