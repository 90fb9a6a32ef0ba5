"""What a turtle looks like."""

import math
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from pagelet._shown import shown
from pagelet.turtles.errors import TurtleGraphicsError, argument_error
from pagelet.turtles.images import Picture, load_picture
from pagelet.turtles.vector import number

Points: TypeAlias = Sequence[tuple[float, float]]

_TYPES = ("polygon", "image", "compound")


class Shape:
    """The form of a turtle: one polygon, an image, or several polygons (compound).

    A form's own y axis points where the turtle is headed.
    """

    def __init__(self, type_: str, data: Any = None) -> None:
        self._type = type_
        if type_ == "polygon":
            data = polygon(data, "Shape")
        elif type_ == "image":
            if isinstance(data, str):
                data = load_picture(data)
        elif type_ == "compound":
            data = []
        else:
            raise TurtleGraphicsError(
                f"There is no type of shape {shown(type_)}.",
                hint=f"The types are: {', '.join(_TYPES)}.",
            )
        self._data: Any = data

    def addcomponent(self, poly: Points, fill: Any, outline: Any = None) -> None:
        """Add a polygon with its colours to a compound shape.

        The outline has the colour of the inside unless it is given.
        """
        if self._type != "compound":
            raise TurtleGraphicsError(
                f"A shape of type '{self._type}' has no components.",
                hint="Make a shape for several polygons: Shape('compound').",
            )
        outline = fill if outline is None else outline
        self._data.append([polygon(poly, "addcomponent"), fill, outline])


def polygon(points: Any, call: str) -> tuple[tuple[float, float], ...]:
    """Return `points` as a tuple of pairs.

    Raises:
        ArgumentError: they are no points of a polygon.
    """
    pairs = points if isinstance(points, Iterable) and not isinstance(points, str) else ()
    corners = [tuple(pair) if isinstance(pair, tuple | list) else () for pair in pairs]
    if not corners or any(len(corner) != 2 for corner in corners):
        raise argument_error(
            f"{call}() needs the corners of a polygon, but got {shown(points)}.",
            "Write them as pairs: ((0, 0), (10, 0), (5, 10)).",
        )
    return tuple((number(x, call), number(y, call)) for x, y in corners)


def standard_shapes() -> dict[str, Shape]:
    """Return the shapes that every screen has, by name."""
    return {
        "arrow": Shape("polygon", ((-10, 0), (10, 0), (0, 10))),
        "blank": Shape("image", Picture.blank()),
        "circle": Shape("polygon", _regular(20, 10.0)),
        "classic": Shape("polygon", ((0, 0), (-5, -9), (0, -7), (5, -9))),
        "square": Shape("polygon", ((10, -10), (10, 10), (-10, 10), (-10, -10))),
        "triangle": Shape("polygon", ((10, -5.77), (0, 11.55), (-10, -5.77))),
        "turtle": Shape("polygon", _mirrored(_RIGHT_HALF_OF_A_TURTLE)),
    }


def _regular(corners: int, radius: float) -> Points:
    angles = [math.tau * corner / corners for corner in range(corners)]
    return [
        (round(radius * math.cos(angle), 2), round(radius * math.sin(angle), 2)) for angle in angles
    ]


# From the nose down to the tail: head, neck, front leg, shell, hind leg.
_RIGHT_HALF_OF_A_TURTLE = (
    *((0, 16), (1.6, 15.2), (2.2, 13.4), (1.3, 10.6), (3.6, 8.2)),
    *((6.4, 10), (8.8, 8.6), (9, 7), (6.4, 4.9), (7.2, 1.4), (6.3, -2.4)),
    *((8.2, -5), (7.4, -7.6), (6, -7.9), (4.2, -5.6), (1.4, -7.2), (0, -9.4)),
)


def _mirrored(half: Points) -> Points:
    return [*half, *((-x, y) for x, y in reversed(half) if x)]
