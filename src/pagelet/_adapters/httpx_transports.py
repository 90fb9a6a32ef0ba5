"""`httpx` over the browser's fetch: `Client`, which waits, and `AsyncClient`."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from types import ModuleType
from typing import Any

from pagelet import blocking
from pagelet._adapters import fetching
from pagelet._host.contract import Answer, Parts


def adapt(module: ModuleType) -> None:  # noqa: C901 - one class for each of httpx's own
    """Put transports over fetch in the place of those over sockets."""
    # The package itself is only half imported now.
    from httpx._exceptions import ConnectError, ReadError, ReadTimeout
    from httpx._models import Response
    from httpx._transports.base import AsyncBaseTransport, BaseTransport
    from httpx._types import AsyncByteStream, SyncByteStream

    def fetch(request: Any, body: bytes) -> Coroutine[Any, Any, Answer]:
        timeouts = request.extensions.get("timeout", {})

        async def in_time() -> Answer:
            try:
                async with asyncio.timeout(timeouts.get("read")):
                    return await fetching.fetch(
                        request.method,
                        str(request.url),
                        request.headers.multi_items(),
                        body or None,
                    )
            except TimeoutError as error:
                message = f"{request.url} did not answer within {timeouts['read']} seconds"
                raise ReadTimeout(message, request=request) from error
            except ConnectionError as error:
                raise ConnectError(str(error), request=request) from error

        return in_time()

    def next_part(parts: Parts) -> Coroutine[Any, Any, bytes]:
        async def read() -> bytes:
            try:
                return await parts.next()
            except ConnectionError as error:
                raise ReadError(str(error)) from error

        return read()

    class Body(SyncByteStream, AsyncByteStream):
        def __init__(self, parts: Parts) -> None:
            self._parts = parts

        def __iter__(self) -> Iterator[bytes]:
            while part := blocking.wait(next_part(self._parts)):
                yield part

        async def __aiter__(self) -> AsyncIterator[bytes]:
            while part := await next_part(self._parts):
                yield part

        def close(self) -> None:
            self._parts.close()

        async def aclose(self) -> None:
            self._parts.close()

    def response(answer: Answer) -> Any:
        return Response(
            answer.status,
            headers=answer.headers,
            stream=Body(answer.parts),
            extensions={"reason_phrase": answer.reason.encode(), "http_version": b"HTTP/1.1"},
        )

    class HTTPTransport(BaseTransport):
        """Asks by fetch; the settings of sockets mean nothing here."""

        def __init__(self, *args: object, **settings: object) -> None:
            """Take what the original takes."""

        def handle_request(self, request: Any) -> Any:
            return response(blocking.wait(fetch(request, request.read())))

    class AsyncHTTPTransport(AsyncBaseTransport):
        """Asks by fetch; the settings of sockets mean nothing here."""

        def __init__(self, *args: object, **settings: object) -> None:
            """Take what the original takes."""

        async def handle_async_request(self, request: Any) -> Any:
            return response(await fetch(request, await request.aread()))

    module.HTTPTransport = HTTPTransport  # type: ignore[attr-defined]
    module.AsyncHTTPTransport = AsyncHTTPTransport  # type: ignore[attr-defined]
