"""`display`: shows values on the page, each as well as it can be shown.

The formats are loaded by the first call: pages start sooner without them.
"""

from collections.abc import Iterable

from pagelet import output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import find_named
from pagelet._showable import HTML, JSON, SVG, Image, JavaScript, Latex, Markdown
from pagelet.errors import NoMatchError

__all__ = [
    "HTML",
    "JSON",
    "SVG",
    "Image",
    "JavaScript",
    "Latex",
    "Markdown",
    "TargetError",
    "display",
]

MOST_IDS = 8


class TargetError(NoMatchError, ValueError):
    """The page has no such element to show something in."""


def display(*values: object, target: object = None, append: bool = True) -> None:
    """Show `values` on the page, one below the other.

    Args:
        values: anything: text, pictures, tables, plots, elements of the page.
        target: where: an id (with or without '#'), a CSS selector, or an element; without it, where
            the output of the running program goes.
        append: whether to keep what is shown there already.

    Raises:
        TargetError: the page has no such target; it is a ValueError, too.
    """
    from pagelet._formats import box_for

    place = output.current()
    node = place.node if target is None else find_target(target)
    boxes = [box for value in values if (box := box_for(value)) is not None]
    place.flush()
    add = place.show if target is None else node.append
    if not append:
        node.replaceChildren()
        if len(boxes) == 1 and not boxes[0].className:
            # Without a box of its own: so a number can change in the middle of a sentence.
            boxes = list(boxes[0].childNodes)
    for box in boxes:
        add(box)


def find_target(target: object) -> Node:
    """Return the element that `display` would show something in for this `target`.

    Raises:
        TargetError: the page has no such element.
    """
    if not isinstance(target, str):
        node = getattr(target, "node", target)
        if getattr(node, "nodeType", None) is None:
            raise TargetError(
                f"{target!r} is not a place on the page.",
                where="display(target=...)",
                hint="Give an id, a CSS selector or an element.",
            )
        return _output_of_tag(node)
    found = find_named(host.document, target) if target else None
    if not found:
        raise TargetError(
            f"No element matches '{target}'.",
            where=f"display(target='{target}')",
            hint=_ids_near(target),
        )
    return _output_of_tag(found)


def _output_of_tag(node: Node) -> Node:
    """Return the element that shows a tag's output if `node` is a tag, else `node`."""
    if str(node.nodeName).upper() != "SCRIPT":
        return node
    place = getattr(node, "target", None)
    return place if getattr(place, "nodeType", None) else node


def _ids_near(target: str) -> str:
    from difflib import get_close_matches

    ids = [str(element.id) for element in host.document.querySelectorAll("[id]") if element.id]
    near = get_close_matches(target.removeprefix("#"), ids, cutoff=0.6)
    if near:
        return f"Did you mean {_listed(near)}?"
    if ids:
        return f"The page has the ids {_listed(ids)}."
    name = target.removeprefix("#") if target.removeprefix("#").isidentifier() else "result"
    return f'No element has an id yet; add one, for example <div id="{name}"></div>.'


def _listed(ids: Iterable[str]) -> str:
    names = [f"'{name}'" for name in ids]
    return ", ".join(names[:MOST_IDS]) + (", ..." if len(names) > MOST_IDS else "")
