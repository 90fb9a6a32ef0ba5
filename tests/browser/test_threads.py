"""`threading`, and what stands on it, in a page: while one thread waits, the others go on."""

from pathlib import Path

import pytest

from tests.browser.apps import ENDED
from tests.browser.rig import Site, Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS
from tests.browser.running import Start, run_again, wait_for_line
from tests.browser.test_programs import printed_on_the_host, served

pytestmark = pytest.mark.engines("chromium", "firefox")


def run_to_end(tab: Tab, program: Path) -> str:
    """Run `program` in the ready-made page to its end; return what it printed."""
    with served(program) as address:
        tab.goto(address)
        tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
        shown = str(tab.evaluate("document.querySelector('#pagelet-output').textContent"))
        tab.goto("about:blank")
    return shown


def test_threads_do_in_the_page_what_they_do_on_the_host(tab: Tab, tmp_path: Path) -> None:
    program = tmp_path / "threads.py"
    program.write_text(
        """
import asyncio
import contextvars
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

print(threading.current_thread() is threading.main_thread(), threading.active_count())

# Two threads that talk to each other, by events.
ping, pong = threading.Event(), threading.Event()

def answer():
    for number in range(3):
        ping.wait()
        ping.clear()
        print("pong", number, threading.current_thread().name)
        pong.set()

thread = threading.Thread(target=answer, name="answering")
thread.start()
for number in range(3):
    print("ping", number)
    ping.set()
    pong.wait()
    pong.clear()
thread.join()
print(thread.is_alive(), thread.ident != threading.get_ident())

# A full queue, an empty queue.
items = queue.Queue(2)

def produce():
    for item in range(6):
        items.put(item)
    items.put(None)

threading.Thread(target=produce).start()
print(list(iter(items.get, None)))
simple = queue.SimpleQueue()
threading.Timer(0.01, simple.put, ["in the end"]).start()
print(simple.get())
try:
    simple.get(timeout=0.01)
except queue.Empty:
    print("empty")

# Locks keep a sum right although each step waits.
total, lock = 0, threading.Lock()

def add():
    global total
    for _ in range(20):
        with lock:
            before = total
            time.sleep(0)
            total = before + 1

adding = [threading.Thread(target=add) for _ in range(3)]
for each in adding:
    each.start()
for each in adding:
    each.join()
print(total, lock.locked(), lock.acquire(), lock.acquire(timeout=0.01), lock.acquire(False))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print(error)

reentrant, semaphore = threading.RLock(), threading.BoundedSemaphore(1)
with reentrant, reentrant, semaphore:
    print(semaphore.acquire(timeout=0.01))
try:
    semaphore.release()
except ValueError as error:
    print(error)
barrier = threading.Barrier(3)
places = []
meeting = [threading.Thread(target=lambda: places.append(barrier.wait())) for _ in range(3)]
for each in meeting:
    each.start()
for each in meeting:
    each.join()
print(sorted(places))
changed = threading.Condition()
with changed:
    print(changed.wait_for(lambda: False, timeout=0.01))
print(threading.Event().wait(0.01))

# Values of a thread's own.
own = threading.local()
own.value = "main"
threading.Thread(target=lambda: print(hasattr(own, "value"))).start()
time.sleep(0.01)
print(own.value)

def slow_square(n):
    time.sleep(0.01)
    return n * n

with ThreadPoolExecutor(3) as pool:
    print(list(pool.map(slow_square, range(5))))
    waiting = [pool.submit(pow, 2, n) for n in range(4)] + [pool.submit(divmod, 1, 0)]
    print(sorted(each.result() for each in as_completed(waiting) if not each.exception()))
    print(type(waiting[-1].exception()))

setting = contextvars.ContextVar("setting")

async def main():
    loop = asyncio.get_running_loop()
    seen = await asyncio.gather(*(asyncio.to_thread(time.sleep, 0.01) for _ in range(3)))
    there = await loop.run_in_executor(None, threading.current_thread)
    print(seen, there is threading.main_thread())
    setting.set("kept")
    print(await asyncio.to_thread(lambda: (setting.get(), threading.current_thread().name[:8])))

asyncio.run(main())

def last():
    time.sleep(0.05)
    print("the last word")

threading.Thread(target=last).start()
threading.Thread(target=time.sleep, args=[1000], daemon=True).start()
print("the program's end")
""",
        encoding="utf-8",
    )

    assert run_to_end(tab, program) == printed_on_the_host(program)


def test_a_thread_goes_on_while_another_computes(tab: Tab, tmp_path: Path) -> None:
    program = tmp_path / "computing.py"
    program.write_text(
        """
import threading, time

def clock():
    global ticks
    while not over:
        ticks += 1
        time.sleep(0)

ticks, over = 0, False
threading.Thread(target=clock).start()
before = ticks
while ticks < before + 3:
    pass
over = True
print("ticked")
"""
    )

    assert run_to_end(tab, program) == "ticked\n"


def test_an_error_in_a_thread_is_explained_and_the_others_go_on(tab: Tab, tmp_path: Path) -> None:
    tab.expect_error("IndexError")
    program = tmp_path / "broken.py"
    program.write_text(
        """
import threading

def broken():
    return [][3]

thread = threading.Thread(target=broken)
thread.start()
thread.join()
print("still here")
threading.excepthook = lambda args: print("mine:", args.exc_value, args.thread.name)
threading.Thread(target=broken, name="second").start()
"""
    )
    shown = run_to_end(tab, program)

    assert "IndexError: list index out of range" in shown
    assert "return [][3]" in shown
    assert "still here\nmine: list index out of range second\n" in shown


def test_threads_that_wait_survive_the_garbage_collector(tab: Tab, tmp_path: Path) -> None:
    """Their frames stand in memory that others may have written over meanwhile."""
    program = tmp_path / "collecting.py"
    program.write_text(
        """
import gc, threading, time

class Knot:
    def __init__(self):
        self.me, self.data = self, [{} for _ in range(5)]

def wait_deep(levels):
    knot = Knot()
    if levels:
        wait_deep(levels - 1)
    else:
        over.wait()
    assert knot.me is knot

gc.set_threshold(50, 5, 5)
over = threading.Event()
waiting = [threading.Thread(target=wait_deep, args=[30]) for _ in range(8)]
for each in waiting:
    each.start()
for generation in [0, 1, 2] * 20:
    knots = [Knot() for _ in range(200)]
    time.sleep(0)
    gc.collect(generation)
over.set()
for each in waiting:
    each.join()
print("all there")
"""
    )

    assert run_to_end(tab, program) == "all there\n"


def test_an_error_in_a_thread_is_shown_beside_the_tag_that_started_it(tab: Tab, site: Site) -> None:
    tab.expect_error("ZeroDivisionError")
    site.publish(
        "thread.html",
        '<!doctype html><meta charset="utf-8"><title>A thread of a tag</title>'
        '<script type="module" src="/pagelet.js"></script>'
        '<script type="py" target="other">print("other")</script><div id="other"></div>'
        '<script type="py" target="out">\nimport threading\n'
        "def divide():\n    print(1)\n    print(1 / 0)\n"
        "thread = threading.Thread(target=divide)\nthread.start()\nthread.join()\nprint(2)\n"
        '</script><div id="out"></div>',
    )
    tab.goto("thread.html")
    tab.wait_for_python()

    assert tab.inner_text("#other").strip() == "other"
    shown = tab.inner_text("#out")
    assert shown.startswith("1")
    assert "print(1 / 0)" in shown
    assert shown.rstrip().endswith("2")


WORKERS = """
import queue, threading, time
from concurrent.futures import ThreadPoolExecutor

def endless():
    while True:
        pass

def work(wait):
    try:
        wait()
    finally:
        print("thread ends")

sleeping = threading.Thread(target=work, args=[lambda: time.sleep(1000)])
sleeping.start()
threading.Thread(target=work, args=[endless], daemon=True).start()
idle = ThreadPoolExecutor(1)
idle.submit(print, "pool").result()
"""


@pytest.mark.parametrize(
    "waits",
    ["threading.Event().wait()", "queue.Queue().get()", "sleeping.join()", "endless()"],
)
def test_stop_ends_the_threads_of_a_program(tab: Tab, start: Start, waits: str) -> None:
    """Those that wait and those that compute; `finally` runs in each, and Run works again."""
    start(
        f"{WORKERS}\nthreading.excepthook = print\n"
        f"try:\n    print('begins')\n    {waits}\nfinally:\n    print('program ends')"
    )
    for _ in range(2):
        wait_for_line(tab, "begins")
        tab.get_by_role("button", name="Stop").click()
        tab.wait_for(ENDED)
        lines = tab.inner_text("#pagelet-output").split("\n")

        assert lines[:3] == ["pool", "begins", "program ends"]
        assert [line for line in lines[3:] if line] == ["thread ends"] * 2
        assert tab.inner_text("#pagelet-state") == "stopped"
        tab.evaluate("delete document.body.dataset.state")
        tab.evaluate("document.querySelector('#pagelet-output').replaceChildren()")
        tab.get_by_role("button", name="Run").click()


def test_stop_reaches_threads_whose_program_only_waits_for_them(tab: Tab, start: Start) -> None:
    start(f"{WORKERS}\nprint('the end')")
    wait_for_line(tab, "the end")
    assert tab.inner_text("#pagelet-state") == "running"
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for(ENDED)

    assert tab.inner_text("#pagelet-output").split("\n")[2:4] == ["thread ends"] * 2
    assert tab.inner_text("#pagelet-state") == "stopped"


def test_a_program_may_end_its_threads_itself_after_stop(tab: Tab, start: Start) -> None:
    """As after Ctrl-C everywhere: only the main part is told at first."""
    start(
        """
import threading, time

def work():
    while not over.is_set():
        time.sleep(0.01)
    time.sleep(0.05)
    print("all is saved")

over = threading.Event()
thread = threading.Thread(target=work)
thread.start()
try:
    print("begins")
    while True:
        time.sleep(1000)
except KeyboardInterrupt:
    over.set()
    thread.join()
    print("good bye")
"""
    )
    wait_for_line(tab, "begins")
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for(ENDED)

    assert tab.inner_text("#pagelet-output").split("\n")[1:3] == ["all is saved", "good bye"]
    assert tab.inner_text("#pagelet-state") == "finished"


@pytest.mark.parametrize("stays", ["time.sleep(1000)", "while True: pass"])
def test_a_thread_that_goes_on_is_ended_with_its_program(
    tab: Tab, start: Start, stays: str
) -> None:
    start(
        f"""
import threading, time

def work():
    while True:
        try:
            {stays}
        except BaseException:
            pass

threading.Thread(target=work, daemon=True).start()
print("the end")
"""
    )
    tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
    assert tab.inner_text("#pagelet-state") == "finished"
    run_again(tab)

    assert tab.inner_text("#pagelet-output").strip() == "the end"
    assert tab.inner_text("#pagelet-state") == "finished"
