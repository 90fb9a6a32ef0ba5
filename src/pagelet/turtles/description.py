"""A drawing in words, for those who do not see it."""

from collections import Counter
from collections.abc import Iterable

from pagelet.turtles.colors import basic_name, css_color
from pagelet.turtles.drawing import Dot, Drawing, Image, Item, Line, Polygon, Text

MOST_COLORS = 4
MOST_TEXTS = 10
LONGEST_TEXT = 80


def describe(drawing: Drawing, background: str, turtles: int) -> str:
    """Return what was drawn: how many pieces of each kind, in which colours, and the texts."""
    items = [item for item in drawing if not _is_hidden(item)]
    shapes = [item for item in items if isinstance(item, Polygon)]
    parts = [
        *_lines([item for item in items if isinstance(item, Line)]),
        *_pieces("filled shape", (shape.fill for shape in shapes if not shape.outline)),
        *_pieces("stamp of a turtle", (shape.fill for shape in shapes if shape.outline)),
        *_pieces("dot", (item.color for item in items if isinstance(item, Dot))),
        *_counted("picture", sum(isinstance(item, Image) for item in items)),
    ]
    words = "Turtle drawing: " + "; ".join(parts) if parts else "Turtle drawing, empty"
    if texts := [item.text for item in items if isinstance(item, Text) and item.text.strip()]:
        words += f". {_texts(texts)}"
    color = css_color(background)
    if color and (name := basic_name(color)) != "white":
        words += f". Background {name}"
    if turtles:
        words += f". {_count('turtle', turtles)} to be seen"
    return f"{words}."


def _is_hidden(item: Item) -> bool:
    if isinstance(item, Polygon):
        return item.open or not (item.fill or item.outline)
    return isinstance(item, Line | Dot | Text) and not item.color


def _lines(lines: list[Line]) -> list[str]:
    count = sum(len(line.points) // 2 - 1 for line in lines)
    colors = Counter[str]()
    for line in lines:
        colors[basic_name(line.color)] += len(line.points) // 2 - 1
    return [f"{_count('line', count)} in {_listed(colors)}"] if count else []


def _pieces(name: str, css_colors: Iterable[str]) -> list[str]:
    colors = Counter(basic_name(css) if css else "outline only" for css in css_colors)
    count = colors.total()
    return [f"{_count(name, count)} in {_listed(colors)}"] if count else []


def _counted(name: str, count: int) -> list[str]:
    return [_count(name, count)] if count else []


def _count(name: str, count: int) -> str:
    thing, of, whose = name.partition(" of ")
    return f"{count} {thing}{'' if count == 1 else 's'}{of}{whose}"


def _listed(colors: Counter[str]) -> str:
    names = [name for name, _ in colors.most_common()]
    if len(names) > MOST_COLORS:
        names[MOST_COLORS - 1 :] = [f"{len(names) - MOST_COLORS + 1} other colours"]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def _texts(texts: list[str]) -> str:
    short = [
        text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]} ..."
        for text in (" ".join(text.split()) for text in texts)
    ]
    quoted = ", ".join(f"“{text}”" for text in short[:MOST_TEXTS])
    more = f" and {len(short) - MOST_TEXTS} more" if len(short) > MOST_TEXTS else ""
    return f"Written: {quoted}{more}"
