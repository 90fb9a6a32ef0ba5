"""`signal.alarm` and `signal.setitimer` interrupt what computes, sleeps or asks."""

from pathlib import Path

import pytest

from tests.browser.apps import Serve
from tests.browser.conversation import Conversation
from tests.browser.rig import Tab
from tests.browser.running import Start, stop, wait_for_end, wait_for_line

pytestmark = pytest.mark.engines("chromium", "firefox")

TIMEOUT = """
import asyncio, signal, sys, threading, time

def ring(number, frame):
    print("in line", frame.f_lineno, "of", frame.f_code.co_name)
    raise TimeoutError(signal.Signals(number).name)

signal.signal(signal.SIGALRM, ring)
"""
# What an alarm interrupts, all on line 11.
LONG = {
    "computation": "while True: pass",
    "sleep": "time.sleep(1000)",
    "question": "input('Quick! ')",
    "event": "threading.Event().wait()",
    "coroutine": "asyncio.run(asyncio.sleep(1000))",
    "pause": "signal.pause()",
}


@pytest.mark.parametrize("long", LONG.values(), ids=LONG)
def test_a_handler_that_raises_ends_what_takes_too_long(tab: Tab, start: Start, long: str) -> None:
    start(
        TIMEOUT
        + f"""
def work():
    {long}
print(signal.alarm(1), signal.alarm(1))
try:
    work()
except TimeoutError as error:
    print("\\ntoo slow:", error)
print(signal.alarm(0), signal.getitimer(signal.ITIMER_REAL))
time.sleep(0.01)
print("goes on")
"""
    )
    assert wait_for_end(tab) == "finished"

    text = tab.inner_text("#pagelet-output")
    assert text.startswith("0 1\n")
    assert "in line 11 of work\n" in text or "of wait\n" in text or "of run\n" in text
    assert text.rstrip().endswith("too slow: SIGALRM\n0 (0.0, 0.0)\ngoes on")


def test_a_question_is_asked_until_its_time_is_up(
    tab: Tab, serve_app: Serve, tmp_path: Path
) -> None:
    """The next one is asked as if nothing had been."""
    program = tmp_path / "program.py"
    program.write_text(
        TIMEOUT
        + """
signal.setitimer(signal.ITIMER_REAL, 0.3)
try:
    input("Quick! ")
except TimeoutError:
    print("Too late.")
print("Hello,", input("Name? "))
"""
    )
    tab.goto(serve_app(program).url)
    talk = Conversation(tab)
    talk.wait_for_text("Too late.")
    talk.answer("Ada")

    said = talk.wait_for_end()
    assert said.endswith("Too late.\nName? Ada\nHello, Ada\n")


def test_a_timer_rings_again_and_again_while_the_program_goes_on(tab: Tab, start: Start) -> None:
    start(
        """
import signal
rings = []
signal.signal(signal.SIGALRM, lambda number, frame: rings.append(number))
print(signal.setitimer(signal.ITIMER_REAL, 0.1, 0.2))
left, interval = signal.getitimer(signal.ITIMER_REAL)
print(0 < left <= 0.1, interval)
while len(rings) < 3:
    pass
for _ in range(2):
    signal.pause()
before = len(rings)
left, interval = signal.setitimer(signal.ITIMER_REAL, 0)
print(0 < left <= 0.2, interval, before >= 5, set(rings))
"""
    )
    assert wait_for_end(tab) == "finished"

    assert tab.inner_text("#pagelet-output").split("\n")[:3] == [
        "(0.0, 0.0)",
        "True 0.2",
        "True 0.2 True {<Signals.SIGALRM: 14>}",
    ]


def test_an_alarm_that_nothing_takes_ends_the_program_and_says_so(tab: Tab, start: Start) -> None:
    tab.expect_error("AlarmClock")
    start(
        """
import signal, time
signal.alarm(1)
while True:
    try:
        time.sleep(1000)
    except Exception:
        print("never")
"""
    )
    assert wait_for_end(tab) == "failed"

    text = tab.inner_text("#pagelet-output")
    assert "Alarm clock: the program's time was up" in text
    assert "signal.signal(signal.SIGALRM, ring)" in text
    assert "6 |         time.sleep(1000)" in text
    assert "never" not in text


def test_what_ends_the_program_cancels_its_alarm(tab: Tab, start: Start) -> None:
    """The next run finds none, and no handler."""
    start(
        """
import signal, time
print(signal.getitimer(signal.ITIMER_REAL), signal.getsignal(signal.SIGALRM).name)
signal.signal(signal.SIGALRM, lambda *_: print("never"))
signal.alarm(1)
print("begins", flush=True)
time.sleep(0.3)
time.sleep(1000)
"""
    )
    wait_for_line(tab, "begins")
    assert stop(tab) == "stopped"
    # Longer than the alarm would have taken.
    tab.evaluate("setTimeout(() => globalThis.later = true, 1500), undefined")
    tab.wait_for("globalThis.later")
    assert "never" not in tab.inner_text("#pagelet-output")

    tab.evaluate("delete document.body.dataset.state")
    tab.get_by_role("button", name="Run").click()
    wait_for_line(tab, "begins")
    assert tab.inner_text("#pagelet-output").startswith("(0.0, 0.0) SIG_DFL\n")
    stop(tab)


def test_times_that_mean_nothing_are_refused(tab: Tab, start: Start) -> None:
    start(
        """
import signal
for wrong in (
    lambda: signal.alarm(1.5),
    lambda: signal.setitimer(signal.ITIMER_REAL, -1),
    lambda: signal.setitimer(signal.ITIMER_VIRTUAL, 1),
    lambda: signal.getitimer(7),
):
    try:
        wrong()
    except (TypeError, signal.ItimerError) as error:
        print(error)
"""
    )
    assert wait_for_end(tab) == "finished"

    only = "[Errno 28] a page has one such timer only, signal.ITIMER_REAL, for real time"
    assert tab.inner_text("#pagelet-output").split("\n")[:4] == [
        "'float' object cannot be interpreted as an integer",
        "[Errno 28] Invalid argument",
        only,
        only,
    ]
