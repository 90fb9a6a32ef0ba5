"""Warns before memory runs out, and ends what fills it while there is still room to say so.

The browser says no only when nothing is left, not even for telling about it. So memory has two
limits here: beyond the first one a program gets a MemoryError at its next breath; beyond the second
one nothing more is given, but for telling what happened.
"""

import contextlib
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import FrameType
from typing import Any

from pagelet import _stopper
from pagelet._host import host

MB = 1024 * 1024
# What is given only for telling that memory is full; less of a small one.
RESERVE = 64 * MB
# What is kept from a program, so that the event loop can work in each breath.
ROOM = 4 * MB
# At which part of the limit the person is warned, and the program ended.
WARNING, FULL = 0.75, 0.93
# What is worth naming, and emptying when memory is full, as a part of the limit.
LARGE = 0.1
# Looking into memory takes the longer the more there is; it may cost this part of the time.
EFFORT = 0.05
# How many items of a container are looked at, and how many levels deep.
SAMPLE, DEPTH = 20, 3

_limit = _reserve = 0
_next_look = 0.0
_room: bytearray | None = None


def set_limit(size: int | None = None) -> None:
    """Let Python have at most `size` bytes; without it, as many as the browser can give."""
    global _limit, _reserve, _next_look
    whole = min(size or host.most_memory, host.most_memory)
    _reserve = min(RESERVE, whole // 8)
    _limit = whole - _reserve
    _next_look = 0.0
    host.limit_memory(_limit)


def begin_breath(frame: FrameType | None) -> tuple[str, bool]:
    """Make room for what the page does while the program stands still.

    Returns:
        A warning, the first time that a program needs most of the memory; and whether there is
        hardly anything left.
    """
    global _next_look, _room
    if host.memory_taken() < WARNING * _limit:
        return "", False
    _room = None
    host.limit_memory(_limit + _reserve)
    start = time.monotonic()
    if start < _next_look:
        return "", False
    used = host.memory_used()
    _next_look = start + (time.monotonic() - start) / EFFORT
    stopper = _stopper.current()
    if used < WARNING * _limit or stopper.has_warned:
        return "", used >= FULL * _limit
    stopper.has_warned = True
    largest = next(iter(_largest(_steps(frame))), None)
    warning = (
        f"Memory is getting full: {used // MB:,} MB of {_limit // MB:,} MB are in use. "
        + (f"Most of it is in {largest.described()}. " if largest else "")
        + "The program ends when it needs much more."
    )
    return warning, used >= FULL * _limit


def end_breath() -> None:
    """Keep the room from the program."""
    global _room
    if host.memory_taken() >= WARNING * _limit:
        with contextlib.suppress(MemoryError):
            _room = _room or bytearray(ROOM)
        host.limit_memory(_limit)


class Filler:
    """A variable that holds much; `place` is where it can be replaced."""

    def __init__(self, name: str, value: object, size: int, place: Any, key: str) -> None:
        self.name, self.size = name, size
        self.kind = type(value).__name__
        self.items = len(value) if hasattr(type(value), "__len__") else None  # type: ignore[arg-type]
        self._value, self._place, self._key = value, place, key

    def described(self) -> str:
        """Say in words what it is."""
        size = f"about {max(1, self.size // MB):,} MB"
        if self.items is None:
            return f"'{self.name}' ({self.kind}, {size})"
        what = "characters" if self.kind == "str" else "items"
        return f"'{self.name}' ({self.kind}, {self.items:,} {what}, {size})"

    def empty(self) -> None:
        """Let go of what it holds."""
        if type(self._value) in (list, dict, set, bytearray):
            self._value.clear()  # type: ignore[attr-defined]
        if isinstance(self._place, Mapping):
            self._place[self._key] = Emptied(self.kind)  # type: ignore[index]
        else:
            setattr(self._place, self._key, Emptied(self.kind))
        self._value = None


class Emptied:
    """Stands where a variable held so much that memory was full."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __repr__(self) -> str:
        return f"<was emptied, since memory was full: {self._kind}>"


def relieve(error: MemoryError) -> None:
    """Note in `error` what has filled memory, and empty that: others go on in the same page.

    The reserve may be used until the next breath.
    """
    global _room
    _room = None
    host.limit_memory(_limit + _reserve)
    steps = []
    traceback = error.__traceback__
    while traceback:
        steps.append(traceback.tb_frame)
        traceback = traceback.tb_next
    fillers = _largest(frame for frame in reversed(steps) if not _stopper.is_ours(frame))
    error.filler = fillers[0].described() if fillers else None  # type: ignore[attr-defined]
    for filler in fillers:
        filler.empty()


def _steps(frame: FrameType | None) -> Iterator[FrameType]:
    while frame:
        if not _stopper.is_ours(frame):
            yield frame
        frame = frame.f_back


def _largest(steps: Iterable[FrameType]) -> list[Filler]:
    """Return what holds a large part of memory, the largest first."""
    found: dict[int, Filler] = {}
    for frame in steps:
        for place in (frame.f_locals, frame.f_globals):
            for name, value in list(place.items()):
                if name.startswith("__"):
                    continue
                # An object of a class of the program is named by what it holds.
                for key, inner in _attributes(value) or ((name, value),):
                    if inner is value:
                        _note(found, name, value, place, name)
                    else:
                        _note(found, f"{name}.{key}", inner, value, key)
    return sorted(found.values(), key=lambda filler: filler.size, reverse=True)


def _note(found: dict[int, Filler], name: str, value: object, place: object, key: str) -> None:
    if id(value) not in found and (size := size_of(value)) >= LARGE * _limit:
        found[id(value)] = Filler(name, value, size, place, key)


def _attributes(value: object) -> list[tuple[str, object]]:
    """Return what an object of the program's own classes holds."""
    if type(value).__module__ != "__main__" or isinstance(value, type):
        return []
    return list(getattr(value, "__dict__", {}).items())


def size_of(value: object, depth: int = DEPTH) -> int:
    """Return about how many bytes `value` takes, with what it holds."""
    if isinstance(value, (type, FrameType)) or _is_shared(value):
        return 0
    try:
        size = sys.getsizeof(value)
    except Exception:  # noqa: BLE001 - the program's own __sizeof__ may fail in any way
        return 0
    if depth == 0:
        return size
    if type(value) in (list, tuple, set, frozenset, dict):
        size += _size_of_items(value, depth)
    else:
        size += sum(size_of(inner, depth - 1) for _, inner in _attributes(value))
    return size


def _size_of_items(container: Any, depth: int) -> int:
    """Return what the items take, judged by some of them."""
    count = len(container)
    if isinstance(container, (list, tuple)):
        sample = [container[count * number // SAMPLE] for number in range(min(SAMPLE, count))]
        sample = sample if count > SAMPLE else list(container)
    else:
        step = max(1, count // SAMPLE)
        sample = [*islice(container, 0, None, step)]
        if isinstance(container, dict):
            sample += islice(container.values(), 0, None, step)
            count *= 2
    different = {id(item): item for item in sample}
    if len(different) <= 1 < count:
        # The same thing again and again.
        return 0
    size = sum(size_of(item, depth - 1) for item in different.values())
    return size * count // max(1, len(sample))


def _is_shared(value: object) -> bool:
    """Return whether Python has it only once, however often it is used."""
    return value is None or (type(value) is int and -6 < value < 257)
