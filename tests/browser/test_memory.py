"""A program that fills memory is warned, ended and explained; the page lives, and Run works."""

from pathlib import Path

import pytest

from tests.browser.apps import ENDED
from tests.browser.entering import FIELD, enter
from tests.browser.rig import Tab
from tests.browser.running import Start, run_again, wait_for_end, wait_for_line

pytestmark = pytest.mark.engines("chromium", "firefox")

FILLING = {
    "list": ("data = []\nwhile True:\n    data.append(bytes(10_000))\n", "'data' (list, "),
    "text": ("text = 'x'\nwhile True:\n    text += text\n", "'text' (str, "),
    "dict": (
        "rows = {}\nwhile True:\n    rows[len(rows)] = 'x' * 10_000 + str(len(rows))\n",
        "'rows' (dict, ",
    ),
    "bytearray": (
        "data = bytearray()\nwhile True:\n    data += bytes(100_000)\n",
        "'data' (bytearray, ",
    ),
    "objects-in-an-object": (
        "class Row:\n"
        "    def __init__(self):\n"
        "        self.text = 'x' * 10_000 + str(id(self))\n"
        "class Shop:\n"
        "    def __init__(self):\n"
        "        self.rows = []\n"
        "    def fill(self):\n"
        "        while True:\n"
        "            self.rows.append(Row())\n"
        "shop = Shop()\n"
        "shop.fill()\n",
        ".rows' (list, ",
    ),
    "after-catching-it": (
        "data = []\n"
        "while True:\n"
        "    try:\n"
        "        while True:\n"
        "            data.append(bytes(10_000))\n"
        "    except MemoryError:\n"
        "        raise\n",
        "'data' (list, ",
    ),
}


@pytest.fixture
def start_with_little(start: Start, tmp_path: Path) -> Start:
    """Opens the page of a program that may take 150 MB."""

    def open_page(text: str) -> None:
        (tmp_path / "pagelet.toml").write_text("memory_limit = 150\n")
        start(text)

    return open_page


def focus_console(tab: Tab) -> None:
    """Wait for the console of a program that is over, and give it the keyboard."""
    tab.wait_for(FIELD)
    tab.click(".pagelet-entry")


@pytest.mark.parametrize("case", FILLING)
def test_a_program_that_fills_memory_is_ended_and_told_what_grew(
    tab: Tab, start_with_little: Start, case: str
) -> None:
    program, what = FILLING[case]
    tab.allow_error("MemoryError")
    start_with_little(program)
    states = [wait_for_end(tab)]
    texts = [tab.inner_text("#pagelet-output .pagelet-error")]
    states.append(run_again(tab))
    texts.append(tab.inner_text("#pagelet-output .pagelet-error"))

    assert states == ["failed", "failed"]
    for text in texts:
        title = text.split("\n")[0]
        assert what in title
        # A text that needs twice its room does not fit long before memory is full.
        if title.startswith("Memory is full. Most of it was in '"):
            assert "It was emptied, so that the page can go on." in text
        else:
            assert title.startswith("There is not enough memory for this. Most of it is in '")
            assert "Python has 150 MB here." in text


def test_of_what_is_too_large_for_the_rest_nothing_is_emptied(
    tab: Tab, start_with_little: Start
) -> None:
    tab.allow_error("MemoryError")
    start_with_little("kept = bytes(30_000_000)\nmore = bytes(100_000_000)\n")
    wait_for_end(tab)
    text = tab.inner_text("#pagelet-output .pagelet-error")
    focus_console(tab)
    enter(tab, "len(kept)")
    tab.wait_for_text("30000000", ".pagelet-console")

    assert text.startswith(
        "There is not enough memory for this. Most of it is in 'kept' (bytes, 30,000,000 items, "
        "about 28 MB)."
    )


def test_whatever_the_program_made_of_its_objects_the_run_ends(
    tab: Tab, start_with_little: Start
) -> None:
    """They fail when they are asked or changed, and memory is full."""
    tab.allow_error("MemoryError")
    start_with_little(
        "from dataclasses import dataclass\n"
        "@dataclass(frozen=True)\n"
        "class Shop:\n"
        "    rows: list\n"
        "    def __len__(self):\n"
        "        raise SystemExit\n"
        "    __sizeof__ = __repr__ = __len__\n"
        "shop = Shop([])\n"
        "while True:\n"
        "    shop.rows.append(bytes(10_000))\n"
    )
    state = wait_for_end(tab)
    text = tab.inner_text("#pagelet-output .pagelet-error")

    assert state == "failed"
    assert text.startswith("Memory is full. Most of it was in 'shop.rows' (list, ")


def test_an_entry_of_the_console_that_fills_memory_is_explained(
    tab: Tab, start_with_little: Start
) -> None:
    start_with_little("print('ready')\n")
    wait_for_end(tab)
    focus_console(tab)
    enter(tab, "rows = []")
    enter(tab, "while True:", "rows.append(bytes(10_000))", "")
    tab.wait_for_text("Memory is full. Most of it was in 'rows' (list, ", ".pagelet-console")


def test_a_program_that_fills_memory_slowly_is_warned(tab: Tab, start_with_little: Start) -> None:
    tab.allow_error("MemoryError")
    start_with_little(
        "data = []\nwhile True:\n    data.append(bytes(1_000_000))\n"
        "    for _ in range(300_000):\n        pass\n"
    )
    wait_for_end(tab)
    note = tab.inner_text("#pagelet-output .pagelet-note")

    assert note.startswith("Memory is getting full: ")
    assert "Most of it is in 'data' (list, " in note
    assert note.endswith("The program ends when it needs much more.")


@pytest.mark.parametrize(
    ("program", "title"),
    [
        ("text = 'x' * 10**10", "This would be larger than any memory."),
        ("data = bytearray(5 * 10**9)", "This would be larger than any memory."),
        ("data = bytearray(1_900_000_000)", "There is not enough memory for this."),
        ("data = list(range(10**9))", "There is not enough memory for this."),
    ],
)
def test_something_much_too_large_is_explained(
    tab: Tab, start_with_little: Start, program: str, title: str
) -> None:
    tab.allow_error("Error")
    start_with_little(f"{program}\n")
    state = wait_for_end(tab)
    text = tab.inner_text("#pagelet-output .pagelet-error")

    assert state == "failed"
    assert text.startswith(title)


def test_a_program_that_swallows_the_error_can_be_stopped(
    tab: Tab, start_with_little: Start
) -> None:
    """It may also end by an error that comes where it does not catch it."""
    tab.allow_error("MemoryError")
    start_with_little(
        "data = []\n"
        "while True:\n"
        "    try:\n"
        "        while True:\n"
        "            data.append(bytes(10_000))\n"
        "    except MemoryError:\n"
        "        pass\n"
    )
    wait_for_line(tab, "Memory is getting full")
    tab.wait_for(f"{ENDED} || document.querySelector('#pagelet-stop').click()")

    assert tab.evaluate("document.body.dataset.state") in ("stopped", "failed")
    assert tab.evaluate("document.querySelector('#pagelet-run').disabled") is False
