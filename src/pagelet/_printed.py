"""Printed text on the page: never more of it than a browser can bear."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._live_text import NODE_COST, LiveText
from pagelet._mirror import Stream
from pagelet._screen import CONTROL

# The browser lays out a long run of text slowly, so it is cut into runs of about this length.
RUN_LENGTH = 4096
# What stays on the page, in characters: a program that prints for ever must not stop the browser.
LIMIT = 500_000
# What the layout of a line takes, compared with a character.
LINE_COST = 25
# What a run takes by itself.
RUN_COST = 100
# So many runs of both streams in turn go to the page together, at most so much, in characters.
MANY_TURNS = 10
GROUP_LENGTH = 5 * RUN_LENGTH
TOLD = "So much was printed that only the last part of it is shown."


@dataclass
class _Run:
    """Text of one stream that stands together on the page."""

    node: Node
    # None where both streams took turns; nothing is added to such a run.
    stream: Stream | None
    # How much of it does not change any more.
    settled: int = RUN_COST
    # What stands behind the last line break: a program may still write over it.
    tail: str = ""
    live: LiveText | None = None

    @property
    def length(self) -> int:
        """How much it takes, in characters, without the last lines that can still change."""
        return self.settled + (self.live.settled if self.live else 0)

    def is_full(self) -> bool:
        """Return whether what comes next should begin a new run."""
        return self.length > RUN_LENGTH and not 0 < len(self.tail) <= RUN_LENGTH

    def write(self, text: str) -> None:
        """Add `text`; from its first control character on, the run is a small terminal."""
        if self.live is None and CONTROL.search(text):
            if self.tail:
                self.node.textContent = self.node.textContent[: -len(self.tail)]
                self.settled -= _cost(self.tail)
            self.live = LiveText(self.node)
            text, self.tail = self.tail + text, ""
        if self.live:
            self.live.write(text)
        else:
            self.node.append(text)
            self.settled += _cost(text)
            self.tail = (self.tail + text).rpartition("\n")[2]

    def continued(self, node: Node) -> "_Run":
        """Return a new run in `node`; it takes over the lines that can still change."""
        live, self.settled, self.live = self.live, self.length, None
        if live is None or live.is_at_rest():
            return _Run(node, self.stream)
        live.move(node)
        return replace(self, node=node, settled=RUN_COST, live=live)


class Printed:
    """The printed text of one output, oldest first.

    Args:
        append: shows a node at the end of the output.
        prepend: shows a node at its beginning.
        is_last: tells whether a node is what the output shows last.
    """

    def __init__(
        self,
        append: Callable[[Node], None],
        prepend: Callable[[Node], None],
        is_last: Callable[[Node], bool],
    ) -> None:
        self._append, self._prepend, self._is_last = append, prepend, is_last
        self._runs: deque[_Run] = deque()
        self._length = 0
        self._has_told = False

    def write(self, parts: Sequence[tuple[Stream, str]]) -> int:
        """Show text at the end; return how much work that is for the browser, in characters."""
        kept, cost = _last_parts(parts)
        has_turns = len(kept) > MANY_TURNS
        turns: list[tuple[Stream, str]] = []
        room = GROUP_LENGTH
        for number, (stream, text) in enumerate(kept):
            # What other text follows does not change any more.
            is_turn = has_turns and 0 < number < len(kept) - 1 and not CONTROL.search(text)
            if turns and (not is_turn or room < _cost(text)):
                self._write_turns(turns)
                turns, room = [], GROUP_LENGTH
            if is_turn and room >= _cost(text):
                turns.append((stream, text))
                room -= _cost(text) + RUN_COST
            else:
                self._write(text, stream)
        if self._length > LIMIT or cost > LIMIT:
            self._drop_oldest()
        return cost

    def _write(self, text: str, stream: Stream) -> None:
        # The program may have emptied its output itself, or have put something behind the run.
        run = self._runs[-1] if self._runs and self._is_last(self._runs[-1].node) else None
        for piece in _pieces(text):
            if run is None or run.stream != stream:
                run = self._begin(_Run(_node(stream), stream))
            elif run.is_full():
                run = self._begin(run.continued(_node(stream)))
            before = run.length
            run.write(piece)
            self._length += run.length - before

    def _write_turns(self, parts: Sequence[tuple[Stream, str]]) -> None:
        """Show what both streams wrote in turn, by one call of the browser."""
        run = _Run(host.document.createElement("span"), None)
        html = "".join(
            f'<span class="{_classes(stream)}">{escape(text)}</span>' for stream, text in parts
        )
        host.insert_html(run.node, html)
        run.settled += sum(_cost(text) + RUN_COST for _, text in parts)
        self._begin(run)

    def _begin(self, run: _Run) -> _Run:
        self._append(run.node)
        self._runs.append(run)
        self._length += run.length
        return run

    def last_line(self) -> str:
        """Return the text that no line break has ended yet."""
        if not self._runs or not self._is_last(self._runs[-1].node):
            return ""
        return str(self._runs[-1].node.textContent).rpartition("\n")[2]

    def remove(self) -> None:
        """Remove what was printed: the program has emptied its screen."""
        for run in self._runs:
            run.node.remove()
        self._runs.clear()
        self._length = 0

    def forget(self) -> None:
        """Begin anew: what was shown is gone."""
        self._runs.clear()
        self._length = 0
        self._has_told = False

    def _drop_oldest(self) -> None:
        while self._length > LIMIT and len(self._runs) > 1:
            run = self._runs.popleft()
            run.node.remove()
            self._length -= run.length
        if not self._has_told:
            self._has_told = True
            note = host.document.createElement("p")
            note.className = "pagelet-note"
            note.textContent = TOLD
            self._prepend(note)


def _node(stream: Stream) -> Node:
    node = host.document.createElement("span")
    node.className = _classes(stream)
    return node


def _classes(stream: Stream) -> str:
    return f"pagelet-text pagelet-{stream}"


def _cost(text: str) -> int:
    return len(text) + text.count("\n") * LINE_COST + text.count("\x1b") * NODE_COST


def _last_parts(parts: Sequence[tuple[Stream, str]]) -> tuple[list[tuple[Stream, str]], int]:
    """Return the last parts that an output has room for, and what they cost.

    That is more than the limit if something had to be left out.
    """
    kept: list[tuple[Stream, str]] = []
    cost = 0
    for stream, text in reversed(parts):
        part = _end_of(text, LIMIT - cost)
        kept.append((stream, part))
        cost += _cost(part) + RUN_COST
        if len(part) < len(text):
            return kept[::-1], LIMIT + 1
    return kept[::-1], cost


def _end_of(text: str, room: int) -> str:
    """Return as much of the end of `text` as there is room for."""
    text = text[len(text) - max(0, room) :] if room < len(text) else text
    while _cost(text) > room and text:
        text = text[(len(text) + 1) // 2 :]
    return text


def _pieces(text: str) -> Iterator[str]:
    """Cut `text` into pieces for runs, at the end of a line wherever there is one."""
    start = 0
    while len(text) - start > RUN_LENGTH:
        end = text.rfind("\n", start, start + RUN_LENGTH) + 1 or start + RUN_LENGTH
        yield text[start:end]
        start = end
    yield text[start:]
