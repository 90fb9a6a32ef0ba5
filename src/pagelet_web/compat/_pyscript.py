"""What PyScript's own package is made of; pages import the runtime and its files from here."""

from typing import Any

import pyodide_js as interpreter
from pyscript.context import current_target, js_import
from pyscript.workers import PyWorker

fs: Any = interpreter.FS


def target() -> str:
    """Return the id of the element that the running tag's output goes to."""
    return str(current_target())


__all__ = ["PyWorker", "fs", "interpreter", "js_import", "target"]
