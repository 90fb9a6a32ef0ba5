"""The screen that turtles move on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pagelet import blocking
from pagelet._host import host
from pagelet._shown import shown
from pagelet.turtles import stage
from pagelet.turtles.canvas import Canvas, ScrolledCanvas
from pagelet.turtles.colors import color_string, color_value
from pagelet.turtles.dialogs import ask, ask_number
from pagelet.turtles.drawing import Item
from pagelet.turtles.errors import Terminator, TurtleGraphicsError, argument_error
from pagelet.turtles.fonts import Font
from pagelet.turtles.images import Picture, load_picture
from pagelet.turtles.keyboard import Keyboard
from pagelet.turtles.navigator import MODES
from pagelet.turtles.pointer import Pointer
from pagelet.turtles.saving import save
from pagelet.turtles.settings import SETTINGS
from pagelet.turtles.shapes import Shape, polygon, standard_shapes
from pagelet.turtles.vector import Vec2D, number

if TYPE_CHECKING:
    from os import PathLike

    from pagelet.turtles.turtle import RawTurtle

# Between the world that setworldcoordinates() asks for and the window's edge, in pixels.
_WORLD_MARGIN = 10
# A delay of 0 is not quite none under Tk either; otherwise nothing could be seen of a move.
_SHORTEST_DELAY = 0.001


class TurtleScreenBase:
    """What a screen needs of the page: its event loop, and questions to the person."""

    def __init__(self, cv: Canvas) -> None:
        self.cv = cv
        self._stage = stage.current()
        self._stage.add(cv)

    def mainloop(self) -> None:
        """Keep the program running until its window is closed: for clicks, keys and timers.

        Other names: done
        """
        self._stage.wait_for_end(self.cv)

    def textinput(self, title: str, prompt: str) -> str | None:
        """Ask for a text in a small window; return None if it was cancelled."""
        self.cv.flush()
        return ask(self.cv.figure, str(title), str(prompt), "", lambda _: None)

    def numinput(
        self,
        title: str,
        prompt: str,
        default: float | None = None,
        minval: float | None = None,
        maxval: float | None = None,
    ) -> float | None:
        """Ask for a number in a small window; return None if it was cancelled.

        Args:
            title: stands above the question.
            prompt: the question.
            default: the number that is there at first.
            minval: smaller numbers are not taken.
            maxval: larger numbers are not taken.
        """
        self.cv.flush()
        value = "" if default is None else f"{number(default, 'numinput()')}"
        return ask_number(self.cv.figure, str(title), str(prompt), value, minval, maxval)


class TurtleScreen(TurtleScreenBase):
    """A screen on a given canvas."""

    def __init__(
        self,
        cv: Canvas,
        mode: str = SETTINGS["mode"],
        colormode: float = SETTINGS["colormode"],
        delay: int = SETTINGS["delay"],
    ) -> None:
        if not isinstance(cv, Canvas):
            raise argument_error(
                f"A screen needs a canvas to be on, but got {shown(cv)}.",
                "Write Screen() for the usual screen, or TurtleScreen(ScrolledCanvas(None)).",
            )
        super().__init__(cv)
        self._shapes = standard_shapes()
        self._pictures = {"nopic": Picture.blank()}
        self._pointer = Pointer(self)
        self._keyboard = Keyboard(self)
        self._world: tuple[float, float, float, float] | None = None
        self._mode = "standard"
        self._turtles: list[RawTurtle] = []
        self._begin()
        self._colormode = colormode
        self._delayvalue = delay
        self.mode(mode)
        cv.overlay = self._overlay
        cv.turtle_count = lambda: sum(turtle.isvisible() for turtle in self._turtles)

    def _begin(self) -> None:
        self._delayvalue = SETTINGS["delay"]
        self._colormode = SETTINGS["colormode"]
        self._tracing = 1
        self._updates = 0
        self._turtles = []
        self._picture_name = "nopic"

    # Showing

    def _overlay(self) -> list[Item]:
        return [item for turtle in self._turtles for item in turtle._overlay()]

    def _turtle_changed(self, delays: int) -> None:
        """Show what a turtle did, as tracer() says, and take as many delays of time for it."""
        if not self.cv.is_open:
            raise Terminator
        if self._tracing == 1:
            self.cv.touch()
            if delays:
                self._stage.spend(delays * self._step_seconds())
        elif self._tracing > 1:
            self._updates = (self._updates + 1) % self._tracing
            if self._updates == 0:
                self._show_now()

    def _step_seconds(self) -> float:
        return max(self._delayvalue / 1000, _SHORTEST_DELAY)

    def _show_now(self) -> None:
        self.cv.flush()
        self._stage.spend(stage.UPDATE_SECONDS)

    def _touch(self) -> None:
        if self._tracing == 1:
            self.cv.touch()

    def _is_seen(self) -> bool:
        return self.cv.is_open

    def _measure(self, text: str, font: Font) -> float:
        if host.can_wait() and self.cv.is_loading:
            blocking.wait(self.cv.ready())
        return self.cv.measure(text, font)

    def update(self) -> None:
        """Show everything that was done so far, where tracer() has switched that off."""
        if not self.cv.is_open:
            raise Terminator
        self._show_now()

    def tracer(self, n: int | None = None, delay: int | None = None) -> int | None:
        """Set which changes are shown: all (1), none before update() (0), each n-th; or return it.

        Args:
            n: for long drawings, 0 and update() at the end is the fastest.
            delay: the new delay() in milliseconds.
        """
        if n is None:
            return self._tracing
        self._tracing = int(number(n, "tracer()"))
        self._updates = 0
        if delay is not None:
            self.delay(delay)
        if self._tracing:
            self.update()
        return None

    def delay(self, delay: int | None = None) -> int | None:
        """Set how long each step of a movement takes, in milliseconds, or return it."""
        if delay is None:
            return self._delayvalue
        self._delayvalue = int(number(delay, "delay()"))
        return None

    @contextmanager
    def no_animation(self) -> Iterator[None]:
        """Show what is done within all at once: `with screen.no_animation(): ...`."""
        tracing = self._tracing
        try:
            self.tracer(0)
            yield
        finally:
            self.tracer(tracing)

    # The whole screen

    def clear(self) -> None:
        """Take away all drawings, turtles and event handlers: the screen is as at first.

        As a function: clearscreen()
        """
        self._begin()
        self.cv.drawing.clear()
        self.cv.set_background(Picture.blank())
        self._pointer.forget(everything=True)
        self._keyboard.forget()
        if self._stage.screen is self:
            self._stage.turtle = None
        self.bgcolor("white")

    def reset(self) -> None:
        """Put all turtles back as they were at first, and take away what they drew.

        As a function: resetscreen()
        """
        for turtle in self._turtles:
            turtle._set_mode(self._mode)
            turtle.reset()

    def turtles(self) -> "list[RawTurtle]":
        """Return the list of the turtles on the screen."""
        return self._turtles

    def mode(self, mode: str | None = None) -> str | None:
        """Set where turtles are headed at first and how angles count, and reset; or return it.

        "standard": headed east, angles count counterclockwise; "logo": headed north, angles count
        clockwise; "world": as standard, with your own coordinates (see setworldcoordinates()).
        """
        if mode is None:
            return self._mode
        name = str(mode).lower()
        if name not in MODES:
            raise TurtleGraphicsError(
                f"There is no mode {shown(mode)}.", hint=f"The modes are: {', '.join(MODES)}."
            )
        self._mode = name
        if name != "world":
            self._world = None
            self.cv.center()
        self.reset()
        return None

    def setworldcoordinates(self, llx: float, lly: float, urx: float, ury: float) -> None:
        """Use your own coordinates: (llx, lly) lower left, (urx, ury) upper right in the window.

        The mode becomes "world" if it is another. What was drawn is drawn anew. Where the units of
        x and y are not equally long, angles look distorted.
        """
        for value in (llx, lly, urx, ury):
            number(value, "setworldcoordinates()")
        if llx == urx or lly == ury:
            raise TurtleGraphicsError(
                "A world of no width or height cannot be shown.",
                hint="Give the lower left and the upper right corner: (-10, -10, 10, 10).",
            )
        if self._mode != "world":
            self.mode("world")
        self._world = (llx, lly, urx, ury)
        self._show_world()
        self._turtles_look_anew()
        self.update()

    def _show_world(self) -> None:
        if self._world is None:
            return
        left, low, right, high = self._world
        width, height = self.cv.width - 2 * _WORLD_MARGIN, self.cv.height - 2 * _WORLD_MARGIN
        self.cv.canvwidth, self.cv.canvheight = width, height
        across, up = width / (right - left), height / (high - low)
        origin = Vec2D(_WORLD_MARGIN - left * across, _WORLD_MARGIN + high * up)
        self.cv.set_view(origin, (across, up))

    def _turtles_look_anew(self) -> None:
        for turtle in self._turtles:
            turtle._seen = None

    def screensize(
        self,
        canvwidth: float | None = None,
        canvheight: float | None = None,
        bg: Any = None,
    ) -> tuple[float, float] | None:
        """Set the size in pixels of what turtles can draw on, or return it.

        The window stays as it is; it scrolls where the canvas is larger. `bg` is its colour.
        """
        if canvwidth is canvheight is bg is None:
            return self.cv.canvwidth, self.cv.canvheight
        if isinstance(self.cv, ScrolledCanvas):
            for size in (canvwidth, canvheight):
                if size is not None:
                    number(size, "screensize()")
            color = None if bg is None else color_string(bg, self._colormode)
            self.cv.reset(canvwidth, canvheight, color)
            self._touch()
        return None

    def window_width(self) -> float:
        """Return the width of the window in pixels."""
        return self.cv.width

    def window_height(self) -> float:
        """Return the height of the window in pixels."""
        return self.cv.height

    def getcanvas(self) -> Canvas:
        """Return the canvas that the screen is on."""
        return self.cv

    def save(self, filename: "str | PathLike[str]", *, overwrite: bool = False) -> None:
        """Save the drawing, with its turtles, as a file and offer it as a download.

        Args:
            filename: its ending tells the kind: .ps or .eps (PostScript), .svg, .png.
            overwrite: whether a file of that name may be replaced.
        """
        save(self.cv, Path(filename), overwrite=overwrite)

    # Colours, pictures, shapes

    def colormode(self, cmode: float | None = None) -> float | None:
        """Set what the numbers of a colour go up to, 1.0 or 255, or return it."""
        if cmode is None:
            return self._colormode
        if cmode not in (1.0, 255):
            raise TurtleGraphicsError(
                f"There is no colour mode {shown(cmode)}.", hint="Write colormode(255) or (1.0)."
            )
        self._colormode = 1.0 if cmode == 1.0 else 255
        return None

    def bgcolor(self, *args: Any) -> Any:
        """Set the colour of the background, or return it; for colours see pencolor()."""
        if not args:
            return color_value(self.cv.bg, self._colormode)
        self.cv.bg = color_string(args, self._colormode)
        self._touch()
        return None

    def bgpic(self, picname: str | None = None) -> str | None:
        """Show a picture behind the drawing, or return the name of the one that is shown.

        `picname` is the name of a file; "nopic" takes the picture away.
        """
        if picname is None:
            return self._picture_name
        if picname not in self._pictures:
            self._pictures[picname] = load_picture(picname)
        self.cv.set_background(self._pictures[picname])
        self._picture_name = picname
        self._touch()
        return None

    def register_shape(self, name: str, shape: Any = None) -> None:
        """Add a shape that turtles can have.

        Args:
            name: what shape() calls it. Without `shape`, the name of a file with a picture; such
                turtles do not turn.
            shape: the corners of a polygon, a Shape, or the name of a file with a picture.

        Other names: addshape
        """
        if not isinstance(name, str):
            raise argument_error(
                f"A shape's name is a text, but got {shown(name)}.",
                "Write register_shape('house', ((0, 0), (10, 0), (5, 10))).",
            )
        if shape is None or isinstance(shape, str):
            shape = Shape("image", load_picture(name if shape is None else shape))
        elif not isinstance(shape, Shape):
            shape = Shape("polygon", polygon(shape, "register_shape"))
        self._shapes[name] = shape
        self._turtles_look_anew()

    def getshapes(self) -> list[str]:
        """Return the names of all shapes that turtles can have."""
        return sorted(self._shapes)

    # Events

    def onclick(
        self, fun: Callable[[float, float], object] | None, btn: int = 1, add: Any = None
    ) -> None:
        """Call `fun(x, y)` when the screen is clicked or touched.

        As a function: onscreenclick()

        Args:
            fun: a function of two numbers, the point that was clicked; None takes it back.
            btn: the button of the mouse: 1 left, 2 middle, 3 right.
            add: True keeps the functions that were given before.
        """
        self._pointer.bind(None, "press", fun, btn, add)

    def onkey(self, fun: Callable[[], object] | None, key: str) -> None:
        """Call `fun()` when `key` is let go; listen() must have been called.

        Args:
            fun: a function without parameters; None takes it back.
            key: a character such as "a", or a name such as "space", "Return", "Up", "Escape".

        Other names: onkeyrelease
        """
        self._keyboard.on_release(fun, key)

    def onkeypress(self, fun: Callable[[], object] | None, key: str | None = None) -> None:
        """Call `fun()` when `key` is pressed, and again while it is held; without `key`, any key.

        For the parameters see onkey().
        """
        self._keyboard.on_press(fun, key)

    def listen(self, xdummy: float | None = None, ydummy: float | None = None) -> None:
        """Let keys go to the screen; onclick(listen) lets a click do so."""
        self._keyboard.take_focus()

    def ontimer(self, fun: Callable[[], object], t: float = 0) -> None:
        """Call `fun()` once, in `t` milliseconds."""
        if not callable(fun):
            raise argument_error(
                f"ontimer() needs a function to call, but got {shown(fun)}.",
                "Write the function's name without parentheses: ontimer(tick, 500).",
            )
        self._stage.after(number(t, "ontimer()"), fun)

    onscreenclick = onclick
    onkeyrelease = onkey
    resetscreen = reset
    clearscreen = clear
    addshape = register_shape
