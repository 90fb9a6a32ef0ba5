"""Waits in functions of all kinds, and where Python's own functions in C call them."""

import functools
import itertools
import json
import re
import time


def wait(name):
    time.sleep(0.01)
    return input(f"{name}? ")


def loudly(function):
    wait("decorating")

    @functools.wraps(function)
    def wrapper(*args):
        wait("before")
        try:
            return function(*args)
        finally:
            wait("after")

    return wrapper


@loudly
def greet(name):
    print("hello", name, wait("in it"))


greet("Ada")


def numbers():
    for number in range(2):
        wait(f"generator {number}")
        got = yield number
        if got:
            print("sent", got, wait("send"))


steps = numbers()
print(next(steps), steps.send("x"))
print(list(numbers()))


def delegating():
    result = yield from numbers()
    print("delegated", result, wait("yield from"))


print(list(delegating()))
print([wait(f"list {n}") for n in range(2)])
print({wait(f"set {n}") for n in range(2)})
print({n: wait(f"dict {n}") for n in range(2)})
print(sum(len(wait(f"expression {n}")) for n in range(2)))
print((lambda name: wait(name))("lambda"))
print(sorted([2, 1], key=lambda n: (wait(f"key {n}"), n)))
print(sorted([2, 1], key=functools.cmp_to_key(lambda a, b: (wait(f"compare {a} {b}"), a - b)[1])))
words = ["b", "a"]
words.sort(key=lambda word: (wait(f"sort {word}"), word))
print(words, max(words, key=lambda word: (wait(f"max {word}"), word)))
print(list(map(wait, ["map 1", "map 2"])), list(filter(wait, ["filter"])))
print(functools.reduce(lambda a, b: a + wait(b), ["reduce 1", "reduce 2", "reduce 3"]))
print([(key, list(group)) for key, group in itertools.groupby("ab", lambda c: wait(f"group {c}"))])
print(re.sub("[xy]", lambda found: wait(f"match {found[0]}"), "x-y"))
print(json.dumps([1j], default=lambda value: wait(f"default {value}")))
print(json.loads('{"a": 1}', object_hook=lambda found: wait(f"hook {found}")))
print(any(wait(f"any {n}") for n in range(3)), all(wait(f"all {n}") for n in range(2)))
print("-".join(wait(f"join {n}") for n in range(2)))
print(dict((wait(f"pair {n}"), n) for n in range(2)), tuple(map(wait, "t")), [*map(wait, "u")])


@functools.lru_cache
def cached(n):
    return wait(f"cached {n}")


print(cached(1), cached(1), functools.partial(wait, "partial")())


def deep(n):
    return wait("deep") if n == 0 else deep(n - 1)


print(deep(200))
iterator = iter(functools.partial(wait, "sentinel"), "ok")
print(list(iterator))
print(f"{wait('f-string')}")
match 1:
    case n if wait("guard"):
        print("matched", n)
try:
    assert not wait("assert"), wait("message")
except AssertionError as error:
    print("failed", error)
while wait("while") != "ok":
    pass
try:
    raise ValueError(wait("raise"))
except ValueError as error:
    print(error, wait("except"))
else:
    print("never")
finally:
    print(wait("finally"))
