"""The layer below PyScript: the names that pages import from it."""

from typing import Any

import js
from js import JSON
from pyscript import js_modules
from pyscript.workers import PyWorker as XWorker
from pyscript.workers import workers

from pagelet.storage import Storage


async def storage(name: str) -> Any:
    """Return the storage with this name."""
    from pagelet._host import host

    return Storage(await host.open_entries(f"IDBMap/{name}"))


async def lazy_py_modules(*names: str) -> list[Any]:
    """Return the Python modules with these names; packages that are missing are installed."""
    from pyscript.context import py_import

    return list(await py_import(*names))


def __getattr__(name: str) -> Any:
    if name == "config":
        from pyscript import config

        return config
    if name == "currentScript":
        return js.document.currentScript
    if name == "xworker":
        from types import SimpleNamespace

        from pyscript import context

        return SimpleNamespace(sync=context.sync, window=context.window)
    raise AttributeError(f"module 'polyscript' has no attribute '{name}'")


__all__ = [
    "JSON",
    "XWorker",
    "config",  # noqa: F822 - by __getattr__
    "currentScript",  # noqa: F822 - by __getattr__
    "js_modules",
    "lazy_py_modules",
    "storage",
    "workers",
    "xworker",  # noqa: F822 - by __getattr__
]
