"""What a program registers with `atexit` is called when it ends, as everywhere."""

import pytest

from tests.browser.rig import Tab
from tests.browser.running import Start, run_again, stop, wait_for_end, wait_for_line

REGISTER = """
import atexit
@atexit.register
def last():
    print("last")
atexit.register(print, "first", "of", sep="-", end="!\\n")
def never():
    print("never")
atexit.register(never)
atexit.unregister(never)
"""
SAID = "first-of!\nlast"
ENDS = {
    "print('end')": "finished",
    "import sys; sys.exit('bye')": "finished",
    "1 / 0": "failed",
    "import threading, time; threading.Thread(target=lambda: print('thread')).start()": "finished",
}


@pytest.mark.engines("chromium", "firefox")
@pytest.mark.parametrize("end", ENDS)
def test_exit_functions_are_called_at_every_end(tab: Tab, start: Start, end: str) -> None:
    """Once in each run, the last one first, and after the threads."""
    if ENDS[end] == "failed":
        tab.expect_error("ZeroDivisionError")
    start(REGISTER + end)
    assert wait_for_end(tab) == ENDS[end]
    assert tab.inner_text("#pagelet-output").rstrip().endswith(SAID)

    assert run_again(tab) == ENDS[end]
    text = tab.inner_text("#pagelet-output").rstrip()
    assert text.endswith(SAID)
    # The explanation of an error shows lines of the program, with these words in them.
    lines = text.split("\n")
    assert (lines.count("last"), lines.count("never")) == (1, 0)


@pytest.mark.engines("chromium", "firefox")
def test_a_program_that_is_stopped_calls_its_exit_functions(tab: Tab, start: Start) -> None:
    """They may ask and wait; Stop ends them, too."""
    start(
        """
import atexit, time
def wait():
    print("waits", flush=True)
    time.sleep(1000)
atexit.register(print, "never")
atexit.register(wait)
print("begins", flush=True)
while True:
    pass
"""
    )
    wait_for_line(tab, "begins")
    tab.get_by_role("button", name="Stop").click()
    wait_for_line(tab, "waits")
    assert stop(tab) == "stopped"
    assert tab.inner_text("#pagelet-output").rstrip() == "begins\nwaits"


FAILING = (
    REGISTER
    + """
import sys
def give_up():
    raise KeyboardInterrupt
atexit.register(sys.exit, "bye")
atexit.register(give_up)
atexit.register(lambda: 1 / 0)
atexit.register(atexit.register, print, 7)
"""
)


@pytest.mark.engines("chromium", "firefox")
def test_an_exit_function_that_fails_does_not_keep_the_others(tab: Tab, start: Start) -> None:
    tab.expect_error("ZeroDivisionError")
    tab.expect_error("KeyboardInterrupt")
    start(FAILING)
    assert wait_for_end(tab) == "finished"

    text = tab.inner_text("#pagelet-output")
    assert text.startswith("7\nException ignored in atexit callback <function <lambda>")
    assert text.count("Exception ignored in atexit callback <") == 3
    assert "ZeroDivisionError" in text
    assert "bye" in text
    assert SAID in text


@pytest.mark.engines("chromium", "firefox")
def test_logs_and_finalizers_work_in_every_run(tab: Tab, start: Start) -> None:
    start(
        """
import logging, sys, weakref
logging.basicConfig(filename="log.txt", filemode="w", format="%(message)s", level=logging.INFO)
class Thing:
    pass
thing = Thing()
weakref.finalize(thing, print, "finalized")
logging.info("written")
print(logging.root.handlers[0].stream.closed, open("log.txt").read())
logger = logging.getLogger("game")
logger.addHandler(logging.StreamHandler(sys.stdout))
logger.error("once")
"""
    )
    assert wait_for_end(tab) == "finished"
    said = ["False", "written", "once", "finalized"]
    assert tab.inner_text("#pagelet-output").split() == said
    assert run_again(tab) == "finished"
    assert tab.inner_text("#pagelet-output").split() == said
