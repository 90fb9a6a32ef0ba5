"""Lists, dicts and sets, made in one line from others."""

squares = [number**2 for number in range(10)]
print(squares, sum(squares))

even = [square for square in squares if square % 2 == 0]
print(even, [square for square in squares if square not in even])

pairs = [(x, y) for x in (1, 2, 3) for y in (3, 1, 4) if x != y]
print(pairs)

matrix = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]
turned = [[row[column] for row in matrix] for column in range(4)]
print(turned)
print([list(column) for column in zip(*matrix, strict=True)] == turned)
print([cell for row in matrix for cell in row])

fruit = {"apple": 1.20, "banana": 0.25, "cherry": 4.80, "date": 7.50}
cheap = {name: price for name, price in fruit.items() if price < 2}
by_price = {price: name for name, price in sorted(fruit.items(), key=lambda item: -item[1])}
print(cheap)
print(by_price)

words = "it was the best of times it was the worst of times".split()
lengths = {len(word) for word in words}
print(sorted(lengths))
print({length: sorted({word for word in words if len(word) == length}) for length in lengths})

a, b = set("abracadabra"), set("alacazam")
print("in both:", sorted(a & b), "in one:", sorted(a ^ b), "only in the first:", sorted(a - b))

primes = [n for n in range(2, 60) if all(n % divisor for divisor in range(2, int(n**0.5) + 1))]
print(primes)

# The last value that was found stays: the name is bound where it is used.
if any((half := number / 2) > 6 for number in (4, 8, 16, 32)):
    print("the first half above 6 is", half)

print(max(fruit, key=fruit.get), min(fruit.values()), dict(enumerate(cheap, start=1)))
first, *middle, last = primes
print(first, len(middle), last)
