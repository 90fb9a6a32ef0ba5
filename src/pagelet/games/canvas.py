"""A canvas in the page."""

import asyncio
import base64
import time
from array import array
from pathlib import Path
from typing import Any

from pagelet import blocking, output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet._shown import shown
from pagelet.games import bridge
from pagelet.games.errors import CanvasError, ValueOfWrongKindError, problem
from pagelet.games.fonts import LINE_HEIGHT
from pagelet.games.image import Image
from pagelet.games.pen import Pen
from pagelet.games.pointer import Pointer
from pagelet.games.rect import Rect

DEFAULT_SIZE = (640, 400)
LARGEST = 8192
# How often, at most, what is written on a canvas is told anew to those who do not see it.
TELL_SECONDS = 1.0
MOST_TOLD = 300
# Bytes of pieces that are collected while the program does not let go of the page.
MOST_PIECES = 16_000_000
# What a letter takes of its font's size, roughly; only where the browser cannot be asked.
_LETTER_WIDTH = 0.55


class Canvas(Pen):
    """A canvas to draw on, in the output of the running program or in an element of the page.

    Args:
        width: in pixels.
        height: in pixels.
        target: an element of the page, or a CSS selector of one; without it, the program's output.
    """

    mouse: Pointer

    def __init__(
        self,
        width: float = DEFAULT_SIZE[0],
        height: float = DEFAULT_SIZE[1],
        target: Any = None,
    ) -> None:
        super().__init__()
        # Not at the top: a stage has a canvas of its own.
        from pagelet.games.stage import current

        self._size = _checked_size(width, height)
        self._painter: Any = None
        self._touched = False
        self._description = ""
        self._told_at = 0.0
        # What is written on the canvas as it was painted last: the next frame may be half drawn.
        self._shown: list[str] = []
        self._telling: asyncio.TimerHandle | None = None
        self._in_use: list[Image] = []
        self._build(_place(target))
        self.mouse = Pointer(self)
        self._stage = current()
        self._stage.add(self)
        self._loading = output.spawn(self._load())

    def _build(self, place: Node | None) -> None:
        self._node = make("canvas", role="img", tabindex=0)
        self._node.setAttribute("aria-label", self._words([]))
        self._frame = make("div", self._node, class_="pagelet-canvas-frame")
        self._frame.style.width = f"{self._size[0]}px"
        self._tools = make("div", class_="pagelet-canvas-tools")
        self._figure = make("figure", self._frame, self._tools, class_="pagelet-canvas")
        if place is None:
            output.current().add(self._figure)
        else:
            place.append(self._figure)

    async def _load(self) -> None:
        module = await bridge.load_painter()
        self._painter = module.makePainter(self._node, self._frame)
        self._painter.setSize(*self._size)
        self.mouse.connect()
        self._stage.connect(module)
        self.flush()

    @property
    def node(self) -> Node:
        """The canvas element of the page."""
        return self._node

    @property
    def painter(self) -> Any:
        """What paints (canvas/painter.js), or None while it is on its way."""
        return self._painter

    @property
    def stage(self) -> Any:
        """What the canvases of one program share."""
        return self._stage

    # Size and description

    def size(self, width: float, height: float) -> None:
        """Give the canvas another size; it is empty then."""
        self._size = _checked_size(width, height)
        self._pieces.clear()
        self._texts.clear()
        self._written.clear()
        self._frame.style.width = f"{width}px"
        if self._painter is not None:
            self._painter.setSize(*self._size)
        self._shown.clear()
        self._tell()

    @property
    def width(self) -> float:
        """The width in pixels."""
        return self._size[0]

    @property
    def height(self) -> float:
        """The height in pixels."""
        return self._size[1]

    @property
    def center(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self._size[0] / 2, self._size[1] / 2)

    @property
    def area(self) -> Rect:
        """The whole canvas as a rectangle."""
        return Rect(0, 0, *self._size)

    @property
    def description(self) -> str:
        """What is to be seen, for those who do not see it."""
        return self._description or self._words(self._written)

    @description.setter
    def description(self, text: str) -> None:
        self._description = str(text)
        self._tell()

    def _words(self, written: list[str]) -> str:
        words = f"Canvas, {self._size[0]:g} by {self._size[1]:g}."
        if texts := [" ".join(text.split()) for text in written if text.strip()]:
            told = "; ".join(dict.fromkeys(texts))
            words += f" Written: {told[:MOST_TOLD]}"
        return words

    def _tell_soon(self) -> None:
        """Tell what is written now, but not with every frame."""
        if not self._description and self._telling is None:
            wait = self._told_at + TELL_SECONDS - time.monotonic()
            self._telling = asyncio.get_event_loop().call_later(max(0, wait), self._tell)

    def _tell(self) -> None:
        self._telling = None
        self._told_at = time.monotonic()
        words = self._description or self._words(self._shown)
        if self._node.getAttribute("aria-label") != words:
            self._node.setAttribute("aria-label", words)

    def take_keys(self) -> None:
        """Let screen readers pass keys on: they keep most to themselves except in applications."""
        self._node.setAttribute("role", "application")

    # Painting

    def _touch(self) -> None:
        if not self._touched:
            self._touched = True
            host.soon(self._flush_if_touched)

    def _keep(self, image: Image) -> None:
        if not self._in_use or self._in_use[-1] is not image:
            self._in_use.append(image)

    def _put(self, piece: bytes) -> None:
        super()._put(piece)
        if len(self._pieces) > MOST_PIECES:
            self.flush()

    def _flush_if_touched(self) -> None:
        if self._touched:
            self.flush()

    def flush(self) -> None:
        """Paint what was drawn, now; clock.tick() and every other wait do it by themselves."""
        if self._painter is None:
            return
        self._touched = False
        self._shown = self._written.copy()
        if self._pieces:
            pieces = array("d")
            pieces.frombytes(self._pieces)
            self._painter.paint(pieces, "\0".join(self._texts))
            self._pieces.clear()
            self._texts.clear()
            self._in_use.clear()
        self._tell_soon()

    def is_on_page(self) -> bool:
        """Return whether the page still shows this canvas."""
        return bool(self._figure.isConnected)

    def close(self) -> None:
        """Leave what was drawn as it is."""
        if self._painter is not None:
            self.flush()
            self._painter.close()

    async def ready(self) -> None:
        """Wait until the canvas can be painted on."""
        await self._loading

    def _wait(self, call: str) -> None:
        """See to it that the painter is there and has painted everything."""
        if self._painter is None:
            if not host.can_wait():
                raise problem(
                    CanvasError,
                    f"{call}() cannot look at the canvas yet: it is still on its way.",
                    "Write 'await canvas.ready()' before, in an async program.",
                )
            blocking.wait(self.ready())
        self.flush()

    # Looking at it

    def text_size(
        self,
        text: object,
        *,
        size: float = 24,
        font: str = "sans",
        bold: bool = False,
        italic: bool = False,
    ) -> tuple[float, float]:
        """Return how wide and how high a text is; for its style see text()."""
        words = str(text)
        rows = words.split("\n")
        css = self._font(font, size, bold, italic)
        if self._painter is None and host.can_wait():
            blocking.wait(self.ready())
        if self._painter is None:
            return max(map(len, rows)) * size * _LETTER_WIDTH, len(rows) * size * LINE_HEIGHT
        return float(self._painter.measure(css, words)), len(rows) * size * LINE_HEIGHT

    def pixel(self, x: float, y: float) -> tuple[int, int, int]:
        """Return the colour at (x, y), as three numbers from 0 to 255."""
        try:
            is_inside = self.area.contains(x, y)
        except TypeError:
            raise problem(
                ValueOfWrongKindError,
                f"pixel() needs two numbers, but got {shown(x)} and {shown(y)}.",
                "Write for example canvas.pixel(100, 50).",
            ) from None
        if not is_inside:
            raise problem(
                CanvasError,
                f"There is no pixel ({x}, {y}) on the canvas.",
                f"x goes from 0 to {self.width - 1:g}, y from 0 to {self.height - 1:g}.",
            )
        self._wait("pixel")
        number = int(self._painter.pixel(x, y))
        return (number >> 16, number >> 8 & 255, number & 255)

    def snapshot(self) -> Image:
        """Return what is on the canvas now as an Image."""
        self._wait("snapshot")
        loaded = str(self._painter.snapshot())
        return Image._of(loaded, float(loaded.split()[1]) / self.width, smooth=True)

    def png(self) -> bytes:
        """Return what is on the canvas now as the content of a PNG file."""
        self._wait("png")
        return base64.b64decode(str(self._painter.png()).partition(",")[2])

    def save(self, name: str | Path = "canvas.png") -> None:
        """Write what is on the canvas to a PNG file, and offer it as a download."""
        path = Path(name)
        if path.suffix.lower() != ".png":
            raise problem(
                CanvasError,
                f"A canvas is saved as a PNG file, but '{path}' is none.",
                f"Write save('{path.with_suffix('.png')}').",
            )
        content = self.png()
        path.write_bytes(content)
        url = f"data:image/png;base64,{base64.b64encode(content).decode()}"
        for link in self._tools.querySelectorAll("a"):
            if link.getAttribute("download") == path.name:
                link.remove()
        self._tools.append(make("a", f"Download {path.name}", href=url, download=path.name))

    def __repr__(self) -> str:
        return f"<Canvas {self.width:g} × {self.height:g}>"


def _checked_size(width: Any, height: Any) -> tuple[float, float]:
    for name, value in (("width", width), ("height", height)):
        if not isinstance(value, int | float):
            raise problem(
                ValueOfWrongKindError,
                f"A canvas needs numbers for its size, but its {name} is {shown(value)}.",
                "Write for example canvas.size(640, 400).",
            )
        if not 1 <= value <= LARGEST:
            raise problem(
                CanvasError,
                f"A canvas cannot have the {name} {shown(value)}.",
                f"It goes from 1 to {LARGEST} pixels.",
            )
    return (width, height)


def _place(target: Any) -> Node | None:
    """Return the element that `target` names, or None for the program's output."""
    if target is None:
        return None
    node = host.query(host.document, target) if isinstance(target, str) else target
    node = getattr(node, "node", node)
    if node is None or not hasattr(node, "append") or not hasattr(node, "appendChild"):
        raise problem(
            CanvasError,
            f"The page has no element {target!r} for a canvas.",
            "Name one that is there by its id: Canvas(300, 200, '#board').",
        )
    return node
