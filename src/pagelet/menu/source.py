"""Shows the text of an app and lets it be changed; the next run of a program runs that."""

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pagelet import output
from pagelet._host import host
from pagelet._nodes import make
from pagelet.menu.apps import App
from pagelet.menu.copies import SaveError, save
from pagelet.menu.view import COLORS

if TYPE_CHECKING:
    from pagelet._host.contract import Node, Stop

_LEAVE = "Escape, then Tab, leaves the field."
_INDENT = " " * 4
_EDITOR = "editor/editor.js"
# After each of these something else may stand in the field.
_CHANGES = ("input", "keyup", "paste", "drop", "focusout")

_STYLE = f"""{COLORS}
:host {{ display: block; }}
section {{
  display: flex; flex-direction: column; box-sizing: border-box; height: 100%; min-height: 16rem;
  color: var(--ink); background: var(--paper); font: 1rem/1.4 system-ui, sans-serif;
}}
.tools {{
  display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; padding: 0.5rem 1rem;
  border-bottom: 1px solid var(--line); background: var(--bar);
}}
label {{ display: flex; gap: 0.5rem; align-items: center; margin-inline-end: auto; min-width: 0; }}
select, button {{
  box-sizing: border-box; min-width: 0; max-width: 100%; min-height: 2.5rem; padding: 0 0.9rem;
  border: 1px solid var(--accent); border-radius: 0.4rem; color: var(--accent);
  background: var(--paper); font: inherit;
}}
select {{ border-color: var(--line); color: var(--ink); }}
button {{ cursor: pointer; }}
button.first {{ color: var(--on-accent); background: var(--accent); }}
:focus-visible {{ outline: 3px solid var(--accent); outline-offset: 1px; }}
p {{ margin: 0; padding: 0.5rem 1rem 0; font-size: 0.9rem; }}
p:empty {{ display: none; }}
.field {{ flex: 1; min-height: 0; overflow: auto; padding: 0.25rem 0; }}
textarea {{
  display: block; box-sizing: border-box; width: 100%; height: 100%; min-height: 12rem;
  padding: 0.5rem 1rem; border: 0; outline: 0; color: inherit; background: transparent;
  font: 0.95rem/1.45 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
  white-space: pre; overflow: auto; resize: none; tab-size: 4;
}}
.field :focus-visible {{ outline: 0; }}
.field:focus-within {{ box-shadow: inset 3px 0 var(--accent); }}
"""
# That of a page: above all, whatever the page has.
_DIALOG = """
dialog { width: min(60rem, 96vw); height: min(50rem, 92vh); max-width: none; max-height: none;
  padding: 0; border: 1px solid #6b7f93; border-radius: 0.6rem; overflow: hidden; }
dialog::backdrop { background: rgb(0 0 0 / 40%); }
@media print { dialog { display: none !important; } }
"""


class SourceView:
    """The source of an app: of a program beside its output, of a page above it."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._place = make("pagelet-source")
        self._dialog: Node | None = None
        self._field: Node | None = None
        self._editor: Any = None
        self._name = ""
        self._text = ""
        self._stay: Stop | None = None
        self._leaves = False
        self._choice = make("select", aria_label="File")
        self._note = make("p", role="status")
        self._box = make("div", class_="field")
        self._buttons = {
            "run": make("button", "Run", type="button", class_="first"),
            "save": make("button", "Save a copy", type="button"),
            "download": make("button", "Download", type="button"),
            "close": make("button", "Close", type="button"),
        }
        # A page may have been loaded again with changes.
        self._watch()
        self._is_made = False
        self._task: object = None

    async def open(self) -> None:
        """Show it, with the file that was shown last."""
        if not self._is_made:
            self._is_made = True
            self._make()
        if self._dialog:
            self._dialog.showModal()
        elif not self._place.isConnected:
            host.document.querySelector(".pagelet-bar").after(self._place)
        await self._list()

    def close(self) -> None:
        """Hide it; what was changed stays so."""
        self._keep()
        if self._dialog:
            self._dialog.close()
        else:
            self._place.remove()
            host.document.getElementById("pagelet-menu").focus()

    def _make(self) -> None:
        shown = dict(self._buttons)
        if not self._app.packed:
            del shown["save"]
        if not self._app.is_page:
            # It stands in the bar of the page.
            del shown["run"]
        tools = make("div", make("label", "File", self._choice), *shown.values(), class_="tools")
        section = make("section", tools, self._note, self._box, aria_label="Source")
        root = self._place.attachShadow(host.to_plain({"mode": "open"}))
        if not self._app.is_page:
            root.append(make("style", _STYLE), section)
        else:
            self._dialog = make("dialog", section, aria_label="Source")
            root.append(make("style", _STYLE + _DIALOG), self._dialog)
            host.document.documentElement.append(self._place)
            if self._app.is_unsaved:
                self._note.textContent = (
                    "The page runs with what you have changed. Save a copy to keep that; opened in "
                    "a new tab, the file is as it was."
                )
        for name, act in {
            "run": self._run_soon,
            "save": self._save,
            "download": self._download,
            "close": self.close,
        }.items():
            host.listen(self._buttons[name], "click", output.bind(lambda _, act=act: act()), {})
        host.listen(self._choice, "change", self._choose, {})
        for event in _CHANGES:
            host.listen(self._box, event, lambda _: self._keep(), {})
        if self._dialog:
            host.listen(self._dialog, "close", lambda _: self._keep(), {})

    async def _list(self) -> None:
        names = self._app.names()
        if self._name not in names:
            self._name = names[0]
        self._choice.replaceChildren(*(make("option", name) for name in names))
        self._choice.value = self._name
        self._choice.disabled = len(names) == 1
        await self._show(self._name)

    def _choose(self, _: object) -> None:
        self._keep()
        self._task = output.spawn(self._show(str(self._choice.value)))

    async def _show(self, name: str) -> None:
        self._name, self._text = name, self._app.text(name)
        label = f"Text of {name}. {_LEAVE}"
        if self._has_editor() and name.endswith(".py"):
            from pagelet.editor.view import module_of_editors

            module = await module_of_editors()
            place = make("div")
            self._box.replaceChildren(place)
            self._editor, self._field = None, None
            self._editor = module.openEditor(place, self._text, label, _INDENT, 0, self._run_soon)
            self._editor.view.focus()
            return
        field = make("textarea", spellcheck="false", autocapitalize="off", autocomplete="off")
        field.setAttribute("aria-label", label)
        field.value = self._text
        self._editor, self._field = None, field
        self._box.replaceChildren(field)
        host.listen(field, "keydown", self._on_key, {"at_once": True})
        field.focus()
        field.setSelectionRange(0, 0)

    def _has_editor(self) -> bool:
        """Whether the editor's JavaScript is there: few packed apps have it."""
        return self._app.packed is None or _EDITOR in self._app.packed.names

    def _on_key(self, event: Any) -> bool:
        """Indent by Tab and Enter; return whether that was it."""
        key = str(event.key)
        if key == "Escape":
            # In a dialog the second one closes it.
            was_leaving, self._leaves = self._leaves, True
            return not was_leaving
        if key == "Enter" and (event.ctrlKey or event.metaKey or event.shiftKey):
            self._run_soon()
            return True
        leaves, self._leaves = self._leaves, key in ("Shift", "Tab") and self._leaves
        if key == "Tab" and not leaves and not event.shiftKey:
            host.document.execCommand("insertText", False, _INDENT)
            return True
        if key == "Enter":
            field = event.target
            before = str(field.value)[: int(field.selectionStart)].rpartition("\n")[2]
            indent = before[: len(before) - len(before.lstrip())]
            if before.rstrip().endswith(":") and self._name.endswith(".py"):
                indent += _INDENT
            host.document.execCommand("insertText", False, f"\n{indent}")
            return True
        return False

    def _keep(self) -> None:
        """Give the app what stands in the field."""
        now = self._now()
        if now != self._text:
            self._text = now
            self._app.change(self._name, now)
        self._watch()

    def _now(self) -> str:
        if self._editor:
            return str(self._editor.code)
        return str(self._field.value).replace("\r\n", "\n") if self._field else self._text

    def _watch(self) -> None:
        """Let the browser ask before the page is closed, as long as something would be lost."""
        if self._app.is_unsaved and not self._stay:
            self._stay = host.listen(
                host.window, "beforeunload", lambda _: None, {"prevent_default": True}
            )
        elif not self._app.is_unsaved and self._stay:
            self._stay()
            self._stay = None

    def _run_soon(self) -> None:
        self._task = output.spawn(self._run())

    async def _run(self) -> None:
        self._keep()
        if self._app.is_page and self._stay:
            # What was changed comes along.
            self._stay()
            self._stay = None
        if not await self._app.run():
            self._watch()
            self._note.textContent = (
                "The browser lets this file keep nothing, so the page cannot be run with what you "
                "have changed. Save a copy, and open that."
            )

    def save(self) -> None:
        """Save a copy of the app, with what stands in the field.

        Raises:
            SaveError: it cannot be made as it should be.
        """
        self._keep()
        save(self._app)
        self._watch()

    def _save(self) -> None:
        try:
            self.save()
        except SaveError as error:
            self._note.textContent = f"{error.what} {error.hint}"

    def _download(self) -> None:
        self._keep()
        link = make("a", download=self._name.rpartition("/")[2])
        link.href = f"data:text/plain;charset=utf-8,{quote(self._text)}"
        link.click()
        self._app.note_saved(self._name)
        self._watch()
