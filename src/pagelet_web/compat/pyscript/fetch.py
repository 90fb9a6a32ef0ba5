"""Asking web servers: `await fetch("data.json").json()`."""

import json
from collections.abc import Callable, Generator
from typing import Any

import js

from .ffi import to_js
from .util import as_bytearray


class Response:
    """What a server answered; what is not listed here is the browser's (`ok`, `status`, ...)."""

    def __init__(self, response: Any) -> None:
        self._response = response

    def __getattr__(self, name: str) -> Any:
        return getattr(self._response, name)

    async def arrayBuffer(self) -> Any:  # noqa: N802 - JavaScript's name
        """Return the content as a memoryview."""
        return (await self._response.arrayBuffer()).to_memoryview()

    async def blob(self) -> Any:
        """Return the content as JavaScript's Blob."""
        return await self._response.blob()

    async def bytearray(self) -> bytearray:
        """Return the content as a bytearray."""
        return as_bytearray(await self._response.arrayBuffer())

    async def json(self) -> Any:
        """Return what the content, JSON, stands for in Python."""
        return json.loads(await self.text())

    async def text(self) -> str:
        """Return the content as text."""
        return str(await self._response.text())


class Fetching:
    """A request on its way: await it, or what you want of its answer."""

    def __init__(self, promise: Any) -> None:
        self._promise = promise

    def __await__(self) -> Generator[Any, Any, Response]:
        return self._answer().__await__()

    async def _answer(self) -> Response:
        return Response(await self._promise)

    async def arrayBuffer(self) -> Any:  # noqa: N802 - JavaScript's name
        """Return the content as a memoryview."""
        return await (await self).arrayBuffer()

    async def blob(self) -> Any:
        """Return the content as JavaScript's Blob."""
        return await (await self).blob()

    async def bytearray(self) -> bytearray:
        """Return the content as a bytearray."""
        return await (await self).bytearray()

    async def json(self) -> Any:
        """Return what the content, JSON, stands for in Python."""
        return await (await self).json()

    async def text(self) -> str:
        """Return the content as text."""
        return await (await self).text()

    def then(self, *functions: Callable[..., Any]) -> Any:
        """Call a function with the response, as JavaScript's promises do."""
        first, *rest = functions
        return self._promise.then(lambda response: first(Response(response)), *rest)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._promise, name)


def fetch(url: str, **options: Any) -> Fetching:
    """Ask the server at `url`; `options` are those of JavaScript's fetch (method, headers, ...)."""
    return Fetching(js.fetch(str(url), to_js(options)))


__all__ = ["fetch"]
