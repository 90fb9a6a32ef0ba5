"""Makes modules that expect an operating system work in a page, as soon as a program imports them.

Nothing is imported for a program that does not need it.
"""

import importlib
import importlib.abc
import importlib.util
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

# Module → ours, whose `adapt(module)` is called right after the module's own code has run.
ADAPTERS = {
    "asyncio.runners": "pagelet._adapters.event_loop",
    "concurrent.futures.thread": "pagelet._adapters.pools",
    "getpass": "pagelet._adapters.passwords",
    "http.client": "pagelet._adapters.http_client",
    "httpx._transports.default": "pagelet._adapters.httpx_transports",
    "matplotlib.pyplot": "pagelet._adapters.pyplot",
    "pdb": "pagelet._adapters.debugger",
    "pygame": "pagelet._adapters.pygame_loops",
    "queue": "pagelet._adapters.queues",
    "subprocess": "pagelet._adapters.processes",
    "threading": "pagelet._adapters.threads",
    "urllib3.connection": "pagelet._adapters.urllib3_connections",
    "urllib3.contrib.emscripten": "pagelet._adapters.urllib3_browser",
    "webbrowser": "pagelet._adapters.web_browser",
}


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the modules in ADAPTERS with the other finders and adapts what they load."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in ADAPTERS:
            return None
        for finder in sys.meta_path:
            if finder is self:
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None and spec.loader is not None:
                spec.loader = _Loader(spec.loader, ADAPTERS[name])
                return spec
        return None


class _Loader(importlib.abc.Loader):
    """Loads a module as its own loader does, then adapts it."""

    def __init__(self, loader: importlib.abc.Loader, adapter: str) -> None:
        self._loader = loader
        self._adapter = adapter

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        importlib.import_module(self._adapter).adapt(module)

    def __getattr__(self, name: str) -> object:
        # What else a loader can do (source, data files) is the other loader's to do.
        return getattr(self._loader, name)


def install() -> None:
    """Adapt the modules from now on, and those that are loaded already."""
    sys.meta_path.insert(0, _Finder())
    for name, adapter in ADAPTERS.items():
        if module := sys.modules.get(name):
            importlib.import_module(adapter).adapt(module)
