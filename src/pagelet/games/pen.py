"""What can be drawn on a canvas.

Pieces are collected as numbers, so that a whole frame crosses to the painter (canvas/painter.js) in
one call. These methods are called thousands of times in a second: they do as little as can be.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, Literal, NoReturn, TypeAlias

from pagelet._shown import shown
from pagelet.games import transforms
from pagelet.games.errors import (
    ValueOfWrongKindError,
    no_number,
    problem,
    unknown,
)
from pagelet.games.fonts import css_font
from pagelet.games.image import Image, as_image
from pagelet.games.paint import NONE, Color, color_number, faded
from pagelet.games.transforms import Matrix

Points: TypeAlias = Iterable[Sequence[float]]
Align: TypeAlias = Literal["left", "center", "right"]
Valign: TypeAlias = Literal["top", "middle", "bottom"]

# How each piece begins; the same numbers stand in painter.js.
CLEAR, MATRIX, LINES, CURVE, POLYGON, RECT, ELLIPSE, ARC, PIE, TEXT, IMAGE = range(11)

_2, _7, _8, _9, _10, _17 = (struct.Struct(f"{count}d").pack for count in (2, 7, 8, 9, 10, 17))
_ALIGNMENTS = {"left": 0, "center": 1, "right": 2}
_VERTICAL = {"top": 0, "middle": 1, "bottom": 2}
_ANCHORS = {"topleft": (0.0, 0.0), "center": (0.5, 0.5), "bottom": (0.5, 1.0)}
_OPAQUE = 1.0


class Pen:
    """Draws. Places are in pixels from the upper left; angles in degrees, clockwise.

    `color` fills a shape and `outline` draws its edge, `thickness` wide: names such as "tomato",
    "#ff8800", (255, 136, 0), or None for none. `opacity` goes from 0 to 1.
    """

    def __init__(self) -> None:
        self._pieces = bytearray()
        self._texts: dict[str, int] = {}
        # What is written on the canvas now, for those who do not see it.
        self._written: list[str] = []
        self._matrix: Matrix = transforms.UNCHANGED

    def _touch(self) -> None:
        """See to it that what was drawn is painted."""
        raise NotImplementedError

    def _put(self, piece: bytes) -> None:
        if not self._pieces:
            self._touch()
        self._pieces += piece

    def clear(self, color: Color = "white") -> None:
        """Paint everything in one colour: what was drawn before is gone."""
        number = color_number(color)
        # What lies below can never be seen again.
        self._pieces.clear()
        self._texts.clear()
        self._written.clear()
        self._put(_7(MATRIX, *self._matrix))
        self._put(_2(CLEAR, 0xFFFFFFFF if number == NONE else number))

    # Shapes

    def point(self, x: float, y: float, color: Color = "black", *, thickness: float = 1) -> None:
        """Draw a point."""
        half = _half(thickness, "point")
        self.circle(x, y, half, color)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        color: Color = "black",
        *,
        thickness: float = 1,
        opacity: float = 1,
    ) -> None:
        """Draw a line from (x1, y1) to (x2, y2)."""
        number = color_number(color)
        if opacity != 1:
            number = faded(number, opacity)
        try:
            self._put(_10(LINES, NONE, number, thickness, 0, 4, x1, y1, x2, y2))
        except (struct.error, OverflowError):
            _refuse("line", x1=x1, y1=y1, x2=x2, y2=y2, thickness=thickness)

    def lines(
        self, points: Points, color: Color = "black", *, thickness: float = 1, opacity: float = 1
    ) -> None:
        """Draw a line through points: [(0, 0), (100, 50), ...]."""
        self._path("lines", LINES, points, None, color, thickness, opacity)

    def curve(
        self, points: Points, color: Color = "black", *, thickness: float = 1, opacity: float = 1
    ) -> None:
        """Draw a smooth line through points."""
        self._path("curve", CURVE, points, None, color, thickness, opacity, smooth=True)

    def polygon(
        self,
        points: Points,
        color: Color = "black",
        *,
        outline: Color = None,
        thickness: float = 1,
        opacity: float = 1,
        smooth: bool = False,
    ) -> None:
        """Draw the shape with these corners; a `smooth` one is round."""
        self._path("polygon", POLYGON, points, color, outline, thickness, opacity, smooth=smooth)

    def triangle(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        x3: float,
        y3: float,
        color: Color = "black",
        *,
        outline: Color = None,
        thickness: float = 1,
        opacity: float = 1,
    ) -> None:
        """Draw the triangle with these three corners."""
        points = ((x1, y1), (x2, y2), (x3, y3))
        self._path("triangle", POLYGON, points, color, outline, thickness, opacity)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        color: Color = "black",
        *,
        radius: float = 0,
        outline: Color = None,
        thickness: float = 1,
        opacity: float = 1,
    ) -> None:
        """Draw a rectangle; (x, y) is its upper left corner, `radius` that of round corners."""
        fill, edge = color_number(color), NONE if outline is None else color_number(outline)
        if opacity != 1:
            fill, edge = faded(fill, opacity), faded(edge, opacity)
        try:
            self._put(_9(RECT, fill, edge, thickness, x, y, width, height, max(0, radius)))
        except (struct.error, OverflowError, TypeError):
            _refuse("rect", x=x, y=y, width=width, height=height, radius=radius)

    def circle(
        self,
        x: float,
        y: float,
        radius: float,
        color: Color = "black",
        *,
        outline: Color = None,
        thickness: float = 1,
        opacity: float = 1,
    ) -> None:
        """Draw a circle around (x, y)."""
        fill, edge = color_number(color), NONE if outline is None else color_number(outline)
        if opacity != 1:
            fill, edge = faded(fill, opacity), faded(edge, opacity)
        try:
            self._put(_8(ELLIPSE, fill, edge, thickness, x, y, radius, radius))
        except (struct.error, OverflowError):
            _refuse("circle", x=x, y=y, radius=radius, thickness=thickness)

    def ellipse(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        color: Color = "black",
        *,
        outline: Color = None,
        thickness: float = 1,
        opacity: float = 1,
    ) -> None:
        """Draw an ellipse around (x, y), so wide and so high."""
        fill, edge = color_number(color), color_number(outline)
        if opacity != 1:
            fill, edge = faded(fill, opacity), faded(edge, opacity)
        try:
            self._put(_8(ELLIPSE, fill, edge, thickness, x, y, width / 2, height / 2))
        except (struct.error, OverflowError, TypeError):
            _refuse("ellipse", x=x, y=y, width=width, height=height, thickness=thickness)

    def arc(
        self,
        x: float,
        y: float,
        radius: float,
        start: float,
        end: float,
        color: Color = "black",
        *,
        thickness: float = 1,
        opacity: float = 1,
    ) -> None:
        """Draw a part of a circle's line, from the angle `start` to `end`.

        0 is to the right, 90 down, 180 to the left, 270 (and -90) up.
        """
        number = faded(color_number(color), opacity)
        try:
            self._put(_9(ARC, number, thickness, x, y, radius, radius, start, end))
        except (struct.error, OverflowError):
            _refuse("arc", x=x, y=y, radius=radius, start=start, end=end, thickness=thickness)

    def pie(
        self,
        x: float,
        y: float,
        radius: float,
        start: float,
        end: float,
        color: Color = "black",
        *,
        outline: Color = None,
        thickness: float = 1,
        opacity: float = 1,
    ) -> None:
        """Draw a slice of a disc, from the angle `start` to `end`; for angles see arc()."""
        fill, edge = faded(color_number(color), opacity), faded(color_number(outline), opacity)
        try:
            self._put(_9(PIE, fill, edge, thickness, x, y, radius, start, end))
        except (struct.error, OverflowError):
            _refuse("pie", x=x, y=y, radius=radius, start=start, end=end, thickness=thickness)

    def _path(
        self,
        call: str,
        kind: int,
        points: Points,
        color: Color,
        outline: Color,
        thickness: float,
        opacity: float,
        *,
        smooth: bool = False,
    ) -> None:
        fill, edge = faded(color_number(color), opacity), faded(color_number(outline), opacity)
        try:
            flat = list(chain.from_iterable((x, y) for x, y in points))
            head = (kind, fill, edge, thickness, smooth, len(flat))
            self._put(struct.pack(f"{6 + len(flat)}d", *head, *flat))
        except (struct.error, OverflowError, TypeError, ValueError):
            raise problem(
                ValueOfWrongKindError,
                f"{call}() needs points, pairs of numbers, but got {shown(points)}.",
                f"Write a list of pairs: {call}([(10, 10), (50, 80), (90, 10)]).",
            ) from None

    # Texts and pictures

    def text(
        self,
        text: object,
        x: float,
        y: float,
        color: Color = "black",
        *,
        size: float = 24,
        font: str = "sans",
        bold: bool = False,
        italic: bool = False,
        align: Align = "left",
        valign: Valign = "top",
        angle: float = 0,
        opacity: float = 1,
    ) -> None:
        """Write a text at (x, y): by default its upper left corner.

        Args:
            text: anything; a line break begins a new line.
            x: where the text begins, or its middle (align="center"), or its end ("right").
            y: its upper side, or its middle (valign="middle"), or its lower side ("bottom").
            color: its colour.
            size: the height of its letters in pixels.
            font: "sans", "serif", "mono", or the name of a font.
            bold: whether the letters are bold.
            italic: whether they are slanted.
            align: "left", "center" or "right".
            valign: "top", "middle" or "bottom".
            angle: turns the text around (x, y).
            opacity: from 0 to 1.
        """
        words = str(text)
        number = color_number(color)
        if opacity != 1:
            number = faded(number, opacity)
        if align not in _ALIGNMENTS:
            raise unknown("align", str(align), _ALIGNMENTS, "'left', 'center' or 'right'.")
        if valign not in _VERTICAL:
            raise unknown("valign", str(valign), _VERTICAL, "'top', 'middle' or 'bottom'.")
        if number == NONE:
            return
        style = self._font(font, size, bold, italic)
        where = (_ALIGNMENTS[align], _VERTICAL[valign])
        try:
            # Not one with a NUL: it separates texts on their way to the painter.
            named = self._number(words.replace("\0", "\N{REPLACEMENT CHARACTER}"))
            self._put(_10(TEXT, number, x, y, named, self._number(style), size, *where, angle))
        except (struct.error, OverflowError):
            _refuse("text", x=x, y=y, size=size, angle=angle)
        self._written.append(words)

    @staticmethod
    def _font(font: str, size: float, bold: bool, italic: bool) -> str:
        if not isinstance(font, str):
            raise problem(
                ValueOfWrongKindError,
                f"A font is named by a text, but got {shown(font)}.",
                "Write font='serif', and the size beside it: size=30.",
            )
        try:
            return css_font(font, size, bold, italic)
        except (TypeError, ValueError):
            raise no_number("text", {"size": size}) from None

    def _number(self, text: str) -> int:
        """Return the number by which pieces name a text."""
        return self._texts.setdefault(text, len(self._texts))

    def image(
        self,
        picture: "Image | str",
        x: float,
        y: float,
        width: float | None = None,
        height: float | None = None,
        *,
        anchor: Literal["topleft", "center", "bottom"] = "topleft",
        angle: float = 0,
        flip_x: bool = False,
        flip_y: bool = False,
        opacity: float = 1,
    ) -> None:
        """Draw a picture at (x, y): by default its upper left corner.

        Args:
            picture: an Image, or the name of a file.
            x: where it is.
            y: where it is.
            width: how wide it is shown; with only one of `width` and `height`, the other fits.
            height: how high it is shown.
            anchor: what of it is at (x, y): "topleft", "center", or the middle of its "bottom".
            angle: turns it around (x, y).
            flip_x: shows it as in a mirror.
            flip_y: shows it upside down.
            opacity: from 0 to 1.
        """
        shown_image = as_image(picture)
        if anchor not in _ANCHORS:
            ways = "'topleft', 'center' or 'bottom'."
            raise unknown("anchor", str(anchor), _ANCHORS, ways)
        wide, high = shown_image.fitted(width, height)
        flips = (-1.0 if flip_x else 1.0, -1.0 if flip_y else 1.0)
        head = (IMAGE, shown_image.number, opacity)
        try:
            piece = (*head, x, y, wide, high, angle, *flips, *shown_image.part_numbers)
            self._put(_17(*piece, *_ANCHORS[anchor]))
        except (struct.error, OverflowError):
            _refuse("image", x=x, y=y, width=wide, height=high, angle=angle, opacity=opacity)
        # The picture must outlive its number.
        self._keep(shown_image)

    def _keep(self, image: Image) -> None:
        """Hold a picture that has still to be painted."""
        raise NotImplementedError

    # Transformations

    @contextmanager
    def moved(self, x: float, y: float) -> Iterator[None]:
        """Move what is drawn in the `with` block by (x, y)."""
        _check("moved", x=x, y=y)
        with self._transformed(transforms.moved(x, y)):
            yield

    @contextmanager
    def rotated(self, angle: float, x: float = 0, y: float = 0) -> Iterator[None]:
        """Turn what is drawn in the `with` block by `angle`, clockwise, around (x, y)."""
        _check("rotated", angle=angle, x=x, y=y)
        with self._transformed(transforms.rotated(angle, x, y)):
            yield

    @contextmanager
    def scaled(
        self, factor: float, factor_y: float | None = None, *, x: float = 0, y: float = 0
    ) -> Iterator[None]:
        """Make what is drawn in the `with` block larger or smaller, away from (x, y).

        With a second factor the first is for the width only; negative ones mirror.
        """
        down = factor if factor_y is None else factor_y
        _check("scaled", factor=factor, factor_y=down, x=x, y=y)
        with self._transformed(transforms.scaled(factor, down, x, y)):
            yield

    @contextmanager
    def _transformed(self, matrix: Matrix) -> Iterator[None]:
        before = self._matrix
        self._use(transforms.combined(before, matrix))
        try:
            yield
        finally:
            self._use(before)

    def _use(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._put(_7(MATRIX, *matrix))


def _half(thickness: Any, call: str) -> float:
    try:
        return float(thickness / 2)
    except TypeError:
        raise no_number(call, {"thickness": thickness}) from None


def _check(call: str, **values: object) -> None:
    """Refuse what is no number."""
    for name, value in values.items():
        if not isinstance(value, int | float) and not hasattr(value, "__float__"):
            raise no_number(call, {name: value})


def _refuse(call: str, **values: object) -> NoReturn:
    raise no_number(call, values) from None
