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
    tab.allow_error("StopIteration")
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


def outcome(page: Tab, call: str) -> str:
    """Return the value that the promise of `call` is fulfilled with, or why it is rejected."""
    return str(page.evaluate(f"{call}.then(String, (error) => `${{error}}`)"))


@pytest.mark.pyscript(
    "4.4",
    "donkey: evaluate of code that fails",
    better="the promise is rejected, also if the donkey was killed or Python cannot start",
)
def test_code_without_a_value_rejects(page: Tab) -> None:
    page.evaluate("donkey().then((made) => void (window.failing = made))")

    assert outcome(page, "failing.evaluate('1 / 0')") == (
        "Error: ZeroDivisionError: division by zero"
    )
    assert outcome(page, "failing.evaluate('next(iter([]))')") == "Error: StopIteration"
    assert outcome(page, "failing.execute('1 / 0')") == "undefined"
    assert outcome(page, "failing.evaluate('40 + 2')") == "42"


@pytest.mark.engines("chromium", "firefox")
def test_code_that_takes_no_stop_is_ended_by_force(page: Tab) -> None:
    page.evaluate("donkey({persistent: true}).then((made) => void (window.stubborn = made))")
    code = """
while True:
    try:
        while True: pass
    except BaseException: pass
"""
    page.evaluate(
        "(code) => void stubborn.execute(code).then(() => { window.gaveWay = true; })", code
    )

    assert outcome(page, "stubborn.evaluate('6 * 7')") == "42"
    page.wait_for("window.gaveWay")
    page.evaluate(
        "(code) => void stubborn.evaluate(code).catch((e) => { window.killed = `${e}`; })",
        "[0 for _ in iter(int, 1)]",
    )
    page.evaluate("stubborn.kill()")

    assert page.wait_for("window.killed") == "Error: kill() has ended this donkey before."
    assert "make a new one by donkey()" in outcome(page, "stubborn.execute('1')")


def test_files_are_fetched_once(page: Tab, site: Site) -> None:
    site.publish("fetched-once.txt", "here")
    page.evaluate(
        "donkey({config: {files: {'./fetched-once.txt': ''}}})"
        ".then((made) => void (window.prepared = made))"
    )
    read = "prepared.evaluate('open(\\'fetched-once.txt\\').read()')"
    assert outcome(page, read) == "here"
    site.publish("fetched-once.txt", "changed")
    assert outcome(page, read) == "here"
    page.evaluate("prepared.reset()")
    assert outcome(page, read) == "here"


def test_a_config_with_a_fault_rejects_in_its_own_words(page: Tab) -> None:
    page.allow_error("config of donkey()")
    page.evaluate("donkey({config: '{]'}).then((made) => void (window.wrong = made))")

    assert "config of donkey()" in outcome(page, "wrong.evaluate('1')")


def test_a_page_whose_python_cannot_start_rejects(tab: Tab, site: Site) -> None:
    """Because of its configuration, here."""
    site.publish(
        "donkey-without-python.html",
        PAGE.replace("<body>", "<body><py-config>{]</py-config>").replace(
            "window.donkey = donkey;",
            "donkey().then(null, (error) => { window.refused = String(error); });",
        ),
    )
    tab.expect_error("PY1000")
    tab.goto("donkey-without-python.html")

    assert "not valid TOML" in tab.wait_for("window.refused", seconds=120)


def test_a_worker_answers_when_it_is_done(tab: Tab, site: Site) -> None:
    editor = '<script type="py-editor" id="one"></script>'
    site.publish("donkey-of-worker.html", PAGE.replace("<body>", f"<body>{editor}"))
    tab.expect_error("ZeroDivisionError")
    tab.open("donkey-of-worker.html?pagelet-place=worker-service")
    tab.evaluate("donkey({persistent: true}).then((made) => void (window.far = made))")

    assert outcome(tab, "far.execute('import time; time.sleep(0.1); x = 3')") == "undefined"
    assert outcome(tab, "far.evaluate('x + 1')") == "4"
    assert outcome(tab, "far.evaluate('1 / 0')") == "Error: ZeroDivisionError: division by zero"
    code = "import time; time.sleep(0.1); from js import window; window.processed = 5"
    tab.evaluate(f"document.querySelector('#one').process('{code}')")
    assert tab.evaluate("window.processed") == 5
