"""Handlers start at once: what they tell the browser to leave undone is left undone."""

import pytest

from tests.browser.rig import Tab


@pytest.mark.parametrize(
    ("css", "text"),
    [
        ("#send", "submitted by submit"),
        ("#link", "followed link"),
        ("#send-too", "sent"),
    ],
)
def test_a_handler_can_prevent_what_the_browser_does(tab: Tab, css: str, text: str) -> None:
    """Without an option: the handler says `event.preventDefault()`, and may wait afterwards."""
    tab.open("pyscript/handlers.html")
    tab.click(css)
    tab.wait_for_text(text, "#log")

    assert tab.evaluate("document.title") == "Handlers decide at once"
    assert tab.evaluate("location.pathname").endswith("handlers.html")
