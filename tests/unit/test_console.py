"""What is typed into a console runs, completes and is remembered; no page is needed for that."""

import asyncio
import builtins
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pagelet._host import host
from pagelet.console import Session, complete
from pagelet.console.editing import dedented, indent_after, without_prompts
from pagelet.console.history import History

Enter = Callable[[str], None]


@pytest.fixture
def names() -> dict[str, Any]:
    return {"__name__": "__main__"}


@pytest.fixture
def shown() -> list[object]:
    return []


@pytest.fixture
def session(names: dict[str, Any], shown: list[object]) -> Iterator[Session]:
    hook = sys.displayhook
    sys.displayhook = sys.__displayhook__
    yield Session(names, show=shown.append)
    sys.displayhook = hook
    if hasattr(builtins, "_"):
        del builtins._


@pytest.fixture
def enter(session: Session) -> Enter:
    return lambda entry: host.wait(session.run(entry))


def test_values_of_expressions_are_shown_and_kept(enter: Enter, shown: list[object]) -> None:
    enter("number = 40")
    enter("number + 2")
    enter("None")
    enter("_ * 2")

    assert shown == [42, 84]


def test_an_entry_of_several_statements_shows_each_value(enter: Enter, shown: list[object]) -> None:
    """As when several lines are pasted."""
    enter("1 + 1\nfor i in 'ab':\n    i\n\n2 + 2")

    assert shown == [2, "a", "b", 4]


def test_statements_before_a_fault_have_had_their_effect(
    enter: Enter, names: dict[str, Any]
) -> None:
    with pytest.raises(ZeroDivisionError):
        enter("a = 1\nb = 1 / 0\nc = 1")

    assert (names["a"], "c" in names) == (1, False)


def test_an_entry_that_is_not_python_has_no_effect(enter: Enter, names: dict[str, Any]) -> None:
    with pytest.raises(SyntaxError):
        enter("a = 1\nb = = 2")

    assert "a" not in names


def test_await_works_at_the_top(enter: Enter, shown: list[object]) -> None:
    enter("import asyncio")
    enter("await asyncio.sleep(0, 'slept')")

    assert shown == ["slept"]


def test_local_variables_can_be_looked_at(names: dict[str, Any]) -> None:
    shown: list[object] = []
    session = Session(names | {"x": 1}, local_names={"y": 2}, show=shown.append)
    host.wait(session.run("x + y"))

    assert shown == [3]
    assert session.complete("y").options[0] == "y"


def test_future_statements_hold_for_later_entries(enter: Enter, names: dict[str, Any]) -> None:
    enter("from __future__ import annotations")
    enter("def f(x: nothing): pass")

    assert names["f"].__annotations__ == {"x": "nothing"}


def test_an_error_names_the_entry_and_its_line(enter: Enter) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        enter("a = 1\n1 / 0")
    step = caught.traceback[-1]

    assert str(step.path).rpartition("/")[2].startswith("entry ")
    assert step.lineno == 1


@pytest.mark.parametrize(
    ("entry", "unfinished"),
    [
        ("", False),
        ("1 + 1", False),
        ("print(", True),
        ("text = '''", True),
        ("for i in range(3):", True),
        ("for i in range(3):\n    i", True),
        ("for i in range(3):\n    i\n", False),
        ("if x: pass", True),
        ("if x: pass\n", False),
        ("@decorated", True),
        ("def f():\n    pass\nf()", False),
        ("a = 1\nb = 2", False),
        ("b = = 2", False),
        ("await f()", False),
        ("async with f() as g:", True),
        ("'''a\n\n", True),
    ],
)
def test_a_block_goes_on_until_an_empty_line(
    session: Session, entry: str, unfinished: bool
) -> None:
    assert session.is_unfinished(entry) is unfinished


# Completion


class Lamp:
    """Something with names of every kind."""

    lit = False
    _secret = 1

    def switch(self) -> None:
        """Do nothing."""

    @property
    def price(self) -> int:
        raise AssertionError("completion must not compute properties")


NAMES = {"lamp": Lamp(), "lamps": [Lamp()], "shelf": {"old": Lamp()}, "länge": 3}


@pytest.mark.parametrize(
    ("before", "options"),
    [
        ("lamp.", ("lit", "price", "switch(")),
        ("lamp.s", ("switch(",)),
        ("lamp._sec", ("_secret",)),
        ("lamps[0].l", ("lit",)),
        ("shelf['old'].sw", ("switch(",)),
        ("print(lamp.pr", ("price",)),
        ("'abc'.isup", ("isupper(",)),
        ("[].app", ("append(",)),
        ("lam", ("lambda", "lamp", "lamps")),
        ("x = län", ("länge",)),
        ("whil", ("while",)),
        ("prin", ("print",)),
        ("lamp.switch().", ()),
        ("nothing.", ()),
        ("1 + ", ()),
        ("", ()),
        ("import colors", ("colorsys",)),
        ("import os, colors", ("colorsys",)),
        ("from colors", ("colorsys",)),
        ("import importlib.reso", ("resources",)),
        ("from colorsys import rgb_to_h", ("rgb_to_hls", "rgb_to_hsv")),
        ("from colorsys import rgb_to_hls, rgb_to_y", ("rgb_to_yiq",)),
        ("from importlib import reso", ("resources",)),
        ("from nothing_at_all import x", ()),
    ],
)
def test_a_half_written_name_becomes_one_of(before: str, options: tuple[str, ...]) -> None:
    assert complete(before, NAMES).options == options


def test_completions_say_where_they_begin_and_what_they_share() -> None:
    found = complete("a = 1\nlam", NAMES)

    assert (found.start, found.common) == (6, "lam")
    assert complete("lamp.s", NAMES).start == 5


def test_names_of_files_complete_in_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "numbers.csv").write_text("1")

    assert complete('open("da', {}).options == ("data/",)
    assert complete('open("data/nu', {}).options == ("data/numbers.csv",)
    assert complete("x = 'a'; y = 'b", {}).options == ()


# Editing


@pytest.mark.parametrize(
    ("text", "indent"),
    [
        ("x = 1", ""),
        ("if x:", "    "),
        ("if x:  # why", "    "),
        ("    while True:", "        "),
        ("    x = 1", "    "),
        ("if x:\n    return 1", ""),
        ("        break", "    "),
        ("    returned = 1", "    "),
    ],
)
def test_the_next_line_is_indented(text: str, indent: str) -> None:
    assert indent_after(text) == indent


@pytest.mark.parametrize(
    ("indent", "less"), [("", ""), (" ", ""), ("    ", ""), ("     ", "    "), (" " * 8, "    ")]
)
def test_one_step_less(indent: str, less: str) -> None:
    assert dedented(indent) == less


def test_prompts_and_results_are_taken_out_of_what_is_pasted() -> None:
    pasted = ">>> for i in range(2):\r\n...     i\r\n...\r\n0\r\n1\r\n>>> x = '>>> '\r\n"

    assert without_prompts(pasted) == "for i in range(2):\n    i\n\nx = '>>> '"
    assert without_prompts("x = 1\n>>> y") == "x = 1\n>>> y"


# History


with_storage = pytest.mark.skipif(
    sys.platform == "emscripten", reason="a browser has a storage of its own"
)


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    kept: dict[str, str] = {}
    fake = SimpleNamespace(getItem=kept.get, setItem=kept.__setitem__)
    monkeypatch.setattr(host.window, "localStorage", fake, raising=False)
    return kept


@with_storage
@pytest.mark.usefixtures("storage")
def test_history_goes_back_and_forth_and_keeps_what_was_being_written() -> None:
    history = History()
    for entry in ("one", "two", "two", " "):
        history.add(entry)
    seen = [history.earlier(""), history.earlier("two"), history.earlier("one"), history.later()]

    assert seen == ["two", "one", None, "two"]
    assert history.later() == ""
    assert history.later() is None


@with_storage
@pytest.mark.usefixtures("storage")
def test_history_leads_to_entries_that_begin_alike() -> None:
    history = History()
    for entry in ("print(1)", "x = 2", "print(3)"):
        history.add(entry)

    assert [history.earlier("pri"), history.earlier(""), history.earlier("")] == [
        "print(3)",
        "print(1)",
        None,
    ]


@with_storage
@pytest.mark.usefixtures("storage")
def test_history_is_kept_between_visits() -> None:
    History().add("x = 1")

    assert History().earlier("") == "x = 1"


@with_storage
def test_a_browser_that_keeps_nothing_has_a_history_for_this_visit(
    storage: dict[str, str],
) -> None:
    history = History("other")
    storage["pagelet-console-history"] = "{broken"
    history.add("x = 1")

    assert history.earlier("") == "x = 1"
    assert History().earlier("") is None


def test_entries_run_in_a_task_of_the_event_loop(session: Session, shown: list[object]) -> None:
    async def run() -> None:
        await asyncio.create_task(session.run("1 + 1"))

    host.wait(run())

    assert shown == [2]
