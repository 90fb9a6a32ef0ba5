import random

def score(secret, guess):
    black = sum(s == g for s, g in zip(secret, guess))
    white = sum(min(secret.count(c), guess.count(c)) for c in "RGBY") - black
    return black, white

secret = "".join(random.choice("RGBY") for _ in range(3))
print("I have chosen 3 colours out of Red, Green, Blue, Yellow.")
for turn in range(1, 65):
    guess = input(f"Guess {turn} (like RGB): ").upper().strip()
    if len(guess) != 3 or set(guess) - set("RGBY"):
        print("Three letters of R, G, B, Y!")
        continue
    black, white = score(secret, guess)
    print("  ", "●" * black + "○" * white + "-" * (3 - black - white))
    if black == 3:
        print("Cracked in", turn, "guesses")
        break
else:
    print("It was", secret)
