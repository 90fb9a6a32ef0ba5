maze = """
###########
#S  #     #
# # # ### #
# #   # # #
# ##### # #
#     #  E#
###########
""".strip().split("\n")

grid = [list(row) for row in maze]

def find(char):
    for y, row in enumerate(grid):
        for x, c in enumerate(row):
            if c == char:
                return x, y

def solve(x, y):
    if grid[y][x] == "E":
        return True
    if grid[y][x] not in " S":
        return False
    start = grid[y][x] == "S"
    if not start:
        grid[y][x] = "."
    for dx, dy in [(1, 0), (0, 1), (-1, 0), (0, -1)]:
        if start:
            grid[y][x] = "s"
        if solve(x + dx, y + dy):
            return True
    grid[y][x] = "x"
    return False

def show():
    for row in grid:
        print("".join(row))
    print()

show()
if solve(*find("S")):
    print("There is a way:")
else:
    print("No way out!")
show()
print("Steps:", sum(row.count(".") for row in grid) + 1)
