"""What the canvases of one program (or one tag) share: keys, frames, sounds."""

import time
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from pagelet import _stopper, blocking, output
from pagelet._host import host
from pagelet._shown import shown
from pagelet.games import bridge
from pagelet.games.canvas import Canvas
from pagelet.games.errors import CanvasError, ValueOfWrongKindError, problem
from pagelet.games.keyboard import Keys, browser_name

if TYPE_CHECKING:
    from pagelet.games.sound import Sound

# A program that has no clock.tick() sees what is new once in this time.
LOOK_SECONDS = 1 / 60


class Stage:
    """What the canvases of one program share."""

    def __init__(self) -> None:
        self.run = _stopper.current()
        self.keys = Keys(self._want_key)
        self.clock = Clock(self)
        self.sounds: list[Sound] = []
        self.tells_of_sound = True
        self._canvases: list[Canvas] = []
        self._main: Canvas | None = None
        self._page: Any = None
        self._wanted_keys: set[str] = set()
        self._looked_at = 0.0

    @property
    def canvas(self) -> Canvas:
        """The program's own canvas, made when it is needed first."""
        if self._main is None:
            self._main = Canvas()
        return self._main

    def add(self, canvas: Canvas) -> None:
        """Take in a canvas of the program."""
        self._canvases.append(canvas)

    def connect(self, module: Any) -> None:
        """Go on with the JavaScript side, which is there now."""
        if self._page is None:
            self._page = module.makeStage()
            self._tell_keys()
        for canvas in self._canvases:
            self._page.add(canvas.node)

    async def ready(self) -> None:
        """Wait until the JavaScript side is there."""
        if self._page is None:
            self.connect(await bridge.load_painter())

    async def next_frame(self, period: float) -> float:
        """Wait for the next frame; return the seconds since the one before."""
        await self.ready()
        return float(await self._page.next(period))

    def flush(self) -> None:
        """Paint what was drawn."""
        for canvas in self._canvases:
            canvas.flush()

    def collect(self) -> None:
        """Begin a new frame: take in what keys and pointers did."""
        self._looked_at = time.monotonic()
        if self._page is not None:
            self.keys.collect(str(self._page.takeKeys()))
        for canvas in self._canvases:
            canvas.mouse.collect()

    def look(self) -> None:
        """See to it that a program without frames of its own sees what is new."""
        if not self.clock.ticks and time.monotonic() - self._looked_at > LOOK_SECONDS:
            self.collect()

    def _want_key(self, key: str) -> None:
        if key not in self._wanted_keys:
            self._wanted_keys.add(key)
            self._tell_keys()
        self.look()

    def _tell_keys(self) -> None:
        if self._page is None or not self._wanted_keys:
            return
        names = "\n".join(browser_name(key) for key in self._wanted_keys)
        self._page.wantKeys(names, self._canvases[0].node if self._canvases else None)
        for canvas in self._canvases:
            canvas.take_keys()

    def silence(self) -> None:
        """Stop all sounds."""
        for sound in self.sounds:
            sound.stop()
        self.sounds.clear()

    def is_over(self) -> bool:
        """Return whether this is of another run of the program, or gone from the page."""
        if self.run is not _stopper.current():
            return True
        return bool(self._canvases) and not any(each.is_on_page() for each in self._canvases)

    def close(self) -> None:
        """Listen and sound no more."""
        self.silence()
        for canvas in self._canvases:
            canvas.close()
        if self._page is not None:
            self._page.close()


class Clock:
    """The rhythm of a program that draws frame after frame."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.ticks = 0
        self._time = 0.0
        self._dt = 0.0
        self._recent: list[float] = []

    def tick(self, fps: float = 60) -> float:
        """Show what was drawn and wait for the next frame; return the seconds since the last one.

        Args:
            fps: frames per second, at most: the display may show less.
        """
        period = _period(fps)
        self._stage.flush()
        if not host.can_wait():
            raise problem(
                CanvasError,
                "clock.tick() cannot wait here: this browser, or this function, does not let it.",
                "Write 'await clock.next(60)' in its place, at the top of the program or in an "
                "async function; or use a current Chrome, Edge or Firefox.",
            )
        try:
            seconds = blocking.wait(self._stage.next_frame(period))
        except KeyboardInterrupt:
            self._stage.silence()
            raise
        return self._begin(seconds)

    async def next(self, fps: float = 60) -> float:
        """Do as tick() in an async program: `await clock.next(60)`."""
        period = _period(fps)
        self._stage.flush()
        return self._begin(await self._stage.next_frame(period))

    def _begin(self, seconds: float) -> float:
        if not self.ticks:
            # There was no frame before: as long as one usually takes.
            seconds = min(seconds, 1 / 60)
        self.ticks += 1
        self._time += seconds
        self._dt = seconds
        self._recent = [*self._recent[-59:], seconds]
        self._stage.collect()
        return seconds

    @property
    def time(self) -> float:
        """The seconds of all frames so far; while the page is hidden none go by."""
        return self._time

    @property
    def dt(self) -> float:
        """The seconds between the last two frames."""
        return self._dt

    @property
    def frame(self) -> int:
        """How many frames there were so far."""
        return self.ticks

    @property
    def fps(self) -> float:
        """How many frames per second there are, taken from the last ones."""
        whole = sum(self._recent)
        return len(self._recent) / whole if whole else 0.0

    def __repr__(self) -> str:
        return f"<clock {self._time:.2f} s, {self.ticks} frames>"


def _period(fps: Any) -> float:
    """Return the milliseconds of one frame."""
    if not isinstance(fps, int | float):
        raise problem(
            ValueOfWrongKindError,
            f"clock.tick() needs a number of frames per second, but got {shown(fps)}.",
            "Write clock.tick(60).",
        )
    if not 0 < fps <= 1000:
        raise problem(
            CanvasError,
            f"clock.tick() cannot give {fps} frames per second.",
            "Most displays show 60: write clock.tick(60), or fewer for a slow game.",
        )
    return 1000 / fps


_stages: WeakKeyDictionary[output.Output, Stage] = WeakKeyDictionary()
# Faster to find; what a program starts later has it, too.
_here: ContextVar[Stage | None] = ContextVar("pagelet_stage", default=None)


def current() -> Stage:
    """Return the stage of the running program or tag."""
    return _here.get() or _find()


def _find() -> Stage:
    place = output.current()
    stage = _stages.get(place)
    if stage is None or stage.is_over():
        if stage is not None:
            stage.close()
        stage = _stages[place] = Stage()
    _here.set(stage)
    return stage


def leave() -> None:
    """End the stage of the running program; what comes next begins a new one."""
    stage = _stages.pop(output.current(), None)
    if stage is not None:
        stage.close()
    _here.set(None)
