"""Text files, which are UTF-8 or a clear error."""

import codecs
import re
from pathlib import Path

from pagelet_cli.errors import EncodingError

# Longest first: the mark of UTF-16 is the beginning of that of UTF-32.
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_DECLARED = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.MULTILINE)


def read_text(path: Path, shown_as: str | None = None) -> str:
    """Return the text of the UTF-8 file at `path`.

    Raises:
        EncodingError: it is in some other encoding; the message guesses which.
        OSError: it cannot be read.
    """
    return decode(path.read_bytes(), shown_as or path.name)


def decode(content: bytes, shown_as: str) -> str:
    """Return `content` as text; raise EncodingError as `read_text` does."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error.start, shown_as) from error
    # UTF-16 without a mark passes for UTF-8 full of zeros.
    if "\0" in text:
        raise _not_utf8(content, content.index(b"\0"), shown_as)
    return text


def _not_utf8(content: bytes, position: int, shown_as: str) -> EncodingError:
    before = content[:position]
    line = before.count(b"\n") + 1
    column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
    return EncodingError(
        f"The file '{shown_as}' is not UTF-8 text.",
        where=f"{shown_as}, line {line}, column {column} (byte 0x{content[position]:02x})",
        hint=f"It looks like {_likely_encoding(content)}. In your editor, save it "
        "with the encoding UTF-8.",
    )


def _likely_encoding(content: bytes) -> str:
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return name
    if b"\0" in content:
        return "UTF-16" if content.count(b"\0") * 3 > len(content) else "a file that is not text"
    declared = _DECLARED.search(b"\n".join(content.splitlines()[:2]))
    if declared and _knows(declared[1].decode("ascii", "replace")):
        return declared[1].decode("ascii")
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        return "an older 8-bit encoding"
    return "Windows-1252"


def _knows(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding).name != "utf-8"
    except LookupError:
        return False
