"""What a turtle draws with, and what it looks like."""

import math
from typing import TYPE_CHECKING, Any

from pagelet._shown import shown
from pagelet.turtles.colors import color_string, color_value
from pagelet.turtles.errors import TurtleGraphicsError, argument_error
from pagelet.turtles.settings import SETTINGS
from pagelet.turtles.vector import number

if TYPE_CHECKING:
    from pagelet.turtles.history import Tbuffer

_SPEEDS = {"fastest": 0, "fast": 10, "normal": 6, "slow": 3, "slowest": 1}
_RESIZE_MODES = ("auto", "user", "noresize")


class TPen:
    """The state of a turtle's pen."""

    def __init__(self, resizemode: str = SETTINGS["resizemode"]) -> None:
        self._resizemode = resizemode
        self.undobuffer: Tbuffer | None = None
        self._reset_pen()

    def _reset_pen(self) -> None:
        self._pensize: float = 1
        self._shown = True
        self._pencolor: str = SETTINGS["pencolor"]
        self._fillcolor: str = SETTINGS["fillcolor"]
        self._drawing = True
        self._speed = 3
        self._stretchfactor = (1.0, 1.0)
        self._shearfactor = 0.0
        self._outlinewidth: float = 1
        # In radians, clockwise.
        self._tilt = 0.0
        self._transform = (1.0, 0.0, 0.0, 1.0)

    # What the subclass that can be seen does in its own way

    def _mode_of_colors(self) -> float:
        return 1.0

    def _changed(self, pen: bool) -> None:
        """Take note that the state has changed; `pen`: so that a new line begins."""

    # Pen

    def pensize(self, width: float | None = None) -> float | None:
        """Set the thickness of lines in pixels, or return it.

        Other names: width
        """
        if width is None:
            return self._pensize
        self.pen(pensize=width)
        return None

    def penup(self) -> None:
        """Lift the pen: moves draw no lines.

        Other names: pu, up
        """
        if self._drawing:
            self.pen(pendown=False)

    def pendown(self) -> None:
        """Put the pen down: moves draw lines.

        Other names: pd, down
        """
        if not self._drawing:
            self.pen(pendown=True)

    def isdown(self) -> bool:
        """Return True if the pen is down, False if it is up."""
        return self._drawing

    def speed(self, speed: Any = None) -> int | None:
        """Set how fast the turtle moves, from 1 (slowest) to 10 (fast), or return it.

        0 shows no movement at all and is the fastest. Words: "slowest" 1, "slow" 3, "normal" 6,
        "fast" 10, "fastest" 0. Numbers above 10 and below 0.5 are 0.
        """
        if speed is None:
            return self._speed
        self.pen(speed=_speed(speed))
        return None

    def teleport(
        self, x: float | None = None, y: float | None = None, *, fill_gap: bool = False
    ) -> None:
        """Move without drawing; a pen alone has no place to leave."""

    # Colours

    def color(self, *args: Any) -> Any:
        """Set the colours of the pen and of filling, or return both.

        color("red") and color(r, g, b) set both; color("red", "yellow") sets the pen to red and the
        filling to yellow. For what a colour can be see pencolor().
        """
        if not args:
            return self.pencolor(), self.fillcolor()
        if len(args) not in (1, 2, 3):
            raise argument_error(
                f"color() needs one or two colours, or three numbers, but got {len(args)} values.",
                "Write color('red'), color('red', 'yellow') or color(255, 128, 0).",
            )
        pen, fill = args if len(args) == 2 else (args, args)
        self.pen(pencolor=self._as_color(pen), fillcolor=self._as_color(fill))
        return None

    def pencolor(self, *args: Any) -> Any:
        """Set the colour of lines, of texts and of the turtle's outline, or return it.

        A colour is a name such as "red" or "light sea green", a text such as "#33cc8c", or three
        numbers for red, green and blue; these go up to 1.0, or to 255 after colormode(255).
        """
        if not args:
            return color_value(self._pencolor, self._mode_of_colors())
        color = self._as_color(args)
        if color != self._pencolor:
            self.pen(pencolor=color)
        return None

    def fillcolor(self, *args: Any) -> Any:
        """Set the colour of fillings and of the turtle's inside, or return it.

        For what a colour can be see pencolor().
        """
        if not args:
            return color_value(self._fillcolor, self._mode_of_colors())
        color = self._as_color(args)
        if color != self._fillcolor:
            self.pen(fillcolor=color)
        return None

    def _as_color(self, arguments: Any) -> str:
        return color_string(arguments, self._mode_of_colors())

    # Looks

    def showturtle(self) -> None:
        """Show the turtle.

        Other names: st
        """
        self.pen(shown=True)

    def hideturtle(self) -> None:
        """Hide the turtle; it still draws.

        Other names: ht
        """
        self.pen(shown=False)

    def isvisible(self) -> bool:
        """Return True if the turtle is shown, False if it is hidden."""
        return self._shown

    def resizemode(self, rmode: str | None = None) -> str | None:
        """Set what the turtle's size depends on, or return that.

        "auto": on the pen's size; "user": on shapesize(); "noresize": on nothing.
        """
        if rmode is None:
            return self._resizemode
        self.pen(resizemode=rmode)
        return None

    # Everything at once

    def pen(self, pen: dict[str, Any] | None = None, **pendict: Any) -> dict[str, Any] | None:
        """Set any parts of the pen's state at once, or return all of it as a dictionary.

        The keys: shown, pendown, pencolor, fillcolor, pensize, speed, resizemode, stretchfactor,
        shearfactor, outline, tilt. A dictionary that was returned restores the state of then.
        """
        now = self._state()
        if not (pen or pendict):
            return now
        new = {**(pen or {}), **pendict}
        for name, value in new.items():
            if name not in now:
                raise TurtleGraphicsError(
                    f"A pen has no '{name}'.", hint=f"It has: {', '.join(now)}."
                )
            new[name] = self._checked(name, value)
        if self.undobuffer is not None:
            self.undobuffer.push(("pen", {name: now[name] for name in new}))
        self._set_state(new)
        return None

    def _state(self) -> dict[str, Any]:
        return {
            "shown": self._shown,
            "pendown": self._drawing,
            "pencolor": self._pencolor,
            "fillcolor": self._fillcolor,
            "pensize": self._pensize,
            "speed": self._speed,
            "resizemode": self._resizemode,
            "stretchfactor": self._stretchfactor,
            "shearfactor": self._shearfactor,
            "outline": self._outlinewidth,
            "tilt": self._tilt,
        }

    def _set_state(self, new: dict[str, Any]) -> None:
        old = (self._drawing, self._pencolor, self._pensize)
        self._drawing = new.get("pendown", self._drawing)
        self._pencolor = new.get("pencolor", self._pencolor)
        self._pensize = new.get("pensize", self._pensize)
        self._shown = new.get("shown", self._shown)
        self._fillcolor = new.get("fillcolor", self._fillcolor)
        self._speed = new.get("speed", self._speed)
        self._resizemode = new.get("resizemode", self._resizemode)
        self._outlinewidth = new.get("outline", self._outlinewidth)
        if new.keys() & {"stretchfactor", "shearfactor", "tilt"}:
            self._stretchfactor = new.get("stretchfactor", self._stretchfactor)
            self._shearfactor = new.get("shearfactor", self._shearfactor)
            self._tilt = new.get("tilt", self._tilt)
            self._transform = self._composed()
        self._changed(pen=old != (self._drawing, self._pencolor, self._pensize))

    def _composed(self) -> tuple[float, float, float, float]:
        """Return the matrix that stretches, then shears, then tilts the turtle's shape."""
        across, along = self._stretchfactor
        cos, sin = math.cos(self._tilt), math.sin(self._tilt)
        shear = self._shearfactor
        return (
            across * cos,
            along * (shear * cos + sin),
            -across * sin,
            along * (cos - shear * sin),
        )

    def _checked(self, name: str, value: Any) -> Any:
        """Return the value for a part of the state as it is kept.

        Raises:
            PageletError: it is of the wrong kind.
        """
        if name in ("pencolor", "fillcolor"):
            return self._as_color(value)
        if name in ("shown", "pendown"):
            return bool(value)
        if name == "speed":
            return _speed(value)
        if name == "resizemode":
            return _resize_mode(value)
        if name == "stretchfactor":
            across, along = value if isinstance(value, tuple | list) else (value, value)
            return number(across, "shapesize()"), number(along, "shapesize()")
        call = f"{'shapesize' if name == 'outline' else name}()"
        if name in ("pensize", "outline") and number(value, call) < 0:
            raise argument_error(
                f"{call} needs a width of at least 0, but got {shown(value)}.",
                "Give the width in pixels: 1, 2, 3 ...",
            )
        return number(value, call)

    width = pensize
    up = pu = penup
    down = pd = pendown
    st = showturtle
    ht = hideturtle


def _speed(value: Any) -> int:
    if isinstance(value, str):
        if value not in _SPEEDS:
            raise argument_error(
                f"There is no speed '{value}'.",
                f"Give a number from 0 to 10, or one of: {', '.join(_SPEEDS)}.",
            )
        return _SPEEDS[value]
    return round(value) if 0.5 < number(value, "speed()") < 10.5 else 0


def _resize_mode(value: Any) -> str:
    if value not in _RESIZE_MODES:
        raise TurtleGraphicsError(
            f"There is no resize mode {shown(value)}.",
            hint=f"The modes are: {', '.join(_RESIZE_MODES)}.",
        )
    return str(value)
