"""What is handed to the painter: as little as possible, and never too little."""

from array import array
from typing import TYPE_CHECKING

from pagelet.turtles.drawing import Change, Dot, Drawing, Kind, Line, Polygon

if TYPE_CHECKING:
    from collections.abc import Callable

NOTHING = array("d")


def line(*points: float) -> Line:
    return Line(list(points), "#0000ff", 2)


def kinds(numbers: "array[float]") -> list[str]:
    """The names of the pieces in `numbers`."""
    lengths: dict[Kind, Callable[[int], int]] = {
        Kind.LINE: lambda at: 4 + int(numbers[at + 3]),
        Kind.POLYGON: lambda at: 5 + int(numbers[at + 4]),
        Kind.DOT: lambda at: 5,
    }
    found, at = [], 0
    while at < len(numbers):
        kind = Kind(int(numbers[at]))
        found.append(kind.name)
        at += lengths[kind](at)
    return found


def changes(drawing: Drawing) -> tuple[bool, list[str], list[str]]:
    change = drawing.take_change(NOTHING)
    return change.anew, kinds(change.lasting), kinds(change.passing)


def test_items_are_handed_over_once() -> None:
    drawing = Drawing()
    drawing.add(line(0, 0, 10, 0))
    drawing.add(Dot(1, 2, 5, "#ff0000"))

    assert changes(drawing) == (False, ["LINE", "DOT"], [])
    assert changes(drawing) == (False, [], [])
    drawing.add(line(0, 0, 5, 5))
    assert changes(drawing) == (False, ["LINE"], [])


def test_numbers_of_a_line() -> None:
    drawing = Drawing()
    drawing.add(line(0, 1, 10, 11))

    assert drawing.take_change(array("d", [7.0])) == Change(
        False, array("d", [Kind.LINE, 255, 2, 4, 0, 1, 10, 11]), array("d", [7.0])
    )


def test_of_a_line_that_grows_only_the_new_part_is_handed_over() -> None:
    drawing = Drawing()
    number = drawing.add(line(0, 0, 10, 0))
    changes(drawing)

    assert drawing.extend(number, 20, 0)
    assert drawing.extend(number, 30, 0)
    assert list(drawing.take_change(NOTHING).lasting)[3:] == [6, 10, 0, 20, 0, 30, 0]


def test_a_line_below_others_does_not_grow() -> None:
    drawing = Drawing()
    number = drawing.add(line(0, 0, 10, 0))
    drawing.add(Dot(0, 0, 5, "#ff0000"))

    assert not drawing.extend(number, 20, 0)


def test_what_lies_above_an_open_polygon_is_handed_over_each_time() -> None:
    drawing = Drawing()
    drawing.add(line(0, 0, 10, 0))
    polygon = drawing.add(Polygon([], open=True))
    drawing.add(line(0, 0, 5, 5))

    assert changes(drawing) == (False, ["LINE"], ["LINE"])
    assert changes(drawing) == (False, [], ["LINE"])
    drawing.close(polygon, (0, 0, 5, 5, 0, 5), "#ff0000")
    assert changes(drawing) == (False, ["POLYGON", "LINE"], [])


def test_removing_something_painted_paints_all_anew() -> None:
    drawing = Drawing()
    first = drawing.add(line(0, 0, 10, 0))
    drawing.add(Dot(0, 0, 5, "#ff0000"))
    changes(drawing)
    drawing.remove([first, 99])

    assert changes(drawing) == (True, ["DOT"], [])


def test_removing_something_that_waits_costs_nothing() -> None:
    drawing = Drawing()
    drawing.add(line(0, 0, 10, 0))
    changes(drawing)
    drawing.remove([drawing.add(Dot(0, 0, 5, "#ff0000"))])

    assert changes(drawing) == (False, [], [])


def test_a_line_is_taken_back_piece_by_piece() -> None:
    drawing = Drawing()
    number = drawing.add(line(0, 0, 10, 0, 20, 0))
    changes(drawing)

    drawing.shorten(number)
    assert list(drawing.take_change(NOTHING).lasting)[3:] == [4, 0, 0, 10, 0]
    drawing.shorten(number)
    assert (number in drawing, changes(drawing)) == (False, (True, [], []))


def test_polygons_without_colours_are_not_painted() -> None:
    drawing = Drawing()
    drawing.add(Polygon([0, 0, 1, 1, 0, 1]))

    assert changes(drawing) == (False, [], [])


def test_everything_can_go() -> None:
    drawing = Drawing()
    drawing.add(line(0, 0, 10, 0))
    drawing.clear()

    assert (len(drawing), changes(drawing)) == (0, (True, [], []))
