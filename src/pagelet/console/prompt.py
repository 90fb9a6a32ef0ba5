"""The field of a console in which the next entry is written."""

import sys
from collections.abc import Callable
from typing import Protocol

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet.console.choices import Choices
from pagelet.console.completion import Completions
from pagelet.console.editing import INDENT, dedented, indent_after, without_prompts
from pagelet.console.history import History


class Owner(Protocol):
    """What a prompt asks of its console."""

    def is_unfinished(self, entry: str) -> bool:
        """Return whether more lines have to follow."""

    def complete(self, before: str) -> Completions:
        """Return what may follow the text before the cursor."""

    def submit(self, entry: str) -> None:
        """Run an entry."""

    def interrupt(self) -> None:
        """End what runs, or drop what was being written."""

    def clear(self) -> None:
        """Remove everything that was shown."""

    def leave(self) -> None:
        """Say how to leave."""


class Prompt:
    """`>>> ` and a field that grows with its text."""

    def __init__(self, owner: Owner, hint: str = "") -> None:
        self._owner = owner
        self._history = History()
        self._prompts = make("span", class_="pagelet-prompt", aria_hidden="true")
        self.field = make(
            "textarea",
            class_="pagelet-entry",
            aria_label="Python",
            aria_autocomplete="list",
            rows=1,
            wrap="off",
            spellcheck="false",
            autocapitalize="off",
            autocomplete="off",
            autocorrect="off",
            placeholder=hint,
        )
        self._choices = Choices(self.field, self._insert_completion)
        self._stop = make("button", "Stop", type="button", class_="pagelet-console-stop")
        line = make("div", self._prompts, self.field, self._stop, class_="pagelet-prompt-line")
        self.node = make("div", line, self._choices.node, self._keys(), class_="pagelet-prompt-box")
        # At once: a key must not overtake the one before it.
        for event, handler in (
            ("keydown", self._on_key),
            ("paste", self._on_paste),
            ("input", self._on_input),
        ):
            host.listen(self.field, event, handler, {"at_once": True})
        host.listen(self._stop, "click", lambda _: owner.interrupt(), {})
        self.show(running=False)

    def _keys(self) -> Node:
        """Return the buttons that stand for keys that phones do not have."""
        bar = make("div", class_="pagelet-keys", role="group", aria_label="Keys")
        for label, name, action in (
            ("Tab", "Complete", self._complete),
            ("↑", "Earlier entry", self._earlier),
            ("↓", "Later entry", self._later),
        ):
            button = make("button", label, type="button", aria_label=name)
            # The field keeps the focus, and with it the phone's keyboard.
            host.listen(button, "pointerdown", lambda _: None, {"prevent_default": True})
            host.listen(button, "click", self._pressed(action), {})
            bar.append(button)
        return bar

    def _pressed(self, action: Callable[[], object]) -> Callable[[Node], object]:
        def act(_event: Node) -> None:
            if not self.field.readOnly:
                action()

        return act

    @property
    def text(self) -> str:
        """What is written in the field."""
        return str(self.field.value)

    @text.setter
    def text(self, text: str) -> None:
        self.field.value = text
        self._on_input(None)

    def show(self, *, running: bool) -> None:
        """Show that an entry runs, or that the next one can be written."""
        self.field.readOnly = running
        self._stop.hidden = not running
        self._refresh()

    def _refresh(self) -> None:
        lines = self.text.count("\n")
        first, more = (str(getattr(sys, name, "")) for name in ("ps1", "ps2"))
        prompts = [first or ">>> "] + [more or "... "] * lines
        self._prompts.textContent = "" if self.field.readOnly else "\n".join(prompts)
        self.field.rows = lines + 1

    # Keys

    def _on_key(self, event: Node) -> bool:
        """Do what a key means here; return False to leave it to the browser."""
        if event.isComposing or event.altKey or event.metaKey:
            return False
        name = str(event.key)
        held = "Control+" if event.ctrlKey else "Shift+" if event.shiftKey else ""
        key = held + (name.lower() if event.ctrlKey else name)
        action = self._choices.action_for(key) or self._action_for(key)
        if action:
            action()
        return action is not None

    def _action_for(self, key: str) -> Callable[[], object] | None:
        """Return what `key` does here, None if it is left to the browser."""
        if self.field.readOnly:
            return None
        line = self._before.rpartition("\n")[2]
        match key:
            case "Enter":
                return self._enter
            # An empty prompt lets the keyboard go on to the rest of the page.
            case "Tab" if self.text:
                return self._complete if line.strip() else self._indent
            case "Shift+Tab" if line.startswith(" "):
                return self._dedent
            case "Backspace" if line and not line.strip() and not _is_selected(self.field):
                return self._dedent
            case "ArrowUp" if "\n" not in self._before:
                return self._earlier
            case "ArrowDown" if "\n" not in self._after:
                return self._later
            case "Control+l":
                return self._owner.clear
            case "Control+d" if not self.text:
                return self._owner.leave
            case _:
                return None

    def _enter(self) -> None:
        entry = self.text
        if self._after.strip() or self._owner.is_unfinished(entry):
            self._insert("\n" + indent_after(self._before))
            return
        self._history.add(entry.rstrip("\n"))
        self.text = ""
        self._owner.submit(entry)

    def _indent(self) -> None:
        line = self._before.rpartition("\n")[2]
        self._insert(INDENT[len(line) % len(INDENT) :])

    def _dedent(self) -> None:
        line = self._before.rpartition("\n")[2]
        indent = line[: len(line) - len(line.lstrip())]
        start = self.field.selectionStart - _units(line)
        self.field.setRangeText(dedented(indent), start, start + len(indent), "preserve")
        self._on_input(None)

    def _earlier(self) -> None:
        self._recall(self._history.earlier(self.text))

    def _later(self) -> None:
        self._recall(self._history.later())

    def _recall(self, entry: str | None) -> None:
        if entry is not None:
            self.field.value = entry
            self._refresh()
            self._choices.close()
            self.field.setSelectionRange(_units(entry), _units(entry))

    def _complete(self) -> None:
        found = self._owner.complete(self._before)
        written = self._before[found.start :]
        if found.common != written and found.options:
            self._insert_completion(found.start, found.common)
        elif not found.options:
            self._choices.say("Nothing fits.")
        if len(found.options) > 1:
            self._choices.open(found)

    # Text

    @property
    def _before(self) -> str:
        """The text before the cursor. JavaScript counts some characters twice."""
        return _cut(self.text, self.field.selectionStart)[0]

    @property
    def _after(self) -> str:
        return _cut(self.text, self.field.selectionEnd)[1]

    def _insert(self, text: str) -> None:
        field = self.field
        field.setRangeText(text, field.selectionStart, field.selectionEnd, "end")
        self._on_input(None)

    def _insert_completion(self, start: int, text: str) -> None:
        before = self._before
        field = self.field
        end = field.selectionStart
        field.setRangeText(text, end - _units(before[start:]), end, "end")
        self._refresh()

    def _on_input(self, _event: Node) -> None:
        self._history.leave()
        self._choices.close()
        self._refresh()

    def _on_paste(self, event: Node) -> bool:
        pasted = str(event.clipboardData.getData("text/plain"))
        code = without_prompts(pasted)
        if code == pasted or self.field.readOnly:
            return False
        self._insert(code)
        return True


def _is_selected(field: Node) -> bool:
    return bool(field.selectionStart != field.selectionEnd)


def _units(text: str) -> int:
    """Return the length of `text` as JavaScript counts it, in units of UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(text: str, units: int) -> tuple[str, str]:
    """Return the parts of `text` before and after a position that JavaScript gave."""
    raw = text.encode("utf-16-le", "surrogatepass")
    parts = raw[: 2 * units], raw[2 * units :]
    before, after = (part.decode("utf-16-le", "surrogatepass") for part in parts)
    return before, after
