"""Text that a program has written and that is not on the page yet; of very much, its end."""

from collections import deque
from itertools import groupby
from operator import itemgetter

from pagelet._mirror import Mirror, Stream
from pagelet._printed import LIMIT
from pagelet._screen import without_hidden


class Pending:
    """Keeps text in order, and tells `mirror` all of it, also what the page will never show."""

    def __init__(self, mirror: Mirror) -> None:
        self._mirror = mirror
        self._new: list[tuple[Stream, str]] = []
        self._told: deque[tuple[Stream, str]] = deque()
        self.length = 0

    def add(self, text: str, stream: Stream) -> None:
        """Keep `text`."""
        self._new.append((stream, text))
        self.length += len(text)
        if self.length > 2 * LIMIT:
            self._tell()
        if self.length > 2 * LIMIT:
            self._drop_oldest()

    def take(self) -> list[tuple[Stream, str]]:
        """Return what there is, and keep nothing."""
        self._tell()
        taken = [*self._told]
        self._told.clear()
        self.length = 0
        return taken

    def _tell(self) -> None:
        new, self._new = self._new, []
        for stream, parts in groupby(new, key=itemgetter(0)):
            text = without_hidden("".join(text for _, text in parts))
            self._mirror.write(text, stream)
            self._told.append((stream, text))

        self.length = sum(len(text) for _, text in self._told)

    def _drop_oldest(self) -> None:
        """Keep just more than an output shows, so that it tells that something is missing."""
        while self.length - len(self._told[0][1]) > LIMIT:
            self.length -= len(self._told.popleft()[1])
        stream, text = self._told[0]
        self._told[0] = stream, text[self.length - LIMIT - 1 :]
        self.length = LIMIT + 1
