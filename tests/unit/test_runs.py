"""A run of code ends, whatever goes wrong in it or around it; and what must not be put aside."""

import asyncio
import importlib
import sys
from abc import ABC
from collections.abc import Iterator
from typing import Any

import pytest

from pagelet import _run, _stopper
from pagelet._host import host
from pagelet.output import Output


@pytest.fixture
def out() -> Iterator[Output]:
    node = host.document.createElement("div")
    host.document.body.append(node)
    yield Output(node)
    node.remove()


def end_of(out: Output, work: Any, **options: Any) -> _run.End:
    """Run `work` and return how that ended."""

    async def run() -> _run.End:
        return await asyncio.wait_for(_run.Run(out, work, **options).until_over(), 60)

    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(run())
    finally:
        loop.close()


async def nothing() -> None:
    """Do nothing."""


async def divide() -> None:
    """Fail."""
    divmod(1, 0)


def test_a_run_ends_although_what_follows_it_fails(out: Output) -> None:
    def finish() -> None:
        raise ValueError("at the end")

    assert end_of(out, nothing, finish=finish) == "failed"
    assert "ValueError: at the end" in out.node.textContent


@pytest.mark.parametrize("steps", range(3))
def test_stop_is_heard_before_the_first_step_and_between_any_two(out: Output, steps: int) -> None:
    """Where the page is busy, a person can press Stop before the code has begun."""
    begun = []

    async def work() -> None:
        begun.append(True)
        await asyncio.Event().wait()

    async def run() -> _run.End:
        running = _run.Run(out, work)
        over = asyncio.ensure_future(running.until_over())
        # In its first turn it makes a task, which has not begun then.
        await asyncio.sleep(0)
        for _ in range(steps):
            await asyncio.sleep(0)
        running.stop()
        return await asyncio.wait_for(over, 10)

    loop = asyncio.new_event_loop()
    try:
        assert loop.run_until_complete(run()) == "stopped"
    finally:
        loop.close()
    assert begun == [True] * min(steps, 1)


def test_a_run_ends_although_its_error_cannot_be_marked(out: Output) -> None:
    def mark(_: BaseException) -> None:
        raise ValueError("no such line")

    assert end_of(out, divide, on_error=mark) == "failed"
    assert "divided by zero" in out.node.textContent
    assert "no such line" in out.node.textContent


class Finder:
    """Looks, while a module is imported, whether that import is one of ours."""

    def __init__(self) -> None:
        self.found: dict[str, bool] = {}

    def find_spec(self, name: str, *_: object) -> None:
        self.found[name] = _stopper.is_import_of_ours(sys._getframe())


def importing(module: str, asked_by: str) -> None:
    """Import `module` from a module with the name `asked_by`."""
    exec(f"import {module}", {"__name__": asked_by})


def test_it_is_known_who_has_asked_for_an_import(monkeypatch: pytest.MonkeyPatch) -> None:
    finder = Finder()
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])
    with pytest.raises(ImportError):
        importing("this_is_ours", "pagelet.explain")
    with pytest.raises(ImportError):
        importing("this_is_theirs", "__main__")
    with pytest.raises(ImportError):
        exec(
            "importlib.import_module('this_is_ours_too')",
            {"__name__": "pagelet.tags", "importlib": importlib},
        )

    assert finder.found == {"this_is_ours": True, "this_is_theirs": False, "this_is_ours_too": True}


def test_without_an_import_no_step_is_looked_at() -> None:
    assert not _stopper.is_import_of_ours(sys._getframe())


def test_only_kinds_that_the_host_asks_for_are_told_without_an_interrupt() -> None:
    found: list[bool] = []

    class Kind(ABC):  # noqa: B024 - only what it is asked matters
        @classmethod
        def __subclasshook__(cls, other: type) -> bool:
            found.append(_stopper.is_asked_by_host(sys._getframe()))
            return True

    for module in ("pagelet._host.browser", "__main__"):
        # A class that was asked for before is remembered.
        names = {"__name__": module, "Kind": Kind, "thing": type("Thing", (), {})()}
        exec("assert isinstance(thing, Kind)", names)

    assert found == [True, False]
    assert not _stopper.is_asked_by_host(sys._getframe())
