VALUES = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
          (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def to_roman(number):
    if not 0 < number < 4000:
        raise ValueError("only 1 to 3999")
    result = ""
    for value, letters in VALUES:
        count, number = divmod(number, value)
        result += letters * count
    return result


def from_roman(text):
    rest, total = text.upper(), 0
    for value, letters in VALUES:
        while rest.startswith(letters):
            total += value
            rest = rest[len(letters):]
    if rest or to_roman(total) != text.upper():
        raise ValueError(f"{text!r} is not a Roman number")
    return total


assert all(from_roman(to_roman(n)) == n for n in range(1, 4000))

while (text := input("Number (or nothing to stop): ")):
    try:
        if text.isdecimal():
            print(text, "->", to_roman(int(text)))
        else:
            print(text.upper(), "->", from_roman(text))
    except ValueError as problem:
        print("Problem:", problem)
print("VALE!")
