"""Fixtures for tests of turtles and games: a screen or canvas of their own on the page."""

import asyncio
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from pagelet import page
from pagelet._host import host
from pagelet.games import bridge
from pagelet.games import stage as games_stage
from pagelet.turtles import RawTurtle, ScrolledCanvas, TurtleScreen, stage


class RecordingPainter:
    """Keeps what it is asked to paint."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.painted: list[tuple[bool, list[float], list[float]]] = []
        self.paper = ("", "")

    def setSize(self, *sizes: float) -> None:  # noqa: N802 - the painter's own names
        self.sizes = sizes

    def setPlace(self, *place: float) -> None:  # noqa: N802
        self.place = place

    def setKeys(self, *keys: object) -> None:  # noqa: N802
        self.keys = keys

    def setPaper(self, *paper: str) -> None:  # noqa: N802
        self.paper = (paper[0], paper[1])

    def addText(self, text: str) -> None:  # noqa: N802
        self.texts.append(text)

    def paint(self, anew: bool, lasting: Any, passing: Any) -> None:
        self.painted.append((anew, list(lasting), list(passing)))

    def measure(self, font: str, text: str) -> float:
        return 10.0 * len(text)

    async def nextFrame(self) -> None:  # noqa: N802
        """End at once."""

    def png(self) -> str:
        return "data:image/png;base64,UE5H"

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def turtle_screen() -> Iterator[TurtleScreen]:
    """A screen of 800 × 600 that shows nothing before update(), as tracer(0) asks for."""
    if sys.platform != "emscripten":
        module = SimpleNamespace(makePainter=lambda canvas, frame: RecordingPainter())
        host.modules[host.asset_base + "turtle/painter.js"] = module  # type: ignore[attr-defined]
    place = page.create("div")
    page.append(place)
    screen = TurtleScreen(ScrolledCanvas(place, 800, 600, 400, 300))
    host.wait(screen.cv.ready())
    screen.tracer(0)
    yield screen
    for canvas in stage.current().canvases:
        stage.current().close(canvas)
    place.remove()
    for figure in page.find(".pagelet-turtle"):
        figure.remove()


@pytest.fixture
def turtle(turtle_screen: TurtleScreen) -> RawTurtle:
    """A turtle on that screen."""
    return RawTurtle(turtle_screen)


class RecordingCanvasPainter:
    """Keeps what it is asked to paint on a canvas; says of the pointer what a test has put in."""

    def __init__(self) -> None:
        self.sizes: list[tuple[float, float]] = []
        self.painted: list[tuple[list[float], list[str]]] = []
        self.wants: list[str] = []
        self.pointer = ""

    def setSize(self, width: float, height: float) -> None:  # noqa: N802 - the painter's own names
        self.sizes.append((width, height))

    def paint(self, pieces: Any, texts: str) -> None:
        self.painted.append((list(pieces), texts.split("\0")))

    def measure(self, font: str, text: str) -> float:
        return 10.0 * max(map(len, text.split("\n")))

    def pixel(self, x: float, y: float) -> int:
        return 0xFF6347

    def snapshot(self) -> str:
        return "7 1280 800"

    def png(self) -> str:
        return "data:image/png;base64,UE5H"

    def takePointer(self) -> str:  # noqa: N802
        taken, self.pointer = self.pointer, ""
        return taken

    def wantPointer(self, what: str) -> None:  # noqa: N802
        self.wants.append(what)

    def close(self) -> None:
        """Nothing is open."""


class RecordingStage:
    """Gives the frames and keys that a test has put in."""

    def __init__(self) -> None:
        self.keys = ""
        self.wanted = ""
        self.periods: list[float] = []
        self.seconds = 0.02

    async def next(self, period: float) -> float:
        self.periods.append(period)
        return self.seconds

    def add(self, canvas: Any) -> None:
        """Nothing listens."""

    def takeKeys(self) -> str:  # noqa: N802
        taken, self.keys = self.keys, ""
        return taken

    def wantKeys(self, names: str, canvas: Any) -> None:  # noqa: N802
        self.wanted = names

    def close(self) -> None:
        """Nothing listens."""


class RecordingSounds:
    """Keeps what it is asked to play."""

    def __init__(self) -> None:
        self.prepared: dict[str, Any] = {}
        self.playing: dict[int, tuple[str, float, bool]] = {}
        self.locked = False

    async def prepareVoices(self, key: str, voices: Any, seconds: float) -> None:  # noqa: N802
        self.prepared[key] = list(voices)

    async def prepareFile(self, key: str, content: bytes) -> bool:  # noqa: N802
        self.prepared[key] = content
        return content.startswith(b"RIFF")

    def isPrepared(self, key: str) -> bool:  # noqa: N802
        return key in self.prepared

    def start(self, key: str, volume: float, loop: bool) -> int:
        number = len(self.playing) + 1
        self.playing[number] = (key, volume, loop)
        return number

    def isLocked(self) -> bool:  # noqa: N802
        return self.locked

    async def whenOpened(self) -> None:  # noqa: N802
        while self.locked:
            await asyncio.sleep(0)

    async def ended(self, number: int) -> None:
        self.stop(number)

    def stop(self, number: int) -> None:
        self.playing.pop(number, None)

    def setVolume(self, number: int, volume: float) -> None:  # noqa: N802
        key, _, loop = self.playing[number]
        self.playing[number] = (key, volume, loop)

    def isPlaying(self, number: int) -> bool:  # noqa: N802
        return number in self.playing


class Game:
    """A stage of its own, with a canvas on the page, and recorders in the place of JavaScript.

    What only the recorders know (`painter`, `frames`, `sounds`) is not there inside a page.
    """

    def __init__(self) -> None:
        self.stage = games_stage.current()
        self.canvas = self.stage.canvas
        host.wait(self.canvas.ready())
        self.painter: RecordingCanvasPainter = self.canvas.painter

    @property
    def frames(self) -> RecordingStage:
        frames: RecordingStage = self.stage._page
        return frames

    def drawn(self) -> list[float]:
        """The numbers of what was drawn since the last call."""
        self.painter.painted.clear()
        self.canvas.flush()
        return self.painter.painted[0][0] if self.painter.painted else []


@pytest.fixture
def game() -> Iterator[Game]:
    """A program's canvas, keys, mouse and clock."""
    if str(sys.platform) == "emscripten":
        pytest.skip("in a page the real ones are there: see tests/browser/test_canvas.py")
    bridge.forget()
    if sys.platform != "emscripten":

        async def load_picture(url: str) -> str:
            return "3 20 10" if url.startswith("data:image/") else ""

        main = SimpleNamespace(
            makePainter=lambda canvas, frame: RecordingCanvasPainter(),
            makeStage=RecordingStage,
            loadPicture=load_picture,
            dropPicture=lambda number: None,
        )
        modules = host.modules  # type: ignore[attr-defined]
        modules[f"{host.asset_base}canvas/main.js"] = main
        modules[f"{host.asset_base}canvas/sound.js"] = RecordingSounds()
    games_stage.leave()
    yield Game()
    games_stage.leave()
    for figure in page.find(".pagelet-canvas"):
        figure.remove()
    bridge.forget()
