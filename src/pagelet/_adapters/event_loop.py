"""`asyncio.run` and `asyncio.Runner` in a page, whose own event loop runs all the time.

They use that loop, and keep their tasks apart from those of the rest of the page.
"""

import asyncio
import contextvars
import functools
import inspect
import sys
from collections.abc import Awaitable, Callable
from types import ModuleType
from typing import Any, Self, TypeVar

from pagelet import _threads, blocking
from pagelet._host import host

Result = TypeVar("Result")

_runner: contextvars.ContextVar["Runner | None"] = contextvars.ContextVar("runner", default=None)


class Runner:
    """Runs coroutines, one after the other; when it is closed, the tasks that they left end."""

    def __init__(
        self, *, debug: bool | None = None, loop_factory: Callable[[], object] | None = None
    ) -> None:
        # A page has one event loop, so neither of the two can be granted.
        self._context: contextvars.Context | None = None
        self._closed = False

    def __enter__(self) -> Self:
        self.get_loop()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get_loop(self) -> asyncio.AbstractEventLoop:
        """Return the page's event loop."""
        if self._closed:
            raise RuntimeError("Runner is closed")
        return asyncio.get_event_loop()

    def run(self, coro: Awaitable[Result], *, context: contextvars.Context | None = None) -> Result:
        """Wait for `coro` and return its result; the page stays alive meanwhile.

        Raises:
            KeyboardInterrupt: the person pressed Stop; `coro` was cancelled and could clean up.
        """
        loop = self.get_loop()
        if not inspect.isawaitable(coro):
            raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")
        if not host.can_wait():
            return host.wait(coro)
        if self._context is None:
            self._context = contextvars.copy_context()
        context = context or self._context
        context.run(_runner.set, self)
        task = loop.create_task(_caught(coro), context=context)
        try:
            result, exit_ = blocking.wait(task)
        except KeyboardInterrupt:
            task.cancel()
            blocking.wait(asyncio.wait({task}))
            raise
        if exit_ is not None:
            raise exit_
        return result  # type: ignore[return-value]

    def close(self) -> None:
        """Cancel the tasks that are left, and wait until they have cleaned up."""
        if self._closed:
            return
        self._closed = True
        left = {task for task in asyncio.all_tasks() if _is_of(self, task)}
        for task in left:
            task.cancel()
        if left:
            blocking.wait(asyncio.wait(left))


async def _caught(
    coro: Awaitable[Result],
) -> tuple[Result, None] | tuple[None, BaseException]:
    """Keep what would end the event loop, and with it the page's Python, for who waits here."""
    try:
        return await coro, None
    except (SystemExit, KeyboardInterrupt) as error:
        return None, error


def _is_of(runner: Runner, task: Any) -> bool:
    return task.get_context().get(_runner) is runner


def run(
    main: Awaitable[Result],
    *,
    debug: bool | None = None,
    loop_factory: Callable[[], object] | None = None,
) -> Result:
    """Run `main` to its end and return its result; this is `asyncio.run` in a page."""
    with Runner() as runner:
        return runner.run(main)


def run_in_executor(
    self: asyncio.AbstractEventLoop, executor: Any, func: Callable[..., Result], *args: object
) -> asyncio.Future[Result]:
    """Run `func` in a thread; this is `loop.run_in_executor` in a page."""
    # Not at the start: few programs need it.
    from pagelet._adapters.pools import default_pool

    return asyncio.wrap_future((executor or default_pool()).submit(func, *args), loop=self)


async def to_thread(func: Callable[..., Result], /, *args: object, **kwargs: object) -> Result:
    """Run `func` in a thread, with the context of who waits; this is `asyncio.to_thread`."""
    context = contextvars.copy_context()
    call = functools.partial(func, *args, **kwargs)
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, _threads.run_in, context, call)


def adapt(module: ModuleType) -> None:
    """Put ours in the place of the module's own."""
    if host.can_switch_stacks():
        type(asyncio.get_event_loop()).run_in_executor = run_in_executor  # type: ignore[method-assign]
        for name in ("asyncio", "asyncio.threads"):
            sys.modules[name].to_thread = to_thread  # type: ignore[attr-defined]
    for place in (asyncio, module):
        place.Runner = Runner  # type: ignore[attr-defined]
        place.run = run  # type: ignore[attr-defined]
