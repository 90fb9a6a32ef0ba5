"""Threads without an operating system: what Python's `threading` is built on.

A browser with stack switching can put a running Python aside and go on with another. So a thread
is a task of the page's event loop that runs an ordinary function; it goes on whenever the others
wait, or let the page breathe. There is one thread of the machine below, so nothing here can be
half done when another part of Python looks at it.
"""

import _thread
import asyncio
import contextvars
import itertools
import sys
from collections.abc import Callable, Mapping
from typing import Any

from pagelet import _stopper, output
from pagelet._host import host
from pagelet._locks import wait_for
from pagelet.errors import CannotWaitError

MAIN = _thread.get_ident()
_ident: contextvars.ContextVar[int] = contextvars.ContextVar("pagelet_thread", default=MAIN)
_idents = itertools.count(MAIN + 1)
# What a thread takes over from the one that starts it; its other context variables begin anew.
_OURS = "pagelet_"


def get_ident() -> int:
    """Return the number of the running thread; this is `threading.get_ident` in a page."""
    return _ident.get()


class Handle:
    """A thread as `threading.Thread` sees it from outside."""

    def __init__(self, ident: int | None = None) -> None:
        self.ident = ident
        self._done = False
        self._joining: list[asyncio.Future[bool]] = []

    def is_done(self) -> bool:
        """Return whether the thread has ended."""
        return self._done

    def _set_done(self) -> None:
        self._done = True
        for each in self._joining:
            if not each.done():
                each.set_result(True)

    def join(self, timeout: float | None = None) -> None:
        """Wait for the end of the thread, at most `timeout` seconds."""
        if self._done:
            return
        if self.ident == get_ident():
            raise RuntimeError("Cannot join current thread")
        if timeout == 0:
            return
        ended: asyncio.Future[bool] = asyncio.get_event_loop().create_future()
        self._joining.append(ended)
        wait_for(ended, None if timeout is None or timeout < 0 else timeout)


# Those that run, and whether they are daemons: a program does not wait for these.
_running: dict[Handle, bool] = {}
# The event loop itself holds tasks only weakly.
_tasks: set[asyncio.Task[None]] = set()


def start_joinable_thread(
    function: Callable[[], object], handle: Handle | None = None, daemon: bool = True
) -> Handle:
    """Start a thread that runs `function`, as soon as the running one waits.

    Raises:
        CannotWaitError: this browser cannot switch stacks.
    """
    if not host.can_switch_stacks():
        raise CannotWaitError(
            "A thread cannot be started: this browser cannot switch stacks.",
            where="threading",
            hint="Use a current Chrome, Edge or Firefox; or write async functions and use "
            "asyncio.gather to do several things at a time.",
        )
    handle = handle or Handle()
    handle.ident = next(_idents)

    def leave() -> None:
        _running.pop(handle, None)
        stopper.leave()
        handle._set_done()

    def on_cut(reason: BaseException | None) -> None:
        """Forget a thread that nothing will continue."""
        if reason is not None:
            output.current().show_error(reason)
        sys.modules["threading"]._active.pop(handle.ident, None)
        leave()

    stopper = _stopper.current().for_thread(on_cut)
    context = contextvars.Context()
    _pass_ours_on(context)
    _enter(context, handle.ident, stopper)
    own = getattr(getattr(function, "__self__", None), "_context", None)
    if isinstance(own, contextvars.Context):
        # What a `threading.Thread` runs, it runs in a context of its own.
        _pass_ours_on(own)
        _enter(own, handle.ident, stopper)
    _running[handle] = daemon
    task = asyncio.get_event_loop().create_task(_run(function, leave), context=context)
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
    return handle


def _pass_ours_on(context: contextvars.Context) -> None:
    """Set in `context` what Pagelet keeps in context variables, such as where output goes."""
    for variable, value in contextvars.copy_context().items():
        if variable.name.startswith(_OURS):
            context.run(variable.set, value)


def _enter(context: contextvars.Context, ident: int, stopper: _stopper.Stopper) -> None:
    context.run(_ident.set, ident)
    context.run(_stopper.use, stopper)


def run_in(context: contextvars.Context, function: Callable[[], Any]) -> Any:
    """Run `function` in this thread, with the context variables of another."""
    _enter(context, get_ident(), _stopper.current())
    return context.run(function)


async def _run(function: Callable[[], object], leave: Callable[[], object]) -> None:
    try:
        function()
    except SystemExit:
        pass
    except BaseException as error:  # noqa: BLE001 - the event loop is the caller; this is the last stop
        if not is_end(error):
            output.current().show_error(error)
    finally:
        leave()


def start_new_thread(
    function: Callable[..., object],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any] | None = None,
    /,
) -> int:
    """Start a thread; this is `_thread.start_new_thread` in a page."""
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    ident = start_joinable_thread(lambda: function(*args, **(kwargs or {}))).ident
    assert ident is not None
    return ident


def is_end(error: BaseException | None) -> bool:
    """Return whether `error` is how the running thread is told to end, not a fault in it."""
    return isinstance(error, KeyboardInterrupt) and _stopper.was_stopped()


def join_all() -> None:
    """Wait for all threads but the daemons."""
    while others := [handle for handle, is_daemon in _running.items() if not is_daemon]:
        others[0].join()
