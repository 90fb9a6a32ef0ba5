"""A Python function that is passed to JavaScript lives as long as JavaScript holds it."""

import pytest

from tests.browser.rig import Tab
from tests.browser.rig.site import Site


def test_functions_outlive_the_call_that_passed_them(tab: Tab) -> None:
    tab.open("callbacks.html")
    tab.click("#button")
    tab.click("#button")
    tab.evaluate("kept('by JavaScript')")
    tab.wait_for_text("kept by JavaScript", "#out")
    lines = tab.inner_text("#out").split("\n")

    assert "timer" in lines
    assert "mapped [30, 10, 20]" in lines
    assert "pressed 1 click" in lines
    assert "pressed 2 click" in lines
    assert lines.count("named") == 2
    assert "over" in lines
    assert tab.evaluate("store.later()") == "from the store"


def test_a_listener_can_be_removed_by_the_function_itself(tab: Tab) -> None:
    tab.open("callbacks.html")
    tab.locator("#button").press("a")
    tab.wait_for_text("slow focus", "#out")

    assert "named" not in tab.inner_text("#out")


def test_an_error_in_a_callback_is_shown_at_its_tag(tab: Tab) -> None:
    tab.open("callbacks.html")
    tab.expect_error("ValueError: broken handler")
    tab.locator("#button").focus()
    tab.evaluate("document.getElementById('button').blur()")
    tab.wait_for_text("broken handler", "#out .pagelet-error")

    assert "line 42" in tab.inner_text("#out .pagelet-error")


@pytest.mark.engines("chromium", "firefox")
def test_a_handler_that_create_proxy_wrapped_may_wait(tab: Tab, site: Site) -> None:
    site.publish(
        "wrapped.html",
        """<!doctype html><html lang="en"><meta charset="utf-8"><title>Wrapped</title>
<script type="module" src="pagelet.js"></script>
<button id="button">Press</button>
<script type="py" target="out">
import time
from pyodide.ffi import create_proxy
from pyscript import document

def pressed(event):
    time.sleep(0.01)
    print("waited", event.type)

document.querySelector("#button").addEventListener("click", create_proxy(pressed))
</script>
<div id="out"></div></html>""",
    )
    tab.open("wrapped.html")
    tab.click("#button")
    tab.wait_for_text("waited click", "#out")
