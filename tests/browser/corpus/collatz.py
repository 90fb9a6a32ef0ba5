def collatz(number):
    if number % 2 == 0:
        result = number // 2
    else:
        result = 3 * number + 1
    print(result, end=' ')
    return result

try:
    print('Enter number:')
    n = int(input())
    steps = 0
    while n != 1:
        n = collatz(n)
        steps = steps + 1
    print()
    print(steps, 'steps')
except ValueError:
    print('You must enter an integer.')

best = 0
for start in range(1, 3000):
    n, length = start, 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        length += 1
    if length > best:
        best = length
        champion = start
print('Longest below 3000:', champion, 'with', best, 'steps')
