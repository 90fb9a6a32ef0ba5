"""The JavaScript that canvases and sounds stand on, brought in when it is needed."""

from typing import Any

from pagelet._host import host

_FOLDER = "canvas/"
_modules: dict[str, Any] = {}


async def load(name: str) -> Any:
    """Return one of our JavaScript modules."""
    if name not in _modules:
        _modules[name] = await host.import_module(f"{host.asset_base}{_FOLDER}{name}.js")
    return _modules[name]


async def load_painter() -> Any:
    """Return the module that paints."""
    return await load("main")


def painter_module() -> Any:
    """Return the module that paints, or None while it is not there."""
    return _modules.get("main")


def forget() -> None:
    """Bring them in anew: for tests, each with a host of its own."""
    _modules.clear()
