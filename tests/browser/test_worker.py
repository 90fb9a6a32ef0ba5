"""Python in a worker, where a page asks for that: it reaches the page and waits."""

import pytest

from tests.browser.rig import Tab
from tests.browser.rig.site import Site
from tests.package.test_size import FOR_WORKERS

PAGES = {
    "service": "worker.html?pagelet-place=worker-service",
    "shared": "isolated/worker.html?pagelet-place=worker-shared",
}


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, engine: str) -> str:
    if request.param == "shared" and engine == "webkit":
        pytest.skip("WebKitGTK shares no memory, isolated or not")
    return PAGES[request.param]


def test_a_worker_uses_the_page_as_if_it_were_there(tab: Tab, page: str) -> None:
    tab.open(page)
    lines = tab.inner_text("#out").split("\n")

    assert "items ['one', 'two']" in lines
    assert "same True" in lines
    assert "added True" in lines
    assert "raised TypeError not so" in lines
    assert "awaited RangeError" in lines
    assert "bytes 1000000 7" in lines
    assert "numbers 1.5,2" in lines
    assert "constructed 8" in lines
    assert "options a=1" in lines
    assert "stored é" in lines
    assert "slept True" in lines
    assert tab.evaluate("localStorage.getItem('kept')") == "é"


def test_what_needs_an_answer_at_once_is_refused_in_words(tab: Tab, page: str) -> None:
    tab.open(page)

    assert (
        "refused JavaScript's sort() needs an answer at once, which Python cannot give from a"
        " worker: use list(...) and do it in Python"
    ) in tab.inner_text("#out")


def test_a_handler_in_a_worker_waits_for_the_person(tab: Tab, page: str) -> None:
    tab.open(page)
    tab.click("#press")
    field = tab.locator(".pagelet-input input")
    field.fill("because")
    field.press("Enter")
    tab.wait_for_text("pressed click press because", "#out")


@pytest.mark.parametrize("asked", ["", 'data-pagelet-place="fallback"'])
def test_python_is_in_a_worker_only_where_that_is_asked_for_and_needed(
    tab: Tab, site: Site, engine: str, asked: str
) -> None:
    site.publish(
        "placed.html",
        f"""<!doctype html><html lang="en" {asked}><meta charset="utf-8"><title>Placed</title>
<script type="module" src="pagelet.js"></script><div id="out"></div>
<script type="py" target="out">
from js import window
from pyodide.ffi import JsException

try:
    print("page", list(window.Array.of(2, 1).sort(lambda a, b: a - b)))
except JsException:
    print("worker")
</script></html>""",
    )
    tab.open("placed.html")

    in_worker = asked and engine == "webkit"
    assert tab.inner_text("#out").strip() == ("worker" if in_worker else "page [1, 2]")
    loaded = tab.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    names = {name.rpartition("/")[2] for name in loaded}
    assert bool(FOR_WORKERS & names) == bool(in_worker)


def test_a_worker_that_does_not_start_is_told_with_what_to_do(tab: Tab, site: Site) -> None:
    site.mount("broken/", site.find)
    site.publish("broken/loader/worker.js", "this is no JavaScript")
    tab.allow_error("")
    tab.goto("broken/worker.html?pagelet-place=worker")
    tab.wait_for("document.querySelector('.pagelet-error')")
    lines = [line for line in tab.inner_text(".pagelet-error").split("\n") if line.strip()]

    assert lines[0] == "Python cannot start: the worker that it runs in here could not be started."
    assert lines[1].startswith(f"{site.url}/broken/loader/worker.js")
    assert lines[2] == (
        "Copy the whole folder that 'pagelet dist' made; other servers must send "
        "Access-Control-Allow-Origin: *"
    )
