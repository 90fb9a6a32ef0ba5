"""An element's `classList`, `style` and `dataset`: views of its attributes, without a copy."""
# ruff: noqa: N802 - these are the DOM's own names

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pagelet._host.memory.dom import ElementNode


class TokenList:
    """An element's `classList`."""

    def __init__(self, element: "ElementNode") -> None:
        self._element = element

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((self._element.getAttribute("class") or "").split()))

    @property
    def length(self) -> int:
        return len([*self])

    def contains(self, name: str) -> bool:
        return name in [*self]

    def add(self, *names: str) -> None:
        self._element.setAttribute("class", " ".join(dict.fromkeys([*self, *names])))

    def remove(self, *names: str) -> None:
        self._element.setAttribute("class", " ".join(kept for kept in self if kept not in names))

    def toggle(self, name: str, force: bool | None = None) -> bool:
        wanted = (not self.contains(name)) if force is None else force
        (self.add if wanted else self.remove)(name)
        return wanted


class StyleDeclaration:
    """An element's inline `style`."""

    def __init__(self, element: "ElementNode") -> None:
        self._element = element

    @property
    def cssText(self) -> str:
        return self._element.getAttribute("style") or ""

    @cssText.setter
    def cssText(self, text: str) -> None:
        self._element.setAttribute("style", text)

    @property
    def length(self) -> int:
        return len(self._declared())

    def item(self, index: int) -> str:
        return [*self._declared(), ""][index]

    def __iter__(self) -> Iterator[str]:
        return iter(self._declared())

    def getPropertyValue(self, name: str) -> str:
        return self._declared().get(name, "").removesuffix("!important").rstrip()

    def getPropertyPriority(self, name: str) -> str:
        return "important" if self._declared().get(name, "").endswith("!important") else ""

    def setProperty(self, name: str, value: str, priority: str = "") -> None:
        if not value:
            self.removeProperty(name)
        elif supports_style(name, value):
            suffix = " !important" if priority else ""
            self._store(self._declared() | {name: value + suffix})

    def removeProperty(self, name: str) -> str:
        before = self.getPropertyValue(name)
        self._store({key: value for key, value in self._declared().items() if key != name})
        return before

    def _declared(self) -> dict[str, str]:
        pairs = (part.partition(":") for part in self.cssText.split(";") if ":" in part)
        return {name.strip(): value.strip() for name, _, value in pairs}

    def _store(self, declared: dict[str, str]) -> None:
        self.cssText = " ".join(f"{name}: {value};" for name, value in declared.items())


def supports_style(name: str, value: str) -> bool:
    """Say whether `name: value` could be CSS; which ones exist, only a browser knows."""
    return bool(re.fullmatch(r"-{0,2}[a-zA-Z][\w-]*", name) and re.fullmatch(r"[^;{}]*\S", value))


class Dataset:
    """An element's `data-` attributes as attributes of an object."""

    _element: "ElementNode"

    def __init__(self, element: "ElementNode") -> None:
        object.__setattr__(self, "_element", element)

    def __getattr__(self, name: str) -> str:
        value = self._element.getAttribute(_data_name(name))
        if value is None:
            raise AttributeError(name)
        return str(value)

    def __setattr__(self, name: str, value: object) -> None:
        self._element.setAttribute(_data_name(name), str(value))

    def __delattr__(self, name: str) -> None:
        self._element.removeAttribute(_data_name(name))


def _data_name(name: str) -> str:
    return "data-" + re.sub("[A-Z]", lambda match: "-" + match.group().lower(), name)
