"""Fixtures for tests of turtles: a screen of their own on the page."""

import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from pagelet import page
from pagelet._host import host
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
