"""Where what a program prints and shows goes: one output for each tag."""

import asyncio
import codecs
import errno
import inspect
import io
import os
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Coroutine
from contextvars import ContextVar, copy_context
from types import FrameType, TracebackType
from typing import Any

from pagelet import _memory, _redirected, _stopper
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._mirror import Mirror, Stream
from pagelet._nodes import make
from pagelet._pending import Pending
from pagelet._printed import Printed
from pagelet._screen import CLEARING
from pagelet.explain import explain, render
from pagelet.source import original

# The size of an ordinary terminal, where an output has none.
COLUMNS, ROWS = 80, 24
# What `display` has shown and stays on the page: how many things, and how much HTML.
MOST_SHOWN = 1_000
MOST_HTML = 20_000_000
# How many characters a browser lays out in a second with ease.
EASY = 1_000_000
# Of so many files, and outputs for one of them, it is known to whom their lines belong.
MOST_OWNED = 500
SHOWN_NOTE = "So much was shown that only the last of it is here."


class Output:
    """The place on the page that belongs to one tag.

    Text is collected and reaches the page as soon as Python lets go of it: the browser could not
    paint it earlier, and one crossing is cheaper than one for each `print`.
    """

    def __init__(self, node: Node) -> None:
        self._node = node
        self._mirror = Mirror()
        self._pending = Pending(self._mirror)
        # The browser is busy until then with what it got last.
        self._next_flush = 0.0
        # Whether it will be brought to the page then.
        self._is_due = False
        self._printed = Printed(self._append_node, lambda note: node.prepend(note), self.is_last)
        # What was displayed, and the length of its HTML.
        self._shown: deque[tuple[Node, int]] = deque()
        self._shown_length = 0
        self._has_dropped = False
        self._end: Node = None
        # What asks in this output, once something was asked.
        self.field: Any = None
        self._on_clear: list[Callable[[], object]] = []

    @property
    def node(self) -> Node:
        """The DOM element that the output is shown in."""
        return self._node

    def letters_in_a_line(self) -> int:
        """Return how many letters of printed text fit side by side; 80 where nothing is shown."""
        probe = make("span", "0" * 100, class_="pagelet-text")
        probe.style.whiteSpace = "pre"
        self._node.append(probe)
        letter = probe.getBoundingClientRect().width / 100
        probe.remove()
        if not letter:
            return COLUMNS
        style = host.window.getComputedStyle(self._node)
        padding = sum(
            float(side.removesuffix("px")) for side in (style.paddingLeft, style.paddingRight)
        )
        return max(1, int((self._node.clientWidth - padding) / letter))

    async def open(self) -> None:
        """Make it ready for use; what was written before is not lost."""

    def write(self, text: str, stream: Stream = "stdout") -> None:
        """Show `text` at the end of the output."""
        if not text:
            return
        if not self._is_due:
            self._is_due = True
            host.soon(self.flush, after=self._next_flush - time.monotonic())
        self._pending.add(text, stream)

    def add(self, node: Node) -> None:
        """Show a DOM node at the end of the output."""
        self.flush()
        self._append_node(node)

    def show(self, node: Node) -> None:
        """Show a value or an error, as `add` does; of very many, only the last ones stay."""
        self.add(node)
        length = len(getattr(node, "outerHTML", None) or node.textContent)
        self._shown.append((node, length))
        self._shown_length += length
        while len(self._shown) > MOST_SHOWN or (
            self._shown_length > MOST_HTML and len(self._shown) > 1
        ):
            self._drop_shown()

    def _drop_shown(self) -> None:
        node, length = self._shown.popleft()
        self._shown_length -= length
        node.remove()
        if not self._has_dropped:
            self._has_dropped = True
            self._node.prepend(make("p", SHOWN_NOTE, class_="pagelet-note"))

    def set_end(self, node: Node) -> None:
        """Keep `node` behind all that is shown from now on, in the place of the one before."""
        if self._end is not None:
            self._end.remove()
        self._end = node
        if node is not None:
            self._node.append(node)

    def last_line(self) -> str:
        """Return the printed text that no line break has ended yet."""
        self.flush()
        return self._printed.last_line()

    def _append_node(self, node: Node) -> None:
        if self._end is not None and self._end.isConnected:
            self._end.before(node)
        else:
            self._node.append(node)

    def is_last(self, node: Node) -> bool:
        """Return whether `node` is what was shown last."""
        last = self._node.lastChild
        if self._end is not None and self._end.isSameNode(last):
            last = self._end.previousSibling
        return bool(node.isSameNode(last))

    def note(self, text: str) -> None:
        """Say something to the person at the page that the program did not say."""
        self.add(make("p", text, class_="pagelet-note", role="status"))

    def clear(self) -> None:
        """Remove everything that was shown."""
        callbacks, self._on_clear = self._on_clear, []
        for callback in callbacks:
            callback()
        self._mirror = Mirror()
        self._pending = Pending(self._mirror)
        self._printed.forget()
        self._shown.clear()
        self._shown_length, self._has_dropped = 0, False
        self._node.replaceChildren(*([] if self._end is None else [self._end]))

    def on_clear(self, callback: Callable[[], object]) -> Callable[[], None]:
        """Call `callback` when the output is cleared next; return what undoes it."""
        self._on_clear.append(callback)

        def undo() -> None:
            if callback in self._on_clear:
                self._on_clear.remove(callback)

        return undo

    def show_error(self, error: BaseException) -> None:
        """Show `error` in plain words, and in full in the browser's console."""
        _memory.make_room(error)
        error = original(error)
        if isinstance(error, SystemExit):
            self._show_exit(error)
            return
        with _memory.told(error):
            try:
                self._show_report(error)
            except KeyboardInterrupt:
                raise
            except BaseException as fault:  # noqa: BLE001 - the error must be told, whatever is wrong with us
                self._show_unexplained(error, fault)

    def _show_unexplained(self, error: BaseException, fault: BaseException) -> None:
        """Show an error as Python does, because explaining it has failed."""
        host.log("error", "".join(traceback.format_exception(error)))
        host.log("error", "".join(["Pagelet: ", *traceback.format_exception(fault)]))
        if errors_on_page:
            lines = traceback.TracebackException.from_exception(error).format()
            self.show(make("pre", *lines, class_="pagelet-error py-error", role="alert"))
        title = traceback.format_exception_only(error)[-1].strip()
        host.dispatch(self._node, "py:error", {"title": title, "text": title})

    def _show_report(self, error: BaseException) -> None:
        from pagelet import _post_mortem

        report = explain(error)
        _post_mortem.remember(error)
        if errors_on_page:
            node = render(report)
            if button := _post_mortem.offer(error, self):
                node.append(button)
            self.show(node)
        if elsewhere := _redirected.get("stderr"):
            elsewhere.write(f"{report.full.rstrip()}\n")
        else:
            self._mirror.show_error(report.full)
        host.dispatch(self._node, "py:error", {"title": report.title, "text": report.text()})

    def _show_exit(self, error: SystemExit) -> None:
        """`sys.exit("words")` prints the words, as at a command line; it is not a fault."""
        if error.code is not None and not isinstance(error.code, int):
            self.write(f"{error.code}\n", "stderr")

    def flush(self) -> None:
        """Bring everything written so far to the page."""
        self._is_due = False
        work = self._show_text(self._pending.take())
        self._next_flush = time.monotonic() + work / EASY

    def _show_text(self, parts: list[tuple[Stream, str]]) -> int:
        """Bring text to the page; return how much work that is for the browser."""
        return self._printed.write(self._without_cleared(parts))

    def _without_cleared(self, parts: list[tuple[Stream, str]]) -> list[tuple[Stream, str]]:
        """Empty the screen if `parts` do that, and return what follows."""
        for number in reversed(range(len(parts))):
            stream, text = parts[number]
            if clearing := [*CLEARING.finditer(text)]:
                self._printed.remove()
                rest = text[clearing[-1].end() :]
                return [(stream, rest)] * bool(rest) + parts[number + 1 :]
        return parts


# Off where the configuration says plugins = ["!error"]: then only the console has them.
errors_on_page = True

_current: ContextVar[Output] = ContextVar("pagelet_output")
# The newest come last.
_owned: dict[str, list[tuple[range, Output]]] = {}
_of_page: Output | None = None


def current() -> Output:
    """Return the output of the tag whose code is running, also in its handlers and tasks."""
    return _current.get(None) or _by_running_code() or _page_output()


def own(filename: str, lines: range, output: Output) -> None:
    """Say that code in these lines of a file prints to `output` when nothing else is known.

    JavaScript may call a function without us knowing who passed it, and when.
    """
    others = []
    for known, other in _owned.pop(filename, ()):
        if other is output and known.start <= lines.stop and lines.start <= known.stop:
            # It ran before, as an editor's code does: functions of that time may still be called.
            lines = range(min(known.start, lines.start), max(known.stop, lines.stop))
        elif known.start < lines.start or lines.stop < known.stop:
            others.append((known, other))
    _owned[filename] = [(lines, output), *others[: MOST_OWNED - 1]]
    while len(_owned) > MOST_OWNED:
        del _owned[next(iter(_owned))]


def _by_running_code() -> Output | None:
    frame = inspect.currentframe()
    while frame:
        for lines, output in _owned.get(frame.f_code.co_filename, ()):
            if frame.f_code.co_firstlineno in lines:
                return output
        frame = frame.f_back
    return None


def use(output: Output) -> None:
    """Make `output` the current one, in this task and in what it starts."""
    _current.set(output)


def is_set() -> bool:
    """Return whether code of a tag or program is running, not our own."""
    return _current.get(None) is not None


def _page_output() -> Output:
    """Return the output of code that belongs to no tag, at the end of the page."""
    global _of_page
    if _of_page is None or not _of_page.node.isConnected:
        node = host.document.createElement("div")
        node.className = "pagelet-output"
        host.document.body.append(node)
        _of_page = Output(node)
    return _of_page


class TextStream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr`: what is written goes to the current output."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, name: Stream) -> None:
        super().__init__()
        self.name = f"<{name}>"
        self._stream = name
        self.buffer = _ByteStream(name)

    def write(self, text: str, /) -> int:
        """Show `text`; return its length."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if elsewhere := _redirected.get(self._stream):
            elsewhere.write(text)
        else:
            current().write(text, self._stream)
        return len(text)

    def detach(self) -> "_ByteStream":  # type: ignore[override]
        """Return the stream of bytes below, for programs that go on with it."""
        return self.buffer

    def fileno(self) -> int:
        """Return the number that stands for it, by which programs ask for its size."""
        return 1 if self._stream == "stdout" else 2

    def isatty(self) -> bool:
        """Return True: a person reads it, and colours are shown."""
        return True

    def flush(self) -> None:
        """Bring what was written to the page."""
        _redirected.flush()
        current().flush()

    def writable(self) -> bool:
        """Return True: this is for writing."""
        return True


class _ByteStream(io.RawIOBase):
    """`sys.stdout.buffer`: bytes are taken as UTF-8, also when a character comes in pieces."""

    def __init__(self, name: Stream) -> None:
        super().__init__()
        self._stream = name
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, data: Any, /) -> int:
        """Show the text that `data` encodes; return the number of bytes."""
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        raw = bytes(data)
        current().write(self._decoder.decode(raw), self._stream)
        return len(raw)

    def writable(self) -> bool:
        """Return True: this is for writing."""
        return True


_WRITING = {Output.write.__code__, Output.flush.__code__}


def is_writing(frame: FrameType | None) -> bool:
    """Return whether `frame` is a part of writing: nothing else may be written in between."""
    while frame:
        if frame.f_code in _WRITING:
            return True
        frame = frame.f_back
    return False


def run_command(line: Any, /) -> int:
    """Run a line for a shell; this is `os.system` in a page, where there are hardly any commands.

    They are few: those that empty the screen (`clear`, `cls`), and what stands in `_commands`.
    """
    # Here, because few programs need it.
    from pagelet import _commands

    return _commands.run_line(os.fsdecode(line)) << 8


def get_terminal_size(file: int = 1, /) -> os.terminal_size:
    """Return how many letters and lines fit in; this is `os.get_terminal_size` in a page."""
    if file not in (0, 1, 2):
        raise OSError(errno.ENOTTY, os.strerror(errno.ENOTTY))
    return os.terminal_size((current().letters_in_a_line(), ROWS))


def take_over_streams() -> None:
    """Send what programs write to `sys.stdout` and `sys.stderr` to the page."""
    os.system = run_command  # type: ignore[assignment]
    os.get_terminal_size = get_terminal_size
    host.serve_streams(
        lambda stream, line: current().write(f"{line}\n", stream), _redirected.redirect
    )
    # Libraries show colours; Python itself does not: it would put them into texts that programs
    # go on working with, such as the usage of argparse.
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHON_COLORS="0")
    for name in ("stdout", "stderr"):
        stream = TextStream(name)
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    sys.excepthook = _write_error


def _write_error(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write an error that nobody has caught; this is `sys.excepthook` in a page."""
    if not host.is_passing_error():
        sys.__excepthook__(kind, error, trace)
        return
    # Whoever called Python from JavaScript gets it, and it is theirs to show it.
    os.write(2, "".join(traceback.format_exception(kind, error, trace)).encode())


def bind(callback: Callable[..., object]) -> Callable[..., object]:
    """Tie `callback` to the tag that is running now: its output, and where its errors are shown."""
    context = copy_context()

    def bound(*args: object) -> object:
        # A copy for each call: a call that waits may overlap with the next one.
        return context.copy().run(_call, callback, args)

    return bound


def _call(callback: Callable[..., object], args: tuple[object, ...]) -> object:
    if _stopper.was_stopped():
        return None
    try:
        result = callback(*args)
    except KeyboardInterrupt:
        # The person has stopped it, and so knows.
        return None
    except BaseException as error:  # noqa: BLE001 - the browser is the caller; this is the last stop
        current().show_error(error)
        return None
    if inspect.iscoroutine(result):
        return spawn(result)
    return result


def spawn(coroutine: Coroutine[Any, Any, object]) -> asyncio.Task[object]:
    """Start a task whose exception is shown in the current output."""

    async def guarded() -> object:
        try:
            return await coroutine
        except asyncio.CancelledError:
            raise
        except KeyboardInterrupt:
            # The person has stopped it, and so knows.
            return None
        except BaseException as error:  # noqa: BLE001 - nobody awaits the task; this is the last stop
            current().show_error(error)
            return None

    task = asyncio.get_event_loop().create_task(guarded())
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)
    return task


# The event loop itself holds tasks only weakly.
_tasks: set[asyncio.Task[object]] = set()
