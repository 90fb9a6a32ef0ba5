def read_matrix(name, rows, cols):
    print("Matrix", name)
    m = []
    for r in range(rows):
        while True:
            row = input(f"  row {r + 1}: ").split()
            if len(row) == cols:
                break
            print("  I need", cols, "numbers, you gave me", len(row))
        m.append([int(x) for x in row])
    return m

def multiply(a, b):
    result = []
    for i in range(len(a)):
        result.append([0] * len(b[0]))
        for j in range(len(b[0])):
            for k in range(len(b)):
                result[i][j] += a[i][k] * b[k][j]
    return result

def show(m):
    width = max(len(str(x)) for row in m for x in row)
    for row in m:
        print("[" + " ".join(str(x).rjust(width) for x in row) + "]")

a = read_matrix("A", 2, 3)
b = read_matrix("B", 3, 2)
print("A * B =")
show(multiply(a, b))
print("B * A =")
show(multiply(b, a))
print("A transposed =")
show([list(t) for t in zip(*a)])
