"""Text on the page whose last lines can still change, as in a terminal."""

from html import escape
from itertools import groupby
from operator import itemgetter

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._screen import PLAIN, Screen, Style

# What a node takes, compared with a character.
NODE_COST = 20

Line = list[tuple[str, Style]]
_BLANK = (" ", Style())


class LiveText:
    """Shows what a program writes with control characters, at the end of a node."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._screen = Screen()
        # The lines that may still change: their nodes, and what they show.
        self._nodes: list[Node] = []
        self._shown: list[tuple[Line, bool]] = []
        # How much the lines of `node` take that cannot change any more, in characters.
        self.settled = 0

    def is_at_rest(self) -> bool:
        """Return whether nothing of it can change any more."""
        return self._screen.is_at_rest()

    def move(self, node: Node) -> None:
        """Go on in `node`, with the lines that may still change."""
        node.append(*self._nodes)
        self._node, self.settled = node, 0

    def write(self, text: str) -> None:
        """Write at the cursor, and bring what has changed to the page."""
        screen = self._screen
        screen.feed(text)
        html: list[str] = []
        for line in screen.final:
            parts = _parts(line)
            self.settled += len(line) + (1 + len(parts)) * NODE_COST
            if self._nodes or any("#" in style.colour + style.background for style, _ in parts):
                self._insert(html)
                self._show(0, line, ends=True)
                del self._nodes[0], self._shown[0]
            else:
                html.append(_as_html(parts))
        self._insert(html)
        screen.final.clear()
        last = len(screen.lines) - 1
        for number, line in enumerate(screen.lines):
            # A bar that was wiped out by spaces: what another stream prints begins the line.
            is_wiped = number == last and screen.column == 0 and set(line) == {_BLANK}
            self._show(number, [] if is_wiped else line, ends=number < last)
        for node in self._nodes[last + 1 :]:
            node.remove()
        del self._nodes[last + 1 :], self._shown[last + 1 :]

    def _insert(self, lines: list[str]) -> None:
        """Append lines of which nothing was shown yet, all at once."""
        if lines:
            host.insert_html(self._node, "".join(lines))
            lines.clear()

    def _show(self, number: int, line: Line, *, ends: bool) -> None:
        """Show `line` as the line `number` of those that may change."""
        if number == len(self._nodes):
            node = host.document.createElement("span")
            self._node.append(node)
            self._nodes.append(node)
            self._shown.append(([], False))
        if self._shown[number] == (line, ends):
            return
        self._shown[number] = (list(line), ends)
        parts = [
            _styled_node(text, style) if style != PLAIN else text for style, text in _parts(line)
        ]
        self._nodes[number].replaceChildren(*parts, *(["\n"] if ends else []))


def _parts(line: Line) -> list[tuple[Style, str]]:
    """Return what of `line` looks alike."""
    return [
        (style, "".join(character for character, _ in characters))
        for style, characters in groupby(line, key=itemgetter(1))
    ]


def _as_html(parts: list[tuple[Style, str]]) -> str:
    inner = "".join(
        f'<span class="{_classes(style)}">{escape(text)}</span>' if style != PLAIN else escape(text)
        for style, text in parts
    )
    return f"<span>{inner}\n</span>"


def _styled_node(text: str, style: Style) -> Node:
    node = host.document.createElement("span")
    node.textContent = text
    for purpose, colour in (("color", style.colour), ("background-color", style.background)):
        if colour.startswith("#"):
            node.style.setProperty(purpose, colour)
    node.className = _classes(style)
    return node


def _classes(style: Style) -> str:
    names = [f"pagelet-{mark}" for mark in sorted(style.marks)]
    for purpose, colour in (("", style.colour), ("on-", style.background)):
        if colour and not colour.startswith("#"):
            names.append(f"pagelet-{purpose}{colour}")
    return " ".join(names)
