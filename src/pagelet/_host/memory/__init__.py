"""The contract without a browser: for tests, and to write HTML as text."""

from pagelet._host.memory.host import MemoryHost

__all__ = ["MemoryHost"]
