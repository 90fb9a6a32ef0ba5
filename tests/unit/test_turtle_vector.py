"""Vectors, numbers and colours of turtles."""

import copy
import math
import pickle
import sys
from typing import Any

import pytest

from pagelet import turtles
from pagelet._shown import shown
from pagelet.turtles import TurtleGraphicsError, Vec2D
from pagelet.turtles.colors import basic_name, color_string, color_value, css_color
from pagelet.turtles.errors import ArgumentError
from pagelet.turtles.fonts import font_of
from pagelet.turtles.vector import number, point


def test_vectors_count_as_on_paper() -> None:
    a: Any = Vec2D(3, 4)
    b: Any = Vec2D(1, -2)

    assert a + b == (4, 2)
    assert a - b == (2, 6)
    assert -a == (-3, -4)
    assert a * b == -5
    assert a * 2 == 2 * a == (6, 8)
    assert abs(a) == 5
    assert a + (1, 1) == (4, 5)  # noqa: RUF005 - adds, as vectors do


def test_a_vector_turns_counterclockwise() -> None:
    assert Vec2D(1, 0).rotate(90) == pytest.approx((0, 1))
    assert Vec2D(3, 4).rotate(-180) == pytest.approx((-3, -4))


def test_a_vector_is_a_tuple_that_can_be_copied() -> None:
    a = Vec2D(3, 4.5)

    assert (isinstance(a, tuple), repr(a)) == (True, "(3.00,4.50)")
    assert copy.deepcopy(a) == a
    assert isinstance(copy.copy(a), Vec2D)
    with pytest.raises(TypeError):
        "text" * a


def test_vectors_survive_pickle_by_the_name_that_programs_know(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "turtle", turtles)

    assert pickle.loads(pickle.dumps(Vec2D(1, 2))) == (1, 2)


@pytest.mark.parametrize("value", ["10", None, [1], math.inf, math.nan, print])
def test_what_is_no_number_is_told_in_words(value: object) -> None:
    with pytest.raises(ArgumentError) as caught:
        number(value, "forward()")

    assert isinstance(caught.value, TypeError)
    assert caught.value.what == f"forward() needs a number, but got {shown(value)}."


def test_the_hint_tells_how_to_get_a_number() -> None:
    with pytest.raises(ArgumentError) as text:
        number("10", "forward()")
    with pytest.raises(ArgumentError) as other:
        number(None, "forward()")

    assert text.value.hint == "Text becomes a number with int(...) or float(...)."
    assert other.value.hint == "Give a number such as 100 or 2.5."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "None"),
        (2, "2"),
        ("a", "the text 'a'"),
        ([1], "the list [1]"),
        ((1, 2), "the pair (1, 2)"),
        ((1, 2, 3), "the tuple (1, 2, 3)"),
        (len, "the function len"),
        ({}, "{} (a dict)"),
        ("a" * 80, f"the text '{'a' * 56}..."),
    ],
)
def test_values_in_messages(value: object, words: str) -> None:
    assert shown(value) == words


def test_points() -> None:
    assert point(1, 2, "goto()") == point((1, 2), None, "goto()") == point([1, 2], None, "goto()")
    with pytest.raises(ArgumentError) as caught:
        point(5, None, "goto()")

    assert caught.value.what == "goto() needs a point, but got 5."
    assert caught.value.hint == "Give two numbers, or a pair of them: goto(10, 20)."


@pytest.mark.parametrize(
    ("name", "css"),
    [
        ("red", "#ff0000"),
        ("Light Sea Green", "#20b2aa"),
        ("DarkOrchid4", "#68228b"),
        ("gray50", "#7f7f7f"),
        ("grey51", "#828282"),
        ("green", "#008000"),
        ("#f80", "#ff8800"),
        ("#FF8800", "#ff8800"),
        ("#ffff88880000", "#ff8800"),
        ("", ""),
    ],
)
def test_colours_have_the_names_that_tk_knows(name: str, css: str) -> None:
    assert color_string((name,), 1.0) == name
    assert css_color(name) == css


def test_colours_of_three_numbers() -> None:
    assert color_string((1, 0.5, 0), 1.0) == "#ff8000"
    assert color_string(((255, 128, 0),), 255) == "#ff8000"
    assert color_value("#ff8000", 255) == (255, 128, 0)
    assert color_value("#ff0000", 1.0) == (1.0, 0, 0)
    assert color_value("red", 1.0) == "red"


@pytest.mark.parametrize(
    ("color", "what", "hint"),
    [
        (("gren",), "There is no colour 'gren'.", "Did you mean 'green'?"),
        (
            ("xyzzy",),
            "There is no colour 'xyzzy'.",
            "Write a name such as 'red' or 'light sea green', '#ff8800', or three numbers.",
        ),
        (
            ("#ff88",),
            "There is no colour '#ff88'.",
            "After # come 3 or 6 digits of 0-9 and a-f, as in '#ff8800'.",
        ),
        (
            (255, 128, 0),
            "The tuple (255, 128, 0) is no colour.",
            "Each number goes from 0 to 1.0 now. "
            "Call colormode(255) first, to use numbers up to 255.",
        ),
        (
            (1, -1, 0),
            "The tuple (1, -1, 0) is no colour.",
            "Each number goes from 0 to 1.0 now.",
        ),
        (
            (1, 2),
            "The pair (1, 2) is no colour.",
            "Write a name such as 'red' or 'light sea green', '#ff8800', or three numbers.",
        ),
        (
            (None,),
            "None is no colour.",
            "Write a name such as 'red' or 'light sea green', '#ff8800', or three numbers.",
        ),
    ],
)
def test_what_is_no_colour_is_told_in_words(color: Any, what: str, hint: str) -> None:
    with pytest.raises(TurtleGraphicsError) as caught:
        color_string(color, 1.0)

    assert (caught.value.what, caught.value.hint) == (what, hint)


def test_numbers_up_to_255() -> None:
    with pytest.raises(TurtleGraphicsError) as caught:
        color_string((300, 0, 0), 255)

    assert caught.value.hint == "Each number goes from 0 to 255 now."


def test_descriptions_use_few_names_of_colours() -> None:
    assert basic_name("#33cc8c") in ("green", "turquoise", "light green")
    assert basic_name("#ff0101") == "red"


@pytest.mark.parametrize(
    ("font", "css"),
    [
        (("Arial", 8, "normal"), '10.67px "Arial", sans-serif'),
        (("Courier", 12, "bold italic"), 'italic bold 16px "Courier", monospace'),
        (("Times", -20), '20px "Times", serif'),
        ("Verdana", '10.67px "Verdana", sans-serif'),
        (('A"B', "12", "bold"), 'bold 16px "AB", sans-serif'),
    ],
)
def test_fonts(font: Any, css: str) -> None:
    assert font_of(font).css == css


@pytest.mark.parametrize(
    ("font", "what"),
    [
        (12, "write() needs a font, but got 12."),
        (("Arial", None), "write() needs a font, but got the pair ('Arial', None)."),
        (("Arial", 12, "fat"), "write() knows no style 'fat' of a font."),
    ],
)
def test_what_is_no_font_is_told_in_words(font: Any, what: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        font_of(font)

    assert caught.value.what == what
