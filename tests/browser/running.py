"""A program in its ready-made page, for tests that press Run and Stop themselves."""

from collections.abc import Callable
from typing import TypeAlias

from tests.browser.apps import ENDED
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS

# Opens the page of a program with this text; the fixture `start`.
Start: TypeAlias = Callable[[str], None]


def wait_for_line(tab: Tab, line: str) -> None:
    """Wait until the program has printed `line`."""
    tab.wait_for(
        f"document.querySelector('#pagelet-output').textContent.includes({line!r})",
        seconds=PYTHON_START_SECONDS,
    )


def wait_for_end(tab: Tab) -> str:
    """Wait until the program has ended, and return how: finished, failed or stopped."""
    tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
    return str(tab.evaluate("document.body.dataset.state"))


def stop(tab: Tab) -> str:
    """Press Stop, wait until the program has ended, and return how."""
    tab.get_by_role("button", name="Stop").click()
    return wait_for_end(tab)


def run_again(tab: Tab) -> str:
    """Press Run, wait until the program has ended once more, and return how."""
    tab.evaluate("delete document.body.dataset.state")
    tab.get_by_role("button", name="Run").click()
    return wait_for_end(tab)
