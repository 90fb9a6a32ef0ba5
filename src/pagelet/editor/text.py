"""The code of an editor's tag, and where on the page its editor and its output go."""

import re
import textwrap

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import find_named, put_behind
from pagelet.errors import DownloadError, TagError
from pagelet.source import decode

_INDENT = re.compile(r"^([ \t]+)\S", re.MULTILINE)


async def code_of(node: Node) -> str:
    """Return the code of an editor or a game: that of its file, or its own.

    Raises:
        DownloadError: the file is not there, or is not UTF-8.
    """
    src = str(node.getAttribute("src") or "").strip()
    if not src:
        return textwrap.dedent(str(node.textContent)).strip()
    try:
        # Its lines keep their numbers, in messages too.
        return decode(await host.fetch(src), src).rstrip()
    except DownloadError as error:
        raise DownloadError(
            f"Invalid source: {error.what}", where=error.where, hint=error.hint
        ) from error


def indent_of(code: str) -> str:
    """Return one step of indentation as the code has it, four blanks if it has none."""
    found = _INDENT.search(code)
    return found[1] if found else " " * 4


def place_of(node: Node, name: str) -> Node:
    """Return the element that the editor is put into: that of `target`, or a new one behind it.

    Raises:
        TagError: the page has no such element.
    """
    target = str(node.getAttribute("target") or "")
    if not target:
        return place_behind(node, name)
    return _find(node, "target", target)


def place_behind(node: Node, name: str) -> Node:
    """Return a new element behind the tag, or at the end of the page for one in its head."""
    place = host.document.createElement(name)
    put_behind(node, place)
    return place


def output_of(node: Node) -> Node | None:
    """Return the element that the tag names for what the code prints, None if it names none.

    Raises:
        TagError: the page has no such element.
    """
    name = str(node.getAttribute("output") or "")
    return _find(node, "output", name) if name else None


def _find(node: Node, attribute: str, name: str) -> Node:
    found = find_named(node.getRootNode(), name)
    if not found:
        raise TagError(
            f'The page has no element for {attribute}="{name}".',
            where=f"<script type={node.getAttribute('type')}>",
            hint=f'Add <div id="{name.lstrip("#")}"></div>, or leave out {attribute}.',
        )
    return found
