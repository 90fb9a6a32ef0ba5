"""A drawing as PostScript."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pagelet.turtles.colors import css_color
from pagelet.turtles.drawing import Dot, Item, Line, Polygon, Text

if TYPE_CHECKING:
    from pagelet.turtles.canvas import Canvas

# Fonts that every PostScript printer has, by what their family's name contains.
_FONTS = {
    "courier": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
    "mono": ("Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique"),
    "times": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "serif": ("Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"),
    "": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique"),
}
# How much of a text's width lies before its place.
_SHARES = {"left": "0", "center": "0.5", "right": "1"}
_DESCENT, _LINE_HEIGHT = 0.22, 1.2


def document(canvas: "Canvas") -> str:
    """Return what is on `canvas` as the text of a PostScript file; pictures are left out."""
    width, height = canvas.full_size()
    writer = _Writer(canvas)
    lines = [
        "%!PS-Adobe-3.0 EPSF-3.0",
        f"%%BoundingBox: 0 0 {round(width)} {round(height)}",
        "%%Title: Turtle drawing",
        "%%Pages: 1",
        "%%EndComments",
        # Makes the letters of the current font those of ISO Latin 1.
        "/latin { findfont dup length dict begin { 1 index /FID ne { def } { pop pop } ifelse } "
        "forall /Encoding ISOLatin1Encoding def currentdict end /Latin exch definefont } def",
        "1 setlinecap 1 setlinejoin",
        f"{_rgb(css_color(canvas.bg) or '#ffffff')} 0 0 {width:g} {height:g} rectfill",
    ]
    for item in [*canvas.drawing, *canvas.overlay()]:
        lines += writer.item(item)
    return "\n".join([*lines, "showpage", "%%EOF", ""])


class _Writer:
    """Turns items into commands."""

    def __init__(self, canvas: "Canvas") -> None:
        self._scale = canvas.scale
        # PostScript counts from the lower left corner.
        self._left, self._bottom = canvas.origin[0], canvas.full_size()[1] - canvas.origin[1]

    def _place(self, x: float, y: float) -> str:
        across, up = self._left + x * self._scale[0], self._bottom + y * self._scale[1]
        return f"{round(across, 2):g} {round(up, 2):g}"

    def _path(self, numbers: list[float]) -> str:
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        places = [self._place(x, y) for x, y in pairs]
        steps = [f"{place} lineto" for place in places[1:]]
        return "\n".join([f"newpath {places[0]} moveto", *steps])

    def item(self, item: Item) -> Iterator[str]:
        match item:
            case Line(color=color) if color:
                yield f"{self._path(item.points)}"
                yield f"{_rgb(color)} {item.width or 1:g} setlinewidth stroke"
            case Polygon(open=False) if item.fill or item.outline:
                path = f"{self._path(item.points)} closepath"
                if item.fill:
                    yield f"{path} {_rgb(item.fill)} eofill"
                if item.outline:
                    yield f"{path} {_rgb(item.outline)} {item.width:g} setlinewidth stroke"
            case Dot(color=color) if color:
                place = self._place(item.x, item.y)
                yield f"newpath {place} {item.diameter / 2:g} 0 360 arc {_rgb(color)} fill"
            case Text(color=color) if color:
                yield from self._text(item)
            case _:
                pass

    def _text(self, item: Text) -> Iterator[str]:
        family = item.font.family.lower()
        faces = next(faces for part, faces in _FONTS.items() if part in family)
        face = faces[item.font.bold + 2 * item.font.italic]
        yield f"/{face} latin {item.font.size:g} scalefont setfont {_rgb(item.color)}"
        for number, row in enumerate(reversed(item.text.split("\n"))):
            rise = item.font.size * (_DESCENT + number * _LINE_HEIGHT)
            yield (
                f"newpath {self._place(item.x, item.y)} moveto 0 {rise:.2f} rmoveto "
                f"({_escaped(row)}) dup stringwidth pop {_SHARES[item.align]} mul neg 0 rmoveto "
                "show"
            )


def _rgb(css: str) -> str:
    parts = [int(css[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return " ".join(f"{part:.3g}" for part in parts) + " setrgbcolor"


def _escaped(text: str) -> str:
    # What Latin 1 does not have would be read as other letters.
    latin = text.encode("latin-1", errors="replace").decode("latin-1")
    return "".join(f"\\{letter}" if letter in "()\\" else letter for letter in latin)
