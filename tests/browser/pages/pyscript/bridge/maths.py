from pathlib import Path
from time import sleep

from pyscript import RUNNING_IN_WORKER

NUMBERS = [int(line) for line in Path("numbers.txt").read_text().split()]


def total(factor):
    return sum(NUMBERS) * factor


async def table(names):
    sleep(0.01)
    return {name: [len(name), RUNNING_IN_WORKER] for name in names}


def fail():
    raise ValueError("no such number")
