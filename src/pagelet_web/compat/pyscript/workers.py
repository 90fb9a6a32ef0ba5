"""Python in workers, seen from the page."""

from .util import NotSupported

_REASON = (
    "Workers cannot be started yet. Run the code in the page: "
    "there it may compute and wait as long as it likes, and the page stays alive."
)

PyWorker = NotSupported("pyscript.PyWorker", _REASON)
create_named_worker = NotSupported("pyscript.create_named_worker", _REASON)
workers = NotSupported("pyscript.workers", _REASON)

__all__ = ["PyWorker", "create_named_worker", "workers"]
