"""`queue` in a page: Python's own `SimpleQueue`, which stands on our lock, not the one in C."""

from types import ModuleType


def adapt(module: ModuleType) -> None:
    """Let all queues wait as `threading` does."""
    module.SimpleQueue = module._PySimpleQueue  # type: ignore[attr-defined]
