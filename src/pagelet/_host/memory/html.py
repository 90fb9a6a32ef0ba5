"""Reading and writing HTML text for the page in memory."""

from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Literal, TypeAlias

VOID_TAGS = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input"}
    | {"link", "meta", "source", "track", "wbr"}
)

# ("start", tag, attributes), ("end", tag, {}), ("text", text, {}), ("comment", text, {})
Piece: TypeAlias = tuple[Literal["start", "end", "text", "comment"], str, dict[str, str]]


def parse_html(html: str) -> Iterator[Piece]:
    """Yield the pieces of `html` in order; the text in between is unescaped."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return iter(reader.pieces)


def start_tag(tag: str, attributes: Mapping[str, str]) -> str:
    """Return the text of a start tag."""
    written = (f' {name}="{escape_attribute(value)}"' for name, value in attributes.items())
    return f"<{tag}{''.join(written)}>"


def escape_text(text: str) -> str:
    """Return `text` so that HTML shows it as it is."""
    return (
        text.replace("&", "&amp;")
        .replace("\xa0", "&nbsp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )


def escape_attribute(text: str) -> str:
    """Return `text` so that it can stand between double quotes."""
    return escape_text(text).replace('"', "&quot;")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(("start", tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(("end", tag, {}))

    def handle_data(self, data: str) -> None:
        self.pieces.append(("text", data, {}))

    def handle_comment(self, data: str) -> None:
        self.pieces.append(("comment", data, {}))
