"""Runs a whole program in the ready-made page of `pagelet run`: Run, Stop, its output."""

import asyncio
import contextvars
import importlib
import os
import signal
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pagelet import _archives, _busy, _exits, _memory, _run, output, questions
from pagelet._adapters import threads
from pagelet._host import host
from pagelet.source import Source, decode

if TYPE_CHECKING:
    from pagelet.console import Console
    from pagelet.menu.view import Menu

# How long a program that is told to stop has for it, in seconds, until it is ended.
STOP_AGAIN = 1


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
        self._menu_button = find("#pagelet-menu")
        # What stands behind the button, once it was pressed.
        self._menu: Menu | None = None
        self._opening: asyncio.Task[object] | None = None
        self._state = find(".pagelet-state")
        self._run = self._new_run()
        # What it has registered by `atexit`, while that is at work.
        self._leaving: _run.Run | None = None
        self._task: asyncio.Task[None] | None = None
        self._at_start = set(sys.modules)
        self._console: Console | None = None
        self._context = contextvars.copy_context()

    def connect(self) -> None:
        """Let the buttons work."""
        host.listen(self._run_button, "click", lambda _: self.run(), {})
        host.listen(self._stop_button, "click", lambda _: self.stop(), {})
        if self._menu_button:
            host.listen(self._menu_button, "click", self._on_menu, {})
            self._menu_button.disabled = False

    def run(self) -> None:
        """Run the program from its beginning, as Python would from a command line."""
        if self._task:
            return
        self._run.end()
        # First, because in a worker these are steps that a page can be seen between.
        self._show("running")
        self._output.clear()
        if self._console:
            self._console.close()
            self._console = None
        # Where programs look, and Python's own library, to fit what they print into a line.
        os.environ["COLUMNS"] = str(self._output.letters_in_a_line())
        self._undo_changes()
        self._run = self._new_run()
        self._task = asyncio.get_event_loop().create_task(self._run_to_end())

    @property
    def path(self) -> Path:
        """The program's file."""
        return self._path

    async def run_again(self) -> None:
        """Run it from its beginning; if it still runs, that is stopped first."""
        while self._task:
            self.stop()
            await asyncio.wait([self._task], timeout=STOP_AGAIN)
        self.run()

    def _on_menu(self, _: object) -> None:
        self._opening = output.spawn(self._toggle_menu())

    async def _toggle_menu(self) -> None:
        if not self._menu:
            # Here, so that no program waits for it.
            await host.fetch_ahead([_archives.LIBRARY])
            from pagelet.menu.opening import of_program

            self._menu = self._menu or of_program(self, self._menu_button)
        self._menu.toggle()

    def _new_run(self) -> _run.Run:
        return _run.Run(
            self._output,
            self._work,
            # What the program's own variables hold is freed: its steps do not come back for it.
            on_cut=lambda: sys.modules["__main__"].__dict__.clear(),
            on_breath=_busy.Watch(_busy.PAUSE, self._show_busy).note,
            finish=threads.finish,
            spares_threads=True,
        )

    def _undo_changes(self) -> None:
        """Put back what the last run may have changed: streams, errors, handlers of signals."""
        output.take_over_streams()
        questions.install()
        if self._terminal:
            self._terminal.system.put_in_place()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        if hasattr(sys, "last_value"):
            from pagelet import _post_mortem

            _post_mortem.forget()
        _memory.begin_anew()
        _exits.begin_anew()

    def stop(self) -> None:
        """Raise KeyboardInterrupt in the program, wherever it is; the second time, end it."""
        (self._leaving or self._run).stop()
        if self._task:
            self._state.textContent = "stopping … Stop again ends it at once"
        else:
            # Only handlers and tasks of the program were still there.
            self._show("stopped")

    async def _run_to_end(self) -> None:
        """Wait until the program is over, one way or the other, and say so."""
        ended = await self._run.until_over()
        await self._run.stopper.end_threads()
        if await self._leave() == "stopped":
            ended = "stopped"
        threads.begin_anew()
        self._output.flush()
        self._task = None
        if ended == "stopped":
            self._run.end()
        self._show(ended)
        # Outside of the program's context: Stop is not meant for the console.
        asyncio.get_event_loop().call_soon(self._offer_console, context=self._context)

    async def _leave(self) -> _run.End:
        """Call what the program has registered by `atexit`; return how that ended."""
        if self._run.was_cut_off:
            # What it would work with is gone.
            _exits.forget(self._lasts)
            return "finished"
        self._leaving = _run.Run(self._output, self._call_exits)
        try:
            return await self._leaving.until_over()
        finally:
            self._leaving.end()
            self._leaving = None

    async def _call_exits(self) -> None:
        _exits.call_all(self._lasts)

    async def _work(self) -> None:
        if self._terminal:
            await self._terminal.open_for_task(self._output)
        source = self._source()
        await _archives.fetch_for(source.code)
        await source.run(self._fresh_main())

    def _show_busy(self, is_busy: bool) -> None:
        """Offer to stop handlers of a program whose main part is over."""
        if not self._task:
            self._stop_button.disabled = not (is_busy or self._run.has_tasks())

    def _source(self) -> Source:
        name = str(self._path)
        source = Source(name, decode(self._path.read_bytes(), name))
        output.own(name, source.lines, self._output)
        return source

    def _fresh_main(self) -> dict[str, Any]:
        """Return the namespace of a new `__main__`; the app's own modules will be imported anew."""
        for name in set(sys.modules) - self._at_start:
            if not self._lasts(name):
                del sys.modules[name]
        importlib.invalidate_caches()
        main = ModuleType("__main__")
        main.__file__ = str(self._path)
        sys.modules["__main__"] = main
        sys.argv = [str(self._path)]
        return main.__dict__

    def _lasts(self, name: str) -> bool:
        """Return whether a module stays for the next run: all but the program's own."""
        if name == "__main__" or name not in sys.modules:
            return False
        file = getattr(sys.modules[name], "__file__", None) or ""
        return name in self._at_start or not str(file).startswith(str(Path.cwd()))

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
        self._stop_button.disabled = not (running or self._run.has_tasks())
        host.document.body.dataset.state = state


_has_started = False


def has_started() -> bool:
    """Return whether this page is that of a program."""
    return _has_started


def start(path: str, *, terminal: bool = False) -> None:
    """Run the program at `path` and let the page's buttons run it again and stop it.

    Args:
        path: the program's file.
        terminal: whether its output is a terminal, with columns, rows and a cursor.
    """
    global _has_started
    _has_started = True
    _exits.install()
    program = Program(path, terminal=terminal)
    program.connect()
    program.run()
