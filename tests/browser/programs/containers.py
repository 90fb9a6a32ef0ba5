"""The module collections: five containers for five habits."""

from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple

# Counter: how often does each one come?
letters = Counter("how much wood would a woodchuck chuck".replace(" ", ""))
print(letters.most_common(4))
print(letters["o"], letters["z"], letters.total())
basket = Counter(apples=3, pears=1) + Counter(apples=1, plums=2)
basket.subtract({"apples": 5})
print(basket, +basket, sorted(basket.elements()))

# defaultdict: a missing key makes its own value.
by_first_letter = defaultdict(list)
for animal in ["ant", "bear", "ape", "bat", "cat", "badger"]:
    by_first_letter[animal[0]].append(animal)
print(dict(by_first_letter))

# deque: quick at both ends, and it forgets when it is full.
recent = deque(maxlen=3)
for page in ["home", "news", "sport", "weather"]:
    recent.append(page)
print(recent)
recent.appendleft("home")
recent.rotate(1)
print(list(recent), recent.popleft(), recent[-1])

# namedtuple: a tuple whose parts have names.
Point = namedtuple("Point", "x y z", defaults=[0])
corner = Point(3, 4)
print(corner, corner.x + corner.y, corner._replace(z=12), Point._fields)
x, y, z = corner
print((x**2 + y**2 + z**2) ** 0.5, corner == (3, 4, 0))

# ChainMap: look here first, then there.
defaults = {"colour": "blue", "size": "medium", "count": 1}
wishes = {"size": "large"}
order = ChainMap(wishes, defaults)
print(order["size"], order["colour"], dict(order))
order["count"] = 7
print(wishes, defaults["count"], order.parents["size"])

# OrderedDict: a dict that can be rearranged.
queue = OrderedDict.fromkeys(["Ada", "Bob", "Cem"])
queue.move_to_end("Ada")
print(list(queue), queue.popitem(last=False))
