"""`http.client` over the browser's fetch; `urllib.request` and `requests` stand on it.

Only the socket is replaced. `http.client` writes its request as bytes and reads an answer as bytes
(RFC 9112), so that all else of it, and all that is built on it, stays as it is.
"""

import asyncio
import io
from dataclasses import dataclass
from email.parser import BytesParser
from types import ModuleType
from typing import Any

from pagelet import blocking
from pagelet._adapters import fetching
from pagelet._host.contract import Answer


class FetchSocket:
    """A socket that takes one request after the other and answers each by a fetch."""

    def __init__(self, origin: str, timeout: float | None) -> None:
        self._origin = origin
        self._timeout = timeout
        self._sent = bytearray()
        self._request: _Request | None = None
        self._answer: Answer | None = None

    def sendall(self, data: Any) -> None:
        """Take a part of the request; fetch as soon as it is whole.

        Not later, because callers look for a failed connection here.

        Raises:
            ConnectionError: there is no answer.
            TimeoutError: no answer came in time.
        """
        self._take(data)
        if self._request:
            self._fetch()

    def _take(self, data: Any) -> None:
        self._sent += bytes(data)
        if request := _Request.whole(bytes(self._sent)):
            self._sent.clear()
            self._request = request

    def _fetch(self) -> None:
        assert self._request is not None
        request, self._request = self._request, None
        url = request.target if "://" in request.target else self._origin + request.target
        self._answer = _in_time(
            fetching.fetch(request.method, url, request.headers, request.body or None),
            self._timeout,
            url,
        )

    def makefile(self, mode: str = "rb", *args: object, **kwargs: object) -> io.BufferedReader:
        """Return the answer, as it would come over the wire."""
        if self._request:
            self._fetch()
        assert self._answer is not None
        return io.BufferedReader(_Wire(self._answer, self._timeout))

    def settimeout(self, timeout: float | None) -> None:
        """Set how many seconds an answer may take."""
        self._timeout = timeout

    def close(self) -> None:
        """Do nothing: there is no connection that stays open."""

    def shutdown(self, how: int) -> None:
        """Do nothing, for the same reason."""

    def setsockopt(self, *args: object) -> None:
        """Do nothing: these are matters of TCP."""


def _in_time(awaitable: Any, timeout: float | None, url: str) -> Any:
    try:
        return blocking.wait(asyncio.wait_for(awaitable, timeout))
    except TimeoutError as error:
        raise TimeoutError(f"{url} did not answer within {timeout} seconds") from error


class _Wire(io.RawIOBase):
    """An answer in the form that HTTP has on the wire, while it arrives."""

    def __init__(self, answer: Answer, timeout: float | None) -> None:
        super().__init__()
        self._parts = answer.parts
        self._timeout = timeout
        lines = [f"HTTP/1.1 {answer.status} {answer.reason}"]
        lines += [f"{name}: {value}" for name, value in answer.headers]
        names = {name for name, _ in answer.headers}
        # Where the length of the whole is not sure, each part tells its own and is read at once.
        self._in_chunks = "content-length" not in names or not answer.is_whole
        if self._in_chunks:
            lines.append("Transfer-Encoding: chunked")
        self._ready = "\r\n".join([*lines, "Connection: close", "", ""]).encode(
            "latin-1", "replace"
        )
        self._is_over = False

    def readable(self) -> bool:
        """Return True: this is for reading."""
        return True

    def readinto(self, into: Any, /) -> int:
        """Fill `into` with what comes next; return how many bytes, 0 at the end."""
        if not self._ready and not self._is_over:
            part = _in_time(self._parts.next(), self._timeout, "the server")
            self._is_over = not part
            self._ready = b"%x\r\n%b\r\n" % (len(part), part) if self._in_chunks else part
        size = min(len(into), len(self._ready))
        into[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def close(self) -> None:
        """Stop receiving."""
        if not self.closed:
            self._parts.close()
        super().close()


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


def _join_chunks(body: bytes) -> bytes:
    joined = bytearray()
    stream = io.BytesIO(body)
    while size := int(stream.readline().partition(b";")[0], 16):
        joined += stream.read(size)
        stream.readline()
    return bytes(joined)


def origin_of(connection: Any, scheme: str, default_port: int) -> str:
    """Return the beginning of the addresses that `connection` asks."""
    port = "" if connection.port == default_port else f":{connection.port}"
    name = f"[{connection.host}]" if ":" in connection.host else connection.host
    return f"{scheme}://{name}{port}"


def adapt(module: ModuleType) -> None:
    """Let the connections of `http.client` use FetchSocket."""

    def connect_with(scheme: str) -> Any:
        def connect(self: Any) -> None:
            default = module.HTTP_PORT if scheme == "http" else module.HTTPS_PORT
            timeout = self.timeout if isinstance(self.timeout, int | float) else None
            self.sock = FetchSocket(origin_of(self, scheme, default), timeout)

        return connect

    module.HTTPConnection.connect = connect_with("http")
    if hasattr(module, "HTTPSConnection"):
        module.HTTPSConnection.connect = connect_with("https")
