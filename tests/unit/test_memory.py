"""What fills memory is found, named, and emptied."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from pagelet import _memory
from pagelet._host import host
from pagelet._words import Facts, words_for

MB = _memory.MB


@pytest.fixture
def limit() -> Iterator[None]:
    """A memory of 100 MB."""
    _memory.set_limit(100 * MB)
    yield
    _memory.set_limit()


def error_in(function: Any) -> MemoryError:
    """Return the MemoryError that `function` raises, with the way that led there."""
    with pytest.raises(MemoryError) as caught:
        function()
    return caught.value


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (["x" * 1000 + str(number) for number in range(10_000)], 10_400_000),
        ([0] * 1_000_000, sys.getsizeof([0] * 1_000_000)),
        ({str(number): bytes(400 + number % 7) for number in range(10_000)}, 5_000_000),
        ("x" * 1_000_000, 1_000_049),
        (bytearray(1_000_000), 1_000_057),
        (None, 0),
        ([], sys.getsizeof([])),
        (int, 0),
    ],
)
def test_the_size_of_a_value_is_that_of_all_it_holds(value: object, size: int) -> None:
    assert _memory.size_of(value) == pytest.approx(size, rel=0.2)


@pytest.mark.usefixtures("limit")
def test_the_largest_variable_is_named_and_emptied() -> None:
    kept: list[object] = [1, 2, 3]
    grown: list[object] = [bytes(1_000_000) for _ in range(20)]

    def fill() -> None:
        few = kept
        data = grown
        raise MemoryError(few, data)

    error = error_in(fill)
    _memory.relieve(error)
    words = words_for(Facts(error, str(error)))

    assert words.title == "Memory is full. Most of it was in 'data' (list, 20 items, about 19 MB)."
    assert words.hint == (
        "Look for what makes it grow without an end, or keep less of it at a time. "
        "It was emptied, so that the page can go on."
    )
    assert grown == []
    assert kept == [1, 2, 3]
    assert error.__traceback__ is not None
    last = error.__traceback__.tb_next
    assert last is not None
    if sys.version_info >= (3, 13):
        # Before that, nobody could change the variables of a function from outside.
        assert repr(last.tb_frame.f_locals["data"]) == "<was emptied, since memory was full: list>"


@pytest.mark.usefixtures("limit")
def test_of_an_object_what_it_holds_is_named() -> None:
    class Shop:
        def __init__(self) -> None:
            self.rows = [bytes(1_000_000) for _ in range(20)]

    Shop.__module__ = "__main__"
    shop = Shop()

    def fill(shop: Shop) -> None:
        raise MemoryError

    error = error_in(lambda: fill(shop))
    _memory.relieve(error)

    assert words_for(Facts(error, "")).title == (
        "Memory is full. Most of it was in 'shop.rows' (list, 20 items, about 19 MB)."
    )
    assert repr(shop.rows) == "<was emptied, since memory was full: list>"


@pytest.mark.usefixtures("limit")
def test_where_nothing_is_large_nothing_is_emptied() -> None:
    data = ["few"]

    def fill() -> None:
        raise MemoryError(data)

    error = error_in(fill)
    _memory.relieve(error)
    words = words_for(Facts(error, ""))

    assert words.title == "There is not enough memory for this."
    assert words.hint == (
        "A browser gives Python at most 2,000 MB. Work with less data at a time; look for a list "
        "that grows without an end."
    )
    assert data == ["few"]


def test_what_is_larger_than_any_memory_says_so() -> None:
    words = words_for(Facts(OverflowError(), "cannot fit 'int' into an index-sized integer"))

    assert words.title == "This would be larger than any memory."
    assert words.hint == "A browser gives Python at most 2,000 MB: work with a part at a time."


@pytest.mark.usefixtures("limit")
@pytest.mark.skipif(sys.platform == "emscripten", reason="a page has memory of its own")
def test_a_program_is_warned_once_and_then_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    data = [bytes(1_000_000) for _ in range(20)]
    frame = sys._getframe()
    told = []
    for used in (10, 70, 75, 85):
        monkeypatch.setattr(host, "taken", used * MB)
        monkeypatch.setattr(_memory, "_next_look", 0.0)
        told.append(_memory.begin_breath(frame))
        _memory.end_breath()

    assert [is_full for _, is_full in told] == [False, False, False, True]
    assert [warning for warning, _ in told if warning] == [
        "Memory is getting full: 70 MB of 87 MB are in use. Most of it is in 'data' (list, "
        "20 items, about 19 MB). The program ends when it needs much more."
    ]
    assert len(data) == 20
