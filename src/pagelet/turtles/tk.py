"""As much of Tk as programs need that put turtles on canvases of their own."""

from typing import Any

from pagelet.turtles import stage
from pagelet.turtles.canvas import Canvas
from pagelet.turtles.errors import TclError

__all__ = ["Canvas", "TclError", "Tk", "Toplevel", "mainloop"]


class Tk:
    """The window that canvases are in; a page is one already."""

    def __init__(self, *_args: object, **_options: object) -> None:
        self._stage = stage.current()

    def title(self, _text: str = "") -> None:
        """Do nothing: each canvas stands by itself in the output."""

    geometry = resizable = protocol = attributes = title

    def mainloop(self) -> None:
        """Keep the program running until its windows are closed."""
        self._stage.wait_for_end()

    def destroy(self) -> None:
        """Close the program's windows."""
        for canvas in self._stage.canvases:
            self._stage.close(canvas)

    quit = destroy


Toplevel = Tk


def mainloop(_n: Any = 0) -> None:
    """Keep the program running until its windows are closed."""
    stage.current().wait_for_end()
