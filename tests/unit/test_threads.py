"""What `threading` stands on in a page."""

import pytest

from pagelet import _threads
from pagelet._host import host
from pagelet.errors import CannotWaitError


def test_a_browser_that_cannot_switch_stacks_is_told_at_the_start_of_a_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(host, "can_switch_stacks", lambda: False)

    with pytest.raises(CannotWaitError) as raised:
        _threads.start_joinable_thread(print)
    assert raised.value.what == "A thread cannot be started: this browser cannot switch stacks."
    assert raised.value.where == "threading"
    assert raised.value.hint == (
        "Use a current Chrome, Edge or Firefox; or write async functions and use "
        "asyncio.gather to do several things at a time."
    )


def test_a_thread_cannot_wait_for_its_own_end() -> None:
    with pytest.raises(RuntimeError, match=r"^Cannot join current thread$"):
        _threads.Handle(_threads.get_ident()).join()


def test_a_thread_is_waited_for_no_longer_than_asked() -> None:
    handle = _threads.Handle(-1)

    handle.join(0)
    handle.join(0.001)
    assert not handle.is_done()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((1, ()), "first arg must be callable"), ((print, []), "2nd arg must be a tuple")],
)
def test_a_thread_refuses_what_python_s_own_refuses(
    arguments: tuple[object, object], message: str
) -> None:
    with pytest.raises(TypeError, match=message):
        _threads.start_new_thread(*arguments)  # type: ignore[arg-type]
