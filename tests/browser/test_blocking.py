"""Python waits and computes while the page stays alive (browsers with stack switching)."""

import pytest

from tests.browser.rig import Tab

pytestmark = pytest.mark.engines("chromium", "firefox")


def test_the_page_is_alive_while_python_sleeps_and_computes(tab: Tab) -> None:
    tab.open("blocking.html")

    assert tab.inner_text("#out").split("\n")[:2] == [
        "alive while asleep True",
        "alive while computing True",
    ]


def test_input_asks_in_the_flow_of_the_output(tab: Tab) -> None:
    tab.goto("question.html")
    tab.wait_for("document.querySelector('.pagelet-input input') === document.activeElement")
    tab.type("Ada")
    tab.press("Enter")
    tab.wait_for("document.querySelector('.pagelet-input input')?.type === 'password'")
    tab.type("secret")
    tab.press("Enter")
    tab.wait_for_python()

    lines = [line.strip() for line in tab.inner_text("#py-0").strip().split("\n")]
    assert lines == ["before", "Your name? Ada", "Hello Ada", "Password:", "6 letters"]
    assert "secret" not in tab.inner_text()


def test_a_handler_may_ask(tab: Tab) -> None:
    tab.open("blocking.html")
    tab.click("#ask")
    tab.wait_for("document.querySelector('.pagelet-input input')")
    tab.locator(".pagelet-input input").fill("Grace")
    tab.press("Enter")

    tab.wait_for_text("Hello Grace", "#out")
