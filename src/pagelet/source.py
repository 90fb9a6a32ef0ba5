"""Source text on its way to a running program."""

import ast
import linecache
from dataclasses import dataclass
from types import CodeType

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

    def register_lines(self) -> None:
        """Let tracebacks show the lines as they are compiled: their markers count columns."""
        known = linecache.getlines(self.name) if self.first_line > 1 else []
        known += ["\n"] * (self.first_line - 1 - len(known))
        lines = self.code.splitlines(keepends=True)
        known[self.first_line - 1 : self.first_line - 1 + len(lines)] = lines
        # Without a time stamp linecache does not look for a file of that name.
        linecache.cache[self.name] = (sum(map(len, known)), None, known, self.name)
