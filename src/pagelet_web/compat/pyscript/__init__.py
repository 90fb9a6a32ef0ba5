"""PyScript's package, for pages that were written for it: a thin skin over `pagelet`.

Each name is brought in when a page asks for it, so that none costs those that do without.
"""

import importlib
import sys
from types import ModuleType
from typing import Any

from pagelet._host import host

RUNNING_IN_WORKER = host.is_of_tag

# Where each name of the package lives.
_HOMES = {
    "HTML": "display",
    "Event": "events",
    "NotSupported": "util",
    "PyWorker": "workers",
    "Storage": "storage",
    "WebSocket": "websocket",
    "create_named_worker": "workers",
    "current_target": "context",
    "display": "display",
    "document": "context",
    "fetch": "fetch",
    "js_import": "context",
    "js_modules": "context",
    "py_import": "context",
    "storage": "storage",
    "sync": "context",
    "when": "events",
    "window": "context",
    "workers": "workers",
}
_MODULES = ("ffi", "flatted", "fs", "media", "util", "web", "websocket")

__all__ = [*sorted(_HOMES), "RUNNING_IN_WORKER", "config"]


class _Package(ModuleType):
    """The package: what has the name of a module and is something else stays what it is."""

    def __setattr__(self, name: str, value: Any) -> None:
        # `import pyscript.display` would put the module in the place of the function.
        if isinstance(value, ModuleType) and name in _HOMES:
            return
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name == "config":
        from pagelet.preparation import page_config

        # A fresh copy, as in PyScript: changing it changes nothing.
        return {**page_config(), "type": "py"}
    if name == "js":
        # Not in PyScript, but in its documentation.
        return importlib.import_module("js")
    if name in _MODULES:
        return importlib.import_module(f"{__name__}.{name}")
    if name not in _HOMES:
        from difflib import get_close_matches

        near = get_close_matches(name, [*__all__, *_MODULES], n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"it has {', '.join(__all__)}"
        raise AttributeError(f"module 'pyscript' has no attribute '{name}'; {hint}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})
