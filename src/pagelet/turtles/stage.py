"""A program's windows, its pace, and the order in which its handlers run."""

import asyncio
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any
from weakref import WeakKeyDictionary

from pagelet import _stopper, blocking, output
from pagelet._host import host
from pagelet._host.contract import Stop
from pagelet.turtles.canvas import Canvas
from pagelet.turtles.errors import Terminator

# A frame of most displays. A program that took this long for itself is not behind its pace.
SLACK = 0.02
# What an update costs where the program sets no delay: Tk is not faster either.
UPDATE_SECONDS = 0.005

_handler: ContextVar[object] = ContextVar("pagelet_turtle_handler", default=None)


class Stage:
    """What the turtles of one program (or of one tag) share.

    Handlers run as under Tk: one that starts while the program waits for a frame comes first, and
    the program goes on when it is done; handlers may themselves be interrupted in this way.
    """

    def __init__(self) -> None:
        self.canvases: list[Canvas] = []
        self.screen: Any = None
        self.turtle: Any = None
        # The next call of a function of the module tells the program that its window is gone.
        self.was_closed = False
        self._handlers: list[object] = []
        self._due = 0.0
        self._timers: set[asyncio.TimerHandle] = set()

    def is_over(self) -> bool:
        """Return whether all windows have gone from the page, as when a program is run again."""
        return bool(self.canvases) and not any(canvas.is_on_page() for canvas in self.canvases)

    def add(self, canvas: Canvas) -> None:
        """Take in a canvas of the program."""
        self.canvases.append(canvas)
        canvas.handler = self.handler

    # Handlers

    def handler(self, function: Callable[..., object]) -> Callable[..., object]:
        """Return `function` ready to be called by an event, now or later."""

        def call(*args: object) -> object:
            if self.is_over() or _stopper.was_stopped():
                return None
            running = object()
            self._handlers.append(running)
            _handler.set(running)
            try:
                return function(*args)
            except (Terminator, KeyboardInterrupt):
                return None
            finally:
                self._handlers.remove(running)

        return output.bind(call)

    def after(self, milliseconds: float, function: Callable[[], object]) -> Stop:
        """Call `function` once, later; return what prevents it."""
        bound = self.handler(function)

        def call() -> None:
            self._timers.discard(timer)
            bound()

        timer = asyncio.get_event_loop().call_later(max(0, milliseconds) / 1000, call)
        self._timers.add(timer)
        return timer.cancel

    def _is_interrupted(self) -> bool:
        """Return whether a handler that started later than what runs here is not done yet."""
        mine = _handler.get()
        return bool(self._handlers) and self._handlers[-1] is not mine

    # Pace

    def spend(self, seconds: float) -> None:
        """Let this much time pass, in frames of the display; shorter times add up."""
        now = time.perf_counter()
        self._due = max(self._due, now - SLACK) + seconds
        while self._due > now:
            self.wait_frame()
            now = time.perf_counter()

    def animate(self, seconds: float, show: Callable[[float], None]) -> None:
        """Let this much time pass, calling `show` before each frame with the part that is over."""
        now = time.perf_counter()
        begin = max(self._due, now - SLACK)
        self._due = begin + seconds
        while self._due > now:
            show((now - begin) / seconds)
            self.wait_frame()
            now = time.perf_counter()

    def wait_frame(self) -> None:
        """Show what was drawn and wait until the page has painted it."""
        if not host.can_wait():
            self._due = 0.0
            return
        while True:
            for canvas in self.canvases:
                canvas.flush_if_touched()
            blocking.wait(self._frame())
            if not self._is_interrupted():
                return

    async def _frame(self) -> None:
        for canvas in reversed(self.canvases):
            if canvas.is_open:
                await canvas.next_frame()
                return
        await asyncio.sleep(SLACK)

    # Windows

    def wait_for_end(self, canvas: Canvas | None = None) -> None:
        """Wait until a window (or all windows) is closed; handlers run meanwhile."""
        waited = [canvas] if canvas else list(self.canvases)
        can_wait = host.can_wait()
        for each in self.canvases:
            each.flush()
            each.describe_now()
            if can_wait and each.is_open:
                each.offer_to_close(self.close)
        if can_wait:
            for each in waited:
                blocking.wait(each.closing())

    def close(self, canvas: Canvas) -> None:
        """Close a window: nothing in it moves or listens any more."""
        canvas.close()
        if not any(each.is_open for each in self.canvases):
            for timer in self._timers:
                timer.cancel()
            self._timers.clear()
        if self.screen is not None and self.screen.cv is canvas:
            self.screen = self.turtle = None
            self.was_closed = True


_stages: WeakKeyDictionary[output.Output, Stage] = WeakKeyDictionary()


def current() -> Stage:
    """Return the stage of the running program or tag."""
    place = output.current()
    stage = _stages.get(place)
    if stage is None or stage.is_over():
        stage = _stages[place] = Stage()
    return stage
