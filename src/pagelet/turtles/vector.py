"""A vector of two numbers."""

import math
from typing import Any, SupportsFloat

from pagelet._shown import shown
from pagelet.turtles.errors import argument_error


class Vec2D(tuple[float, float]):
    """A vector of two numbers, x and y; also a tuple.

    For vectors `a`, `b` and a number `k`:
       `a + b`, `a - b`, `-a`   add, subtract, turn round
       `a * b`                  inner product
       `k * a`, `a * k`         stretch
       `abs(a)`                 length
       `a.rotate(angle)`        turn counterclockwise, in degrees
    """

    __slots__ = ()

    def __new__(cls, x: float, y: float) -> "Vec2D":  # noqa: D102 - the class tells
        return tuple.__new__(cls, (x, y))

    def __add__(self, other: tuple[float, float]) -> "Vec2D":  # type: ignore[override]
        return Vec2D(self[0] + other[0], self[1] + other[1])

    def __sub__(self, other: tuple[float, float]) -> "Vec2D":
        return Vec2D(self[0] - other[0], self[1] - other[1])

    def __neg__(self) -> "Vec2D":
        return Vec2D(-self[0], -self[1])

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, Vec2D):
            return self[0] * other[0] + self[1] * other[1]
        return Vec2D(self[0] * other, self[1] * other)

    def __rmul__(self, other: Any) -> Any:
        if isinstance(other, int | float):
            return Vec2D(self[0] * other, self[1] * other)
        return NotImplemented

    def __abs__(self) -> float:
        return math.hypot(self[0], self[1])

    def __getnewargs__(self) -> tuple[float, float]:
        return (self[0], self[1])

    def __repr__(self) -> str:
        return f"({self[0]:.2f},{self[1]:.2f})"

    def rotate(self, angle: float) -> "Vec2D":
        """Return the vector turned counterclockwise by `angle` degrees."""
        radians = math.radians(angle)
        cos, sin = math.cos(radians), math.sin(radians)
        return Vec2D(self[0] * cos - self[1] * sin, self[1] * cos + self[0] * sin)


def number(value: Any, call: str) -> Any:
    """Return `value` unchanged.

    Raises:
        ArgumentError: it is not a finite number. `call` is how the function is called.
    """
    if type(value) is not int and (
        not hasattr(value, "__float__") or not math.isfinite(_as_float(value, call))
    ):
        raise argument_error(
            f"{call} needs a number, but got {shown(value)}.",
            "Text becomes a number with int(...) or float(...)."
            if isinstance(value, str)
            else "Give a number such as 100 or 2.5.",
        )
    return value


def _as_float(value: SupportsFloat, call: str) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return math.nan


def point(x: Any, y: Any, call: str) -> Vec2D:
    """Return the point that a call names by two numbers, or by a pair in `x`.

    Raises:
        ArgumentError: it names none.
    """
    if y is None:
        if not isinstance(x, tuple | list) or len(x) != 2:
            raise argument_error(
                f"{call} needs a point, but got {shown(x)}.",
                f"Give two numbers, or a pair of them: {call.removesuffix('()')}(10, 20).",
            )
        x, y = x
    return Vec2D(number(x, call), number(y, call))
