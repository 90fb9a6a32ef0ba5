"""Handlers take turns: none starts half-way through what other code computes.

Code that computes for long lets the page breathe, and events arrive meanwhile. A handler that ran
at such a moment would find the program's variables and the page half changed, which nobody expects
where nothing waits. So it waits until the computation is through; but not for ever, because a loop
without end may be there for just this handler to end it.
"""

import asyncio
import time
from collections import deque

from pagelet import blocking
from pagelet._host import host
from pagelet._host.contract import Handler

# How long an event may wait for a computation, in seconds.
PATIENCE = 1.0

_waiting: deque[object] = deque()
# False while a computation goes on that has used up our patience once.
_patient = True


def in_turn(handler: Handler) -> Handler:
    """Return `handler` so that it waits for its turn before it starts."""

    def wait_and_handle(event: object) -> object:
        if host.waits_inside:
            return _handle_later(handler, event)
        _wait_for_turn()
        return handler(event)

    return wait_and_handle


def _wait_for_turn() -> None:
    global _patient
    if not blocking.is_breathing() and not _waiting:
        _patient = True
        return
    if not host.can_wait():
        return
    ticket = object()
    _waiting.append(ticket)
    deadline = time.monotonic() + PATIENCE
    try:
        while _patient and (blocking.is_breathing() or _waiting[0] is not ticket):
            _patient = time.monotonic() < deadline
            host.wait(host.next_turn())
    finally:
        _waiting.remove(ticket)


# Where the computation cannot go on while a handler waits for its turn, the event waits alone.
_events: deque[tuple[float, Handler, object]] = deque()
_LOOK_AGAIN = 0.05


def _handle_later(handler: Handler, event: object) -> object:
    """Call `handler` now if nothing is half-way through a computation, else in its turn."""
    if not blocking.is_breathing() and not _events:
        return handler(event)
    _events.append((time.monotonic() + PATIENCE, handler, event))
    if len(_events) == 1:
        host.soon(_handle_waiting)
    return None


def _handle_waiting() -> None:
    global _patient
    while _events:
        deadline, handler, event = _events[0]
        if not blocking.is_breathing():
            _patient = True
        elif _patient and time.monotonic() < deadline:
            asyncio.get_event_loop().call_later(_LOOK_AGAIN, _handle_waiting)
            return
        else:
            _patient = False
        _events.popleft()
        handler(event)
