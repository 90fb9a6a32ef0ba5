"""Warns before memory runs out, and ends what fills it while there is still room to say so.

The browser says no only when nothing is left, not even for telling about it. So memory has two
limits here: beyond the first one a program gets a MemoryError at its next breath; beyond the second
one nothing more is given, but for telling what happened.
"""

import contextlib
import gc
import time
from collections.abc import Iterator
from types import FrameType

from pagelet import _stopper
from pagelet._host import host

MB = 1024 * 1024
# What is given only for telling that memory is full; less of a small one.
RESERVE = 64 * MB
# What is kept from a program, so that the event loop can work in each breath.
ROOM = 4 * MB
# At which part of the limit the person is warned, and the program ended.
WARNING, FULL = 0.75, 0.93
# What is worth naming, and emptying when memory is full, as a part of the limit.
LARGE = 0.1
# Looking into memory takes the longer the more there is; it may cost this part of the time.
EFFORT = 0.01
# But each time that a program has taken this part of the limit more, it may be nearly full.
GROWTH = 0.04

_whole = _limit = _reserve = 0
_next_look = 0.0
_taken_at_look = 0
# Where the room is that is kept from a program, 0 if none is kept. It is kept from the beginning:
# some programs fill memory faster than they breathe.
_room = 0


def set_limit(size: int | None = None) -> None:
    """Let Python have at most `size` bytes; without it, as many as the browser can give."""
    global _whole, _limit, _reserve, _next_look, _taken_at_look
    _whole = min(size or host.most_memory, host.most_memory)
    _reserve = min(RESERVE, _whole // 8)
    _limit = _whole - _reserve
    _next_look, _taken_at_look = 0.0, 0
    _close_reserve()


def limit_in_words() -> str:
    """Return how much memory Python has here, as a person reads it."""
    return f"{(_whole or host.most_memory) // MB:,} MB"


def begin_breath(frame: FrameType | None) -> tuple[str, bool]:
    """Make room for what the page does while the program stands still.

    Returns:
        A warning, the first time that a program needs most of the memory; and whether there is
        hardly anything left.
    """
    global _next_look, _taken_at_look
    taken = host.memory_taken()
    if taken < WARNING * _limit:
        return "", False
    _open_reserve()
    start = time.monotonic()
    if start < _next_look and taken < _taken_at_look + GROWTH * _limit:
        return "", False
    _taken_at_look = taken
    used = host.memory_used()
    _next_look = start + (time.monotonic() - start) / EFFORT
    stopper = _stopper.current().whole
    if used < WARNING * _limit or stopper.has_warned:
        return "", used >= FULL * _limit
    stopper.has_warned = True
    # Here, because hardly any program needs it.
    from pagelet import _fillers

    largest = next(iter(_fillers.largest(_steps(frame), LARGE * _limit)), None)
    warning = (
        f"Memory is getting full: {used // MB:,} MB of {_limit // MB:,} MB are in use. "
        + (f"Most of it is in {largest.described()}. " if largest else "")
        + "The program ends when it needs much more."
    )
    return warning, used >= FULL * _limit


def end_breath() -> None:
    """Keep the room from the program."""
    if host.memory_taken() >= WARNING * _limit:
        _close_reserve()


def make_room(error: BaseException) -> None:
    """Open the reserve if `error` says that memory is full; `told` closes it.

    Whoever shows errors calls it before anything else, which might need memory itself.
    """
    if isinstance(error, MemoryError):
        _open_reserve()


def _open_reserve() -> None:
    global _room
    if _room:
        host.give_back(_room)
        _room = 0
    host.limit_memory(_limit + _reserve)


def _close_reserve() -> None:
    global _room
    _room = _room or host.keep(ROOM)
    host.limit_memory(_limit)


@contextlib.contextmanager
def told(error: BaseException) -> Iterator[None]:
    """Let `error` be told to a person, also where it is that memory is full.

    What has filled memory is noted in it, and emptied if hardly anything is left: others go on in
    the same page. The reserve may be used as long as this lasts.
    """
    if not isinstance(error, MemoryError):
        yield
        return
    _open_reserve()
    try:
        _relieve(error)
        yield
    finally:
        _close_reserve()


def _relieve(error: MemoryError) -> None:
    steps = []
    # The program's steps may be in an earlier one, if memory was too full for telling that.
    cause: BaseException | None = error
    while cause:
        traceback = cause.__traceback__
        while traceback:
            steps.append(traceback.tb_frame)
            traceback = traceback.tb_next
        cause = cause.__context__
    try:
        from pagelet import _fillers

        fillers = _fillers.largest(
            (frame for frame in reversed(steps) if not _stopper.is_ours(frame)), LARGE * _limit
        )
        if fillers:
            error.filler = fillers[0].described()  # type: ignore[attr-defined]
        if host.memory_used() >= WARNING * _limit:
            for filler in fillers:
                filler.empty()
            error.was_emptied = bool(fillers)  # type: ignore[attr-defined]
    except BaseException:  # noqa: BLE001, S110 - then it is told without: nothing may hide the error
        pass


def begin_anew() -> None:
    """Free what a program that is over has left behind in circles, if there is much."""
    if host.memory_taken() >= WARNING * _limit:
        gc.collect()


def _steps(frame: FrameType | None) -> Iterator[FrameType]:
    while frame:
        if not _stopper.is_ours(frame):
            yield frame
        frame = frame.f_back
