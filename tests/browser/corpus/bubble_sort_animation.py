import time
import sys

numbers = [8, 3, 5, 1, 9, 2, 7]

def bar(lst, a, b):
    out = ""
    for i, n in enumerate(lst):
        if i == a or i == b:
            out += "[" + str(n) + "]"
        else:
            out += " " + str(n) + " "
    return out

print("Bubble sort of", numbers)
swaps = 0
for i in range(len(numbers) - 1):
    for j in range(len(numbers) - 1 - i):
        sys.stdout.write("\r" + bar(numbers, j, j + 1))
        sys.stdout.flush()
        time.sleep(0.03)
        if numbers[j] > numbers[j + 1]:
            numbers[j], numbers[j + 1] = numbers[j + 1], numbers[j]
            swaps += 1
            sys.stdout.write("\r" + bar(numbers, j, j + 1))
            sys.stdout.flush()
            time.sleep(0.03)
print("\r" + bar(numbers, -1, -1))
print("Sorted after", swaps, "swaps")
