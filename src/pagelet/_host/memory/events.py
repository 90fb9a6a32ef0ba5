"""Events of the page in memory: down to the target, then up again."""
# ruff: noqa: N802 - these are the DOM's own names

from collections.abc import Callable, Iterator
from typing import Any


class Event:
    """What listeners receive."""

    def __init__(
        self, type_: str, *, detail: object = None, bubbles: bool = True, cancelable: bool = False
    ) -> None:
        self.type, self.detail = type_, detail
        self.bubbles, self.cancelable = bubbles, cancelable
        self.target: Any = None
        self.currentTarget: Any = None
        self.defaultPrevented = False
        self.stopped = False

    def preventDefault(self) -> None:
        self.defaultPrevented = self.cancelable

    def stopPropagation(self) -> None:
        self.stopped = True


class EventTarget:
    """Something that can be listened to."""

    onclick = oninput = onchange = onkeydown = onsubmit = None

    def __init__(self) -> None:
        self._listeners: list[tuple[str, Callable[[Event], object], bool, bool]] = []

    def addEventListener(
        self, type_: str, handler: Callable[[Event], object], **options: Any
    ) -> None:
        entry = (type_, handler, bool(options.get("capture")), bool(options.get("once")))
        if not any(known[:3] == entry[:3] for known in self._listeners):
            self._listeners.append(entry)

    def removeEventListener(
        self, type_: str, handler: Callable[[Event], object], **options: Any
    ) -> None:
        entry = (type_, handler, bool(options.get("capture")))
        self._listeners = [known for known in self._listeners if known[:3] != entry]

    def dispatchEvent(self, event: Event) -> bool:
        """Carry `event` down to this target, then up again if it bubbles."""
        event.target = self
        path = [*self._ancestors()]
        for target in reversed(path):
            target._deliver(event, capture=True)
        self._deliver(event, capture=True)
        self._deliver(event, capture=False)
        for target in path if event.bubbles else ():
            target._deliver(event, capture=False)
        return not event.defaultPrevented

    def _deliver(self, event: Event, *, capture: bool) -> None:
        if event.stopped and event.currentTarget is not self:
            return
        event.currentTarget = self
        for entry in [known for known in self._listeners if known[0] == event.type]:
            _, handler, wants_capture, once = entry
            if wants_capture is not capture or entry not in self._listeners:
                continue
            if once:
                self._listeners.remove(entry)
            handler(event)

    def _ancestors(self) -> "Iterator[EventTarget]":
        return iter(())
