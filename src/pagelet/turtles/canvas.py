"""The canvas on the page that turtles draw on."""

import asyncio
from array import array
from collections.abc import Callable
from typing import Any

from pagelet import output
from pagelet._host import host
from pagelet._host.contract import Node, Stop
from pagelet._nodes import make
from pagelet.turtles import postscript, vector_graphics
from pagelet.turtles.colors import color_string, css_color
from pagelet.turtles.description import describe
from pagelet.turtles.drawing import Drawing, Item
from pagelet.turtles.errors import TurtleGraphicsError
from pagelet.turtles.fonts import Font
from pagelet.turtles.images import Picture
from pagelet.turtles.tk_canvas import TkCanvas
from pagelet.turtles.vector import Vec2D

PAINTER = "turtle/painter.js"
# How long a drawing must rest before it is described anew, and how many such times go by for one
# that never rests.
REST_SECONDS = 0.5
LONGEST_WITHOUT_WORDS = 8
# What a letter takes of its font's size, roughly; only where the browser cannot be asked.
_LETTER_WIDTH = 0.55


class Canvas(TkCanvas):
    """A canvas of a fixed size, in the output of the running program or in an element of the page.

    `master` is an element, a CSS selector of one, or None.
    """

    def __init__(
        self,
        master: Any = None,
        *,
        width: float = 380,
        height: float = 270,
        bg: str = "white",
        **_ignored: object,
    ) -> None:
        super().__init__()
        self.width, self.height = width, height
        self.canvwidth, self.canvheight = width, height
        self.drawing = Drawing()
        # Returns what moves above the drawing: the turtles.
        self.overlay: Callable[[], list[Item]] = list
        self.turtle_count: Callable[[], int] = lambda: 0
        self.origin = Vec2D(width / 2, height / 2)
        self.scale = (1.0, 1.0)
        self.background = Picture.blank()
        self._bg = color_string(bg, 1.0)
        self._painter: Any = None
        self._touched = False
        self._described: object = None
        self._describing: asyncio.TimerHandle | None = None
        self._closed = asyncio.get_event_loop().create_future()
        self._stops: list[Stop] = []
        self._keys: tuple[tuple[str, ...], bool] = ((), False)
        self._build(_place(master))
        self._loading = output.spawn(self._load())

    def _build(self, place: Node | None) -> None:
        self.node = make("canvas", role="img", aria_label="Turtle drawing, empty.", tabindex=0)
        self._frame = make("div", self.node, class_="pagelet-turtle-frame")
        self._frame.style.width = f"{self.width}px"
        self._title = make("figcaption", class_="pagelet-turtle-title")
        self._tools = make("div", class_="pagelet-turtle-tools")
        self.figure = make("figure", self._frame, self._tools, class_="pagelet-turtle")
        if place is None:
            output.current().add(self.figure)
        else:
            place.append(self.figure)

    async def _load(self) -> None:
        module = await host.import_module(host.asset_base + PAINTER)
        self._painter = module.makePainter(self.node, self._frame)
        self._send_view()
        self._send_paper()
        self.set_keys(*self._keys)
        self.flush()

    # Window

    @property
    def is_open(self) -> bool:
        """Whether turtles may draw here."""
        return not self._closed.done()

    def is_on_page(self) -> bool:
        """Return whether the page still shows this canvas."""
        return bool(host.document.contains(self.figure))

    async def closing(self) -> None:
        """Wait until the window is closed."""
        # Not the future itself: it must outlive whoever stops waiting.
        await asyncio.wait([self._closed])

    def close(self) -> None:
        """Leave the drawing as it is."""
        if not self.is_open:
            return
        self.flush()
        self.describe_now()
        self._closed.set_result(None)
        for stop in self._stops:
            stop()
        for button in self._tools.querySelectorAll("button"):
            button.remove()
        if self._painter is not None:
            self._painter.close()

    def keep(self, stop: Stop) -> None:
        """Call `stop` when the window is closed."""
        self._stops.append(stop)

    def set_title(self, title: str) -> None:
        """Show a title above the drawing."""
        self._title.textContent = title
        self.figure.prepend(self._title)

    def offer_to_close(self, close: Callable[["Canvas"], None]) -> None:
        """Show a button that closes the window."""
        if self._tools.querySelector("button"):
            return
        button = make("button", "Close", type="button", aria_label="Close the drawing")
        self._tools.append(button)

        def closed(_event: object) -> None:
            close(self)
            self.figure.remove()

        self.keep(host.listen(button, "click", closed, {}))

    def offer(self, name: str, url: str) -> None:
        """Show a link that downloads a saved drawing."""
        for link in self._tools.querySelectorAll("a"):
            if link.getAttribute("download") == name:
                link.remove()
        self._tools.append(make("a", f"Download {name}", href=url, download=name))

    # View

    def set_size(self, width: float, height: float) -> None:
        """Give the window another size."""
        self.width, self.height = width, height
        if self._fills_window():
            self.canvwidth, self.canvheight = width, height
        self.center()

    def _fills_window(self) -> bool:
        return True

    def center(self) -> None:
        """Put (0, 0) in the middle, one pixel for a unit."""
        width, height = self.full_size()
        self.set_view(Vec2D(width / 2, height / 2), (1.0, 1.0))

    def full_size(self) -> tuple[float, float]:
        """Return the size of what can be drawn on, with the parts outside the window."""
        return max(self.width, self.canvwidth), max(self.height, self.canvheight)

    def set_view(self, origin: Vec2D, scale: tuple[float, float]) -> None:
        """Set where (0, 0) is, in pixels from the upper left, and how long units are."""
        self.origin, self.scale = origin, scale
        self._send_view()

    def _send_view(self) -> None:
        if self._painter is not None:
            self._painter.setPlace(*self.origin, *self.scale)
            self._painter.setSize(self.width, self.height, *self.full_size())

    @property
    def bg(self) -> str:
        """The colour of the background, as it was set."""
        return self._bg

    @bg.setter
    def bg(self, color: str) -> None:
        self._bg = color
        self._send_paper()

    def set_background(self, picture: Picture) -> None:
        """Show a picture behind the drawing."""
        self.background = picture
        self._send_paper()

    def _send_paper(self) -> None:
        self.drawing.version += 1
        if self._painter is not None:
            self._painter.setPaper(css_color(self._bg) or "#ffffff", self.background.url)
        self._describe_soon()

    def point_at(self, event: Any) -> Vec2D:
        """Return where on the drawing an event of the pointer happened."""
        width = self.full_size()[0]
        shown = getattr(self.node, "clientWidth", 0) or width
        x, y = event.offsetX * width / shown, event.offsetY * width / shown
        return Vec2D((x - self.origin[0]) / self.scale[0], (self.origin[1] - y) / self.scale[1])

    def set_keys(self, keys: tuple[str, ...], of_page: bool) -> None:
        """Keep the browser from doing what it does with these keys (its own names of them).

        `of_page`: also while nothing on the page has the focus.
        """
        self._keys = (keys, of_page)
        if self._painter is not None:
            self._painter.setKeys("\n".join(keys), of_page)

    def hold(self, event: Any) -> None:
        """Get what the pointer of `event` does until it is let go, also outside of the canvas."""
        if self._painter is not None:
            self._painter.hold(event.pointerId)

    # Painting

    def touch(self) -> None:
        """Paint what has changed before the page paints next."""
        if not self._touched:
            self._touched = True
            host.soon(self.flush_if_touched)

    def flush_if_touched(self) -> None:
        """Paint what has changed, if something has."""
        if self._touched:
            self.flush()

    def flush(self) -> None:
        """Paint what has changed, now."""
        if self._painter is None or not self.is_open:
            return
        self._touched = False
        passing = array("d")
        for item in self.overlay():
            passing.extend(item.code(self.drawing.table))
        change = self.drawing.take_change(passing)
        for text in self.drawing.table.take_new():
            self._painter.addText(text)
        self._painter.paint(change.anew, change.lasting, change.passing)
        self._describe_soon()

    async def next_frame(self) -> None:
        """Wait until the browser is about to paint."""
        await self.ready()
        if self._painter is None:
            await asyncio.sleep(0.01)
        else:
            await self._painter.nextFrame()

    @property
    def is_loading(self) -> bool:
        """Whether what paints is still on its way."""
        return not self._loading.done()

    def when_ready(self, callback: Callable[[], object]) -> None:
        """Call `callback` when what paints is there."""
        self._loading.add_done_callback(lambda _task: callback())

    async def ready(self) -> None:
        """Wait until what paints is there."""
        await asyncio.wait([self._loading])

    def measure(self, text: str, font: Font) -> float:
        """Return the width of `text` in pixels."""
        if self._painter is None:
            return max(map(len, text.split("\n"))) * font.size * _LETTER_WIDTH
        return float(self._painter.measure(font.css, text))

    # In words

    def _describe_soon(self, looks: int = 0) -> None:
        if self._describing is None and self._described != (now := self._described_now()):
            self._describing = asyncio.get_event_loop().call_later(
                REST_SECONDS, self._describe_if_at_rest, now, looks
            )

    def _described_now(self) -> tuple[int, int]:
        """Return what the words depend on."""
        return self.drawing.version, self.turtle_count()

    def _describe_if_at_rest(self, before: tuple[int, int], looks: int) -> None:
        self._describing = None
        if before == self._described_now() or looks == LONGEST_WITHOUT_WORDS:
            self.describe_now()
        else:
            self._describe_soon(looks + 1)

    def describe_now(self) -> None:
        """Tell in words what was drawn, for those who do not see it."""
        self._described = self._described_now()
        words = describe(self.drawing, self._bg, self.turtle_count())
        self.node.setAttribute("aria-label", words)

    # As files

    def png(self) -> str:
        """Return the picture, with the turtles, as an address of PNG data."""
        if self._painter is None:
            raise TurtleGraphicsError(
                "The drawing cannot be saved as PNG: its painter could not be loaded.",
                hint="Load the page again; .svg and .ps can be saved without it.",
            )
        self.flush()
        return str(self._painter.png())

    def svg(self) -> str:
        """Return the picture, with the turtles, as SVG."""
        return vector_graphics.svg(self)

    def postscript(self, file: str | None = None, **_options: object) -> str | None:
        """Return the picture as PostScript, or write it to `file`."""
        text = postscript.document(self)
        if file is None:
            return text
        with open(file, "w", encoding="latin-1", errors="replace") as target:  # noqa: PTH123
            target.write(text)
        return None


class ScrolledCanvas(Canvas):
    """A canvas in a window that may be smaller: scrollbars show the rest."""

    def __init__(
        self,
        master: Any,
        width: float = 500,
        height: float = 350,
        canvwidth: float = 600,
        canvheight: float = 500,
    ) -> None:
        super().__init__(master, width=width, height=height)
        self.canvwidth, self.canvheight = canvwidth, canvheight
        self.center()

    def _fills_window(self) -> bool:
        return False

    def reset(
        self, canvwidth: float | None = None, canvheight: float | None = None, bg: str | None = None
    ) -> None:
        """Give the part that can be drawn on another size, or another colour."""
        self.canvwidth = canvwidth or self.canvwidth
        self.canvheight = canvheight or self.canvheight
        if bg:
            self.bg = bg
        self.center()


def _place(master: Any) -> Node | None:
    """Return the element of the page that `master` names, or None for the program's output."""
    if isinstance(master, str):
        node = host.query(host.document, master)
        if node is None:
            raise TurtleGraphicsError(
                f"The page has no element '{master}' for a canvas.",
                hint='Name one that is there by its id: "#drawing".',
            )
        return node
    node = getattr(master, "node", master)
    return node if hasattr(node, "append") and hasattr(node, "appendChild") else None
