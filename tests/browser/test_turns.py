"""Handlers run one after the other, unless one waits or computes without end."""

import pytest

from tests.browser.rig import Tab
from tests.browser.running import Start, wait_for_end

pytestmark = pytest.mark.engines("chromium", "firefox")


def test_a_handler_does_not_start_half_way_through_another(tab: Tab) -> None:
    tab.open("turns.html")
    tab.locator("#text").press_sequentially("abc")
    tab.wait_for("document.querySelector('#log').innerText.length === 9")

    # Without turns, it would be "(((abc)))" or the like.
    assert tab.inner_text("#log") == "()a()b()c"


def test_a_handler_that_computes_without_end_is_ended_by_another(tab: Tab) -> None:
    tab.open("turns.html")
    tab.click("#count")
    tab.click("#enough")
    tab.wait_for_text("stopped", "#counted")


def test_a_handler_that_waits_lets_others_run(tab: Tab) -> None:
    tab.open("turns.html")
    tab.click("#ask")
    tab.locator(".pagelet-input").wait_for()
    tab.locator("#text").press_sequentially("a")
    tab.wait_for_text("()a", "#log")
    tab.get_by_role("textbox", name="Name?").fill("Ada")
    tab.press("Enter")
    tab.wait_for_text("Hello Ada")


@pytest.mark.engines("chromium", "firefox", "webkit")
def test_a_step_of_a_task_is_not_interrupted_by_other_tasks(tab: Tab, start: Start) -> None:
    start(
        """
import asyncio, time
total = 0
begun = []

async def count(name):
    global total
    begun.append(name)
    for _ in range(5):
        before = total
        end = time.monotonic() + 0.12
        while time.monotonic() < end:
            pass
        total = before + 1
        await asyncio.sleep(0)

async def main():
    await asyncio.gather(*map(count, "abc"))

asyncio.run(main())
print(total, begun)
"""
    )
    assert wait_for_end(tab) == "finished"

    # Without turns, each task would overwrite what the others have counted.
    assert tab.inner_text("#pagelet-output") == "15 ['a', 'b', 'c']\n"


def test_a_loop_without_end_can_be_ended_by_a_task(tab: Tab, start: Start) -> None:
    start(
        """
import asyncio
from pagelet import when
counting = True

@when("click", "body")
async def enough():
    global counting
    await asyncio.sleep(0)
    counting = False

print("counts")
while counting:
    pass
print("enough")
"""
    )
    tab.wait_for_text("counts")
    tab.click("#pagelet-output")

    assert wait_for_end(tab) == "finished"
