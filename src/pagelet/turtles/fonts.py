"""Fonts as programs write them: ("Arial", 16, "bold")."""

from dataclasses import dataclass
from typing import Any

from pagelet._shown import shown
from pagelet.turtles.errors import argument_error

# A point is 1/72 inch, a pixel of the web 1/96 inch.
_PIXELS_PER_POINT = 4 / 3
_STYLES = ("normal", "bold", "italic", "roman", "underline", "overstrike")
_UNDERLINED, _STRUCK = 1, 2
_DEFAULT_SIZE = 8
# Without these a browser that lacks the font would take one with serifs.
_KIN = {
    "courier": "monospace",
    "courier new": "monospace",
    "consolas": "monospace",
    "monaco": "monospace",
    "georgia": "serif",
    "times": "serif",
    "times new roman": "serif",
    "comic sans ms": "cursive",
}


@dataclass(frozen=True)
class Font:
    """A font; `size` is in pixels, `lines` tells whether it is underlined (1) or struck (2)."""

    family: str
    size: float
    bold: bool = False
    italic: bool = False
    lines: int = 0

    @property
    def css(self) -> str:
        """The font in CSS."""
        kin = _KIN.get(self.family.lower(), "sans-serif")
        style = f"{'italic ' if self.italic else ''}{'bold ' if self.bold else ''}"
        family = self.family.replace("\\", "").replace('"', "")
        return f'{style}{self.size:g}px "{family}", {kin}'


def font_of(value: Any) -> Font:
    """Return the font that a program names by a tuple, or by its family alone.

    Raises:
        ArgumentError: it names none.
    """
    parts = (value,) if isinstance(value, str) else value
    if not isinstance(parts, tuple | list) or not parts or not isinstance(parts[0], str):
        raise _no_font(value)
    size = _DEFAULT_SIZE
    words: list[str] = []
    for part in parts[1:]:
        if isinstance(part, tuple | list):
            words += [str(word).lower() for word in part]
        elif isinstance(part, str) and not part.lstrip("-").isdigit():
            words += part.lower().split()
        elif isinstance(part, int | float | str):
            size = round(float(part))
        else:
            raise _no_font(value)
    unknown = [word for word in words if word not in _STYLES]
    if unknown:
        raise argument_error(
            f"write() knows no style '{unknown[0]}' of a font.",
            f"The styles are: {', '.join(_STYLES)}.",
        )
    # Tk counts a positive size in points and a negative one in pixels.
    pixels = size * _PIXELS_PER_POINT if size > 0 else -size or _DEFAULT_SIZE * _PIXELS_PER_POINT
    lines = _UNDERLINED * ("underline" in words) + _STRUCK * ("overstrike" in words)
    return Font(parts[0], round(pixels, 2), "bold" in words, "italic" in words, lines)


def _no_font(value: object) -> Exception:
    return argument_error(
        f"write() needs a font, but got {shown(value)}.",
        "Write its name, size and style: font=('Arial', 16, 'bold').",
    )
