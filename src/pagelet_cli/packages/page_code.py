"""The Python that stands in a page."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

TYPES = ("py", "mpy", "py-editor", "mpy-editor", "py-game", "pyodide", "micropython")
_TAGS = ("py-script", "mpy-script", "py-repl")


@dataclass(frozen=True)
class Code:
    """Python in a page, and the number of its first line there."""

    text: str
    line: int


def code_in(html: str) -> list[Code]:
    """Return the Python that stands between tags for it; that in files of its own is not here."""
    page = _Page()
    page.feed(html)
    page.close()
    return page.found


def is_of_python(tag: str, attributes: Mapping[str, str]) -> bool:
    """Return whether a tag is one for Python."""
    return attributes.get("type") in TYPES if tag == "script" else tag in _TAGS


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Code] = []
        self._open = ""
        self._texts: list[str] = []
        self._line = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        if not self._open and is_of_python(tag, about) and not about.get("src"):
            self._open, self._texts = tag, []
            self._line = self.getpos()[0] + (self.get_starttag_text() or "").count("\n")

    def handle_data(self, data: str) -> None:
        if self._open:
            self._texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open:
            self.found.append(Code(textwrap.dedent("".join(self._texts)), self._line))
            self._open = ""
