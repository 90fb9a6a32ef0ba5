"""Notices that a program computes for long, and offers to stop it where the page has no button."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from pagelet import _stopper
from pagelet._host import host
from pagelet._nodes import make

# A program that lets the page breathe computes; one that did not for this long is through.
PAUSE = 0.4
# How long a tag may compute before the page offers to stop it, in seconds.
PATIENCE = 5.0


class Watch:
    """Tells when something has computed for `patience` seconds, and when that is over."""

    def __init__(self, patience: float, tell: Callable[[bool], object]) -> None:
        self._patience = patience
        self._tell = tell
        self._since = self._last = 0.0
        self.is_busy = False

    def note(self) -> None:
        """Say that something computes at this moment; several times a second while it does."""
        now = time.monotonic()
        if now - self._last > PAUSE:
            self._since = now
        self._last = now
        if not self.is_busy and now - self._since >= self._patience:
            self.is_busy = True
            self._tell(True)
            self._look_later()

    def _look_later(self) -> None:
        asyncio.get_event_loop().call_later(PAUSE, self._look)

    def _look(self) -> None:
        if time.monotonic() - self._last <= PAUSE:
            self._look_later()
            return
        self.is_busy = False
        self._tell(False)


class StopSign:
    """A small sign with a Stop button, in a corner of the page while a tag computes for long."""

    def __init__(self, stopper: _stopper.Stopper) -> None:
        self._stopper = stopper
        self._node: Any = None
        self._text: Any = None
        self._detach: Callable[[], None] = lambda: None

    def show(self, is_busy: bool) -> None:
        """Show the sign, or take it away."""
        if not is_busy:
            self._detach()
            if self._node is not None:
                self._node.remove()
            self._stopper.forget()
            return
        self._text = make("span", "Python is computing.")
        button = make("button", "Stop", type="button")
        self._node = make("div", self._text, button, class_="pagelet-busy", role="status")
        self._detach = host.listen(button, "click", self._stop, {})
        host.document.body.append(self._node)

    def _stop(self, _event: object) -> None:
        self._text.textContent = "Stopping … Stop again ends it at once."
        self._stopper.stop()
