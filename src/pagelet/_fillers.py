"""Finds the variables that hold most of the memory, and empties them.

It looks into objects of the program while hardly any memory is left. So it never calls what the
program has written (`__len__`, `__setattr__`, ...), takes little time, and raises nothing.
"""

import contextlib
import math
import sys
import time
from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from types import FrameType, FunctionType, MemberDescriptorType, ModuleType
from typing import Any

from pagelet._places import is_of_a_library, is_of_user

MB = 1024 * 1024
# How many items of a container are looked at, among so many at its beginning, how many levels deep.
SAMPLE, AMONG, DEPTH = 20, 10_000, 3
# How long it may take to look for them, in seconds.
PATIENCE = 0.5

# What else is of one of these kinds is treated like the first of them that it is.
_CONTAINERS: tuple[type[Any], ...] = (
    list,
    tuple,
    OrderedDict,
    dict,
    set,
    frozenset,
    deque,
    str,
    bytes,
    bytearray,
)


class Filler:
    """A variable that holds much; `place` is where it can be replaced."""

    def __init__(self, name: str, value: object, size: int, place: Any, key: str) -> None:
        self.name, self.size = name, size
        self.kind = type(value).__name__
        self.items = _length(value)
        self._value, self._place, self._key = value, place, key

    def described(self) -> str:
        """Say in words what it is."""
        size = f"about {max(1, self.size // MB):,} MB"
        if self.items is None:
            return f"'{self.name}' ({self.kind}, {size})"
        what = "characters" if self.kind == "str" else "items"
        return f"'{self.name}' ({self.kind}, {self.items:,} {what}, {size})"

    def empty(self) -> None:
        """Let go of what it holds, as far as that is possible."""
        value, self._value = self._value, None
        kind = _container(value)
        if hasattr(kind, "clear"):
            # Not a bytearray that something else looks into.
            with contextlib.suppress(Exception):
                kind.clear(value)
        emptied = Emptied(self.kind)
        # Where it cannot be replaced, it stays.
        with contextlib.suppress(Exception):
            if isinstance(self._place, Mapping):
                self._place[self._key] = emptied  # type: ignore[index]
            else:
                # Whatever the class makes of setting an attribute.
                object.__setattr__(self._place, self._key, emptied)


class Emptied:
    """Stands where a variable held so much that memory was full."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __repr__(self) -> str:
        return f"<was emptied, since memory was full: {self._kind}>"


def largest(steps: Iterable[FrameType], least: float) -> list[Filler]:
    """Return what holds at least `least` bytes in the variables of `steps`, the largest first.

    Args:
        steps: the steps of the program, the innermost first.
        least: what is worth naming, in bytes.
    """
    until = time.monotonic() + PATIENCE
    found: list[Filler] = []
    seen: set[int] = set()
    for name, value, place, key in _variables(steps):
        if time.monotonic() > until:
            break
        if id(value) in seen:
            continue
        seen.add(id(value))
        try:
            size = size_of(value, until=until)
            if size >= least and not _is_of_a_library(value):
                found.append(Filler(name, value, size, place, key))
        except Exception:  # noqa: BLE001 - the program's objects may fail in any way
            continue
    return sorted(found, key=lambda filler: filler.size, reverse=True)


def _variables(steps: Iterable[FrameType]) -> Iterator[tuple[str, object, Any, str]]:
    """Yield the name, value, place and key of each variable, objects by what they hold."""
    looked_at: set[int] = set()
    for frame in steps:
        places: list[Any] = [frame.f_locals]
        known: set[int] = set()
        if not is_of_user(frame):
            # What a library keeps for itself is not touched, under no other name either.
            known = {id(value) for value in list(frame.f_globals.values())}
            if frame.f_locals is frame.f_globals:
                continue
        elif id(frame.f_globals) not in looked_at:
            looked_at.add(id(frame.f_globals))
            places.append(frame.f_globals)
        for place in places:
            for name, value in list(place.items()):
                if str(name).startswith("__") or id(value) in known:
                    continue
                inner = _attributes(value)
                if not inner:
                    yield name, value, place, name
                for key, held in inner:
                    yield f"{name}.{key}", held, value, key


def _attributes(value: object) -> list[tuple[str, object]]:
    """Return what an object of the program's own classes, or a module of its own, holds."""
    if issubclass(type(value), ModuleType):
        names = ModuleType.__getattribute__(value, "__dict__")
        if not _is_own(names) or names.get("__name__") == "__main__":
            return []
        return [item for item in list(names.items()) if not str(item[0]).startswith("__")]
    kind = type(value)
    module = sys.modules.get(str(kind.__module__))
    if module is None or issubclass(kind, type) or not _is_own(vars(module)):
        return []
    held: list[tuple[str, object]] = []
    # It may have slots instead, or what the program put there.
    with contextlib.suppress(Exception):
        held += list(object.__getattribute__(value, "__dict__").items())
    for base in kind.__mro__:
        for name, slot in list(vars(base).items()):
            if isinstance(slot, MemberDescriptorType):
                try:
                    held.append((name, slot.__get__(value)))
                except AttributeError:
                    continue
    return held


def _is_own(names: Mapping[str, Any]) -> bool:
    """Return whether a module, given by its variables, belongs to the program."""
    if names.get("__name__") == "__main__":
        return True
    file = names.get("__file__")
    return bool(file) and not is_of_a_library(str(file))


def _is_of_a_library(value: object) -> bool:
    """Return whether a module that is not the program's own has it as a variable."""
    for module in list(sys.modules.values()):
        if type(module) is not ModuleType or module.__name__ == "builtins":
            continue
        names = vars(module)
        if not _is_own(names) and any(held is value for held in list(names.values())):
            return True
    return False


def size_of(
    value: object,
    depth: int = DEPTH,
    *,
    until: float = math.inf,
    seen: set[int] | None = None,
) -> int:
    """Return about how many bytes `value` takes, with what it holds.

    Args:
        value: anything.
        depth: how many levels of what it holds are looked at.
        until: from then on (`time.monotonic`) nothing more is looked at.
        seen: what was counted already.
    """
    seen = set() if seen is None else seen
    if issubclass(type(value), (type, FrameType)) or _is_shared(value) or id(value) in seen:
        return 0
    seen.add(id(value))
    size = _own_size(value)
    if depth == 0 or time.monotonic() > until:
        return size
    kind = _container(value)
    if kind not in (None, str, bytes, bytearray):
        size += _size_of_items(value, kind, depth, until, seen)
    if type(value) is not kind:
        size += sum(
            size_of(inner, depth - 1, until=until, seen=seen) for _, inner in _attributes(value)
        )
    return size


def _own_size(value: object) -> int:
    """Return what it takes itself, by the first class that was not written in Python."""
    for base in type(value).__mro__:
        method = vars(base).get("__sizeof__")
        if method is not None and not isinstance(method, (FunctionType, property, classmethod)):
            return int(method(value))
    return 0


def _container(value: object) -> Any:
    return next((kind for kind in _CONTAINERS if issubclass(type(value), kind)), None)


def _length(value: object) -> int | None:
    """Return how many items it has, None if it has none or only the program can tell."""
    if kind := _container(value):
        return int(kind.__len__(value))
    try:
        method: Any = type(value).__len__  # type: ignore[attr-defined]
        return None if isinstance(method, FunctionType) else int(method(value))
    except Exception:  # noqa: BLE001 - it has none
        return None


def _size_of_items(container: Any, kind: Any, depth: int, until: float, seen: set[int]) -> int:
    """Return what the items take, judged by some of them."""
    count = kind.__len__(container)
    if kind in (list, tuple):
        places = range(count) if count <= SAMPLE else (count * n // SAMPLE for n in range(SAMPLE))
        sample = [kind.__getitem__(container, place) for place in places]
    else:
        step = max(1, min(count, AMONG) // SAMPLE)
        sample = [*islice(kind.__iter__(container), 0, AMONG, step)]
        if issubclass(kind, dict):
            sample += islice(kind.values(container), 0, AMONG, step)
            count *= 2
    different = {id(item): item for item in sample}
    size = sum(size_of(item, depth - 1, until=until, seen=seen) for item in different.values())
    if len(different) == len(sample):
        return int(size * count // max(1, len(sample)))
    if len(different) == 1:
        # The same thing again and again.
        return 0
    # Some of it is there several times: how much of the rest is, nobody knows.
    return int(size * count * len(different) // len(sample) ** 2)


def _is_shared(value: object) -> bool:
    """Return whether Python has it only once, however often it is used."""
    return value is None or (type(value) is int and -6 < value < 257)
