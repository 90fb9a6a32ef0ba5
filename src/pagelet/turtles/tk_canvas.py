"""What programs that know Tk ask of a canvas."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from pagelet import output
from pagelet._host.contract import Node, Stop
from pagelet.turtles import tk_events
from pagelet.turtles.colors import color_string
from pagelet.turtles.errors import TclError
from pagelet.turtles.vector import Vec2D


class TkCanvas(ABC):
    """The options, places and events of a canvas, under the names that Tk has for them."""

    node: Node
    width: float
    height: float
    origin: Vec2D

    def __init__(self) -> None:
        # Makes a function ready to be called by an event; a program's stage knows better.
        self.handler: Callable[[Callable[..., object]], Callable[..., object]] = output.bind
        self._bound: dict[str, list[Stop]] = {}

    @property
    @abstractmethod
    def bg(self) -> str:
        """The colour of the background."""

    @bg.setter
    @abstractmethod
    def bg(self, color: str) -> None: ...

    @abstractmethod
    def full_size(self) -> tuple[float, float]:
        """Return the size of what can be drawn on, with the parts outside the window."""

    @abstractmethod
    def set_size(self, width: float, height: float) -> None:
        """Give the window another size."""

    @abstractmethod
    def keep(self, stop: Stop) -> None:
        """Call `stop` when the window is closed."""

    def cget(self, key: str) -> Any:
        """Return an option: "width", "height" or "bg"."""
        options = {"width": self.width, "height": self.height, "bg": self.bg}
        options["background"] = self.bg
        if key not in options:
            raise TclError(f"unknown option '{key}'; a canvas here has: {', '.join(options)}")
        return options[key]

    __getitem__ = cget

    def config(self, **options: Any) -> None:
        """Set options: `width`, `height`, `bg`."""
        for key in options:
            self.cget(key)
        if "bg" in options or "background" in options:
            self.bg = color_string(options.get("bg", options.get("background")), 1.0)
        if "width" in options or "height" in options:
            self.set_size(options.get("width", self.width), options.get("height", self.height))

    configure = config

    def pack(self, *_args: object, **_options: object) -> None:
        """Do nothing: the page places the canvas."""
        return None

    grid = place = pack

    def bind(self, sequence: str, func: Callable[..., object], add: Any = None) -> None:
        """Call `func(event)` with each event like "<Motion>", "<Button-1>" or "<Key>"."""
        stop = tk_events.bind(self, sequence, func)
        if not add:
            self.unbind(sequence)
        self._bound.setdefault(sequence, []).append(stop)
        self.keep(stop)

    def unbind(self, sequence: str, *_ids: object) -> None:
        """Take back what bind() did for `sequence`."""
        for stop in self._bound.pop(sequence, []):
            stop()

    def canvasx(self, x: float) -> float:
        """Return the x coordinate on the drawing, in pixels, for the one of an event."""
        return x - self.origin[0]

    def canvasy(self, y: float) -> float:
        """Return the y coordinate on the drawing, in pixels and downwards, for that of an event."""
        return y - self.origin[1]

    def winfo_width(self) -> float:
        """Return the width of the window."""
        return self.width

    def winfo_height(self) -> float:
        """Return the height of the window."""
        return self.height

    def focus_force(self) -> None:
        """Let keys go to this canvas."""
        self.node.focus()

    focus_set = focus_force
