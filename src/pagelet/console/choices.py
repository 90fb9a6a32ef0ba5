"""The list of what a half-written name may become, below the field that it stands in."""

import itertools
from collections.abc import Callable

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet.console.completion import Completions

# More are only counted: nobody reads them all, and one more letter shortens the list.
MOST = 100

_numbers = itertools.count(1)


class Choices:
    """The list; the field keeps the focus, and screen readers are told which line is meant."""

    def __init__(self, field: Node, choose: Callable[[int, str], None]) -> None:
        self._field = field
        self._choose = choose
        self._list = make("ul", role="listbox", aria_label="Completions", class_="pagelet-choices")
        self._list.id = f"pagelet-choices-{next(_numbers)}"
        self._said = make("p", role="status", class_="pagelet-choices-note")
        self.node = make("div", self._list, self._said)
        self._start = 0
        self._options: tuple[str, ...] = ()
        self._chosen = -1
        field.setAttribute("aria-controls", self._list.id)
        host.listen(self._list, "pointerdown", lambda _: None, {"prevent_default": True})
        host.listen(self._list, "click", self._on_click, {})
        self.close()

    def open(self, found: Completions) -> None:
        """Offer what was found."""
        self.close()
        self._start = found.start
        self._options = found.options[:MOST]
        for number, option in enumerate(self._options):
            item = make("li", option, role="option", id=f"{self._list.id}-{number}")
            item.dataset.number = str(number)
            self._list.append(item)
        more = len(found.options) - len(self._options)
        self._list.hidden = False
        self.say(f"{len(found.options)} names fit{f'; {more} more are not shown' if more else ''}.")

    def say(self, text: str) -> None:
        """Say something about the names that were looked for."""
        self._said.textContent = text

    def close(self) -> None:
        """Offer nothing any more."""
        if not self._options and not self._said.textContent and self._list.hidden:
            return
        self._options, self._chosen = (), -1
        self._list.replaceChildren()
        self._list.hidden = True
        self._field.removeAttribute("aria-activedescendant")
        self.say("")

    def action_for(self, key: str) -> Callable[[], None] | None:
        """Return what `key` does in the list, None if it is not meant for that."""
        if not self._options:
            return None
        match key:
            case "Tab" | "ArrowDown":
                return lambda: self._move(1)
            case "Shift+Tab" | "ArrowUp":
                return lambda: self._move(-1)
            case "Enter" if self._chosen >= 0:
                return lambda: self._take(self._chosen)
            case "Escape":
                return self.close
            case _:
                return None

    def _move(self, step: int) -> None:
        items = self._list.children
        if self._chosen >= 0:
            items[self._chosen].removeAttribute("aria-selected")
        first = 0 if step > 0 else len(items) - 1
        self._chosen = (self._chosen + step) % len(items) if self._chosen >= 0 else first
        item = items[self._chosen]
        item.setAttribute("aria-selected", "true")
        self._field.setAttribute("aria-activedescendant", item.id)
        self._list.scrollTop = item.offsetTop - self._list.clientHeight // 2

    def _take(self, number: int) -> None:
        option = self._options[number]
        self.close()
        self._choose(self._start, option)

    def _on_click(self, event: Node) -> None:
        item = event.target.closest("li")
        if item:
            self._take(int(item.dataset.number))
