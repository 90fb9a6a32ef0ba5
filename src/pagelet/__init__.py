"""Python for web pages: what a page imports."""

from typing import TYPE_CHECKING, Any

from pagelet._host import host
from pagelet.display import HTML, display
from pagelet.events import Event, when
from pagelet.page import Element, Elements, page

if TYPE_CHECKING:
    from pagelet.games import Canvas as Canvas
    from pagelet.games import Image as Image
    from pagelet.games import Rect as Rect
    from pagelet.games import canvas as canvas
    from pagelet.games import clock as clock
    from pagelet.games import keys as keys
    from pagelet.games import mouse as mouse
    from pagelet.games import note as note
    from pagelet.games import play as play
    from pagelet.games import silence as silence

    document = host.document
    window = host.window

__all__ = ["HTML", "Element", "Elements", "Event", "display", "document", "page", "when", "window"]

# Brought in when they are asked for: most pages start without them.
_OF_GAMES = frozenset(
    ("Canvas", "Image", "Rect", "canvas", "clock", "keys", "mouse", "note", "play", "silence")
)
# Asked for when they are used: the snapshot that pages start from is taken where there is no page.
_OF_HOST = ("document", "window")


def __getattr__(name: str) -> Any:
    if name in _OF_GAMES:
        from pagelet import games

        return getattr(games, name)
    if name in _OF_HOST:
        return globals().setdefault(name, getattr(host, name))
    raise AttributeError(f"module 'pagelet' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_OF_GAMES, *_OF_HOST})
