"""`threading` in a page: the functions of the operating system that it stands on are replaced."""

import importlib
import sys
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

from pagelet import _locks, _threads, output


def adapt(module: Any) -> None:
    """Let `threading` and `_thread` use our threads and locks; all else stays Python's own."""
    module._main_thread._handle = _threads.Handle(_threads.MAIN)
    _put(
        module,
        _start_joinable_thread=_threads.start_joinable_thread,
        _allocate_lock=_locks.Lock,
        _LockType=_locks.Lock,
        Lock=_locks.Lock,
        # Python's own, made of Lock, instead of the one in C.
        _CRLock=None,
        _ThreadHandle=_threads.Handle,
        _make_thread_handle=_threads.Handle,
        get_ident=_threads.get_ident,
        excepthook=show,
        __excepthook__=show,
        _make_invoke_excepthook=_quiet_at_the_end(module._make_invoke_excepthook),
    )
    _put(
        sys.modules["_thread"],
        start_joinable_thread=_threads.start_joinable_thread,
        start_new_thread=_threads.start_new_thread,
        start_new=_threads.start_new_thread,
        allocate_lock=_locks.Lock,
        allocate=_locks.Lock,
        LockType=_locks.Lock,
        lock=_locks.Lock,
        _ThreadHandle=_threads.Handle,
        _make_thread_handle=_threads.Handle,
        get_ident=_threads.get_ident,
        _excepthook=show,
    )
    from _threading_local import local

    module.local = local


def _put(module: ModuleType, **values: object) -> None:
    for name, value in values.items():
        if hasattr(module, name):
            setattr(module, name, value)


def _quiet_at_the_end(make: Callable[[], Callable[[Any], None]]) -> Callable[[], object]:
    """Let no hook hear of the KeyboardInterrupt by which Pagelet ends a thread."""

    def make_invoke() -> Callable[[Any], None]:
        invoke = make()

        def invoke_hook(thread: Any) -> None:
            if not _threads.is_end(sys.exc_info()[1]):
                invoke(thread)

        return invoke_hook

    return make_invoke


def show(args: SimpleNamespace) -> None:
    """Show the error that ended a thread; this is `threading.excepthook` in a page."""
    if isinstance(args.exc_value, SystemExit):
        return
    error = args.exc_value if args.exc_value is not None else args.exc_type()
    output.current().show_error(error)


def finish() -> None:
    """Wait for the threads of a program that has come to its end, as Python does."""
    for leave in reversed(sys.modules["threading"]._threading_atexits):
        leave()
    _threads.join_all()


def begin_anew() -> None:
    """Let the next program, in the same Python, find `threading` as at its start."""
    threading: Any = sys.modules["threading"]
    threading.excepthook = show
    if "concurrent.futures.thread" in sys.modules:
        importlib.import_module("pagelet._adapters.pools").reopen()
