"""What was drawn on a canvas, in order, and what of it has still to be painted.

Places are in the turtle's own units; widths, diameters and fonts in pixels. The painter (in the
browser: painter.js) gets numbers only, so that thousands of lines cross to it in one call.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from typing import ClassVar, TypeAlias

from pagelet.turtles.fonts import Font
from pagelet.turtles.images import Picture

NO_COLOR = -1

# Read by type checkers only: this class takes no parameter before Python 3.12.
Numbers: TypeAlias = "array[float]"


class Kind(IntEnum):
    """How each piece of code begins; the same numbers stand in painter.js."""

    LINE = 0
    POLYGON = 1
    DOT = 2
    TEXT = 3
    IMAGE = 4


class Table:
    """Texts by number: what is no number itself crosses to the painter once, and is named by it."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._new: list[str] = []

    def number(self, text: str) -> int:
        """Return the number of `text`."""
        if text not in self._numbers:
            self._numbers[text] = len(self._numbers)
            self._new.append(text)
        return self._numbers[text]

    def take_new(self) -> list[str]:
        """Return the texts that have come since the last call, in the order of their numbers."""
        new, self._new = self._new, []
        return new


@dataclass(slots=True, eq=False)
class Line:
    """A line through `points` (x, y, x, y, ...), with round ends and corners."""

    points: list[float]
    color: str
    width: float

    def code(self, _table: Table, start: int = 0) -> Numbers:
        """Return the line as numbers, from the number `start` of its points on."""
        points = self.points[start:]
        head = (Kind.LINE, color_number(self.color), self.width, len(points))
        return array("d", (*head, *points))


@dataclass(slots=True, eq=False)
class Polygon:
    """A polygon; one that is `open` is still being drawn and is not shown."""

    points: list[float]
    fill: str = ""
    outline: str = ""
    width: float = 1
    open: bool = False

    def code(self, _table: Table) -> Numbers:
        """Return the polygon as numbers."""
        if not self.fill and not self.outline:
            return array("d")
        colors = (color_number(self.fill), color_number(self.outline))
        return array("d", (Kind.POLYGON, *colors, self.width, len(self.points), *self.points))


@dataclass(slots=True, eq=False)
class Dot:
    """A round spot."""

    x: float
    y: float
    diameter: float
    color: str

    def code(self, _table: Table) -> Numbers:
        """Return the dot as numbers."""
        return array("d", (Kind.DOT, color_number(self.color), self.diameter, self.x, self.y))


@dataclass(slots=True, eq=False)
class Text:
    """A text that stands on the point (x, y)."""

    ALIGNMENTS: ClassVar = ("left", "center", "right")

    x: float
    y: float
    text: str
    align: str
    font: Font
    color: str

    def code(self, table: Table) -> Numbers:
        """Return the text as numbers."""
        place = (self.x, self.y, self.ALIGNMENTS.index(self.align))
        style = (table.number(self.font.css), self.font.size, self.font.lines)
        text = table.number(self.text)
        return array("d", (Kind.TEXT, color_number(self.color), *place, text, *style))


@dataclass(slots=True, eq=False)
class Image:
    """A picture with its middle at (x, y)."""

    x: float
    y: float
    picture: Picture

    def code(self, table: Table) -> Numbers:
        """Return the image as numbers."""
        if not self.picture.url:
            return array("d")
        return array("d", (Kind.IMAGE, self.x, self.y, table.number(self.picture.url)))


Item: TypeAlias = Line | Polygon | Dot | Text | Image


def color_number(css: str) -> int:
    """Return "#rrggbb" as a number, and NO_COLOR for ""."""
    return int(css[1:], 16) if css else NO_COLOR


@dataclass(frozen=True)
class Change:
    """What the painter has to do: forget everything or not, paint for good, paint for now."""

    anew: bool
    lasting: Numbers
    passing: Numbers


@dataclass
class Drawing:
    """The items on a canvas.

    Items that cannot change any more are handed to the painter once, which keeps them as pixels.
    Two kinds still change: the last line grows, and a polygon that is open gets its corners later
    but lies below all that is drawn meanwhile; so what comes after it is painted anew each time.
    """

    table: Table = field(default_factory=Table)
    _items: dict[int, Item] = field(default_factory=dict)
    _last: int = 0
    # Numbers of the items that the painter does not keep yet, in order; removed ones stay in it.
    _waiting: list[int] = field(default_factory=list)
    # The last line, if the painter keeps a part of it: its number, and how long that part is.
    _growing: tuple[int, int] | None = None
    _spoilt: bool = False
    version: int = 0

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, number: object) -> bool:
        return number in self._items

    def add(self, item: Item) -> int:
        """Add `item` on top and return its number."""
        self._last += 1
        self._items[self._last] = item
        self._waiting.append(self._last)
        self.version += 1
        return self._last

    def extend(self, number: int | None, x: float, y: float) -> bool:
        """Let the line `number` go on to (x, y); return False if other items lie above it."""
        if number != self._last or not isinstance(line := self._items.get(number), Line):
            return False
        line.points += (x, y)
        self.version += 1
        return True

    def shorten(self, number: int) -> None:
        """Take back the last piece of the line `number`, and with its last piece the line."""
        line = self._items.get(number)
        if isinstance(line, Line):
            del line.points[-2:]
            self._spoil(number)
            if len(line.points) < 4:
                self.remove([number])

    def close(self, number: int, points: Iterable[float], fill: str) -> None:
        """Give the open polygon `number` its corners."""
        if isinstance(polygon := self._items.get(number), Polygon):
            polygon.points = list(points)
            polygon.fill, polygon.open = fill, False
            self.version += 1

    def remove(self, numbers: Iterable[int]) -> None:
        """Take items away; numbers of items that are gone already count for nothing."""
        for number in numbers:
            if number in self._items:
                self._spoil(number)
                del self._items[number]

    def clear(self) -> None:
        """Take everything away."""
        self._items.clear()
        self._spoilt = True
        self.version += 1

    def _spoil(self, number: int) -> None:
        """Note that an item is not any more what the painter may keep of it."""
        first_waiting = self._waiting[0] if self._waiting else self._last + 1
        partly = self._growing is not None and self._growing[0] == number
        if number < first_waiting or partly:
            self._spoilt = True
        self.version += 1

    def forget_painted(self) -> None:
        """Hand everything to the painter again with the next change."""
        self._spoilt = True

    def take_change(self, passing: Numbers) -> Change:
        """Return what has to be painted since the last call; `passing` lies above all items."""
        anew = self._spoilt
        lasting = array("d")
        if anew:
            self._waiting, self._growing, self._spoilt = list(self._items), None, False
        elif self._growing:
            self._paint_growth(lasting, *self._growing)
        settled = 0
        for number in self._waiting:
            item = self._items.get(number)
            if isinstance(item, Polygon) and item.open:
                break
            settled += 1
            if item is not None:
                lasting.extend(item.code(self.table))
                self._growing = (number, len(item.points)) if isinstance(item, Line) else None
        del self._waiting[:settled]
        above = array("d")
        for number in self._waiting:
            if item := self._items.get(number):
                above.extend(item.code(self.table))
        above.extend(passing)
        return Change(anew, lasting, above)

    def _paint_growth(self, lasting: Numbers, number: int, painted: int) -> None:
        line = self._items.get(number)
        if isinstance(line, Line) and len(line.points) > painted:
            lasting.extend(line.code(self.table, painted - 2))
            self._growing = (number, len(line.points))
