"""What the rest of Pagelet may ask of the place where it runs."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

Result = TypeVar("Result")

# A DOM node (element, document, window). In the browser it is the browser's own object, seen
# through Pyodide's proxy; in memory it is a small Python object with the same attribute names as
# the DOM (textContent, querySelectorAll, ...). Attributes are looked up at run time on both sides.
Node: TypeAlias = Any

Handler: TypeAlias = Callable[[Any], object]
Stop: TypeAlias = Callable[[], None]


class Parts(Protocol):
    """The body of an answer while it arrives."""

    async def next(self) -> bytes:
        """Return the next part, b"" at the end.

        Raises:
            ConnectionError: the connection was cut.
        """

    def close(self) -> None:
        """Stop receiving; what has not arrived will not."""


@dataclass(frozen=True)
class Answer:
    """What a web server answered: `headers` in order, names in lower case; the body unpacked.

    `redirected` is the address that it came from in the end, or "" if that is the one asked for.
    `is_whole` tells whether a content-length among the headers is that of the body as it arrives:
    a browser does not tell pages of other sites whether it has unpacked it.
    """

    status: int
    reason: str
    headers: Sequence[tuple[str, str]]
    parts: Parts
    redirected: str = ""
    is_whole: bool = True


class LineEditor(Protocol):
    """A field of the page in which lines are entered."""

    def remember(self, line: str) -> None:
        """Let the arrow keys bring `line` back."""


class Entries(Protocol):
    """Entries (key → text) in the browser's database; changes are written in the background."""

    def items(self) -> Iterable[tuple[Any, str]]:
        """Return what was there when they were opened."""

    def set(self, key: Any, text: str) -> None:
        """Write an entry."""

    def delete(self, key: Any) -> None:
        """Remove an entry."""

    def clear(self) -> None:
        """Remove all."""

    async def sync(self) -> None:
        """Return when everything is written.

        Raises:
            OSError: something could not be written.
        """


class Host(Protocol):
    """The one door to the browser. Everything in `pagelet` reaches it through this."""

    @property
    def document(self) -> Node:
        """The page's document."""

    @property
    def window(self) -> Node:
        """The page's window."""

    def listen(
        self, target: Node, event: str, handler: Handler, options: Mapping[str, object]
    ) -> Stop:
        """Call `handler` with each `event` at `target`; return the function that undoes it.

        `handler` is entered so that it may wait (`wait`) wherever the browser allows it. `options`
        are addEventListener's (`once`, `capture`, `passive`, `signal`), and `prevent_default`,
        `stop_propagation` (bool), which are carried out before `handler` starts because a handler
        that waits would be too late. With `at_once`, `handler` itself decides: the default is
        prevented if it returns True; it cannot wait, and nothing else runs meanwhile.
        """

    def edit_lines(
        self, form: Node, field: Node, on_line: Callable[[str | None], object]
    ) -> LineEditor:
        """Call `on_line` with each line that is entered in `field`, None for the end of the input.

        Enter and pasted line breaks end a line, Ctrl-D the input; the field is empty after that.
        """

    def dispatch(
        self, target: Node, event: str, detail: object = None, *, cancelable: bool = False
    ) -> bool:
        """Dispatch a bubbling CustomEvent; return False if a listener prevented the default."""

    async def fetch_ahead(self, paths: Sequence[str]) -> None:
        """Fetch files that would else be fetched when they are read, with the page standing still.

        Args:
            paths: where Python has them; those that are there already are left alone.
        """

    def write_memory(self, address: int, content: bytes) -> None:
        """Write into the memory of C, where a snapshot has left something out."""

    def language(self) -> str:
        """Return the language of the person before the page, as browsers name it ("en-US")."""

    def can_switch_stacks(self) -> bool:
        """Return whether the browser can put a running Python aside and go on with another."""

    def can_wait(self) -> bool:
        """Return whether Python may wait here, synchronously, while the page stays alive."""

    def wait(self, awaitable: Awaitable[Result]) -> Result:
        """Wait for `awaitable` and return its result; the page stays alive meanwhile.

        Raises:
            CannotWaitError: the browser has no stack switching, or Python was entered through a
                JavaScript function that needs its answer at once.
        """

    @property
    def waits_inside(self) -> bool:
        """Whether what waits keeps the code beneath it from going on until it is through.

        So it is where Python runs an event loop inside the one that called it.
        """

    def next_turn(self) -> Awaitable[None]:
        """Return an awaitable that ends after the page had one turn for events and painting."""

    def breath(self) -> Awaitable[None]:
        """Return what `next_turn` does, made with less effort where it can be, for `wait` alone."""

    def never(self) -> Awaitable[None]:
        """Return an awaitable that does not end: who waits for it is put aside for ever."""

    def soon(self, callback: Callable[[], object], *, after: float = 0) -> None:
        """Call `callback` as soon as Python has nothing else to do, before the page paints.

        Where `after` is positive, it is called when so many seconds have passed.
        """

    async def fetch(self, url: str) -> bytes:
        """Return the bytes at `url` (relative to the page).

        Raises:
            DownloadError: no answer, or an answer with an error status.
        """

    async def request(
        self, method: str, url: str, headers: Sequence[tuple[str, str]], body: bytes | None
    ) -> Answer:
        """Return what the server at `url` answers, as soon as it begins; redirects are followed.

        Raises:
            ConnectionError: no answer, and the most likely reason, in plain words.
        """

    async def install_wheels(
        self, wheels: Mapping[str, bytes], report: Callable[[str], None]
    ) -> None:
        """Install wheels (file name → content); `report` gets progress lines.

        Raises:
            DownloadError: a wheel cannot be installed.
        """

    async def load_packages(self, names: Sequence[str], report: Callable[[str], None]) -> None:
        """Load packages of the runtime's own, and all that they need; `report` gets progress lines.

        Raises:
            DownloadError: one could not be loaded.
        """

    async def import_module(self, url: str) -> Any:
        """Return the JavaScript module at `url`."""

    async def import_here(self, url: str) -> Any:
        """Return the JavaScript module at `url`, run where this Python runs: it may be a worker."""

    async def open_entries(self, name: str) -> Entries:
        """Return what the browser's database with this name holds; it is made if need be.

        Raises:
            OSError: the browser allows this page no storage.
        """

    def open_websocket(self, url: str, protocols: Sequence[str]) -> Node:
        """Return a new WebSocket of the browser's; binary messages come as buffers.

        Raises:
            ValueError: the address is not that of a web socket.
        """

    def to_browser(self, data: object) -> Any:
        """Return bytes-like `data` as the browser's own, and anything else as it is."""

    def from_browser(self, value: Any) -> Any:
        """Return a buffer of the browser's as a memoryview, and anything else as it is."""

    def resolve(self, url: str, base: str | None = None) -> str:
        """Return the absolute form of `url`, relative to `base` or to the page."""

    @property
    def asset_base(self) -> str:
        """The address of the folder that holds pagelet.js (ends in '/')."""

    def log(self, level: Literal["log", "warn", "error"], text: str) -> None:
        """Write `text` to the browser's console."""

    def insert_html(self, parent: Node, html: str) -> None:
        """Append `html` to `parent`; scripts in it run, as in a page."""

    async def page_source(self) -> str:
        """Return the HTML text that the page was made from, or "" where it cannot be had."""

    def take_tags(self) -> list[Node]:
        """Return the tags that are waiting to be run, in document order."""

    def on_late_tag(self, handler: Callable[[Node], object]) -> None:
        """Call `handler` with each tag that is added to the page from now on."""

    def on_attribute(self, handler: Callable[[Any, Node, str, str], object]) -> None:
        """Call `handler` with event, element, attribute and value of `py-click` and others.

        Controls that were switched off until now can be used.
        """

    def hooks(self, name: str, *, is_async: bool) -> Sequence[Any]:
        """Return what the page's own scripts added to this step of a tag's run."""

    async def call_hook(self, hook: Any, tag: Node) -> None:
        """Call a hook of the page's own scripts.

        Raises:
            RuntimeError: it failed.
        """

    def tell_settings(self, py: Mapping[str, Any] | None, mpy: Mapping[str, Any] | None) -> None:
        """Tell the page's own scripts what the configurations say."""

    @property
    def is_in_page(self) -> bool:
        """Whether this Python runs in the page itself, where JavaScript can call it at once."""

    @property
    def is_of_tag(self) -> bool:
        """Whether this Python is in a worker, for one tag, and not the page's own."""

    async def until_workers_are_done(self) -> None:
        """Return when the tags that have workers of their own have run."""

    async def worker_module(self) -> Any:
        """Return what the page's own scripts start workers by (loader/workers.js)."""

    def serve(self, call: Callable[[str, Any], Awaitable[object]]) -> None:
        """Let the page call functions of this worker by `call`, with their name and arguments."""

    def to_plain(self, value: object) -> Any:
        """Return a value as the browser's own, and so all that dicts and lists in it hold."""

    def tell_end(self, problem: str) -> None:
        """Tell the page that the worker's code has run, or ("" if none) why it came to no end."""

    def call_page(self, name: str, args: Sequence[object]) -> Awaitable[Any]:
        """Call a function that the page offers to this worker."""

    def post(self, message: object) -> None:
        """Send a message to the page that this worker belongs to."""

    def on_post(self, handler: Callable[[Any], object]) -> None:
        """Call `handler` with each message that the page sends to this worker."""

    def set_current_script(self, tag: Node | None) -> None:
        """Let `document.currentScript` be the tag, or the browser's own again."""

    def use_canvas(self, canvas: Node) -> None:
        """Let libraries that are made for a desktop (SDL) draw on this element."""

    def on_callback(self, bind: Callable[[Callable[..., object]], Callable[..., object]]) -> None:
        """Pass each Python function that JavaScript will call later through `bind` first."""

    def is_passing_error(self) -> bool:
        """Return whether Python writes the message of an error that the browser will get.

        It takes what is written to the file with the number 2 then.
        """

    def show_progress(self, text: str | None, detail: str | None = None) -> None:
        """Show what is going on while Python starts (None: it has started) and tell the page."""

    def keep_alive(self) -> None:
        """Send the signal `blocking.BREATHE` while Python computes: ten times a second or more."""

    def on_overflow(self, handler: Callable[[], object]) -> None:
        """Call `handler` when code went deeper into itself than the browser can follow.

        That code is put aside; `handler` is called in its context, with its frames on the stack.
        """

    def breathe_soon(self) -> None:
        """Send the next such signal as soon as possible: this one came at a bad moment."""

    @property
    def most_memory(self) -> int:
        """How many bytes Python may take from the browser."""

    def memory_taken(self) -> int:
        """Return how many bytes Python has taken from the browser; it never gives any back."""

    def memory_used(self) -> int:
        """Return how many of them are in use; this takes the longer the more there are."""

    def serve_streams(
        self,
        write: Callable[[Any, str], object],
        redirect: Callable[[Any, Callable[[str], object] | None], object],
    ) -> None:
        """Let the page's own scripts write lines by `write`, and have what Python writes.

        Both are called with "stdout" or "stderr"; `redirect` with the function that is given lines
        from then on, or None.
        """

    def set_debug(self, is_on: bool) -> None:
        """Let the runtime say more of objects of Python's that JavaScript uses wrong, or not."""

    def limit_memory(self, size: int) -> None:
        """Let Python take no more than `size` bytes: what needs more gets a MemoryError."""

    def keep(self, size: int) -> int:
        """Keep `size` bytes from Python; return where they are, 0 if there are not so many."""

    def give_back(self, place: int) -> None:
        """Let Python have what `keep` has kept at `place`."""

    @property
    def saving(self) -> Any:
        """What a copy of the page's file is made of (packed/packed.js), None if it is none."""

    def query(self, root: Node, selector: str) -> Node:
        """Return the first element that matches, or None, also if it is no CSS selector."""
