"""Colours as programs write them, as the numbers that the painter takes."""

from collections.abc import Sequence
from typing import TypeAlias

from pagelet._colors import rgb_of, suggestion
from pagelet._shown import shown
from pagelet.games.errors import CanvasError, ValueOfWrongKindError, problem

Color: TypeAlias = str | Sequence[float] | None

# No colour at all: nothing is painted.
NONE = -1.0
_WAYS = "Write a name such as 'tomato' or 'skyblue', '#ff8800', or (255, 136, 0)."
# Colours that programs have used, and their numbers. One that computes colours uses very many.
_KNOWN: dict[Color, float] = {}
_MOST_KNOWN = 5000


def color_number(color: Color) -> float:
    """Return a colour as a number: red, green, blue, opacity, a byte each; NONE for None.

    Raises:
        CanvasError: it is no colour.
    """
    try:
        return _KNOWN[color]
    except (KeyError, TypeError):
        number = _number_of(color)
    if not isinstance(color, list):
        if len(_KNOWN) > _MOST_KNOWN:
            _KNOWN.clear()
        _KNOWN[color] = number
    return number


def faded(color: float, opacity: float) -> float:
    """Return a colour's number with a part (0 to 1) of its opacity."""
    if color == NONE:
        return color
    if not 0 <= opacity <= 1:
        raise problem(
            CanvasError,
            f"The opacity {shown(opacity)} is not possible.",
            "It goes from 0, which cannot be seen, to 1.",
        )
    rest, alpha = divmod(int(color), 256)
    return rest * 256.0 + round(alpha * opacity)


def _number_of(color: Color) -> float:
    if color is None:
        return NONE
    if isinstance(color, str):
        return _number_of_text(color)
    try:
        parts = [round(part) for part in color]
    except (TypeError, ValueError, OverflowError):
        raise _no_color(color) from None
    if len(parts) not in (3, 4):
        raise _no_color(color)
    if not all(0 <= part <= 255 for part in parts):
        raise problem(
            CanvasError,
            f"{_sentence(shown(color))} is no colour.",
            "Each of its numbers goes from 0 to 255.",
        )
    red, green, blue, alpha = (*parts, 255)[:4]
    return float(((red * 256 + green) * 256 + blue) * 256 + alpha)


def _number_of_text(color: str) -> float:
    text = color.strip().lower()
    if text in ("", "transparent", "none"):
        return NONE
    if text.startswith("#") and len(text) in (5, 9):
        digits = text[1:] if len(text) == 9 else "".join(digit * 2 for digit in text[1:])
        try:
            return float(int(digits, 16))
        except ValueError:
            pass
    rgb = "663399" if text == "rebeccapurple" else rgb_of(text)
    if rgb is None:
        raise problem(CanvasError, f"There is no colour '{color}'.", suggestion(color, _WAYS))
    return float(int(rgb, 16) * 256 + 255)


def _no_color(color: object) -> CanvasError:
    return problem(ValueOfWrongKindError, f"{_sentence(shown(color))} is no colour.", _WAYS)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
