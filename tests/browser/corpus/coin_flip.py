import random
heads = 0
tails = 0
streak = best = 0
last = None
for flip in range(1000):
    if random.random() < .5:
        side = "heads"
        heads += 1
    else:
        side = "tails"
        tails += 1
    streak = streak + 1 if side == last else 1
    best = max(best, streak)
    last = side
print("Heads: " + str(heads) + "\nTails: " + str(tails))
print("Together: " + str(heads + tails))
print("Longest streak:", best)
