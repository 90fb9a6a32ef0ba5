"""The standard library's `readline`, as far as a page has it: the history and the settings.

Many programs for a terminal import it for its side effect alone: that `input` can be edited, which
a field of the page can by itself. Completers and hooks are kept and given back, but never called.
"""

from collections.abc import Callable
from pathlib import Path

Completer = Callable[[str, int], str | None]
Hook = Callable[[], object]

backend = "readline"

_DEFAULT_FILE = "~/.history"

_history: list[str] = []
_limit = -1
_completer: Completer | None = None
_delims = " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?"
_pre_input_hook: Hook | None = None


def parse_and_bind(string: str, /) -> None:
    """Do nothing: keys in a field of the page mean what they always mean there."""


def read_init_file(filename: object = None, /) -> None:
    """Do nothing, for the same reason."""


def get_line_buffer() -> str:
    """Return an empty text: no line is being edited while Python runs."""
    return ""


def insert_text(string: str, /) -> None:
    """Do nothing: no line is being edited while Python runs."""


def redisplay() -> None:
    """Do nothing: the page shows a field by itself."""


def add_history(string: str, /) -> None:
    """Append a line to the history."""
    _history.append(string)


def clear_history() -> None:
    """Forget all lines of the history."""
    _history.clear()


def get_current_history_length() -> int:
    """Return the number of lines in the history."""
    return len(_history)


def get_history_item(index: int, /) -> str | None:
    """Return the line with this number, counted from 1, or None."""
    return _history[index - 1] if 0 < index <= len(_history) else None


def remove_history_item(pos: int, /) -> None:
    """Remove the line at `pos`, counted from 0."""
    del _history[_position(pos)]


def replace_history_item(pos: int, line: str, /) -> None:
    """Put `line` in the place of the one at `pos`, counted from 0."""
    _history[_position(pos)] = line


def _position(pos: int) -> int:
    if pos < 0:
        raise ValueError("History index cannot be negative")
    if pos >= len(_history):
        raise ValueError(f"No history item at position {pos}")
    return pos


def get_history_length() -> int:
    """Return how many lines a history file may have; negative: any number."""
    return _limit


def set_history_length(length: int, /) -> None:
    """Limit the lines that are written into a history file."""
    global _limit
    _limit = length


def read_history_file(filename: str | None = None, /) -> None:
    """Append the lines of a file to the history."""
    _history.extend(_file(filename).read_text("utf-8").splitlines())


def write_history_file(filename: str | None = None, /) -> None:
    """Write the history into a file, as much as `set_history_length` allows."""
    _write(_file(filename), _history)


def append_history_file(nelements: int, filename: str | None = None, /) -> None:
    """Append the last `nelements` lines of the history to a file, which has to be there."""
    file = _file(filename)
    new = _history[-nelements:] if nelements > 0 else []
    _write(file, file.read_text("utf-8").splitlines() + new)


def _file(filename: str | None) -> Path:
    return Path(_DEFAULT_FILE).expanduser() if filename is None else Path(filename)


def _write(file: Path, lines: list[str]) -> None:
    kept = lines if _limit < 0 else lines[len(lines) - min(_limit, len(lines)) :]
    file.write_text("".join(f"{line}\n" for line in kept), "utf-8")


def set_auto_history(enabled: bool, /) -> None:
    """Do nothing: answers in the page are never put into this history."""


def set_completer(function: Completer | None = None, /) -> None:
    """Keep a function that could complete a word."""
    global _completer
    _completer = function


def get_completer() -> Completer | None:
    """Return what `set_completer` was given."""
    return _completer


def set_completer_delims(string: str, /) -> None:
    """Keep the characters that end a word."""
    global _delims
    _delims = string


def get_completer_delims() -> str:
    """Return the characters that end a word."""
    return _delims


def get_completion_type() -> int:
    """Return 0: nothing is being completed."""
    return 0


def get_begidx() -> int:
    """Return 0: nothing is being completed."""
    return 0


def get_endidx() -> int:
    """Return 0: nothing is being completed."""
    return 0


def set_completion_display_matches_hook(function: object = None, /) -> None:
    """Do nothing: no matches are shown."""


def set_startup_hook(function: Hook | None = None, /) -> None:
    """Do nothing: it could only change a line that is being edited."""


def set_pre_input_hook(function: Hook | None = None, /) -> None:
    """Keep a function, which could only change a line that is being edited."""
    global _pre_input_hook
    _pre_input_hook = function


def get_pre_input_hook() -> Hook | None:
    """Return what `set_pre_input_hook` was given."""
    return _pre_input_hook
