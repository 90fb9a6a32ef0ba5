"""Makes DOM nodes for what Pagelet itself puts on the page, and finds their places."""

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


def find_named(root: Node, name: str) -> Node:
    """Return the element below `root` with this id, or for this CSS selector, None without one."""
    # A selector that CSS cannot read finds nothing.
    return root.getElementById(name.removeprefix("#")) or host.query(root, name)


def put_behind(node: Node, place: Node) -> None:
    """Put `place` behind a tag, or at the end of the page for a tag in its head."""
    if host.document.head.contains(node):
        host.document.body.append(place)
    else:
        node.after(place)
