"""Python waits and computes while the page stays alive (browsers with stack switching)."""

import pytest

from tests.browser.rig import Site, Tab

pytestmark = pytest.mark.engines("chromium", "firefox")


def test_the_page_is_alive_while_python_sleeps_and_computes(tab: Tab) -> None:
    tab.open("blocking.html")

    assert tab.inner_text("#out").split("\n")[:2] == [
        "alive while asleep True",
        "alive while computing True",
    ]


def test_input_asks_in_the_flow_of_the_output(tab: Tab) -> None:
    tab.goto("question.html")
    tab.wait_for("document.querySelector('.pagelet-input input') === document.activeElement")
    tab.type("Ada")
    tab.press("Enter")
    tab.wait_for("document.querySelector('.pagelet-input input')?.type === 'password'")
    tab.type("secret")
    tab.press("Enter")
    tab.wait_for_python()

    lines = [line.strip() for line in tab.inner_text("#py-0").strip().split("\n")]
    assert lines == ["before", "Your name? Ada", "Hello Ada", "Password:", "6 letters"]
    assert "secret" not in tab.inner_text()


def test_a_handler_may_ask(tab: Tab) -> None:
    tab.open("blocking.html")
    tab.click("#ask")
    tab.wait_for("document.querySelector('.pagelet-input input')")
    tab.locator(".pagelet-input input").fill("Grace")
    tab.press("Enter")

    tab.wait_for_text("Hello Grace", "#out")


def test_events_and_queues_wait_for_a_handler(tab: Tab, site: Site) -> None:
    """With a timeout they end by themselves; nothing of it needs a thread."""
    site.publish(
        "events.html",
        '<!doctype html><meta charset="utf-8"><title>Waiting for a handler</title>'
        '<script type="module" src="/pagelet.js"></script><button id="go">Go</button>'
        '<script type="py" target="out">\n'
        "import queue, threading\nfrom pagelet import when\n"
        "print(threading.Event().wait(0.01), threading.Lock().acquire())\n"
        "pressed, items = threading.Event(), queue.SimpleQueue()\n"
        "try:\n    items.get(timeout=0.01)\nexcept queue.Empty:\n    print('empty')\n"
        "@when('click', '#go')\ndef go():\n    pressed.set()\n    items.put('an item')\n"
        "print(pressed.wait(), items.get())\n"
        '</script><div id="out"></div>',
    )
    tab.goto("events.html")
    tab.wait_for_text("empty", "#out")
    tab.click("#go")
    tab.wait_for_python()

    assert tab.inner_text("#out").split("\n")[:3] == ["False True", "empty", "True an item"]
