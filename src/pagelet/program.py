"""Runs a whole program in the ready-made page of `pagelet run`: Run, Stop, its output."""

import asyncio
import contextvars
import importlib
import inspect
import os
import sys
from pathlib import Path
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

from pagelet import blocking, output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet.source import Source, decode

if TYPE_CHECKING:
    from pagelet.console import Console


class Program:
    """One program file with its Run and Stop buttons."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        find = host.document.querySelector
        self._output = output.Output(find("#pagelet-output"))
        self._run_button = find("#pagelet-run")
        self._stop_button = find("#pagelet-stop")
        self._state = find(".pagelet-state")
        self._stopper = blocking.Stopper()
        self._task: asyncio.Task[None] | None = None
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
        self._output.clear()
        if self._console:
            self._console.close()
            self._console = None
        # Where programs look, and Python's own library, to fit what they print into a line.
        os.environ["COLUMNS"] = str(_letters_in_a_line(self._output.node))
        self._show("running")
        self._stopper = blocking.Stopper()
        context = contextvars.copy_context()
        context.run(output.use, self._output)
        context.run(blocking.use, self._stopper)
        self._task = asyncio.get_event_loop().create_task(self._run(), context=context)

    def stop(self) -> None:
        """Raise KeyboardInterrupt in the program, wherever it is."""
        self._stopper.stop()
        if self._task:
            self._task.cancel()

    async def _run(self) -> None:
        ended = "finished"
        try:
            result = eval(self._compile(), self._fresh_main())
            if inspect.iscoroutine(result):
                await result
        except (KeyboardInterrupt, asyncio.CancelledError):
            ended = "stopped"
        except SystemExit as error:
            self._output.show_error(error)
        except BaseException as error:  # noqa: BLE001 - whatever the program raises is shown to its author
            ended = "failed"
            self._output.show_error(error)
        finally:
            self._output.flush()
            self._task = None
            self._show(ended)
            # Outside of the program's context: Stop is not meant for the console.
            asyncio.get_event_loop().call_soon(self._offer_console, context=self._context)

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
        self._console = Console(host.document.body, main, hint="The program's variables are here")

    def _show(self, state: str) -> None:
        running = state == "running"
        self._state.textContent = state
        self._run_button.disabled = running
        self._stop_button.disabled = not running
        host.document.body.dataset.state = state


def _letters_in_a_line(node: Node) -> int:
    """Return how many letters of printed text fit side by side into `node`."""
    probe = make("span", "0" * 100, class_="pagelet-text")
    probe.style.whiteSpace = "pre"
    node.append(probe)
    letter = probe.getBoundingClientRect().width / 100
    probe.remove()
    style = host.window.getComputedStyle(node)
    padding = sum(
        float(side.removesuffix("px")) for side in (style.paddingLeft, style.paddingRight)
    )
    return max(1, int((node.clientWidth - padding) / letter))


def start(path: str) -> None:
    """Run the program at `path` and let the page's buttons run it again and stop it."""
    program = Program(path)
    program.connect()
    program.run()
