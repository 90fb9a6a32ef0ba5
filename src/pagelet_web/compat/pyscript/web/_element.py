"""The elements of a page: PyScript's names over `pagelet.page`."""

import functools
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

import js
from pyodide.ffi import create_proxy

from pagelet._host import host
from pagelet.page.element import Element as _Element
from pagelet.page.element import Elements as _Elements
from pagelet.page.element import nodes_of
from pagelet.page.search import select
from pyscript.events import Event
from pyscript.ffi import is_none

from ._views import Classes, Style

PROPERTIES = {"for": "htmlFor", "class": "className"}
# Events that elements have without a property of the name `onEVENT`.
EVENTS = frozenset(
    {"focusin", "focusout", "touchstart", "touchmove", "touchend", "touchcancel"}
    | {"compositionstart", "compositionupdate", "compositionend", "DOMContentLoaded"}
    | {"DOMActivate", "fullscreenchange", "fullscreenerror", "DOMMouseScroll", "toggle"}
    | {"textInput", "gesturestart", "gesturechange", "gestureend", "webkitfullscreenchange"}
)


@functools.cache
def _events() -> Any:
    """The events of each node, however often it is found: JavaScript forgets them with the node."""
    return js.WeakMap.new()


class Element(_Element):
    """An element of the page, or a new one.

    What is not listed here are the DOM's own properties and methods: `element.innerHTML`.

    Args:
        dom_element: the node to wrap; without it a new one is made.
        classes: its classes: a text, or a list of texts.
        style: its CSS, as a dict.
        attrs: DOM properties; `on_click=function` listens.
    """

    element_classes_by_tag_name: ClassVar[dict[str, type["Element"]]] = {}

    def __init__(
        self,
        dom_element: Any = None,
        classes: str | Iterable[str] | None = None,
        style: Mapping[str, object] | None = None,
        **attrs: Any,
    ) -> None:
        if dom_element is None:
            dom_element = js.document.createElement(type(self).get_tag_name())
        super().__init__(dom_element)
        Element.update(self, classes, style, **attrs)

    @classmethod
    def get_tag_name(cls) -> str:
        """Return the tag that this class is for."""
        return cls.__name__.replace("_", "")

    @classmethod
    def register_element_classes(cls, element_classes: Iterable[type["Element"]]) -> None:
        """Use these classes for elements with their tags from now on."""
        for element_class in element_classes:
            Element.element_classes_by_tag_name[element_class.get_tag_name()] = element_class

    @classmethod
    def unregister_element_classes(cls, element_classes: Iterable[type["Element"]]) -> None:
        """Use these classes no more."""
        for element_class in element_classes:
            Element.element_classes_by_tag_name.pop(element_class.get_tag_name(), None)

    @classmethod
    def wrap_dom_element(cls, dom_element: Any) -> "Element":
        """Return the node as an object of the class for its tag."""
        tag = str(dom_element.tagName).lower()
        default = Element if tag in VOID else ContainerElement
        element_class = Element.element_classes_by_tag_name.get(tag, default)
        return element_class(dom_element=dom_element)

    @property
    def _dom_element(self) -> Any:
        return self.node

    # What is inside and around

    def __getitem__(self, key: Any) -> Any:
        """Return a child by its number, some children, or what inside has this id (or None)."""
        if isinstance(key, str):
            found = host.query(self.node, f"#{js.CSS.escape(key.removeprefix('#'))}")
            return None if found is None or is_none(found) else Element.wrap_dom_element(found)
        if isinstance(key, (int, slice)):
            return self.children[key]
        raise TypeError(
            f"An element has its children by number, [0] or [0:2], and what is inside it by id, "
            f"['id']; not by {type(key).__name__}."
        )

    @property
    def children(self) -> "ElementCollection":  # type: ignore[override]
        """The elements directly inside this one, live."""
        return _Children(self.node)

    @property
    def parent(self) -> "Element | None":
        """The element around this one, or None."""
        parent = self.node.parentElement
        return None if is_none(parent) else Element.wrap_dom_element(parent)

    @property
    def attributes(self) -> Any:
        """The element's attributes, as the DOM has them."""
        return self.node.attributes

    def find(self, selector: str) -> "ElementCollection":
        """Return all elements inside this one that match the CSS selector, maybe none."""
        return ElementCollection(select(self.node, selector))

    # Changing

    @property
    def classes(self) -> Classes:
        """The element's classes, as a live set."""
        return Classes(self.node)

    @classes.setter
    def classes(self, names: str | Iterable[str]) -> None:
        self.classes.clear()
        self.classes.update(names)

    @property
    def style(self) -> Style:
        """The element's own CSS, as a live mapping."""
        return Style(self.node)

    @style.setter
    def style(self, properties: Mapping[str, object]) -> None:
        self.node.removeAttribute("style")
        self.style.update(properties)

    def append(self, *items: Any) -> None:
        """Put items at the end: elements, lists of them; texts and numbers as text.

        Raises:
            TypeError: an item is neither.
        """
        self.node.append(*nodes_of(_appendable(items)))

    def clone(self, clone_id: str | None = None) -> "Element":
        """Return a copy of the element with all that is in it.

        It has the id `clone_id`, or none: an id is for one element.
        """
        copy = Element.wrap_dom_element(self.node.cloneNode(True))
        if clone_id is None:
            copy.node.removeAttribute("id")
        else:
            copy.node.id = clone_id
        return copy

    def show_me(self) -> None:
        """Scroll the page so that the element is seen."""
        self.node.scrollIntoView()

    def update(  # type: ignore[override]
        self,
        classes: str | Iterable[str] | None = None,
        style: Mapping[str, object] | None = None,
        **attrs: Any,
    ) -> None:
        """Add classes, set styles and DOM properties, all at once."""
        if classes:
            self.classes.update(classes)
        if style:
            self.style.update(style)
        for name, value in attrs.items():
            setattr(self, name, value)

    # What the DOM has besides

    def get_event(self, name: str) -> Event:
        """Return the event of this element with the name `on_...`; it is always the same one.

        Raises:
            ValueError: such an element has no such event.
        """
        event_name = name.removeprefix("on_")
        node = self.node
        stored = _events().get(node)
        known = {} if is_none(stored) else stored.unwrap()
        if is_none(stored):
            _events().set(node, create_proxy(known))
        if event_name in known:
            existing: Event = known[event_name]
            return existing
        if not _has_event(node, event_name):
            raise ValueError(f"Element has no '{event_name}' event.")
        event = Event()
        known[event_name] = event
        _Element(node).on(event_name, lambda happened: event.trigger(happened))
        return event

    def __getattr__(self, name: str) -> Any:
        """Return what the DOM node has under this name."""
        if name.startswith("on_"):
            return self.get_event(name)
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return getattr(self.node, _property(name))
        except AttributeError:
            return super().__getattr__(name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Set what the DOM node has under this name; `on_click = function` listens."""
        if name.startswith("_") or hasattr(type(self), name):
            object.__setattr__(self, name, value)
        elif name.startswith("on_"):
            self.get_event(name).add_listener(value)
        elif name.startswith(("aria_", "data_")):
            self.node.setAttribute(name.replace("_", "-"), str(value))
        else:
            setattr(self.node, _property(name), getattr(value, "node", value))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Element):
            return NotImplemented
        return bool(self.node == other.node)

    def __hash__(self) -> int:
        return super().__hash__()


class ContainerElement(Element):
    """An element that others may stand in: `div("Hello ", strong("you"))`.

    Texts among its children are HTML; `append` takes texts as they are.
    """

    def __init__(
        self,
        *args: Any,
        dom_element: Any = None,
        children: Iterable[Any] | None = None,
        classes: str | Iterable[str] | None = None,
        style: Mapping[str, object] | None = None,
        **attrs: Any,
    ) -> None:
        super().__init__(dom_element=dom_element, classes=classes, style=style, **attrs)
        for child in (*args, *(children or ())):
            if isinstance(child, (_Element, _Elements)) or hasattr(child, "nodeType"):
                self.append(child)
            else:
                self.node.insertAdjacentHTML("beforeend", str(child))

    def __iter__(self) -> Any:
        return iter(self.children)


VOID = frozenset(
    "area base br col embed hr img input link source track".split()  # noqa: SIM905
)


class ElementCollection(_Elements):
    """Some elements, in document order."""

    def _wrap(self, node: Any) -> Element:
        return Element.wrap_dom_element(node)

    @property
    def elements(self) -> list[Element]:
        """The elements, as a list."""
        return list(self)  # type: ignore[arg-type]

    def __getitem__(self, key: Any) -> Any:
        """Return one element by its number, some, or the one with this id (or None)."""
        if isinstance(key, str):
            wanted = key.removeprefix("#")
            return next((element for element in self if element.id == wanted), None)
        if isinstance(key, slice):
            return ElementCollection(list(self._nodes())[key])
        if isinstance(key, int):
            return super().__getitem__(key)
        raise TypeError(
            f"A collection has its elements by number, [0] or [0:2], or by id, ['id']; "
            f"not by {type(key).__name__}."
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Elements):
            return NotImplemented
        return list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"ElementCollection (length: {len(self)}) {self.elements}"

    def find(self, selector: str) -> "ElementCollection":
        """Return all elements inside these that match the CSS selector, each once."""
        found = dict.fromkeys(match for element in self for match in element.find(selector))
        return ElementCollection(list(found))

    def update_all(
        self,
        classes: str | Iterable[str] | None = None,
        style: Mapping[str, object] | None = None,
        **attrs: Any,
    ) -> None:
        """Add classes, set styles and DOM properties on each."""
        for element in self:
            element.update(classes=classes, style=style, **attrs)


class _Children(ElementCollection):
    def __init__(self, parent: Any) -> None:
        super().__init__()
        self._parent = parent

    def _nodes(self) -> Any:
        return self._parent.children


def _property(name: str) -> str:
    name = name.removesuffix("_")
    return PROPERTIES.get(name, name)


def _has_event(node: Any, name: str) -> bool:
    return (
        hasattr(node, f"on{name}")
        or hasattr(node, name)
        or name in EVENTS
        # Elements of one's own have events of their own.
        or "-" in str(node.localName)
    )


def _appendable(items: Iterable[Any]) -> Iterable[Any]:
    for item in items:
        if isinstance(item, (_Element, str, int, float, bool)) or hasattr(item, "nodeType"):
            yield item
        elif isinstance(item, (list, tuple, _Elements)):
            yield from _appendable(item)
        elif hasattr(item, "length"):
            yield from _appendable([item[index] for index in range(int(item.length))])
        else:
            raise TypeError(
                f"Element '{item}' of type {type(item).__name__} cannot be appended: "
                "give an element, a list of them, a text or a number."
            )


__all__ = ["VOID", "ContainerElement", "Element", "ElementCollection"]
