import os, time

W, H = 20, 8
alive = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}   # glider

def step(cells):
    count = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    k = ((x + dx) % W, (y + dy) % H)
                    count[k] = count.get(k, 0) + 1
    return {k for k in count if count[k] == 3 or (count[k] == 2 and k in cells)}

generation = 0
while generation <= 24:
    os.system('cls' if os.name == 'nt' else 'clear')
    print("Generation", generation)
    for y in range(H):
        print("".join("O" if (x, y) in alive else "." for x in range(W)))
    alive = step(alive)
    generation += 1
    time.sleep(0.1)
print("The end")
