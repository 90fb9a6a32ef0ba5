"""Python may wait, and may compute for long, while the page stays alive.

A program that computes without a pause lets the page breathe ten to sixteen times a second: the
loader sends a private signal, whose handler here waits for one turn of the browser's event loop.
Stop takes effect in the same place.
"""

import asyncio
import contextvars
import gc
import importlib
import signal
import time
from collections.abc import Awaitable, Callable, Coroutine
from types import FrameType
from typing import Any, SupportsIndex, TypeVar

from pagelet import _adapters, _memory, _steps, _stopper, output
from pagelet._host import host

Result = TypeVar("Result")

# A number without a name, so that no program uses it; the same stands in loader/keepalive.js.
BREATHE = 63


def wait(awaitable: Awaitable[Result]) -> Result:
    """Wait for `awaitable` and return its result; the page stays alive meanwhile.

    Raises:
        KeyboardInterrupt: the person pressed Stop.
    """
    output.current().flush()
    stopper = _stopper.current()
    if stopper.is_forced and asyncio.iscoroutine(awaitable):
        awaitable.close()
    stopper.check()
    task = asyncio.ensure_future(awaitable)
    _steps.go_on_at_once(task)
    presses = stopper.presses
    try:
        # It waits for the end of the task, not for its result: errors are raised here, in the
        # program, where a KeyboardInterrupt does not leave through the event loop. Stop may come
        # when the task has ended and the program has not gone on yet.
        while (
            host.wait(_outside(_until_done(task, stopper, presses)))
            or stopper.presses > presses
            or stopper.has_signals
        ):
            # A program that has handlers of its own may go on waiting.
            if stopper.presses > presses:
                presses = stopper.presses
                stopper.interrupt()
            stopper.take_signals()
        return task.result()
    finally:
        task.cancel()


def _outside(work: Coroutine[Any, Any, Result]) -> asyncio.Task[Result]:
    """Start a task of our own: it is not the program's, and does not end with it."""
    return asyncio.get_event_loop().create_task(work, context=contextvars.Context())


async def _until_done(task: asyncio.Future[Any], stopper: _stopper.Stopper, presses: int) -> bool:
    """Wait for the end of `task`, or of the program; return whether that was asked for."""
    asked = asyncio.ensure_future(stopper.until_asked(presses))
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


def pause() -> None:
    """Wait until a signal is handled, or Stop ends this; this is `signal.pause` in a page."""
    wait(_stopper.current().until_handled())


def _of_alarms(name: str) -> Callable[..., Any]:
    """Return a function of `_alarms`, which few programs need."""

    def call(*args: object) -> Any:
        return getattr(importlib.import_module("pagelet._alarms"), name)(*args)

    call.__name__ = call.__qualname__ = name
    return call


def _breathe(_signal: int, frame: FrameType | None) -> None:
    """Let the page take input and paint, and end the program if that was asked for."""
    if not output.is_set():
        return
    if (
        _collects
        or _stopper.is_ours(frame)
        or output.is_writing(frame)
        or _stopper.is_asked_by_host(frame)
        or _stopper.is_import_of_ours(frame)
    ):
        _shift()
        host.breathe_soon()
        return
    if not host.can_wait():
        return
    global _breaths
    stopper = _stopper.current()
    stopper.check()
    stopper.on_breath()
    warning, is_full = _memory.begin_breath(frame)
    if warning:
        output.current().note(warning)
    presses = stopper.presses
    _breaths += 1
    stopper.breaths += 1
    try:
        host.wait(host.breath())
    finally:
        _breaths -= 1
        stopper.breaths -= 1
        _memory.end_breath()
    if stopper.presses > presses:
        stopper.interrupt(frame)
    stopper.take_signals(frame)
    if is_full:
        raise MemoryError


def _shift() -> None:
    """Let the next signal come at another step of a loop.

    Python looks for it after every 50 jumps and calls. A program that does little itself and calls
    a lot of ours might otherwise be looked at in our code each time.
    """
    global _shifts
    _shifts = (_shifts * 21 + 7) % 64
    for _ in range(_shifts):
        pass


_shifts = 0
_breaths = 0
_collects = False


def _note_collection(phase: str, _details: object) -> None:
    """Note that the garbage collector works: code that it calls must not be put aside.

    It keeps lists of objects whose ends are on the stack. Whatever else runs meanwhile would unlink
    objects from them, and write into a stack that is not there.
    """
    global _collects
    _collects = phase == "start"


def is_breathing() -> bool:
    """Return whether some code is half-way through a computation and only lets the page breathe."""
    return _breaths > 0


def install() -> None:
    """Make Python's ways to wait work in a page, and let long computations breathe."""
    time.sleep = sleep
    signal.pause = pause
    for name in ("alarm", "setitimer", "getitimer"):
        setattr(signal, name, _of_alarms(name))
    for number, name in enumerate(("ITIMER_REAL", "ITIMER_VIRTUAL", "ITIMER_PROF")):
        setattr(signal, name, number)
    error = type("itimer_error", (OSError,), {"__module__": "signal"})
    signal.ItimerError = error  # type: ignore[assignment,misc]
    signal.signal(BREATHE, _breathe)
    gc.callbacks.append(_note_collection)
    _steps.install()
    host.keep_alive()
    _memory.set_limit()
    host.on_overflow(_stopper.put_aside)
    _adapters.install()
