"""Stop ends every program, and no program ends the page."""

import pytest

from tests.browser.apps import ENDED
from tests.browser.rig import Site, Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS
from tests.browser.running import Start, run_again, wait_for_line

pytestmark = pytest.mark.engines("chromium", "firefox")

PRESS_STOP = "document.querySelector('#pagelet-stop').click()"


STUBBORN = {
    "catches-everything": """
while True:
    try:
        while True:
            pass
    except:
        print("I stay")
""",
    "finally-without-end": """
try:
    while True:
        pass
finally:
    print("I stay")
    while True:
        pass
""",
    "sleeps-on": """
import time
while True:
    try:
        time.sleep(1000)
    except KeyboardInterrupt:
        print("I stay")
""",
    "swallows-cancellation": """
import asyncio

async def main():
    while True:
        try:
            await asyncio.sleep(1000)
        except BaseException:
            print("I stay")

asyncio.run(main())
""",
    "waits-at-the-top": """
import asyncio
while True:
    try:
        await asyncio.sleep(1000)
    except BaseException:
        print("I stay")
""",
    "handler-of-its-own": """
import signal
signal.signal(signal.SIGINT, lambda number, frame: print("I stay"))
while True:
    pass
""",
}


@pytest.mark.parametrize("program", STUBBORN.values(), ids=STUBBORN)
def test_a_second_stop_ends_a_program_that_goes_on(tab: Tab, start: Start, program: str) -> None:
    start(f"print('begins', flush=True)\n{program}")
    wait_for_line(tab, "begins")
    tab.get_by_role("button", name="Stop").click()
    wait_for_line(tab, "I stay")
    assert tab.inner_text("#pagelet-state") == "stopping … Stop again ends it at once"
    # Again and again, because two presses at once are a double click.
    tab.wait_for(f"{ENDED} || {PRESS_STOP}")

    assert tab.evaluate("document.body.dataset.state") == "stopped"
    # Which of the two sentences depends on what the program does with its interrupts.
    assert "The program went on after Stop" in tab.inner_text("#pagelet-output .pagelet-note")


def test_what_does_not_end_even_then_is_cut_off(tab: Tab, start: Start) -> None:
    """It is put aside where it waits, its state says so, and Run works again."""
    start(
        """
import time
stubborn = '''
while True:
    try:
        time.sleep(0.01)
    except BaseException:
        pass
'''
print("begins", flush=True)
exec(stubborn, {"__name__": "asyncio.mine", "time": time})
"""
    )
    wait_for_line(tab, "begins")
    tab.wait_for(f"{ENDED} || {PRESS_STOP}")
    text = tab.inner_text("#pagelet-output .pagelet-note")
    tab.get_by_role("button", name="Run").click()
    tab.wait_for("document.body.dataset.state === 'running'")
    wait_for_line(tab, "begins")

    assert "it was cut off where it was" in text


def test_stop_calls_the_programs_own_handler_for_ctrl_c(tab: Tab, start: Start) -> None:
    """In a wait, too, which then goes on."""
    start(
        """
import signal, sys, time

def ask(number, frame):
    print("asked in line", frame.f_lineno, flush=True)
    signal.signal(signal.SIGINT, lambda *_: sys.exit("bye"))

signal.signal(signal.SIGINT, ask)
print("begins", flush=True)
while True:
    pass
"""
    )
    wait_for_line(tab, "begins")
    tab.get_by_role("button", name="Stop").click()
    wait_for_line(tab, "asked in line")

    assert tab.inner_text("#pagelet-output").split("\n")[1] in (
        "asked in line 10",
        "asked in line 11",
        "asked in line 12",
    )


def test_the_signal_that_lets_the_page_breathe_is_not_to_be_seen(tab: Tab, start: Start) -> None:
    start(
        """
import signal
ours = [number for number in signal.valid_signals() if "pagelet" in repr(signal.getsignal(number))]
print(ours, signal.getsignal(signal.SIGINT) is signal.default_int_handler)
signal.signal(signal.SIGUSR1, lambda *_: print("never"))
"""
    )
    tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)

    assert tab.inner_text("#pagelet-output").strip() == "[] True"


def test_nothing_of_a_stopped_program_goes_on(tab: Tab, start: Start) -> None:
    """Not its timers, tasks, and handlers."""
    start(
        """
import asyncio, time
from js import document, setInterval
from pagelet import page, when

page.append(page.create("button", id="mine"))

def note(what):
    setattr(document.body.dataset, what, int(getattr(document.body.dataset, what)) + 1)

document.body.dataset.timer = document.body.dataset.task = document.body.dataset.clicks = 0
setInterval(lambda: note("timer"), 5)

@when("click", "#mine")
def click():
    note("clicks")

async def tick():
    while True:
        await asyncio.sleep(0.005)
        note("task")

task = asyncio.ensure_future(tick())
print("begins", flush=True)
time.sleep(1000)
"""
    )
    wait_for_line(tab, "begins")
    tab.click("#mine")
    tab.wait_for("['timer', 'task', 'clicks'].every((name) => +document.body.dataset[name] > 0)")
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for(ENDED)
    counts = "const { timer, task, clicks } = document.body.dataset; "
    before = tab.evaluate(f"(() => {{ {counts} return [timer, task, clicks]; }})()")
    tab.click("#mine")
    # As long as twenty ticks would take.
    tab.evaluate("new Promise((resolve) => setTimeout(resolve, 100))")
    after = tab.evaluate(f"(() => {{ {counts} return [timer, task, clicks]; }})()")

    assert after == before


def test_run_pressed_twice_runs_once(tab: Tab, start: Start) -> None:
    start("import time\nprint('begins', flush=True)\ntime.sleep(0.05)\nprint('ends')\n")
    tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
    tab.evaluate(
        "const run = document.querySelector('#pagelet-run'); run.click(); run.click(); run.click();"
        "document.querySelector('#pagelet-output').replaceChildren()"
    )
    tab.wait_for("document.querySelector('#pagelet-output').textContent.includes('ends')")
    tab.wait_for(ENDED)

    assert tab.inner_text("#pagelet-output").split() == ["begins", "ends"]


def test_a_tag_that_computes_for_long_can_be_stopped(tab: Tab, site: Site) -> None:
    """A page has no Stop button; one appears after some seconds, and goes away again."""
    site.publish(
        "endless.html",
        """<!doctype html><html lang="en"><meta charset="utf-8"><title>Endless</title>
<script type="module" src="pagelet.js"></script>
<script type="py">
try:
    while True:
        pass
finally:
    print("cleaned up")
</script>
<script type="py">print("the next tag runs")</script>
</html>""",
    )
    tab.goto("endless.html")
    tab.wait_for("document.querySelector('.pagelet-busy')", seconds=PYTHON_START_SECONDS)
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for_text("the next tag runs")
    tab.wait_for("!document.querySelector('.pagelet-busy')")

    assert tab.inner_text("#py-0").split("\n")[0] == "cleaned up"
    assert tab.inner_text("#py-0 .pagelet-note") == "Stopped."


RECURSION = {
    "through-c-code": """
class Box:
    def __repr__(self):
        return f"<{self!r}>"

try:
    repr(Box())
except RecursionError as error:
    print("caught", type(error).__name__)
    raise
""",
    "a-limit-of-a-million": """
import sys
sys.setrecursionlimit(10**6)

def deeper(data):
    return sorted([data], key=deeper)

deeper(1)
""",
    "data-within-data": """
data = ()
for _ in range(100_000):
    data = (data,)
hash(data)
""",
    "a-long-chain-is-freed": """
class Link:
    def __init__(self, next):
        self.next = next

chain = None
for _ in range(500_000):
    chain = Link(chain)
chain = None
""",
}


@pytest.mark.parametrize("program", RECURSION.values(), ids=RECURSION)
def test_no_recursion_ends_the_page(tab: Tab, start: Start, program: str) -> None:
    """It is explained, the page lives, and Run works as before."""
    tab.allow_error("RecursionError")
    start(program)
    tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
    first = tab.inner_text("#pagelet-output")
    run_again(tab)
    second = tab.inner_text("#pagelet-output")

    words = "Something went deeper into itself than Python can follow."
    # A browser with room enough for freeing the chain has nothing to explain.
    assert words in first or ("chain" in program and not first)
    assert words in second or ("chain" in program and not second)


def test_a_recursion_of_a_hundred_thousand_steps_works(tab: Tab, start: Start) -> None:
    start(
        """
import sys
sys.setrecursionlimit(10**6)

def depth(number):
    return number and 1 + depth(number - 1)

print(depth(100_000))
"""
    )
    tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)

    assert tab.inner_text("#pagelet-output").strip() == "100000"


def test_the_page_says_so_when_python_breaks_down(tab: Tab, start: Start) -> None:
    """A button starts all anew."""
    tab.allow_error("")
    start("import ctypes\nprint('begins', flush=True)\nctypes.string_at(0xfffffff0, 1000)\n")
    tab.wait_for("document.querySelector('.pagelet-fatal')", seconds=PYTHON_START_SECONDS)
    text = tab.inner_text(".pagelet-fatal")
    state = tab.inner_text("#pagelet-state")
    tab.evaluate("document.body.dataset.seen = 'yes'")
    tab.get_by_role("button", name="Load the page again").click()
    tab.wait_for("document.body.dataset.seen !== 'yes' && document.body.dataset.state")

    assert text.startswith("Python has broken down, so nothing that it does on this page works")
    assert "out of bounds" in text
    assert "Load the page again to start Python anew." in text
    assert state == "failed"


def test_the_page_says_so_when_a_program_ends_python(tab: Tab, start: Start) -> None:
    tab.allow_error("")
    start("import os\nos._exit(3)\n")
    tab.wait_for("document.querySelector('.pagelet-fatal')", seconds=PYTHON_START_SECONDS)

    text = tab.inner_text(".pagelet-fatal")
    assert text.startswith("Python has ended, because the program told it to (os._exit")
    assert "exit(3)" in text
    assert "To end only a program, use sys.exit()." in text


COMPUTING = "print('begins', flush=True)\nwhile True:\n    pass\n"


def test_nobody_is_told_when_a_page_is_left_while_python_computes(tab: Tab, start: Start) -> None:
    """Firefox aborts Python then, wherever it is."""
    for _ in range(2):
        start(COMPUTING)
        wait_for_line(tab, "begins")
        tab.goto("about:blank")

    assert tab.unexpected() == []


# What the loader sees of an abort: a call that may wait ends with `undefined`, wherever Python was.
ABORT = r"""() => {
  const { min } = Math;
  Math.min = (...numbers) => {
    const isAskedByPython = /\bask\b/.test(new Error().stack);
    if (!isAskedByPython) return min(...numbers);
    Math.min = min;
    throw undefined;
  };
}"""


# Chromium does not abort.
@pytest.mark.engines("firefox")
def test_the_page_says_so_when_the_browser_aborts_python_and_the_page_stays(
    tab: Tab, start: Start
) -> None:
    """As for a download by the address bar, which no driver of a browser can use."""
    tab.expect_error("The browser has stopped Python")
    start(f"import js\njs.setInterval(lambda: print('tick'), 20)\n{COMPUTING}")
    wait_for_line(tab, "tick")
    tab.evaluate(ABORT)
    tab.wait_for("document.querySelector('.pagelet-fatal')")

    text = tab.inner_text(".pagelet-fatal")
    assert text.startswith("The browser has stopped Python, so nothing that it does on this page")
    assert "Load the page again to start Python anew." in text
    assert tab.inner_text("#pagelet-state") == "failed"
