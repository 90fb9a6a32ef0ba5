"""A canvas, keys, mouse, clock and sounds, for games and drawings.

    from pagelet import canvas, clock, keys

    x = 100
    while True:
        if keys.right:
            x += 5
        canvas.clear("skyblue")
        canvas.circle(x, 200, 30, "tomato")
        clock.tick(60)

`from pagelet.games import *` brings all names at once.
"""

from collections.abc import Callable
from typing import Any, cast

from pagelet.games import stage
from pagelet.games.canvas import Canvas
from pagelet.games.errors import CanvasError, PictureError, SoundError, UnknownNameError
from pagelet.games.image import Image
from pagelet.games.keyboard import Keys
from pagelet.games.pointer import Pointer
from pagelet.games.rect import Rect
from pagelet.games.sound import Sound, note, play, silence

__all__ = [
    "Canvas",
    "CanvasError",
    "Image",
    "PictureError",
    "Rect",
    "Sound",
    "SoundError",
    "UnknownNameError",
    "canvas",
    "clock",
    "keys",
    "mouse",
    "note",
    "play",
    "silence",
]


class _Current:
    """Stands for what the running program has of its kind: each tag has a canvas of its own."""

    __slots__ = ("_find", "_kind")

    def __init__(self, kind: type, find: Callable[[], Any]) -> None:
        object.__setattr__(self, "_kind", kind)
        object.__setattr__(self, "_find", find)

    def __getattribute__(self, name: str) -> Any:
        kind = object.__getattribute__(self, "_kind")
        if name == "__class__":
            return kind
        if name.startswith("_") and not any(name in vars(base) for base in kind.__mro__):
            # Tools that look at all that a program holds ask for such names: that makes no canvas.
            raise AttributeError(f"{kind.__name__!r} object has no attribute {name!r}")
        return getattr(object.__getattribute__(self, "_find")(), name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(object.__getattribute__(self, "_find")(), name, value)

    def __dir__(self) -> list[str]:
        return dir(object.__getattribute__(self, "_find")())

    def __repr__(self) -> str:
        return repr(object.__getattribute__(self, "_find")())

    def __contains__(self, value: object) -> bool:
        return value in object.__getattribute__(self, "_find")()

    def __iter__(self) -> Any:
        return iter(object.__getattribute__(self, "_find")())

    def __len__(self) -> int:
        return len(object.__getattribute__(self, "_find")())


canvas = cast("Canvas", _Current(Canvas, lambda: stage.current().canvas))
clock = cast("stage.Clock", _Current(stage.Clock, lambda: stage.current().clock))
keys = cast("Keys", _Current(Keys, lambda: stage.current().keys))
mouse = cast("Pointer", _Current(Pointer, lambda: stage.current().canvas.mouse))
