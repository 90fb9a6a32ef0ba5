"""A server on another site, as programs ask servers: it echoes, redirects, packs, streams."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.browser.rig.serving import QuietServer

# What a server answers that lets pages of other sites read it.
ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*, authorization",
    "Access-Control-Allow-Methods": "*",
    "Access-Control-Expose-Headers": "*",
}
LARGE = 3_000_000


class Web:
    """`url` lets pages read it, `closed_url` does not; `dead_url` is nobody's."""

    def __init__(self, port: int) -> None:
        self.closed_url = f"http://127.0.0.1:{port}"
        self.url = f"{self.closed_url}/open"
        self.dead_url = "http://nobody.invalid"
        # A stream sends its second line, and /slow answers at all, when this is set.
        self.go_on = threading.Event()


@contextmanager
def serve_web() -> Iterator[Web]:
    """Run such a server on a free port of this machine."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.web = Web(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.web
        finally:
            server.web.go_on.set()
            server.shutdown()
            thread.join()


class _Server(QuietServer):
    web: Web


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        self._allowed = path.startswith("/open/")
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.command == "OPTIONS":
            self._send(b"")
            return
        match path.rpartition("/")[2]:
            case "echo":
                self._echo(body)
            case "redirect":
                self._send(b"", 302, Location=f"{path.rpartition('/')[0]}/echo?arrived")
            case "nothing":
                self._head(204)
            case "packed":
                packed = gzip.compress(b"packed " * 100)
                self._send(packed, Content_Encoding="gzip", Content_Type="text/plain")
            case "large":
                self._send(b"x" * LARGE, Content_Type="application/octet-stream")
            case "slow":
                self.server.web.go_on.wait()
                self._send(b"late")
            case "stream":
                self._stream()
            case _:
                self._send(b"not here", 404)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._answer
        raise AttributeError(name)

    def _echo(self, body: bytes) -> None:
        said: dict[str, Any] = {
            "method": self.command,
            "path": self.path,
            "headers": {name.lower(): value for name, value in self.headers.items()},
            "body": body.decode("latin-1"),
        }
        self._send(json.dumps(said).encode(), Content_Type="application/json")

    def _stream(self) -> None:
        self._head(200, Transfer_Encoding="chunked", Content_Type="text/plain")
        for line in (b"first\n", b"second\n"):
            self.wfile.write(b"%x\r\n%b\r\n" % (len(line), line))
            self.server.web.go_on.wait()
        self.wfile.write(b"0\r\n\r\n")

    def _send(self, content: bytes, status: int = 200, **headers: str) -> None:
        self._head(status, Content_Length=str(len(content)), **headers)
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        allowed = ALLOWED if self._allowed else {}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {**allowed, **named}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: what matters of a request shows in the tab."""
