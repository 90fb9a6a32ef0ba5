"""Nim: who takes the last match loses. The computer never loses..."""
import time
matches = 21
print("There are 21 matches. Take 1 to 3. Who takes the last one loses.")
while True:
    print("|" * matches, "(" + str(matches) + ")")
    try:
        take = int(input("How many do you take? "))
    except:
        print("huh?")
        continue
    if take < 1 or take > 3:
        print("Cheater!")
        continue
    matches -= take
    if matches <= 0:
        print("You took the last match. You lose!")
        break
    time.sleep(0.05)
    mine = 4 - take
    print("I take", mine)
    matches -= mine
