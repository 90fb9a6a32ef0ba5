"""The JavaScript modules that the configuration names: `from pyscript.js_modules.lib import x`."""

import sys
from types import ModuleType
from typing import Any

from pagelet import javascript as _javascript

# So that Python looks here for `pyscript.js_modules.NAME`; what it is to find is in sys.modules.
__path__: list[str] = []


class _Module(ModuleType):
    """A JavaScript module, as Python sees a module."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            # Python itself asks for such names when it imports.
            return None
        try:
            return getattr(_javascript.modules[self.__name__.rpartition(".")[2]], name)
        except AttributeError:
            have = ", ".join(dir(_javascript.modules[self.__name__.rpartition(".")[2]]))
            raise AttributeError(
                f"the JavaScript module '{self.__name__}' exports no '{name}'; it has {have}"
            ) from None


for _name in _javascript.modules:
    sys.modules[f"{__name__}.{_name}"] = _Module(f"{__name__}.{_name}")


def __getattr__(name: str) -> Any:
    if name in _javascript.modules:
        return _javascript.modules[name]
    if name.startswith("__"):
        raise AttributeError(name)
    known = ", ".join(_javascript.modules) or "none"
    raise AttributeError(
        f"the configuration names no JavaScript module '{name}' for the page; it names {known}"
    )
