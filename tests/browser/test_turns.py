"""Handlers run one after the other, unless one waits or computes without end."""

import pytest

from tests.browser.rig import Tab

pytestmark = pytest.mark.engines("chromium", "firefox")


def test_a_handler_does_not_start_half_way_through_another(tab: Tab) -> None:
    tab.open("turns.html")
    tab.locator("#text").press_sequentially("abc")
    tab.wait_for("document.querySelector('#log').innerText.length === 9")

    # Without turns, it would be "(((abc)))" or the like.
    assert tab.inner_text("#log") == "()a()b()c"


def test_a_handler_that_computes_without_end_is_ended_by_another(tab: Tab) -> None:
    tab.open("turns.html")
    tab.click("#count")
    tab.click("#enough")
    tab.wait_for_text("stopped", "#counted")


def test_a_handler_that_waits_lets_others_run(tab: Tab) -> None:
    tab.open("turns.html")
    tab.click("#ask")
    tab.locator(".pagelet-input").wait_for()
    tab.locator("#text").press_sequentially("a")
    tab.wait_for_text("()a", "#log")
    tab.get_by_role("textbox", name="Name?").fill("Ada")
    tab.press("Enter")
    tab.wait_for_text("Hello Ada")
