"""`atexit` in a page: what a program has registered is called when it ends, and not in later runs.

Python itself goes on after the program. What modules registered that stay loaded (`logging`), is
called at the end of every program.
"""

import atexit
import logging
import sys
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from pagelet import _stopper, output

Function = TypeVar("Function", bound=Callable[..., object])


@dataclass
class _Exit:
    """A function that is called at the end, and with what."""

    function: Callable[..., object]
    args: tuple[object, ...]
    kwargs: dict[str, object]
    module: str


_exits: list[_Exit] = []


def register(function: Function, /, *args: object, **kwargs: object) -> Function:
    """Let `function` be called when the program ends; this is `atexit.register` in a page."""
    if not callable(function):
        raise TypeError("the first argument must be callable")
    module = str(sys._getframe(1).f_globals.get("__name__", "__main__"))
    _exits.append(_Exit(function, args, kwargs, module))
    return function


def unregister(function: Callable[..., object], /) -> None:
    """Let `function` not be called any more; this is `atexit.unregister` in a page."""
    _exits[:] = [each for each in _exits if each.function != function]


def _clear() -> None:
    _exits.clear()


def _ncallbacks() -> int:
    return len(_exits)


def _run_exitfuncs() -> None:
    call_all(lambda module: False)


def install() -> None:
    """Put ours in the place of Python's own, which are called when Python ends, not a program."""
    module: Any = atexit
    for each in (register, unregister, _clear, _ncallbacks, _run_exitfuncs):
        setattr(module, each.__name__, each)


def call_all(lasts: Callable[[str], bool]) -> None:
    """Call all functions, the last one first, and forget those of modules that do not last.

    One that fails is shown, and the others are called all the same.

    Raises:
        KeyboardInterrupt: the person pressed Stop; those that are left are not called.
    """
    lasting = [each for each in _exits if lasts(each.module)]
    try:
        # They may register others, which are next.
        while _exits:
            _call(_exits.pop())
        _end_library()
    finally:
        _exits[:] = lasting


def forget(lasts: Callable[[str], bool]) -> None:
    """Forget the functions of a program that did not live to call them."""
    _exits[:] = [each for each in _exits if lasts(each.module)]


def _call(each: _Exit) -> None:
    try:
        each.function(*each.args, **each.kwargs)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt) and _stopper.was_stopped():
            raise
        place = output.current()
        place.write(f"Exception ignored in atexit callback {each.function!r}:\n", "stderr")
        place.show_error(error)


def _end_library() -> None:
    """Do what these modules have registered before we came."""
    finalize: Any = weakref.finalize
    finalize._exitfunc()
    # The next program has finalizers again.
    finalize._shutdown = False
    logging.shutdown()


def begin_anew() -> None:
    """Let the next program find `logging` as at its start: what it wrote to is closed."""
    for logger in (logging.root, *logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            # Libraries give their own such a one, once.
            logger.handlers[:] = [
                each for each in logger.handlers if isinstance(each, logging.NullHandler)
            ]
    logging.root.setLevel(logging.WARNING)
