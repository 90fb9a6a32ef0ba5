"""Data that refers to itself as text, and back."""

import pytest

from pagelet import flatted


def test_a_circle_comes_back_as_a_circle() -> None:
    circle: dict[str, object] = {"name": "x"}
    circle["self"] = circle
    text = flatted.stringify(circle)

    assert text == '[{"name":"1","self":"0"},"x"]'
    assert flatted.parse(text)["self"]["self"]["name"] == "x"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", '["a"]'),
        (None, "[null]"),
        (5, "[5]"),
        ([], "[[]]"),
        (["é", "é", 1.5, True], '[["1","1",1.5,true],"é"]'),
        ([[1], [1]], '[["1","2"],[1],[1]]'),
        ([float("nan")], "[[null]]"),
        (["\ud800"], '[["1"],"\\ud800"]'),
        ({1: {"a": None}}, '[{"1":"1"},{"a":null}]'),
    ],
)
def test_the_text_is_as_javascript_writes_it(value: object, text: str) -> None:
    assert flatted.stringify(value) == text


@pytest.mark.parametrize("text", ["[]", "5", '[["7"]]', '[["x"]]', "{"])
def test_a_damaged_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        flatted.parse(text)
