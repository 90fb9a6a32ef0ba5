"""The layer below PyScript: the names that pages import from it."""

from collections.abc import Callable
from typing import Any

import js
from js import JSON
from pyscript import js_modules
from pyscript.workers import PyWorker as XWorker
from pyscript.workers import workers

from pagelet import exports
from pagelet._host import host
from pagelet.storage import Storage


async def storage(name: str) -> Any:
    """Return the storage with this name."""
    return Storage(await host.open_entries(f"IDBMap/{name}"))


async def lazy_py_modules(*names: str) -> list[Any]:
    """Return the Python modules with these names; packages that are missing are installed."""
    from pyscript.context import py_import

    return list(await py_import(*names))


class _Xworker:
    """A worker, as its own code sees it."""

    @property
    def sync(self) -> Any:
        """What the page and this worker offer to each other."""
        from pyscript.context import sync

        return sync

    @property
    def window(self) -> Any:
        """The page's window."""
        return js.window

    def postMessage(self, message: object) -> None:  # noqa: N802 - the web's name
        """Send a message to the page, for `onmessage` of what it has of this worker."""
        host.post(message)

    def __setattr__(self, name: str, value: Callable[..., object]) -> None:
        if name != "onmessage":
            raise AttributeError(f"xworker has no '{name}' to be set; it has onmessage")
        exports.hear(value)


def __getattr__(name: str) -> Any:
    if name == "config":
        from pyscript import config

        return config
    if name == "currentScript":
        return js.document.currentScript
    if name == "xworker":
        return _Xworker()
    if name == "ffi":
        from pyscript import ffi

        return ffi
    if name == "target":
        from pyscript.context import current_target

        return current_target()
    if name in ("IDBMap", "IDBMapSync"):
        raise AttributeError(
            f"polyscript.{name} is not here: use pyscript.storage, which keeps data"
        )
    raise AttributeError(f"module 'polyscript' has no attribute '{name}'")


__all__ = [
    "JSON",
    "XWorker",
    "config",  # noqa: F822 - by __getattr__
    "currentScript",  # noqa: F822 - by __getattr__
    "ffi",  # noqa: F822 - by __getattr__
    "js_modules",
    "lazy_py_modules",
    "storage",
    "target",  # noqa: F822 - by __getattr__
    "workers",
    "xworker",  # noqa: F822 - by __getattr__
]
