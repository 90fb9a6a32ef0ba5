"""A step of a task is not interrupted by other tasks of its program, as asyncio promises.

Code that computes for long lets the page breathe, and the event loop runs meanwhile. A task that
went on at such a moment would do so half-way through what another one does between two `await`s.
So its step is put off until the computation is through; but not for ever, because a loop without
end may be there for just this task to end it.
"""

import asyncio
import time
from collections import deque
from typing import Any
from weakref import WeakSet

from pagelet import _stopper
from pagelet._host import host

# How long a step may wait for a computation, in seconds.
PATIENCE = 1.0

_run = asyncio.Handle._run
# Tasks that something waits for inside a step: they go on at once.
_awaited: WeakSet[asyncio.Future[Any]] = WeakSet()


class _Queue:
    """The steps of one program that were put off."""

    def __init__(self, stopper: _stopper.Stopper) -> None:
        self._stopper = stopper
        self._steps: deque[asyncio.Handle] = deque()
        self._deadline = 0.0
        # False while a computation goes on that has used up our patience once.
        self._is_patient = True

    def run(self, step: asyncio.Handle) -> None:
        """Run `step` now, or in its turn."""
        is_breathing = self._stopper.breaths > 0
        self._is_patient = self._is_patient or not is_breathing
        if not self._steps and not (is_breathing and self._is_patient):
            _run(step)
            return
        self._steps.append(step)
        if len(self._steps) == 1:
            self._deadline = time.monotonic() + PATIENCE
            host.soon(self._look)

    def _look(self) -> None:
        """Run the next step if it is its turn."""
        if self._stopper.breaths and self._is_patient:
            if time.monotonic() < self._deadline:
                host.soon(self._look)
                return
            self._is_patient = False
        step = self._steps.popleft()
        if self._steps:
            # What the next one may have to wait for is another computation.
            self._deadline = time.monotonic() + PATIENCE
            host.soon(self._look)
        if not step.cancelled():
            _run(step)


def _run_in_turn(handle: asyncio.Handle) -> None:
    """Run what the event loop has to run next; this is `asyncio.Handle._run` in a page."""
    callback = handle._callback  # type: ignore[attr-defined]
    task = getattr(callback, "__self__", None)
    if isinstance(task, asyncio.Task) and task not in _awaited:
        stopper = _stopper.of(task)
        if stopper is not None and (stopper.breaths or stopper.steps):
            stopper.steps = stopper.steps or _Queue(stopper)
            stopper.steps.run(handle)
            return
    _run(handle)


def go_on_at_once(task: asyncio.Future[Any]) -> None:
    """Let `task` go on whatever computes: a step of the program waits for it."""
    _awaited.add(task)


def install() -> None:
    """Let the tasks of a program take turns."""
    asyncio.Handle._run = _run_in_turn  # type: ignore[assignment,method-assign]
