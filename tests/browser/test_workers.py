"""Tags with `worker` and PyWorker: a Python of their own, which the page can call."""

import pytest

from tests.browser.rig import Tab
from tests.browser.rig.site import Site

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Workers</title>
<script type="module" src="pagelet.js"></script>
{}</html>"""


@pytest.fixture
def lines(tab: Tab) -> list[str]:
    tab.open("workers.html")
    return tab.inner_text("#out").split("\n")


@pytest.mark.pyscript("1.2", "worker, name", better="needs no headers; prints at its tag")
@pytest.mark.pyscript("3.1", "RUNNING_IN_WORKER, window, document in a worker")
@pytest.mark.engines("chromium", "firefox")
def test_a_tag_in_a_worker_prints_where_it_stands(tab: Tab) -> None:
    tab.open("workers.html")
    text = tab.inner_text()

    assert text.index("first") < text.index("in a worker True Workers /workers.html")
    assert text.index("in a worker") < text.index("second") < text.index("other 4 5 False")
    assert text.index("other 4 5 False") < text.index("third") < text.index("page False")
    assert tab.inner_text("#py-w0-target").startswith("in a worker True")
    assert tab.inner_text("#other-target").endswith("other 4 5 False\n")
    told = tab.evaluate("told")
    for each in ("py:ready py-w0 true", "py:done py-w0 true", "py:done other true"):
        assert told.count(each) == 1
    assert any(each.startswith("py:done") and each.endswith("false") for each in told)


@pytest.mark.pyscript("3.12", "workers[...], __export__", better="values arrive as Python's own")
@pytest.mark.engines("chromium", "firefox")
def test_the_page_calls_what_a_worker_exports(lines: list[str]) -> None:
    assert (
        "page False <NotSupported pyscript.sync: pyscript.sync works inside workers: " in (lines[0])
    )
    assert "sum 3" in lines
    assert "data [{'a': [1, {'b': None}]}, b'abc', [1, 2], 1.5, True, 'é']" in lines
    assert "to_py [7]" in lines
    assert "counted 1" in lines
    assert "called back 42" in lines
    assert "given 5" in lines


@pytest.mark.pyscript("3.12", "exceptions of a worker", better="of the kind that was raised")
@pytest.mark.engines("chromium", "firefox")
def test_an_error_crosses_with_its_kind_and_its_traceback(lines: list[str]) -> None:
    start = lines.index("raised ValueError so bad")

    assert lines[start + 2 : start + 6] == [
        "In the worker:",
        "Traceback (most recent call last):",
        '  File "workers/crunch.py", line 33, in fail',
        '    raise ValueError(f"so {what}")',
    ]
    assert (
        "no the worker exports no 'missing'; it exports add, call_back, count, echo, fail, give"
        in lines
    )


@pytest.mark.pyscript("7", "errors of a worker", better="explained at its tag, as in the page")
@pytest.mark.engines("chromium", "firefox")
def test_faults_are_explained_at_the_tag_of_the_worker(tab: Tab, site: Site) -> None:
    site.publish(
        "faulty.html",
        PAGE.format(
            """<div id="gone"><script type="py" worker src="workers/nothing.py"></script></div>
<div id="wrong"><script type="py" worker>
print("so far")
1 / 0
</script></div>
<div id="twice"><script type="py" worker name="one"></script>
<script type="py" worker name="one"></script></div>
<div id="empty"><script type="py" worker>__export__ = ["work"]</script></div>"""
        ),
    )
    tab.allow_error("")
    tab.open("faulty.html")

    assert "'workers/nothing.py' could not be fetched: the server answered 404." in (
        tab.inner_text("#gone")
    )
    assert tab.inner_text("#wrong").startswith("so far")
    assert "faulty.html, line 6" in tab.inner_text("#wrong")
    assert 'Two workers have the name "one", so this one was not started.' in (
        tab.inner_text("#twice")
    )
    assert "The worker exports 'work', but has nothing of that name." in tab.inner_text("#empty")
    loaded = tab.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert not [name for name in loaded if name.endswith("pagelet.zip")], "no Python in the page"


@pytest.mark.pyscript("1.7", "PyWorker, MPWorker", better="no `whenDefined` needed")
@pytest.mark.pyscript("3.1", "PyWorker, create_named_worker, sync both ways")
@pytest.mark.engines("chromium", "firefox")
def test_workers_are_started_and_ended_by_python_and_by_javascript(tab: Tab) -> None:
    tab.allow_error("division by zero")
    tab.open("started.html")
    lines = tab.inner_text("#out").split("\n")

    assert "greeted hello page" in lines
    assert "ended Error: the worker was terminated" in lines
    assert "named 42" in lines
    assert "broken ZeroDivisionError: division by zero" in lines
    text = tab.inner_text()
    assert "waited for 8 [{'a': [1]}]" in text
    assert "awaited [5]" in text
    assert "the page offers no function 'missing' in sync; it offers twice, later" in text
    tab.wait_for_text('[{"a":[1]},"b"] PythonError ValueError Traceback', "#js")


@pytest.mark.pyscript("5", "workers", better="they wait without headers")
@pytest.mark.engines("chromium", "firefox")
def test_a_worker_asks_and_computes_while_the_page_lives(tab: Tab, site: Site) -> None:
    site.publish(
        "asking.html",
        PAGE.format(
            """<button id="press">Press</button><p id="pressed"></p>
<script>press.onclick = () => { pressed.textContent += "x"; };</script>
<script type="py" worker name="asking">
from pyscript import document, sync, when

@when("click", "#press")
def press(event):
    print("heard", event.type)

print("hello", input("Name? "))
document.title = "computes"
number = 0
while document.querySelector("#pressed").textContent != "xx":
    number += 1
print("counted", number > 0)
</script>"""
        ),
    )
    tab.goto("asking.html")
    field = tab.locator(".pagelet-input input")
    field.fill("Ada")
    field.press("Enter")
    tab.wait_for("document.title === 'computes'")
    tab.click("#press")
    tab.click("#press")
    tab.wait_for("document.body.innerText.split('heard click').length === 3")
    text = tab.inner_text()

    assert "hello Ada" in text
    assert "counted True" in text
