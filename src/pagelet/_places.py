"""Finds the places in the user's program that an error has to do with."""

import linecache
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import CodeType, FrameType, TracebackType

from pagelet import _characters

LINES_BEFORE = 2

# Python's own library, and what stands beside our package: in a page, turtle for example.
_LIBRARY_FOLDERS = (f"{Path(os.__file__).parent}/", f"{Path(__file__).parents[1]}/")
_LIBRARY_PACKAGES = {"pagelet", "pyscript", "pyodide", "_pyodide", "_pagelet_bridge", "micropip"}


@dataclass(frozen=True)
class Place:
    """One line of a program, and the part of it that is meant: from column `start` to `end`."""

    file: str
    number: int
    function: str = ""
    line: str = ""
    start: int = 0
    end: int = 0
    before: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How messages name this place."""
        where = f"{self.file}, line {self.number}"
        return f"{where}, in {self.function}" if self.function else where

    @property
    def parts(self) -> tuple[str, str, str]:
        """The line before, in and after the part that is meant."""
        # A mark behind the end of the line ("a colon is missing here") needs something to stand on.
        line = self.line.ljust(self.end)
        return line[: self.start], line[self.start : self.end], line[self.end :]

    @property
    def carets(self) -> str:
        """A line that has `^` under the part that is meant, in a font of equal widths."""
        before, marked, _ = self.parts
        spaces = "".join(
            "\t" if character == "\t" else " " * _width(character) for character in before
        )
        return spaces + "^" * max(1, sum(map(_width, marked)))

    def text(self) -> str:
        """The place as lines of plain text, with line numbers and carets."""
        first = self.number - len(self.before)
        margin = len(str(self.number))
        lines = [
            f"{number:>{margin}} | {line}"
            for number, line in enumerate((*self.before, self.line), start=first)
        ]
        if self.start < self.end:
            lines.append(f"{'':>{margin}} | {self.carets}")
        return "\n".join(lines)


def _width(character: str) -> int:
    if _characters.ONE_COLUMN.match(character):
        return 1
    try:
        # Of others more is known, but that may have to be fetched (pagelet._archives).
        import unicodedata
    except ImportError:
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def is_of_a_library(file: str) -> bool:
    """Return whether `file` belongs to Python, to an installed package, or to nobody."""
    file = file.replace("\\", "/")
    if file.startswith("<frozen ") or "/lib/python3" in file or "/site-packages/" in file:
        return True
    return file.startswith(_LIBRARY_FOLDERS)


def user_steps(traceback: TracebackType | None) -> list[TracebackType]:
    """Return the steps of `traceback` that are in the user's own files, outermost first."""
    return [step for step in _steps(traceback) if is_of_user(step.tb_frame)]


def innermost_step(traceback: TracebackType | None) -> TracebackType | None:
    """Return the step of `traceback` where the error was raised."""
    return next(reversed([*_steps(traceback)]), None)


def _steps(traceback: TracebackType | None) -> Iterator[TracebackType]:
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def is_of_user(frame: FrameType) -> bool:
    """Return whether `frame` runs code of the user, not of a library and not ours."""
    module = str(frame.f_globals.get("__name__") or "")
    if module.partition(".")[0] in _LIBRARY_PACKAGES or is_of_a_library(frame.f_code.co_filename):
        return False
    # Compiled modules may have forgotten their folder; where they were loaded from is kept here.
    origin = "" if module == "__main__" else frame.f_globals.get("__file__")
    return not is_of_a_library(str(origin or ""))


def place_of_step(step: TracebackType, sources: Mapping[str, str]) -> Place:
    """Return where in the program a step of a traceback is."""
    code = step.tb_frame.f_code
    number, end_number, start, end = _position(code, step.tb_lasti)
    number = number or step.tb_lineno
    lines = _lines(code.co_filename, sources)
    line = lines[number - 1] if number <= len(lines) else ""
    if start is None or end is None:
        columns = None
    else:
        last = _column(line, end) if end_number == number else len(line)
        columns = (_column(line, start), last)
    function = "" if code.co_name == "<module>" else code.co_qualname
    return _place(code.co_filename, number, lines, columns, function)


def place_of_syntax_error(error: SyntaxError, sources: Mapping[str, str]) -> Place | None:
    """Return where in the program Python stopped reading, if it says so."""
    if error.lineno is None:
        return None
    file = error.filename or "<string>"
    lines = _lines(file, sources)
    known = lines[error.lineno - 1] if 0 < error.lineno <= len(lines) else ""
    reported = (error.text or known).rstrip("\n\r")
    if reported.strip() not in known:
        # The text was made by Python itself, as for the parts of an f-string before Python 3.12.
        lines = ["\n"] * (error.lineno - 1) + [reported]
        return _place(file, error.lineno, lines, _syntax_columns(error, reported), "", before=0)
    return _place(
        file, error.lineno, lines or [reported], _syntax_columns(error, known or reported), ""
    )


def _syntax_columns(error: SyntaxError, line: str) -> tuple[int, int]:
    indent = len(line) - len(line.lstrip())
    if isinstance(error, IndentationError) and indent and "expected an indented" not in error.msg:
        return 0, indent
    start = max((error.offset or 1) - 1, 0)
    if (
        error.end_lineno is not None
        and error.lineno is not None
        and error.end_lineno > error.lineno
    ):
        return start, max(len(line), start + 1)
    end = (error.end_offset or 0) - 1
    return start, end if end > start else start + 1


def _place(
    file: str,
    number: int,
    lines: list[str],
    columns: tuple[int, int] | None,
    function: str,
    before: int = LINES_BEFORE,
) -> Place:
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    if columns is None or columns[0] >= columns[1]:
        columns = (len(line) - len(line.lstrip()), len(line.rstrip()))
    earlier = lines[max(0, number - 1 - before) : number - 1] if line else []
    while earlier and not earlier[0].strip():
        earlier = earlier[1:]
    return Place(file, number, function, line, *columns, tuple(earlier))


def _lines(file: str, sources: Mapping[str, str]) -> list[str]:
    # Split as Python does: form feeds and the like do not end a line.
    if file in sources:
        return sources[file].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [line.rstrip("\r\n") for line in linecache.getlines(file)]


def _position(
    code: CodeType, instruction: int
) -> tuple[int | None, int | None, int | None, int | None]:
    if instruction < 0:
        return None, None, None, None
    return next(islice(code.co_positions(), instruction // 2, None), (None, None, None, None))


def _column(line: str, byte_offset: int) -> int:
    """Return the column in characters: the compiler counts bytes of UTF-8."""
    return len(line.encode()[:byte_offset].decode(errors="replace"))
