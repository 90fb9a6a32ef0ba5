"""Where turtles are, where they are headed, and the ways they go."""

import math

import pytest

from pagelet.turtles import RawTurtle, TNavigator, TurtleScreen
from pagelet.turtles.errors import ArgumentError


def where(turtle: TNavigator) -> tuple[float, float, float]:
    return (turtle.xcor(), turtle.ycor(), turtle.heading())


@pytest.fixture
def navigator() -> TNavigator:
    return TNavigator()


def test_forward_and_back(navigator: TNavigator) -> None:
    navigator.forward(100)
    navigator.left(90)
    navigator.back(50)

    assert navigator.pos() == pytest.approx((100, -50))
    assert (navigator.xcor(), navigator.ycor()) == pytest.approx((100, -50))


def test_headings_are_exact_where_they_are_on_paper(navigator: TNavigator) -> None:
    headings = []
    for _ in range(8):
        headings.append(navigator.heading())
        navigator.left(45)

    assert headings == [0, 45, 90, 135, 180, 225, 270, 315]
    navigator.right(30)
    assert navigator.heading() == 330


def test_logo_counts_clockwise_from_north() -> None:
    logo = TNavigator("logo")

    assert logo.heading() == 0
    logo.right(90)
    logo.forward(10)
    assert where(logo) == pytest.approx((10, 0, 90))
    logo.setheading(180)
    assert logo.towards(10, 5) == 0
    logo.reset()
    assert (logo.heading(), logo.pos()) == (0, (0, 0))


def test_units_of_angles(navigator: TNavigator) -> None:
    navigator.radians()
    navigator.left(math.pi / 2)
    assert navigator.heading() == pytest.approx(math.pi / 2)
    navigator.degrees(400)
    assert navigator.heading() == 100
    navigator.degrees()
    assert navigator.heading() == 90
    with pytest.raises(ArgumentError, match="A full circle cannot have 0 units"):
        navigator.degrees(0)


def test_goto_takes_numbers_or_a_pair(navigator: TNavigator) -> None:
    navigator.goto(10, 20)
    assert navigator.pos() == (10, 20)
    navigator.goto((30, 40))
    assert navigator.pos() == (30, 40)
    navigator.setx(1)
    navigator.sety(2)
    assert navigator.position() == (1, 2)
    navigator.setheading(77)
    navigator.home()
    assert (navigator.pos(), navigator.heading()) == ((0, 0), 0)


def test_teleport_leaves_out_what_is_not_given(navigator: TNavigator) -> None:
    navigator.teleport(10)
    navigator.teleport(y=20, fill_gap=True)

    assert navigator.pos() == (10, 20)


def test_distance_and_direction_to_points_and_turtles(navigator: TNavigator) -> None:
    other = TNavigator()
    other.goto(3, 4)

    assert navigator.distance(3, 4) == navigator.distance((3, 4)) == navigator.distance(other) == 5
    assert navigator.towards(0, 10) == navigator.towards((0, 10)) == 90
    assert navigator.towards(-1, 0) == 180


def test_setheading_turns_the_shorter_way(turtle: RawTurtle) -> None:
    turtle.setheading(350)
    turtle.setheading(10)

    turtle.undo()
    assert turtle.heading() == 350
    assert turtle.undobufferentries() == 1


def test_a_circle_ends_where_it_began(navigator: TNavigator) -> None:
    navigator.circle(50)
    assert where(navigator) == pytest.approx((0, 0, 0), abs=1e-9)
    navigator.circle(120, 180)
    assert where(navigator) == pytest.approx((0, 240, 180))


def test_a_circle_of_negative_radius_lies_on_the_right(navigator: TNavigator) -> None:
    navigator.circle(-50, 90)

    assert where(navigator) == pytest.approx((50, -50, 270))


def test_the_corners_of_a_circle(turtle: RawTurtle) -> None:
    with turtle.poly():
        turtle.circle(100, steps=4)
    corners = turtle.get_poly() or ()

    assert len(corners) == 5
    assert corners[1] == pytest.approx((100, 100))
    with turtle.poly():
        turtle.circle(6)
    assert len(turtle.get_poly() or ()) == 14
    with turtle.poly():
        turtle.circle(1000)
    assert len(turtle.get_poly() or ()) == 61


def test_a_circle_needs_steps(navigator: TNavigator) -> None:
    with pytest.raises(ArgumentError) as caught:
        navigator.circle(50, steps=0)

    assert caught.value.what == "A circle cannot be drawn in 0 steps."
    assert caught.value.hint == "Give a whole number of at least 1: circle(50, steps=6)."


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda t: t.forward("100"), "forward() needs a number, but got the text '100'."),
        (lambda t: t.bk(None), "back() needs a number, but got None."),
        (lambda t: t.lt("x"), "left() needs a number, but got the text 'x'."),
        (lambda t: t.right([]), "right() needs a number, but got the list []."),
        (lambda t: t.goto("a", 1), "goto() needs a number, but got the text 'a'."),
        (lambda t: t.seth("up"), "setheading() needs a number, but got the text 'up'."),
        (lambda t: t.circle("r"), "circle() needs a number, but got the text 'r'."),
        (lambda t: t.setx("r"), "setx() needs a number, but got the text 'r'."),
        (lambda t: t.teleport("r"), "teleport() needs a number, but got the text 'r'."),
        (lambda t: t.distance(5), "distance() needs a point, but got 5."),
        (lambda t: t.forward(1e400), "forward() needs a number, but got inf."),
    ],
)
def test_wrong_values_are_told_in_words(turtle: RawTurtle, call: object, what: str) -> None:
    assert callable(call)
    with pytest.raises(ArgumentError) as caught:
        call(turtle)

    assert caught.value.what == what
    assert caught.value.where.startswith("test_turtle_moves.py, line ")


def test_the_mode_of_the_screen_is_that_of_its_turtles(
    turtle_screen: TurtleScreen, turtle: RawTurtle
) -> None:
    turtle.forward(100)
    turtle_screen.mode("logo")

    assert (turtle.pos(), turtle.heading()) == ((0, 0), 0)
    turtle.forward(10)
    assert turtle.pos() == pytest.approx((0, 10))
    assert RawTurtle(turtle_screen).towards(10, 0) == 90
