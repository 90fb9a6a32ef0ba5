"""The lock that Python's `threading` and `queue` are built on, where the page stays alive."""

import asyncio
from collections import deque
from types import TracebackType

from pagelet import blocking


def wait_for(until: "asyncio.Future[bool]", timeout: float | None) -> bool:
    """Wait until `until` has a result, at most `timeout` seconds; return that result, or False."""
    if timeout is None:
        return blocking.wait(until)
    timer = asyncio.get_event_loop().call_later(timeout, _give_up, until)
    try:
        return blocking.wait(until)
    finally:
        timer.cancel()


def _give_up(until: "asyncio.Future[bool]") -> None:
    if not until.done():
        until.set_result(False)


class Lock:
    """A lock that one thread can hold at a time; this is `threading.Lock` in a page."""

    def __init__(self) -> None:
        self._locked = False
        self._waiting: deque[asyncio.Future[bool]] = deque()

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Take the lock; return whether that was possible (in time)."""
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        if not self._locked:
            self._locked = True
            return True
        if not blocking or timeout == 0:
            return False
        return self._wait_for_it(None if timeout == -1 else timeout)

    def _wait_for_it(self, timeout: float | None) -> bool:
        handed_over: asyncio.Future[bool] = asyncio.get_event_loop().create_future()
        self._waiting.append(handed_over)
        try:
            return wait_for(handed_over, timeout)
        except BaseException:
            # It came at the same moment as the end of the waiting.
            if handed_over.done() and not handed_over.cancelled() and handed_over.result():
                self.release()
            raise

    def release(self) -> None:
        """Give the lock back; who waits longest gets it."""
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        while self._waiting:
            next_one = self._waiting.popleft()
            if not next_one.done():
                next_one.set_result(True)
                return
        self._locked = False

    def locked(self) -> bool:
        """Return whether a thread holds the lock."""
        return self._locked

    acquire_lock, release_lock, locked_lock = acquire, release, locked

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()

    def _at_fork_reinit(self) -> None:
        self.__init__()  # type: ignore[misc]

    def __repr__(self) -> str:
        state = "locked" if self._locked else "unlocked"
        return f"<{state} {type(self).__name__} object at {id(self):#x}>"
