"""The field at the end of an output, in which a person answers; like the line of a terminal."""

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from pagelet import blocking, output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet._screen import without_control

# How long an empty field stays when nothing is asked, in seconds. The next question takes it
# over: so a phone's keyboard stays open between two questions, and nothing typed early is lost.
PATIENCE = 0.5
# Fields that are no text: who used one is not in the middle of writing.
_NO_TEXT = {"button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit"}


class Field:
    """Asks in one output, one question after the other."""

    def __init__(self, out: output.Output) -> None:
        self._output = out
        self._input = make("input", autocomplete="off", autocapitalize="off", spellcheck="false")
        self._input.setAttribute("enterkeyhint", "done")
        self._form = make("form", self._input)
        self._end = make("button", "End of input", type="button", title="Ctrl-D")
        self._editor = host.edit_lines(self._form, self._input, self._enter)
        host.listen(self._end, "click", lambda _: self._enter(None), {})
        # Lines that were entered and not asked for yet; None is the end of the input.
        self._entered: deque[str | None] = deque()
        self._answered: asyncio.Future[None] | None = None
        self._queue: deque[asyncio.Future[None]] = deque()
        self._asking = False

    def ask(self, prompt: str = "", *, hidden: bool = False, can_end: bool = False) -> str | None:
        """Return the line that is entered after `prompt`, or None at the end of the input.

        Args:
            prompt: written in front of the field.
            hidden: show neither what is typed nor the answer.
            can_end: offer a button that ends the input; Ctrl-D ends it always.
        """
        with self._in_turn():
            self._output.write(prompt)
            line = None
            try:
                if not self._entered:
                    self._wait_for_line(prompt, hidden=hidden, can_end=can_end)
                line = self._entered.popleft()
            finally:
                # Also when the program is stopped: what it prints then is no answer.
                self._output.write("\n" if hidden or line is None else f"{line}\n")
        if line and not hidden:
            self._editor.remember(line)
        return line

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Let one question wait for the other, where several parts of a program ask."""
        while self._asking:
            turn: asyncio.Future[None] = asyncio.get_event_loop().create_future()
            self._queue.append(turn)
            blocking.wait(turn)
        self._asking = True
        try:
            yield
        finally:
            self._asking = False
            while self._queue:
                turn = self._queue.popleft()
                if not turn.done():
                    turn.set_result(None)
                    break

    def _wait_for_line(self, prompt: str, *, hidden: bool, can_end: bool) -> None:
        self._output.flush()
        if not self._form.isConnected:
            self._output.set_end(self._form)
        self._form.className = "pagelet-input"
        # Set by who drives the page and must tell this question from the one before.
        self._input.removeAttribute("data-answered")
        self._input.type = "password" if hidden else "text"
        name = without_control(prompt).strip() or self._output.last_line().strip()
        self._input.setAttribute("aria-label", name or "Input")
        if can_end:
            self._form.append(self._end)
        if not _is_writing_elsewhere(self._input):
            self._input.focus()
            if hasattr(self._form, "scrollIntoView"):
                self._form.scrollIntoView(block="nearest")
        self._answered = asyncio.get_event_loop().create_future()
        try:
            blocking.wait(self._answered)
        finally:
            self._answered = None
            self._rest()

    def _rest(self) -> None:
        """Put the field out of sight, ready for the next question."""
        self._form.className = "pagelet-input-idle"
        self._input.setAttribute("aria-label", "Type ahead")
        self._end.remove()
        asyncio.get_event_loop().call_later(PATIENCE, self._put_away)

    def _put_away(self) -> None:
        # What was typed ahead stays for the next question.
        if self._answered is None and not self._input.value:
            self._output.set_end(None)

    def _enter(self, line: str | None) -> None:
        self._entered.append(line)
        if self._answered is not None and not self._answered.done():
            self._answered.set_result(None)


def _is_writing_elsewhere(field: Node) -> bool:
    """Return whether a person is at another field just now: it would be rude to take the focus."""
    active = host.document.activeElement
    if not active or active.isSameNode(field):
        return False
    # Who entered a line in the console waits for what it asks.
    if active.matches(".pagelet-console *"):
        return False
    if active.localName == "input":
        return active.type not in _NO_TEXT
    return active.localName == "textarea" or bool(getattr(active, "isContentEditable", False))


def current() -> Field:
    """Return the field of the current output."""
    out = output.current()
    if out.field is None:
        out.field = Field(out)
    field: Field = out.field
    return field
