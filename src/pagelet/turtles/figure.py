"""How a turtle appears on its screen: shape, size, tilt."""

import math
from typing import TYPE_CHECKING, Any

from pagelet._shown import shown
from pagelet.turtles.colors import color_string, css_color
from pagelet.turtles.drawing import Image, Item, Polygon
from pagelet.turtles.errors import TurtleGraphicsError
from pagelet.turtles.navigator import TNavigator
from pagelet.turtles.pen import TPen
from pagelet.turtles.shapes import Points
from pagelet.turtles.vector import Vec2D, number

if TYPE_CHECKING:
    from pagelet.turtles.screen import TurtleScreen

# With resize mode "auto" a turtle has its natural size up to this thickness of the pen.
_NATURAL_PENSIZE = 5.0


class Figure(TPen, TNavigator):
    """A pen and a place, with a shape to be seen."""

    screen: "TurtleScreen"
    _shape: str

    def shape(self, name: str | None = None) -> str | None:
        """Give the turtle another shape, or return the name of the one it has.

        Every screen has "arrow", "blank", "circle", "classic", "square", "triangle" and "turtle";
        register_shape() adds others.
        """
        if name is None:
            return self._shape
        if name not in self.screen.getshapes():
            raise TurtleGraphicsError(
                f"There is no shape {shown(name)}.",
                hint=f"The shapes are: {', '.join(self.screen.getshapes())}; "
                "register_shape() adds others.",
            )
        before, self._shape = self._shape, name
        try:
            self._looks()
        except TurtleGraphicsError:
            self._shape = before
            raise
        self._changed(pen=False)
        return None

    def shapesize(
        self,
        stretch_wid: float | None = None,
        stretch_len: float | None = None,
        outline: float | None = None,
    ) -> tuple[float, float, float] | None:
        """Stretch the turtle's shape, or return its factors and the width of its outline.

        Args:
            stretch_wid: how many times wider, across its heading.
            stretch_len: how many times longer, along its heading; as wide if only that is given.
            outline: width of the outline in pixels.

        Other names: turtlesize
        """
        across, along = self._stretchfactor
        if stretch_wid is stretch_len is outline is None:
            return across, along, self._outlinewidth
        if stretch_wid == 0 or stretch_len == 0:
            raise TurtleGraphicsError(
                "A turtle cannot be stretched to nothing.", hint="Give factors other than 0."
            )
        if stretch_wid is not None:
            across = stretch_wid
            along = stretch_wid if stretch_len is None else stretch_len
        elif stretch_len is not None:
            along = stretch_len
        outline = self._outlinewidth if outline is None else outline
        self.pen(resizemode="user", stretchfactor=(across, along), outline=outline)
        return None

    def shearfactor(self, shear: float | None = None) -> float | None:
        """Shear the turtle's shape (the tangent of the angle), or return the factor."""
        if shear is None:
            return self._shearfactor
        self.pen(resizemode="user", shearfactor=shear)
        return None

    def tiltangle(self, angle: float | None = None) -> float | None:
        """Turn the turtle's shape away from its heading, or return that angle."""
        sense = -self._sense
        if angle is None:
            degrees = sense * math.degrees(self._tilt)
            return (degrees / self._degrees_per_unit) % self._fullcircle
        degrees = sense * number(angle, "tiltangle()") * self._degrees_per_unit
        self.pen(resizemode="user", tilt=math.radians(degrees) % math.tau)
        return None

    def tilt(self, angle: float) -> None:
        """Turn the turtle's shape by `angle` more; its heading stays."""
        tilted = self.tiltangle()
        self.tiltangle((tilted or 0.0) + number(angle, "tilt()"))

    def shapetransform(
        self,
        t11: float | None = None,
        t12: float | None = None,
        t21: float | None = None,
        t22: float | None = None,
    ) -> tuple[float, float, float, float] | None:
        """Set the matrix that the turtle's shape is transformed by, or return it.

        Its rows are (t11, t12) and (t21, t22); what is left out stays as it is.
        """
        if t11 is t12 is t21 is t22 is None:
            return self._transform
        given = (t11, t12, t21, t22)
        m11, m12, m21, m22 = (
            number(old if new is None else new, "shapetransform()")
            for old, new in zip(self._transform, given, strict=True)
        )
        if m11 * m22 - m12 * m21 == 0:
            raise TurtleGraphicsError(
                "This matrix would flatten the turtle to nothing.",
                hint="t11*t22 - t12*t21 must not be 0.",
            )
        tilt = math.atan2(-m21, m11) % math.tau
        cos, sin = math.cos(tilt), math.sin(tilt)
        across, along = cos * m11 - sin * m21, sin * m12 + cos * m22
        self.pen(
            resizemode="user",
            tilt=tilt,
            stretchfactor=(across, along),
            shearfactor=(cos * m12 - sin * m22) / along,
        )
        return None

    def get_shapepoly(self) -> Points | None:
        """Return the turtle's polygon as it is drawn, headed up; None for other kinds of shapes."""
        shape = self.screen._shapes[self._shape]
        return self._transformed(shape._data) if shape._type == "polygon" else None

    def _transformed(self, points: Points, *, as_set: bool = False) -> Points:
        if self._resizemode == "user" or as_set:
            t11, t12, t21, t22 = self._transform
        elif self._resizemode == "auto":
            t11 = t22 = max(1.0, self._pensize / _NATURAL_PENSIZE)
            t12 = t21 = 0.0
        else:
            return points
        return tuple((t11 * x + t12 * y, t21 * x + t22 * y) for x, y in points)

    def _placed(self, points: Points) -> list[float]:
        """Return a shape's points where the turtle is, headed as it is, as x, y, x, y ..."""
        across, up = self.screen.cv.scale
        heading = Vec2D(self._orient[0], self._orient[1] * up / across)
        length = abs(heading)
        cos, sin = heading[0] / length, heading[1] / length
        left, low = self._position
        numbers: list[float] = []
        for x, y in points:
            numbers += (left + (sin * x + cos * y) / across, low + (sin * y - cos * x) / up)
        return numbers

    def _looks(self) -> list[Item]:
        """Return what the turtle looks like now."""
        shape = self.screen._shapes[self._shape]
        if shape._type == "image":
            return [Image(*self._position, shape._data)]
        if shape._type == "polygon":
            width = {"noresize": 1, "auto": self._pensize}.get(self._resizemode, self._outlinewidth)
            return [
                self._polygon(
                    self._transformed(shape._data), self._fillcolor, self._pencolor, width
                )
            ]
        return [
            self._polygon(
                self._transformed(points, as_set=True),
                self._component_color(fill),
                self._component_color(outline),
                self._outlinewidth,
            )
            for points, fill, outline in shape._data
        ]

    def _polygon(self, points: Points, fill: str, outline: str, width: float) -> Polygon:
        return Polygon(self._placed(points), css_color(fill), css_color(outline), width)

    def _component_color(self, color: Any) -> str:
        # Numbers beyond 1 can be meant one way only, whatever the colour mode is by now.
        beyond = isinstance(color, tuple | list) and any(part > 1 for part in color)
        try:
            return color_string(color, 255 if beyond else self._mode_of_colors())
        except TurtleGraphicsError as error:
            what = f"In the shape '{self._shape}': {error.what}"
            raise TurtleGraphicsError(what, hint=error.hint) from None

    turtlesize = shapesize
