"""An element's classes and style as PyScript's pages expect them, without a copy."""

from collections.abc import Iterable
from typing import Any

from pagelet._host import host
from pagelet.errors import PageletError
from pagelet.page.views import Classes as _Classes
from pagelet.page.views import Style as _Style


class Classes(_Classes):
    """The element's classes, as a set; `add("big red")` adds both."""

    __slots__ = ()

    def __init__(self, node: Any) -> None:
        super().__init__(getattr(node, "node", node))

    def update(self, *names: Iterable[str]) -> None:
        """Give the element all these classes."""
        super().update([word for some in names for word in _words(some)])

    def add(self, name: Any) -> None:
        """Give the element a class, or several: a text with spaces, or a list."""
        self.update(name)

    def discard(self, name: Any) -> None:
        """Take a class away, or several."""
        for word in _words(name):
            super().discard(word)

    def remove(self, name: Any) -> None:
        """Take a class away, or several; the console is told of those that are not there."""
        for word in _words(name):
            if word not in self:
                host.log("warn", f"The element has no class '{word}' that could be removed.")
            super().discard(word)

    def __repr__(self) -> str:
        return repr(set(self))


def _words(names: Any) -> list[str]:
    return names.split() if isinstance(names, str) else [w for n in names for w in str(n).split()]


class Style(_Style):
    """The element's own CSS, as a mapping; what the browser does not know goes to the console."""

    __slots__ = ()

    def __init__(self, node: Any) -> None:
        super().__init__(getattr(node, "node", node))

    def __setitem__(self, name: str, value: object) -> None:
        try:
            super().__setitem__(name, value)
        except PageletError as error:
            # As in PyScript, where such a line has no effect: the page goes on.
            host.log("warn", str(error))

    def __repr__(self) -> str:
        return repr(dict(self))
