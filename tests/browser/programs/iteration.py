"""The modules itertools and functools: loops and functions as building blocks."""

import operator
from functools import cache, cached_property, cmp_to_key, partial, reduce, singledispatch
from itertools import (
    accumulate,
    chain,
    combinations,
    count,
    cycle,
    dropwhile,
    groupby,
    islice,
    pairwise,
    permutations,
    product,
    starmap,
    takewhile,
    zip_longest,
)

print(list(islice(count(10, step=5), 4)), list(islice(cycle("ab"), 5)))
print(list(accumulate([3, 1, 4, 1, 5])), list(accumulate([3, 1, 4, 1, 5], max)))
print(["".join(letters) for letters in permutations("abc")])
print(list(combinations(range(4), 2)))
print([f"{suit}{rank}" for suit, rank in product("♠♥", "AKQ")])
print(list(chain("ab", [1, 2])), list(zip_longest("abc", "12", fillvalue="-")))
print([later - earlier for earlier, later in pairwise([1, 4, 9, 16, 25])])
print(list(takewhile(str.isalpha, "abc123def")), list(dropwhile(str.isalpha, "abc12d")))
print(list(starmap(pow, [(2, 5), (3, 2), (10, 3)])))

for is_even, numbers in groupby([2, 4, 7, 9, 8], key=lambda number: number % 2 == 0):
    print("even" if is_even else "odd", list(numbers))


@cache
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


print(fibonacci(80), fibonacci.cache_info().hits)
print(reduce(operator.mul, range(1, 11)), partial(int, base=2)("101010"))


@singledispatch
def describe(value):
    return f"something: {value!r}"


@describe.register
def _(value: int):
    return f"a whole number: {value}"


@describe.register(list)
def _(value):
    return "a list of " + ", ".join(map(describe, value))


print(describe([1, "two", [3]]))


class Circle:
    @cached_property
    def area(self):
        print("(calculating)")
        return 3


circle = Circle()
print(circle.area, circle.area)
print(sorted("a10 a9 b1".split(), key=cmp_to_key(lambda a, b: len(a) - len(b))))
