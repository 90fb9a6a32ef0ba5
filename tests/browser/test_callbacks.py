"""A Python function that is passed to JavaScript lives as long as JavaScript holds it."""

import pytest

from tests.browser.rig import Tab
from tests.browser.rig.site import Site


def test_functions_outlive_the_call_that_passed_them(tab: Tab) -> None:
    tab.open("callbacks.html")
    tab.click("#button")
    tab.click("#button")
    tab.evaluate("kept('by JavaScript')")
    # Each comes in a turn of its own.
    for text in ("kept by JavaScript", "timer", "mapped [30, 10, 20]", "over"):
        tab.wait_for_text(text, "#out")
    for text in ("pressed 1 click", "pressed 2 click"):
        tab.wait_for_text(text, "#out")
    tab.wait_for(
        "document.querySelector('#out').innerText.split('\\n')"
        ".filter((line) => line === 'named').length === 2"
    )

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


def test_an_error_that_javascript_gets_tells_what_happened(tab: Tab, site: Site) -> None:
    site.publish(
        "passing.html",
        """<!doctype html><title>Errors on their way</title>
        <script type="module" src="pagelet.js"></script>
        <script type="py">
        import js
        from pyodide.ffi import create_proxy

        class Store:
            def fail(self):
                raise ValueError("bad apple")

            async def fail_later(self):
                raise KeyError("rotten pear")

        js.window.store = create_proxy(Store())
        </script>""",
    )
    tab.open("passing.html")
    told = tab.evaluate(
        """(async () => {
          const told = [];
          try { store.fail() } catch (error) { told.push(error.name, error.type, error.message) }
          try { await store.fail_later() } catch (error) { told.push(error.type, error.message) }
          return told;
        })()"""
    )

    assert told[:2] == ["PythonError", "ValueError"]
    assert told[2].startswith("Traceback (most recent call last):\n")
    assert 'line 9, in fail\n    raise ValueError("bad apple")' in told[2]
    assert told[2].rstrip().endswith("ValueError: bad apple")
    assert told[3] == "KeyError"
    assert told[4].rstrip().endswith("KeyError: 'rotten pear'")
    # Who has caught it shows it.
    assert tab.inner_text().strip() == ""


def test_an_error_may_take_long_to_be_written_down(tab: Tab, site: Site) -> None:
    """Python would let the page breathe meanwhile, which JavaScript on the stack forbids."""
    site.publish(
        "slow-error.html",
        """<!doctype html><title>An error that takes long</title>
        <script type="module" src="pagelet.js"></script>
        <script type="py">
        import time
        from js import Array

        class SlowError(Exception):
            def __str__(self):
                end = time.perf_counter() + 0.5
                while time.perf_counter() < end:
                    pass
                return "at last"

        def fail(*_):
            raise SlowError

        try:
            Array.of(1).map(fail)
        except SlowError as error:
            print(type(error).__name__, error)
        </script>
        <script type="py">print("the next tag runs")</script>""",
    )
    tab.open("slow-error.html")

    assert tab.inner_text().split("\n")[0] == "SlowError at last"
    assert "the next tag runs" in tab.inner_text()


def test_c_code_may_call_back_a_function_that_takes_long(tab: Tab, site: Site) -> None:
    """It is called through JavaScript, which forbids that the page breathes meanwhile."""
    site.publish(
        "c-callback.html",
        """<!doctype html><title>A function for C</title>
        <script type="module" src="pagelet.js"></script>
        <script type="py">
        import ctypes
        import time

        number = ctypes.POINTER(ctypes.c_int)

        @ctypes.CFUNCTYPE(ctypes.c_int, number, number)
        def compare(first, second):
            end = time.perf_counter() + 0.2
            while time.perf_counter() < end:
                pass
            return first[0] - second[0]

        numbers = (ctypes.c_int * 3)(3, 1, 2)
        ctypes.CDLL(None).qsort(numbers, 3, 4, compare)
        print(list(numbers))
        </script>""",
    )
    tab.open("c-callback.html")

    assert tab.inner_text().strip() == "[1, 2, 3]"


def test_what_javascript_converts_may_take_long(tab: Tab, site: Site) -> None:
    site.publish(
        "slow-conversion.html",
        """<!doctype html><title>A conversion that takes long</title>
        <script type="module" src="pagelet.js"></script>
        <script>window.numbersOf = (shelf, convert) => convert(shelf.numbers)</script>
        <script type="py">
        import time
        from js import numbersOf
        from pyodide.ffi import to_js

        class Numbers(list):
            def __len__(self):
                end = time.perf_counter() + 0.2
                while time.perf_counter() < end:
                    pass
                return super().__len__()

            def __getitem__(self, index):
                len(self)
                return super().__getitem__(index)

        class Shelf:
            numbers = Numbers([1, 2])

        print(*to_js([Shelf()], default_converter=numbersOf)[0])
        </script>""",
    )
    tab.open("slow-conversion.html")

    assert tab.inner_text().strip() == "1 2"


@pytest.mark.engines("chromium", "firefox")
def test_others_wait_while_the_browser_takes_events_inside_a_call(tab: Tab, site: Site) -> None:
    """Firefox does while it opens a tab: what is due then must not go on beneath the call."""
    site.publish(
        "opened.html",
        """<!doctype html><title>Tabs that are opened</title>
        <script type="module" src="pagelet.js"></script>
        <script type="py">
        import asyncio
        import time
        from js import window

        steps = 0

        async def go_on():
            global steps
            while True:
                await asyncio.sleep(0)
                steps += 1

        going_on = asyncio.create_task(go_on())
        for _ in range(4):
            opened = window.open("about:blank", "_blank")
            time.sleep(0.01)
            opened.close()
        going_on.cancel()
        print("opened", steps > 0)
        </script>""",
    )
    tab.open("opened.html")

    assert tab.inner_text().strip() == "opened True"


def test_a_new_kind_of_object_may_take_long_to_arrive(tab: Tab, site: Site) -> None:
    """Python code makes a class of it, and JavaScript has called for that."""
    site.publish(
        "new-kind.html",
        """<!doctype html><title>A new kind of object</title>
        <script type="module" src="pagelet.js"></script>
        <script>
        window.odd = {
          size: 1, get() {}, set() {}, has() {}, delete() {}, then() {}, catch() {},
          [Symbol.iterator]() {}, [Symbol.asyncIterator]() {}, [Symbol.dispose]() {},
        };
        </script>
        <script type="py">
        import sys
        import time
        from js import window

        steps = 0

        def take_long(*_):
            global steps
            steps += 1
            end = time.perf_counter() + (0.1 if steps < 6 else 0)
            while time.perf_counter() < end:
                pass

        sys.setprofile(take_long)
        window.odd
        sys.setprofile(None)
        print("arrived", steps > 2)
        </script>""",
    )
    tab.open("new-kind.html")

    assert tab.inner_text().strip() == "arrived True"


def test_a_function_that_cannot_be_passed_is_an_error_of_python(tab: Tab, site: Site) -> None:
    """What ties it to its tag fails here: there is no room for one more call."""
    site.publish(
        "deep.html",
        """<!doctype html><title>Functions from deep down</title>
        <script type="module" src="pagelet.js"></script>
        <script type="py">
        from js import MutationObserver, document, setTimeout

        def deeper():
            setTimeout(lambda: None, 0)
            MutationObserver.new(lambda *_: None)
            document.body.onclick = lambda event: None
            deeper()

        for _ in range(5):
            try:
                deeper()
            except Exception:
                print("failed")
        </script>""",
    )
    tab.open("deep.html")

    assert tab.inner_text().split() == ["failed"] * 5
