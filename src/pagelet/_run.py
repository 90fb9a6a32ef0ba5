"""One run of code on the page: it prints to its output, and Stop ends it in two steps."""

import asyncio
import contextvars
from collections.abc import Callable, Coroutine
from typing import Any, Literal

from pagelet import _stopper, output

End = Literal["finished", "failed", "stopped"]


class Run:
    """Code that runs, with its output and what ends it.

    Args:
        out: where it prints, and where its errors are explained.
        work: makes the coroutine that runs the code.
        on_error: is told of an error that ended it.
    """

    def __init__(
        self,
        out: output.Output,
        work: Callable[[], Coroutine[Any, Any, object]],
        on_error: Callable[[BaseException], object] = lambda error: None,
    ) -> None:
        self._output = out
        self._work = work
        self._on_error = on_error
        self._stopper = _stopper.Stopper(self._on_cut)
        # Whoever stops it sees nothing else of it that could be stopped.
        self._stopper.is_for_threads = True
        self._cut_off: asyncio.Future[End] = asyncio.get_event_loop().create_future()
        self._main: asyncio.Task[End] | None = None
        # An error was shown: what happens while it is cleared away is no news.
        self._has_failed = False

    async def until_over(self) -> End:
        """Run it; return how it ended."""
        context = contextvars.copy_context()
        context.run(output.use, self._output)
        context.run(_stopper.use, self._stopper)
        self._main = asyncio.get_event_loop().create_task(self._run(), context=context)
        await asyncio.wait({self._main, self._cut_off}, return_when=asyncio.FIRST_COMPLETED)
        self._output.flush()
        if self._cut_off.done():
            return self._cut_off.result()
        return "stopped" if self._main.cancelled() else self._main.result()

    async def _run(self) -> End:
        cut_off = self._cut_off
        try:
            await _stopper.Driven(self._work(), lambda: not cut_off.done())
        except (KeyboardInterrupt, asyncio.CancelledError):
            return "stopped"
        except BaseException as error:  # noqa: BLE001 - whatever it raises is shown to its author
            self._output.show_error(error)
            if not isinstance(error, SystemExit):
                self._has_failed = True
                self._on_error(error)
        return "failed" if self._has_failed else "finished"

    def stop(self) -> None:
        """Raise KeyboardInterrupt in it, wherever it is; the second time, end it."""
        self._stopper.stop()
        if self._main is None or self._main.done():
            self._stopper.cancel_tasks()
            return
        _stopper.cancel_if_awaiting(self._main)
        if self._stopper.is_forced:
            asyncio.get_event_loop().call_later(_stopper.GRACE, self._cut_awaiting)

    def end(self) -> None:
        """End what is left of it: its handlers, tasks and threads."""
        self._stopper.end()

    def has_tasks(self) -> bool:
        """Return whether something that it started still runs."""
        return bool(self._stopper.tasks())

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
        elif not self._has_failed:
            self._output.show_error(reason)
        self._cut_off.set_result("failed" if reason else "stopped")
