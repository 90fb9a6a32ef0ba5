"""The web server that browser tests open their pages from."""

import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from tests.browser.rig.serving import serving

# Given the path after a prefix, the bytes to send, or None when there is no such file.
Source: TypeAlias = Callable[[str], bytes | None]

TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".py": "text/x-python",
    ".toml": "application/toml",
}


class Site:
    """Files by address; tests may publish more of them while it runs."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._sources: list[tuple[str, Source]] = []
        self._isolated: list[str] = []
        self._published: dict[str, bytes] = {"favicon.ico": b""}

    def mount(self, prefix: str, source: Source) -> None:
        """Serve what `source` has under `prefix` ('' for the top); the first that has it wins."""
        self._sources.append((prefix, source))

    def publish(self, path: str, content: bytes | str) -> str:
        """Serve `content` at `path` from now on and return its full address."""
        self._published[path] = content.encode() if isinstance(content, str) else content
        return f"{self.url}/{path}"

    def isolate(self, prefix: str) -> None:
        """Send what a page below `prefix` needs to share memory with its workers."""
        self._isolated.append(prefix)

    def headers(self, path: str) -> dict[str, str]:
        """Return what else is sent with the file at `path`."""
        if not any(path.startswith(prefix) for prefix in self._isolated):
            return {}
        return {
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Embedder-Policy": "require-corp",
        }

    def find(self, path: str) -> bytes | None:
        """Return what is served at `path` (without the leading slash)."""
        if path in self._published:
            return self._published[path]
        for prefix, source in self._sources:
            if path.startswith(prefix):
                content = source(path.removeprefix(prefix))
                if content is not None:
                    return content
        return None


def folder(root: Path) -> Source:
    """Return a source of the files inside `root`, index.html for a folder."""
    top = root.resolve()

    def read(path: str) -> bytes | None:
        wanted = (top / path).resolve()
        if wanted.is_dir():
            wanted = wanted / "index.html"
        if not wanted.is_relative_to(top) or not wanted.is_file():
            return None
        return wanted.read_bytes()

    return read


@contextmanager
def serve() -> Iterator[Site]:
    """Run an empty site on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).lstrip("/")
            content = site.find(path)
            if content is None:
                self.send_error(404)
                return
            suffix = Path(path).suffix or ".html"
            kind = TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
            charset = "; charset=utf-8" if kind.startswith("text/") else ""
            self.send_response(200)
            self.send_header("Content-Type", kind + charset)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            for name, value in site.headers(path).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent: what matters of a request shows in the tab."""

    with serving(Handler) as url:
        site = Site(url)
        yield site
