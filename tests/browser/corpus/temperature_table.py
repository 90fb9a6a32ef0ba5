lower = -20
upper = 40
step = 5

print(" Celsius | Fahrenheit |  Kelvin ")
print("---------+------------+---------")
c = lower
while c <= upper:
    f = c * 1.8 + 32
    k = c + 273.15
    print(" %7d | %10.1f | %8.2f" % (c, f, k), end="")
    if c == 0:
        print(" <- water freezes")
    else:
        print()
    c += step
