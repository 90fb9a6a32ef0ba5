"""The host in a worker, whose channel to the page can be waited for (`loader/worker.js`).

There Python waits by an event loop inside the one that called it: what is ready runs, then the
worker is blocked until the page has something to say or the next timer is due, and so on.
"""

import asyncio
import contextvars
import heapq
import itertools
import math
import time
from asyncio import tasks
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import _pagelet_bridge as bridge
from pyodide.ffi import create_proxy
from pyodide.webloop import WebLoop

from pagelet._host.browser import BrowserHost
from pagelet._host.contract import Result

# A browser's timer with more milliseconds than 32 bits hold goes off at once. In seconds.
_LONGEST_TIMER = 2_000_000


class WorkerLoop(WebLoop):  # type: ignore[misc]
    """An event loop that the browser drives, or Python itself while it waits."""

    def __init__(self) -> None:
        super().__init__()
        self._soon: deque[asyncio.Handle] = deque()
        self._later: list[tuple[float, int, asyncio.Handle]] = []
        self._order = itertools.count()
        self._wakes = math.inf
        self._timer = 0
        bridge.onTurn(create_proxy(self._turn))

    def call_later(
        self,
        delay: float,
        callback: Callable[..., Any],
        *args: Any,
        context: contextvars.Context | None = None,
    ) -> asyncio.Handle:
        """Call `callback` after `delay` seconds; the returned handle can cancel it."""
        if delay < 0:
            raise ValueError("Can't schedule in the past")
        handle = asyncio.Handle(callback, args, self, context=context)
        if delay == 0:
            self._soon.append(handle)
        elif delay != math.inf:
            heapq.heappush(self._later, (time.monotonic() + delay, next(self._order), handle))
        self._wake()
        return handle

    def pause(self) -> float:
        """Return how many seconds nothing is to be done, unless the page says something."""
        if self._soon:
            return 0
        while self._later and self._later[0][2].cancelled():
            heapq.heappop(self._later)
        return max(0, self._later[0][0] - time.monotonic()) if self._later else math.inf

    def run_ready(self) -> None:
        """Run what is ready now; what that makes ready comes with the next call."""
        now = time.monotonic()
        while self._later and self._later[0][0] <= now:
            self._soon.append(heapq.heappop(self._later)[2])
        for _ in range(len(self._soon)):
            # It may have been run by code that waits inside the one before.
            if not self._soon:
                break
            handle = self._soon.popleft()
            if handle.cancelled():
                continue
            try:
                handle._run()
            except (KeyboardInterrupt, SystemExit):
                # The task has it, and whoever waits for the task gets it from there.
                continue

    def _turn(self) -> None:
        self._wakes = math.inf
        self._install_running_loop()
        self._install_asyncgen_hooks()
        self.run_ready()
        self._wake()

    def _wake(self) -> None:
        """Let the browser call `_turn` when the next thing is to be done."""
        pause = self.pause()
        when = time.monotonic() + pause
        if when < self._wakes:
            # The one that it replaces would wake for nothing.
            bridge.unwake(self._timer)
            self._wakes = when
            self._timer = bridge.wake(min(pause, _LONGEST_TIMER) * 1000)


def _end_turn(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_result(None)


class WorkerHost(BrowserHost):
    """The page, seen from a worker."""

    def __init__(self) -> None:
        self._loop = WorkerLoop()
        asyncio.set_event_loop(self._loop)

    def can_wait(self) -> bool:
        """Return whether Python may wait here: in a worker always."""
        return True

    def wait(self, awaitable: Awaitable[Result]) -> Result:
        """Wait for `awaitable` and return its result; events are handled meanwhile.

        Of several that wait at the same time, the one that began last goes on first.
        """
        future = asyncio.ensure_future(awaitable)
        # Other tasks run inside the one that waits.
        waiting = tasks._swap_current_task(self._loop, None)  # type: ignore[attr-defined]
        try:
            while not future.done():
                self._loop.run_ready()
                if not future.done():
                    bridge.receive(self._loop.pause() * 1000)
        finally:
            tasks._swap_current_task(self._loop, waiting)  # type: ignore[attr-defined]
        return future.result()

    @property
    def waits_inside(self) -> bool:
        """Whether what waits keeps the code beneath it from going on: it does."""
        return True

    def next_turn(self) -> Awaitable[None]:
        """Return an awaitable that ends after what the page had to say was heard."""
        # Not a task: those of the program wait while it computes.
        turn: asyncio.Future[None] = self._loop.create_future()
        # The page is heard after the first of two rounds.
        self._loop.call_soon(self._loop.call_soon, _end_turn, turn)
        return turn

    def breath(self) -> Awaitable[None]:
        """Return what `next_turn` does."""
        return self.next_turn()
