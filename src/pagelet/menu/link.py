"""Shows a link that carries the app as it is now, to be copied or as a QR code."""

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from pagelet import output
from pagelet._host import host
from pagelet._links import LONGEST, LONGEST_FOR_MESSENGERS, LinkedApp, fragment_of
from pagelet._nodes import make
from pagelet.errors import PageletError
from pagelet.menu import qr
from pagelet.menu.apps import App
from pagelet.menu.copies import SaveError, save
from pagelet.menu.view import COLORS

if TYPE_CHECKING:
    from pagelet._host.contract import Node

# What `pagelet run`, `build` and `pack` tell of links (pagelet_cli.linking).
_ELEMENT = "pagelet-link"
_LOCAL = ("localhost", "127.0.0.1", "::1")

_STYLE = f"""{COLORS}
dialog {{
  box-sizing: border-box; width: min(32rem, 96vw); max-height: 96vh; padding: 1rem; overflow: auto;
  border: 1px solid var(--line); border-radius: 0.6rem; color: var(--ink);
  background: var(--paper); font: 1rem/1.4 system-ui, sans-serif;
}}
dialog::backdrop {{ background: rgb(0 0 0 / 40%); }}
@media print {{ dialog {{ display: none !important; }} }}
p {{ margin: 0 0 0.75rem; overflow-wrap: anywhere; }}
.code svg {{ display: block; width: min(100%, 60vh); height: auto; margin: 0 auto 0.75rem; }}
textarea {{
  display: block; box-sizing: border-box; width: 100%; height: 4.5rem; margin: 0 0 0.75rem;
  padding: 0.5rem; border: 1px solid var(--line); border-radius: 0.4rem; color: inherit;
  background: var(--bar); font: 0.9rem/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, monospace;
  overflow-wrap: anywhere; resize: vertical;
}}
.tools {{ display: flex; flex-wrap: wrap; gap: 0.5rem; }}
button {{
  min-height: 2.5rem; padding: 0 0.9rem; border: 1px solid var(--accent); border-radius: 0.4rem;
  color: var(--accent); background: var(--paper); font: inherit; cursor: pointer;
}}
button.first {{ color: var(--on-accent); background: var(--accent); }}
:focus-visible {{ outline: 3px solid var(--accent); outline-offset: 1px; }}
[hidden] {{ display: none; }}
"""


class LinkError(PageletError):
    """There can be no link to the app."""


def told() -> dict[str, Any] | None:
    """Return the player and the settings of links, None if the app is to have no links."""
    element = host.document.getElementById(_ELEMENT)
    return json.loads(str(element.textContent)) if element else None


def link_to(app: LinkedApp, player: str, *, is_file: bool) -> str:
    """Return the link that carries an app.

    Args:
        app: with all that was changed in it.
        player: the address of the player page, "" if none is known.
        is_file: whether a copy can be saved of it.

    Raises:
        LinkError: there can be none.
    """
    if urlsplit(player).scheme not in ("http", "https"):
        raise LinkError(
            "Pagelet knows no page on the web that could open a link to this app.",
            where=app.entry,
            hint=("To hand the app on, save a copy and send that. " if is_file else "")
            + "Every site that 'pagelet build' makes has such a page, player.html. For links, "
            "whoever makes the app writes its address into pagelet.toml: "
            'player = "https://example.org/player.html"',
        )
    fragment = fragment_of(app)
    if len(fragment) > LONGEST:
        raise LinkError(
            f"The app is too large for a link: it would have {len(fragment):,} characters, and "
            f"links of more than {LONGEST:,} are cut by many programs.",
            where=app.entry,
            hint="Save a copy and send that instead."
            if is_file
            else "Hand it on as one file instead: pagelet pack",
        )
    return f"{player.partition('#')[0]}#{fragment}"


def notes_on(link: str) -> str:
    """Return what a person should know of a link, "" if that is nothing."""
    notes = []
    name = urlsplit(link).hostname or ""
    if name in _LOCAL or name.endswith(".localhost"):
        notes.append(
            "It works only on this computer, because the page that opens it is not on the web."
        )
    if len(link) > LONGEST_FOR_MESSENGERS:
        notes.append(
            f"It has {len(link):,} characters; some messengers cut links of more than "
            f"{LONGEST_FOR_MESSENGERS:,}."
        )
    return " ".join(notes)


class LinkView:
    """The dialog with the link."""

    def __init__(self, app: App, player: str, settings: dict[str, Any]) -> None:
        self._app, self._player, self._settings = app, player, settings
        self._place: Node | None = None
        self._link = ""
        self._task: object = None
        self._said = make("p", role="status")
        self._notes = make("p")
        self._code = make("div", class_="code")
        self._field = make("textarea", readonly="", aria_label="Link", spellcheck="false")
        self._buttons = {
            "copy": make("button", "Copy link", type="button", class_="first"),
            "picture": make("button", "Save as SVG", type="button"),
            "save": make("button", "Save a copy", type="button"),
            "close": make("button", "Close", type="button"),
        }
        self._dialog = make(
            "dialog",
            *(self._said, self._code, self._field, self._notes),
            make("div", *self._buttons.values(), class_="tools"),
        )

    async def copy(self) -> None:
        """Copy the link, and show it."""
        if await self._make("Link"):
            await self._copy()

    async def show_code(self) -> None:
        """Show the link as a QR code."""
        if not await self._make("QR code"):
            return
        if len(self._link) > qr.LONGEST:
            self._said.textContent = (
                f"The link is too long for a QR code: it has {len(self._link):,} characters, and "
                f"at most {qr.LONGEST:,} have room. Send the link itself."
            )
            return
        self._said.textContent = "Point a phone's camera at it to open the app."
        host.insert_html(self._code, self._svg())
        self._buttons["picture"].hidden = False

    async def _make(self, label: str) -> bool:
        """Open the dialog; return whether there is a link in it."""
        self._open(label)
        try:
            files = await self._app.files()
            linked = LinkedApp(self._app.names()[0], files, self._settings)
            is_file = self._app.packed is not None
            player = host.resolve(self._player) if self._player else ""
            self._link = link_to(linked, player, is_file=is_file)
        except PageletError as error:
            self._said.textContent = f"{error.what} {error.hint}"
            self._buttons["save"].hidden = not self._app.packed
            return False
        self._field.value = self._link
        self._notes.textContent = notes_on(self._link)
        for node in self._field, self._buttons["copy"]:
            node.hidden = False
        return True

    def _open(self, label: str) -> None:
        if not self._place:
            self._place = make("pagelet-share")
            root = self._place.attachShadow(host.to_plain({"mode": "open"}))
            root.append(make("style", _STYLE), self._dialog)
            acts = {"copy": self._copy, "picture": self._picture, "save": self._save}
            for name, act in acts.items():
                host.listen(self._buttons[name], "click", self._doing(act), {})
            host.listen(self._buttons["close"], "click", lambda _: self._dialog.close(), {})
        host.document.documentElement.append(self._place)
        self._link = ""
        self._code.replaceChildren()
        self._said.textContent = self._notes.textContent = ""
        for node in self._field, *self._buttons.values():
            node.hidden = True
        self._buttons["close"].hidden = False
        self._dialog.setAttribute("aria-label", label)
        if not self._dialog.open:
            self._dialog.showModal()

    def _doing(self, act: Any) -> Any:
        def on_click(_: object) -> None:
            self._task = output.spawn(act())

        return on_click

    async def _copy(self) -> None:
        self._field.focus()
        self._field.select()
        self._said.textContent = (
            "Link copied"
            if await self._is_copied()
            else "The browser lets nothing be copied from here. Copy the link that is marked "
            "below: Ctrl+C, or ⌘C."
        )

    async def _is_copied(self) -> bool:
        clipboard = getattr(host.window.navigator, "clipboard", None)
        if clipboard:
            try:
                await clipboard.writeText(self._link)
            except Exception as error:  # noqa: BLE001 - whatever keeps it from that; the older way is left
                host.log("warn", f"The clipboard: {error}")
            else:
                return True
        return bool(host.document.execCommand("copy"))

    async def _picture(self) -> None:
        link = make("a", download=f"{self._title()}.svg")
        link.href = f"data:image/svg+xml;charset=utf-8,{quote(self._svg())}"
        link.click()
        self._said.textContent = "Saved as a picture"

    async def _save(self) -> None:
        try:
            save(self._app)
        except SaveError as error:
            self._said.textContent = f"{error.what} {error.hint}"
        else:
            self._said.textContent = "Copy saved"

    def _svg(self) -> str:
        return qr.svg_of(self._link, f"QR code of the link to {self._title()}")

    def _title(self) -> str:
        return str(self._settings.get("title") or self._app.names()[0].partition(".")[0])
