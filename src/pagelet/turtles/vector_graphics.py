"""A drawing as SVG."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from pagelet.turtles.colors import css_color
from pagelet.turtles.drawing import Dot, Image, Item, Line, Polygon, Text

if TYPE_CHECKING:
    from pagelet.turtles.canvas import Canvas

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_DECORATIONS = {1: "underline", 2: "line-through", 3: "underline line-through"}
# How far letters reach below their line, and how far lines are apart, in font sizes.
_DESCENT, _LINE_HEIGHT = 0.22, 1.2


def svg(canvas: "Canvas") -> str:
    """Return what is on `canvas` as the text of an SVG file."""
    width, height = canvas.full_size()
    writer = _Writer(canvas)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}">',
        f'<rect width="100%" height="100%" fill="{css_color(canvas.bg) or "#ffffff"}"/>',
    ]
    if canvas.background.url:
        lines += writer.item(Image(0, 0, canvas.background))
    for item in [*canvas.drawing, *canvas.overlay()]:
        lines += writer.item(item)
    return "\n".join([*lines, "</svg>", ""])


class _Writer:
    """Turns items into elements."""

    def __init__(self, canvas: "Canvas") -> None:
        self._origin, self._scale = canvas.origin, canvas.scale

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return (
            round(self._origin[0] + x * self._scale[0], 2),
            round(self._origin[1] - y * self._scale[1], 2),
        )

    def _points(self, numbers: list[float]) -> str:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return " ".join("{:g},{:g}".format(*self._place(x, y)) for x, y in pairs)

    def item(self, item: Item) -> Iterator[str]:
        match item:
            case Line(color=color) if color:
                yield (
                    f'<polyline points="{self._points(item.points)}" fill="none" '
                    f'stroke="{color}" stroke-width="{item.width or 1:g}" '
                    'stroke-linecap="round" stroke-linejoin="round"/>'
                )
            case Polygon(open=False) if item.fill or item.outline:
                stroke = (
                    f' stroke="{item.outline}" stroke-width="{item.width:g}" '
                    'stroke-linejoin="round"'
                )
                yield (
                    f'<polygon points="{self._points(item.points)}" fill="{item.fill or "none"}" '
                    f'fill-rule="evenodd"{stroke if item.outline else ""}/>'
                )
            case Dot(color=color) if color:
                x, y = self._place(item.x, item.y)
                yield f'<circle cx="{x:g}" cy="{y:g}" r="{item.diameter / 2:g}" fill="{color}"/>'
            case Text(color=color) if color:
                yield from self._text(item)
            case Image() if item.picture.url:
                x, y = self._place(item.x, item.y)
                width, height = item.picture.width, item.picture.height
                yield (
                    f'<image x="{x - width / 2:g}" y="{y - height / 2:g}" width="{width}" '
                    f'height="{height}" href={quoteattr(item.picture.url)}/>'
                )
            case _:
                pass

    def _text(self, item: Text) -> Iterator[str]:
        x, y = self._place(item.x, item.y)
        rows = item.text.split("\n")
        decoration = _DECORATIONS.get(item.font.lines)
        style = f"font: {item.font.css}; white-space: pre"
        if decoration:
            style += f"; text-decoration: {decoration}"
        for number, row in enumerate(reversed(rows)):
            base = y - item.font.size * (_DESCENT + number * _LINE_HEIGHT)
            yield (
                f'<text x="{x:g}" y="{base:.2f}" text-anchor="{_ANCHORS[item.align]}" '
                f'fill="{item.color}" style={quoteattr(style)}>{escape(row)}</text>'
            )
