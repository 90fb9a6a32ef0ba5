"""A program that fills memory is warned, ended and explained; the page lives, and Run works."""

from pathlib import Path

import pytest

from tests.browser.apps import ENDED
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
        assert title.startswith("Memory is full. Most of it was in '")
        assert what in title
        assert "It was emptied, so that the page can go on." in text


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
