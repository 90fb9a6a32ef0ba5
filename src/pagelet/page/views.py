"""An element's classes, style and attributes: collections over the live node, without a copy."""

import re
from collections.abc import Iterable, Iterator, MutableMapping, MutableSet
from difflib import get_close_matches
from typing import Any

from pagelet._callers import user_line
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet.errors import PageletError
from pagelet.page.names import attribute_name, python_name, style_name

# Attributes where HTML wants the word: draggable="false" is not the same as none.
_TRUE_OR_FALSE = re.compile("aria-|data-|contenteditable$|draggable$|spellcheck$")


class Classes(MutableSet[str]):
    """The element's classes, as a set."""

    __slots__ = ("_node",)

    def __init__(self, node: Node) -> None:
        self._node = node

    @classmethod
    def _from_iterable(cls, names: Iterable[str]) -> "set[str]":  # type: ignore[override]
        """Return what `|`, `&` and `-` give: a set of its own."""
        return set(names)

    def __contains__(self, name: object) -> bool:
        return bool(self._node.classList.contains(name))

    def __iter__(self) -> Iterator[str]:
        return iter([str(name) for name in self._node.classList])

    def __len__(self) -> int:
        return int(self._node.classList.length)

    def __repr__(self) -> str:
        return f"Classes({list(self)})"

    def add(self, name: str) -> None:
        """Give the element the class `name`."""
        self.update([name])

    def update(self, *names: Iterable[str]) -> None:
        """Give the element all these classes."""
        self._node.classList.add(*(_checked(name) for some in names for name in some))

    def discard(self, name: str) -> None:
        """Take the class `name` away if the element has it."""
        self._node.classList.remove(_checked(name))

    def clear(self) -> None:
        """Take all classes away."""
        self._node.removeAttribute("class")

    def toggle(self, name: str) -> bool:
        """Add the class `name`, or take it away if it is there; return whether it is there now."""
        return bool(self._node.classList.toggle(_checked(name)))


def _checked(name: str) -> str:
    if name and not re.search(r"\s", name):
        return name
    raise PageletError(
        f"{name!r} is not the name of a class.",
        where=user_line(),
        hint="A class is one word. For several, give a list: classes=['big', 'red'].",
    )


class Style(MutableMapping[str, Any]):
    """The element's own CSS, as a mapping: `style["background-color"] = "gold"`."""

    __slots__ = ("_node",)

    def __init__(self, node: Node) -> None:
        self._node = node

    def __getitem__(self, name: str) -> str:
        value = str(self._node.style.getPropertyValue(style_name(name)))
        if not value:
            raise KeyError(name)
        return value

    def __setitem__(self, name: str, value: object) -> None:
        """Set a property; None takes it away.

        Raises:
            PageletError: the browser does not know the property or the value.
        """
        css_name = style_name(name)
        if value is None:
            self._node.style.removeProperty(css_name)
            return
        text, important, _ = str(value).partition("!important")
        self._node.style.setProperty(css_name, text.strip(), "important" if important else "")
        # The browser ignores in silence what it does not know; a person would like to hear of it.
        if not host.window.CSS.supports(css_name, text.strip()):
            raise self._unknown(css_name, value)

    def __delitem__(self, name: str) -> None:
        if not self._node.style.removeProperty(style_name(name)):
            raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter([str(name) for name in self._node.style])

    def __len__(self) -> int:
        return int(self._node.style.length)

    def __repr__(self) -> str:
        return f"Style({dict(self)})"

    def _unknown(self, css_name: str, value: object) -> PageletError:
        known = {python_name(name).replace("_", "-") for name in dir(self._node.style)}
        near = get_close_matches(css_name, known, n=1)
        if near and css_name not in known:
            hint = f"There is '{near[0]}'."
        elif isinstance(value, (int, float)):
            hint = f"A number may need a unit: '{value}px'."
        else:
            hint = "Check the spelling of both; write one property and its value, without ';'."
        return PageletError(
            f"The browser does not understand the style '{css_name}: {value}'.",
            where=user_line(),
            hint=hint,
        )


class Attributes(MutableMapping[str, Any]):
    """The element's HTML attributes, as a mapping: `attributes["aria-label"] = "Close"`."""

    __slots__ = ("_node",)

    def __init__(self, node: Node) -> None:
        self._node = node

    def __getitem__(self, name: str) -> str:
        value = self._node.getAttribute(attribute_name(name))
        if not isinstance(value, str):
            raise KeyError(name)
        return value

    def __setitem__(self, name: str, value: object) -> None:
        """Set an attribute: True writes it without a value, False and None take it away.

        Where HTML wants the words (aria-..., data-..., draggable), True and False are written.
        """
        name = attribute_name(name)
        if isinstance(value, bool) and _TRUE_OR_FALSE.match(name):
            value = "true" if value else "false"
        if value is None or value is False:
            self._node.removeAttribute(name)
        else:
            self._node.setAttribute(name, "" if value is True else str(value))

    def __delitem__(self, name: str) -> None:
        if name not in self:
            raise KeyError(name)
        self._node.removeAttribute(attribute_name(name))

    def __contains__(self, name: object) -> bool:
        return bool(self._node.hasAttribute(attribute_name(str(name))))

    def __iter__(self) -> Iterator[str]:
        return iter([str(name) for name in self._node.getAttributeNames()])

    def __len__(self) -> int:
        return len(self._node.getAttributeNames())

    def __repr__(self) -> str:
        return f"Attributes({dict(self)})"
