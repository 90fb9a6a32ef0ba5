"""Answers of the dev server that carry a file: types, freshness."""

import hashlib
import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from pagelet_cli.web import WebFile

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

# For what another content would have another address of.
LASTING = {
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
}


def content_type(name: str) -> str:
    """Return the value of the Content-Type header for a file of this name."""
    kind, encoding = _types.guess_type(f"file:///{Path(name).name}")
    if kind is None or encoding is not None:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def file_response(request: Request, name: str, path: Path) -> Response:
    """Answer with the file at `path`, or with 304 if the browser has it."""
    about = path.stat()
    tag = _tag(f"{path}|{about.st_mtime_ns}|{about.st_size}".encode("utf-8", "replace"))
    if fresh := _not_modified(request, tag):
        return fresh
    return FileResponse(path, headers=_headers(name, tag), stat_result=about)


def content_response(request: Request, name: str, content: bytes, status: int = 200) -> Response:
    """Answer with `content`, or with 304 if the browser has it."""
    tag = _tag(content)
    if status == 200 and (fresh := _not_modified(request, tag)):
        return fresh
    return Response(content, status, headers=_headers(name, tag))


def web_file_response(request: Request, file: WebFile) -> Response:
    """Answer with one of our own files."""
    if isinstance(file.source, bytes):
        return content_response(request, file.name, file.source)
    return file_response(request, file.name, file.source)


def _headers(name: str, tag: str) -> dict[str, str]:
    return {
        "content-type": content_type(name),
        "cache-control": "no-cache",
        "etag": tag,
        "x-content-type-options": "nosniff",
    }


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _not_modified(request: Request, tag: str) -> Response | None:
    known = request.headers.get("if-none-match", "")
    if tag not in (entry.strip().removeprefix("W/") for entry in known.split(",")):
        return None
    return Response(status_code=304, headers={"etag": tag, "cache-control": "no-cache"})
