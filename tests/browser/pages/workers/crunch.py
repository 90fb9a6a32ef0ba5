import time

from pyscript import RUNNING_IN_WORKER, document, window

print("in a worker", RUNNING_IN_WORKER, document.title, window.location.pathname)
time.sleep(0.1)
counted = 0


def add(a, b):
    return a + b


async def echo(*values):
    return values


def count():
    global counted
    counted += 1
    return counted


def call_back(function):
    return function(21)


def give():
    return lambda number: number + 1


def fail(what):
    raise ValueError(f"so {what}")


__export__ = ["add", "call_back", "count", "echo", "fail", "give"]
