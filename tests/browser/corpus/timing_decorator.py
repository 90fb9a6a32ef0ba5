import time
import functools

def timer(func):
    @functools.wraps(func)
    def wrapper(*args, **kwargs):
        t1 = time.time()
        value = func(*args, **kwargs)
        t2 = time.time()
        print(f"{func.__name__} took {t2 - t1:.4f} s")
        return value
    return wrapper

def repeat(times):
    def decorator(func):
        def wrapper(*args, **kwargs):
            for _ in range(times):
                result = func(*args, **kwargs)
            return result
        return wrapper
    return decorator

@timer
def slow_sum(n):
    total = 0
    for i in range(n):
        total += i
    return total

@timer
def nap():
    """Sleeps a little."""
    time.sleep(0.25)

@repeat(times=3)
def hello():
    print("Hello!")

print(slow_sum(300000))
nap()
hello()
print(nap.__name__, "-", nap.__doc__)
