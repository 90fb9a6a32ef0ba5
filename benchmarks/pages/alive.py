"""Computes for five seconds, and prints when: seconds since 1970."""

import time

print("computing from", time.time(), flush=True)
end = time.perf_counter() + 5
number = 0
while time.perf_counter() < end:
    number += 1
print("computing until", time.time(), flush=True)
