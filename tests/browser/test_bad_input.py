"""What a program should not do, and what a person does at a bad moment."""

import pytest

from tests.browser.rig import Site, Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS
from tests.browser.rig.web import serve_web
from tests.browser.running import Start, run_again, stop, wait_for_end, wait_for_line

pytestmark = pytest.mark.engines("chromium", "firefox")

WAITS = {
    "input": "input('? ')",
    "sleep": "time.sleep(1000)",
    "fetch": "urllib.request.urlopen(URL + '/slow')",
    "event": "threading.Event().wait()",
    "queue": "queue.Queue().get()",
    "asyncio.run": "asyncio.run(asyncio.sleep(1000))",
    "pyfetch": "asyncio.run(pyodide.http.pyfetch(URL + '/slow'))",
}


@pytest.mark.parametrize("wait", WAITS)
def test_stop_ends_every_wait(tab: Tab, start: Start, wait: str) -> None:
    """`finally` runs, and Run works again."""
    with serve_web() as web:
        start(
            "import asyncio, pyodide.http, queue, threading, time, urllib.request\n"
            f"URL = {web.url!r}\n"
            "print('begins', flush=True)\n"
            f"try:\n    {WAITS[wait]}\nfinally:\n    print('ends')\n"
        )
        wait_for_line(tab, "begins")
        # It has come to the wait: Python answers clicks only there.
        state = stop(tab)
        text = tab.inner_text("#pagelet-output")
        tab.evaluate("document.querySelector('#pagelet-output').dataset.run = 'first'")
        tab.get_by_role("button", name="Run").click()
        tab.wait_for("document.body.dataset.state === 'running'")
        wait_for_line(tab, "begins")
        again = stop(tab)
        web.go_on.set()

    assert (state, again) == ("stopped", "stopped")
    assert text.split()[0] == "begins"
    assert text.split()[-1] == "ends"


CLOSING = {
    "sys.stdout.close()": "I/O operation on closed file.",
    "sys.stderr.close(); print('after', file=sys.stderr)": "I/O operation on closed file.",
    "sys.stdout = None": "",
    "del sys.stdout": "lost sys.stdout",
    "sys.stdout.buffer.close(); sys.stdout.buffer.write(b'x')": "closed file",
}


@pytest.mark.parametrize("closing", CLOSING)
def test_a_program_may_close_its_own_output(tab: Tab, start: Start, closing: str) -> None:
    """What it then prints is an error or lost; the error is shown, and Run works as before."""
    tab.allow_error("Error")
    start(f"import sys\nprint('before')\n{closing}\nprint('after')\n")
    wait_for_end(tab)
    first = tab.inner_text("#pagelet-output")
    run_again(tab)
    second = tab.inner_text("#pagelet-output")

    for text in (first, second):
        assert text.startswith("before")
        assert CLOSING[closing] in text


def test_a_function_that_must_answer_at_once_may_not_sleep(tab: Tab, site: Site) -> None:
    """The reason is said, and the page lives."""
    site.publish(
        "at-once.html",
        '<!doctype html><meta charset="utf-8"><title>Sleeping at once</title>'
        '<script type="module" src="/pagelet.js"></script>'
        '<script type="py" target="out">\nimport time\nfrom js import Array\n'
        "try:\n    Array.of(1).map(lambda *_: time.sleep(1))\n"
        "except Exception as error:\n    print(error)\n</script>"
        '<script type="py" target="out">print("the next tag runs")</script><div id="out"></div>',
    )
    tab.goto("at-once.html")
    tab.wait_for(
        "document.querySelector('#out').textContent.includes('the next tag runs')",
        seconds=PYTHON_START_SECONDS,
    )

    assert (
        "Python cannot wait here: JavaScript needs this function's answer at once."
        in tab.inner_text("#out")
    )
