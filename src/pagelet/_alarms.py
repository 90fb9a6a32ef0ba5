"""`signal.alarm` and `signal.setitimer` in a page: a timer that interrupts the program's main part.

The handler is called where the program computes, at the next breath, or where it waits. What it
raises is raised there.
"""

import asyncio
import errno
import math
import operator
import signal
import time
from typing import SupportsIndex

from pagelet import _stopper, output
from pagelet._host import host
from pagelet.errors import CannotWaitError

# How long an alarm waits for code that computes, in seconds, before it is nobody's; and how long
# where code was waiting, which has been woken: on a busy machine it may come late.
PATIENCE, PATIENCE_WITH_WAITING = 0.1, 2.0

ITIMER_REAL = 0


class Timer:
    """What rings for one program, once or again and again."""

    def __init__(self, stopper: _stopper.Stopper) -> None:
        self._stopper = stopper
        self._handle: asyncio.TimerHandle | None = None
        self._due = self._interval = 0.0
        self._calling: asyncio.Task[object] | None = None

    def get(self) -> tuple[float, float]:
        """Return the seconds that are left, 0 if it is not set, and those between two rings."""
        if self._handle is None:
            return 0.0, 0.0
        # To a millionth, as everywhere: a sum of times is not exact, and may be a trifle more.
        return max(round(self._due - time.monotonic(), 6), 1e-6), self._interval

    def set(self, seconds: float, interval: float = 0.0) -> tuple[float, float]:
        """Let it ring after `seconds`, then every `interval`, or never; return what was left."""
        before = self.get()
        self.cancel()
        if seconds:
            self._interval = interval
            self._due = time.monotonic() + seconds
            self._ring_in(seconds)
        return before

    def cancel(self) -> None:
        """Let it not ring any more."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _ring_in(self, seconds: float) -> None:
        self._handle = asyncio.get_event_loop().call_later(seconds, self._ring)

    def _ring(self) -> None:
        self._handle = None
        if self._interval:
            # Those that nobody could hear, because the page stood still, are left out.
            missed = max(0, math.floor((time.monotonic() - self._due) / self._interval))
            self._due += (missed + 1) * self._interval
            self._ring_in(max(0.0, self._due - time.monotonic()))
        patience = PATIENCE_WITH_WAITING if self._stopper.is_waited_for else PATIENCE
        self._stopper.deliver(signal.SIGALRM)
        asyncio.get_event_loop().call_later(patience, self._call_if_nobody_has)

    def _call_if_nobody_has(self) -> None:
        """Call the handler here if the program neither computes nor waits, but awaits."""
        if self._stopper.has_signals and not self._stopper.breaths:
            self._calling = output.spawn(self._call())

    async def _call(self) -> None:
        self._stopper.take_signals()


def _timer() -> Timer:
    if not (host.can_switch_stacks() or host.waits_inside):
        raise CannotWaitError(
            "An alarm cannot interrupt the program: this browser cannot switch stacks.",
            where="signal",
            hint="Use a current Chrome, Edge or Firefox; or let a function be called later by "
            "asyncio.get_event_loop().call_later(seconds, function).",
        )
    # Also where a thread asks: signals are for the main part, as everywhere.
    stopper = _stopper.current().whole
    if stopper.alarm is None:
        stopper.alarm = Timer(stopper)
    timer: Timer = stopper.alarm
    return timer


def alarm(seconds: SupportsIndex, /) -> int:
    """Send SIGALRM after `seconds`, or never for 0; this is `signal.alarm` in a page."""
    left, _ = _timer().set(float(max(0, operator.index(seconds))))
    return math.ceil(left)


def setitimer(which: int, seconds: float, interval: float = 0.0, /) -> tuple[float, float]:
    """Send SIGALRM after `seconds` and then every `interval`; `signal.setitimer` in a page."""
    _check(which)
    seconds, interval = float(seconds), float(interval)
    if seconds < 0 or interval < 0:
        raise signal.ItimerError(errno.EINVAL, "Invalid argument")
    return _timer().set(seconds, interval)


def getitimer(which: int, /) -> tuple[float, float]:
    """Return the seconds left and the interval; this is `signal.getitimer` in a page."""
    _check(which)
    return _timer().get()


def _check(which: int) -> None:
    if operator.index(which) != ITIMER_REAL:
        raise signal.ItimerError(
            errno.EINVAL, "a page has one such timer only, signal.ITIMER_REAL, for real time"
        )
