"""Python's own doors to a terminal, as programs for a terminal use them."""

import asyncio
import io
import os
import select
import sys
import termios
from typing import Any

from pagelet import blocking, output, questions
from pagelet._host import host
from pagelet.terminal.screen import Terminal

# As on Linux: a terminal that edits lines, shows keys, and takes Ctrl-C as an interrupt.
_LOCAL = termios.ISIG | termios.ICANON | termios.ECHO | termios.ECHOE | termios.ECHOK
_CONTROL = [bytes([number]) for number in (3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0)]
_original: dict[str, Any] = {
    "select": select.select,
    "read": os.read,
    "isatty": os.isatty,
    "get_terminal_size": os.get_terminal_size,
}


def _terminal() -> Terminal | None:
    here = output.current()
    return here if isinstance(here, Terminal) else None


def _number(file: Any) -> int:
    return int(file if isinstance(file, int) else file.fileno())


def tcgetattr(file: Any, /) -> list[Any]:
    """Return how the terminal treats keys; this is `termios.tcgetattr` in a page."""
    terminal = _terminal()
    if terminal is None or _number(file) > 2:
        raise termios.error(25, "Not a typewriter")
    keyboard = terminal.keyboard
    local = _LOCAL
    for flag, is_on in (
        (termios.ICANON, keyboard.edits_lines),
        (termios.ECHO, keyboard.shows_keys),
        (termios.ISIG, keyboard.interrupts),
    ):
        local = local | flag if is_on else local & ~flag
    control: list[Any] = _CONTROL + [b"\0"] * 20
    if not keyboard.edits_lines:
        control[termios.VMIN], control[termios.VTIME] = 1, 0
    return [
        termios.ICRNL,
        termios.OPOST,
        termios.CS8,
        local,
        termios.B38400,
        termios.B38400,
        control,
    ]


def tcsetattr(file: Any, when: int, attributes: list[Any], /) -> None:
    """Set how the terminal treats keys; this is `termios.tcsetattr` in a page."""
    terminal = _terminal()
    if terminal is None or _number(file) > 2:
        raise termios.error(25, "Not a typewriter")
    keyboard = terminal.keyboard
    keyboard.edits_lines = bool(attributes[3] & termios.ICANON)
    keyboard.shows_keys = bool(attributes[3] & termios.ECHO)
    keyboard.interrupts = bool(attributes[3] & termios.ISIG)
    terminal.tell_reader()


def tcflush(file: Any, queue: int, /) -> None:
    """Forget what was typed and not read yet; this is `termios.tcflush` in a page."""
    terminal = _terminal()
    while terminal and terminal.keyboard.take():
        pass


def read(file: int, size: int, /) -> bytes:
    """Read from the keyboard, or from a file; this is `os.read` in a page."""
    terminal = _terminal()
    if terminal is None or file != 0:
        return bytes(_original["read"](file, size))
    if terminal.keyboard.edits_lines:
        return sys.stdin.readline().encode()
    return terminal.read_keys(size).encode()


def get_terminal_size(file: int = 1, /) -> os.terminal_size:
    """Return the columns and rows of the terminal; this is `os.get_terminal_size` in a page."""
    terminal = _terminal()
    if terminal is None:
        size: os.terminal_size = _original["get_terminal_size"](file)
        return size
    return os.terminal_size((terminal.columns, terminal.rows))


def isatty(file: int, /) -> bool:
    """Return whether a number stands for a terminal; this is `os.isatty` in a page."""
    return file in (0, 1, 2) if _terminal() else bool(_original["isatty"](file))


def wait_for_keys(
    readable: Any, writable: Any, exceptional: Any, timeout: float | None = None, /
) -> Any:
    """Wait until a key can be read; this is `select.select` in a page."""
    terminal = _terminal()
    keyboards = [file for file in readable if _is_keyboard(file)]
    if terminal is None or not keyboards:
        return _original["select"](readable, writable, exceptional, timeout)
    terminal.flush()
    terminal.take_keyboard()
    if terminal.keyboard.is_empty() and not writable:

        async def pressed() -> None:
            try:
                await asyncio.wait_for(terminal.keyboard.pressed(), timeout)
            except TimeoutError:
                return

        blocking.wait(pressed() if timeout is None or timeout > 0 else host.next_turn())
    return ([] if terminal.keyboard.is_empty() else keyboards), list(writable), []


def _is_keyboard(file: Any) -> bool:
    try:
        return _number(file) == 0
    except (AttributeError, TypeError, ValueError, OSError):
        return False


class Stdin(io.TextIOBase):
    """`sys.stdin` of a page with terminals: asks in the terminal, elsewhere as before."""

    encoding = "utf-8"
    errors = "strict"
    name = "<stdin>"
    mode = "r"

    def __init__(self, before: Any) -> None:
        super().__init__()
        self._before = before
        self._rest = ""

    @property
    def buffer(self) -> Any:
        """The bytes below."""
        return self._before.buffer

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return the next line with its line break, or "" at the end of the input."""
        terminal = _terminal()
        if terminal is None:
            return str(self._before.readline(size))
        if not self._rest:
            if not terminal.keyboard.edits_lines:
                return self._keys_up_to_enter(terminal)
            line = terminal.ask() if host.can_wait() else questions.ask_by_dialog()
            self._rest = "" if line is None else f"{line}\n"
        return self._take(size)

    def _take(self, size: int | None) -> str:
        size = len(self._rest) if size is None or size < 0 else size
        text, self._rest = self._rest[:size], self._rest[size:]
        return text

    def _keys_up_to_enter(self, terminal: Terminal) -> str:
        text = ""
        while not text.endswith(("\n", "\r")):
            text += terminal.read_keys(1)
        return text

    def read(self, size: int | None = -1, /) -> str:
        """Return `size` characters, one by one if lines are not edited (`tty.setcbreak`)."""
        terminal = _terminal()
        if terminal is None:
            return str(self._before.read(size))
        if size is None or size < 0:
            return "".join(iter(self.readline, ""))
        text = self._take(size)
        while len(text) < size:
            more = (
                self.readline(size - len(text))
                if terminal.keyboard.edits_lines
                else terminal.read_keys(size - len(text)).replace("\r", "\n")
            )
            if not more:
                break
            text += more
        return text

    def readable(self) -> bool:
        """Return True: this is for reading."""
        return True

    def isatty(self) -> bool:
        """Return whether a person answers."""
        return True if _terminal() else bool(self._before.isatty())

    def fileno(self) -> int:
        """Return 0, the number of the standard input."""
        return 0


_installed = False


def install() -> None:
    """Put ours in the place of what cannot work in a page; do it once."""
    global _installed
    if not _installed:
        _installed = True
        put_in_place()


def put_in_place() -> None:
    """Put ours in its place again, which a program may have changed."""
    if not isinstance(sys.stdin, Stdin):
        sys.stdin = sys.__stdin__ = Stdin(sys.stdin)  # type: ignore[assignment, misc]
    for module, functions in (
        (termios, (tcgetattr, tcsetattr, tcflush)),
        (os, (read, get_terminal_size, isatty)),
    ):
        for function in functions:
            setattr(module, function.__name__, function)
    select.select = wait_for_keys
