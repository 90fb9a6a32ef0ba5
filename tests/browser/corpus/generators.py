import itertools

def countdown(n):
    print("Starting")
    while n > 0:
        yield n
        n -= 1
    print("Finished")

def squares():
    for n in itertools.count(1):
        yield n * n

def even(numbers):
    return (n for n in numbers if n % 2 == 0)

def running_average():
    total = count = 0
    average = None
    while True:
        number = yield average
        total += number
        count += 1
        average = total / count

def flatten(x):
    for item in x:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item

for i in countdown(3):
    print(i)
print(list(itertools.islice(even(squares()), 5)))
avg = running_average()
next(avg)
while True:
    entry = input("Next number: ")
    if not entry:
        avg.close()
        break
    print("Average so far:", avg.send(float(entry)))
print(list(flatten([1, [2, [3, 4]], [[5]]])))
print(dict(zip("abc", itertools.cycle([1, 2]))))
