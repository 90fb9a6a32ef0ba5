"""Source text on its way to a running program."""

import ast
import inspect
import linecache
from collections.abc import MutableMapping
from dataclasses import dataclass
from types import CodeType
from typing import Any

from pagelet.errors import DownloadError


def decode(content: bytes, name: str) -> str:
    """Return the text of a source file.

    Raises:
        DownloadError: it is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DownloadError(
            f"'{name}' is not a text file in UTF-8.",
            where=f"{name}, line {line} (byte {error.start})",
            hint="Open it in an editor and save it again with the encoding UTF-8.",
        ) from error


class NoMoreItems(Exception):  # noqa: N818 - it only carries an error
    """A program's StopIteration on its way through our coroutines, which it cannot leave itself."""

    def __init__(self, error: StopIteration) -> None:
        super().__init__(error)
        self.error = error


def original(error: BaseException) -> BaseException:
    """Return what the program itself has raised."""
    return error.error if isinstance(error, NoMoreItems) else error


async def execute(
    code: CodeType, names: dict[str, Any], local_names: MutableMapping[str, Any] | None = None
) -> None:
    """Run compiled code in these variables; it may have been compiled to use `await`.

    Raises:
        NoMoreItems: it raised StopIteration.
    """
    try:
        result = eval(code, names, local_names)
    except StopIteration as error:
        raise NoMoreItems(error) from None
    if inspect.iscoroutine(result):
        await result


@dataclass(frozen=True)
class Source:
    """A program's text: `code` begins in line `first_line` of the file `name`."""

    name: str
    code: str
    first_line: int = 1

    @property
    def lines(self) -> range:
        """The numbers of its lines."""
        return range(self.first_line, self.first_line + self.code.count("\n") + 1)

    def compile(self, *, top_level_await: bool) -> CodeType:
        """Return the compiled program; error messages will show its lines.

        Raises:
            SyntaxError: it is not Python.
        """
        self.register_lines()
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if top_level_await else 0
        text = "\n" * (self.first_line - 1) + self.code
        code: CodeType = compile(text, self.name, "exec", flags=flags, dont_inherit=True)
        return code

    async def run(self, names: dict[str, Any], *, top_level_await: bool = True) -> None:
        """Run the program in these variables.

        Raises:
            SyntaxError: it is not Python.
            NoMoreItems: it raised StopIteration.
        """
        await execute(self.compile(top_level_await=top_level_await), names)

    def register_lines(self) -> None:
        """Let tracebacks show the lines as they are compiled: their markers count columns."""
        known = linecache.getlines(self.name) if self.first_line > 1 else []
        known += ["\n"] * (self.first_line - 1 - len(known))
        lines = self.code.splitlines(keepends=True)
        known[self.first_line - 1 : self.first_line - 1 + len(lines)] = lines
        # Without a time stamp linecache does not look for a file of that name.
        linecache.cache[self.name] = (sum(map(len, known)), None, known, self.name)
