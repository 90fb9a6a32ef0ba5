"""Turtles take back what they did, step by step."""

from typing import Any

import pytest

from pagelet.turtles import RawTurtle, TurtleScreen
from pagelet.turtles.drawing import Line
from pagelet.turtles.history import Tbuffer


def lines(screen: TurtleScreen) -> list[list[float]]:
    return [item.points for item in screen.cv.drawing if isinstance(item, Line)]


def test_moves_and_turns_are_undone(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    for _ in range(4):
        turtle.forward(50)
        turtle.left(80)
    assert turtle.undobufferentries() == 8

    for _ in range(7):
        turtle.undo()
    assert (turtle.pos(), turtle.heading()) == ((50, 0), 0)
    assert lines(turtle_screen) == [[0, 0, 50, 0]]
    turtle.undo()
    turtle.undo()
    assert (turtle.pos(), lines(turtle_screen)) == ((0, 0), [])


def test_drawing_goes_on_after_an_undo(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    turtle.forward(50)
    turtle.forward(50)
    turtle.undo()
    turtle.sety(10)

    assert turtle.pos() == (50, 10)
    assert [point for line in lines(turtle_screen) for point in line][-2:] == [50, 10]
    turtle.undo()
    assert turtle.pos() == (50, 0)


@pytest.mark.parametrize(
    ("act", "entries"),
    [
        (lambda t: t.circle(50), 1),
        (lambda t: t.dot(20, "red"), 1),
        (lambda t: t.write("text", move=True), 1),
        (lambda t: t.stamp(), 1),
        (lambda t: t.pensize(5), 1),
        (lambda t: t.teleport(10, 20), 1),
        (lambda t: t.color("red"), 1),
        (lambda t: t.penup(), 1),
        (lambda t: t.home(), 2),
        (lambda t: (t.begin_fill(), t.circle(10), t.end_fill()), 3),
    ],
)
def test_each_action_is_undone_as_a_whole(
    turtle_screen: TurtleScreen, turtle: RawTurtle, act: Any, entries: int
) -> None:
    turtle.forward(30)
    before = (turtle.pos(), turtle.heading(), turtle.pen(), len(turtle_screen.cv.drawing))
    act(turtle)
    assert turtle.undobufferentries() == 1 + entries

    for _ in range(entries):
        turtle.undo()
    after = (turtle.pos(), turtle.heading(), turtle.pen(), len(turtle_screen.cv.drawing))
    assert after[0] == pytest.approx(before[0])
    assert after[1:] == before[1:]


def test_undo_shortens_what_is_being_recorded(turtle: RawTurtle) -> None:
    turtle.begin_poly()
    turtle.forward(10)
    turtle.forward(10)
    turtle.undo()
    turtle.end_poly()

    assert turtle.get_poly() == ((0, 0), (10, 0))


def test_undo_shortens_what_will_be_filled(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    turtle.begin_fill()
    for corner in ((50, 0), (50, 50), (99, 99)):
        turtle.goto(corner)
    turtle.undo()
    turtle.end_fill()

    polygon = next(iter(turtle_screen.cv.drawing))
    assert polygon.points == [0, 0, 50, 0, 50, 50]  # type: ignore[union-attr]


def test_a_stamp_that_was_cleared_needs_no_undo(turtle: RawTurtle) -> None:
    turtle.forward(10)
    stamp = turtle.stamp()
    turtle.clearstamp(stamp)

    assert turtle.undobufferentries() == 1
    turtle.undo()
    assert turtle.pos() == (0, 0)


def test_how_much_is_remembered_can_be_set(turtle: RawTurtle) -> None:
    turtle.setundobuffer(3)
    for _ in range(5):
        turtle.forward(10)
    assert turtle.undobufferentries() == 3
    turtle.setundobuffer(None)
    turtle.forward(10)
    turtle.undo()

    assert (turtle.undobufferentries(), turtle.pos()) == (0, (60, 0))


def test_with_nothing_left_undo_does_nothing(turtle: RawTurtle) -> None:
    turtle.undo()

    assert turtle.pos() == (0, 0)


def test_the_buffer_itself() -> None:
    buffer = Tbuffer(2)
    buffer.push(("a",))
    with buffer.group(), buffer.group():
        buffer.push(("b",))
        buffer.push(("c",))

    assert repr(buffer) == "Tbuffer(2 of 2)"
    assert (buffer.pop(), buffer.pop(), buffer.pop()) == ([("b",), ("c",)], ("a",), None)
    buffer.push(("d",))
    buffer.reset(5)
    assert (buffer.nr_of_items(), buffer.bufsize) == (0, 5)
