"""`threading` in a page: its events, conditions and locks wait as `time.sleep` does."""

from types import ModuleType

from pagelet import _locks


def adapt(module: ModuleType) -> None:
    """Let all of `threading` that waits use our lock; all else stays Python's own."""
    for name in ("_allocate_lock", "_LockType", "Lock"):
        if hasattr(module, name):
            setattr(module, name, _locks.Lock)
