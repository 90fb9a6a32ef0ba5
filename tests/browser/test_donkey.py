"""`donkey()`: Python that the page's own JavaScript calls."""

from collections.abc import Iterator

import pytest

from tests.browser.rig import NewTab, Site, Tab

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Donkey</title>
<body><div id="terminal"></div>
<script type="module">
import { donkey } from "/pagelet.js";
window.donkey = donkey;
</script></body></html>"""


@pytest.fixture(scope="module")
def page(new_tab: NewTab, site: Site) -> Iterator[Tab]:
    site.publish("donkey.html", PAGE)
    tab = new_tab()
    tab.allow_error("ZeroDivisionError")
    tab.goto("donkey.html")
    tab.wait_for("typeof window.donkey === 'function'", seconds=120)
    yield tab
    surprises = tab.unexpected()
    tab.close()
    assert surprises == []


@pytest.mark.pyscript("4.4", "donkey: execute and evaluate; persistent variables, or fresh ones")
def test_javascript_runs_python_and_gets_values(page: Tab) -> None:
    """On a page without any tag."""
    page.evaluate("donkey({persistent: true}).then((made) => void (window.lasting = made))")
    page.evaluate("donkey().then((made) => void (window.fresh = made))")
    page.evaluate("lasting.execute('x = {\\'a\\': [1, 2]}')")
    assert page.evaluate("lasting.evaluate('x')") == {"a": [1, 2]}
    assert page.evaluate("lasting.evaluate('len(x)')") == 1
    assert page.evaluate("lasting.evaluate('print')") == "<built-in function print>"
    page.evaluate("fresh.execute('x = 1')")
    assert page.evaluate("fresh.evaluate('\\'x\\' in globals()')") is False

    page.evaluate("lasting.reset()")
    assert page.evaluate("lasting.evaluate('\\'x\\' in globals()')") is False


@pytest.mark.pyscript(
    "4.4",
    "donkey: process, clear, reset and kill, in a terminal",
    better="a call while another runs ends that one; its promise is fulfilled",
)
def test_a_terminal_shows_what_is_typed(page: Tab) -> None:
    page.evaluate(
        "donkey({terminal: '#terminal', persistent: true})"
        ".then((made) => void (window.typed = made))"
    )
    page.evaluate("typed.process('y = 6\\ny * 7')")
    said = "document.querySelector('#terminal .pagelet-unseen').innerText"
    page.wait_for(f"{said}.includes('42')")
    assert page.evaluate(said).split("\n")[:3] == [">>> y = 6", "... y * 7", "42"]
    page.evaluate("typed.execute('1 / 0')")
    page.wait_for(f"{said}.includes('ZeroDivisionError')")
    page.evaluate("typed.clear()")
    assert page.evaluate(said).strip() == ""

    page.evaluate("typed.kill()")
    assert page.evaluate("document.querySelector('#terminal').childElementCount") == 0


@pytest.mark.engines("chromium", "firefox")
def test_a_new_call_ends_the_one_before(page: Tab) -> None:
    page.evaluate("donkey({persistent: true}).then((made) => void (window.busy = made))")
    page.evaluate("void busy.execute('while True: pass').then(() => { window.ended = true; })")

    assert page.evaluate("busy.evaluate('2 + 2')") == 4
    page.wait_for("window.ended")
