"""A terminal as the output of a tag or a program."""

import asyncio
import os
import sys
from collections.abc import Callable
from typing import Any

from pagelet import _memory, _stopper, blocking, output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._mirror import Stream
from pagelet._nodes import make
from pagelet._places import user_steps
from pagelet._screen import without_control
from pagelet.console.completion import Completions
from pagelet.console.history import KEY, History
from pagelet.explain import Report, explain
from pagelet.terminal.keyboard import Keyboard
from pagelet.terminal.keys import ALTS, CONTROLS
from pagelet.terminal.line_editor import LineEditor

# How many characters may wait to be drawn before Python waits, too.
MOST_WAITING = 500_000
# How much of what was printed screen readers find, in lines, and how much of one piece, in letters.
LINES_SAID, MOST_SAID = 100, 4_000
# While a line is edited, the terminal marks what is pasted.
_MARK_PASTED, _MARK_NOTHING = "\x1b[?2004h", "\x1b[?2004l"


class Terminal(output.Output):
    """An output with columns and rows, in which keys can be read.

    Args:
        node: the element that it is put into; what `display` shows stands below it.
    """

    def __init__(self, node: Node) -> None:
        super().__init__(node)
        self.field = self
        self.columns, self.rows = 80, 24
        self.keyboard = Keyboard(self._interrupt)
        self.stopper: _stopper.Stopper | None = None
        self.task: asyncio.Task[Any] | None = None
        self.xterm: Node = None
        self._bridge: Any = None
        self._reader = "nobody"
        self._waiting = 0
        self._text: list[str] = []
        # For screen readers: what is printed, without what is drawn while a line is edited.
        self._said = make("div", class_="pagelet-unseen", role="log", aria_label="Terminal output")
        self._unsaid = ""
        self._code_history: History | None = None
        self._history = History(None)
        self._editor: LineEditor | None = None
        self._was_interrupted = False

    def is_terminal(self) -> bool:
        """Return True."""
        return True

    async def open(self) -> None:
        """Draw it; what is written earlier waits."""
        if self.xterm is not None:
            return
        place = make("div", class_="pagelet-terminal")
        self._node.append(place, self._said)
        module = await host.import_module(f"{host.asset_base}terminal/terminal.js")
        await module.loadStyles()
        self._bridge = module.openTerminal(
            place,
            self._on_data,
            self._on_resize,
            self.before_direct if host.is_in_page else None,
            CONTROLS,
            ALTS,
        )
        self.xterm = self._bridge.terminal
        self._on_resize(self.xterm.cols, self.xterm.rows)
        self.flush()

    def focus(self) -> None:
        """Give it the keyboard."""
        self.xterm.focus()

    def serve(self, stopper: _stopper.Stopper, task: asyncio.Task[Any]) -> None:
        """Let Ctrl-C end `task`, by `stopper`; as long as it runs, keys are for it."""
        self.stopper, self.task = stopper, task
        task.add_done_callback(lambda _: self.tell_reader())
        self.tell_reader()

    def tell_reader(self) -> None:
        """Tell the terminal what reads keys now: it leaves those that nothing reads to the page."""
        is_over = self.task is None or self.task.done()
        if not self.keyboard.edits_lines:
            reader = "keys"
        else:
            reader = "nobody" if is_over and self._editor is None else "lines"
        if self._bridge is not None and reader != self._reader:
            self._reader = reader
            self._bridge.setReader(reader)

    def _on_data(self, data: str) -> None:
        self.keyboard.feed(str(data))

    def _on_resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = int(columns), int(rows)
        # Where programs, and Python's own library, look.
        os.environ["COLUMNS"], os.environ["LINES"] = str(self.columns), str(self.rows)
        if self._editor:
            self._draw(self._editor.draw())

    # Output

    def write(self, text: str, stream: Stream = "stdout") -> None:
        """Write `text` at the cursor; Python waits if the terminal does not keep up."""
        if not text:
            return
        self._unsaid = (self._unsaid + text)[-MOST_SAID:]
        self._draw(text)
        self._waiting += len(text)
        if self._waiting > MOST_WAITING:
            self.flush()
            if self.xterm is not None and host.can_wait():
                host.wait(self._bridge.written())
            self._waiting = 0

    def _draw(self, text: str) -> None:
        if not self._text:
            host.soon(self.flush)
        self._text.append(text)

    def flush(self) -> None:
        """Bring everything written so far to the terminal."""
        if self.xterm is not None and self._text:
            text, self._text = "".join(self._text), []
            self._bridge.write(text)
            self._say()

    def before_direct(self, text: str = "") -> None:
        """Keep the order where a program uses xterm.js's own functions, as to write `text`."""
        self.flush()
        self._unsaid += str(text)
        self._say()

    def last_line(self) -> str:
        """Return the printed text that no line break has ended yet."""
        return without_control(self._unsaid.rpartition("\n")[2])

    def _say(self) -> None:
        """Tell screen readers the lines that are complete."""
        text, _, self._unsaid = self._unsaid.rpartition("\n")
        lines = [line for line in map(without_control, text.split("\n")) if line.strip()]
        for line in lines[-LINES_SAID:]:
            self._said.append(make("div", line))
        while self._said.childElementCount > LINES_SAID:
            self._said.firstChild.remove()

    def clear(self) -> None:
        """Remove everything that was shown."""
        self._text.clear()
        if self.xterm is not None:
            self.xterm.reset()
        self._said.replaceChildren()
        self.keyboard.reset()
        self.tell_reader()
        for node in [*self._node.children][2:]:
            node.remove()

    def _show_report(self, error: BaseException) -> None:
        """Write the traceback, and below it what happened in plain words."""
        report = explain(error)
        self._write_words(report.full, report)
        self._mirror.show_error(report.full)
        host.dispatch(self._node, "py:error", {"title": report.title, "text": report.text()})

    def show_error_of_entry(self, error: BaseException) -> None:
        """Write what is wrong with an entry of a console: no fault of the page."""
        _memory.make_room(error)
        with _memory.told(error):
            report = explain(error)
            # The steps of the console itself are of no interest.
            error.__traceback__ = next(iter(user_steps(error.__traceback__)), None)
            self._write_words(explain(error).full, report)

    def _write_words(self, full: str, report: Report) -> None:
        red, bold, plain = "\x1b[31m", "\x1b[1m", "\x1b[0m"
        self.write(f"{red}{full}{plain}{bold}{report.title}{plain}\n{report.hint}\n")
        self.flush()

    # Keys

    def _interrupt(self) -> None:
        """Raise KeyboardInterrupt in what runs."""
        if self.stopper is None or self.task is None or self.task.done():
            return
        self.stopper.stop()
        if getattr(self.task, "_fut_waiter", None) is not None:
            # It stands at an `await`, which only this ends.
            self._was_interrupted = True
            self.task.cancel()

    def take_interrupt(self) -> bool:
        """Return whether Ctrl-C has ended an `await`, and let the task go on."""
        was_interrupted, self._was_interrupted = self._was_interrupted, False
        if was_interrupted and self.task:
            self.task.uncancel()
        return was_interrupted

    def ask(self, prompt: str = "", *, hidden: bool = False, can_end: bool = False) -> str | None:
        """Return the line that is entered after `prompt`, None at the end of the input."""
        caller = _console_that_asks()
        reading = self.read_line(
            prompt,
            hidden=hidden,
            code=caller is not None,
            complete=caller and (lambda before: _complete(before, caller.locals)),
            indent=_indent_in(caller),
        )
        try:
            return blocking.wait(reading)
        except KeyboardInterrupt:
            self._leave_line()
            raise

    def _leave_line(self) -> None:
        """End a line that is not entered."""
        if self._editor:
            self._editor = None
            self.tell_reader()
            self._draw(f"^C{_MARK_NOTHING}\n")
            self.flush()

    async def read_line(
        self,
        prompt: str,
        *,
        hidden: bool = False,
        code: bool = False,
        complete: Callable[[str], Completions] | None = None,
        indent: str = "",
    ) -> str | None:
        """Return the line that is entered after `prompt`, None at the end of the input.

        Args:
            prompt: stands before the line.
            hidden: nothing of it is shown.
            code: it is Python, which has a history of its own.
            complete: what may follow the text before the cursor.
            indent: what it begins with, unless more was typed already.
        """
        if code and self._code_history is None:
            self._code_history = History(KEY)
        history = self._code_history if code and self._code_history else self._history
        if self.stopper:
            # Whoever asks again after Ctrl-C goes on.
            self.stopper.forget()
        self.flush()
        await self._bridge.written()
        self._editor = editor = LineEditor(
            prompt,
            history,
            columns=lambda: self.columns,
            complete=complete,
            start=int(self.xterm.buffer.active.cursorX),
            hidden=hidden or not self.keyboard.shows_keys,
            text=indent if self.keyboard.is_empty() else "",
        )
        self.tell_reader()
        self._draw(_MARK_PASTED + editor.draw())
        self.take_keyboard()
        try:
            line = await self._edited(editor)
        except asyncio.CancelledError:
            self._leave_line()
            raise
        self._editor = None
        self.tell_reader()
        self._draw(_MARK_NOTHING)
        self.flush()
        if line and not hidden:
            history.add(line)
        if line and code and not line.strip():
            # The indent that it began with: an empty line ends a block.
            line = ""
        self._unsaid += f"{prompt}{'' if hidden else line or ''}\n"
        return line

    def take_keyboard(self) -> None:
        """Take the keyboard if nothing else of the page has it."""
        active = host.document.activeElement
        if active is None or active.isSameNode(host.document.body):
            self.focus()

    async def _edited(self, editor: LineEditor) -> str | None:
        while True:
            while key := self.keyboard.take():
                drawn, done = editor.press(key)
                self._draw(drawn)
                if done:
                    return done.line
            self.flush()
            await self.keyboard.pressed()

    def read_keys(self, size: int) -> str:
        """Return up to `size` characters of what was typed, at least one, as they are typed."""
        self.flush()
        self.take_keyboard()
        if self.keyboard.is_empty():
            blocking.wait(self.keyboard.pressed())
        text = self.keyboard.take()
        self.keyboard.put_back(text[size:])
        text = text[:size]
        if self.keyboard.shows_keys:
            self.write(text)
        return text

    async def feed(self, code: str) -> None:
        """Type `code` line by line; return when all of it was read."""
        for line in code.split("\n"):
            self.keyboard.feed(f"{line}\r")
        while not self.keyboard.is_empty() or self._editor is None:
            if self.task is None or self.task.done():
                return
            await host.next_turn()


def _console_that_asks() -> Any:
    """Return the `code.InteractiveConsole` that asks for a line, None if something else does."""
    code = sys.modules.get("code")
    frame = sys._getframe()
    for _ in range(8):
        if code is None or frame is None:
            return None
        if frame.f_code is code.InteractiveConsole.raw_input.__code__:
            return frame.f_locals["self"]
        frame = frame.f_back  # type: ignore[assignment]
    return None


def _indent_in(console: Any) -> str:
    """Return what the next line of a block begins with."""
    if console is None or not console.buffer:
        return ""
    from pagelet.console.editing import indent_after

    return indent_after(console.buffer[-1])


def _complete(before: str, names: dict[str, Any]) -> Completions:
    from pagelet.console.completion import complete

    return complete(before, names)
