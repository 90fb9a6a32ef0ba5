"""The match statement: look at the shape of a value and take it apart in one go."""

from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


def where(point):
    match point:
        case Point(x=0, y=0):
            return "at the origin"
        case Point(0, y):
            return f"on the y-axis at {y}"
        case Point(x, 0):
            return f"on the x-axis at {x}"
        case Point(x, y) if x == y:
            return f"on the diagonal at {x}"
        case Point():
            return "somewhere else"
        case _:
            return "not a point"


for point in (Point(0, 0), Point(0, 7), Point(-3, 0), Point(2, 2), Point(1, 5), "(0, 0)"):
    print(point, "is", where(point))


def obey(command):
    match command.split():
        case []:
            return "You wait."
        case ["quit" | "exit"]:
            return "Goodbye."
        case ["go", ("north" | "south" | "east" | "west") as direction]:
            return f"You go {direction}."
        case ["take", *things] if things:
            return f"You take {' and '.join(things)}."
        case ["drop", thing]:
            return f"The {thing} falls."
        case [verb, *_]:
            return f"You do not know how to {verb}."


for command in ("go north", "take lamp rope", "drop lamp", "go up", "", "exit"):
    print(f"> {command}\n  {obey(command)}")


def summary(data):
    """Take apart what a file of JSON may hold."""
    match data:
        case {"type": "circle", "radius": int() | float() as radius}:
            return f"circle of {radius}"
        case {"type": "group", "members": [first, *rest]}:
            return f"{summary(first)} and {len(rest)} more"
        case {"type": str(kind), **others}:
            return f"{kind} with {sorted(others)}"
        case [int(x), int(y)]:
            return f"pair {x}:{y}"
        case None | True | False:
            return "a constant"
        case str() as text:
            return f"text of {len(text)}"
        case other:
            return f"a {type(other).__name__}"


circle = {"type": "circle", "radius": 2.5}
group = {"type": "group", "members": [circle, circle, [1, 2]]}
for data in (circle, group, {"type": "line", "to": 1, "from": 0}, [3, 4], [3, 4, 5], None, "hi"):
    print(summary(data))
