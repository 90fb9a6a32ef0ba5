import random
from collections import Counter

def roll(dice=2):
    return sum(random.randint(1, 6) for _ in range(dice))

N = 20000
counts = Counter(roll() for _ in range(N))
print("Two dice,", N, "rolls")
for total in range(2, 13):
    share = counts[total] / N
    print(f"{total:2}  {counts[total]:6}  {share:6.1%}  " + "*" * round(share * 200))
print("Sum of all:", sum(counts.values()))
print("Most often:", counts.most_common(1)[0][0])
