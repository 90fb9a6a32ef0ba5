"""A line of text that is edited in a terminal: what each key does, and what has to be drawn."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from pagelet.console.completion import Completions
from pagelet.console.history import History
from pagelet.terminal.keys import NAMES

_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\))|[\x01\x02]")


@dataclass
class Done:
    """The line was entered, or (None) the input was ended."""

    line: str | None


class LineEditor:
    """One line that is being edited, from column `start` of the terminal on.

    Args:
        prompt: stands before the line; may hold colours.
        history: earlier lines.
        complete: what may follow the text before the cursor.
        start: the column that the prompt begins in.
        columns: returns how many columns the terminal has at present.
        hidden: whether nothing of the line is shown.
        text: what the line begins with.
    """

    def __init__(
        self,
        prompt: str,
        history: History,
        *,
        columns: Callable[[], int],
        complete: Callable[[str], Completions] | None = None,
        start: int = 0,
        hidden: bool = False,
        text: str = "",
    ) -> None:
        self._prompt = prompt
        self._history = history
        self._complete = complete
        self._start = start
        self._columns = columns
        self._hidden = hidden
        self._text = text
        self._cursor = len(text)
        self._cut = ""
        # The row of the cursor as it was drawn, counted from that of the prompt's beginning.
        self._row = 0
        self._drawn = False

    @property
    def text(self) -> str:
        """The line as it is now."""
        return self._text

    def press(self, key: str) -> tuple[str, Done | None]:
        """Take a key; return what has to be written to the terminal, and the end if it is that."""
        name = NAMES.get(key, "")
        if name == "enter":
            self._cursor = len(self._text)
            return f"{self.draw()}\n", Done(self._text)
        if name == "end of input":
            return ("\n", Done(None)) if not self._text else (self._edit("delete"), None)
        if name == "tab" and self._complete and self._text[: self._cursor].strip():
            return self._offer(), None
        if name:
            return self._edit(name), None
        if key.isprintable() or key == "\t":
            self._insert(key)
            return self.draw(), None
        return "", None

    def insert(self, text: str) -> str:
        """Insert text at the cursor; return what has to be written to the terminal."""
        self._insert(text)
        return self.draw()

    def _insert(self, text: str) -> None:
        self._text = self._text[: self._cursor] + text + self._text[self._cursor :]
        self._cursor += len(text)

    def _edit(self, name: str) -> str:
        if name == "clear":
            self._start, self._row = 0, 0
            return f"\x1b[H\x1b[2J{self.draw()}"
        cursor = self._moved(name)
        if cursor is not None:
            self._cursor = cursor
        elif name == "up":
            self._recall(self._history.earlier(self._text))
        elif name == "down":
            self._recall(self._history.later())
        elif name == "tab":
            self._insert("    ")
        else:
            self._change(name)
        return self.draw()

    def _moved(self, name: str) -> int | None:
        """Return where the cursor is after a move, None if it is no move."""
        text, cursor = self._text, self._cursor
        match name:
            case "left":
                return max(0, cursor - 1)
            case "right":
                return min(len(text), cursor + 1)
            case "home":
                return 0
            case "end":
                return len(text)
            case "next word":
                return _end_of_word(text, cursor)
            case "previous word":
                return _start_of_word(text, cursor)
            case _:
                return None

    def _change(self, name: str) -> None:
        """Take some text away, or put back what was taken."""
        text, cursor = self._text, self._cursor
        self._history.leave()
        match name:
            case "backspace":
                self._remove(max(0, cursor - 1), cursor)
            case "delete":
                self._remove(cursor, cursor + 1)
            case "cut to end":
                self._cut = self._remove(cursor, len(text))
            case "cut to start":
                self._cut = self._remove(0, cursor)
            case "cut word":
                self._cut = self._remove(_start_of_word(text, cursor), cursor)
            case "put back":
                self._insert(self._cut)
            case _:
                pass

    def _remove(self, start: int, end: int) -> str:
        removed = self._text[start:end]
        self._text = self._text[:start] + self._text[end:]
        self._cursor = start
        return removed

    def _recall(self, line: str | None) -> None:
        if line is not None:
            # An entry of several lines is one line here.
            self._text = line.replace("\n", " ")
            self._cursor = len(self._text)

    def _offer(self) -> str:
        """Complete the name before the cursor; list the names if several fit."""
        before = self._text[: self._cursor]
        found = self._complete(before) if self._complete else Completions(0, ())
        written = before[found.start :]
        if found.common != written and found.options:
            self._insert(found.common[len(written) :])
            return self.draw()
        if len(found.options) < 2:
            return ""
        cursor, self._cursor = self._cursor, len(self._text)
        listed = f"{self.draw()}\n{_in_columns(found.options, self._columns())}\n"
        self._cursor, self._start, self._row, self._drawn = cursor, 0, 0, False
        return listed + self.draw()

    # Drawing

    def draw(self) -> str:
        """Return what draws the line anew, in the place where it was drawn before."""
        columns = max(2, self._columns())
        shown = "" if self._hidden else self._text
        parts = []
        if self._drawn:
            parts.append(f"\x1b[{self._row}A" if self._row else "")
            parts.append("\r" + (f"\x1b[{self._start}C" if self._start else "") + "\x1b[J")
        parts.append(self._prompt + shown)
        before = _plain(self._prompt) + ("" if self._hidden else self._text[: self._cursor])
        row, column = _position(before, self._start, columns)
        last, edge = _position(_plain(self._prompt) + shown, self._start, columns)
        if edge == 0 and last:
            # The terminal would stay behind the last column until the next letter comes.
            parts.append("\r\n")
        parts.append(f"\x1b[{last - row}A" if last > row else "")
        parts.append("\r" + (f"\x1b[{column}C" if column else ""))
        self._row, self._drawn = row, True
        return "".join(parts)


def _plain(text: str) -> str:
    return _ESCAPES.sub("", text)


def _position(text: str, start: int, columns: int) -> tuple[int, int]:
    """Return the row and column behind `text` if it begins in column `start` of row 0."""
    row, column = 0, start
    for character in text:
        width = width_of(character)
        if character == "\n":
            row, column = row + 1, 0
        elif column + width > columns:
            # A wide character that has no room at the end of a row goes to the next.
            row, column = row + 1, width
        else:
            column += width
    return (row + 1, 0) if column >= columns else (row, column)


def width_of(character: str) -> int:
    """Return how many columns a character takes."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _start_of_word(text: str, cursor: int) -> int:
    return cursor - len(re.search(r"\w*\W*$", text[:cursor])[0])  # type: ignore[index]


def _end_of_word(text: str, cursor: int) -> int:
    return cursor + len(re.match(r"\W*\w*", text[cursor:])[0])  # type: ignore[index]


def _in_columns(options: tuple[str, ...], columns: int) -> str:
    width = max(map(len, options)) + 2
    across = max(1, columns // width)
    rows = [options[first : first + across] for first in range(0, len(options), across)]
    return "\n".join("".join(option.ljust(width) for option in row).rstrip() for row in rows)
