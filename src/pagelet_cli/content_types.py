"""What a browser is told of a file: its content type, by the ending of its name."""

import mimetypes
from collections.abc import Iterable
from pathlib import Path

# Python's own table only: what a machine's registry says of .js is sometimes wrong.
_types = mimetypes.MimeTypes()
for _ending, _type in {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".py": "text/x-python",
    ".toml": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".whl": "application/zip",
    ".webmanifest": "application/manifest+json",
}.items():
    _types.add_type(_type, _ending)


def content_type(name: str) -> str:
    """Return the value of the Content-Type header for a file of this name."""
    kind, encoding = _types.guess_type(f"file:///{Path(name).name}")
    if kind is None or encoding is not None:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def types_of(names: Iterable[str]) -> dict[str, str]:
    """Return the content types of files, by the endings of their names."""
    endings = sorted({Path(name).suffix.lower() for name in names})
    return {ending: content_type(f"file{ending}") for ending in endings if ending}
