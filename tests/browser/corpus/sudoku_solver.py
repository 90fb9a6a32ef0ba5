puzzle = """
53..7....
6..195...
.98....6.
8...6...3
4..8.3..1
7...2...6
.6....28.
...419..5
....8..79
"""
board = [[0 if c == "." else int(c) for c in line] for line in puzzle.split()]

def possible(y, x, n):
    for i in range(9):
        if board[y][i] == n or board[i][x] == n:
            return False
    x0, y0 = x // 3 * 3, y // 3 * 3
    for i in range(3):
        for j in range(3):
            if board[y0 + i][x0 + j] == n:
                return False
    return True

tried = 0
def solve():
    global tried
    for y in range(9):
        for x in range(9):
            if board[y][x] == 0:
                for n in range(1, 10):
                    if possible(y, x, n):
                        tried += 1
                        board[y][x] = n
                        if solve():
                            return True
                        board[y][x] = 0
                return False
    return True

def show():
    for y, row in enumerate(board):
        if y % 3 == 0: print("+-------+-------+-------+")
        print("| " + " | ".join(" ".join(str(n or ".") for n in row[i:i+3]) for i in (0, 3, 6)) + " |")
    print("+-------+-------+-------+")

show()
print("Solved!" if solve() else "No solution!", tried, "numbers tried")
show()
