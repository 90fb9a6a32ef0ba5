def queens(n, row=0, cols=()):
    if row == n:
        yield cols
        return
    for c in range(n):
        if all(c != cc and abs(c - cc) != row - r for r, cc in enumerate(cols)):
            yield from queens(n, row + 1, cols + (c,))

n = 8
solutions = list(queens(n))
for c in solutions[0]:
    print("▒ " * c + "♛ " + "▒ " * (n - c - 1))
print(len(solutions), "solutions for", n, "queens")
for k in range(4, 8):
    print(k, "->", sum(1 for _ in queens(k)))
