"""Runs five programs with keep-alive and without it, in turns, and prints seconds as JSON.

Each takes long enough (half a second or more) that the page breathes ten times meanwhile.
"""

import json
import time

import _pagelet_bridge
import pyodide_js

ROUNDS = 5


def loop():
    for _ in range(20_000_000):
        pass


def add():
    number = 0
    while number < 10_000_000:
        number += 1


def nothing():
    pass


def call():
    for _ in range(8_000_000):
        nothing()


def collect():
    for _ in range(10):
        _ = [number * number for number in range(600_000)]


def count():
    counts = {}
    for number in range(3_000_000):
        counts[number % 1000] = counts.get(number % 1000, 0) + 1


def timed(program):
    start = time.perf_counter()
    program()
    return time.perf_counter() - start


results = {}
for turn in range(ROUNDS + 1):
    for program in (loop, add, call, collect, count):
        pair = []
        # Another one begins in each round.
        for alive in (True, False) if turn % 2 else (False, True):
            if alive:
                _pagelet_bridge.keepAlive.start()
            else:
                pyodide_js.setInterruptBuffer(False)
            pair.append((alive, timed(program)))
        if turn:
            # The first round warms up.
            results.setdefault(program.__name__, []).append([dict(pair)[True], dict(pair)[False]])
print("overhead", json.dumps(results), flush=True)
