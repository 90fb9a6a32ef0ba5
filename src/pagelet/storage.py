"""A dictionary that is still there when the page is opened again.

It stands in the browser's own database, in the format of PyScript's storage: what such a page has
stored is found here, and the other way round.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeVar

from pagelet import flatted
from pagelet._host import host
from pagelet._host.contract import Entries

_MISSING = object()


class Storage(dict[Any, Any]):
    """A dictionary whose changes are written to the browser's database, in the background.

    Values may be None, texts, numbers, lists, tuples (they come back as lists) and dictionaries of
    these; or a bytearray or memoryview by itself. What is changed inside a value is written when
    the value is assigned again.
    """

    def __init__(self, entries: Entries) -> None:
        super().__init__((key, from_text(text)) for key, text in entries.items())
        self._entries = entries

    def __setitem__(self, key: Any, value: Any) -> None:
        self._entries.set(key, to_text(value))
        super().__setitem__(key, value)

    def __delitem__(self, key: Any) -> None:
        super().__delitem__(key)
        self._entries.delete(key)

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()
        super().clear()

    def pop(self, key: Any, default: Any = _MISSING) -> Any:
        """Forget `key` and return its value, or `default`; without one, KeyError."""
        if key not in self and default is not _MISSING:
            return default
        value = self[key]
        del self[key]
        return value

    def popitem(self) -> tuple[Any, Any]:
        """Forget the newest entry and return it."""
        if not self:
            raise KeyError("popitem(): the storage is empty")
        key = next(reversed(self))
        return key, self.pop(key)

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """Return the value of `key`; if there is none, it becomes `default`."""
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *others: Any, **named: Any) -> None:
        """Take over the entries of a dictionary, of pairs, of named arguments."""
        for key, value in dict(*others, **named).items():
            self[key] = value

    def __ior__(self, other: Mapping[Any, Any] | Iterable[tuple[Any, Any]]) -> Self:  # type: ignore[override,misc]
        self.update(other)
        return self

    async def sync(self) -> None:
        """Return when everything is written.

        Raises:
            OSError: the browser did not take it: no room, or no storage allowed here.
        """
        await self._entries.sync()


AnyStorage = TypeVar("AnyStorage", bound=Storage)


async def storage(name: str = "", storage_class: type[AnyStorage] = Storage) -> AnyStorage:  # type: ignore[assignment]
    """Return the storage with this name, as it was left.

    Raises:
        ValueError: the name is empty.
        OSError: the browser allows this page no storage.
    """
    if not name:
        raise ValueError("Storage name must be a non-empty string")
    return storage_class(await host.open_entries(f"IDBMap/@pyscript/{name}"))


def to_text(value: object) -> str:
    """Return how `value` is written.

    Raises:
        TypeError: it cannot be written.
    """
    if value is None or type(value).__name__ == "JsNull":
        return flatted.stringify(["null", 0])
    if isinstance(value, (bool, int, float, str, list, tuple, dict)):
        return flatted.stringify(["generic", value])
    if isinstance(value, (bytearray, memoryview)):
        return flatted.stringify([type(value).__name__, list(bytes(value))])
    raise TypeError(
        f"Cannot serialize type {type(value).__name__} for storage. "
        + (
            "Write bytearray(...) around it."
            if isinstance(value, bytes)
            else "It takes None, text, numbers, lists and dictionaries of these, or a bytearray."
        )
    )


def from_text(text: str) -> Any:
    """Return the value that was written as `text`; what nobody of us wrote comes as it is."""
    try:
        kind, data = flatted.parse(text)
    except (ValueError, TypeError):
        return text
    if kind == "null":
        return None
    if kind == "bytearray":
        return bytearray(data)
    if kind == "memoryview":
        return memoryview(bytearray(data))
    return data if kind == "generic" else text
