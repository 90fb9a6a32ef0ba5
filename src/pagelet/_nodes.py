"""Makes DOM nodes in one expression, for what Pagelet itself puts on the page."""

from pagelet._host import host
from pagelet._host.contract import Node


def make(tag: str, *children: Node | str, **attributes: object) -> Node:
    """Return a new element; strings among `children` are text, never HTML.

    Attribute names are written in Python's way (`class_`, `aria_label`); None leaves one out.
    """
    node = host.document.createElement(tag)
    for name, value in attributes.items():
        if value is not None:
            node.setAttribute(name.rstrip("_").replace("_", "-"), str(value))
    for child in children:
        node.append(child)
    return node
