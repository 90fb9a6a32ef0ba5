"""Where a turtle is and where it is headed."""

import math
from typing import Any

from pagelet._shown import shown
from pagelet.turtles.errors import argument_error
from pagelet.turtles.vector import Vec2D, number, point

_START = {"standard": Vec2D(1.0, 0.0), "world": Vec2D(1.0, 0.0), "logo": Vec2D(0.0, 1.0)}
MODES = tuple(_START)


class TNavigator:
    """Position and heading of a turtle, and the ways to change them."""

    def __init__(self, mode: str = "standard") -> None:
        self._fullcircle = 360.0
        self._degrees_per_unit = 1.0
        self._position = Vec2D(0.0, 0.0)
        self._set_mode(mode)
        self._orient = _START[mode]

    def reset(self) -> None:
        """Go back to the beginning: in the middle, headed east (in mode "logo": north)."""
        self._position = Vec2D(0.0, 0.0)
        self._orient = _START[self._mode]

    def _set_mode(self, mode: str) -> None:
        self._mode = mode
        # In mode "logo" angles count clockwise from north.
        self._sense = -1 if mode == "logo" else 1

    # Units of angles

    def degrees(self, fullcircle: float = 360.0) -> None:
        """Measure angles so that a full circle has `fullcircle` units (360 unless it is given)."""
        if number(fullcircle, "degrees()") == 0:
            raise argument_error(
                "A full circle cannot have 0 units.",
                "Give the units of a full circle: degrees(400).",
            )
        self._fullcircle = fullcircle
        self._degrees_per_unit = 360 / fullcircle

    def radians(self) -> None:
        """Measure angles in radians: a full circle has 2π units."""
        self.degrees(math.tau)

    # What the subclass that can be seen does in its own way

    def _go_to(self, end: Vec2D) -> None:
        self._position = end

    def _turn(self, degrees: float) -> None:
        """Turn counterclockwise."""
        self._orient = self._orient.rotate(degrees)

    def _walk(self, start: float, steps: int, length: float, turn: float) -> None:
        """Go along a regular polygon: turn a little, then `steps` times go and turn, turn back."""
        self._turn(start)
        for _ in range(steps):
            self._go(length)
            self._turn(turn)
        self._turn(-start)

    # Moving

    def _go(self, distance: float) -> None:
        self._go_to(self._position + self._orient * distance)

    def forward(self, distance: float) -> None:
        """Move the turtle forward by `distance`, in the direction in which it is headed.

        Other names: fd
        """
        self._go(number(distance, "forward()"))

    def back(self, distance: float) -> None:
        """Move the turtle backward by `distance`; its heading stays.

        Other names: backward, bk
        """
        self._go(-number(distance, "back()"))

    def right(self, angle: float) -> None:
        """Turn the turtle right by `angle` (degrees, unless degrees() or radians() changed that).

        Other names: rt
        """
        self._turn(-number(angle, "right()") * self._degrees_per_unit)

    def left(self, angle: float) -> None:
        """Turn the turtle left by `angle` (degrees, unless degrees() or radians() changed that).

        Other names: lt
        """
        self._turn(number(angle, "left()") * self._degrees_per_unit)

    def goto(self, x: Any, y: float | None = None) -> None:
        """Move the turtle to the point (x, y); `x` may also be a pair of numbers.

        A line is drawn if the pen is down. The heading stays.

        Other names: setpos, setposition
        """
        self._go_to(point(x, y, "goto()"))

    def teleport(
        self, x: float | None = None, y: float | None = None, *, fill_gap: bool = False
    ) -> None:
        """Move the turtle to the point (x, y) at once, without drawing a line.

        A coordinate that is left out stays as it is. While a shape is being filled, what was drawn
        so far is filled and a new shape begins; with `fill_gap` it is one shape.
        """
        self._jump(self._teleported(x, y))

    def _teleported(self, x: float | None, y: float | None) -> Vec2D:
        across = self._position[0] if x is None else number(x, "teleport()")
        up = self._position[1] if y is None else number(y, "teleport()")
        return Vec2D(across, up)

    def _jump(self, end: Vec2D) -> None:
        self._position = end

    def home(self) -> None:
        """Move the turtle to (0, 0) and turn it to where it was headed at the start."""
        self.goto(0, 0)
        self.setheading(0)

    def setx(self, x: float) -> None:
        """Move the turtle to another x coordinate; y stays as it is."""
        self._go_to(Vec2D(number(x, "setx()"), self._position[1]))

    def sety(self, y: float) -> None:
        """Move the turtle to another y coordinate; x stays as it is."""
        self._go_to(Vec2D(self._position[0], number(y, "sety()")))

    def circle(self, radius: float, extent: float | None = None, steps: int | None = None) -> None:
        """Draw a circle, or a part of it, around the point that is `radius` left of the turtle.

        Args:
            radius: if it is negative, the circle is right of the turtle.
            extent: the part of the circle as an angle; a full circle unless it is given.
            steps: the circle is drawn as a polygon with this many sides: circle(50, steps=3) draws
                a triangle. Enough for a round line unless it is given.
        """
        number(radius, "circle()")
        angle = self._fullcircle if extent is None else number(extent, "circle()")
        if steps is None:
            sides = min(11 + abs(radius) / 6, 59)
            steps = 1 + int(sides * abs(angle) / self._fullcircle)
        elif number(steps, "circle()") < 1:
            raise argument_error(
                f"A circle cannot be drawn in {shown(steps)} steps.",
                "Give a whole number of at least 1: circle(50, steps=6).",
            )
        steps = int(steps)
        turn = angle / steps * self._degrees_per_unit
        length = 2 * radius * math.sin(math.radians(turn / 2))
        if radius < 0:
            length, turn = -length, -turn
        self._walk(turn / 2, steps, length, turn)

    # Headings

    def heading(self) -> float:
        """Return the turtle's heading, as an angle."""
        return self._angle_of(self._orient)

    def setheading(self, to_angle: float) -> None:
        """Turn the turtle to the heading `to_angle`, the shorter way round.

        0 is east, 90 north, 180 west, 270 south; in mode "logo" 0 is north, 90 east and so on.

        Other names: seth
        """
        angle = (number(to_angle, "setheading()") - self.heading()) * self._sense
        half = self._fullcircle / 2
        self._turn(((angle + half) % self._fullcircle - half) * self._degrees_per_unit)

    def towards(self, x: Any, y: float | None = None) -> float:
        """Return the heading from the turtle to the point (x, y), to a pair, or to a turtle."""
        return self._angle_of(self._point_of(x, y, "towards()") - self._position)

    def _angle_of(self, direction: Vec2D) -> float:
        # Rounded, so that what is exact on paper is exact here: 90.0, not 90.00000000000001.
        degrees = round(math.degrees(math.atan2(direction[1], direction[0])), 10) % 360.0
        offset = 90.0 if self._mode == "logo" else 0.0
        angle = (offset + self._sense * degrees) / self._degrees_per_unit
        return angle % self._fullcircle

    # Telling

    def pos(self) -> Vec2D:
        """Return where the turtle is, as a vector (x, y).

        Other names: position
        """
        return self._position

    def xcor(self) -> float:
        """Return the turtle's x coordinate."""
        return self._position[0]

    def ycor(self) -> float:
        """Return the turtle's y coordinate."""
        return self._position[1]

    def distance(self, x: Any, y: float | None = None) -> float:
        """Return how far the point (x, y), a pair, or another turtle is from the turtle."""
        return abs(self._point_of(x, y, "distance()") - self._position)

    def _point_of(self, x: Any, y: float | None, call: str) -> Vec2D:
        if isinstance(x, TNavigator):
            return x._position
        return point(x, y, call)

    fd = forward
    bk = backward = back
    rt = right
    lt = left
    setpos = setposition = goto
    seth = setheading
    position = pos
