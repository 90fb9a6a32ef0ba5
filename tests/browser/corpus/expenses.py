import csv
from pathlib import Path

file = Path("expenses.csv")
if not file.exists():
    file.write_text("category,amount\nfood,12.50\nbus,2.80\n")

while True:
    print("1) add  2) report  3) quit")
    try:
        choice = int(input("> "))
    except ValueError:
        print("A number!")
        continue
    if choice == 1:
        category = input("Category: ")
        amount = float(input("Amount: "))
        with file.open("a", newline="") as f:
            csv.writer(f, lineterminator="\n").writerow([category, f"{amount:.2f}"])
    elif choice == 2:
        totals = {}
        with file.open(newline="") as f:
            for row in csv.DictReader(f):
                totals[row["category"]] = totals.get(row["category"], 0) + float(row["amount"])
        biggest = max(totals.values())
        for category, total in sorted(totals.items(), key=lambda kv: kv[1], reverse=True):
            print(f"{category:<10}{total:>8.2f} {'=' * int(total / biggest * 20)}")
        print(f"{'total':<10}{sum(totals.values()):>8.2f}")
    elif choice == 3:
        break
print(file.read_text())
