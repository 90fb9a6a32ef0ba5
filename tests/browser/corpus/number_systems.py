# convert decimal -> binary by hand, then check with bin()
def to_base(n, base):
    digits = "0123456789ABCDEF"
    if n == 0: return "0"
    s = ""
    while n > 0:
        s = digits[n % base] + s
        print("   ", n, ":", base, "=", n // base, "rest", n % base)
        n = n // base
    return s

while True:
    try:
        n = int(input("Decimal number: "))
        base = int(input("New base (2-16): "))
        assert 2 <= base <= 16, "base must be from 2 to 16"
        break
    except ValueError:
        print("Whole numbers only!")
    except AssertionError as e:
        print("Oops:", e)

result = to_base(n, base)
print(n, "in base", base, "is", result)
print("Check:", int(result, base) == n)
print("bin:", bin(n), "oct:", oct(n), "hex:", hex(n), f"and {n:032b}", n.bit_length())
