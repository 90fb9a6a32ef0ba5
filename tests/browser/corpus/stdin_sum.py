import sys

print("Type numbers, one per line. Type 'end' to see the sum.")
total = 0
for line in sys.stdin:
    line = line.strip()
    if line == "end":
        break
    try:
        total += float(line)
    except ValueError:
        print("ignored:", line)
print("The sum is", total)
