"""Where the code runs, and what it can reach from there."""

import importlib
import sys
from types import ModuleType
from typing import Any

from pagelet import installer, output
from pagelet._host import host
from pagelet.preparation import page_config

from .util import NotSupported

RUNNING_IN_WORKER = host.is_of_tag

sync: Any
if RUNNING_IN_WORKER:
    from pagelet.exports import sync
else:
    sync = NotSupported(
        "pyscript.sync", "pyscript.sync works inside workers: this code runs in the page itself."
    )


def current_target() -> str:
    """Return the id of the element that the running tag's output goes to."""
    return str(output.current().node.id)


async def js_import(*urls: str) -> list[Any]:
    """Return the JavaScript modules at these addresses."""
    return [await host.import_module(url) for url in urls]


async def py_import(*names: str) -> list[ModuleType]:
    """Return the Python modules with these names; packages that are missing are installed.

    Raises:
        ModuleNotFoundError: there is no such module, also in what was installed.
    """
    missing = [name for name in names if not _is_there(name)]
    if missing:
        await installer.install(missing, None)
        importlib.invalidate_caches()
    return [importlib.import_module(_module_name(name)) for name in names]


def _is_there(name: str) -> bool:
    from importlib.util import find_spec

    module = _module_name(name)
    return module in sys.modules or find_spec(module.partition(".")[0]) is not None


def _module_name(name: str) -> str:
    """Return what to import: a wheel's address and a requirement begin with the package's name."""
    import re

    file = name.rpartition("/")[2]
    match = re.match(r"[A-Za-z0-9_.]+", file.replace("-", "_") if "/" not in name else file)
    return match[0] if match else name


def __getattr__(name: str) -> Any:
    if name == "config":
        return {**page_config(), "type": "py"}
    if name in ("document", "window"):
        import pagelet

        return getattr(pagelet, name)
    if name == "js_modules":
        # It looks at what the configuration has brought when it is imported.
        return importlib.import_module("pyscript.js_modules")
    if name == "PyWorker":
        from .workers import PyWorker

        return PyWorker
    raise AttributeError(f"module 'pyscript.context' has no attribute '{name}'")


__all__ = [
    "RUNNING_IN_WORKER",
    "PyWorker",  # noqa: F822 - by __getattr__
    "config",  # noqa: F822 - by __getattr__
    "current_target",
    "document",  # noqa: F822 - by __getattr__
    "js_import",
    "js_modules",  # noqa: F822 - by __getattr__
    "py_import",
    "sync",
    "window",  # noqa: F822 - by __getattr__
]
