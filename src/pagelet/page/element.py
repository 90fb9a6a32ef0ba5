"""Elements of the page."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, overload

from pagelet._handlers import attach
from pagelet._host.contract import Node, Stop
from pagelet.page.names import property_name, python_name
from pagelet.page.search import select, select_one
from pagelet.page.views import Attributes, Classes, Style

# What a person changes by using the page. There the attribute is only the value at the start, so
# these are set as properties, and after all else: a slider needs its range before its value.
LIVE = frozenset({"value", "checked", "selected", "indeterminate", "muted"})


class Element:
    """One element of the page.

    What is not listed here goes to the DOM node, in Python's spelling: `element.value`,
    `element.scroll_into_view()`, `element.next_element_sibling`.
    """

    __slots__ = ("__weakref__", "node")

    node: Node
    """The DOM node itself."""

    def __init__(self, node: Node) -> None:
        object.__setattr__(self, "node", to_dom(node))

    # Text and structure

    @property
    def text(self) -> str:
        """The text in the element; setting it replaces all its children."""
        return str(self.node.textContent)

    @text.setter
    def text(self, value: object) -> None:
        self.node.textContent = "" if value is None else str(value)

    @property
    def html(self) -> str:
        """The HTML in the element; set it only to HTML that you trust."""
        return str(self.node.innerHTML)

    @html.setter
    def html(self, value: object) -> None:
        self.node.innerHTML = "" if value is None else str(value)

    @property
    def id(self) -> str:
        """The element's id, or ''."""
        return str(self.node.id)

    @id.setter
    def id(self, value: str) -> None:
        self.node.id = value

    @property
    def classes(self) -> Classes:
        """The element's classes, as a live set; may be set to a list of names."""
        return Classes(self.node)

    @classes.setter
    def classes(self, names: Iterable[str]) -> None:
        wanted = names.split() if isinstance(names, str) else list(names)
        self.classes.clear()
        self.classes.update(wanted)

    @property
    def style(self) -> Style:
        """The element's own CSS, as a live mapping; may be set to a dict."""
        return Style(self.node)

    @style.setter
    def style(self, properties: Mapping[str, object]) -> None:
        self.node.removeAttribute("style")
        self.style.update(properties)

    @property
    def attributes(self) -> Attributes:
        """The element's HTML attributes, as a live mapping."""
        return Attributes(self.node)

    @property
    def children(self) -> "Children":
        """The elements directly inside this one, live."""
        return Children(self.node)

    @property
    def parent(self) -> "Element | None":
        """The element around this one, or None."""
        parent: Element | None = from_dom(self.node.parentElement)
        return parent

    def find(self, css: str) -> "Elements":
        """Return all elements inside this one that match the CSS selector, maybe none."""
        return Elements(select(self.node, css))

    def find_one(self, css: str) -> "Element":
        """Return the only element inside this one that matches the CSS selector.

        Raises NoMatchError or ManyMatchesError; use find() when none or many are fine.
        """
        return Element(select_one(self.node, css))

    # Changing

    def append(self, *items: object) -> None:
        """Put items at the end: elements, lists of them; anything else as text, never as HTML."""
        self.node.append(*nodes_of(items))

    def prepend(self, *items: object) -> None:
        """Put items at the beginning."""
        self.node.prepend(*nodes_of(items))

    def before(self, *items: object) -> None:
        """Put items before this element."""
        self.node.before(*nodes_of(items))

    def after(self, *items: object) -> None:
        """Put items after this element."""
        self.node.after(*nodes_of(items))

    def replace(self, *items: object) -> None:
        """Put items in the place of this element."""
        self.node.replaceWith(*nodes_of(items))

    def remove(self) -> None:
        """Take this element off the page."""
        self.node.remove()

    def clear(self) -> None:
        """Remove everything in this element."""
        self.node.replaceChildren()

    def on(self, event: str, handler: Callable[..., object], **options: object) -> Stop:
        """Call `handler` when `event` happens here; return the function that undoes it.

        `handler` and `options` are the same as for `when`.
        """
        return attach([self.node], event, handler, options)

    def update(self, **settings: object) -> None:
        """Set several things at once, by the keywords that `page.create` takes."""
        for name in sorted(settings, key=LIVE.__contains__):
            self._set(name, settings[name])

    def _set(self, name: str, value: Any) -> None:
        if name in ("text", "html"):
            setattr(self, name, value)
        elif name in ("classes", "class_"):
            self.classes = value or ()
        elif name == "style" and isinstance(value, Mapping):
            self.style.update(value)
        elif name.startswith("on_") or (name.startswith("on") and callable(value)):
            self.on(name[2:].removeprefix("_").replace("_", "-"), value)
        elif name in LIVE and hasattr(self.node, name):
            setattr(self, name, value)
        elif "_" not in name.rstrip("_") or name.startswith(("aria_", "data_")):
            self.attributes[name] = value
        else:
            self._set_compound(name, value)

    def _set_compound(self, name: str, value: object) -> None:
        """Set `read_only`, `http_equiv`, `stroke_width`, `view_box`."""
        property_ = property_name(name)
        if not hasattr(self.node, property_):
            self.attributes[name] = value
        elif hasattr(self.node, "ownerSVGElement"):
            # SVG's properties are read-only objects; its attributes have the same names.
            self.attributes[property_] = value
        else:
            setattr(self, name, value)

    # What the DOM has besides

    def __getattr__(self, name: str) -> Any:
        """Return what the DOM node has under this name."""
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            value = getattr(self.node, property_name(name))
        except AttributeError:
            raise self._no_attribute(name) from None
        return from_dom(value)

    def __setattr__(self, name: str, value: object) -> None:
        """Set what the DOM node has under this name."""
        if name.startswith("_") or hasattr(type(self), name):
            object.__setattr__(self, name, value)
            return
        property_ = property_name(name)
        if not hasattr(self.node, property_):
            raise self._no_attribute(name)
        if value is None and isinstance(getattr(self.node, property_), str):
            value = ""
        setattr(self.node, property_, to_dom(value))

    def _no_attribute(self, name: str) -> AttributeError:
        if name.startswith("on_"):
            advice = f"Write element.on('{name[3:]}', function)."
        else:
            known = {python_name(known) for known in (*dir(self.node), *dir(type(self)))}
            near = get_close_matches(name, known, n=1)
            advice = (
                f"Did you mean '{near[0]}'?"
                if near
                else f"For an HTML attribute, write element.attributes['{name}']."
            )
        return AttributeError(f"{self!r} has no '{name}'. {advice}")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Element):
            return NotImplemented
        return bool(self.node == other.node)

    def __hash__(self) -> int:
        # Two proxies of one node are equal but cannot be hashed; they share this number.
        return hash(getattr(self.node, "js_id", id(self.node)))

    def __repr__(self) -> str:
        names = [f"#{self.id}"] if self.id else []
        names += [f".{name}" for name in self.classes]
        return f"<Element {self.node.localName}{''.join(names)}>"


class Elements(Sequence[Element]):
    """Some elements, in document order."""

    def __init__(self, items: Iterable[Any] = ()) -> None:
        self._items = [to_dom(item) for item in items] if isinstance(items, list) else items

    def _nodes(self) -> Any:
        return self._items

    def _wrap(self, node: Node) -> Element:
        return Element(node)

    @overload
    def __getitem__(self, index: int) -> Element: ...
    @overload
    def __getitem__(self, index: slice) -> "Elements": ...
    def __getitem__(self, index: int | slice) -> "Element | Elements":
        """Return one element, or some."""
        nodes = self._nodes()
        if isinstance(index, slice):
            return Elements(list(nodes)[index])
        position = index if index >= 0 else index + len(nodes)
        if not 0 <= position < len(nodes):
            raise IndexError(f"There is no element {index}: there are {len(nodes)}.")
        return self._wrap(nodes[position])

    def __len__(self) -> int:
        return len(self._nodes())

    def __iter__(self) -> Iterator[Element]:
        # What is there now: the loop may remove elements.
        return iter([self._wrap(node) for node in self._nodes()])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)})"

    def find(self, css: str) -> "Elements":
        """Return all elements inside these that match the CSS selector, each once."""
        found = dict.fromkeys(match for element in self for match in element.find(css))
        return Elements(list(found))

    def on(self, event: str, handler: Callable[..., object], **options: object) -> Stop:
        """Call `handler` when `event` happens at any of these; return what undoes it."""
        return attach(list(self._nodes()), event, handler, options)

    def update(self, **settings: object) -> None:
        """Set several things at once on each, by the keywords that `page.create` takes."""
        for element in self:
            element.update(**settings)


class Children(Elements):
    """The elements directly inside an element; what is asked is always the page as it is."""

    def __init__(self, parent: Node) -> None:
        super().__init__()
        self._parent = parent

    def _nodes(self) -> Any:
        return self._parent.children


def nodes_of(items: Iterable[object]) -> Iterator[Node]:
    """Yield DOM nodes and texts: what the DOM's `append` takes. None is left out."""
    for item in items:
        if isinstance(item, Element):
            yield item.node
        elif isinstance(item, (Elements, list, tuple, Generator)):
            yield from nodes_of(item)
        elif hasattr(item, "nodeType"):
            yield item
        elif item is not None:
            yield str(item)


def to_dom(value: Any) -> Any:
    """Return the DOM node of an element, and other values as they are."""
    return value.node if isinstance(value, Element) else value


def from_dom(value: Any) -> Any:
    """Return what the DOM gave as Python wants it: elements wrapped, null as None.

    Methods are wrapped, too: `element.closest("form")` gives an Element.
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if type(value).__name__ == "JsNull":
        return None
    if getattr(value, "nodeType", 0) == 1:
        return Element(value)
    return _method(value) if callable(value) else value


def _method(function: Callable[..., Any]) -> Callable[..., Any]:
    def method(*args: object, **options: object) -> Any:
        # Named arguments become JavaScript's object of options.
        named = {property_name(name): to_dom(value) for name, value in options.items()}
        return from_dom(function(*(to_dom(arg) for arg in args), **named))

    return method
