"""Earlier entries of a console, kept between visits where the browser allows it."""

import json
from contextlib import suppress

from pagelet._host import host

KEY = "pagelet-console-history"
LONGEST = 500


class History:
    """Earlier entries, and which of them is looked at; without a `key` they are for this visit."""

    def __init__(self, key: str | None = KEY) -> None:
        self._key = key
        self._entries = _load(key) if key else []
        self._position = len(self._entries)
        self._draft = ""

    def add(self, entry: str) -> None:
        """Take in an entry that has been run; the next look begins there."""
        if entry.strip() and self._entries[-1:] != [entry]:
            self._entries = [*self._entries, entry][-LONGEST:]
            if self._key:
                _save(self._key, self._entries)
        self.leave()

    def leave(self) -> None:
        """Begin the next look at the last entry."""
        self._position, self._draft = len(self._entries), ""

    def earlier(self, text: str) -> str | None:
        """Return the entry before, None if there is none.

        The first look back keeps `text`, what was being written; it leads to entries that begin so.
        """
        if self._position == len(self._entries):
            self._draft = text
        for position in range(self._position - 1, -1, -1):
            if self._entries[position].startswith(self._draft):
                self._position = position
                return self._entries[position]
        return None

    def later(self) -> str | None:
        """Return the entry after, at the end what was being written; None beyond."""
        if self._position == len(self._entries):
            return None
        for position in range(self._position + 1, len(self._entries)):
            if self._entries[position].startswith(self._draft):
                self._position = position
                return self._entries[position]
        self._position = len(self._entries)
        return self._draft


# The browser may refuse to keep anything (private windows, settings): then it is for this visit.


def _load(key: str) -> list[str]:
    with suppress(Exception):
        kept = json.loads(host.window.localStorage.getItem(key) or "[]")
        return [entry for entry in kept if isinstance(entry, str)][-LONGEST:]
    return []


def _save(key: str, entries: list[str]) -> None:
    with suppress(Exception):
        host.window.localStorage.setItem(key, json.dumps(entries))
