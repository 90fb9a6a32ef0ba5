"""Ends a program from outside, however it is written.

The first Stop is Ctrl-C: KeyboardInterrupt where the program computes or waits. After the second
one the program is *forced*: it gets KeyboardInterrupt wherever it goes on to compute or to wait.
What is still there a moment later is *cut off*: it is put aside, and nothing ever continues it.

(Raising at each line, by sys.monitoring, was tried: Python's memory does not survive it where calls
wait on stacks of their own.)
"""

import asyncio
import contextlib
import importlib
import signal
import sys
import time
from collections.abc import Callable, Coroutine, Generator
from contextvars import ContextVar
from types import FrameType, TracebackType
from typing import Any, NoReturn

from pagelet._host import host
from pagelet.errors import AlarmClock

# Two presses within this many seconds are a double click.
DOUBLE_CLICK = 0.5
# How long a forced program may take to leave by itself.
GRACE = 0.3
# How many steps of an endless recursion are told; its end tells all.
_STEPS_TOLD = 500
# Code of these is not interrupted: what runs meanwhile could find it half-way through something.
NOT_IN = ("pagelet", "asyncio", "pyodide", "_pyodide", "pdb", "bdb", "cmd")

# Python's own import: what it has begun, the step that finds and loads, and the modules it is in.
_IMPORTING: dict[str, object] = importlib._bootstrap._module_locks  # type: ignore[attr-defined]
_FIND_AND_LOAD = importlib._bootstrap._find_and_load.__code__  # type: ignore[attr-defined]
_IMPORTERS = ("importlib", "importlib._bootstrap")
# The module that makes proxies, and the steps of abstract classes that this takes.
_HOST = "pagelet._host.browser"
_ASKING_FOR_KIND = ("__instancecheck__", "__subclasscheck__", "__subclasshook__")

CUT_OFF = (
    "The program went on after Stop, and did not end by itself after the second Stop either, "
    "so it was cut off where it was: what it still had to do there (finally, with) was left out."
)


def is_ours(frame: FrameType | None) -> bool:
    """Return whether a step belongs to Pagelet or the event loop, not to the program."""
    module = str(frame.f_globals.get("__name__", "")) if frame else ""
    return module.partition(".")[0] in NOT_IN


def is_import_of_ours(frame: FrameType | None) -> bool:
    """Return whether a step belongs to an import that Pagelet or the event loop has asked for.

    Whoever asks for the same module meanwhile would find it half made.
    """
    # Python notes each import that goes on: mostly there is none, and no step has to be looked at.
    if not _IMPORTING:
        return False
    while frame:
        if frame.f_code is _FIND_AND_LOAD:
            asking = frame.f_back
            while asking and asking.f_globals.get("__name__", "") in _IMPORTERS:
                asking = asking.f_back
            if is_ours(asking):
                return True
        frame = frame.f_back
    return False


def is_asked_by_host(frame: FrameType | None) -> bool:
    """Return whether a step of an abstract class tells the host what kind of thing something is.

    There Pyodide's own code asks, which breaks where it gets an error for an answer.
    """
    is_asked = False
    while frame and frame.f_code.co_name in _ASKING_FOR_KIND:
        is_asked = True
        frame = frame.f_back
    return is_asked and frame is not None and frame.f_globals.get("__name__") == _HOST


def _step_of_program() -> FrameType | None:
    frame: FrameType | None = sys._getframe(1)
    while frame and is_ours(frame):
        frame = frame.f_back
    return frame


class Stopper:
    """Ends what runs in the contexts that use it.

    Args:
        on_cut: called when a part of the program had to be cut off, with the
            reason if it was not Stop.
        on_breath: called several times a second while the program computes.
    """

    def __init__(
        self,
        on_cut: Callable[[BaseException | None], object] = lambda reason: None,
        on_breath: Callable[[], object] = lambda: None,
    ) -> None:
        self.on_cut = on_cut
        self.on_breath = on_breath
        # Whether its program was told that memory is getting full.
        self.has_warned = False
        self._presses = 0
        self._last_press = 0.0
        self._waiting: set[asyncio.Future[None]] = set()
        # Whether the first Stop is meant for threads as well. It is not while there is a main part:
        # as with Ctrl-C everywhere, that is told, and may end its threads in its own way.
        self.is_for_threads = False
        self._whole = self
        # What rings for the program (see _alarms.py), and the signals that it has not heard yet.
        self.alarm: Any = None
        self._signals: list[signal.Signals] = []
        self._pausing: list[asyncio.Future[None]] = []
        # How many parts of it are half-way through a computation, and let the page breathe.
        self.breaths = 0
        # The steps of its tasks that wait for these (see _steps.py).
        self.steps: Any = None
        self._threads: set[Stopper] = set()
        self._on_threads_over: Callable[[], object] = lambda: None

    def for_thread(self, on_cut: Callable[[BaseException | None], object]) -> "Stopper":
        """Return what ends a thread of the program that this one ends."""
        whole = self._whole
        thread = Stopper(on_cut, lambda: whole.on_breath())
        thread._whole = whole
        whole._threads.add(thread)
        return thread

    def leave(self) -> None:
        """Note that the thread is over."""
        self._whole._threads.discard(self)
        if not self._whole._threads:
            self._whole._on_threads_over()

    @property
    def whole(self) -> "Stopper":
        """What ends the whole program, where this ends a thread of it."""
        return self._whole

    @property
    def presses(self) -> int:
        """How often the end was asked for: whoever sees it grow while it waits has to end."""
        return self._presses

    @property
    def was_stopped(self) -> bool:
        """Whether the end was asked for."""
        return self._presses > 0

    @property
    def is_forced(self) -> bool:
        """Whether the end was asked for a second time."""
        return self._presses > 1

    def stop(self) -> None:
        """Ask for the end; what waits is woken at once."""
        now = time.monotonic()
        if self._presses and now - self._last_press < DOUBLE_CLICK:
            return
        self._press(self._presses + 1)

    def _press(self, presses: int) -> None:
        self._presses = presses
        self._last_press = time.monotonic()
        self._wake()
        if self.is_forced:
            self.cancel_tasks()
        if self.is_forced or self.is_for_threads:
            for thread in [*self._threads]:
                thread._press(presses)

    def _wake(self) -> None:
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    @property
    def is_waited_for(self) -> bool:
        """Whether code waits that a press on Stop or a signal would wake."""
        return bool(self._waiting)

    @property
    def has_signals(self) -> bool:
        """Whether there are signals that the program has not heard yet."""
        return bool(self._signals)

    def deliver(self, number: signal.Signals) -> None:
        """Interrupt the program by a signal, where it computes or waits."""
        if number not in self._signals:
            self._signals.append(number)
        self._wake()

    def take_signals(self, frame: FrameType | None = None) -> None:
        """Call the program's handlers for the signals that have come.

        Raises:
            AlarmClock: the program has no handler for one; that ends it.
        """
        while self._signals:
            number = self._signals.pop(0)
            handler = signal.getsignal(number)
            if handler == signal.SIG_DFL:
                raise AlarmClock
            if callable(handler):
                handler(number, frame or _step_of_program())
                self._end_pauses()

    async def until_handled(self) -> None:
        """Wait until a handler for a signal was called."""
        handled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pausing.append(handled)
        await handled

    def _end_pauses(self) -> None:
        pausing, self._pausing = self._pausing, []
        for future in pausing:
            if not future.done():
                future.set_result(None)

    def cancel_alarm(self) -> None:
        """Let nothing ring for a program that is over."""
        self._signals.clear()
        if self.alarm is not None:
            self.alarm.cancel()

    def forget(self) -> None:
        """Begin anew, as if the end had never been asked for."""
        self._presses = 0
        for thread in self._threads:
            thread._presses = 0

    def end(self) -> None:
        """End what is left of a program that is over: its tasks, handlers, timers and threads."""
        self._presses = max(1, self._presses)
        self.cancel_alarm()
        for task in self.tasks():
            task.cancel()
            if self.is_forced:
                _leave(task)
        for thread in [*self._threads]:
            thread._press(max(self._presses, thread._presses))

    async def end_threads(self) -> None:
        """End the threads of a program whose main part is over, one way or the other."""
        self.is_for_threads = True
        over = asyncio.Event()
        self._on_threads_over = over.set
        for presses in (1, 2):
            if not self._threads:
                return
            for thread in [*self._threads]:
                thread._press(max(presses, thread._presses))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), 2 * GRACE)

    def check(self) -> None:
        """Raise KeyboardInterrupt in a program that is forced to end."""
        if self.is_forced:
            self.interrupt()

    def interrupt(self, frame: FrameType | None = None) -> None:
        """Raise KeyboardInterrupt, or call what the program has set in its place for SIGINT."""
        if self.is_forced:
            self._end_here()
        handler = signal.getsignal(signal.SIGINT)
        if handler is signal.SIG_IGN:
            return
        if not callable(handler) or handler is signal.default_int_handler:
            raise KeyboardInterrupt
        handler(signal.SIGINT, frame or sys._getframe(1))
        self._end_pauses()

    def _end_here(self) -> NoReturn:
        if time.monotonic() - self._last_press > GRACE:
            self._cut()
        raise KeyboardInterrupt

    def _cut(self) -> NoReturn:
        frame: FrameType | None = sys._getframe()
        while frame:
            # The variables of a module are not of these steps alone.
            if not is_ours(frame) and frame.f_locals is not frame.f_globals:
                # What they hold is free for others: nobody will ever let go of these steps.
                for name in frame.f_locals:
                    frame.f_locals[name] = None
            frame = frame.f_back
        self.on_cut(None)
        while True:
            host.wait(host.never())

    async def until_asked(self, presses: int) -> None:
        """Wait until the end was asked for more than `presses` times, or a signal has come."""
        # It may have been before this began to wait.
        if self._presses > presses or self._signals:
            return
        asked: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(asked)
        try:
            await asked
        finally:
            self._waiting.discard(asked)

    def tasks(self) -> list[asyncio.Task[Any]]:
        """Return the tasks that the program has started and that are not done."""
        return [task for task in asyncio.all_tasks() if of(task) is self]

    def has_threads(self) -> bool:
        """Return whether threads that the program has started still run."""
        return bool(self._threads)

    def cancel_tasks(self) -> None:
        """Cancel all tasks of the program that wait by `await`."""
        for task in self.tasks():
            cancel_if_awaiting(task)


def _leave(task: asyncio.Task[Any]) -> None:
    """Let nothing wake a task that does not take its cancellation."""
    future = getattr(task, "_fut_waiter", None)
    for callback, _ in list(getattr(future, "_callbacks", None) or ()):
        if getattr(callback, "__self__", None) is task:
            future.remove_done_callback(callback)  # type: ignore[union-attr]
            task._log_destroy_pending = False


class Driven:
    """Awaits a coroutine step by step, until nobody wants it to go on."""

    def __init__(self, coroutine: Coroutine[Any, Any, Any], is_wanted: Callable[[], bool]) -> None:
        self._coroutine = coroutine
        self._is_wanted = is_wanted

    def __await__(self) -> Generator[Any, Any, Any]:
        error: BaseException | None = None
        while self._is_wanted():
            try:
                step = self._coroutine.throw(error) if error else self._coroutine.send(None)
            except StopIteration as end:
                return end.value
            try:
                error = None
                yield step
            except BaseException as raised:  # noqa: BLE001 - handed on to the coroutine
                error = raised
        # Closing it would be one more step.
        _left.append(self._coroutine)
        return None


_left: list[object] = []


def cancel_if_awaiting(task: asyncio.Task[Any]) -> None:
    """Cancel `task` unless one of its steps computes, or waits, just now: that is told otherwise.

    A task that has not begun is cancelled as well, and one that is about to go on.
    """
    if not getattr(task.get_coro(), "cr_running", False):
        task.cancel()


_current: ContextVar[Stopper | None] = ContextVar("pagelet_stopper", default=None)
# Ends nothing: for code that belongs to no program.
_NEVER = Stopper()


def of(task: Any) -> Stopper | None:
    """Return what ends the program that has started `task`, None if no program has."""
    stopper: Stopper | None = task.get_context().get(_current)
    return stopper


def current() -> Stopper:
    """Return what ends the running program."""
    return _current.get() or _NEVER


def use(stopper: Stopper) -> None:
    """Let `stopper` end what runs in this context."""
    _current.set(stopper)


def was_stopped() -> bool:
    """Return whether what runs here was told to end: then its timers and handlers are over, too."""
    return current().was_stopped


def stop_here() -> NoReturn:
    """End what runs here, as Stop does.

    Raises:
        KeyboardInterrupt: always.
    """
    stopper = _current.get()
    if stopper is not None and not stopper.was_stopped:
        stopper.stop()
    raise KeyboardInterrupt


def put_aside() -> None:
    """Tell the program whose steps are on the stack that nobody will continue them.

    They went deeper into themselves than the browser can follow.
    """
    error = RecursionError("the browser's stack is full")
    traceback = None
    frame: FrameType | None = sys._getframe(1)
    for _ in range(_STEPS_TOLD):
        if frame is None:
            break
        if not is_ours(frame):
            traceback = TracebackType(traceback, frame, frame.f_lasti, frame.f_lineno)
        frame = frame.f_back
    current().on_cut(error.with_traceback(traceback))
