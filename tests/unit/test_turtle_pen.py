"""What turtles draw with and what they look like."""

import math
from typing import Any

import pytest

from pagelet.turtles import RawTurtle, Shape, TPen, TurtleGraphicsError, TurtleScreen
from pagelet.turtles.errors import ArgumentError


def test_a_pen_alone() -> None:
    pen = TPen()

    pen.penup()
    pen.hideturtle()
    pen.teleport(100, 100, fill_gap=True)
    assert (pen.isdown(), pen.isvisible()) == (False, False)
    pen.pendown()
    pen.showturtle()
    assert (pen.isdown(), pen.isvisible()) == (True, True)


def test_colours_are_given_back_as_they_were_set(
    turtle_screen: TurtleScreen, turtle: RawTurtle
) -> None:
    assert turtle.color() == ("black", "black")
    turtle.color("red", "light sea green")
    assert (turtle.pencolor(), turtle.fillcolor()) == ("red", "light sea green")
    turtle.color(1, 0.5, 0)
    assert turtle.pencolor() == pytest.approx((1, 128 / 255, 0))
    turtle_screen.colormode(255)
    turtle.pencolor(50, 193, 143)
    turtle.fillcolor("#285078")
    assert turtle.color() == ((50, 193, 143), (40, 80, 120))
    turtle.color((1, 2, 3), "")
    assert turtle.color() == ((1, 2, 3), "")


def test_color_needs_colours(turtle: RawTurtle) -> None:
    with pytest.raises(ArgumentError) as caught:
        turtle.color(1, 2, 3, 4)

    assert caught.value.what == (
        "color() needs one or two colours, or three numbers, but got 4 values."
    )


@pytest.mark.parametrize(
    ("speed", "kept"),
    [("fastest", 0), ("slow", 3), (6.4, 6), (0.3, 0), (11, 0), (10, 10), (-5, 0), ("normal", 6)],
)
def test_speeds(turtle: RawTurtle, speed: Any, kept: int) -> None:
    turtle.speed(speed)

    assert turtle.speed() == kept


def test_speeds_that_there_are_not(turtle: RawTurtle) -> None:
    with pytest.raises(ArgumentError) as word:
        turtle.speed("rapid")
    with pytest.raises(ArgumentError) as other:
        turtle.speed([])

    assert word.value.what == "There is no speed 'rapid'."
    assert word.value.hint == (
        "Give a number from 0 to 10, or one of: fastest, fast, normal, slow, slowest."
    )
    assert other.value.what == "speed() needs a number, but got the list []."


def test_the_whole_pen_can_be_kept_and_put_back(turtle: RawTurtle) -> None:
    before = turtle.pen()

    turtle.pen(pencolor="red", pensize=10, pendown=False, stretchfactor=2, shown=False)
    now = turtle.pen() or {}
    assert (now["pencolor"], now["pensize"], now["pendown"]) == ("red", 10, False)
    assert (now["stretchfactor"], now["shown"]) == ((2, 2), False)
    turtle.pen(before, speed=5)
    assert turtle.pen() == {**(before or {}), "speed": 5}


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda t: t.pen(colour="red"), "A pen has no 'colour'."),
        (lambda t: t.pensize(-1), "pensize() needs a width of at least 0, but got -1."),
        (lambda t: t.pensize("fat"), "pensize() needs a number, but got the text 'fat'."),
        (lambda t: t.pencolor("rde"), "There is no colour 'rde'."),
        (lambda t: t.resizemode("big"), "There is no resize mode the text 'big'."),
        (lambda t: t.shape("dog"), "There is no shape the text 'dog'."),
        (lambda t: t.shapesize(0), "A turtle cannot be stretched to nothing."),
        (
            lambda t: t.shapetransform(1, 1, 1, 1),
            "This matrix would flatten the turtle to nothing.",
        ),
        (lambda t: t.dot("no"), "There is no colour 'no'."),
        (lambda t: t.write("x", align="top"), "write() cannot align a text to the text 'top'."),
        (lambda t: t.tilt("x"), "tilt() needs a number, but got the text 'x'."),
        (lambda t: t.onclick("x"), "A click needs a function to call, but got the text 'x'."),
        (lambda t: t.onclick(print, 4), "A mouse has no button 4."),
        (lambda t: t.setundobuffer("x"), "setundobuffer() needs a number, but got the text 'x'."),
    ],
)
def test_wrong_values_are_told_in_words(turtle: RawTurtle, call: Any, what: str) -> None:
    with pytest.raises((ArgumentError, TurtleGraphicsError)) as caught:
        call(turtle)

    assert caught.value.what == what
    assert caught.value.where.startswith("test_turtle_pen.py, line ")


def test_shapes_that_there_are_not_come_with_those_that_there_are(turtle: RawTurtle) -> None:
    with pytest.raises(TurtleGraphicsError) as caught:
        turtle.shape("dog")

    assert caught.value.hint == (
        "The shapes are: arrow, blank, circle, classic, square, triangle, turtle; "
        "register_shape() adds others."
    )


def test_the_size_of_a_shape(turtle: RawTurtle) -> None:
    assert turtle.shapesize() == (1, 1, 1)
    turtle.shape("square")
    turtle.shapesize(5, 2, 3)
    assert (turtle.shapesize(), turtle.resizemode()) == ((5, 2, 3), "user")
    assert turtle.get_shapepoly() == ((50, -20), (50, 20), (-50, 20), (-50, -20))
    turtle.shapesize(2)
    assert turtle.turtlesize() == (2, 2, 3)
    turtle.shapesize(stretch_len=4)
    assert turtle.shapesize() == (2, 4, 3)
    turtle.shapesize(outline=1)
    assert turtle.shapesize() == (2, 4, 1)


def test_the_size_may_follow_the_pen(turtle: RawTurtle) -> None:
    turtle.shape("square")
    turtle.pensize(10)
    assert turtle.get_shapepoly() == ((10, -10), (10, 10), (-10, 10), (-10, -10))
    turtle.resizemode("auto")

    assert turtle.get_shapepoly() == ((20, -20), (20, 20), (-20, 20), (-20, -20))


def test_tilting_leaves_the_heading(turtle: RawTurtle) -> None:
    turtle.shape("circle")
    turtle.tilt(30)
    turtle.tilt(30)
    assert (round(turtle.tiltangle() or 0), turtle.heading()) == (60, 0)
    turtle.tiltangle(-45)
    assert round(turtle.tiltangle() or 0) == 315


def test_shearing_and_the_matrix_of_a_shape(turtle: RawTurtle) -> None:
    turtle.shape("square")
    turtle.shapesize(4, 2)
    turtle.shearfactor(-0.5)
    assert turtle.shapetransform() == (4, -1, 0, 2)
    assert turtle.get_shapepoly() == ((50, -20), (30, 20), (-50, 20), (-30, -20))


def test_a_matrix_sets_stretching_shearing_and_tilting(turtle: RawTurtle) -> None:
    turtle.shapesize(3, 2)
    turtle.shearfactor(0.5)
    turtle.tiltangle(30)
    matrix = turtle.shapetransform() or ()
    turtle.reset()
    turtle.shapetransform(*matrix)

    assert turtle.shapesize() == pytest.approx((3, 2, 1))
    assert turtle.shearfactor() == pytest.approx(0.5)
    assert turtle.tiltangle() == pytest.approx(30)
    assert turtle.shapetransform() == pytest.approx(matrix)


def test_shapes_are_registered(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    turtle_screen.register_shape("tri", [(0, 0), (10, 0), (5, 8)])
    house = Shape("compound")
    house.addcomponent(((0, 0), (10, 0), (10, 10), (0, 10)), "red", "blue")
    house.addcomponent(((0, 10), (10, 10), (5, 15)), (0, 1, 0))
    turtle_screen.addshape("house", house)

    assert {"tri", "house"} <= set(turtle_screen.getshapes())
    turtle.shape("tri")
    assert turtle.get_shapepoly() == ((0, 0), (10, 0), (5, 8))
    turtle.shape("house")
    assert (turtle.shape(), turtle.get_shapepoly()) == ("house", None)
    stamp = turtle.stamp()
    assert isinstance(stamp, tuple)
    assert len(stamp) == 2


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda s: Shape("square"), "There is no type of shape the text 'square'."),
        (lambda s: Shape("polygon", "abc"), "Shape() needs the corners of a polygon, but got "),
        (
            lambda s: Shape("polygon").addcomponent(((0, 0),), "red"),
            "Shape() needs the corners of a polygon, but got None.",
        ),
        (
            lambda s: Shape("polygon", ((0, 0),)).addcomponent(((0, 0),), "red"),
            "A shape of type 'polygon' has no components.",
        ),
        (lambda s: s.register_shape("x", 5), "register_shape() needs the corners of a polygon"),
        (lambda s: s.register_shape(5), "A shape's name is a text, but got 5."),
        (lambda s: s.register_shape("no.gif"), "There is no picture 'no.gif'."),
        (lambda s: s.bgpic("no.gif"), "There is no picture 'no.gif'."),
    ],
)
def test_wrong_shapes_are_told_in_words(turtle_screen: TurtleScreen, make: Any, what: str) -> None:
    with pytest.raises((ArgumentError, TurtleGraphicsError)) as caught:
        make(turtle_screen)

    assert caught.value.what.startswith(what)


def test_a_wrong_colour_in_a_shape_is_told_with_the_shape(
    turtle_screen: TurtleScreen, turtle: RawTurtle
) -> None:
    shape = Shape("compound")
    shape.addcomponent(((0, 0), (10, 0), (5, 8)), "rde")
    turtle_screen.register_shape("odd", shape)

    with pytest.raises(TurtleGraphicsError) as caught:
        turtle.shape("odd")
    assert caught.value.what == "In the shape 'odd': There is no colour 'rde'."
    assert turtle.shape() == "classic"


def test_the_turtle_points_where_it_is_headed(turtle: RawTurtle) -> None:
    """A shape's y axis is the heading."""
    turtle.shape("arrow")
    turtle.left(90)
    (figure,) = turtle._looks()
    corners = figure.points  # type: ignore[union-attr]

    assert corners == pytest.approx([-10, 0, 10, 0, 0, 10])
    turtle.goto(5, 5)
    turtle.setheading(0)
    (figure,) = turtle._looks()
    assert figure.points == pytest.approx([5, 15, 5, -5, 15, 5])  # type: ignore[union-attr]
    assert math.isclose(turtle.heading(), 0)
