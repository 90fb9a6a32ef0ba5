"""Turtles: they move, draw, and can be clicked."""

import copy
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, ClassVar, Self

from pagelet._shown import shown
from pagelet.turtles.canvas import Canvas
from pagelet.turtles.colors import css_color
from pagelet.turtles.drawing import Item, Line
from pagelet.turtles.errors import TurtleGraphicsError
from pagelet.turtles.marks import Marks
from pagelet.turtles.navigator import TNavigator
from pagelet.turtles.pen import TPen
from pagelet.turtles.screen import TurtleScreen
from pagelet.turtles.settings import SETTINGS
from pagelet.turtles.vector import Vec2D
from pagelet.turtles.window import Screen

# A turtle of speed 1 goes this many pixels, and turns this many degrees, in one delay.
_PIXELS_PER_STEP = 3.0
_DEGREES_PER_STEP = 3.0
_FASTER_PER_SPEED = 1.1


class RawTurtle(Marks):
    """A turtle on a given screen or canvas."""

    screens: ClassVar[list[TurtleScreen]] = []

    def __init__(
        self,
        canvas: Any = None,
        shape: str = SETTINGS["shape"],
        undobuffersize: int = SETTINGS["undobuffersize"],
        visible: bool = SETTINGS["visible"],
    ) -> None:
        self.screen = _screen_of(canvas)
        TNavigator.__init__(self, self.screen.mode() or "standard")
        TPen.__init__(self)
        self._shape = "classic"
        self._shown = bool(visible)
        self._undobuffersize = undobuffersize
        self.setundobuffer(undobuffersize)
        self._forget_drawing()
        self.screen._turtles.append(self)
        self.shape(shape)
        self._update()

    def _overlay(self) -> list[Item]:
        """Return what is to be seen above the drawing: the move that is going on, the turtle."""
        if self._seen is None:
            self._seen = self._looks() if self._shown else []
        return [self._trail, *self._seen] if self._trail else self._seen

    # Moving

    def _go_to(self, end: Vec2D) -> None:
        start = self._position
        self._glide(start, end, css_color(self._pencolor) if self._drawing else "")
        line = self._draw_line(start, end) if self._drawing else None
        if self._fill_path is not None:
            self._fill_path += end
        if self._poly is not None and self._recording:
            self._poly.append(end)
        recorded = (self._fill_path is not None, self._recording)
        if self.undobuffer is not None:
            self.undobuffer.push(("go", start, line, *recorded))
        self._position = end
        self._update()

    def _draw_line(self, start: Vec2D, end: Vec2D) -> int:
        drawing = self.screen.cv.drawing
        # A handler may have moved the turtle on while it was on its way to `end`.
        goes_on = self._line is not None and self._line_end == start
        if self._line is None or not goes_on or not drawing.extend(self._line, *end):
            line = Line([*start, *end], css_color(self._pencolor), self._pensize)
            self._line = drawing.add(line)
            self._drawn.append(self._line)
        self._line_end = end
        return self._line

    def _glide(self, start: Vec2D, end: Vec2D, color: str, tail: Vec2D | None = None) -> None:
        """Show the way from `start` to `end` at the turtle's speed, and the line from `tail`."""
        across, up = self.screen.cv.scale
        way = end - start
        step = _PIXELS_PER_STEP * self._speed * _FASTER_PER_SPEED**self._speed
        if not self._is_animated():
            return
        steps = int(math.hypot(way[0] * across, way[1] * up) / step)
        origin = start if tail is None else tail

        def show(part: float) -> None:
            self._position = start + way * part
            if color:
                self._trail = Line([*origin, *self._position], color, self._pensize)
            self._seen = None
            self.screen._touch()

        try:
            if steps:
                self.screen._stage.animate(steps * self.screen._step_seconds(), show)
        finally:
            self._trail = None

    def _turn(self, degrees: float) -> None:
        before = self._orient
        if self.undobuffer is not None:
            self.undobuffer.push(("turn", degrees))
        if self._is_animated():
            self._turn_slowly(before, degrees)
        self._orient = before.rotate(degrees)
        self._update()

    def _turn_slowly(self, before: Vec2D, degrees: float) -> None:
        def show(part: float) -> None:
            self._orient = before.rotate(degrees * part)
            self._seen = None
            self.screen._touch()

        if steps := int(abs(degrees) / (_DEGREES_PER_STEP * self._speed)):
            self.screen._stage.animate(steps * self.screen._step_seconds(), show)

    def _is_animated(self) -> bool:
        return self._speed > 0 and self.screen._tracing == 1 and self.screen._is_seen()

    def _walk(self, start: float, steps: int, length: float, turn: float) -> None:
        # The turns between the sides are too small to be watched.
        speed = self._speed
        with self._as_one_action(), self._unseen() if speed == 0 else nullcontext():
            try:
                self._speed = 0
                self._turn(start)
                for _ in range(steps):
                    self._speed = speed
                    self._go(length)
                    self._speed = 0
                    self._turn(turn)
                self._turn(-start)
            finally:
                self._speed = speed

    @contextmanager
    def _unseen(self) -> Iterator[None]:
        """Show nothing of what is done within before all of it is done."""
        tracing, self.screen._tracing = self.screen._tracing, 0
        try:
            yield
        finally:
            self.screen._tracing = tracing
            self._update(delays=0)

    def teleport(
        self, x: float | None = None, y: float | None = None, *, fill_gap: bool = False
    ) -> None:
        """Move the turtle to the point (x, y) at once, without drawing a line.

        A coordinate that is left out stays as it is. While a shape is being filled, what was drawn
        so far is filled and a new shape begins; with `fill_gap` it is one shape.
        """
        end = self._teleported(x, y)
        new_shape = self.filling() and not fill_gap
        if new_shape:
            self.end_fill()
        if self.undobuffer is not None:
            self.undobuffer.push(("go", self._position, None, self.filling(), False))
        self._line = None
        self._position = end
        if self._fill_path is not None:
            self._fill_path += end
        self._update()
        if new_shape:
            self.begin_fill()

    # Taking back

    def undo(self) -> None:
        """Undo the turtle's last action; call it again to undo more."""
        history = self.undobuffer
        if history is None or (entry := history.pop()) is None:
            return
        actions = reversed(entry) if isinstance(entry, list) else (entry,)
        # What undoes is not itself remembered.
        self.undobuffer = None
        try:
            for name, *details in actions:
                self._undo(name, *details)
        finally:
            self.undobuffer = history

    def _undo(self, name: str, *details: Any) -> None:
        if name == "go":
            self._undo_go(*details)
        elif name == "turn":
            self._turn(-details[0])
        elif name == "pen":
            self.pen(details[0])
        elif name == "stamp":
            self.clearstamp(details[0])
        else:
            if name == "begin_fill":
                self._fill_item = self._fill_path = None
            self.screen.cv.drawing.remove(details)
            self._update()

    def _undo_go(self, start: Vec2D, line: int | None, filled: bool, recorded: bool) -> None:
        color = ""
        drawing = self.screen.cv.drawing
        if line is not None and line in drawing:
            drawing.shorten(line)
            color = css_color(self._pencolor)
        self._line = None
        if filled and self._fill_path:
            del self._fill_path[-2:]
        if recorded and self._poly:
            self._poly.pop()
        self._glide(self._position, start, color, tail=start)
        self._position = start
        self._update()

    # Other turtles, and the screen

    def clone(self) -> Self:
        """Return a new turtle in the same place, with the same heading and pen."""
        # The screen, and what was drawn, is not copied along.
        kept = {id(self.screen): self.screen, id(self._drawn): [], id(self._stamps): []}
        self._trail, self._seen = None, None
        twin = copy.deepcopy(self, kept)
        twin._line = twin._fill_item = twin._fill_path = None
        twin.setundobuffer(None if self.undobuffer is None else self.undobuffer.bufsize)
        self.screen._turtles.append(twin)
        twin._update()
        return twin

    def getturtle(self) -> Self:
        """Return the turtle itself.

        Other names: getpen
        """
        return self

    def getscreen(self) -> TurtleScreen:
        """Return the screen that the turtle is on."""
        return self.screen

    # Events

    def onclick(
        self, fun: Callable[[float, float], object] | None, btn: int = 1, add: Any = None
    ) -> None:
        """Call `fun(x, y)` when the turtle is clicked or touched.

        Args:
            fun: a function of two numbers, the point that was clicked; None takes it back.
            btn: the button of the mouse: 1 left, 2 middle, 3 right.
            add: True keeps the functions that were given before.
        """
        self.screen._pointer.bind(self, "press", fun, btn, add)

    def onrelease(
        self, fun: Callable[[float, float], object] | None, btn: int = 1, add: Any = None
    ) -> None:
        """Call `fun(x, y)` when the button is let go again after a click on the turtle.

        For the parameters see onclick().
        """
        self.screen._pointer.bind(self, "release", fun, btn, add)

    def ondrag(
        self, fun: Callable[[float, float], object] | None, btn: int = 1, add: Any = None
    ) -> None:
        """Call `fun(x, y)` while the turtle is dragged: `turtle.ondrag(turtle.goto)`.

        For the parameters see onclick().
        """
        self.screen._pointer.bind(self, "drag", fun, btn, add)

    getpen = getturtle


class Turtle(RawTurtle):
    """A turtle on the program's own screen, which comes with the first one."""

    def __init__(
        self,
        shape: str = SETTINGS["shape"],
        undobuffersize: int = SETTINGS["undobuffersize"],
        visible: bool = SETTINGS["visible"],
    ) -> None:
        super().__init__(Screen(), shape=shape, undobuffersize=undobuffersize, visible=visible)


RawPen = RawTurtle
Pen = Turtle


def _screen_of(canvas: Any) -> TurtleScreen:
    if isinstance(canvas, TurtleScreen):
        if canvas not in RawTurtle.screens and canvas.cv.is_open:
            RawTurtle.screens.append(canvas)
        return canvas
    if isinstance(canvas, Canvas):
        for screen in RawTurtle.screens:
            if screen.cv is canvas:
                return screen
        screen = TurtleScreen(canvas)
        RawTurtle.screens.append(screen)
        return screen
    raise TurtleGraphicsError(
        f"A RawTurtle needs a screen or canvas to be on, but got {shown(canvas)}.",
        hint="Write Turtle() for a turtle on the usual screen.",
    )
