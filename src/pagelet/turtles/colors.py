"""Colours as programs write them: names, "#rrggbb", or three numbers."""

from functools import lru_cache
from typing import Any

from pagelet._colors import rgb_of, suggestion
from pagelet._shown import shown
from pagelet.turtles.errors import TurtleGraphicsError

_WAYS = "Write a name such as 'red' or 'light sea green', '#ff8800', or three numbers."

# What a drawing is described with: few names, that everybody knows.
_BASIC = (
    *("black", "white", "gray", "red", "green", "blue", "yellow", "orange", "brown", "purple"),
    *("pink", "light blue", "dark blue", "light green", "dark green", "dark red", "gold"),
    *("turquoise", "violet", "light gray", "beige"),
)


def css_color(text: str) -> str:
    """Return a colour that is known to be one as "#rrggbb", and "" for none at all."""
    digits = rgb_of(text)
    return f"#{digits}" if digits else ""


def color_string(arguments: Any, mode: float) -> str:
    """Return the colour in `arguments`: a text as it is, three numbers as "#rrggbb".

    Args:
        arguments: a text, three numbers, or a tuple with one of them.
        mode: what the numbers go up to, 1.0 or 255.

    Raises:
        TurtleGraphicsError: it is no colour.
    """
    color = arguments
    if isinstance(color, tuple | list) and len(color) == 1:
        color = color[0]
    if isinstance(color, str):
        if color == "" or rgb_of(color):
            return color
        raise TurtleGraphicsError(f"There is no colour '{color}'.", hint=suggestion(color, _WAYS))
    try:
        red, green, blue = color
        parts = [round(255.0 * part) if mode == 1.0 else round(part) for part in (red, green, blue)]
    except (TypeError, ValueError, OverflowError):
        raise TurtleGraphicsError(f"{_sentence(shown(color))} is no colour.", hint=_WAYS) from None
    if all(0 <= part <= 255 for part in parts):
        return "#{:02x}{:02x}{:02x}".format(*parts)
    limit = "1.0" if mode == 1.0 else "255"
    hint = f"Each number goes from 0 to {limit} now."
    if mode == 1.0 and all(0 <= part <= 255 for part in (red, green, blue)):
        hint += " Call colormode(255) first, to use numbers up to 255."
    raise TurtleGraphicsError(f"{_sentence(shown(tuple(color)))} is no colour.", hint=hint)


def color_value(color: str, mode: float) -> str | tuple[float, ...]:
    """Return a colour as programs get it back: a name as it is, "#…" as three numbers."""
    digits = rgb_of(color) if color.startswith("#") else None
    if digits is None:
        return color
    return tuple(int(digits[start : start + 2], 16) * mode / 255 for start in (0, 2, 4))


@lru_cache(maxsize=256)
def basic_name(css: str) -> str:
    """Return the well-known colour that is nearest to "#rrggbb"."""

    def distance(name: str) -> int:
        other = rgb_of(name) or ""
        steps = [int(css[i + 1 : i + 3], 16) - int(other[i : i + 2], 16) for i in (0, 2, 4)]
        # The eye tells greens apart best, and blues worst.
        return 3 * steps[0] ** 2 + 4 * steps[1] ** 2 + 2 * steps[2] ** 2

    return min(_BASIC, key=distance)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
