"""A game in several files."""

import json
import random

import helper
from shapes.circle import area

with open("data.csv") as file:
    print(file.read())

for number in range(1, 3):
    print(open(f"levels/{number}.txt").read())

print(json.dumps(helper.greet(area(random.random()))))
