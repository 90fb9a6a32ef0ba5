"""Numbers: whole ones of any size, exact decimals, fractions, and complex ones."""

from decimal import (
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Decimal,
    InvalidOperation,
    getcontext,
    localcontext,
)
from fractions import Fraction

print(2**200)
print(17 // 5, 17 % 5, -17 // 5, -17 % 5, divmod(17, -5), pow(3, 100, 7))
print((255).bit_length(), int("ff", 16), int("0b1011", 0), (1000).to_bytes(2, "big"))

# 0.1 cannot be written exactly in base two; decimals can.
print(0.1 + 0.2, Decimal("0.1") + Decimal("0.2"))
print(Decimal(0.1))
print((0.1).as_integer_ratio(), (0.1).hex())

price = Decimal("19.995")
for rounding in (ROUND_HALF_EVEN, ROUND_HALF_UP):
    print(price.quantize(Decimal("0.01"), rounding=rounding))

getcontext().prec = 30
print(Decimal(1) / Decimal(7), Decimal(2).sqrt())
with localcontext() as context:
    context.prec = 6
    print(Decimal(1) / Decimal(7))
try:
    Decimal("12,50")
except InvalidOperation:
    print("'12,50' needs a point, not a comma")


def pi(digits):
    """Add up a series until nothing changes any more."""
    with localcontext() as context:
        context.prec = digits + 2
        three = Decimal(3)
        last, term, total, n, a, d, b = 0, three, 3, 1, 0, 0, 24
        while total != last:
            last = total
            n, a = n + a, a + 8
            d, b = d + b, b + 32
            term = (term * n) / d
            total += term
        context.prec = digits
        return +total


print(pi(50))

half, third = Fraction(1, 2), Fraction("1/3")
print(half + third, half * third, half / third, third**-2, Fraction("0.125"))
print(Fraction(3.141592653589793).limit_denominator(1000), round(Fraction(7, 2)))
print(sum(Fraction(1, n) for n in range(1, 11)), float(third))

z = 3 + 4j
print(z * z.conjugate(), abs(z), z.real, (1j) ** 2, round(2.5), round(3.5), round(1234.5, -2))
print(float("inf") > 10**300, float("nan") == float("nan"), 1e16 + 1)
