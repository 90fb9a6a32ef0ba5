"""The program's own screen, which comes up by itself."""

from typing import Any

from pagelet.turtles import stage
from pagelet.turtles.canvas import ScrolledCanvas
from pagelet.turtles.screen import TurtleScreen
from pagelet.turtles.settings import SETTINGS
from pagelet.turtles.vector import number

# Fractions of "the screen" mean this one, so that a program draws the same picture on each display.
_DISPLAY = (1920, 1080)


class _Screen(TurtleScreen):
    """The screen of a program, in its output."""

    def __init__(self) -> None:
        width, height = _pixels(SETTINGS["width"], 0), _pixels(SETTINGS["height"], 1)
        sizes = (SETTINGS["canvwidth"], SETTINGS["canvheight"])
        super().__init__(ScrolledCanvas(None, width, height, *sizes))
        if SETTINGS["title"] != "Python Turtle Graphics":
            self.title(SETTINGS["title"])

    def setup(
        self,
        width: float = SETTINGS["width"],
        height: float = SETTINGS["height"],
        startx: float | None = SETTINGS["leftright"],
        starty: float | None = SETTINGS["topbottom"],
    ) -> None:
        """Set the size of the window.

        Args:
            width: in pixels, or as a part of the display (0.5 is half of it).
            height: likewise.
            startx: means nothing in a page: the window stands in the program's output.
            starty: likewise.
        """
        self.cv.set_size(_pixels(width, 0), _pixels(height, 1))
        self._show_world()
        self._turtles_look_anew()
        self.update()

    def title(self, titlestring: str) -> None:
        """Show a title above the window."""
        self.cv.set_title(str(titlestring))

    def bye(self) -> None:
        """Close the window; the drawing stays on the page as a picture."""
        self._stage.close(self.cv)

    def exitonclick(self) -> None:
        """Keep the program running until the window is clicked."""

        def leave(_x: float, _y: float) -> None:
            self.bye()

        self.onclick(leave)
        self.mainloop()


def Screen() -> _Screen:  # noqa: N802 - the name that programs know
    """Return the program's screen, made when it is needed first."""
    here = stage.current()
    if here.screen is None:
        here.screen = _Screen()
    screen: _Screen = here.screen
    return screen


def _pixels(size: Any, side: int) -> float:
    number(size, "setup()")
    return size * _DISPLAY[side] if isinstance(size, float) and 0 <= size <= 1 else size
