"""What can go wrong with canvases, keys, pictures and sounds, in plain words."""

from collections.abc import Iterable
from difflib import get_close_matches

from pagelet._callers import user_line
from pagelet._shown import shown
from pagelet.errors import PageletError


class CanvasError(PageletError):
    """A canvas was asked for something that it cannot do."""


class ValueOfWrongKindError(CanvasError, TypeError):
    """A function was called with a value of the wrong kind."""


class UnknownNameError(CanvasError, AttributeError, ValueError):
    """There is no key, sound, note or style of this name."""


class PictureError(CanvasError):
    """A picture cannot be had, or is none."""


class SoundError(CanvasError):
    """A sound cannot be had, or is none."""


def problem(kind: type[CanvasError], what: str, hint: str) -> CanvasError:
    """Return an error of this kind, with the user's own line in it."""
    return kind(what, where=user_line(), hint=hint)


def unknown(what: str, name: str, names: Iterable[str], otherwise: str) -> CanvasError:
    """Return the error for a name that is none; the hint is the nearest one that is."""
    near = get_close_matches(name.lower(), names, n=1)
    hint = f"Did you mean '{near[0]}'?" if near else otherwise
    return problem(UnknownNameError, f"There is no {what} '{name}'.", hint)


def no_number(call: str, values: dict[str, object]) -> CanvasError:
    """Return the error for the first of these values that is no number."""
    for name, value in values.items():
        if not hasattr(value, "__float__") and not hasattr(value, "__index__"):
            hint = f"Give a number for {name}, such as 100 or 2.5."
            if isinstance(value, str):
                hint = "Text becomes a number with int(...) or float(...)."
            elif isinstance(value, tuple | list):
                hint = "A pair is taken apart by a star: circle(*place, 10)."
            return problem(
                ValueOfWrongKindError,
                f"{call}() needs numbers, but {name} is {shown(value)}.",
                hint,
            )
    return problem(
        ValueOfWrongKindError,
        f"{call}() was given a number that is too large.",
        "Look at how the number is computed.",
    )
