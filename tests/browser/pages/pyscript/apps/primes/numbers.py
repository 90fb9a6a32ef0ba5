def is_prime(number):
    if number < 2:
        return False
    return all(number % each for each in range(2, int(number**0.5) + 1))


def describe(primes):
    return f"{len(primes)} primes, the last one is {primes[-1]}" if primes else "no primes"
