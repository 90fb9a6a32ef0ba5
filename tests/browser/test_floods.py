"""However much a program prints or shows, the page lives, Stop works, and no browser is flooded."""

import pytest

from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS
from tests.browser.running import Start, run_again, stop, wait_for_end, wait_for_line

pytestmark = pytest.mark.engines("chromium", "firefox")

PRINTED = "So much was printed that only the last part of it is shown."
SHOWN = "So much was shown that only the last of it is here."
NOT_IN_CONSOLE = "So much was printed that the rest is not in the console, but on the page."

FLOODS = {
    "long-lines": ("while True:\n    print('x' * 1000)\n", PRINTED),
    "short-lines": ("while True:\n    print('x')\n", PRINTED),
    "empty-lines": ("while True:\n    print()\n", PRINTED),
    "errors": ("import sys\nwhile True:\n    sys.stderr.write('oops\\n')\n", PRINTED),
    "both-streams": (
        "import sys\nwhile True:\n    print('out')\n    print('error', file=sys.stderr)\n",
        PRINTED,
    ),
    "one-line-without-end": (
        "number = 0\nwhile True:\n    number += 1\n    print(number, end='')\n",
        PRINTED,
    ),
    "flushed": ("while True:\n    print('x' * 1000, flush=True)\n", PRINTED),
    "colour-without-end": ("while True:\n    print('\\x1b[31mred' * 10)\n", PRINTED),
    "things": (
        "from pagelet import display\nn = 0\nwhile True:\n    n += 1\n    display({'n': n})\n",
        SHOWN,
    ),
}


def test_of_an_endless_flood_the_last_part_is_kept(tab: Tab, start: Start, flood: str) -> None:
    program, note = FLOODS[flood]
    start(program)
    wait_for_line(tab, note)
    state = stop(tab)

    assert state == "stopped"
    assert_bearable(tab)


@pytest.fixture(params=FLOODS)
def flood(request: pytest.FixtureRequest) -> str:
    """The name of a flood."""
    return str(request.param)


def assert_bearable(tab: Tab) -> None:
    output = "document.querySelector('#pagelet-output')"
    assert tab.evaluate(f"{output}.textContent.length") < 600_000
    assert tab.evaluate(f"{output}.querySelectorAll('*').length") < 40_000
    tab.unexpected()
    # Some drivers add to each message where it came from.
    assert sum(len(line) for line in tab.console) < 2_000_000


def test_a_progress_bar_without_end_stays_on_its_line(tab: Tab, start: Start) -> None:
    start("n = 0\nwhile True:\n    n += 1\n    print(f'\\r{n} steps', end='')\n")
    output = "document.querySelector('#pagelet-output').textContent"
    tab.wait_for(f"parseInt({output}) > 10_000", seconds=PYTHON_START_SECONDS)
    stop(tab)
    (line,) = tab.inner_text("#pagelet-output").split("\n")

    assert line.endswith(" steps")
    assert_bearable(tab)


def test_one_text_of_fifty_megabytes_is_shown_by_its_end(tab: Tab, start: Start) -> None:
    start("print('x' * 50_000_000)\nprint('the end')\n")
    state = wait_for_end(tab)
    text = tab.inner_text("#pagelet-output")

    assert state == "finished"
    assert text.startswith(PRINTED)
    assert text.endswith("xxx\nthe end\n") or text.endswith("xxx\nthe end")
    assert_bearable(tab)


def test_the_console_gets_the_beginning_of_each_run(tab: Tab, start: Start) -> None:
    start("for n in range(100_000):\n    print('line', n)\n")
    wait_for_end(tab)
    run_again(tab)
    tab.unexpected()
    told = [line for line in tab.console if NOT_IN_CONSOLE in line]
    first = [line for line in tab.console if "console.log: line 0 (" in line]

    assert len(told) == 2
    assert len(first) == 2


def test_errors_without_end_leave_the_page_alive(tab: Tab, start: Start) -> None:
    """As those of a handler that the browser calls many times a second."""
    tab.allow_error("ZeroDivisionError")
    start(
        "from js import setInterval, document\n"
        "def tick():\n"
        "    document.body.dataset.ticks = int(document.body.dataset.ticks) + 1\n"
        "    1 / 0\n"
        "document.body.dataset.ticks = 0\n"
        "setInterval(tick, 1)\n"
    )
    tab.wait_for("+document.body.dataset.ticks > 300", seconds=PYTHON_START_SECONDS)
    tab.unexpected()
    reports = [line for line in tab.console if "ZeroDivisionError" in line]

    assert len(reports) == 100
    assert any("So many errors came" in line for line in tab.console)
