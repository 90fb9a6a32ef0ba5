"""Python in workers, seen from the page."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from pagelet import exports, output
from pagelet._host import host
from pagelet.exports import WorkerError


def _when_there(facade: asyncio.Future[Any], act: Callable[[Any], object]) -> None:
    """Do something with a worker, at once where it has begun."""

    async def later() -> None:
        act(await facade)

    if facade.done():
        act(facade.result())
    else:
        _changes.add(change := output.spawn(later()))
        change.add_done_callback(_changes.discard)


_changes: set[asyncio.Task[Any]] = set()


def _receiving(function: Callable[..., object]) -> Callable[..., object]:
    async def called(*args: object) -> object:
        return host.to_plain(await exports.answer(function, args))

    return called


class WorkerSync:
    """Functions that a worker and the page offer to each other."""

    _facade: asyncio.Future[Any]

    def __init__(self, facade: Awaitable[Any]) -> None:
        self.__dict__["_facade"] = asyncio.ensure_future(facade)

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        if name.startswith("__"):
            raise AttributeError(name)

        async def call(*args: object) -> Any:
            answer = await (await self._facade).call(name, list(args))
            if error := getattr(answer, "error", None):
                raise exports.raised(str(error.type), str(error.text), str(error.traceback))
            return exports.arrived(getattr(answer, "value", None))

        call.__name__ = name
        return call

    def __setattr__(self, name: str, function: object) -> None:
        offered = _receiving(function) if callable(function) else function
        _when_there(self._facade, lambda facade: setattr(facade.sync, name, offered))


class Worker:
    """A worker with a Python of its own."""

    _facade: asyncio.Future[Any]
    sync: WorkerSync

    def __init__(self, starting: Awaitable[Any]) -> None:
        self.__dict__["_facade"] = facade = asyncio.ensure_future(starting)
        self.__dict__["sync"] = WorkerSync(facade)

    @property
    def ready(self) -> Awaitable["Worker"]:
        """Wait until its code has run.

        Raises:
            WorkerError: that failed.
        """
        return self._ready()

    async def _ready(self) -> "Worker":
        problem = str(await (await self._facade).until_ready())
        if problem:
            raise WorkerError(problem)
        return self

    def terminate(self) -> None:
        """End it, wherever it is."""
        _when_there(self._facade, lambda facade: facade.terminate())

    def postMessage(self, message: object) -> None:  # noqa: N802 - the web's name
        """Send it a message, for `xworker.onmessage` of its code."""
        plain = host.to_plain(message)
        _when_there(self._facade, lambda facade: facade.postMessage(plain))

    def __getattr__(self, name: str) -> Any:
        if not self._facade.done():
            raise AttributeError(f"a worker has no '{name}' before it has started")
        return getattr(self._facade.result(), name)

    def __setattr__(self, name: str, value: object) -> None:
        _when_there(self._facade, lambda facade: setattr(facade, name, value))


def PyWorker(url: str, **options: Any) -> Worker:  # noqa: N802 - PyScript's name
    """Start a worker that runs the file at this address.

    Args:
        url: the file, relative to the page.
        options: `type` ("pyodide" or "micropython", which is the same here), `config` (a dict or
            an address), `name`.
    """
    options.setdefault("type", "pyodide")
    if not isinstance(config := options.get("config"), (str, type(None))):
        # A dict, or an object of JavaScript's.
        options["config"] = json.dumps(config if isinstance(config, Mapping) else config.to_py())

    async def start() -> Any:
        module = await host.worker_module()
        return await module.startWorker(str(url), _to_object(options))

    return Worker(start())


def _to_object(options: Mapping[str, object]) -> Any:
    return host.window.JSON.parse(json.dumps(options))


async def create_named_worker(
    src: str, name: str, config: object = None, type: str = "py"
) -> WorkerSync:
    """Start a worker with a name; return what it exports when its code has run."""
    options = {"name": name, "type": type, **({"config": config} if config else {})}
    worker = PyWorker(src, **options)
    await worker.ready
    return worker.sync


class _Workers:
    """The workers of the page by name: `await workers["name"]` gives what they export."""

    def __getitem__(self, name: str) -> Awaitable[WorkerSync]:
        return self._named(name)

    def __getattr__(self, name: str) -> Awaitable[WorkerSync]:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._named(name)

    async def _named(self, name: str) -> WorkerSync:
        module = await host.worker_module()
        facade = await module.workerNamed(name)
        worker = Worker(_as_it_is(facade))
        await worker.ready
        return worker.sync

    def __repr__(self) -> str:
        return "<workers of this page, by name>"


async def _as_it_is(value: Any) -> Any:
    return value


workers = _Workers()

__all__ = ["PyWorker", "WorkerError", "create_named_worker", "workers"]
