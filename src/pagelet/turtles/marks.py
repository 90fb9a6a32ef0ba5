"""What turtles leave on their screen besides lines: dots, texts, stamps, fillings."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from pagelet._shown import shown
from pagelet.turtles.colors import css_color
from pagelet.turtles.drawing import Dot, Item, Line, Polygon, Text
from pagelet.turtles.errors import argument_error
from pagelet.turtles.figure import Figure
from pagelet.turtles.fonts import font_of
from pagelet.turtles.history import Tbuffer
from pagelet.turtles.navigator import TNavigator
from pagelet.turtles.vector import Vec2D, number


class Marks(Figure):
    """A figure with a memory of what it drew and did."""

    _undobuffersize: int | None

    def _forget_drawing(self) -> None:
        # Numbers of everything that this turtle drew.
        self._drawn: list[int] = []
        self._stamps: list[int | tuple[int, ...]] = []
        # The line that the next move may make longer, and where it ends.
        self._line: int | None = None
        self._line_end = self._position
        # The line between where a move began and where the turtle is now.
        self._trail: Line | None = None
        self._fill_item: int | None = None
        self._fill_path: list[float] | None = None
        self._poly: list[Vec2D] | None = None
        self._recording = False
        self._seen: list[Item] | None = None

    # What has changed reaches the screen

    def _mode_of_colors(self) -> float:
        return self.screen._colormode

    def _changed(self, pen: bool) -> None:
        if pen:
            self._line = None
        self._update(delays=0)

    def _update(self, delays: int = 1) -> None:
        self._seen = None
        self.screen._turtle_changed(delays)

    def setundobuffer(self, size: int | None) -> None:
        """Remember the last `size` actions for undo() from now on; none without a size."""
        self.undobuffer = _history(size)

    def undobufferentries(self) -> int:
        """Return how many actions can be undone."""
        return 0 if self.undobuffer is None else self.undobuffer.nr_of_items()

    def _as_one_action(self) -> AbstractContextManager[None]:
        return nullcontext() if self.undobuffer is None else self.undobuffer.group()

    # Drawing

    def dot(self, size: Any = None, *color: Any) -> None:
        """Draw a round dot where the turtle is.

        Args:
            size: the diameter in pixels; somewhat more than the pen's size unless it is given.
            color: the colour, see pencolor(); the pen's unless it is given.
        """
        if not color and isinstance(size, str | tuple):
            color, size = (size,), None
        shade = self._as_color(color) if color else self._pencolor
        if not size:
            size = self._pensize + max(self._pensize, 4)
        dot = Dot(*self._position, number(size, "dot()"), css_color(shade))
        self._mark(dot)

    def write(
        self,
        arg: object,
        move: bool = False,
        align: str = "left",
        font: Any = ("Arial", 8, "normal"),
    ) -> None:
        """Write a text where the turtle is.

        Args:
            arg: what to write; anything is turned to text.
            move: move the turtle to the text's lower right corner.
            align: "left", "center" or "right": which part of the text the turtle stands at.
            font: name, size and style: ("Arial", 16, "bold").
        """
        side = str(align).lower()
        if side not in Text.ALIGNMENTS:
            raise argument_error(
                f"write() cannot align a text to {shown(align)}.",
                "Write align='left', align='center' or align='right'.",
            )
        text = Text(*self._position, str(arg), side, font_of(font), css_color(self._pencolor))
        with self._as_one_action():
            self._mark(text)
            if move:
                width = self.screen._measure(text.text, text.font)
                share = (1, 0.5, 0)[Text.ALIGNMENTS.index(side)]
                self.setx(self._position[0] + width * share / self.screen.cv.scale[0])

    def _mark(self, item: Dot | Text) -> None:
        place = self.screen.cv.drawing.add(item)
        self._drawn.append(place)
        if self.undobuffer is not None:
            self.undobuffer.push(("mark", place))
        self._update()

    def stamp(self) -> Any:
        """Leave a copy of the turtle's shape where it is; return what clearstamp() needs."""
        numbers = [self.screen.cv.drawing.add(item) for item in self._looks()]
        is_compound = self.screen._shapes[self._shape]._type == "compound"
        stamp = tuple(numbers) if is_compound else numbers[0]
        self._stamps.append(stamp)
        if self.undobuffer is not None:
            self.undobuffer.push(("stamp", stamp))
        self._update(delays=0)
        return stamp

    def clearstamp(self, stampid: Any) -> None:
        """Take away the stamp that stamp() has returned the number of."""
        if stampid in self._stamps:
            self._stamps.remove(stampid)
            self.screen.cv.drawing.remove(stampid if isinstance(stampid, tuple) else (stampid,))
            if self.undobuffer is not None:
                self.undobuffer.drop(("stamp", stampid))
        self._update(delays=0)

    def clearstamps(self, n: int | None = None) -> None:
        """Take away the first `n` stamps, the last ones if `n` is negative, all without `n`."""
        stamps = self._stamps if n is None else self._stamps[:n] if n >= 0 else self._stamps[n:]
        for stamp in list(stamps):
            self.clearstamp(stamp)

    def filling(self) -> bool:
        """Return True if a shape is being drawn that will be filled."""
        return self._fill_path is not None

    def begin_fill(self) -> None:
        """Begin a shape that end_fill() will fill."""
        if self._fill_item is None:
            self._fill_item = self.screen.cv.drawing.add(Polygon([], open=True))
            self._drawn.append(self._fill_item)
        self._fill_path = [*self._position]
        self._line = None
        if self.undobuffer is not None:
            self.undobuffer.push(("begin_fill", self._fill_item))
        self._update(delays=0)

    def end_fill(self) -> None:
        """Fill the shape that was drawn since begin_fill() with the fill colour."""
        item, path = self._fill_item, self._fill_path
        if item is None or path is None:
            return
        drawing = self.screen.cv.drawing
        if len(path) >= 6:
            drawing.close(item, path, css_color(self._fillcolor))
            if self.undobuffer is not None:
                self.undobuffer.push(("end_fill", item))
        else:
            drawing.remove([item])
        self._fill_item = self._fill_path = None
        self._update()

    @contextmanager
    def fill(self) -> Iterator[None]:
        """Fill what is drawn within: `with turtle.fill(): ...`."""
        self.begin_fill()
        try:
            yield
        finally:
            self.end_fill()

    def begin_poly(self) -> None:
        """Begin to record the corners of a polygon; where the turtle is now is the first."""
        self._poly = [self._position]
        self._recording = True

    def end_poly(self) -> None:
        """Stop recording; where the turtle is now was the last corner."""
        self._recording = False

    def get_poly(self) -> tuple[Vec2D, ...] | None:
        """Return the polygon that was recorded last, or None."""
        return None if self._poly is None else tuple(self._poly)

    @contextmanager
    def poly(self) -> Iterator[None]:
        """Record the corners of a polygon within: `with turtle.poly(): ...`."""
        self.begin_poly()
        try:
            yield
        finally:
            self.end_poly()

    # Taking back

    def clear(self) -> None:
        """Take away what the turtle drew; it stays where it is, and as it is."""
        poly, recording = self._poly, self._recording
        drawing = self.screen.cv.drawing
        drawing.remove(self._drawn)
        for stamp in self._stamps:
            drawing.remove(stamp if isinstance(stamp, tuple) else (stamp,))
        self._forget_drawing()
        self._poly, self._recording = poly, recording
        self.setundobuffer(self._undobuffersize)
        self._update(delays=0)

    def reset(self) -> None:
        """Take away what the turtle drew, and put it and its pen back as they were at first."""
        TNavigator.reset(self)
        self._reset_pen()
        self.clear()


def _history(size: int | None) -> Tbuffer | None:
    return Tbuffer(size) if size is not None and number(size, "setundobuffer()") > 0 else None
