"""Counts primes, in a worker: it needs no pause, because the page does not wait for it."""

from math import isqrt

# So many numbers are looked at in one go; then the page hears of it.
STEP = 1_000_000


def marked(start, end, primes):
    """Return a row with a 1 for each prime from `start` to `end`, and a 0 for all others."""
    row = bytearray([1]) * (end - start)
    for prime in primes:
        first = max(prime * prime, -(-start // prime) * prime)
        if first < end:
            row[first - start :: prime] = bytes(len(range(first, end, prime)))
    return row


def primes_up_to(limit):
    """Return the primes up to `limit` as a list, by the sieve of Eratosthenes."""
    if limit < 2:
        return []
    row = marked(2, limit + 1, primes_up_to(isqrt(limit)))
    return [number for number, is_prime in enumerate(row, start=2) if is_prime]


def count(limit, report):
    """Return how many primes there are up to `limit`, the largest, and how far it came.

    `report` is a function of the page. It is told how far the count has come, and says whether
    to go on.
    """
    primes = primes_up_to(isqrt(limit))
    found, largest, done = 0, None, 1
    while done < limit:
        start, end = done + 1, min(done + STEP, limit) + 1
        row = marked(start, end, primes)
        found += row.count(1)
        if 1 in row:
            largest = start + row.rindex(1)
        done = end - 1
        if not report(done / limit, found):
            break
    return {"found": found, "largest": largest, "done": done}


# What the page may call.
__export__ = ["count"]
