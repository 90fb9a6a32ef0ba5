"""Decorators: functions that wrap others, from the smallest to one that takes arguments."""

import functools


def announce(function):
    """Print each call and what comes of it."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        given = [repr(arg) for arg in args] + [f"{name}={kwargs[name]!r}" for name in kwargs]
        result = function(*args, **kwargs)
        print(f"{function.__name__}({', '.join(given)}) -> {result!r}")
        return result

    return wrapper


def repeat(times):
    """Call the function several times and return all results."""

    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            return [function(*args, **kwargs) for _ in range(times)]

        return wrapper

    return decorate


class CountCalls:
    """A decorator may be a class, and remember."""

    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.function(*args, **kwargs)


@announce
def power(base, exponent=2):
    """Return base to the power of exponent."""
    return base**exponent


power(7)
power(2, exponent=10)
print(power.__name__, "-", power.__doc__)


@repeat(times=3)
@CountCalls
def greet(name):
    return f"Hello {name}!"


print(greet("Grace"), greet.__wrapped__.calls)


def register(registry, /, **facts):
    """Enter the decorated function into a table and leave it as it is."""

    def enter(function):
        registry[function.__name__] = (function, facts)
        return function

    return enter


commands = {}


@register(commands, help="add up")
def total(*numbers):
    return sum(numbers)


@register(commands, help="multiply", symbol="×")
def times(a, b):
    return a * b


for name, (command, facts) in commands.items():
    print(f"{name:6} {facts} {command(6, 7)}")
