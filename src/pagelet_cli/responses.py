"""Answers of the dev server that carry a file: types, freshness."""

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from pagelet_cli.content_types import content_type
from pagelet_cli.web import WebFile

# For what another content would have another address of.
LASTING = {
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
}


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
