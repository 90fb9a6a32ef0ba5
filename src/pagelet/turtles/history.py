"""What turtles remember, to undo it."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

# What was done, and what undoes it: ("go", ...), ("turn", ...), ("pen", ...), or a group of them.
Entry: TypeAlias = tuple[Any, ...] | list[Any]


class Tbuffer:
    """The last actions of a turtle; older ones than `bufsize` are forgotten."""

    def __init__(self, bufsize: int = 10) -> None:
        self.bufsize = bufsize
        self._entries: deque[Entry] = deque(maxlen=bufsize)
        self._group: list[Any] | None = None

    def __repr__(self) -> str:
        return f"Tbuffer({self.nr_of_items()} of {self.bufsize})"

    def reset(self, bufsize: int | None = None) -> None:
        """Forget everything, and remember another number of actions from now on."""
        self.bufsize = self.bufsize if bufsize is None else bufsize
        self._entries = deque(maxlen=self.bufsize)
        self._group = None

    def push(self, item: Entry) -> None:
        """Remember an action."""
        if self._group is not None:
            self._group.append(item)
        else:
            self._entries.append(item)

    def pop(self) -> Entry | None:
        """Return the last action and forget it; None if there is none."""
        return self._entries.pop() if self._entries else None

    def drop(self, item: Entry) -> None:
        """Forget an action that was undone in another way."""
        if item in self._entries:
            self._entries.remove(item)

    def nr_of_items(self) -> int:
        """Return how many actions can be undone."""
        return len(self._entries)

    @contextmanager
    def group(self) -> Iterator[None]:
        """Remember all that is done within as one action."""
        if self._group is not None:
            yield
            return
        self._group = []
        self._entries.append(self._group)
        try:
            yield
        finally:
            self._group = None
