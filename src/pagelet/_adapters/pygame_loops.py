"""`pygame` in a page: its loops wait where they wait on a desktop, and the page lives meanwhile.

pygame-ce itself is made for a page (SDL draws on a canvas), but what waits in it would stop the
whole page: Clock.tick, time.wait, event.wait. Those are replaced; and where a frame ends:
display.flip, event.get, the page gets a turn, so that it can paint and tell what was pressed.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from pagelet import _stopper, blocking, output
from pagelet._host import host
from pagelet._nodes import make
from pagelet.errors import CannotWaitError

# How long the page may go without a turn, in seconds.
LONGEST = 0.008
# So many ends of frames without a turn are a loop that never lets go.
MOST_UNSEEN = 300
# How often `event.wait` looks, in seconds.
LOOK = 0.01
FRAMES_COUNTED = 10


class _Page:
    """When the page had its last turn."""

    def __init__(self) -> None:
        self._last = 0.0
        self._unseen = 0

    def pause(self, seconds: float) -> None:
        """Let `seconds` pass."""
        if host.can_wait():
            blocking.wait(asyncio.sleep(seconds) if seconds > 0 else _turn())
            self._last = time.monotonic()
        else:
            self._note_unseen()

    def breathe(self) -> None:
        """Give the page a turn if its last one was a while ago."""
        if time.monotonic() - self._last >= LONGEST:
            self.pause(0)

    def _note_unseen(self) -> None:
        """End a loop that would freeze a page for ever: here only `await` lets others go on."""
        if not self._unseen:
            asyncio.get_event_loop().call_soon(self._seen)
        self._unseen += 1
        if self._unseen > MOST_UNSEEN:
            raise CannotWaitError(
                "This game never lets the page go on, and this browser cannot switch stacks.",
                where=str(host.window.navigator.userAgent),
                hint="Use a current Chrome, Edge or Firefox; or write "
                "'await asyncio.sleep(0)' into the game's loop.",
            )

    def _seen(self) -> None:
        self._unseen = 0


async def _turn() -> None:
    await host.next_turn()


_page = _Page()


class Clock:
    """`pygame.time.Clock` in a page."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._time = self._raw = 0
        self._frames: deque[float] = deque(maxlen=FRAMES_COUNTED + 1)

    def tick(self, framerate: float = 0) -> int:
        """Wait until a frame is over, so that there are at most `framerate` a second.

        Returns:
            The milliseconds since the last call.
        """
        used = time.perf_counter() - self._last
        rest = 1 / framerate - used if framerate > 0 else 0.0
        if rest > 0:
            _page.pause(rest)
        else:
            _page.breathe()
        now = time.perf_counter()
        self._raw = round(used * 1000)
        self._time = round((now - self._last) * 1000)
        self._last = now
        self._frames.append(now)
        return self._time

    tick_busy_loop = tick

    def get_time(self) -> int:
        """Return the milliseconds between the last two calls of `tick`."""
        return self._time

    def get_rawtime(self) -> int:
        """Return the milliseconds that the program itself used of them."""
        return self._raw

    def get_fps(self) -> float:
        """Return how many frames a second there were of late; 0 before the tenth."""
        if len(self._frames) <= FRAMES_COUNTED:
            return 0.0
        passed = self._frames[-1] - self._frames[0]
        return FRAMES_COUNTED / passed if passed > 0 else 0.0

    def __repr__(self) -> str:
        return f"<Clock(fps={self.get_fps():.2f})>"


def wait(milliseconds: int) -> int:
    """Let time pass; this is `pygame.time.wait` and `delay` in a page."""
    begin = time.perf_counter()
    _page.pause(max(0, milliseconds) / 1000)
    return round((time.perf_counter() - begin) * 1000)


_timers: dict[int, asyncio.Task[None]] = {}


def _timers_of(event_module: Any) -> Callable[..., None]:
    """Return `pygame.time.set_timer`: SDL's own needs threads."""

    def set_timer(event: Any, millis: int, loops: int = 0) -> None:
        """Post an event every so many milliseconds, `loops` times (0: until it is set to 0)."""
        made = event if hasattr(event, "type") else event_module.Event(int(event))
        if running := _timers.pop(int(made.type), None):
            running.cancel()
        if millis > 0:
            posting = _post(event_module, made, millis / 1000, loops)
            _timers[int(made.type)] = asyncio.get_event_loop().create_task(posting)

    return set_timer


async def _post(event_module: Any, event: Any, seconds: float, loops: int) -> None:
    done = 0
    while not _stopper.was_stopped() and (not loops or done < loops):
        await asyncio.sleep(seconds)
        event_module.post(event)
        done += 1


def _after(function: Callable[..., Any], then: Callable[[], None]) -> Callable[..., Any]:
    def called(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        then()
        return result

    called.__name__, called.__doc__ = function.__name__, function.__doc__
    return called


def _before(function: Callable[..., Any], first: Callable[[], None]) -> Callable[..., Any]:
    def called(*args: Any, **kwargs: Any) -> Any:
        first()
        return function(*args, **kwargs)

    called.__name__, called.__doc__ = function.__name__, function.__doc__
    return called


def _wait_for_event(event_module: Any, nothing: int) -> Callable[..., Any]:
    """Return `pygame.event.wait`."""
    poll = event_module.poll

    def wait_for_event(timeout: int = 0) -> Any:
        """Return the next event; with `timeout` (milliseconds), NOEVENT if none comes in time."""
        end = time.monotonic() + timeout / 1000
        while True:
            found = poll()
            if found.type != nothing or (timeout > 0 and time.monotonic() >= end):
                return found
            _page.pause(LOOK)

    return wait_for_event


_canvas: Any = None


def use_canvas(canvas: Any) -> None:
    """Let pygame draw on this element."""
    global _canvas
    _canvas = canvas
    host.use_canvas(canvas)


def _ensure_canvas() -> None:
    """Make a canvas in the program's output unless the page has one for it."""
    if _canvas is not None and _canvas.isConnected:
        return
    canvas = host.document.getElementById("canvas")
    if not canvas:
        canvas = make("canvas", id="canvas", tabindex="0")
        output.current().add(canvas)
    use_canvas(canvas)


def adapt(pygame: Any) -> None:
    """Replace what waits, and let the page have a turn where a frame ends."""
    clock, display, event = pygame.time, pygame.display, pygame.event
    clock.Clock, clock.wait, clock.delay = Clock, wait, wait
    clock.set_timer = _timers_of(event)
    display.set_mode = _before(display.set_mode, _ensure_canvas)
    for name in ("flip", "update"):
        setattr(display, name, _after(getattr(display, name), _page.breathe))
    event.wait = _wait_for_event(event, pygame.NOEVENT)
    for name in ("get", "poll", "pump", "peek"):
        setattr(event, name, _before(getattr(event, name), _page.breathe))
    pygame.quit = _before(pygame.quit, _end_timers)


def _end_timers() -> None:
    for timer in _timers.values():
        timer.cancel()
    _timers.clear()
    _page.breathe()
