"""The lock that `threading` and `queue` stand on in a page."""

import pytest

from pagelet import _locks


def test_a_lock_is_held_by_one_and_given_back_once() -> None:
    lock = _locks.Lock()

    with lock:
        assert (lock.locked(), lock.acquire(blocking=False)) == (True, False)
        assert lock.acquire(timeout=0) is False
        assert repr(lock).startswith("<locked Lock object")
    assert not lock.locked()
    with pytest.raises(RuntimeError, match=r"^release unlocked lock$"):
        lock.release()


def test_a_lock_is_waited_for_no_longer_than_asked() -> None:
    lock = _locks.Lock()
    lock.acquire()

    assert lock.acquire(timeout=0.001) is False
    assert lock.locked()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"blocking": False, "timeout": 1}, "can't specify a timeout for a non-blocking call"),
        ({"timeout": -3}, "timeout value must be a non-negative number"),
    ],
)
def test_a_lock_refuses_what_python_s_own_refuses(
    arguments: dict[str, float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        _locks.Lock().acquire(**arguments)  # type: ignore[arg-type]
