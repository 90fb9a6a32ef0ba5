from math import *

def sieve(limit):
    is_prime = [True] * (limit + 1)
    is_prime[0] = is_prime[1] = False
    for i in range(2, int(sqrt(limit)) + 1):
        if is_prime[i]:
            for j in range(i * i, limit + 1, i):
                is_prime[j] = False
    return [i for i, p in enumerate(is_prime) if p]

limit = int(input("Primes up to: "))
primes = sieve(limit)
for start in range(0, len(primes), 10):
    print("".join(f"{p:6d}" for p in primes[start:start + 10]))
print(len(primes), "primes")
print("n/ln(n) =", floor(limit / log(limit)))
twins = [(a, b) for a, b in zip(primes, primes[1:]) if b - a == 2]
print("Twins:", *twins)
big = sieve(200000)
print("The biggest one below 200000 is", big[-1])
