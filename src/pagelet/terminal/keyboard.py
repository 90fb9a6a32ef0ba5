"""What was typed into a terminal and not read yet."""

import asyncio
from collections import deque
from collections.abc import Callable

from pagelet.terminal.keys import split_keys

INTERRUPT = "\x03"


class Keyboard:
    """Keys in the order in which they were pressed.

    Args:
        interrupt: called at Ctrl-C, as long as it is not to be read like other keys.
    """

    def __init__(self, interrupt: Callable[[], None]) -> None:
        self._interrupt = interrupt
        self._keys: deque[str] = deque()
        self._rest = ""
        self._waiting: list[asyncio.Future[None]] = []
        self.reset()

    def reset(self) -> None:
        """Forget what was typed, and treat keys as in the beginning."""
        self._keys.clear()
        # As `termios` names them: lines are edited, keys are shown, Ctrl-C interrupts.
        self.edits_lines = True
        self.shows_keys = True
        self.interrupts = True

    def feed(self, data: str) -> None:
        """Take in what a terminal sent."""
        if self.interrupts and INTERRUPT in data:
            # As in a terminal, what was typed before is dropped.
            self._keys.clear()
            data = data.rpartition(INTERRUPT)[2]
            self._interrupt()
        data, self._rest = self._rest + data, ""
        if "\x1b[200~" in data and "\x1b[201~" not in data:
            # Pasted text comes in pieces.
            self._rest = data
            return
        self._keys.extend(split_keys(data))
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    def is_empty(self) -> bool:
        """Return whether nothing waits to be read."""
        return not self._keys

    def take(self) -> str:
        """Return the next key, "" if there is none."""
        return self._keys.popleft() if self._keys else ""

    def put_back(self, text: str) -> None:
        """Let `text` be read next."""
        if text:
            self._keys.appendleft(text)

    async def pressed(self) -> None:
        """Wait until there is something to read."""
        while not self._keys:
            future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
            await future
