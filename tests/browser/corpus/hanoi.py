# Towers of Hanoi
def draw():
    for row in range(n - 1, -1, -1):
        line = ""
        for peg in pegs:
            if row < len(peg):
                d = peg[row]
                line += ("=" * (2 * d - 1)).center(2 * n + 1)
            else:
                line += "|".center(2 * n + 1)
        print(line)
    print("-" * (3 * (2 * n + 1)))

def move(disks, source, target, spare):
    global moves
    if disks == 0:
        return
    move(disks - 1, source, spare, target)
    pegs[target].append(pegs[source].pop())
    moves += 1
    print("Move", moves, ": disk from", source + 1, "to", target + 1)
    if n < 4: draw()
    move(disks - 1, spare, target, source)

n = int(input("How many disks? "))
pegs = [list(range(n, 0, -1)), [], []]
moves = 0
draw()
move(n, 0, 2, 1)
print("Done in", moves, "moves. That is 2 **", n, "- 1 =", 2 ** n - 1)
