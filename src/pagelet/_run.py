"""One run of code on the page: it prints to its output, and Stop ends it in two steps."""

import asyncio
import contextvars
from collections.abc import Callable, Coroutine
from typing import Any, Literal

from pagelet import _stopper, output
from pagelet.source import original

End = Literal["finished", "failed", "stopped"]

FORCED = (
    "The program went on after Stop, so the second Stop ended it: "
    "it got KeyboardInterrupt wherever it went on to compute or to wait."
)


class Run:
    """Code that runs, with its output and what ends it.

    Args:
        out: where it prints, and where its errors are explained.
        work: makes the coroutine that runs the code.
        on_error: is told of an error that ended it.
        on_cut: is told when Stop had to cut it off.
        on_breath: is called several times a second while it computes.
        finish: is called when the code is over, by itself or by an error.
        spares_threads: the first Stop is for the code alone, as Ctrl-C is, which may then end its
            threads in its own way.
    """

    def __init__(
        self,
        out: output.Output,
        work: Callable[[], Coroutine[Any, Any, object]],
        *,
        on_error: Callable[[BaseException], object] = lambda error: None,
        on_cut: Callable[[], object] = lambda: None,
        on_breath: Callable[[], object] = lambda: None,
        finish: Callable[[], object] = lambda: None,
        spares_threads: bool = False,
    ) -> None:
        self._output = out
        self._work = work
        self._on_error = on_error
        self._when_cut = on_cut
        self._finish = finish
        self.stopper = _stopper.Stopper(self._on_cut, on_breath)
        self.stopper.is_for_threads = not spares_threads
        self._cut_off: asyncio.Future[End] = asyncio.get_event_loop().create_future()
        self._main: asyncio.Task[End] | None = None
        # An error was shown: what happens while it is cleared away is no news.
        self._has_failed = False

    async def until_over(self) -> End:
        """Run it; return how it ended."""
        context = contextvars.copy_context()
        context.run(output.use, self._output)
        context.run(_stopper.use, self.stopper)
        self._main = asyncio.get_event_loop().create_task(self._run(), context=context)
        await asyncio.wait({self._main, self._cut_off}, return_when=asyncio.FIRST_COMPLETED)
        self.stopper.cancel_alarm()
        self._output.flush()
        if self._cut_off.done():
            return self._cut_off.result()
        if self._main.cancelled():
            return "stopped"
        if self.stopper.is_forced:
            self._output.note(FORCED)
        return self._main.result()

    async def _run(self) -> End:
        cut_off = self._cut_off
        try:
            await self._run_work(lambda: not cut_off.done())
            self._finish()
        except (KeyboardInterrupt, asyncio.CancelledError):
            return "stopped"
        except BaseException as error:  # noqa: BLE001 - nothing may keep it from being over
            self._has_failed = True
            self._output.show_error(error)
        return "failed" if self._has_failed else "finished"

    async def _run_work(self, is_wanted: Callable[[], bool]) -> None:
        try:
            await _stopper.Driven(self._work(), is_wanted)
        except (KeyboardInterrupt, asyncio.CancelledError):
            raise
        except BaseException as error:  # noqa: BLE001 - whatever it raises is shown to its author
            self._tell(error)

    def _tell(self, error: BaseException) -> None:
        """Show what ended it."""
        error = original(error)
        self._output.show_error(error)
        if not isinstance(error, SystemExit):
            self._has_failed = True
            self._on_error(error)

    @property
    def was_cut_off(self) -> bool:
        """Whether Stop had to cut it off."""
        return self._cut_off.done() and self._cut_off.result() == "stopped"

    def stop(self) -> None:
        """Raise KeyboardInterrupt in it, wherever it is; the second time, end it."""
        self.stopper.stop()
        if self._main is None or self._main.done():
            self.stopper.cancel_tasks()
            return
        _stopper.cancel_if_awaiting(self._main)
        if self.stopper.is_forced:
            asyncio.get_event_loop().call_later(_stopper.GRACE, self._cut_awaiting)

    def end(self) -> None:
        """End what is left of it: its handlers, tasks and threads."""
        self.stopper.end()

    def has_tasks(self) -> bool:
        """Return whether something that it started still runs."""
        return bool(self.stopper.tasks()) or self.stopper.has_threads()

    def _cut_awaiting(self) -> None:
        """Cut it off if it has not taken its cancellation; code that computes, cuts itself."""
        if self._main is None or self._main.done():
            return
        coroutine: Any = self._main.get_coro()
        if not coroutine.cr_running:
            self._on_cut(None)

    def _on_cut(self, reason: BaseException | None) -> None:
        if self._cut_off.done():
            return
        if reason is None:
            self._output.note(_stopper.CUT_OFF)
            self._when_cut()
        elif not self._has_failed:
            self._output.show_error(reason)
        self._cut_off.set_result("failed" if reason else "stopped")
