"""PyScript's package, for pages that were written for it: a thin skin over `pagelet`."""

from typing import Any

from pagelet import HTML, Event, display, document, when, window
from pagelet import output as _output
from pagelet.tags import page_config

RUNNING_IN_WORKER = False


def current_target() -> str:
    """Return the id of the element that the running tag's output goes to."""
    return str(_output.current().node.id)


def __getattr__(name: str) -> Any:
    if name == "config":
        # A fresh copy, as in PyScript: changing it changes nothing.
        return {**page_config(), "type": "py"}
    raise AttributeError(f"module 'pyscript' has no attribute '{name}'")


__all__ = [
    "HTML",
    "RUNNING_IN_WORKER",
    "Event",
    "config",
    "current_target",
    "display",
    "document",
    "when",
    "window",
]
