"""Events as programs know them from Tk's canvas: `canvas.bind("<Motion>", follow)`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pagelet._host import host
from pagelet.turtles.errors import TclError
from pagelet.turtles.keyboard import key_names

if TYPE_CHECKING:
    from pagelet._host.contract import Stop
    from pagelet.turtles.tk_canvas import TkCanvas

# What a sequence such as "<B1-Motion>" consists of, and the browser's event.
_KINDS = {
    r"Motion": "pointermove",
    r"B(?P<held>[123])-Motion": "pointermove",
    r"(?:Button|ButtonPress)(?:-(?P<press>[123]))?|(?P<short>[123])": "pointerdown",
    r"ButtonRelease(?:-(?P<release>[123]))?": "pointerup",
    r"Double-(?:Button|ButtonPress)?-?(?:1)": "dblclick",
    r"Enter": "pointerenter",
    r"Leave": "pointerleave",
    r"MouseWheel": "wheel",
    r"(?:Key|KeyPress)(?:-(?P<key>[^\s>]+))?": "keydown",
    r"KeyRelease(?:-(?P<key>[^\s>]+))?": "keyup",
}


@dataclass(frozen=True)
class TkEvent:
    """What has happened: the place in pixels from the upper left corner, the button, the key."""

    widget: "TkCanvas"
    x: float
    y: float
    num: int
    delta: float
    keysym: str
    char: str


def bind(canvas: "TkCanvas", sequence: str, function: Callable[[TkEvent], object]) -> "Stop":
    """Call `function` with each event that `sequence` describes; return what undoes it.

    Raises:
        TclError: no event of a page is like that.
    """
    event, wanted = _read(sequence)
    handler = canvas.handler(function)

    def call(happened: Any) -> None:
        if _fits(happened, wanted):
            handler(_event(canvas, happened))

    return host.listen(canvas.node, event, call, {})


def _read(sequence: str) -> tuple[str, dict[str, str]]:
    """Return the browser's event for a sequence, and what else it asks for."""
    for pattern, event in _KINDS.items():
        if found := re.fullmatch(f"<?(?:{pattern})>?", sequence):
            return event, {name: text for name, text in found.groupdict().items() if text}
    raise TclError(
        f'bad event type or keysym "{sequence}"; a canvas here knows events such as '
        '"<Motion>", "<Button-1>", "<B1-Motion>", "<ButtonRelease-1>", "<MouseWheel>" and "<Key>"'
    )


def _fits(happened: Any, wanted: dict[str, str]) -> bool:
    if "key" in wanted:
        return wanted["key"] in key_names(happened)
    if "held" in wanted:
        # The browser's bits are 1 left, 2 right, 4 middle.
        return bool(int(happened.buttons) & {"1": 1, "2": 4, "3": 2}[wanted["held"]])
    return all(str(int(happened.button) + 1) == text for text in wanted.values())


def _event(canvas: "TkCanvas", happened: Any) -> TkEvent:
    is_key = hasattr(happened, "key")
    key = str(happened.key) if is_key else ""
    width = canvas.full_size()[0]
    ratio = width / (getattr(canvas.node, "clientWidth", 0) or width)
    return TkEvent(
        widget=canvas,
        x=0 if is_key else happened.offsetX * ratio,
        y=0 if is_key else happened.offsetY * ratio,
        num=int(getattr(happened, "button", -1)) + 1,
        # Tk counts 120 for one step of the wheel, up is positive.
        delta=-120 if getattr(happened, "deltaY", 0) > 0 else 120,
        keysym=key_names(happened)[0] if is_key else "",
        char=key if len(key) == 1 else "",
    )
