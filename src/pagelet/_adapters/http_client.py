"""`http.client` over the browser's fetch; `urllib.request` and `requests` stand on it.

Only the socket is replaced. `http.client` writes its request as bytes and reads an answer as bytes
(RFC 9112), so that all else of it, and all that is built on it, stays as it is.
"""

import io
from dataclasses import dataclass
from email.parser import BytesParser
from types import ModuleType
from typing import Any

from pagelet import blocking
from pagelet._host import host

# The browser sets these itself and refuses them from a page (Fetch Standard, "forbidden header").
_BROWSER_SETS = {
    "host",
    "connection",
    "content-length",
    "accept-encoding",
    "transfer-encoding",
    "te",
}
# The browser has undone these already.
_BROWSER_UNDID = {"content-encoding", "content-length", "transfer-encoding", "connection"}


class FetchSocket:
    """A socket that takes one request after the other and answers each by a fetch."""

    def __init__(self, origin: str, timeout: float | None) -> None:
        self._origin = origin
        self._timeout = timeout
        self._sent = bytearray()
        self._answer = b""

    def sendall(self, data: Any) -> None:
        """Take a part of the request; fetch as soon as it is whole.

        Not later, because callers look for a failed connection here.

        Raises:
            ConnectionError: there is no answer.
            TimeoutError: no answer came in time.
        """
        self._sent += bytes(data)
        if request := _Request.whole(bytes(self._sent)):
            self._sent.clear()
            self._answer = _exchange(self._origin, request, self._timeout)

    def makefile(self, mode: str = "rb", *args: object, **kwargs: object) -> io.BytesIO:
        """Return the answer, as it would come over the wire."""
        return io.BytesIO(self._answer)

    def settimeout(self, timeout: float | None) -> None:
        """Set how many seconds an answer may take."""
        self._timeout = timeout

    def close(self) -> None:
        """Do nothing: there is no connection that stays open."""

    def setsockopt(self, *args: object) -> None:
        """Do nothing: these are matters of TCP."""


@dataclass(frozen=True)
class _Request:
    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes

    @classmethod
    def whole(cls, sent: bytes) -> "_Request | None":
        """Return the request that `sent` holds, or None if a part of it is still to come."""
        head, end, body = sent.partition(b"\r\n\r\n")
        if not end:
            return None
        line, _, fields = head.partition(b"\r\n")
        headers = BytesParser().parsebytes(fields + end)
        if headers.get("transfer-encoding", "").lower() == "chunked":
            if not body.endswith(b"0\r\n\r\n"):
                return None
            body = _join_chunks(body)
        elif len(body) < int(headers.get("content-length", 0)):
            return None
        method, target, _ = line.decode("ascii").split(" ", 2)
        return cls(method, target, headers.items(), body)


def _exchange(origin: str, request: _Request, timeout: float | None) -> bytes:
    """Fetch, and return the answer in the form that HTTP has on the wire."""
    answer = blocking.wait(
        host.request(
            request.method,
            request.target if "://" in request.target else origin + request.target,
            [pair for pair in request.headers if pair[0].lower() not in _BROWSER_SETS],
            request.body or None,
            timeout,
        )
    )
    lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
    lines += [f"{name}: {value}" for name, value in answer.headers if name not in _BROWSER_UNDID]
    lines += [f"Content-Length: {len(answer.body)}", "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1", "replace") + answer.body


def _join_chunks(body: bytes) -> bytes:
    joined = bytearray()
    stream = io.BytesIO(body)
    while size := int(stream.readline().partition(b";")[0] or b"0", 16):
        joined += stream.read(size)
        stream.readline()
    return bytes(joined)


def adapt(module: ModuleType) -> None:
    """Let the connections of `http.client` use FetchSocket."""

    def connect_with(scheme: str) -> Any:
        def connect(self: Any) -> None:
            default = module.HTTP_PORT if scheme == "http" else module.HTTPS_PORT
            port = "" if self.port == default else f":{self.port}"
            name = f"[{self.host}]" if ":" in self.host else self.host
            timeout = self.timeout if isinstance(self.timeout, int | float) else None
            self.sock = FetchSocket(f"{scheme}://{name}{port}", timeout)

        return connect

    module.HTTPConnection.connect = connect_with("http")
    if hasattr(module, "HTTPSConnection"):
        module.HTTPSConnection.connect = connect_with("https")
