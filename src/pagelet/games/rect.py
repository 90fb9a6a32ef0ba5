"""A rectangle to compute with: where something is, and whether it meets something else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass
class Rect:
    """A rectangle: (x, y) is its upper left corner.

    `canvas.rect(*player, color="gold")` draws one; `(x, y) in player` and `mouse in player` tell
    whether a point is in it.
    """

    x: float
    y: float
    width: float
    height: float

    def __iter__(self) -> Iterator[float]:
        return iter((self.x, self.y, self.width, self.height))

    def __contains__(self, point: Any) -> bool:
        x, y = (point.x, point.y) if hasattr(point, "x") else point
        return self.contains(x, y)

    def contains(self, x: float, y: float) -> bool:
        """Return whether the point (x, y) is in the rectangle."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def overlaps(self, other: "Rect") -> bool:
        """Return whether this rectangle and another have a part in common."""
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom

    def overlaps_circle(self, x: float, y: float, radius: float) -> bool:
        """Return whether this rectangle and a circle have a part in common."""
        nearest_x = min(max(x, self.x), self.right)
        nearest_y = min(max(y, self.y), self.bottom)
        return (x - nearest_x) ** 2 + (y - nearest_y) ** 2 < radius * radius

    def move(self, dx: float, dy: float) -> None:
        """Move the rectangle."""
        self.x += dx
        self.y += dy

    def keep_inside(self, other: "Rect") -> None:
        """Move the rectangle back into another one, if it has left it."""
        self.x = max(other.x, min(self.x, other.right - self.width))
        self.y = max(other.y, min(self.y, other.bottom - self.height))

    @property
    def left(self) -> float:
        """The left side; setting a side moves the rectangle."""
        return self.x

    @left.setter
    def left(self, value: float) -> None:
        self.x = value

    @property
    def right(self) -> float:
        """The right side."""
        return self.x + self.width

    @right.setter
    def right(self, value: float) -> None:
        self.x = value - self.width

    @property
    def top(self) -> float:
        """The upper side."""
        return self.y

    @top.setter
    def top(self, value: float) -> None:
        self.y = value

    @property
    def bottom(self) -> float:
        """The lower side."""
        return self.y + self.height

    @bottom.setter
    def bottom(self, value: float) -> None:
        self.y = value - self.height

    @property
    def center(self) -> tuple[float, float]:
        """The middle."""
        return (self.x + self.width / 2, self.y + self.height / 2)

    @center.setter
    def center(self, point: tuple[float, float]) -> None:
        self.x, self.y = point[0] - self.width / 2, point[1] - self.height / 2
