"""What a worker and the page call of each other: `__export__` and `sync` of PyScript."""

import asyncio
import builtins
import inspect
import sys
import traceback
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from pagelet import blocking, output
from pagelet._host import host
from pagelet.errors import PageletError

_functions: dict[str, Callable[..., object]] = {}
_over: asyncio.Event | None = None


class ExportError(PageletError, LookupError):
    """A name in `__export__` that the program does not have."""


class WorkerError(RuntimeError):
    """Something went wrong in a worker, or in the page that it called.

    It is also an error of the kind that was raised there, if that is one of Python's own; its
    message ends with the traceback from there.
    """


def _has_run() -> asyncio.Event:
    global _over
    if _over is None:
        _over = asyncio.Event()
    return _over


def offer(name: str, function: Callable[..., object]) -> None:
    """Let the page call `function` by this name."""
    _functions[name] = function


def withdraw(name: str) -> None:
    """Undo `offer`.

    Raises:
        KeyError: nothing has this name.
    """
    del _functions[name]


def offered() -> list[str]:
    """Return the names of what the page may call."""
    return sorted(_functions)


def take(names: Mapping[str, Any], *, everything: bool = False) -> None:
    """Offer what the program lists in `__export__`, or else, if asked, all its functions.

    Raises:
        ExportError: it has no such name.
    """
    own = [
        name
        for name, value in names.items()
        if callable(value) and name[0] != "_" and getattr(value, "__module__", "") == "__main__"
    ]
    exported = names.get("__export__", own if everything else ())
    try:
        for name in [exported] if isinstance(exported, str) else exported:
            if name not in names:
                raise ExportError(
                    f"The worker exports '{name}', but has nothing of that name.",
                    where="__export__",
                    hint="Write the names of functions of this file, in quotes: "
                    '__export__ = ["work"].',
                )
            offer(name, names[name])
    finally:
        _has_run().set()


def give_up() -> None:
    """Say that the program has failed: there will be no more functions."""
    _has_run().set()


async def call(name: str, args: Any) -> dict[str, object]:
    """Call one of the functions for the page; return its value, or the error."""
    if name not in _functions:
        await _has_run().wait()
    return await answer(_functions.get(name) or _nothing(name), args)


def _nothing(name: str) -> Callable[..., object]:
    def missing(*_args: object) -> object:
        there = ", ".join(offered()) or "nothing"
        raise AttributeError(f"the worker exports no '{name}'; it exports {there}")

    return missing


async def answer(function: Callable[..., object], args: Any) -> dict[str, object]:
    """Call a function for the other side; return its value, or the error."""
    try:
        result = function(*(arrived(arg) for arg in args))
        value = await result if inspect.isawaitable(result) else result
        return {"is_answer": True, "value": host.to_plain(value)}
    except BaseException as error:  # noqa: BLE001 - it is raised again where the function was called
        output.current().flush()
        return {"is_answer": True, "error": told(error)}


def hear(handler: Callable[[Any], object]) -> None:
    """Call `handler` with each message that the page posts, as an object with `data`."""
    host.on_post(output.bind(lambda message: handler(SimpleNamespace(data=arrived(message)))))


def told(error: BaseException) -> dict[str, str]:
    """Return what is told of an error on the other side."""
    step = error.__traceback__
    while step and step.tb_frame.f_code.co_filename == told.__code__.co_filename:
        step = step.tb_next
    lines = traceback.format_exception(type(error), error, step) if step else []
    return {"type": type(error).__name__, "text": str(error), "traceback": "".join(lines).strip()}


def raised(kind: str, text: str, trace: str, side: str = "worker") -> WorkerError:
    """Return the error to raise here for one that was raised on the other side."""
    base = getattr(builtins, kind, None)
    message = f"{text}\n\nIn the {side}:\n{trace}" if trace else text
    if isinstance(base, type) and issubclass(base, Exception) and base is not Exception:
        try:
            # KeyError would show the message as it is written in code.
            body = {"__str__": lambda self: str(self.args[0])}
            made: WorkerError = type(kind, (WorkerError, base), body)(message)
        except TypeError:
            # UnicodeDecodeError and the like want more than a message.
            return WorkerError(f"{kind}: {message}")
        return made
    return WorkerError(message if kind == "WorkerError" else f"{kind}: {message}")


class Table(dict[str, Any]):
    """A dict from the other side; as an object of JavaScript it has attributes and `to_py()`."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def to_py(self, **_options: object) -> dict[str, Any]:
        """Return it as an ordinary dict."""
        return dict(self)


class Row(list[Any]):
    """A list from the other side, with `to_py()`."""

    def to_py(self, **_options: object) -> list[Any]:
        """Return it as an ordinary list."""
        return list(self)


class Bytes(bytes):
    """Bytes from the other side, with `to_py()` and `to_bytes()`."""

    def to_py(self, **_options: object) -> memoryview:
        """Return them as Pyodide does."""
        return memoryview(self)

    def to_bytes(self) -> bytes:
        """Return them as ordinary bytes."""
        return bytes(self)


def arrived(value: Any) -> Any:
    """Return a value that has crossed: plain data as Python's own, all else as it is."""
    if isinstance(value, list):
        return Row(arrived(item) for item in value)
    if not hasattr(value, "js_id"):
        return value
    if value.typeof == "function":
        return _callable(value)
    if getattr(value, "nodeType", None) is None and hasattr(value, "to_py"):
        return _own(value.to_py(default_converter=lambda each, *_: each))
    return value


def _callable(function: Any) -> Callable[..., Any]:
    """Return a function of the other side as one of Python's: `await` it, or it waits by itself."""

    def called(*args: object) -> Any:
        return _waited(_result(function(*args)), sys._getframe(1))

    return called


async def _result(given: Any) -> Any:
    try:
        value = arrived(await given if inspect.isawaitable(given) else given)
    except Exception as error:
        if type(error).__name__ != "JsException":
            raise
        raise WorkerError(
            f"{getattr(error, 'name', 'Error')}: {getattr(error, 'message', error)}"
        ) from None
    if isinstance(value, Table) and "is_answer" in value:
        if "error" in value:
            told = value["error"]
            raise raised(told["type"], told["text"], told["traceback"], "page")
        return value.get("value")
    return value


def _waited(waiting: Any, frame: Any) -> Any:
    """Return what `waiting` gives, or itself where `frame` awaits it or cannot wait."""
    if _is_awaited(frame) or not host.can_wait():
        return waiting
    return blocking.wait(waiting)


def _own(value: Any) -> Any:
    if isinstance(value, dict):
        return Table({key: _own(item) for key, item in value.items()})
    if isinstance(value, list):
        return Row(_own(item) for item in value)
    if isinstance(value, memoryview):
        return Bytes(value) if value.format == "B" else value
    if getattr(value, "typeof", "") == "function":
        return _callable(value)
    return value


class Sync:
    """`pyscript.sync` in a worker: set functions for the page, call those that the page has set."""

    def __setattr__(self, name: str, value: Callable[..., object]) -> None:
        offer(name, value)

    def __delattr__(self, name: str) -> None:
        withdraw(name)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call_page(*args: object) -> Any:
            return _waited(_result(host.call_page(name, args)), sys._getframe(1))

        call_page.__name__ = name
        return call_page

    def sleep(self, seconds: float) -> Any:
        """Wait."""
        return _waited(asyncio.sleep(seconds), sys._getframe(1))

    def __repr__(self) -> str:
        return f"<pyscript.sync: the page may call {', '.join(offered()) or 'nothing'}>"

    def __dir__(self) -> list[str]:
        return [*offered(), "sleep"]


def _is_awaited(frame: Any) -> bool:
    """Return whether what is called in `frame` just now stands behind `await`."""
    import opcode

    code, at = frame.f_code.co_code, frame.f_lasti
    width = 2 + 2 * _caches(opcode, code[at])
    following = code[at + width : at + width + 1]
    return bool(following) and opcode.opname[following[0]] == "GET_AWAITABLE"


def _caches(opcode: Any, op: int) -> int:
    name = opcode.opname[op]
    return int(opcode._inline_cache_entries.get(name, 0))


sync = Sync()
