from functools import lru_cache

calls = 0

def fib(n):
    global calls
    calls += 1
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

@lru_cache(maxsize=None)
def fast_fib(n):
    return n if n < 2 else fast_fib(n - 1) + fast_fib(n - 2)

def gen():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b

print("The slow way:")
for n in (5, 10, 20):
    calls = 0
    print(f"fib({n}) = {fib(n)} with {calls} calls")
print("With memory:", fast_fib(90), fast_fib.cache_info())
print("As a generator:", end=" ")
for number in gen():
    if number > 1000:
        break
    print(number, end=", ")
print("...")
