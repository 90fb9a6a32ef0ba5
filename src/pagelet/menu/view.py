"""The list of a menu's entries, below or above the button that opens it."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pagelet import output
from pagelet._host import host
from pagelet._host.contract import Node, Stop
from pagelet._nodes import make
from pagelet.errors import PageletError

# In a shadow root: the page's styles do not reach it, nor it the page.
COLORS = """
:host { --ink: #1c2733; --paper: #fff; --bar: #eef2f6; --line: #cfd8e1; --accent: #1f5f99;
  --on-accent: #fff; color-scheme: light; }
@media (prefers-color-scheme: dark) {
  :host { --ink: #e3e9ef; --paper: #14191f; --bar: #1d252e; --line: #4a5864; --accent: #8cc4f5;
    --on-accent: #10202f; color-scheme: dark; }
}
@media print { :host { display: none !important; } }
"""
_STYLE = f"""{COLORS}
:host {{ all: initial; position: fixed; z-index: 2147483646; }}
[role="menu"], .note {{
  box-sizing: border-box; min-width: 13rem; max-width: min(24rem, calc(100vw - 1rem));
  padding: 0.3rem; border: 1px solid var(--line); border-radius: 0.5rem; color: var(--ink);
  background: var(--paper); box-shadow: 0 0.3rem 1.2rem rgb(0 0 0 / 25%);
  font: 1rem/1.4 system-ui, sans-serif;
}}
[role="menuitem"] {{
  display: block; width: 100%; min-height: 2.75rem; padding: 0 0.9rem; border: 0;
  border-radius: 0.3rem; color: inherit; background: transparent; font: inherit;
  text-align: start; cursor: pointer;
}}
[role="menuitem"]:hover, [role="menuitem"]:focus {{ background: var(--bar); }}
[role="menuitem"]:focus {{ outline: 2px solid var(--accent); outline-offset: -2px; }}
.note {{ padding: 0.75rem 1rem; }}
.note p {{ margin: 0 0 0.5rem; overflow-wrap: anywhere; }}
.note button {{
  min-height: 2.5rem; padding: 0 1rem; border: 1px solid var(--accent); border-radius: 0.4rem;
  color: var(--accent); background: transparent; font: inherit; cursor: pointer;
}}
"""


@dataclass(frozen=True)
class Entry:
    """One line of a menu."""

    label: str
    act: Callable[[], Any]
    """It may be async; a PageletError that it raises is shown."""


class Menu:
    """The menu behind a button."""

    def __init__(self, button: Node, entries: Sequence[Entry]) -> None:
        self._button, self._entries = button, entries
        self._place: Node | None = None
        self._stops: list[Stop] = []
        self._items: list[Node] = []
        self._task: object = None

    def toggle(self) -> None:
        """Open it, or close it if it is open."""
        if self._place:
            self.close()
        else:
            self._open()

    def close(self) -> None:
        """Close it; the keyboard goes back to its button if it was here."""
        if not self._place:
            return
        place, self._place = self._place, None
        had_focus = bool(place.shadowRoot.activeElement)
        for stop in self._stops:
            stop()
        self._stops.clear()
        place.remove()
        self._button.setAttribute("aria-expanded", "false")
        if had_focus:
            self._button.focus()

    def _open(self) -> None:
        self._items = [
            make("button", entry.label, type="button", role="menuitem", tabindex="-1")
            for entry in self._entries
        ]
        box = make("div", *self._items, role="menu", aria_label="Menu")
        self._put(box)
        self._button.setAttribute("aria-expanded", "true")
        listen = host.listen
        self._stops += [
            *(
                listen(item, "click", partial(self._chosen, entry), {})
                for item, entry in zip(self._items, self._entries, strict=True)
            ),
            listen(box, "keydown", self._on_key, {"at_once": True}),
            listen(box, "focusout", self._on_leave, {}),
        ]
        self._items[0].focus()

    def _put(self, box: Node) -> None:
        """Put a box where the button is: below it, or above where there is more room."""
        self._place = place = host.document.createElement("pagelet-menu")
        root = place.attachShadow(host.to_plain({"mode": "open"}))
        root.append(make("style", _STYLE), box)
        at = self._button.getBoundingClientRect()
        view = host.document.documentElement
        right = max(0.0, float(view.clientWidth) - float(at.right))
        place.style.right = f"{right}px"
        if float(at.top) > float(host.window.innerHeight) / 2:
            place.style.bottom = f"{float(host.window.innerHeight) - float(at.top) + 4}px"
        else:
            place.style.top = f"{float(at.bottom) + 4}px"
        host.document.documentElement.append(place)

    def _on_key(self, event: Any) -> bool:
        key = str(event.key)
        if key in ("Escape", "Tab"):
            self.close()
            return key == "Escape"
        focused = self._place and self._place.shadowRoot.activeElement
        now = next((i for i, item in enumerate(self._items) if item.isSameNode(focused)), 0)
        last = len(self._items) - 1
        to = {
            "ArrowDown": (now + 1) % (last + 1),
            "ArrowUp": (now - 1) % (last + 1),
            "Home": 0,
            "End": last,
        }.get(key)
        if to is None:
            to = next(
                (
                    i
                    for i, entry in enumerate(self._entries)
                    if entry.label.lower().startswith(key.lower())
                ),
                None,
            )
        if to is None:
            return False
        self._items[to].focus()
        return True

    def _on_leave(self, event: Any) -> None:
        to = event.relatedTarget
        # Its own button closes it when it is clicked.
        if not to or not (self._is_mine(to) or self._button.isSameNode(to)):
            self.close()

    def _is_mine(self, node: Node) -> bool:
        return any(item.isSameNode(node) for item in self._items)

    def _chosen(self, entry: Entry, _: object) -> None:
        self.close()
        self._task = output.spawn(self._act(entry))

    async def _act(self, entry: Entry) -> None:
        try:
            done = entry.act()
            if inspect.isawaitable(done):
                await done
        except PageletError as error:
            self.tell(error)

    def tell(self, error: PageletError) -> None:
        """Say why an entry could not do what it is for."""
        self.close()
        close = make("button", "Close", type="button")
        box = make("div", make("p", error.what), make("p", error.hint), close, role="alert")
        box.className = "note"
        self._put(box)
        self._stops.append(host.listen(close, "click", lambda _: self.close(), {}))
        close.focus()
