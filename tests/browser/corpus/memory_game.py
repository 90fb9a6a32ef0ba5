import random, time, os

def clear():
    os.system("cls||clear")

level = 3
while True:
    numbers = [random.randint(0, 9) for _ in range(level)]
    print("Remember:", *numbers)
    time.sleep(1)
    clear()
    answer = input("What were the numbers? ").split()
    if answer == [str(n) for n in numbers]:
        print("Right! Level", level, "done.")
        level += 1
    else:
        print("Wrong, it was:", *numbers)
        print("You reached level", level)
        break
