"""Colours by their names and as "#rrggbb": what turtles and canvases have in common."""

import difflib
import re
from functools import lru_cache

from pagelet._color_names import NAMES

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{9}|[0-9a-f]{12})", re.IGNORECASE)


@lru_cache(maxsize=1024)
def rgb_of(text: str) -> str | None:
    """Return six hexadecimal digits for a colour's name or "#…", or None if it means nothing."""
    text = text.strip()
    if _HEX.fullmatch(text):
        digits = text[1:].lower()
        size = len(digits) // 3
        parts = (digits[:size], digits[size : 2 * size], digits[2 * size :])
        return "".join(part * 2 if size == 1 else part[:2] for part in parts)
    return NAMES.get(text.lower().replace(" ", "").replace("grey", "gray"))


def suggestion(color: str, ways: str) -> str:
    """Return what to write in place of a text that is no colour; `ways`, if nothing is near."""
    if color.startswith("#"):
        return "After # come 3 or 6 digits of 0-9 and a-f, as in '#ff8800'."
    near = difflib.get_close_matches(color.lower().replace(" ", ""), NAMES, n=1)
    return f"Did you mean '{near[0]}'?" if near else ways
