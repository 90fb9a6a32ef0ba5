"""The memory side of the contract."""

import asyncio
import atexit
from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, Literal
from urllib.parse import urljoin

from pagelet._host.contract import Answer, Entries, Handler, LineEditor, Node, Result, Stop
from pagelet._host.memory.css import SelectorSyntaxError
from pagelet._host.memory.dom import ADDRESS, Document
from pagelet._host.memory.events import Event
from pagelet.errors import CannotWaitError, DownloadError


class MemoryHost:
    """A page that only Python sees. A test fills what it needs and reads the rest."""

    def __init__(self) -> None:
        self._document = Document()
        # How much memory Python has taken, and may take, as far as it is told here.
        self.taken = self.memory_limit = self.kept = 0
        self.files: dict[str, bytes] = {}
        self.modules: dict[str, Any] = {}
        self.wheels: dict[str, bytes] = {}
        self.source = ""
        self.packed: Any = None
        self.tags: list[Node] = []
        self.requests: list[tuple[str, str, list[tuple[str, str]], bytes | None]] = []
        self.answers: list[Answer] = []
        self.console: list[tuple[str, str]] = []
        self.progress: list[str] = []
        self.stored: dict[str, dict[Any, str]] = {}
        self.sockets: list[Node] = []
        self._loop = asyncio.new_event_loop()
        # So that code which starts a task outside `wait` finds this loop; the next `wait` runs it.
        asyncio.set_event_loop(self._loop)
        atexit.register(self.close)

    def close(self) -> None:
        """End this host's loop."""
        atexit.unregister(self.close)
        self._loop.close()

    @property
    def document(self) -> Node:
        """The page's document."""
        return self._document

    @property
    def window(self) -> Node:
        """The page's window."""
        return self._document.defaultView

    @property
    def asset_base(self) -> str:
        """The address of the folder that would hold pagelet.js."""
        return ADDRESS

    def listen(
        self, target: Node, event: str, handler: Handler, options: Mapping[str, object]
    ) -> Stop:
        """Call `handler` with each `event` at `target`; return the function that undoes it."""

        def deliver(happened: Event) -> None:
            if options.get("prevent_default"):
                happened.preventDefault()
            if options.get("stop_propagation"):
                happened.stopPropagation()
            if handler(happened) and options.get("at_once"):
                happened.preventDefault()

        where = {name: bool(options.get(name)) for name in ("capture", "once")}
        target.addEventListener(event, deliver, **where)
        return lambda: target.removeEventListener(event, deliver, **where)

    def edit_lines(
        self, form: Node, field: Node, on_line: Callable[[str | None], object]
    ) -> LineEditor:
        """Call `on_line` with the field's value whenever the form is submitted."""

        def submit(_: Event) -> None:
            line, field.value = field.value, ""
            on_line(line)

        self.listen(form, "submit", submit, {})
        return _Forgetful()

    def dispatch(
        self, target: Node, event: str, detail: object = None, *, cancelable: bool = False
    ) -> bool:
        """Dispatch a bubbling event; return False if a listener prevented the default."""
        if isinstance(detail, dict):
            # As in JavaScript, where it arrives as an object with attributes.
            detail = SimpleNamespace(**detail)
        return bool(target.dispatchEvent(Event(event, detail=detail, cancelable=cancelable)))

    async def fetch_ahead(self, paths: Sequence[str]) -> None:
        """Do nothing: all files are there."""

    def write_memory(self, address: int, content: bytes) -> None:
        """Do nothing: no snapshot has left anything out."""

    def language(self) -> str:
        """Return the language of tests."""
        return "en-US"

    def can_switch_stacks(self) -> bool:
        """Return False: this is Python as it is everywhere."""
        return False

    def can_wait(self) -> bool:
        """Return whether no event loop runs: Python cannot start one inside another."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return True
        return False

    def wait(self, awaitable: Awaitable[Result]) -> Result:
        """Run `awaitable` to its end on this host's own loop and return its result."""
        if not self.can_wait():
            if asyncio.iscoroutine(awaitable):
                awaitable.close()
            raise CannotWaitError(
                "Python cannot wait here: an event loop runs already.",
                where="the page in memory, which has no browser to keep alive",
                hint="Use 'await' in this async function.",
            )

        async def finish() -> Result:
            return await awaitable

        return self._loop.run_until_complete(finish())

    @property
    def waits_inside(self) -> bool:
        """Whether what waits keeps the code beneath it from going on: not here."""
        return False

    def next_turn(self) -> Awaitable[None]:
        """Return an awaitable that ends after what is due now has run."""
        return asyncio.sleep(0)

    def breath(self) -> Awaitable[None]:
        """Return what `next_turn` does."""
        return self.next_turn()

    def never(self) -> Awaitable[None]:
        """Return an awaitable that does not end."""
        return self._loop.create_future()

    @property
    def most_memory(self) -> int:
        """How many bytes there are."""
        return 2 * 2**30

    def memory_taken(self) -> int:
        """Return what a test put in `taken`."""
        return self.taken

    def memory_used(self) -> int:
        """Return what a test put in `taken`."""
        return self.taken

    def serve_streams(
        self,
        write: Callable[[Any, str], object],
        redirect: Callable[[Any, Callable[[str], object] | None], object],
    ) -> None:
        """Do nothing: there are no such scripts."""

    def set_debug(self, is_on: bool) -> None:
        """Do nothing: there is no JavaScript."""

    def limit_memory(self, size: int) -> None:
        """Keep the limit for a test to see."""
        self.memory_limit = size

    def keep(self, size: int) -> int:
        """Note how much is kept."""
        self.kept = size
        return 1

    def give_back(self, place: int) -> None:
        """Keep nothing."""
        self.kept = 0

    def soon(self, callback: Callable[[], object], *, after: float = 0) -> None:
        """Call `callback` when the loop has its next turn."""
        self._loop.call_soon(callback)

    async def fetch(self, url: str) -> bytes:
        """Return the bytes that `files` holds for `url`."""
        address = self.resolve(url)
        for name in (url, address):
            if name in self.files:
                return self.files[name]
        raise DownloadError(
            f"'{url}' could not be fetched: the page in memory has no such file.",
            where=address,
            hint=f"Put it there first; it has: {', '.join(sorted(self.files)) or 'nothing'}.",
        )

    async def request(
        self, method: str, url: str, headers: Sequence[tuple[str, str]], body: bytes | None
    ) -> Answer:
        """Note the request in `requests` and return the next of `answers`."""
        self.requests.append((method, url, list(headers), body))
        if not self.answers:
            raise ConnectionError(f"{url} could not be reached: the page in memory has no network")
        return self.answers.pop(0)

    async def install_wheels(
        self, wheels: Mapping[str, bytes], report: Callable[[str], None]
    ) -> None:
        """Keep the wheels in `wheels`; nothing is installed."""
        for name in wheels:
            report(f"Loading {name}")
        self.wheels.update(wheels)

    async def load_packages(self, names: Sequence[str], report: Callable[[str], None]) -> None:
        """Raise DownloadError: the runtime in memory has no packages."""
        raise DownloadError(
            f"There are no packages here: {', '.join(names)}.", where="memory", hint="use a browser"
        )

    async def import_module(self, url: str) -> Any:
        """Return what `modules` holds for `url`."""
        if url in self.modules:
            return self.modules[url]
        raise DownloadError(
            f"'{url}' could not be imported: the page in memory has no such module.",
            where=self.resolve(url),
            hint=f"Put it there first; it has: {', '.join(sorted(self.modules)) or 'nothing'}.",
        )

    async def import_here(self, url: str) -> Any:
        """Return what `modules` holds for `url`."""
        return await self.import_module(url)

    async def open_entries(self, name: str) -> Entries:
        """Return entries that last as long as this host."""
        return _MemoryEntries(self.stored.setdefault(name, {}))

    def open_websocket(self, url: str, protocols: Sequence[str]) -> Node:
        """Return the next of `sockets`, once its address can be read."""
        if not url.startswith(("ws://", "wss://")):
            raise ValueError(f"The URL '{url}' is invalid.")
        if not self.sockets:
            raise ConnectionError(f"{url} could not be reached: the page in memory has no network")
        return self.sockets.pop(0)

    def to_browser(self, data: object) -> Any:
        """Return `data` as it is."""
        return data

    def from_browser(self, value: Any) -> Any:
        """Return bytes as a memoryview, and anything else as it is."""
        return memoryview(value) if isinstance(value, bytes) else value

    def resolve(self, url: str, base: str | None = None) -> str:
        """Return the absolute form of `url`, relative to `base` or to the page."""
        return urljoin(base or ADDRESS, url)

    def log(self, level: Literal["log", "warn", "error"], text: str) -> None:
        """Note `text` in `console`."""
        self.console.append((level, text))

    def insert_html(self, parent: Node, html: str) -> None:
        """Append `html` to `parent`; nothing here runs scripts."""
        parent.insertAdjacentHTML("beforeend", html)

    async def page_source(self) -> str:
        """Return what a test put in `source`."""
        return self.source

    def take_tags(self) -> list[Node]:
        """Return what stands in `tags`, once."""
        taken, self.tags = self.tags, []
        return taken

    def on_late_tag(self, handler: Callable[[Node], object]) -> None:
        """Do nothing: a test hands its tags over itself."""

    def on_attribute(self, handler: Callable[[Any, Node, str, str], object]) -> None:
        """Do nothing: a test calls what it tests itself."""

    def hooks(self, name: str, *, is_async: bool) -> Sequence[Any]:
        """Return nothing: there are no scripts."""
        return ()

    async def call_hook(self, hook: Any, tag: Node) -> None:
        """Call a function of Python's."""
        hook(tag)

    def tell_settings(self, py: Mapping[str, Any] | None, mpy: Mapping[str, Any] | None) -> None:
        """Do nothing: there are no scripts."""

    @property
    def is_in_page(self) -> bool:
        """Return True."""
        return True

    @property
    def is_of_tag(self) -> bool:
        """Whether this Python is in a worker, for one tag: there are no workers."""
        return False

    async def until_workers_are_done(self) -> None:
        """Return at once: there are no workers."""

    async def worker_module(self) -> Any:
        """Raise ImportError: there are no workers."""
        raise ImportError("there are no workers in memory")

    def serve(self, call: Callable[[str, Any], Awaitable[object]]) -> None:
        """Do nothing: there are no workers."""

    def to_plain(self, value: object) -> Any:
        """Return the value as it is."""
        return value

    def tell_end(self, problem: str) -> None:
        """Do nothing: there are no workers."""

    async def call_page(self, name: str, args: Sequence[object]) -> Any:
        """Raise TypeError: there is no page that offers anything."""
        raise TypeError(f"the page offers no function '{name}' in sync")

    def post(self, message: object) -> None:
        """Do nothing: there are no workers."""

    def on_post(self, handler: Callable[[Any], object]) -> None:
        """Do nothing: there are no workers."""

    def set_current_script(self, tag: Node | None) -> None:
        """Do nothing: there are no scripts."""

    def use_canvas(self, canvas: Node) -> None:
        """Do nothing: there is no desktop's library."""

    def on_callback(self, bind: Callable[[Callable[..., object]], Callable[..., object]]) -> None:
        """Do nothing: there is no JavaScript to call back."""

    def is_passing_error(self) -> bool:
        """Return False: there is no JavaScript to get it."""
        return False

    def show_progress(self, text: str | None, detail: str | None = None) -> None:
        """Note each text in `progress`."""
        self.progress.extend(line for line in (text, detail) if line is not None)

    def keep_alive(self) -> None:
        """Do nothing: there is no page to keep alive."""

    def on_overflow(self, handler: Callable[[], object]) -> None:
        """Do nothing: Python watches its stack itself."""

    def breathe_soon(self) -> None:
        """Do nothing: there is no page to keep alive."""

    @property
    def saving(self) -> Any:
        """What a test has put there."""
        return self.packed

    def query(self, root: Node, selector: str) -> Node:
        """Return the first element that matches, or None, also if it is no CSS selector."""
        try:
            return root.querySelector(selector)
        except SelectorSyntaxError:
            return None


class _MemoryEntries:
    def __init__(self, texts: dict[Any, str]) -> None:
        self._texts = texts

    def items(self) -> list[tuple[Any, str]]:
        return list(self._texts.items())

    def set(self, key: Any, text: str) -> None:
        self._texts[key] = text

    def delete(self, key: Any) -> None:
        self._texts.pop(key, None)

    def clear(self) -> None:
        self._texts.clear()

    async def sync(self) -> None:
        pass


class _Forgetful:
    """There are no arrow keys."""

    def remember(self, line: str) -> None:
        """Do nothing."""
