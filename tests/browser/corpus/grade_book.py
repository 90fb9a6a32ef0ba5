import statistics

grades = {}

def average(name):
    return statistics.mean(grades[name])

def letter(points):
    if points >= 90: return 'A'
    if points >= 80: return 'B'
    if points >= 70: return 'C'
    if points >= 60: return 'D'
    return 'F'

print('Enter a name and points like:  Ann 90 85 77')
while True:
    line = input('... ')
    if line == '': break
    name, *points = line.split()
    try:
        points = [int(p) for p in points]
        if any(p > 100 or p < 0 for p in points):
            raise ValueError('points must be 0 to 100')
    except ValueError as e:
        print('Error:', e)
        continue
    grades.setdefault(name, []).extend(points)

print()
print('%-10s%8s%8s%8s%8s' % ('Name', 'Min', 'Max', 'Mean', 'Grade'))
print('=' * 42)
for name in sorted(grades, key=average, reverse=True):
    g = grades[name]
    print('%-10s%8d%8d%8.1f%8s' % (name, min(g), max(g), average(name), letter(average(name))))
print('=' * 42)
everything = sum(grades.values(), [])
print('All', len(everything), 'grades: mean', round(statistics.mean(everything), 2),
      'median', statistics.median(everything), 'stdev', round(statistics.stdev(everything), 3))
