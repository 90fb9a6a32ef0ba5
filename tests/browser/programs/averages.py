"""The modules math and statistics, and dice from random with a seed."""

import math
import random
import statistics
from collections import Counter

print(f"{math.pi:.10f} {math.e:.10f} {math.tau / 2 == math.pi}")
print(math.sqrt(2) ** 2 == 2, math.isclose(math.sqrt(2) ** 2, 2), math.isqrt(99))
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.fsum([0.1] * 10))
print(math.gcd(84, 126, 210), math.lcm(4, 6, 10), math.factorial(20))
print(math.comb(49, 6), math.perm(5, 2), math.prod([1.5, 4, 2]), math.dist((0, 0), (3, 4)))
for degrees in (0, 30, 90, 180):
    angle = math.radians(degrees)
    print(f"{degrees:>3}° {math.sin(angle):+.4f} {math.cos(angle):+.4f}")

temperatures = [21.5, 19.0, 23.5, 25.0, 22.0, 19.0, 24.5]
print(f"mean   {statistics.mean(temperatures):.3f}")
print(f"median {statistics.median(temperatures)}, mode {statistics.mode(temperatures)}")
print(f"spread {statistics.stdev(temperatures):.3f}, {statistics.pvariance(temperatures):.3f}")
print([round(value, 2) for value in statistics.quantiles(temperatures, n=4)])
print(statistics.multimode("aabbbbccddddee"), statistics.median_low([1, 2, 3, 4]))

hours, points = [1, 2, 3, 4, 5], [52, 55, 61, 68, 70]
line = statistics.linear_regression(hours, points)
print(f"points = {line.slope:.2f} × hours + {line.intercept:.2f}")
print(f"correlation {statistics.correlation(hours, points):.4f}")
heights = statistics.NormalDist(mu=178, sigma=7)
print(f"taller than 190: {1 - heights.cdf(190):.2%}")

random.seed(2024)
throws = [random.randint(1, 6) for _ in range(600)]
for face, times in sorted(Counter(throws).items()):
    print(face, "#" * (times // 10), times)

deck = [f"{rank}{suit}" for suit in "♣♦♥♠" for rank in "789JQKA"]
random.shuffle(deck)
print(deck[:8], random.choice(deck), sorted(random.sample(range(1, 50), 6)))
print(f"{random.random():.6f} {random.uniform(1, 10):.4f} {random.gauss(0, 1):.4f}")
coins = random.choices(["heads", "tails"], weights=[3, 1], k=8)
print(coins, random.Random(7).randrange(0, 101, 10))
inside = sum(math.hypot(random.random(), random.random()) < 1 for _ in range(20_000))
print(f"pi is about {4 * inside / 20_000:.3f}")
