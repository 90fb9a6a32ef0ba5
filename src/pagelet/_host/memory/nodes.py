"""Nodes without children, and what all nodes can do."""
# ruff: noqa: N802, N815 - these are the DOM's own names

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from pagelet._host.memory.events import EventTarget
from pagelet._host.memory.html import escape_text

if TYPE_CHECKING:
    from pagelet._host.memory.dom import Document, ElementNode, ParentNode

# The DOM's numbers for kinds of nodes (`nodeType`).
ELEMENT, TEXT, COMMENT, DOCUMENT = 1, 3, 8, 9


class Node(EventTarget):
    """A node of the tree."""

    nodeType = 0
    nodeName = ""
    textContent: str

    def __init__(self) -> None:
        super().__init__()
        self.parentNode: ParentNode | None = None

    def _ancestors(self) -> Iterator[EventTarget]:
        node: Node | None = self.parentNode
        while node is not None:
            yield node
            if node.nodeType == DOCUMENT:
                yield cast("Document", node).defaultView
            node = node.parentNode

    @property
    def parentElement(self) -> "ElementNode | None":
        parent = self.parentNode
        return cast("ElementNode", parent) if parent and parent.nodeType == ELEMENT else None

    @property
    def isConnected(self) -> bool:
        return any(getattr(node, "nodeType", 0) == DOCUMENT for node in (self, *self._ancestors()))

    def contains(self, other: "Node | None") -> bool:
        return other is not None and (other is self or self in other._ancestors())

    def isSameNode(self, other: "Node | None") -> bool:
        return self is other

    def remove(self) -> None:
        if self.parentNode is not None:
            self.parentNode.childNodes.remove(self)
            self.parentNode = None

    def before(self, *items: "Node | str") -> None:
        self._insert_beside(items, 0)

    def after(self, *items: "Node | str") -> None:
        self._insert_beside(items, 1)

    def replaceWith(self, *items: "Node | str") -> None:
        self._insert_beside(items, 1)
        if self not in items:
            self.remove()

    def cloneNode(self, deep: bool = False) -> "Node":
        raise NotImplementedError

    def _insert_beside(self, items: "tuple[Node | str, ...]", offset: int) -> None:
        parent = self.parentNode
        if parent is None:
            return
        index = parent.childNodes.index(self) + offset
        following = next((node for node in parent.childNodes[index:] if node not in items), None)
        parent._insert(items, following)


class Text(Node):
    """A run of text."""

    nodeType = TEXT
    nodeName = "#text"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.textContent = text

    @property
    def data(self) -> str:
        return self.textContent

    @property
    def outerHTML(self) -> str:
        raw = self.parentNode is not None and self.parentNode.nodeName in ("SCRIPT", "STYLE")
        return self.textContent if raw else escape_text(self.textContent)

    def cloneNode(self, deep: bool = False) -> "Text":
        return Text(self.textContent)


class Comment(Text):
    """A comment."""

    nodeType = COMMENT
    nodeName = "#comment"

    @property
    def outerHTML(self) -> str:
        return f"<!--{self.textContent}-->"

    def cloneNode(self, deep: bool = False) -> "Comment":
        return Comment(self.textContent)
