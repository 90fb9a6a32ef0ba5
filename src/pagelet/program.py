"""Runs a whole program in the ready-made page of `pagelet run`: Run, Stop, its output."""

import asyncio
import contextvars
import importlib
import inspect
import os
import signal
import sys
from functools import partial
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

from pagelet import _busy, _stopper, output, questions
from pagelet._adapters import threads
from pagelet._host import host
from pagelet.source import Source, decode

if TYPE_CHECKING:
    from pagelet.console import Console

FORCED = (
    "The program went on after Stop, so the second Stop ended it: "
    "it got KeyboardInterrupt wherever it went on to compute or to wait."
)


class Program:
    """One program file with its Run and Stop buttons."""

    def __init__(self, path: str, *, terminal: bool) -> None:
        self._path = Path(path)
        find = host.document.querySelector
        self._terminal = importlib.import_module("pagelet.terminal.tag") if terminal else None
        kind = self._terminal.Terminal if self._terminal else output.Output
        self._output: output.Output = kind(find("#pagelet-output"))
        self._run_button = find("#pagelet-run")
        self._stop_button = find("#pagelet-stop")
        self._state = find(".pagelet-state")
        self._stopper = _stopper.Stopper()
        self._cut_off: asyncio.Future[str]
        self._task: asyncio.Task[None] | None = None
        self._main: asyncio.Task[str] | None = None
        # An error was shown: what happens while it is cleared away is no news.
        self._has_failed = False
        self._at_start = set(sys.modules)
        self._console: Console | None = None
        self._context = contextvars.copy_context()

    def connect(self) -> None:
        """Let the buttons work."""
        host.listen(self._run_button, "click", lambda _: self.run(), {})
        host.listen(self._stop_button, "click", lambda _: self.stop(), {})

    def run(self) -> None:
        """Run the program from its beginning, as Python would from a command line."""
        if self._task:
            return
        self._stopper.end()
        # First, because in a worker these are steps that a page can be seen between.
        self._show("running")
        self._output.clear()
        if self._console:
            self._console.close()
            self._console = None
        # Where programs look, and Python's own library, to fit what they print into a line.
        os.environ["COLUMNS"] = str(self._output.letters_in_a_line())
        self._has_failed = False
        self._undo_changes()
        watch = _busy.Watch(_busy.PAUSE, self._show_busy)
        self._cut_off = asyncio.get_event_loop().create_future()
        self._stopper = _stopper.Stopper(self._on_cut, watch.note)
        self._task = asyncio.get_event_loop().create_task(self._run())

    def _undo_changes(self) -> None:
        """Put back what the last run may have changed: streams, the handler of Ctrl-C."""
        output.take_over_streams()
        if not self._terminal:
            questions.install()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def stop(self) -> None:
        """Raise KeyboardInterrupt in the program, wherever it is; the second time, end it."""
        self._stopper.stop()
        if self._task:
            self._state.textContent = "stopping … Stop again ends it at once"
            if self._main:
                _stopper.cancel_if_awaiting(self._main)
            if self._stopper.is_forced:
                cut = partial(self._cut_awaiting, self._stopper)
                asyncio.get_event_loop().call_later(_stopper.GRACE, cut)
        else:
            # Only handlers and tasks of the program were still there.
            self._stopper.cancel_tasks()
            self._show("stopped")

    async def _run(self) -> None:
        """Wait until the program is over, one way or the other, and say so."""
        context = contextvars.copy_context()
        context.run(output.use, self._output)
        context.run(_stopper.use, self._stopper)
        self._main = asyncio.get_event_loop().create_task(self._run_main(), context=context)
        await asyncio.wait({self._main, self._cut_off}, return_when=asyncio.FIRST_COMPLETED)
        self._output.flush()
        ended = "stopped"
        if self._cut_off.done():
            ended = self._cut_off.result()
        elif not self._main.cancelled():
            ended = self._main.result()
            if self._stopper.is_forced:
                self._output.note(FORCED)
        await self._stopper.end_threads()
        threads.begin_anew()
        self._output.flush()
        self._task = self._main = None
        if ended == "stopped":
            self._stopper.end()
        self._show(ended)
        # Outside of the program's context: Stop is not meant for the console.
        asyncio.get_event_loop().call_soon(self._offer_console, context=self._context)

    async def _run_main(self) -> str:
        """Run the program; return how it ended."""
        cut_off = self._cut_off
        try:
            if self._terminal:
                await self._terminal.open_for_task(self._output)
            result = eval(self._compile(), self._fresh_main())
            if inspect.iscoroutine(result):
                await _stopper.Driven(result, lambda: not cut_off.done())
        except (KeyboardInterrupt, asyncio.CancelledError):
            return "stopped"
        except SystemExit as error:
            self._output.show_error(error)
        except BaseException as error:  # noqa: BLE001 - whatever the program raises is shown to its author
            self._output.show_error(error)
            self._has_failed = True
        try:
            threads.finish()
        except (KeyboardInterrupt, asyncio.CancelledError):
            return "stopped"
        return "failed" if self._has_failed else "finished"

    def _on_cut(self, reason: BaseException | None) -> None:
        if self._cut_off.done():
            return
        if reason is None:
            self._output.note(_stopper.CUT_OFF)
            # What the program's own variables hold is freed: its steps are not coming back for it.
            sys.modules["__main__"].__dict__.clear()
        elif not self._has_failed:
            self._output.show_error(reason)
        self._cut_off.set_result("failed" if reason else "stopped")

    def _cut_awaiting(self, stopper: _stopper.Stopper) -> None:
        """Cut off a program that has not taken its cancellation; one that computes, cuts itself."""
        if self._main is None or self._main.done() or stopper is not self._stopper:
            return
        coroutine: Any = self._main.get_coro()
        if not coroutine.cr_running:
            self._on_cut(None)

    def _show_busy(self, is_busy: bool) -> None:
        """Offer to stop handlers of a program whose main part is over."""
        if not self._task:
            self._stop_button.disabled = not (is_busy or self._stopper.tasks())

    def _compile(self) -> CodeType:
        name = str(self._path)
        source = Source(name, decode(self._path.read_bytes(), name))
        output.own(name, source.lines, self._output)
        return source.compile(top_level_await=True)

    def _fresh_main(self) -> dict[str, Any]:
        """Return the namespace of a new `__main__`; the app's own modules will be imported anew."""
        home = str(Path.cwd())
        for name in set(sys.modules) - self._at_start:
            if str(getattr(sys.modules[name], "__file__", None) or "").startswith(home):
                del sys.modules[name]
        importlib.invalidate_caches()
        main = ModuleType("__main__")
        main.__file__ = str(self._path)
        sys.modules["__main__"] = main
        sys.argv = [str(self._path)]
        return main.__dict__

    def _offer_console(self) -> None:
        """Let the person look at the variables of the program that has ended."""
        # Here, so that no program waits for it.
        from pagelet.console import Console

        if self._task or self._console:
            return
        main = sys.modules["__main__"].__dict__
        console = Console(host.document.body, main, hint="The program's variables are here")
        if self._task:
            # Run was pressed while it was being made.
            console.close()
        else:
            self._console = console

    def _show(self, state: str) -> None:
        running = state == "running"
        self._state.textContent = state
        self._run_button.disabled = running
        self._stop_button.disabled = not (running or self._stopper.tasks())
        host.document.body.dataset.state = state


def start(path: str, *, terminal: bool = False) -> None:
    """Run the program at `path` and let the page's buttons run it again and stop it.

    Args:
        path: the program's file.
        terminal: whether its output is a terminal, with columns, rows and a cursor.
    """
    program = Program(path, terminal=terminal)
    program.connect()
    program.run()
