"""A document without a browser: nodes in Python with the DOM's own attribute names.

    EventTarget <- Node <- Text, Comment
                        <- ParentNode <- ElementNode, Document
                <- Window

State that the DOM keeps in attributes (id, class, style, dataset) is kept there only.
"""
# ruff: noqa: N802, N815 - these are the DOM's own names

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from pagelet._host.memory.css import compile_selector
from pagelet._host.memory.events import Event, EventTarget
from pagelet._host.memory.html import VOID_TAGS, parse_html, start_tag
from pagelet._host.memory.nodes import DOCUMENT, ELEMENT, Comment, Node, Text
from pagelet._host.memory.views import Dataset, StyleDeclaration, TokenList, supports_style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ADDRESS = "http://memory.invalid/"
SVG_NAMESPACE = "http://www.w3.org/2000/svg"
HTML_NAMESPACE = "http://www.w3.org/1999/xhtml"

# Elements whose end tag may be left out before the next of the same kind.
_CLOSED_BY_THE_NEXT = frozenset({"li", "option", "p", "td", "th", "tr", "dt", "dd"})
_FORM_FIELDS = frozenset({"button", "fieldset", "input", "option", "select", "textarea"})
_STRING_PROPERTIES = {
    name: name.lower()
    for name in (
        *("id", "title", "lang", "dir", "name", "type", "href", "src", "alt", "rel"),
        *("target", "action", "method", "placeholder", "min", "max", "step", "pattern"),
    )
} | {"className": "class", "htmlFor": "for"}
_BOOLEAN_PROPERTIES = {
    name: name.lower()
    for name in ("hidden", "disabled", "required", "readOnly", "multiple", "open", "autofocus")
}

# Properties of SVG that are objects; only that they are there matters.
_SVG_PROPERTIES = frozenset({"ownerSVGElement", "viewBox", "preserveAspectRatio", "textLength"})


class ParentNode(Node):
    """A node with children."""

    def __init__(self) -> None:
        super().__init__()
        self.childNodes: list[Any] = []

    @property
    def children(self) -> "list[ElementNode]":
        return [node for node in self.childNodes if isinstance(node, ElementNode)]

    @property
    def firstChild(self) -> Node | None:
        return next(iter(self.childNodes), None)

    @property
    def lastChild(self) -> Node | None:
        return next(iter(self.childNodes[::-1]), None)

    @property
    def childElementCount(self) -> int:
        return len(self.children)

    @property
    def firstElementChild(self) -> "ElementNode | None":
        return next(iter(self.children), None)

    @property
    def lastElementChild(self) -> "ElementNode | None":
        return next(iter(self.children[::-1]), None)

    @property
    def textContent(self) -> str:
        parts = (node.textContent for node in self.childNodes if not isinstance(node, Comment))
        return "".join(parts)

    @textContent.setter
    def textContent(self, text: str) -> None:
        self.replaceChildren(*([text] if text else []))

    @property
    def innerHTML(self) -> str:
        return "".join(node.outerHTML for node in self.childNodes)

    @innerHTML.setter
    def innerHTML(self, html: str) -> None:
        self.replaceChildren(*_parsed(html))

    def append(self, *items: Node | str) -> None:
        self._insert(items, None)

    def appendChild(self, node: Node) -> Node:
        self._insert((node,), None)
        return node

    def prepend(self, *items: Node | str) -> None:
        self._insert(items, next((node for node in self.childNodes if node not in items), None))

    def replaceChildren(self, *items: Node | str) -> None:
        for node in [*self.childNodes]:
            node.remove()
        self._insert(items, None)

    def querySelectorAll(self, selector: str) -> "list[ElementNode]":
        test = compile_selector(selector)
        return [element for element in self._descendants() if test(element, self)]

    def querySelector(self, selector: str) -> "ElementNode | None":
        test = compile_selector(selector)
        return next((element for element in self._descendants() if test(element, self)), None)

    def _descendants(self) -> "Iterator[ElementNode]":
        for child in self.children:
            yield child
            yield from child._descendants()

    def _insert(self, items: tuple[Node | str, ...], following: Node | None) -> None:
        nodes = [item if isinstance(item, Node) else Text(str(item)) for item in items]
        for node in nodes:
            if node.contains(self):
                raise ValueError("The new child element contains the parent.")
        for node in nodes:
            node.remove()
        end = len(self.childNodes)
        index = end if following is None else self.childNodes.index(following)
        self.childNodes[index:index] = nodes
        for node in nodes:
            node.parentNode = self


class ElementNode(ParentNode):
    """An element."""

    nodeType = ELEMENT

    def __init__(self, tag: str, namespace: str = HTML_NAMESPACE) -> None:
        super().__init__()
        self.localName, self.namespaceURI = tag, namespace
        self.tagName = self.nodeName = tag.upper() if namespace == HTML_NAMESPACE else tag
        self._attributes: dict[str, str] = {}
        # What a person typed or ticked; until then a form field shows its attributes.
        self._value: str | None = None
        self._checked: bool | None = None
        self.scrollTop = self.scrollLeft = self.tabIndex = 0

    def __getattr__(self, name: str) -> Any:
        if name in _STRING_PROPERTIES:
            return self.getAttribute(_STRING_PROPERTIES[name]) or ""
        if name in _BOOLEAN_PROPERTIES:
            return self.hasAttribute(_BOOLEAN_PROPERTIES[name])
        if name in _SVG_PROPERTIES and self.namespaceURI == SVG_NAMESPACE:
            return SimpleNamespace()
        raise AttributeError(name)

    def __setattr__(self, name: str, value: object) -> None:
        if name in _STRING_PROPERTIES:
            self.setAttribute(_STRING_PROPERTIES[name], str(value))
        elif name in _BOOLEAN_PROPERTIES:
            self.toggleAttribute(_BOOLEAN_PROPERTIES[name], bool(value))
        else:
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *_STRING_PROPERTIES, *_BOOLEAN_PROPERTIES]

    def getAttribute(self, name: str) -> str | None:
        return self._attributes.get(self._attribute_name(name))

    def setAttribute(self, name: str, value: object) -> None:
        self._attributes[self._attribute_name(name)] = str(value)

    def removeAttribute(self, name: str) -> None:
        self._attributes.pop(self._attribute_name(name), None)

    def hasAttribute(self, name: str) -> bool:
        return self._attribute_name(name) in self._attributes

    def toggleAttribute(self, name: str, force: bool) -> None:
        (self.setAttribute(name, "") if force else self.removeAttribute(name))

    def getAttributeNames(self) -> list[str]:
        return [*self._attributes]

    def _attribute_name(self, name: str) -> str:
        return name.lower() if self.namespaceURI == HTML_NAMESPACE else name

    @property
    def classList(self) -> TokenList:
        return TokenList(self)

    @property
    def style(self) -> StyleDeclaration:
        return StyleDeclaration(self)

    @property
    def dataset(self) -> Dataset:
        return Dataset(self)

    @property
    def outerHTML(self) -> str:
        start = start_tag(self.localName, self._attributes)
        if self.localName in VOID_TAGS:
            return start
        return f"{start}{self.innerHTML}</{self.localName}>"

    @property
    def nextElementSibling(self) -> "ElementNode | None":
        return self._sibling(1)

    @property
    def previousElementSibling(self) -> "ElementNode | None":
        return self._sibling(-1)

    def _sibling(self, step: int) -> "ElementNode | None":
        siblings = self.parentNode.children if self.parentNode is not None else [self]
        index = siblings.index(self) + step
        return siblings[index] if 0 <= index < len(siblings) else None

    @property
    def value(self) -> Any:
        if self.localName == "select":
            options = self.querySelectorAll("option")
            chosen = [option for option in options if option.hasAttribute("selected")]
            return next((option.value for option in [*chosen, *options]), "")
        if self.localName not in ("textarea", *_FORM_FIELDS, "progress", "meter", "data"):
            raise AttributeError("value")
        if self._value is not None:
            return self._value
        from_text = self.localName == "textarea"
        if self.localName == "option" and not self.hasAttribute("value"):
            from_text = True
        return self.textContent if from_text else self.getAttribute("value") or ""

    @value.setter
    def value(self, value: object) -> None:
        for option in self.querySelectorAll("option") if self.localName == "select" else ():
            option.toggleAttribute("selected", option.value == str(value))
        self._value = str(value)

    @property
    def checked(self) -> bool:
        if self.localName != "input":
            raise AttributeError("checked")
        return self.hasAttribute("checked") if self._checked is None else self._checked

    @checked.setter
    def checked(self, checked: object) -> None:
        self._checked = bool(checked)

    def matches(self, selector: str) -> bool:
        return compile_selector(selector)(self, self)

    def closest(self, selector: str) -> "ElementNode | None":
        test = compile_selector(selector)
        element: ElementNode | None = self
        while element is not None and not test(element, self):
            element = element.parentElement
        return element

    def cloneNode(self, deep: bool = False) -> "ElementNode":
        clone = ElementNode(self.localName, self.namespaceURI)
        clone._attributes.update(self._attributes)
        if deep:
            clone.append(*(node.cloneNode(True) for node in self.childNodes))
        return clone

    def insertAdjacentHTML(self, position: str, html: str) -> None:
        places: dict[str, Callable[..., None]] = {
            "beforebegin": self.before,
            "afterbegin": self.prepend,
            "beforeend": self.append,
            "afterend": self.after,
        }
        places[position.lower()](*_parsed(html))

    def focus(self) -> None:
        document = next((node for node in self._ancestors() if isinstance(node, Document)), None)
        if document is not None:
            document.activeElement = self

    def click(self) -> None:
        if self.localName in _FORM_FIELDS and self.hasAttribute("disabled"):
            return
        ticks = self.localName == "input" and self.getAttribute("type") == "checkbox"
        if ticks:
            self.checked = not self.checked
        done = self.dispatchEvent(Event("click", cancelable=True))
        if ticks and not done:
            self.checked = not self.checked


class Document(ParentNode):
    """A page with a head and a body."""

    nodeType = DOCUMENT
    nodeName = "#document"

    def __init__(self) -> None:
        super().__init__()
        self.defaultView = Window(self)
        self.documentElement = ElementNode("html")
        self.head, self.body = ElementNode("head"), ElementNode("body")
        self.documentElement.append(self.head, self.body)
        self.append(self.documentElement)
        self.activeElement: ElementNode = self.body

    @property
    def title(self) -> str:
        element = self.head.querySelector("title")
        return "" if element is None else " ".join(element.textContent.split())

    @title.setter
    def title(self, text: str) -> None:
        element = self.head.querySelector("title")
        if element is None:
            element = ElementNode("title")
            self.head.append(element)
        element.textContent = text

    def getElementById(self, id_: str) -> ElementNode | None:
        return next((element for element in self._descendants() if element.id == id_), None)

    def createElement(self, tag: str) -> ElementNode:
        return ElementNode(tag.lower())

    def createElementNS(self, namespace: str, tag: str) -> ElementNode:
        return ElementNode(tag, namespace)

    def createTextNode(self, text: str) -> Text:
        return Text(text)


class Window(EventTarget):
    """What holds the document."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.location = SimpleNamespace(href=ADDRESS, pathname="/")
        self.CSS = SimpleNamespace(supports=supports_style)


def _parsed(html: str) -> list[Node]:
    """Return the nodes that `html` describes."""
    root = ElementNode("template")
    open_elements = [root]
    for kind, name, attributes in parse_html(html):
        if kind == "start":
            if name in _CLOSED_BY_THE_NEXT and open_elements[-1].localName == name:
                open_elements.pop()
            element = _element_within(open_elements[-1], name)
            element._attributes.update(attributes)
            open_elements[-1].append(element)
            if name not in VOID_TAGS:
                open_elements.append(element)
        elif kind == "end":
            depths = [
                depth for depth, element in enumerate(open_elements) if element.localName == name
            ]
            # An end tag without a start is left out, as browsers do.
            del open_elements[depths[-1] if depths and depths[-1] else len(open_elements) :]
        else:
            open_elements[-1].append(Text(name) if kind == "text" else Comment(name))
    return [*root.childNodes]


def _element_within(parent: ElementNode, tag: str) -> ElementNode:
    inherits = parent.namespaceURI == SVG_NAMESPACE and parent.localName != "foreignObject"
    return ElementNode(tag, SVG_NAMESPACE if tag == "svg" or inherits else HTML_NAMESPACE)
