# times tables trainer
from random import *

right = 0
wrong = []
name = input("Hello! What's your name? ")
n = int(input("How many questions, " + name + "? "))
for i in range(n):
    a = randint(2, 12)
    b = randint(2, 12)
    answer = input(str(i + 1) + ") " + str(a) + " x " + str(b) + " = ")
    if answer.strip().isdigit() and int(answer) == a * b:
        print("Correct!", choice(["Well done!", "Super!", "Wow!"]))
        right += 1
    else:
        print("No, it's", a * b)
        wrong.append((a, b))
print()
print(name, "got", right, "of", n, "right,", round(100 * right / n), "%")
if wrong:
    print("Practise these:")
    for a, b in wrong:
        print("   ", a, "x", b, "=", a * b)
