"""What fills memory is found, named, and emptied."""

import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterator
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from pagelet import _fillers, _memory, _stopper
from pagelet._host import host
from pagelet._words import Facts, words_for

MB = _memory.MB
EMPTIED = "<was emptied, since memory was full: {}>"


@pytest.fixture
def limit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A memory of 100 MB, 90 of which are in use."""
    for name in ("_whole", "_limit", "_reserve", "_next_look", "_taken_at_look"):
        monkeypatch.setattr(_memory, name, getattr(_memory, name))
    monkeypatch.setattr(_stopper.current(), "has_warned", False)
    limits: list[int] = []
    monkeypatch.setattr(host, "limit_memory", limits.append)
    monkeypatch.setattr(host, "memory_used", lambda: 90 * MB)
    # A page breathes meanwhile: it is none of its affair.
    monkeypatch.setattr(host, "memory_taken", lambda: 0)
    _memory.set_limit(100 * MB)
    yield
    assert limits[-1] == _memory._limit


def relieve(error: MemoryError) -> None:
    """Note in `error` what fills memory, as is done before it is explained."""
    with _memory.told(error):
        pass


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
        ([], [].__sizeof__()),
        (int, 0),
    ],
)
def test_the_size_of_a_value_is_that_of_all_it_holds(value: object, size: int) -> None:
    assert _fillers.size_of(value) == pytest.approx(size, rel=0.2)


@pytest.mark.usefixtures("limit")
def test_the_largest_variable_is_named_and_emptied() -> None:
    kept: list[object] = [1, 2, 3]
    grown: list[object] = [bytes(1_000_000) for _ in range(20)]

    def fill() -> None:
        few = kept
        data = grown
        raise MemoryError(few, data)

    error = error_in(fill)
    relieve(error)
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
        assert repr(last.tb_frame.f_locals["data"]) == EMPTIED.format("list")


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
    relieve(error)

    assert words_for(Facts(error, "")).title == (
        "Memory is full. Most of it was in 'shop.rows' (list, 20 items, about 19 MB)."
    )
    assert repr(shop.rows) == EMPTIED.format("list")


@pytest.mark.usefixtures("limit")
def test_where_nothing_is_large_nothing_is_emptied() -> None:
    data = ["few"]

    def fill() -> None:
        raise MemoryError(data)

    error = error_in(fill)
    relieve(error)
    words = words_for(Facts(error, ""))

    assert words.title == "There is not enough memory for this."
    assert words.hint == (
        "Python has 100 MB here. Work with less data at a time; look for a list that grows "
        "without an end."
    )
    assert data == ["few"]


@pytest.mark.usefixtures("limit")
def test_where_memory_is_not_full_nothing_is_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a program raises the error itself, or asks for far too much at once."""
    monkeypatch.setattr(host, "memory_used", lambda: 50 * MB)
    data = [bytes(1_000_000) for _ in range(20)]

    def ask_for_much() -> None:
        raise MemoryError(data)

    error = error_in(ask_for_much)
    relieve(error)
    words = words_for(Facts(error, ""))

    assert words.title == (
        "There is not enough memory for this. Most of it is in 'data' (list, 20 items, about "
        "19 MB)."
    )
    assert words.hint == (
        "Python has 100 MB here. Look for what makes it grow without an end, or keep less of it "
        "at a time."
    )
    assert len(data) == 20


def rows() -> list[object]:
    """Return something of about 19 MB."""
    return [bytes(1_000_000) for _ in range(20)]


@pytest.mark.usefixtures("limit")
@pytest.mark.parametrize(
    ("make", "kind", "items"),
    [
        (lambda: deque(rows()), "deque", 20),
        (lambda: defaultdict(list, {"a": rows()}), "defaultdict", 1),
        (lambda: OrderedDict(enumerate(rows())), "OrderedDict", 20),
        (lambda: Counter({bytes([n]) * 1_000_000: n for n in range(20)}), "Counter", 20),
    ],
)
def test_each_kind_of_container_is_found_and_emptied(make: Any, kind: str, items: int) -> None:
    value = make()

    def fill() -> None:
        data = value
        raise MemoryError(data)

    error = error_in(fill)
    relieve(error)

    assert words_for(Facts(error, "")).title == (
        f"Memory is full. Most of it was in 'data' ({kind}, {items} items, about 19 MB)."
    )
    assert len(value) == 0


@dataclass(frozen=True)
class Frozen:
    """What cannot be changed."""

    rows: Any


class Slots:
    """What has no dictionary."""

    __slots__ = ("rows",)

    def __init__(self, rows: Any) -> None:
        self.rows = rows


class Hostile(list):  # type: ignore[type-arg]
    """A list whose own methods all fail."""

    def fail(self, *_arguments: object) -> Any:
        """Fail as nothing in Python does."""
        raise SystemExit("never called")

    __len__ = __iter__ = __getitem__ = __sizeof__ = clear = fail
    __getattribute__ = __setattr__ = fail


@pytest.mark.usefixtures("limit")
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Frozen, "data.rows' (list, 20 items"),
        (Slots, "data.rows' (list, 20 items"),
        (Hostile, "data' (Hostile, 20 items"),
    ],
)
def test_whatever_the_program_made_is_emptied(kind: Any, name: str) -> None:
    value = kind(rows())

    def fill() -> None:
        data = value
        raise MemoryError(data)

    error = error_in(fill)
    relieve(error)

    assert f"Most of it was in '{name}, about 19 MB)." in words_for(Facts(error, "")).title
    if kind is Hostile:
        assert list.__len__(value) == 0
    else:
        assert repr(value.rows) == EMPTIED.format("list")


@pytest.mark.usefixtures("limit")
def test_bytes_that_something_else_looks_into_are_let_go_of() -> None:
    data = bytearray(20_000_000)
    view = memoryview(data)

    def fill() -> None:
        mine = data
        raise MemoryError(mine)

    error = error_in(fill)
    relieve(error)

    assert words_for(Facts(error, "")).title == (
        "Memory is full. Most of it was in 'mine' (bytearray, 20,000,000 items, about 19 MB)."
    )
    assert len(view) == 20_000_000


@pytest.mark.usefixtures("limit")
def test_what_a_library_keeps_is_not_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = rows()
    monkeypatch.setattr(pytest, "kept_rows", kept, raising=False)

    def fill() -> None:
        borrowed = kept
        raise MemoryError(borrowed)

    error = error_in(fill)
    relieve(error)

    assert words_for(Facts(error, "")).title == "There is not enough memory for this."
    assert len(kept) == 20


def test_a_net_of_objects_without_end_is_measured_in_time() -> None:
    net: list[Any] = []
    net += [[net, {number: net}] for number in range(100_000)]
    for part in net:
        part += [net[:100], net]

    assert _fillers.size_of(net) > 40_000_000


def test_what_is_larger_than_any_memory_says_so() -> None:
    words = words_for(Facts(OverflowError(), "cannot fit 'int' into an index-sized integer"))

    assert words.title == "This would be larger than any memory."
    assert words.hint == f"Python has {_memory.limit_in_words()} here: work with a part at a time."


@pytest.mark.usefixtures("limit")
@pytest.mark.skipif(sys.platform == "emscripten", reason="a page has memory of its own")
def test_a_program_is_warned_once_and_then_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    data = [bytes(1_000_000) for _ in range(20)]
    frame = sys._getframe()
    told = []
    for used in (10, 70, 75, 85):
        for name in ("memory_taken", "memory_used"):
            monkeypatch.setattr(host, name, partial(int, used * MB))
        monkeypatch.setattr(_memory, "_next_look", 0.0)
        told.append(_memory.begin_breath(frame))
        _memory.end_breath()

    assert [is_full for _, is_full in told] == [False, False, False, True]
    assert [warning for warning, _ in told if warning] == [
        "Memory is getting full: 70 MB of 87 MB are in use. Most of it is in 'data' (list, "
        "20 items, about 19 MB). The program ends when it needs much more."
    ]
    assert len(data) == 20


@pytest.mark.usefixtures("limit")
@pytest.mark.skipif(sys.platform == "emscripten", reason="a page has memory of its own")
def test_a_program_is_warned_once_with_all_its_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    program = _stopper.Stopper()
    for name in ("memory_taken", "memory_used"):
        monkeypatch.setattr(host, name, partial(int, 70 * MB))

    def breathe(stopper: _stopper.Stopper) -> str:
        monkeypatch.setattr(_memory, "_next_look", 0.0)
        _stopper.use(stopper)
        warning, _ = _memory.begin_breath(sys._getframe())
        _memory.end_breath()
        return warning

    threads = [program.for_thread(lambda reason: None) for _ in range(2)]
    warnings = [copy_context().run(breathe, each) for each in (*threads, program)]

    assert [bool(warning) for warning in warnings] == [True, False, False]


@pytest.mark.usefixtures("limit")
def test_what_filled_memory_is_found_also_where_telling_it_has_failed() -> None:
    grown: list[object] = [bytes(1_000_000) for _ in range(20)]

    def fill_and_tell() -> None:
        data = grown
        try:
            raise MemoryError(data)
        except MemoryError:
            tell()

    def tell() -> None:
        raise MemoryError

    error = error_in(fill_and_tell)
    relieve(error)

    assert words_for(Facts(error, str(error))).title.startswith("Memory is full. Most of it was in")


@pytest.mark.usefixtures("limit")
def test_a_program_that_takes_much_between_two_looks_is_looked_at_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sizes = [0]
    monkeypatch.setattr(host, "memory_taken", lambda: sizes[-1])
    monkeypatch.setattr(host, "memory_used", lambda: sizes[-1])
    monkeypatch.setattr("time.monotonic", lambda: 0.0)
    monkeypatch.setattr(_memory, "_next_look", 100.0)
    limit = _memory._limit
    warnings = []
    for part in (0.7, 0.76, 0.77, 0.82, 0.95):
        sizes.append(int(part * limit))
        warning, is_full = _memory.begin_breath(None)
        warnings.append((warning[:22], is_full))
        monkeypatch.setattr(_memory, "_next_look", 100.0)
        _memory.end_breath()

    assert warnings == [
        ("", False),
        ("Memory is getting full", False),
        ("", False),
        ("", False),
        ("", True),
    ]
