# Guess the number
# my first game!!

import random

secret = random.randint(1, 100)
tries = 0

print("I am thinking of a number between 1 and 100.")

while True:
    guess = input("Your guess: ")
    try:
        guess = int(guess)
    except:
        print("That's not a number!")
        continue
    tries = tries + 1
    if guess < secret:
        print("Too low")
    elif guess > secret:
        print("Too high")
    else:
        print("Correct! You needed", tries, "tries.")
        break

input("Press Enter to continue...")
print("Bye")
