"""Waits in the special methods of classes."""

import contextlib
import dataclasses
import enum
import time


def wait(name):
    time.sleep(0.01)
    return input(f"{name}? ")


class Meta(type):
    def __new__(meta, name, bases, body):
        wait(f"metaclass {name}")
        return super().__new__(meta, name, bases, body)

    def __call__(cls, *args):
        wait("calling the class")
        return super().__call__(*args)


class Named:
    def __set_name__(self, owner, name):
        print("named", name, wait("set_name"))

    def __get__(self, instance, owner):
        return wait("get")

    def __set__(self, instance, value):
        print("set", value, wait("set"))


class Thing(metaclass=Meta):
    in_body = wait("class body")
    described = Named()

    def __init_subclass__(cls):
        print("subclass", wait("init_subclass"))

    def __new__(cls, *args):
        wait("new")
        return super().__new__(cls)

    def __init__(self, number):
        self.number = number
        wait("init")

    def __eq__(self, other):
        wait("eq")
        return self.number == other.number

    def __lt__(self, other):
        wait("lt")
        return self.number < other.number

    def __hash__(self):
        wait("hash")
        return 1

    def __repr__(self):
        return f"Thing {self.number} {wait('repr')}"

    def __str__(self):
        return wait("str")

    def __format__(self, how):
        return wait(f"format {how}")

    def __bool__(self):
        return bool(wait("bool"))

    def __len__(self):
        return len(wait("len"))

    def __iter__(self):
        wait("iter")
        return iter([1])

    def __contains__(self, what):
        return bool(wait(f"contains {what}"))

    def __getitem__(self, key):
        return wait(f"item {key}")

    def __setitem__(self, key, value):
        print(key, value, wait("setitem"))

    def __delitem__(self, key):
        print(key, wait("delitem"))

    def __getattr__(self, name):
        return wait(f"attribute {name}")

    def __call__(self, what):
        return wait(f"call {what}")

    def __add__(self, other):
        return wait("add")

    def __radd__(self, other):
        return wait("radd")

    def __neg__(self):
        return wait("neg")

    def __index__(self):
        return len(wait("index"))

    @property
    def size(self):
        return wait("property")

    @size.setter
    def size(self, value):
        print("size", value, wait("setter"))

    @classmethod
    def make(cls):
        return wait("classmethod")

    @staticmethod
    def help():
        return wait("staticmethod")


class Sub(Thing):
    pass


one, two = Thing(1), Thing(2)
print(one == two, one != two, one < two, sorted([two, one]))
print({one: 1}, len({one, two}), two in [one], [one, two].index(two), [one].count(one))
print(str(one), f"{one:wide}", bool(one), len(one), list(one), 3 in one, one[0], one.absent)
one["key"] = "value"
del one["key"]
print(one("x"), one + 1, 1 + one, -one, [7, 8, 9][one], one.size, Thing.make(), Thing.help())
one.size = 5
one.described = 6
print(one.described, max(one, two), {1: one}.get(1) is one)
print(min([one, two]) is one, "%s" % one, "{}".format(one))


@dataclasses.dataclass
class Point:
    x: str = dataclasses.field(default_factory=lambda: wait("factory"))

    def __post_init__(self):
        print("made", self.x, wait("post_init"))


print(Point())


class Colour(enum.Enum):
    RED = wait("member")

    @classmethod
    def _missing_(cls, value):
        print("missing", value, wait("missing"))
        return cls.RED


print(Colour("blue").name)


class Guard:
    def __enter__(self):
        return wait("enter")

    def __exit__(self, *error):
        print("exit", error[0], wait("exit"))
        return True


with Guard() as inside, Guard():
    print("with", inside, wait("in with"))
    raise ValueError


@contextlib.contextmanager
def managed():
    print(wait("managed before"))
    try:
        yield wait("managed")
    finally:
        print(wait("managed after"))


with managed() as inside, contextlib.ExitStack() as stack:
    stack.callback(wait, "callback")
    print(inside)


class Once:
    def __iter__(self):
        return self

    def __next__(self):
        if wait("next") == "ok":
            raise StopIteration
        return "again"


print(list(Once()))


class Writer:
    def write(self, text):
        if text.strip():
            wait(f"write {text}")


print("to a writer", file=Writer())
