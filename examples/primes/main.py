"""Lets a worker count primes, and swings a pendulum meanwhile."""

import asyncio
import math
import time

from pyscript import workers

from pagelet import page, when

MOST = 1_000_000_000

is_counting = False


def wanted():
    """Return the number in the field, or None if it is none that can be counted to."""
    text = page["limit"].value
    try:
        number = int(text.replace(",", "").replace(" ", ""))
    except ValueError:
        number = 0
    if 2 <= number <= MOST:
        page["problem"].text = ""
        return number
    page["problem"].text = f"Write a whole number from 2 to {MOST:,}."
    return None


def report(part, found):
    """Show how far the worker is; return whether it is to go on. The worker calls this."""
    page["progress"].value = part
    page["result"].text = f"{found:,} primes so far …"
    return is_counting


async def swing():
    """Swing the pendulum until nothing is counted any more."""
    started = time.monotonic()
    while is_counting:
        angle = 35 * math.sin(3 * (time.monotonic() - started))
        page["pendulum"].attributes["transform"] = f"rotate({angle:.1f})"
        await asyncio.sleep(0.02)
    page["pendulum"].attributes["transform"] = "rotate(0)"


@when("submit", "#form", prevent_default=True)
async def count():
    global is_counting
    limit = wanted()
    if limit is None or is_counting:
        return
    is_counting = True
    page["count"].disabled, page["stop"].disabled = True, False
    swinging = asyncio.create_task(swing())
    started = time.monotonic()
    try:
        # A worker's functions are called by await, with numbers, texts, lists, functions ...
        answer = await counter.count(limit, report)
    finally:
        is_counting = False
        page["count"].disabled, page["stop"].disabled = False, True
        await swinging
    seconds = time.monotonic() - started
    page["result"].text = (
        f"{answer['found']:,} primes up to {answer['done']:,}; the largest is "
        f"{answer['largest']:,}. It took {seconds:.1f} seconds."
    )


@when("click", "#stop")
def stop():
    global is_counting
    is_counting = False


counter = await workers["counter"]
page["result"].text = "The worker is ready."
page["count"].disabled = False
