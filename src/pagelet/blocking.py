"""Python may wait, and may compute for long, while the page stays alive.

A program that computes without a pause lets the page breathe about twenty times a second: the
loader sends a private signal, whose handler here waits for one turn of the browser's event loop.
Stop takes effect in the same place.
"""

import asyncio
import signal
import time
from collections.abc import Awaitable
from contextvars import ContextVar
from types import FrameType
from typing import Any, NoReturn, SupportsIndex, TypeVar

from pagelet import _adapters, output
from pagelet._host import host

Result = TypeVar("Result")

# A number that no program uses; the same stands in loader/keepalive.js.
BREATHE = 10
# Code of these is not interrupted: what runs meanwhile could find it half-way through something.
_NOT_IN = ("pagelet", "asyncio", "pyodide", "_pyodide")


class Stopper:
    """Ends a program from outside: raises KeyboardInterrupt where it computes or waits."""

    def __init__(self) -> None:
        self.was_stopped = False
        self._asked = False
        self._waiting: set[asyncio.Future[None]] = set()

    def stop(self) -> None:
        """Ask for the end; what waits is woken at once."""
        self.was_stopped = self._asked = True
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    def check(self) -> None:
        """Raise KeyboardInterrupt if the end was asked for."""
        if self._asked:
            self.interrupt()

    def interrupt(self) -> NoReturn:
        """Raise KeyboardInterrupt, also if another part of the program has had it already."""
        self._asked = False
        raise KeyboardInterrupt

    async def until_asked(self) -> None:
        """Wait until the end is asked for."""
        asked: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(asked)
        try:
            await asked
        finally:
            self._waiting.discard(asked)


_NEVER = Stopper()
_stopper: ContextVar[Stopper | None] = ContextVar("pagelet_stopper", default=None)


def use(stopper: Stopper) -> None:
    """Let `stopper` end what runs in this context."""
    _stopper.set(stopper)


def was_stopped() -> bool:
    """Return whether what runs here was told to end: then its timers and handlers are over, too."""
    stopper = _stopper.get()
    return stopper is not None and stopper.was_stopped


def wait(awaitable: Awaitable[Result]) -> Result:
    """Wait for `awaitable` and return its result; the page stays alive meanwhile.

    Raises:
        KeyboardInterrupt: the person pressed Stop.
    """
    output.current().flush()
    stopper = _stopper.get() or _NEVER
    stopper.check()
    task = asyncio.ensure_future(awaitable)
    try:
        # It waits for the end of the task, not for its result: errors are raised here, in the
        # program, where a KeyboardInterrupt does not leave through the event loop.
        if host.wait(_until_done(task, stopper)):
            stopper.interrupt()
        return task.result()
    finally:
        task.cancel()


async def _until_done(task: asyncio.Future[Any], stopper: Stopper) -> bool:
    """Wait for the end of `task`, or of the program; return whether that was asked for."""
    asked = asyncio.ensure_future(stopper.until_asked())
    try:
        await asyncio.wait({task, asked}, return_when=asyncio.FIRST_COMPLETED)
        return asked.done()
    finally:
        asked.cancel()


def sleep(seconds: float | SupportsIndex, /) -> None:
    """Wait for `seconds`; this is `time.sleep` in a page."""
    duration = float(seconds)
    if duration < 0:
        raise ValueError("sleep length must be non-negative")
    wait(asyncio.sleep(duration))


def _breathe(_signal: int, frame: FrameType | None) -> None:
    """Let the page take input and paint, and end the program if that was asked for."""
    if not output.is_set():
        return
    module = str(frame.f_globals.get("__name__", "")) if frame else ""
    if module.partition(".")[0] in _NOT_IN or output.is_writing(frame):
        host.breathe_soon()
        return
    if not host.can_wait():
        return
    global _breaths
    _breaths += 1
    try:
        host.wait(host.next_turn())
    finally:
        _breaths -= 1
    if stopper := _stopper.get():
        stopper.check()


_breaths = 0


def is_breathing() -> bool:
    """Return whether some code is half-way through a computation and only lets the page breathe."""
    return _breaths > 0


def install() -> None:
    """Make Python's ways to wait work in a page, and let long computations breathe."""
    time.sleep = sleep
    signal.signal(BREATHE, _breathe)
    host.keep_alive()
    _adapters.install()
