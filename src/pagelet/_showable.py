"""Wrappers that say what a text or some bytes are, so that `display` shows them as that."""

import os
from collections.abc import Mapping
from html import escape
from pathlib import Path

# How the bytes of a picture begin.
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"<svg", "image/svg+xml"),
    (b"<?xml", "image/svg+xml"),
)


class HTML:
    """Text that is HTML. Never wrap text that came from somebody else: it could hold a script."""

    def __init__(self, html: str) -> None:
        self._html = html

    def _repr_html_(self) -> str:
        return self._html


class Markdown:
    """Text with Markdown in it; HTML inside it is shown as text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def _repr_markdown_(self) -> str:
        return self._text


class Latex:
    r"""A formula in LaTeX, such as r'$\frac{1}{2}$'."""

    def __init__(self, text: str) -> None:
        self._text = text

    def _repr_latex_(self) -> str:
        return self._text


class JSON:
    """Data that is shown as JSON."""

    def __init__(self, data: object) -> None:
        self._data = data

    def _repr_json_(self) -> object:
        return self._data


class SVG:
    """A drawing in SVG."""

    def __init__(self, svg: str, *, alt: str | None = None) -> None:
        self._svg, self._alt = svg, alt

    def _repr_svg_(self) -> tuple[str, Mapping[str, object]]:
        return self._svg, {"alt": self._alt}


class JavaScript:
    """A program in JavaScript that runs when it is shown."""

    def __init__(self, code: str) -> None:
        self._code = code

    def _repr_javascript_(self) -> str:
        return self._code


class Image:
    """A picture: its bytes, a file (a path, or the name of a file that exists), or an address.

    `alt` says in words what the picture shows, for those who do not see it.
    """

    def __init__(
        self,
        source: bytes | str | os.PathLike[str],
        *,
        alt: str | None = None,
        width: int | None = None,
        height: int | None = None,
    ) -> None:
        self._metadata = {"alt": alt, "width": width, "height": height}
        self._address: str | None = None
        self._content = b""
        if isinstance(source, bytes | bytearray | memoryview):
            self._content = bytes(source)
        elif not isinstance(source, str) or Path(source).is_file():
            self._content = Path(source).read_bytes()
        else:
            self._address = source

    def _repr_mimebundle_(self) -> dict[str, object]:
        if self._address is None:
            return {_picture_type(self._content): (self._content, self._metadata)}
        attributes = {"src": self._address, **self._metadata}
        attributes["alt"] = attributes["alt"] or ""
        written = (
            f' {name}="{escape(str(value))}"'
            for name, value in attributes.items()
            if value is not None
        )
        return {"text/html": f"<img{''.join(written)}>"}


def _picture_type(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _SIGNATURES if content.startswith(start)), "image/png")
