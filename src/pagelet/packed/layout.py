"""How the file of `pagelet pack` is laid out: pagelet's own parts around the page of the app.

The same code lays it out where it is packed and where it is saved from the page (`pagelet.menu`).

(mark of UTF-8)
a comment: what this file is
the page, in its head the script `first.js` and, for a program, the texts of the app
a comment, then the other texts, a description (JSON), the data, and the script `packed.js`
"""

import html
import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

from pagelet.packed.markup import PREFIX, attributes_in, framed, tags_in, unframed
from pagelet.packed.text_form import decode, encode

FORMAT = 1
# Whatever a server or an e-mail program says of the file, a browser takes it for UTF-8 then.
MARK = "\ufeff"
TOP = "<!-- An app in one file, made by 'pagelet pack'"
_TOP_REST = """ ({version}). Open it in a browser: {network}.
     The text of the app stands below. Change it in a text editor, save, and open the file again.
     {python}. To get the app's files back:
     pagelet unpack {file} -o FOLDER -->
"""
HEAD_BEGIN, HEAD_END = "<!--packed-->", "<!--/packed-->"
BELOW = "\n<!-- packed: the other files of the app -->\n"
BELOW_THEM = "<!-- packed: Python itself, and the app's data -->\n"
OUTLINE = "pagelet-outline"
"""The name of the data from which the page lays the file out again."""
DECODER = "pagelet-decoder"
WRITTEN = "pagelet-written"
"""The id of the element that says which files a program wrote, in a copy saved from the page."""

_HEAD = re.compile(f"{re.escape(HEAD_BEGIN)}.*?{re.escape(HEAD_END)}", re.DOTALL)
_TEXT = re.compile(r'<script type="text/plain" ([^>]*)>(.*?)</script>', re.DOTALL)
_WRITTEN = re.compile(rf'<script type="application/json" id="{WRITTEN}">.*?</script>', re.DOTALL)
_DESCRIPTION = re.compile(rf'<script type="application/json" {PREFIX}app>(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Data:
    """A content that stands in the file as data."""

    content: bytes
    size: int
    """Of what it comes to, in bytes."""
    is_compressed: bool = False

    @property
    def length(self) -> int:
        """Of what is compressed, in bytes; 0 if it is not."""
        return len(self.content) if self.is_compressed else 0

    @property
    def checksum(self) -> int:
        """What tells that the content is as it was (Adler-32, RFC 1950)."""
        return zlib.adler32(self.content)


@dataclass(frozen=True)
class Kept:
    """A content that stands in the file already from which this one is made, as text."""

    name: str
    size: int = 0
    length: int = 0
    checksum: int = 0


Content: TypeAlias = Data | Kept
Piece: TypeAlias = str | Kept
"""A text, or what is to be taken from the file as it is."""


@dataclass(frozen=True)
class Outline:
    """What the page cannot get again from the elements that it consists of."""

    top: str
    """What stands before the page."""
    page: str
    first: str
    """What stands first in the head."""
    head: str
    """What stands there below the texts."""
    texts_in_head: bool

    @classmethod
    def read(cls, content: bytes) -> "Outline":
        """Return the outline of which `written` made the content."""
        return cls(**json.loads(content))

    def written(self) -> bytes:
        """Return it as it stands in the file."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()


@dataclass(frozen=True)
class Parts:
    """What the file is made of."""

    outline: Outline
    description: Mapping[str, object]
    texts: Mapping[str, bytes]
    data: Mapping[str, Content]
    """That of `OUTLINE` among them."""
    decoder: Content
    """What packed.js needs before it can decompress the rest; it is deflated."""
    script: Piece


def top(*, version: str, file: str, online: str = "") -> str:
    """Return what stands before the page: the mark of UTF-8, and what this file is.

    Args:
        version: Pagelet's.
        file: its name.
        online: the address from which it takes Python, "" if that is in it.
    """
    network = "no network is needed"
    python = "The long text at the end is Python itself"
    if online:
        network = "it needs the network"
        python = f"Python itself comes from {_in_comment(online)}"
    rest = _TOP_REST.format(version=version, network=network, python=python, file=_in_comment(file))
    return f"{MARK}{TOP}{rest}"


def laid_out(parts: Parts) -> list[Piece]:
    """Return the whole file, in pieces."""
    outline = parts.outline
    texts = "".join(_text_element(name, content) for name, content in parts.texts.items())
    head = outline.first + (texts if outline.texts_in_head else "") + outline.head
    description = json.dumps(parts.description, ensure_ascii=False).replace("<", "\\u003c")
    pieces: list[Piece] = [
        outline.top,
        with_head(outline.page, f"{HEAD_BEGIN}{head}{HEAD_END}"),
        BELOW,
        "" if outline.texts_in_head else texts,
        f'<script type="application/json" {PREFIX}app>{description}</script>\n',
        BELOW_THEM,
        *_data_element(f'id="{DECODER}"', parts.decoder),
    ]
    for name, data in parts.data.items():
        pieces += _data_element(f'{PREFIX}file="{html.escape(name)}"', data)
    # The last script: first.js looks for it there.
    return [*pieces, "<script>", parts.script, "</script>\n"]


def _in_comment(text: str) -> str:
    """Return a text that does not end the comment that it stands in."""
    return re.sub("-{2,}|>", "-", text)


def written_element(files: Sequence[str]) -> str:
    """Return the element that says which files a program wrote, "" for none."""
    if not files:
        return ""
    names = json.dumps(list(files), ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="{WRITTEN}">{names}</script>'


def without_written(head: str) -> str:
    """Return a head without the element of `written_element`."""
    return _WRITTEN.sub("", head)


def with_head(page: str, inserted: str) -> str:
    """Return `page` with something first in its head."""
    at = 0
    for tag in tags_in(page):
        if tag.name == "head":
            at = tag.end
        elif tag.name == "html":
            at = tag.end
            continue
        break
    if not at:
        doctype = re.match(r"\s*(?:<!--.*?-->\s*)*<!doctype\b[^>]*>", page, re.I | re.S)
        at = doctype.end() if doctype else 0
    return page[:at] + inserted + page[at:]


@dataclass(frozen=True)
class Read:
    """What was read from a file of `pagelet pack`."""

    page: str
    description: Mapping[str, object]
    texts: Mapping[str, bytes]
    data: Mapping[str, Data]


def read(text: str) -> Read:
    """Take a file of `pagelet pack` apart.

    Raises:
        ValueError: it is none, or is damaged.
    """
    text = text.removeprefix(MARK)
    # Ours has other line ends: an editor has changed all of them.
    if "\r\n" in text.partition("-->")[0]:
        text = text.replace("\r\n", "\n")
    if not text.startswith(TOP) or "-->" not in text:
        raise ValueError("it was not made by 'pagelet pack'")
    text = text.partition("-->")[2].removeprefix("\n")
    page, found, below = text.rpartition(BELOW)
    description = _DESCRIPTION.search(below)
    if not found or not description:
        raise ValueError("its lower part is missing")
    head = _HEAD.search(page)
    if not head:
        raise ValueError("its head is missing")
    page = page[: head.start()] + page[head.end() :]
    texts: dict[str, bytes] = {}
    data: dict[str, Data] = {}
    for attributes, content in _TEXT.findall(head[0] + below):
        values = attributes_in(attributes)
        name = values.get(f"{PREFIX}file")
        if name is None:
            continue
        if size := values.get(f"{PREFIX}size"):
            length = values.get(f"{PREFIX}length")
            data[name] = Data(decode(content, int(length or size)), int(size), length is not None)
            if data[name].checksum != int(values[f"{PREFIX}checksum"]):
                raise ValueError(f"'{name}' is not as it was")
        else:
            texts[name] = unframed(content, values)
    return Read(page, json.loads(description[1]), texts, data)


def is_packed(path: Path) -> bool:
    """Return whether the file at `path` was made by `pagelet pack`."""
    begin = (MARK + TOP).encode()
    with path.open("rb") as file:
        return file.read(len(begin)) == begin


def _data_element(name: str, data: Content) -> list[Piece]:
    length = f' {PREFIX}length="{data.length}"' if data.length else ""
    return [
        f'<script type="text/plain" {name} {PREFIX}size="{data.size}"{length}'
        f' {PREFIX}checksum="{data.checksum}">',
        data if isinstance(data, Kept) else f"\n{encode(data.content)}\n",
        "</script>\n",
    ]


def _text_element(name: str, content: bytes) -> str:
    text, how = framed(content)
    return f'<script type="text/plain" {PREFIX}file="{html.escape(name)}"{how}>{text}</script>\n'
