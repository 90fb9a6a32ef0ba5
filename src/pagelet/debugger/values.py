"""Shows values of a program that stands: short, whatever they are, and never by an error."""

import itertools
import reprlib
import types
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any, TypeAlias

# What a part is called, and the part.
Part: TypeAlias = tuple[str, object]

LONGEST = 120
MOST_PARTS = 50

_PLAIN = (str, bytes, bytearray, int, float, complex, bool, type(None), type, range)
_CODE = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType)


class _Short(reprlib.Repr):
    """Cuts what is long before it is made into text, where that can be."""

    def __init__(self) -> None:
        super().__init__()
        self.maxlevel = 3
        self.maxtuple = self.maxlist = self.maxset = self.maxfrozenset = self.maxdeque = 8
        self.maxarray = self.maxdict = 6
        self.maxstring = self.maxother = 80
        self.maxlong = 60

    def repr_instance(self, x: Any, level: int) -> str:
        if getattr(type(x), "__repr__", None) is not object.__repr__:
            return _cut(repr(x), self.maxother)
        # Where the object lies in memory tells nothing; what it holds does.
        held = "" if level <= 0 else self._held(x, level - 1)
        return _cut(f"<{kind(x)}{held}>", self.maxother)

    def _held(self, x: Any, level: int) -> str:
        first = itertools.islice(_attributes(x), self.maxdict)
        return "".join(f" {name}={self.repr1(value, level)}" for name, value in first)

    def repr_str(self, x: str, level: int) -> str:
        # The beginning tells more than the end.
        return repr(x) if len(x) <= self.maxstring else repr(x[: self.maxstring])[:-1] + "…'"

    def repr_int(self, x: int, level: int) -> str:
        try:
            return super().repr_int(x, level)
        except ValueError:  # too many digits for Python to write them
            return f"<a number of {x.bit_length():,} bits>"


_short = _Short()


def short(value: object) -> str:
    """Return `repr(value)` in one line of at most LONGEST characters."""
    try:
        text = _short.repr(value)
    except Exception as error:  # noqa: BLE001 - the user's own __repr__ may fail in any way
        return f"<{kind(value)}; its repr fails: {_name(type(error))}>"
    return _cut(" ".join(text.split("\n")), LONGEST)


def kind(value: object) -> str:
    """Return the name of the value's type."""
    return _name(type(value))


def _name(kind: type) -> str:
    return str(kind.__name__)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def is_definition(value: object) -> bool:
    """Return whether `value` is a function, class or module: what a program is made of."""
    return isinstance(value, (type, *_CODE))


def has_parts(value: object) -> bool:
    """Return whether there is something inside `value` to look at."""
    try:
        return next(_parts(value), None) is not None
    except Exception:  # noqa: BLE001 - a value that cannot be looked into is shown as a whole
        return False


def parts(value: object) -> tuple[list[Part], int]:
    """Return the first parts of `value`, and how many more there are."""
    first: list[Part] = []
    try:
        found = _parts(value)
        first.extend(itertools.islice(found, MOST_PARTS))
        return first, sum(1 for _ in found) if len(first) == MOST_PARTS else 0
    except Exception:  # noqa: BLE001 - what could be had is shown
        return first, 0


def _parts(value: object) -> Iterator[Part]:
    if isinstance(value, _PLAIN + _CODE):
        return iter(())
    if isinstance(value, Mapping):
        return ((short(key), value[key]) for key in value)
    if isinstance(value, Set):
        return (("", item) for item in value)
    # Not every sequence of an object's class can be trusted, but these of Python's own can.
    if isinstance(value, Sequence):
        named = getattr(type(value), "_fields", None)
        names = itertools.chain(named or (), map(str, itertools.count(len(named or ()))))
        return zip(map(str, names), value, strict=False)
    return _attributes(value)


def _attributes(value: object) -> Iterator[Part]:
    """Yield what the object itself holds; properties are not asked, since they may compute."""
    for name, held in dict(getattr(value, "__dict__", None) or {}).items():
        yield str(name), held
    for cls in type(value).__mro__:
        slots = cls.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else tuple(slots):
            if name not in ("__dict__", "__weakref__") and hasattr(value, name):
                yield str(name), getattr(value, name)
