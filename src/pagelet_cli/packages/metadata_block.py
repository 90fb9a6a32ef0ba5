"""The block of metadata at the top of a program (PEP 723)."""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

from pagelet_cli.errors import AppError

_BLOCK = re.compile(r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$")

EXAMPLE = '# /// script\n# dependencies = ["pandas"]\n# ///'


@dataclass(frozen=True)
class Block:
    """What the block says, and the line that it begins in, from 1."""

    line: int
    table: dict[str, Any] = field(default_factory=dict)


def read_block(source: str, name: str) -> Block | None:
    """Return the metadata of a program; None if it has none.

    Raises:
        AppError: it has two such blocks, or one that cannot be read.
    """
    source = source.replace("\r\n", "\n")
    if not source.endswith("\n"):
        source += "\n"
    found = [match for match in _BLOCK.finditer(source) if match["type"] == "script"]
    if not found:
        return None
    lines = [source.count("\n", 0, match.start()) + 1 for match in found]
    if len(found) > 1:
        raise AppError(
            "The program has more than one block of metadata (# /// script).",
            where=f"{name}, lines {' and '.join(map(str, lines))}",
            hint="Keep one and put all into it.",
        )
    content = "".join(
        line[2:] if line.startswith("# ") else line[1:]
        for line in found[0]["content"].splitlines(keepends=True)
    )
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise AppError(
            f"The program's metadata cannot be read: {error}.",
            where=f"{name}, in the block that begins in line {lines[0]}",
            hint="Write it as in this example:\n" + EXAMPLE,
        ) from error
    return Block(lines[0], table)
