ROWS, COLS = 6, 7
grid = [["." for _ in range(COLS)] for _ in range(ROWS)]

def show():
    print(" ".join(str(c + 1) for c in range(COLS)))
    for row in grid:
        print(" ".join(row))

def drop(col, token):
    for row in reversed(grid):
        if row[col] == ".":
            row[col] = token
            return True
    return False

def four(token):
    for r in range(ROWS):
        for c in range(COLS):
            for dr, dc in ((0, 1), (1, 0), (1, 1), (1, -1)):
                cells = [(r + i * dr, c + i * dc) for i in range(4)]
                if all(0 <= y < ROWS and 0 <= x < COLS and grid[y][x] == token for y, x in cells):
                    return True
    return False

turn = 0
while True:
    show()
    token = "XO"[turn % 2]
    try:
        col = int(input(f"{token}, column: ")) - 1
        if col not in range(COLS):
            raise ValueError("There is no column %d" % (col + 1))
    except ValueError as e:
        print(e)
        continue
    if not drop(col, token):
        print("Column is full")
        continue
    if four(token):
        show()
        print(token, "has four in a row!")
        break
    turn += 1
    if turn == ROWS * COLS:
        print("Draw")
        break
