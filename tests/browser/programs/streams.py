"""Generators: values that are made when somebody asks for them."""


def countdown(start):
    while start > 0:
        yield start
        start -= 1


print(*countdown(5), "lift-off!")

steps = countdown(2)
print(next(steps), next(steps), next(steps, "nothing left"))


def primes():
    """All prime numbers, one after the other: an endless supply."""
    found = []
    number = 2
    while True:
        if all(number % prime for prime in found):
            found.append(number)
            yield number
        number += 1


for position, prime in enumerate(primes(), start=1):
    if position % 10 == 0:
        print(f"prime number {position} is {prime}")
    if position == 30:
        break


def walk(tree, depth=0):
    """Go through a tree of tuples: a name, then its branches."""
    name, *branches = tree
    yield depth, name
    for branch in branches:
        yield from walk(branch, depth + 1)


family = ("Maria", ("Jan", ("Eva",), ("Tom",)), ("Lena",))
for depth, name in walk(family):
    print("  " * depth + name)


def average():
    """A generator can also be sent values."""
    total, count, result = 0, 0, None
    while True:
        total += yield result
        count += 1
        result = total / count


running = average()
next(running)
print([running.send(value) for value in (10, 20, 60)])
running.close()


def lines(text):
    yield from text.splitlines()
    return "end of text"


def numbers(source):
    """One stage of a pipeline: only what can be read as a number goes on."""
    for line in source:
        if line.strip().lstrip("-").isdigit():
            yield int(line)


text = "4\nfour\n-7\n\n12"
print(list(numbers(lines(text))), sum(number**2 for number in numbers(lines(text))))

reader = lines("only one")
next(reader)
try:
    next(reader)
except StopIteration as stop:
    print(stop.value)


class Countable:
    """What has __iter__ can be looped over, again and again."""

    def __iter__(self):
        yield from "abc"


letters = Countable()
print(list(letters), "b" in letters, dict(zip(letters, range(3), strict=True)))
