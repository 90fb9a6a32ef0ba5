"""A person in front of the drawing of a turtle program: looks, clicks, waits."""

import io
import time
from collections import Counter
from collections.abc import Callable
from typing import Literal

from PIL import Image

from tests.browser.conversation import Conversation
from tests.browser.rig import Tab
from tests.browser.rig.chromium_firefox import PlaywrightTab
from tests.browser.rig.tab import PYTHON_START_SECONDS


class Drawing:
    """A person in front of a turtle's window."""

    def __init__(self, tab: Tab) -> None:
        assert isinstance(tab, PlaywrightTab)
        self.tab = tab
        self.talk = Conversation(tab)

    def wait_until_told(self, part: str) -> None:
        """Wait until the description of the drawing has `part` in it."""
        label = "document.querySelector('canvas')?.getAttribute('aria-label')"
        self.tab.wait_for(f"{label}?.includes({part!r})", seconds=PYTHON_START_SECONDS)

    def wait_for_events(self) -> None:
        """Wait until the program listens to the person: its window can be closed."""
        close = "document.querySelector('[aria-label=\"Close the drawing\"]')"
        self.tab.wait_for(f"{close}?.checkVisibility()", seconds=PYTHON_START_SECONDS)
        # The window has its size from the next frame on; a canvas begins with a width of 300.
        self.tab.wait_for("document.querySelector('canvas').clientWidth !== 300")

    def click(
        self, x: float, y: float, button: Literal["left", "middle", "right"] = "left"
    ) -> None:
        """Click at a place in the turtle's coordinates."""
        self.tab.page.mouse.click(*self._place(x, y), button=button)

    def drag(self, from_: tuple[float, float], to: tuple[float, float]) -> None:
        """Take what is at one place, in the turtle's coordinates, to another."""
        mouse = self.tab.page.mouse
        mouse.move(*self._place(*from_))
        mouse.down()
        mouse.move(*self._place(*to), steps=5)
        mouse.up()

    def colour_at(self, x: float, y: float) -> str:
        """Return the colour of a place in the turtle's coordinates."""
        picture = self.picture()
        pixel = picture.getpixel((round(picture.width / 2 + x), round(picture.height / 2 - y)))
        assert isinstance(pixel, tuple)
        return f"#{bytes(map(int, pixel)).hex()}"

    def picture(self) -> Image.Image:
        """Return what is to be seen in the window."""
        left, top, width, height = map(int, self._box())
        seen = Image.open(io.BytesIO(self.tab.screenshot())).convert("RGB")
        return seen.crop((left, top, left + width, top + height))

    def wait_until_seen(self, what: Callable[[Image.Image], bool]) -> None:
        """Look at the window until `what` is to be seen."""
        deadline = time.monotonic() + PYTHON_START_SECONDS
        while not what(self.picture()):
            assert time.monotonic() < deadline, colours(self.picture()).most_common(12)
            # A picture costs the browser as much as drawing does.
            time.sleep(0.2)

    def close_by_click(self) -> None:
        """Click where `exitonclick` waits for it; the program ends."""
        self.wait_for_events()
        self.click(0, 0)
        self.talk.wait_for_end()

    def _place(self, x: float, y: float) -> tuple[float, float]:
        left, top, width, height = self._box()
        return left + width / 2 + x, top + height / 2 - y

    def _box(self) -> tuple[float, float, float, float]:
        box = self.tab.evaluate("document.querySelector('canvas').getBoundingClientRect().toJSON()")
        return box["left"], box["top"], box["width"], box["height"]


def colours(picture: Image.Image) -> Counter[str]:
    """Return how often each colour is in `picture`."""
    counted = picture.getcolors(picture.width * picture.height) or []
    return Counter(
        {f"#{bytes(rgb).hex()}": count for count, rgb in counted if isinstance(rgb, tuple)}
    )


def rows(picture: Image.Image, colour: str, x: int) -> list[int]:
    """Return the rows in which `colour` is at the turtle's `x`."""
    column = picture.width // 2 + x
    rgb = tuple(bytes.fromhex(colour[1:]))
    return [row for row in range(picture.height) if picture.getpixel((column, row)) == rgb]
