# Digital rain, stop it with Ctrl-C
import random, time
WIDTH = 60
columns = [0] * WIDTH
try:
    while True:
        for i in range(WIDTH):
            if random.random() < 0.02:
                columns[i] = random.randint(4, 14)
            if columns[i] == 0:
                print(' ', end='')
            else:
                print(random.choice([0, 1]), end='')
                columns[i] -= 1
        print()
        time.sleep(0.05)
except KeyboardInterrupt:
    print("Wake up, Neo")
