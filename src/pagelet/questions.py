"""Questions to the person at the page: `input`, `getpass` and `sys.stdin` ask in a field."""

import builtins
import io
import sys
from typing import Any

from pagelet import _field, output
from pagelet._host import host


class Keyboard(io.TextIOBase):
    """`sys.stdin`: what is read from it, a person enters line by line."""

    encoding = "utf-8"
    errors = "strict"
    name = "<stdin>"
    mode = "r"
    newlines = None

    def __init__(self) -> None:
        super().__init__()
        self._rest = ""
        self.buffer = io.BufferedReader(_Bytes(self))

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return the next line with its line break, or "" at the end of the input."""
        self._check()
        line = self._rest or _read_line("", can_end=True)
        if size is None or size < 0:
            size = len(line)
        self._rest = line[size:]
        return line[:size]

    def answer(self, prompt: str) -> str:
        """Return the next line as readline() does, as an answer to `prompt`."""
        self._check()
        line, self._rest = self._rest or _read_line(prompt), ""
        return line

    def read(self, size: int | None = -1, /) -> str:
        """Return `size` characters, or all up to the end of the input."""
        text = ""
        while size is None or size < 0 or len(text) < size:
            line = self.readline(-1 if size is None or size < 0 else size - len(text))
            if not line:
                break
            text += line
        return text

    def _check(self) -> None:
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def readable(self) -> bool:
        """Return True: this is for reading."""
        return True

    def isatty(self) -> bool:
        """Return True: a person answers."""
        return True

    def fileno(self) -> int:
        """Return 0, the number of the standard input."""
        self._check()
        return 0


class _Bytes(io.RawIOBase):
    """What stands below `sys.stdin.buffer`: lines in UTF-8."""

    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__()
        self._keyboard = keyboard
        self._rest = b""

    def readinto(self, into: Any, /) -> int:
        """Fill `into` with what a person enters; return how many bytes, 0 at the end."""
        encoded = self._rest or self._keyboard.readline().encode()
        size = len(into)
        into[: len(encoded[:size])] = encoded[:size]
        self._rest = encoded[size:]
        return len(encoded[:size])

    def readable(self) -> bool:
        """Return True: this is for reading."""
        return True


def _read_line(prompt: str, *, hidden: bool = False, can_end: bool = False) -> str:
    """Return the line that a person enters, with its line break, or "" at the end of the input."""
    if host.can_wait():
        line = _field.current().ask(prompt, hidden=hidden, can_end=can_end)
    else:
        line = ask_by_dialog(prompt, hidden=hidden)
    return "" if line is None else f"{line}\n"


def ask_by_dialog(prompt: str = "", *, hidden: bool = False) -> str | None:
    """Return what is entered in the browser's own dialog, for which nothing has to wait."""
    out = output.current()
    out.flush()
    answer = host.window.prompt(prompt or out.last_line())
    # JavaScript's null, when the dialog is cancelled, is not None.
    line = answer if isinstance(answer, str) else None
    out.write(f"{prompt}{'' if hidden or line is None else line}\n")
    return line


def read_line(prompt: object = "", /) -> str:
    """Ask for a line of text; this is `input` in a page.

    Raises:
        EOFError: the person ended the input (Ctrl-D).
        RuntimeError: the program has taken `sys.stdin` or `sys.stdout` away.
    """
    stdin, stdout = _stream("stdin"), _stream("stdout")
    _stream("stderr").flush()
    text = str(prompt)
    if isinstance(stdin, Keyboard) and isinstance(stdout, output.TextStream):
        line = stdin.answer(text)
    else:
        if text:
            stdout.write(text)
        stdout.flush()
        line = stdin.readline()
    if not isinstance(line, str):
        raise TypeError("object.readline() returned non-string")
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


def _stream(name: str) -> Any:
    stream = getattr(sys, name, None)
    if stream is None:
        raise RuntimeError(f"input(): lost sys.{name}")
    return stream


def read_password(
    prompt: str = "Password: ", stream: object = None, *, echo_char: str | None = None
) -> str:
    """Ask for a line without showing it; this is `getpass.getpass` in a page."""
    line = _read_line(str(prompt), hidden=True)
    if not line:
        raise EOFError
    return line.removesuffix("\n")


def install() -> None:
    """Make Python's ways to ask work in a page."""
    builtins.input = read_line
    sys.stdin = sys.__stdin__ = Keyboard()  # type: ignore[misc,assignment]
