import random
import sys
import time

symbols = ["🍒", "🍋", "🔔", "⭐"]
money = 10

while money > 0:
    if input("You have %d coins. Enter to spin, q to quit: " % money) == "q":
        break
    money -= 1
    for i in range(6):
        reels = [random.choice(symbols) for r in range(3)]
        sys.stdout.write("\r  " + " | ".join(reels) + "  ")
        sys.stdout.flush()
        time.sleep(0.05)
    print()
    different = len(set(reels))
    if different == 1:
        print("JACKPOT! +10")
        money += 10
    elif different == 2:
        print("A pair! +1")
        money += 1
    else:
        print("Nothing.")
print("You leave with", money, "coins.")
