"""The panel that stands in the output where a program stopped."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from pagelet import blocking, output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet.debugger.places import Line, Variable
from pagelet.debugger.values import Part, has_parts, kind, parts, short

# Browsers take what is too much for the very end.
LOWEST = 1_000_000
END = ""
"""What a reader gets in the place of a line when there is no more to come."""


@dataclass(frozen=True)
class Action:
    """What a button does: a command of pdb."""

    name: str
    command: str
    does: str
    keys: tuple[str, ...]

    @property
    def tip(self) -> str:
        """The button's tooltip."""
        return f"{self.does} (keys: {', '.join(self.keys)})"


ACTIONS = (
    Action("Next", "next", "Run this line, with all that it calls", ("n", "F10")),
    Action("Step", "step", "Go into the function that this line calls", ("s", "F11")),
    Action("Return", "return", "Run to the end of this function", ("r", "Shift+F11")),
    Action("Continue", "continue", "Run to the next breakpoint", ("c", "F8")),
    Action("Stop", "quit", "End the program", ("q",)),
)
CLOSING = (Action("Close", "quit", "Close the debugger", ("q",)),)
MOVES = {"u": "up", "d": "down"}


@dataclass(frozen=True)
class View:
    """What the panel shows."""

    title: str
    reason: str
    lines: list[Line]
    frames: list[str]
    selected: int
    variables: list[Variable]
    definitions: list[Variable]
    more: int
    is_over: bool = False

    @property
    def actions(self) -> tuple[Action, ...]:
        """What the person can do; a program that has ended cannot go on."""
        return CLOSING if self.is_over else ACTIONS


class Panel:
    """Shows where a program stands, and reads what the person wants next."""

    def __init__(self, place: output.Output, release: Callable[[], object]) -> None:
        self._place = place
        self._release = release
        self._queued = ""
        self._answer: asyncio.Future[str] | None = None
        # False from the first sign of a stop on: a button may be pressed before anybody asks.
        self._goes_on = True
        self._is_main = True
        self._actions: tuple[Action, ...] = ()
        self._history: list[str] = []
        self._position = 0
        self._values: list[tuple[str, object]] = []
        self._open: set[str] = set()
        self.transcript = ""
        self.was_shown = False
        self._build()
        self._stops = [
            host.listen(self.node, "click", output.bind(self._clicked), {}),
            host.listen(self._form, "submit", output.bind(self._submitted), {"prevent_default": 1}),
            host.listen(self.node, "keydown", output.bind(self._pressed), {}),
            # The event does not bubble, but it can be caught on its way down.
            host.listen(self.node, "toggle", output.bind(self._toggled), {"capture": True}),
            place.on_clear(self._abandon),
        ]

    def _build(self) -> None:
        self.node = make("section", class_="pagelet-debugger", role="region", tabindex=-1)
        self._title = make("p", class_="pagelet-debugger-title", role="status")
        self._buttons = make("div", class_="pagelet-debugger-buttons", role="group")
        self._buttons.setAttribute("aria-label", "What next?")
        self._view = make("div", class_="pagelet-debugger-view")
        self._log = make("pre", class_="pagelet-debugger-log", role="log", tabindex=0)
        self._log.setAttribute("aria-label", "Commands and their answers")
        self._prompt = make("span", "(Pdb) ", class_="pagelet-debugger-prompt")
        self._field = make(
            "input",
            type="text",
            autocomplete="off",
            autocapitalize="off",
            spellcheck="false",
            aria_label="Expression or command",
            placeholder="an expression, or a command: help",
        )
        self._form = make("form", make("label", self._prompt, self._field))
        self._form.className = "pagelet-debugger-command"
        self.node.append(self._title, self._buttons, self._view, self._log, self._form)

    # What the debugger does with it

    def show(self, view: View) -> None:
        """Show where the program stands, at the end of the output."""
        self._goes_on = False
        focus = self._focused()
        self._place.flush()
        if not self.node.isConnected or not self._place.is_last(self.node):
            self._place.add(self.node)
        self.node.setAttribute("aria-label", view.title)
        self.node.classList.remove("pagelet-debugger-running")
        self._set_title(view.title, view.reason)
        self._set_buttons(view.actions)
        self._values = []
        self._view.replaceChildren(*self._parts_of(view))
        self._log.textContent = self.transcript
        self._log.hidden = not self.transcript
        self._log.scrollTop = LOWEST
        if focus is None or not self.was_shown:
            self.node.focus()
        else:
            focus.focus()
        self.was_shown = True

    def run(self) -> None:
        """Show that the program goes on."""
        self._goes_on = True
        self.node.classList.add("pagelet-debugger-running")
        for button in self._buttons.querySelectorAll("button"):
            waits = button.getAttribute("data-command") != "continue"
            button.setAttribute("aria-disabled", "true" if waits else "false")

    def read(self, prompt: str) -> str:
        """Return the next line that the person enters, or END."""
        self._is_main = prompt.startswith("(Pdb)") or prompt.startswith("((Pdb")
        self._prompt.textContent = prompt
        if self._is_main and self._queued:
            line, self._queued = self._queued, ""
            return line
        self._answer = asyncio.get_event_loop().create_future()
        try:
            return blocking.wait(self._answer)
        finally:
            self._answer = None

    def close(self, note: str) -> None:
        """Leave a short line in the place of the panel."""
        for stop in self._stops:
            stop()
        if not self.was_shown or not self.node.isConnected:
            return
        typed = self.transcript.strip()
        line: Node = make("p", note, class_="pagelet-note pagelet-debugger-note")
        if typed:
            line = make("details", make("summary", note), make("pre", typed, tabindex=0))
            line.className = "pagelet-note pagelet-debugger-note"
        before = self.node.previousElementSibling
        if before and not typed and _is_same_note(before, note):
            before.remove()
            line.textContent = _counted(before, note)
        line.setAttribute("data-note", note)
        self.node.before(line)
        self.node.remove()

    # What the person does

    def _enter(self, line: str) -> None:
        if self._answer is None:
            return
        if not self._answer.done():
            self._answer.set_result(line)

    def _command(self, command: str) -> None:
        if self._answer is None:
            if not self._goes_on:
                self._queued = f"{command}\n"
            elif command == "continue":
                self._release()
            return
        if self._is_main:
            self._enter(f"{command}\n")
        else:
            # Half-way through something else: leave that first.
            self._enter(END)
            self._queued = f"{command}\n"

    def _abandon(self) -> None:
        self._release()
        self._enter("quit\n")

    def _clicked(self, event: Any) -> None:
        button = event.target.closest("button")
        command = button and button.getAttribute("data-command")
        if command:
            self._command(str(command))

    def _submitted(self, _event: Any) -> None:
        line = str(self._field.value)
        if self._answer is None:
            return
        self._field.value = ""
        if line.strip():
            self._history.append(line)
        self._position = len(self._history)
        self.transcript += f"{self._prompt.textContent}{line}\n"
        self._enter(f"{line}\n")

    def _pressed(self, event: Any) -> None:
        key = ("Shift+" if event.shiftKey and len(event.key) > 1 else "") + event.key
        if event.ctrlKey or event.altKey or event.metaKey:
            return
        in_field = self._field.isSameNode(event.target)
        if in_field and key in ("ArrowUp", "ArrowDown"):
            event.preventDefault()
            self._recall(-1 if key == "ArrowUp" else 1)
            return
        if in_field and len(key) == 1:
            return
        for action in self._actions:
            if key in action.keys:
                event.preventDefault()
                self._command(action.command)
        if key in MOVES:
            self._command(MOVES[key])

    def _recall(self, step: int) -> None:
        self._position = min(max(self._position + step, 0), len(self._history))
        line = [*self._history, ""][self._position]
        self._field.value = line

    def _toggled(self, event: Any) -> None:
        node = event.target
        index = node.getAttribute("data-value")
        if index is None or not str(index).isdigit():
            return
        path, value = self._values[int(index)]
        if node.open:
            self._open.add(path)
            if node.children.length == 1:
                node.append(self._inside(path, value))
        else:
            self._open.discard(path)

    def _focused(self) -> Node:
        focus = host.document.activeElement
        return focus if focus and self.node.contains(focus) else None

    # What it shows

    def _set_title(self, title: str, reason: str) -> None:
        self._title.replaceChildren(make("strong", title), *([f" {reason}"] if reason else []))

    def _set_buttons(self, actions: Iterable[Action]) -> None:
        if self._actions == tuple(actions):
            for button in self._buttons.querySelectorAll("button"):
                button.setAttribute("aria-disabled", "false")
            return
        self._actions = tuple(actions)
        self._buttons.replaceChildren(
            *(
                make("button", one.name, type="button", title=one.tip, data_command=one.command)
                for one in self._actions
            )
        )

    def _parts_of(self, view: View) -> list[Node]:
        nodes = []
        if view.lines:
            nodes.append(_code(view.lines))
        where = view.frames[view.selected].partition(",")[0]
        nodes.append(self._table(f"Variables of {where}", view.variables, view.more))
        if view.definitions:
            caption = "Functions, classes and modules"
            table = self._table(caption, view.definitions, 0)
            nodes.append(self._folded("/definitions", caption, table))
        if len(view.frames) > 1:
            nodes.append(_stack(view))
        return nodes

    def _folded(self, path: str, text: str, content: Node) -> Node:
        node = make("details", make("summary", text), content, data_value=len(self._values))
        self._values.append((path, None))
        if path in self._open:
            node.setAttribute("open", "")
        return node

    def _table(self, caption: str, variables: list[Variable], more: int) -> Node:
        if not variables:
            return make("p", f"{caption}: none yet.", class_="pagelet-debugger-none")
        rows = [self._row(one.name, one, one.has_changed) for one in variables]
        if more:
            rows.append(make("tr", make("td", f"… and {more:,} more", colspan=3)))
        head = make("tr", *(make("th", name, scope="col") for name in ("Name", "Type", "Value")))
        table = make("table", make("caption", caption), make("thead", head), make("tbody", *rows))
        table.className = "pagelet-debugger-variables"
        return make("div", table, class_="pagelet-debugger-scroll")

    def _row(self, path: str, one: Variable, has_changed: bool) -> Node:
        name = make("th", one.name, scope="row")
        if has_changed:
            name.append(make("span", " changed", class_="pagelet-debugger-changed"))
        return make("tr", name, make("td", one.kind), make("td", self._value(path, one.value)))

    def _value(self, path: str, value: object, name: str = "") -> Node:
        """Return the value; one that has parts can be unfolded."""
        shown: list[Node] = [make("code", short(value))]
        if path.count("/"):
            # Inside a value there are no columns for these.
            label = make("span", f"{name}: ", class_="pagelet-debugger-part") if name else ""
            shown = [label, *shown, make("span", f" {kind(value)}", class_="pagelet-debugger-kind")]
        if not has_parts(value):
            return make("span", *shown)
        node = make("details", make("summary", *shown), data_value=len(self._values))
        self._values.append((path, value))
        if path in self._open:
            node.setAttribute("open", "")
            node.append(self._inside(path, value))
        return node

    def _inside(self, path: str, value: object) -> Node:
        found, more = parts(value)
        node = make("ul", *(self._part(path, *each) for each in enumerate(found)))
        if more:
            node.append(make("li", f"… and {more:,} more"))
        return node

    def _part(self, path: str, index: int, part: Part) -> Node:
        name, value = part
        return make("li", self._value(f"{path}/{index}", value, name))


def _code(lines: list[Line]) -> Node:
    node = make("pre", class_="pagelet-debugger-code", tabindex=0, aria_label="The program")
    margin = len(str(lines[-1].number))
    for line in lines:
        sign = "→" if line.is_current else "●" if line.has_breakpoint else " "
        number = make("span", f"{sign} {line.number:>{margin}} | ")
        number.className = "pagelet-debugger-number"
        row = make("mark" if line.is_current else "span", number, f"{line.text}\n")
        if line.is_current:
            row.setAttribute("aria-current", "step")
        node.append(row)
    return node


def _stack(view: View) -> Node:
    node = make("ol", class_="pagelet-debugger-stack")
    for index, name in enumerate(view.frames):
        button = make("button", name, type="button", data_command=f"_frame {index}")
        if index == view.selected:
            button.setAttribute("aria-current", "true")
        node.append(make("li", button))
    title = make("p", "How the program got here:", class_="pagelet-debugger-heading")
    return make("div", title, node)


def _is_same_note(node: Node, note: str) -> bool:
    return bool(node.getAttribute("data-note") == note and node.localName == "p")


def _counted(before: Node, note: str) -> str:
    _, _, times = str(before.textContent)[len(note) :].partition("(")
    many = int(times.partition(" ")[0]) if times else 1
    return f"{note} ({many + 1} times)"
