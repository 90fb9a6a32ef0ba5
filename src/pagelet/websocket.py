"""A conversation with a server: both sides may speak at any time."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from pagelet import _handlers, blocking
from pagelet._host import host
from pagelet._host.contract import Node, Stop
from pagelet._turns import in_turn

EVENTS = ("onopen", "onmessage", "onerror", "onclose")


class WebSocketEvent:
    """What happened at a web socket. Binary `data` is a memoryview; all else is the browser's."""

    def __init__(self, event: Node) -> None:
        self._event = event

    @property
    def data(self) -> Any:
        """What the server said: a text, or a memoryview."""
        return host.from_browser(self._event.data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._event, name)


class WebSocket:
    """A web socket: `socket.send("hello")`, and `socket.onmessage = show`.

    Instead of `onmessage`, a program may wait for what comes: `text = socket.receive()`, or
    `async for text in socket`.

    Args:
        url: begins with ws:// or wss://; http://, https:// and relative addresses are understood.
        protocols: what it may speak, one name or several.
        handlers: `onopen`, `onmessage`, `onerror`, `onclose`: functions, also `async` ones.
    """

    CONNECTING, OPEN, CLOSING, CLOSED = range(4)

    def __init__(
        self,
        url: str,
        protocols: str | Sequence[str] | None = None,
        **handlers: Callable[..., object],
    ) -> None:
        names = [protocols] if isinstance(protocols, str) else list(protocols or ())
        set_ = object.__setattr__
        set_(self, "_handlers", {})
        set_(self, "_js_websocket", host.open_websocket(_address(url), names))
        set_(self, "_received", None)
        if "onmessage" not in handlers:
            self._collect()
        for name, function in handlers.items():
            if name not in EVENTS:
                raise TypeError(f"WebSocket() has no option '{name}'; it has {', '.join(EVENTS)}")
            setattr(self, name, function)

    _js_websocket: Node
    _handlers: dict[str, tuple[Callable[..., object], Stop]]
    # What came and was not asked for yet, and what ends the collecting.
    _received: tuple["asyncio.Queue[Any]", Stop] | None

    def send(self, data: str | bytes | bytearray | memoryview) -> None:
        """Say something: a text, or bytes."""
        self._js_websocket.send(host.to_browser(data))

    def close(self, code: int | None = None, reason: str | None = None) -> None:
        """End the conversation; a reason needs a code (1000, or 3000 to 4999)."""
        if reason is not None and not code:
            code = 1000
        arguments = [value for value in (code, reason) if value is not None]
        self._js_websocket.close(*arguments)

    def receive(self) -> Any:
        """Wait for what comes next and return it, while the page stays alive.

        Raises:
            EOFError: the conversation is over.
        """
        return blocking.wait(self.received())

    async def received(self) -> Any:
        """Return what comes next, without blocking: `await socket.received()`.

        Raises:
            EOFError: the conversation is over.
        """
        queue = self._received[0] if self._received else self._collect()
        if self._js_websocket.readyState == self.CLOSED and queue.empty():
            raise EOFError("The web socket is closed.")
        data = await queue.get()
        if data is None:
            queue.put_nowait(None)
            raise EOFError("The web socket is closed.")
        return data

    async def __aiter__(self) -> AsyncIterator[Any]:
        """Give what comes, until the conversation is over."""
        try:
            while True:
                yield await self.received()
        except EOFError:
            return

    def _collect(self) -> "asyncio.Queue[Any]":
        queue: asyncio.Queue[Any] = asyncio.Queue()
        stops = (
            self._listen("message", lambda event: queue.put_nowait(event.data)),
            self._listen("close", lambda event: queue.put_nowait(None)),
        )
        object.__setattr__(self, "_received", (queue, lambda: [stop() for stop in stops]))
        return queue

    def _listen(self, event: str, function: Callable[..., object]) -> Stop:
        handler = in_turn(_handlers.bind(function))
        return host.listen(
            self._js_websocket, event, lambda event: handler(WebSocketEvent(event)), {}
        )

    def __getattr__(self, name: str) -> Any:
        if name in EVENTS:
            return self._handlers[name][0] if name in self._handlers else None
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._js_websocket, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in EVENTS:
            setattr(self._js_websocket, name, value)
            return
        if name in self._handlers:
            self._handlers.pop(name)[1]()
        if name == "onmessage" and self._received and self._received[0].empty():
            # The program does not ask for what comes; it is told.
            self._received[1]()
            object.__setattr__(self, "_received", None)
        if value is not None:
            self._handlers[name] = value, self._listen(name[2:], value)


def _address(url: str) -> str:
    address = str(url)
    if address.startswith(("ws:", "wss:")):
        return address
    return "ws" + host.resolve(address).removeprefix("http")
