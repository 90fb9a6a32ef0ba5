"""Pools of threads: the one behind `asyncio.to_thread`, and what becomes of pools at the end."""

import importlib
import logging
import sys
from typing import TYPE_CHECKING, Any

from pagelet import _threads

if TYPE_CHECKING:
    import concurrent.futures.thread as pools

# Imported late: what adapts it is this module, which would be half-way through its own import.
_POOLS = "concurrent.futures.thread"

_default: "pools.ThreadPoolExecutor | None" = None


def default_pool() -> "pools.ThreadPoolExecutor":
    """Return the pool for those who name none."""
    global _default
    if _default is None:
        pools = importlib.import_module(_POOLS)
        _default = pools.ThreadPoolExecutor(thread_name_prefix="asyncio")
    return _default


def reopen() -> None:
    """Let the next program, in the same Python, make pools of its own."""
    global _default
    _default = None
    pools: Any = sys.modules[_POOLS]
    pools._shutdown = False
    pools._threads_queues.clear()


def adapt(_module: object) -> None:
    """Keep quiet about the workers of a pool that end with their program."""

    def is_fault(record: logging.LogRecord) -> bool:
        return not (record.exc_info and _threads.is_end(record.exc_info[1]))

    logging.getLogger("concurrent.futures").addFilter(is_fault)
