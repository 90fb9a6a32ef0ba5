"""Mouse, pen and fingers on a canvas, as a program looks at them."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pagelet.games.canvas import Canvas

_LEFT, _MIDDLE, _RIGHT = 0, 1, 2


class Point(NamedTuple):
    """A point on a canvas."""

    x: float
    y: float


class Pointer:
    """Where the pointer is on a canvas, and what its buttons do; a finger is a pointer, too.

    What is new ("clicked") is so from one frame to the next: until the next clock.tick().
    """

    def __init__(self, canvas: "Canvas") -> None:
        self._canvas = canvas
        self._at = self._before = Point(0.0, 0.0)
        self._wheel = 0.0
        self._is_inside = False
        self._is_touch = False
        self._held: set[int] = set()
        self._clicked: set[int] = set()
        self._released: set[int] = set()
        self._touches: dict[int, Point] = {}
        self._ended: list[int] = []
        self._wants: set[str] = set()

    def connect(self) -> None:
        """Tell the page what the program wants; the painter is there now."""
        for what in self._wants:
            self._canvas.painter.wantPointer(what)

    def _want(self, what: str = "pointer") -> None:
        """Note that the program looks at something: it does nothing else in the page any more."""
        if what not in self._wants:
            self._wants.add(what)
            if self._canvas.painter is not None:
                self._canvas.painter.wantPointer(what)
        self._canvas.stage.look()

    def collect(self) -> None:
        """Begin a new frame: take in what has happened since the last one."""
        self._before = self._at
        self._wheel = 0.0
        self._clicked.clear()
        self._released.clear()
        for finger in self._ended:
            self._touches.pop(finger, None)
        self._ended.clear()
        if self._canvas.painter is None:
            return
        happened = str(self._canvas.painter.takePointer())
        if not happened:
            return
        self._wheel, *events = json.loads(happened)
        for event, pointer, kind, button, x, y in events:
            self._take(event, pointer, kind == "touch", button, Point(x, y))

    def _take(self, event: str, pointer: int, is_touch: bool, button: int, at: Point) -> None:
        self._at = at
        self._is_touch = is_touch
        self._is_inside = event != "pointerleave"
        if event == "pointerdown":
            self._held.add(button)
            self._clicked.add(button)
            if is_touch:
                self._touches[pointer] = at
        elif event == "pointermove":
            if pointer in self._touches:
                self._touches[pointer] = at
            elif button >= 0 and not is_touch:
                # A further button, while one is held: such a move tells which.
                self._held ^= {button}
                (self._clicked if button in self._held else self._released).add(button)
        elif event in ("pointerup", "pointercancel"):
            self._released |= self._held if event == "pointercancel" else {button}
            self._held.clear()
            self._ended.append(pointer)

    @property
    def x(self) -> float:
        """How far from the left side of the canvas."""
        self._want()
        return self._at.x

    @property
    def y(self) -> float:
        """How far from its upper side."""
        self._want()
        return self._at.y

    @property
    def position(self) -> Point:
        """Where it is: (x, y)."""
        self._want()
        return self._at

    @property
    def dx(self) -> float:
        """How far it has moved to the right since the last frame."""
        self._want()
        return self._at.x - self._before.x

    @property
    def dy(self) -> float:
        """How far it has moved down since the last frame."""
        self._want()
        return self._at.y - self._before.y

    @property
    def inside(self) -> bool:
        """Whether it is on the canvas."""
        self._want()
        return self._is_inside

    @property
    def pressed(self) -> bool:
        """Whether the left button is held down, or a finger is on the canvas."""
        self._want()
        return _LEFT in self._held or _LEFT in self._clicked

    @property
    def clicked(self) -> bool:
        """Whether the left button has been pressed in this frame, or a finger put down."""
        self._want()
        return _LEFT in self._clicked

    @property
    def released(self) -> bool:
        """Whether the left button, or a finger, has been let go in this frame."""
        self._want()
        return _LEFT in self._released

    @property
    def right_pressed(self) -> bool:
        """Whether the right button is held down."""
        self._want("menu")
        return _RIGHT in self._held or _RIGHT in self._clicked

    @property
    def right_clicked(self) -> bool:
        """Whether the right button has been pressed in this frame."""
        self._want("menu")
        return _RIGHT in self._clicked

    @property
    def middle_pressed(self) -> bool:
        """Whether the button in the middle is held down."""
        self._want()
        return _MIDDLE in self._held or _MIDDLE in self._clicked

    @property
    def wheel(self) -> float:
        """How many steps the wheel was turned in this frame; up is more than 0."""
        self._want("wheel")
        return self._wheel

    @property
    def is_touch(self) -> bool:
        """Whether it is a finger."""
        self._want()
        return self._is_touch

    @property
    def touches(self) -> list[Point]:
        """Where all the fingers are."""
        self._want()
        return list(self._touches.values())

    def __iter__(self) -> Iterator[float]:
        return iter(self.position)

    def __repr__(self) -> str:
        return f"<mouse at {self._at.x:g}, {self._at.y:g}>"
