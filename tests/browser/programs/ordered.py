"""Order and bytes: heapq, bisect, sorting with keys, array, struct, memoryview, copy."""

import copy
import struct
from array import array
from bisect import bisect, insort
from graphlib import TopologicalSorter
from heapq import heapify, heappop, heappush, merge, nlargest, nsmallest
from operator import attrgetter, itemgetter
from types import SimpleNamespace

tasks = [(5, "write code"), (7, "release"), (1, "write spec"), (3, "write tests")]
heapify(tasks)
heappush(tasks, (2, "draw a sketch"))
while tasks:
    priority, task = heappop(tasks)
    print(priority, task, end="; " if tasks else "\n")

scores = [33, 99, 77, 70, 89, 90, 100]
print(nlargest(2, scores), nsmallest(2, scores), list(merge([1, 4], [2, 3, 9])))


def grade(score, breakpoints=(60, 70, 80, 90), grades="FDCBA"):
    return grades[bisect(breakpoints, score)]


print([grade(score) for score in scores])
insort(ranking := sorted(scores), 85)
print(ranking)

students = [("Dave", "B", 10), ("John", "A", 15), ("Jane", "B", 12), ("Åsa", "A", 15)]
print(sorted(students, key=itemgetter(2, 1)))
students.sort(key=lambda student: (student[1], -student[2], student[0]))
print([name for name, *_ in students])
boxes = [SimpleNamespace(size=size, label=chr(64 + size)) for size in (3, 1, 2)]
print("".join(map(attrgetter("label"), sorted(boxes, key=attrgetter("size"), reverse=True))))

getting_dressed = {"shoes": {"socks", "trousers"}, "trousers": {"pants"}, "coat": {"shoes"}}
order = list(TopologicalSorter(getting_dressed).static_order())
print(order.index("pants") < order.index("trousers") < order.index("shoes"), order[-1])

numbers = array("H", [4000, 10, 700, 22222])
numbers.append(5)
print(numbers, sum(numbers), numbers[1:3].tolist(), len(numbers) * numbers.itemsize)

record = struct.pack("<10sHb?", b"raymond", 4658, -8, True)
print(record, struct.calcsize("<10sHb?"))
name, serial, school, member = struct.unpack("<10sHb?", record)
print(name.rstrip(b"\0").decode(), serial, school, member)

data = bytearray(b"hello world")
view = memoryview(data)
view[:5] = b"HELLO"
print(data.decode(), bytes(view[-5:]), bytes.fromhex("2Ef0 F1f2"), b"\xf0\xf1".hex(" "))

original = [[1, 2], {"a": [3]}]
shallow, deep = copy.copy(original), copy.deepcopy(original)
original[0].append(99)
print(shallow[0], deep[0], shallow[1] is original[1], deep == original)
