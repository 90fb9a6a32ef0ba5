"""The browser's side of the contract; it and `worker.py` alone import `js` and `pyodide`."""

import asyncio
import json
from collections import deque
from collections.abc import Awaitable, Callable, Generator, Mapping, Sequence
from typing import Any, Literal

import _pagelet_bridge as bridge
import js
from pyodide.ffi import JsDoubleProxy, JsException, can_run_sync, create_proxy, run_sync, to_js

from pagelet._host.contract import Answer, Entries, Handler, LineEditor, Node, Result, Stop
from pagelet.errors import CannotWaitError, DownloadError

# How long to look for the reason why there was no answer.
BLIND_SECONDS = 5
# Beyond 2 GiB, Pyodide takes addresses for negative numbers: text that is passed to the browser
# arrives as zeros. Python itself, its stack and a little more are in there, too.
MOST_MEMORY = 2048 * 2**20 - 32 * 2**20
# C's `struct mallinfo`: ten numbers, one of them how much is in use.
_MALLINFO, _IN_USE = 40, 7


def waits_by_channel() -> bool:
    """Return whether Python runs in a worker that is blocked while it waits."""
    return bool(bridge.place == "worker") and not bridge.canSwitchStacks


class _Turn(Awaitable[None]):
    """A future for `run_sync` alone: it tells at once that it is done, not in another turn."""

    # By this asyncio, and so Pyodide, knows a future.
    _asyncio_future_blocking = False

    def __init__(self) -> None:
        self._tell: Callable[[_Turn], object] = lambda _: None

    def __await__(self) -> Generator[Any, None, None]:
        """Raise NotImplementedError: a task cannot wait for it."""
        raise NotImplementedError

    def add_done_callback(self, callback: Callable[["_Turn"], object]) -> None:
        """Call `callback` with this when it is done."""
        self._tell = callback

    def done(self) -> bool:
        """Return False: nobody asks later."""
        return False

    def set_result(self, _: None) -> None:
        """Be done."""
        self._tell(self)

    def result(self) -> None:
        """Return nothing."""

    def exception(self) -> None:
        """Return None: nothing can go wrong."""

    def cancelled(self) -> bool:
        """Return False."""
        return False


# Those that are asked for, in order.
_turns: deque[asyncio.Future[None] | _Turn] = deque()


def _end_turn() -> None:
    turn = _turns.popleft()
    if not turn.done():
        turn.set_result(None)


class BrowserHost:
    """The page that this Python runs in."""

    # Looked up once: to ask JavaScript for it takes longer than all else in a breath.
    _ask: Callable[[], None] | None = None

    @property
    def document(self) -> Node:
        """The page's document."""
        return js.document

    @property
    def window(self) -> Node:
        """The page's window."""
        return js.window

    @property
    def asset_base(self) -> str:
        """The address of the folder that holds pagelet.js (ends in '/')."""
        return str(bridge.base)

    def listen(
        self, target: Node, event: str, handler: Handler, options: Mapping[str, object]
    ) -> Stop:
        """Call `handler` with each `event` at `target`; return the function that undoes it."""
        # The proxy outlives this call: the page holds it until the stop function runs.
        proxy = create_proxy(handler)
        remove = bridge.listen(target, event, proxy, _to_object(options))

        def stop() -> None:
            nonlocal proxy
            if proxy is not None:
                remove()
                proxy.destroy()
                proxy = None

        return stop

    def edit_lines(
        self, form: Node, field: Node, on_line: Callable[[str | None], object]
    ) -> LineEditor:
        """Call `on_line` with each line entered in `field`, None for the end of the input."""
        # The proxy lives as long as the field, which is that of an output.
        editor: LineEditor = bridge.editLines(form, field, create_proxy(on_line))
        return editor

    def dispatch(
        self, target: Node, event: str, detail: object = None, *, cancelable: bool = False
    ) -> bool:
        """Dispatch a bubbling CustomEvent; return False if a listener prevented the default."""
        init = _to_object({"bubbles": True, "cancelable": cancelable, "detail": detail})
        return bool(target.dispatchEvent(js.CustomEvent.new(event, init)))

    async def fetch_ahead(self, paths: Sequence[str]) -> None:
        """Fetch files that would else be fetched when they are read."""
        await bridge.fetchAhead(to_js(list(paths)))

    def write_memory(self, address: int, content: bytes) -> None:
        """Write into the memory of C."""
        bridge.writeMemory(address, to_js(content))

    def language(self) -> str:
        """Return the person's language, as the browser has it ("en-US")."""
        return str(bridge.language)

    def can_switch_stacks(self) -> bool:
        """Return whether the browser can put a running Python aside and go on with another."""
        return bool(bridge.canSwitchStacks)

    def can_wait(self) -> bool:
        """Return whether Python may wait here, synchronously, while the page stays alive."""
        return bool(bridge.canSwitchStacks) and bool(can_run_sync())

    def wait(self, awaitable: Awaitable[Result]) -> Result:
        """Wait for `awaitable` and return its result; the page stays alive meanwhile."""
        if self.can_wait():
            result: Result = run_sync(awaitable)
            return result
        if asyncio.iscoroutine(awaitable):
            awaitable.close()
        if not bridge.canSwitchStacks:
            raise CannotWaitError(
                "Python cannot wait here: this browser cannot switch stacks.",
                where=str(js.navigator.userAgent),
                hint="Use a current Chrome, Edge or Firefox; or write 'await'.",
            )
        raise CannotWaitError(
            "Python cannot wait here: JavaScript needs this function's answer at once.",
            where="a function that was passed to JavaScript",
            hint="Wait in an event handler, or make the function 'async' and use 'await'.",
        )

    @property
    def waits_inside(self) -> bool:
        """Whether what waits keeps the code beneath it from going on: not here."""
        return False

    def next_turn(self) -> Awaitable[None]:
        """Return an awaitable that ends after the page had one turn for events and painting."""
        turn: asyncio.Future[None] = asyncio.get_event_loop().create_future()
        self._ask_for_turn(turn)
        return turn

    def breath(self) -> Awaitable[None]:
        """Return what `next_turn` does, made with less effort, for `wait` alone."""
        turn = _Turn()
        self._ask_for_turn(turn)
        return turn

    def _ask_for_turn(self, turn: asyncio.Future[None] | _Turn) -> None:
        if self._ask is None:
            bridge.keepAlive.onTurn = create_proxy(_end_turn)
            self._ask = bridge.keepAlive.askForTurn
        _turns.append(turn)
        self._ask()

    def never(self) -> Awaitable[None]:
        """Return an awaitable that does not end: who waits for it is put aside for ever."""
        never: Awaitable[None] = bridge.never()
        return never

    def soon(self, callback: Callable[[], object], *, after: float = 0) -> None:
        """Call `callback` as soon as Python has nothing else to do, before the page paints."""
        loop = asyncio.get_event_loop()
        if after > 0:
            loop.call_later(after, callback)
        else:
            loop.call_soon(callback)

    async def fetch(self, url: str) -> bytes:
        """Return the bytes at `url` (relative to the page)."""
        address = self.resolve(url)
        name = url.rpartition("/")[2] if "://" in url else url
        try:
            response = await js.fetch(address)
        except JsException as error:
            raise DownloadError(
                f"'{name}' could not be fetched: no answer.",
                where=address,
                hint="Check the connection; another site must allow it (CORS); "
                "a page opened from a disk cannot load files: use 'pagelet run'.",
            ) from error
        if not response.ok:
            raise DownloadError(
                f"'{name}' could not be fetched: the server answered {response.status}.",
                where=address,
                hint="Check the spelling of the file's name and where it is; capitals count.",
            )
        return bytes((await response.arrayBuffer()).to_bytes())

    async def request(
        self, method: str, url: str, headers: Sequence[tuple[str, str]], body: bytes | None
    ) -> Answer:
        """Return what the server at `url` answers, as soon as it begins; redirects are followed."""
        stop = js.AbortController.new()
        init: dict[str, object] = {
            "method": method,
            "headers": to_js(list(headers)),
            "signal": stop.signal,
        }
        if body is not None:
            init["body"] = to_js(body)
        try:
            response = await js.fetch(url, _to_object(init))
        except JsException as error:
            raise ConnectionError(
                f"{url} could not be reached: {await self._why(method, url, body)}"
            ) from error
        except asyncio.CancelledError:
            stop.abort()
            raise
        pairs = [(str(name), str(value)) for name, value in response.headers]
        return Answer(
            int(response.status),
            str(response.statusText),
            pairs,
            _Parts(url, response, stop),
            str(response.url) if response.redirected else "",
            response.type == "basic",
        )

    async def _why(self, method: str, url: str, body: bytes | None) -> str:
        """Return the most likely reason why the browser gave no answer; it does not tell."""
        if body is not None and method in ("GET", "HEAD"):
            return f"a browser sends no data with {method}"
        if not js.navigator.onLine:
            return "this computer is not connected to a network"
        if js.location.protocol == "https:" and url.startswith("http:"):
            return "a page at a secure address (https) may only read from secure addresses"
        # It may ask whether there is an answer at all, but not read it.
        blind = {"mode": "no-cors", "signal": js.AbortSignal.timeout(BLIND_SECONDS * 1000)}
        forbidden: list[str] = []
        note = create_proxy(lambda event: forbidden.append(str(event.blockedURI)))
        js.addEventListener("securitypolicyviolation", note)
        try:
            await js.fetch(url, _to_object(blind))
        except JsException:
            # The browser tells it after the answer.
            await self.next_turn()
            if forbidden:
                return "it is not among the addresses that this page may reach"
            return "no server answers there"
        finally:
            js.removeEventListener("securitypolicyviolation", note)
            note.destroy()
        return "its server does not let pages of other sites read it (CORS)"

    async def install_wheels(
        self, wheels: Mapping[str, bytes], report: Callable[[str], None]
    ) -> None:
        """Install wheels (file name → content); `report` gets progress lines."""
        errors = await bridge.installWheels(to_js(list(wheels.items())), report)
        if errors:
            raise DownloadError(
                f"A package could not be installed: {errors}",
                where=", ".join(wheels),
                hint="Download the wheel again, or take one that is made for this runtime.",
            )

    async def load_packages(self, names: Sequence[str], report: Callable[[str], None]) -> None:
        """Load packages of the runtime's own, and what they need; `report` gets progress lines."""
        errors = await bridge.loadPackages(to_js(list(names)), report)
        if errors:
            raise DownloadError(
                f"A package could not be loaded: {errors}",
                where=", ".join(names),
                hint="Check the network, and load the page again.",
            )

    async def import_module(self, url: str) -> Any:
        """Return the JavaScript module at `url`."""
        return await bridge.importModule(self.resolve(url))

    async def import_here(self, url: str) -> Any:
        """Return the JavaScript module at `url`, run where this Python runs: it may be a worker."""
        return await bridge.importHere(self.resolve(url))

    async def open_entries(self, name: str) -> Entries:
        """Return what the browser's database with this name holds; it is made if need be."""
        return _BrowserEntries(name, await _stored(name, bridge.openEntries(name)))

    def open_websocket(self, url: str, protocols: Sequence[str]) -> Node:
        """Return a new WebSocket of the browser's; binary messages come as buffers."""
        try:
            socket = js.WebSocket.new(url, to_js(list(protocols)))
        except JsException as error:
            raise ValueError(str(error.message)) from error
        socket.binaryType = "arraybuffer"
        return socket

    def to_browser(self, data: object) -> Any:
        """Return bytes-like `data` as the browser's own, and anything else as it is."""
        return to_js(data) if isinstance(data, (bytes, bytearray, memoryview)) else data

    def from_browser(self, value: Any) -> Any:
        """Return a buffer of the browser's as a memoryview, and anything else as it is."""
        return value.to_memoryview() if hasattr(value, "to_memoryview") else value

    def resolve(self, url: str, base: str | None = None) -> str:
        """Return the absolute form of `url`, relative to `base` or to the page."""
        return str(js.URL.new(url, base or js.document.baseURI).href)

    def log(self, level: Literal["log", "warn", "error"], text: str) -> None:
        """Write `text` to the browser's console."""
        getattr(js.console, level)(text)

    def insert_html(self, parent: Node, html: str) -> None:
        """Append `html` to `parent`; scripts in it run, as in a page."""
        bridge.insertHTML(parent, html)

    async def page_source(self) -> str:
        """Return the HTML text that the page was made from, or "" where it cannot be had."""
        return str(await bridge.pageSource())

    def take_tags(self) -> list[Node]:
        """Return the tags that are waiting to be run, in document order."""
        return list(bridge.takeTags())

    def on_late_tag(self, handler: Callable[[Node], object]) -> None:
        """Call `handler` with each tag that is added to the page from now on."""
        bridge.onLateTag(create_proxy(handler))

    def on_attribute(self, handler: Callable[[Any, Node, str, str], object]) -> None:
        """Call `handler` with event, element, attribute and value of `py-click` and others."""
        bridge.onAttribute(create_proxy(handler))

    def hooks(self, name: str, *, is_async: bool) -> Sequence[Any]:
        """Return what the page's own scripts added to this step of a tag's run."""
        return list(bridge.hooks(name, is_async))

    async def call_hook(self, hook: Any, tag: Node) -> None:
        """Call a hook of the page's own scripts."""
        try:
            result = bridge.callHook(hook, tag)
            if hasattr(result, "then"):
                await result
        except JsException as error:
            raise RuntimeError(str(error)) from error

    def tell_settings(self, py: Mapping[str, Any] | None, mpy: Mapping[str, Any] | None) -> None:
        """Tell the page's own scripts what the configurations say."""
        bridge.tellSettings(
            *("" if it is None else json.dumps(it, default=str) for it in (py, mpy))
        )

    @property
    def is_in_page(self) -> bool:
        """Whether this Python runs in the page itself, where JavaScript can call it at once."""
        return bool(bridge.place == "page")

    @property
    def is_of_tag(self) -> bool:
        """Whether this Python is in a worker, for one tag, and not the page's own."""
        return bool(getattr(bridge, "isOfTag", False))

    async def until_workers_are_done(self) -> None:
        """Return when the tags that have workers of their own have run."""
        await bridge.workersDone()

    async def worker_module(self) -> Any:
        """Return what the page's own scripts start workers by (loader/workers.js)."""
        return await bridge.importModule(f"{bridge.base}loader/workers.js")

    def serve(self, call: Callable[[str, Any], Awaitable[object]]) -> None:
        """Let the page call functions of this worker by `call`, with their name and arguments."""
        bridge.serve(create_proxy(call))

    def to_plain(self, value: object) -> Any:
        """Return a value as the browser's own, and so all that dicts and lists in it hold."""
        return to_js(value, dict_converter=js.Object.fromEntries)

    def tell_end(self, problem: str) -> None:
        """Tell the page that the worker's code has run, or ("" if none) why it came to no end."""
        bridge.codeHasRun(problem)

    def call_page(self, name: str, args: Sequence[object]) -> Awaitable[Any]:
        """Call a function that the page offers to this worker."""
        called: Awaitable[Any] = bridge.callPage(name, list(args))
        return called

    def post(self, message: object) -> None:
        """Send a message to the page that this worker belongs to."""
        bridge.post(self.to_plain(message))

    def on_post(self, handler: Callable[[Any], object]) -> None:
        """Call `handler` with each message that the page sends to this worker."""
        bridge.onPost(create_proxy(handler))

    def set_current_script(self, tag: Node | None) -> None:
        """Let `document.currentScript` be the tag, or the browser's own again."""
        bridge.setCurrentScript(tag)

    def use_canvas(self, canvas: Node) -> None:
        """Let libraries that are made for a desktop (SDL) draw on this element."""
        import pyodide_js

        pyodide_js.canvas.setCanvas2D(canvas)

    def on_callback(self, bind: Callable[[Callable[..., object]], Callable[..., object]]) -> None:
        """Pass each Python function that JavaScript will call later through `bind` first."""

        def bind_own(callback: Any) -> Callable[..., object]:
            # What create_proxy() made would be called by JavaScript, in whose middle nothing waits.
            own = callback.unwrap() if isinstance(callback, JsDoubleProxy) else callback
            return bind(own)

        bridge.setBindCallback(create_proxy(bind_own))

    def is_passing_error(self) -> bool:
        """Return whether Python writes the message of an error that JavaScript will get."""
        return bool(bridge.isPassingError())

    def show_progress(self, text: str | None, detail: str | None = None) -> None:
        """Show what is going on while Python starts (None: it has started) and tell the page."""
        if detail is not None:
            bridge.progress.tell(detail)
        if text is None:
            bridge.progress.end()
        else:
            bridge.progress.show(text)

    def keep_alive(self) -> None:
        """Send the signal `blocking.BREATHE` while Python computes: ten times a second or more."""
        # An interrupt that nobody has caught ends a task or a timer, not the event loop.
        loop: Any = asyncio.get_event_loop()
        loop._keyboard_interrupt_handler = lambda: None
        bridge.keepAlive.start()

    def on_overflow(self, handler: Callable[[], object]) -> None:
        """Call `handler` when code went deeper into itself than the browser can follow."""
        bridge.setOnOverflow(create_proxy(handler))

    def breathe_soon(self) -> None:
        """Send the next such signal as soon as possible: this one came at a bad moment."""
        bridge.keepAlive.soon()

    @property
    def most_memory(self) -> int:
        """How many bytes Python may take from the browser."""
        # Told in powers of two, up to 8 at least, and not by all browsers. A small device needs
        # half of its memory for the browser and everything else.
        device = float(getattr(js.navigator, "deviceMemory", None) or 8)
        return int(min(MOST_MEMORY, device / 2 * 2**30))

    def memory_taken(self) -> int:
        """Return how many bytes Python has taken from the browser; it never gives any back."""
        return int(bridge.module._malloc_footprint())

    def memory_used(self) -> int:
        """Return how many of them are in use; this takes the longer the more there are."""
        module = bridge.module
        answer = module._malloc(_MALLINFO)
        module._mallinfo(answer)
        used = int(module.HEAPU32[answer // 4 + _IN_USE])
        module._free(answer)
        return used

    def serve_streams(
        self,
        write: Callable[[Any, str], object],
        redirect: Callable[[Any, Callable[[str], object] | None], object],
    ) -> None:
        """Let the page's own scripts write lines by `write`, and have what Python writes."""
        bridge.serveStreams(create_proxy(write), create_proxy(redirect))

    def set_debug(self, is_on: bool) -> None:
        """Let the runtime say more of objects of Python's that JavaScript uses wrong, or not."""
        bridge.setDebug(is_on)

    def limit_memory(self, size: int) -> None:
        """Let Python take no more than `size` bytes: what needs more gets a MemoryError."""
        bridge.module._malloc_set_footprint_limit(size)

    def keep(self, size: int) -> int:
        """Keep `size` bytes from Python; return where they are, 0 if there are not so many."""
        # Looked up here, because it is called when there is no memory for looking it up.
        self._free = bridge.module._free
        return int(bridge.module._malloc(size))

    def give_back(self, place: int) -> None:
        """Let Python have what `keep` has kept at `place`."""
        self._free(place)

    @property
    def saving(self) -> Any:
        """What a copy of the page's file is made of; None if it is no such file."""
        return getattr(bridge, "saving", None) or None

    def query(self, root: Node, selector: str) -> Node:
        """Return the first element that matches, or None, also if it is no CSS selector."""
        try:
            return root.querySelector(selector) or None
        except JsException:
            return None


class _BrowserEntries:
    def __init__(self, name: str, entries: Any) -> None:
        self._name, self._entries = name, entries
        self.set: Callable[[Any, str], None] = entries.set
        self.delete: Callable[[Any], None] = getattr(entries, "delete")  # noqa: B009
        self.clear: Callable[[], None] = entries.clear

    def items(self) -> list[tuple[Any, str]]:
        return [(key, text) for key, text in self._entries.items()]

    async def sync(self) -> None:
        await _stored(self._name, self._entries.sync())


async def _stored(name: str, work: Awaitable[Result]) -> Result:
    try:
        return await work
    except JsException as error:
        reason = str(error.message or error.name)
        raise OSError(f"The browser could not store anything in '{name}': {reason}") from error


class _Parts:
    """The body of an answer while it arrives."""

    def __init__(self, url: str, response: Any, stop: Any) -> None:
        self._url = url
        self._reader = response.body.getReader() if response.body else None
        self._stop = stop

    async def next(self) -> bytes:
        """Return the next part, b"" at the end."""
        if self._reader is None:
            return b""
        try:
            while True:
                part = await self._reader.read()
                if part.done:
                    self._reader = None
                    return b""
                if part.value.length:
                    return bytes(part.value.to_bytes())
        except JsException as error:
            raise ConnectionError(f"{self._url} could not be read to its end: {error}") from error
        except asyncio.CancelledError:
            self.close()
            raise

    def close(self) -> None:
        """Stop receiving; what has not arrived will not."""
        if self._reader is not None:
            self._reader = None
            self._stop.abort()


def _to_object(values: Mapping[str, object]) -> Any:
    """Return a plain JavaScript object."""
    return to_js(dict(values), dict_converter=js.Object.fromEntries)
