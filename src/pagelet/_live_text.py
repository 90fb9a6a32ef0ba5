"""Text on the page whose last lines can still change, as in a terminal."""

from itertools import groupby
from operator import itemgetter

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._screen import Screen, Style

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

    def is_at_rest(self) -> bool:
        """Return whether nothing of it can change any more."""
        return self._screen.is_at_rest()

    def write(self, text: str) -> None:
        """Write at the cursor, and bring what has changed to the page."""
        screen = self._screen
        screen.feed(text)
        for line in screen.final:
            self._show(0, line, ends=True)
            del self._nodes[0], self._shown[0]
        screen.final.clear()
        last = len(screen.lines) - 1
        for number, line in enumerate(screen.lines):
            # A bar that was wiped out by spaces: what another stream prints begins the line.
            is_wiped = number == last and screen.column == 0 and set(line) == {_BLANK}
            self._show(number, [] if is_wiped else line, ends=number < last)
        for node in self._nodes[last + 1 :]:
            node.remove()
        del self._nodes[last + 1 :], self._shown[last + 1 :]

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
        parts: list[Node | str] = []
        for style, characters in groupby(line, key=itemgetter(1)):
            text = "".join(character for character, _ in characters)
            parts.append(_styled_node(text, style) if style != Style() else text)
        self._nodes[number].replaceChildren(*parts, *(["\n"] if ends else []))


def _styled_node(text: str, style: Style) -> Node:
    node = host.document.createElement("span")
    node.textContent = text
    names = [f"pagelet-{mark}" for mark in sorted(style.marks)]
    for purpose, colour in (("", style.colour), ("on-", style.background)):
        if colour.startswith("#"):
            node.style.setProperty("background-color" if purpose else "color", colour)
        elif colour:
            names.append(f"pagelet-{purpose}{colour}")
    node.className = " ".join(names)
    return node
