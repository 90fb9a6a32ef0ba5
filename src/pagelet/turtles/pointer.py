"""Clicks, touches and drags on a canvas, and whom they belong to."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pagelet._host import host
from pagelet._shown import shown
from pagelet.turtles.drawing import Image, Polygon
from pagelet.turtles.errors import argument_error
from pagelet.turtles.vector import Vec2D

if TYPE_CHECKING:
    from pagelet.turtles.screen import TurtleScreen
    from pagelet.turtles.turtle import RawTurtle

Act: TypeAlias = Literal["press", "drag", "release"]
Function: TypeAlias = Callable[[float, float], object]

# A finger does not hit as exactly as a mouse: pixels that it may miss a turtle by.
_FINGER = 12
_MOUSE = 1


class Binding:
    """A function that is called with the place of an event.

    While it runs, further drags wait, and only the last of them counts.
    """

    def __init__(self, function: Callable[..., object]) -> None:
        self._function = function
        self._running = False
        self._next: Vec2D | None = None

    def call(self, place: Vec2D) -> None:
        """Call the function."""
        self._function(*place)

    def follow(self, place: Vec2D) -> None:
        """Call the function, now or when it is done with the place before."""
        self._next = place
        if self._running:
            return
        self._running = True
        try:
            while self._next is not None:
                latest, self._next = self._next, None
                self._function(*latest)
        finally:
            self._running = False


class Pointer:
    """The mouse, pen or fingers on the canvas of a screen."""

    def __init__(self, screen: "TurtleScreen") -> None:
        self._screen = screen
        # The owner None is the screen itself.
        self._bindings: dict[tuple[RawTurtle | None, Act, int], list[Binding]] = {}
        self._held: dict[int, RawTurtle] = {}
        self._listens = False
        self._keeps_menu = False

    def bind(
        self, owner: "RawTurtle | None", act: Act, fun: Function | None, button: int, add: Any
    ) -> None:
        """Call `fun(x, y)` when `act` happens to `owner`; None takes back what was bound."""
        if button not in (1, 2, 3):
            raise argument_error(
                f"A mouse has no button {shown(button)}.", "The buttons: 1 left, 2 middle, 3 right."
            )
        key = (owner, act, button)
        if fun is None:
            self._bindings.pop(key, None)
            return
        if not callable(fun):
            raise argument_error(
                f"A click needs a function to call, but got {shown(fun)}.",
                "Write the function's name without parentheses: onclick(jump).",
            )
        self._listen()
        binding = Binding(self._screen._stage.handler(fun))
        self._bindings[key] = [*(self._bindings.get(key, []) if add else []), binding]
        if button == 3 and not self._keeps_menu:
            self._keeps_menu = True
            canvas = self._screen.cv
            stop = host.listen(canvas.node, "contextmenu", _nothing, {"prevent_default": True})
            canvas.keep(stop)
        if act == "drag":
            # Otherwise a finger would scroll the page.
            self._screen.cv.node.style.touchAction = "none"

    def forget(self, owner: "RawTurtle | None" = None, *, everything: bool = False) -> None:
        """Take back what was bound for `owner`, or all of it."""
        for key in list(self._bindings):
            if everything or key[0] is owner:
                del self._bindings[key]

    def _listen(self) -> None:
        if self._listens:
            return
        self._listens = True
        canvas = self._screen.cv
        canvas.node.style.touchAction = "manipulation"
        for event, handler in (
            ("pointerdown", self._pressed),
            ("pointermove", self._moved),
            ("pointerup", self._released),
            ("pointercancel", self._released),
        ):
            canvas.keep(host.listen(canvas.node, event, handler, {}))

    def _pressed(self, event: Any) -> None:
        button = _button(event)
        place = self._screen.cv.point_at(event)
        turtle = self._turtle_at(place, _FINGER if event.pointerType == "touch" else _MOUSE)
        if turtle is not None:
            self._held[button] = turtle
            if (turtle, "drag", button) in self._bindings:
                self._screen.cv.hold(event)
            self._call(turtle, "press", button, place)
        self._call(None, "press", button, place)

    def _moved(self, event: Any) -> None:
        for button, turtle in tuple(self._held.items()):
            for binding in self._bindings.get((turtle, "drag", button), ()):
                binding.follow(self._screen.cv.point_at(event))

    def _released(self, event: Any) -> None:
        button = _button(event)
        turtle = self._held.pop(button, None)
        if turtle is not None:
            self._call(turtle, "release", button, self._screen.cv.point_at(event))

    def _call(self, owner: "RawTurtle | None", act: Act, button: int, place: Vec2D) -> None:
        for binding in tuple(self._bindings.get((owner, act, button), ())):
            binding.call(place)

    def _turtle_at(self, place: Vec2D, reach: float) -> "RawTurtle | None":
        """Return the uppermost turtle at `place`, or the nearest that is at most `reach` off."""
        across, up = self._screen.cv.scale
        nearest: RawTurtle | None = None
        for turtle in reversed(self._screen.turtles()):
            if not turtle.isvisible():
                continue
            distance = min((_off(item, place, across, up) for item in turtle._looks()), default=1e9)
            if distance <= 0:
                return turtle
            if distance <= reach:
                nearest, reach = turtle, distance
        return nearest


def _nothing(_event: object) -> None:
    """Do nothing more than keep the browser's menu away."""


def _button(event: Any) -> int:
    # A move has no button of its own (-1).
    return int(event.button) + 1


def _off(item: Any, place: Vec2D, across: float, up: float) -> float:
    """Return how many pixels `place` is outside of what a turtle looks like; 0 if it is inside."""
    if isinstance(item, Image):
        half = (item.picture.width / 2, item.picture.height / 2)
        beyond_x = abs(place[0] - item.x) * abs(across) - half[0]
        beyond_y = abs(place[1] - item.y) * abs(up) - half[1]
        return max(0.0, beyond_x, beyond_y)
    if not isinstance(item, Polygon):
        return float("inf")
    xs = [(x - place[0]) * across for x in item.points[::2]]
    ys = [(y - place[1]) * up for y in item.points[1::2]]
    corners = list(zip(xs, ys, strict=True))
    sides = list(zip(corners, [*corners[1:], corners[0]], strict=True))
    if sum(_crosses(*side) for side in sides) % 2:
        return 0.0
    away = min(_distance(*side) for side in sides)
    return max(0.0, away - item.width / 2)


def _crosses(start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Return whether a side crosses the line from the origin to the right."""
    (x1, y1), (x2, y2) = start, end
    return (y1 > 0) != (y2 > 0) and x1 + (x2 - x1) * y1 / (y1 - y2) > 0


def _distance(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return how far a side is from the origin."""
    along = Vec2D(end[0] - start[0], end[1] - start[1])
    length = along * along
    part = max(0.0, min(1.0, -(Vec2D(*start) * along) / length)) if length else 0.0
    return math.hypot(start[0] + along[0] * part, start[1] + along[1] * part)
