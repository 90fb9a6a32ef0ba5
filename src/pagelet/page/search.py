"""Finding elements by CSS selectors, and saying what could have been meant."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from pagelet._callers import user_line
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet.errors import ManyMatchesError, NoMatchError, PageletError

SHOWN_IDS = 8


def select(root: Node, css: str) -> Node:
    """Return the nodes under `root` that match, in document order.

    Raises:
        PageletError: `css` is not a CSS selector.
    """
    try:
        return root.querySelectorAll(css)
    except Exception as error:
        # The browser's exception is a JavaScript error; only its name tells what it means.
        if getattr(error, "name", "") != "SyntaxError":
            raise
        raise PageletError(
            f"{css!r} is not a CSS selector.",
            where=user_line(),
            hint="Write '#name' for an id, '.name' for a class, 'name' for a tag.",
        ) from error


def select_one(root: Node, css: str) -> Node:
    """Return the only node under `root` that matches.

    Raises:
        NoMatchError: nothing matches.
        ManyMatchesError: more than one node matches.
    """
    nodes = select(root, css)
    count = len(nodes)
    if count == 1:
        return nodes[0]
    if not count:
        raise no_match(root, css, otherwise="Check the spelling, or use find() if none is fine.")
    raise ManyMatchesError(
        f"{count} elements match {css!r}, where one was asked for.",
        where=user_line(),
        hint="Use find() to get them all, or a selector that only one matches, such as an id.",
    )


def select_id(id_: str) -> Node:
    """Return the node with this id.

    Raises:
        NoMatchError: no node has it.
    """
    node = host.document.getElementById(id_)
    if node:
        return node
    raise NoMatchError(
        f"No element has the id {id_!r}.",
        where=user_line(),
        hint=_hint(f"#{id_.removeprefix('#')}", otherwise="Check the spelling."),
    )


def no_match(root: Node, css: str, *, otherwise: str) -> NoMatchError:
    """Return the error for a selector without a match; its hint names what is nearest."""
    if root != host.document and len(select(host.document, css)):
        hint = f"{css!r} exists on this page, but not inside this element."
    else:
        hint = _hint(css, otherwise=otherwise)
    return NoMatchError(f"No element matches {css!r}.", where=user_line(), hint=hint)


def _hint(css: str, *, otherwise: str) -> str:
    names = _names_on_page()
    # What stands in brackets and after ':' is no name of an element.
    words = re.findall(r"[#.]?[\w-]+", re.sub(r"\[.*?\]|::?[\w-]+(\(.*?\))?", " ", css))
    for word in words:
        if word in names:
            if [word] == words:
                return f"{word!r} exists on this page; write page[{word[1:]!r}], without the '#'."
            continue
        if near := get_close_matches(word, names, n=1):
            return f"{near[0]!r} exists on this page."
    ids = [name for name in names if name.startswith("#")]
    if not ids:
        return otherwise
    more = ", ..." if len(ids) > SHOWN_IDS else ""
    return f"{otherwise} The ids on this page: {', '.join(ids[:SHOWN_IDS])}{more}"


def _names_on_page() -> list[str]:
    """Return `#id` and `.class` of all elements, without Pagelet's own."""
    names: dict[str, None] = {}
    for node in host.document.querySelectorAll("[id], [class]"):
        names.update(dict.fromkeys(_names_of(node)))
    return list(names)


def _names_of(node: Node) -> Iterable[str]:
    # As attributes: an SVG element's `className` is no text.
    id_, classes = node.getAttribute("id") or "", node.getAttribute("class") or ""
    names = [*([f"#{id_}"] if id_ else []), *(f".{name}" for name in classes.split())]
    return (name for name in names if not name[1:].startswith("pagelet-"))
