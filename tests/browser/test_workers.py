"""Tags with `worker` and PyWorker: a Python of their own, which the page can call."""

import pytest

from tests.browser.rig import Tab
from tests.browser.rig.site import Site
from tests.browser.test_terminal import focus, wait_for_last_line, wait_for_text

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Workers</title>
<script type="module" src="pagelet.js"></script>
{}</html>"""


@pytest.fixture
def lines(tab: Tab) -> list[str]:
    tab.open("workers.html")
    return tab.inner_text("#out").split("\n")


@pytest.mark.pyscript("1.2", "worker, name", better="needs no headers; prints at its tag")
@pytest.mark.pyscript("3.1", "RUNNING_IN_WORKER, window, document in a worker")
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


@pytest.mark.engines("chromium", "firefox")
@pytest.mark.pyscript("7", "errors of a worker", better="explained at its tag, as in the page")
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
def test_workers_are_started_and_ended_by_python_and_by_javascript(tab: Tab) -> None:
    tab.allow_error("division by zero")
    tab.allow_error("error: undefined")  # Firefox, of a worker that is ended in WebAssembly
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


def test_a_loop_in_a_worker_may_ask_whether_it_is_to_end(tab: Tab, site: Site) -> None:
    site.publish(
        "stuck.html",
        PAGE.format(
            """<script type="py" worker id="loop">
from pyscript import sync

print("begins", sync.notStuck())
while sync.isStuck():
    pass
print("ends", sync.notStuck())
</script>"""
        ),
    )
    tab.goto("stuck.html")
    tab.wait_for_text("begins False")
    tab.evaluate("document.querySelector('#loop').xworker.unstuck()")
    tab.wait_for_text("ends True")


@pytest.mark.pyscript("5", "workers", better="they wait without headers")
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
number = 0
while document.querySelector("#pressed").textContent != "xx":
    number += 1
    if number == 10:
        document.title = "computes"
print("counted", number >= 10)
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


@pytest.mark.pyscript("2.2", "js_modules.worker, and js_modules.main in a worker")
def test_javascript_modules_of_a_worker_run_there(tab: Tab, site: Site) -> None:
    site.publish(
        "workers/where.js",
        "export const where = (who) => `${who} in ${self.constructor.name}`;",
    )
    site.publish(
        "workers/modules.toml",
        '[js_modules.main]\n"./where.js" = "of_page"\n'
        '[js_modules.worker]\n"./where.js" = "of_worker"\n',
    )
    site.publish(
        "modules.html",
        PAGE.format(
            """<script type="py" worker config="workers/modules.toml" target="out">
from pyscript import js_modules
from pyscript.js_modules import of_worker
from pyscript.js_modules.of_worker import where
print(js_modules.of_page.where("one"))
print(of_worker.where("two"), where("three"))
</script>
<div id="out"></div>
<div id="bad"><script type="py" worker config='{"js_modules": {"worker": {"./none.js": "none"}}}'>
print("not run")
</script></div>"""
        ),
    )
    tab.allow_error("")
    tab.open("modules.html")

    assert tab.inner_text("#out").split("\n")[:2] == [
        "one in Window",
        "two in DedicatedWorkerGlobalScope three in DedicatedWorkerGlobalScope",
    ]
    told = tab.inner_text("#bad")
    assert "The JavaScript module './none.js' cannot be imported: " in told
    assert "'js_modules.worker' in the configuration: " in told
    assert "not run" not in told


@pytest.mark.pyscript("4.6", "hooks.worker: functions run in the worker, as text, and code")
def test_hooks_for_workers_run_there(tab: Tab, site: Site) -> None:
    site.publish(
        "worker-hooks.html",
        """<!doctype html><html lang="en"><meta charset="utf-8"><title>Hooks</title>
<script type="module">
import { hooks } from "./pagelet.js";
window.started = [];
hooks.main.onWorker.add((wrap, xworker) => {
  started.push(wrap === null, typeof xworker.postMessage);
  xworker.onmessage = ({ data }) => started.push(...data.from);
});
hooks.worker.onReady.add((wrap, xworker) => {
  xworker.postMessage({ from: [self.constructor.name, wrap.type, wrap.config.own] });
  wrap.run("print('run by the hook')");
});
hooks.worker.codeBeforeRun.add("own = 'before'; print(own)");
hooks.worker.codeAfterRun.add("print('after', own)");
hooks.worker.onAfterRun.add(async () => { throw new Error("no luck"); });
</script>
<div id="tag"><script type="py" worker config='{"own": 9}'>
print("code", own)
own = "it"
</script></div>
</html>""",
    )
    tab.allow_error("no luck")
    tab.open("worker-hooks.html")
    text = tab.inner_text("#tag")

    assert text.startswith("run by the hook\nbefore\ncode before\nafter it\n")
    assert "A hook of this page failed: Error: no luck." in text
    assert "hooks.worker.onAfterRun" in text
    tab.wait_for("started.length === 5")
    assert tab.evaluate("started") == [True, "function", "DedicatedWorkerGlobalScope", "py", 9]


@pytest.mark.pyscript("1.4", "xworker: sync, ready, postMessage, onmessage, terminate")
@pytest.mark.pyscript("3.1", "polyscript.xworker: postMessage, onmessage, sync, window")
def test_messages_go_both_ways(tab: Tab, site: Site) -> None:
    site.publish(
        "workers/post.py",
        """from polyscript import xworker

async def answer(event):
    xworker.postMessage({"heard": event.data, "at": xworker.window.location.pathname})

xworker.onmessage = answer
xworker.sync.half = lambda number: number / 2
""",
    )
    site.publish(
        "post.html",
        PAGE.format(
            """<script type="py" worker src="workers/post.py" id="one"></script>
<script type="module">
const tag = document.querySelector("#one");
window.got = [];
addEventListener("py:ready", async ({ target }) => {
  if (target !== tag) return;
  tag.xworker.addEventListener("message", ({ data }) => got.push(data));
  tag.xworker.postMessage([1, { b: "é" }]);
  got.push((await tag.xworker.ready) === tag.xworker, await tag.xworker.sync.half(3));
});
</script>
<script type="py" target="out">
import asyncio
from pyscript import PyWorker

heard = asyncio.Event()

def hear(event):
    print(event.data.heard.to_py(), event.data.at)
    heard.set()

worker = PyWorker("workers/post.py", type="pyodide")
worker.onmessage = hear
worker.postMessage({"a": [1]})
await heard.wait()
</script>
<div id="out"></div>"""
        ),
    )
    tab.open("post.html")

    assert tab.inner_text("#out").strip() == "{'a': [1]} /post.html"
    tab.wait_for("got.length === 3")
    got = tab.evaluate("got")
    assert {"heard": [1, {"b": "é"}], "at": "/post.html"} in got
    assert True in got
    assert 1.5 in got


@pytest.mark.pyscript("4.1", "terminal worker: input, __terminal__, code.interact()")
def test_a_worker_asks_and_answers_in_its_terminal(tab: Tab, site: Site) -> None:
    site.publish(
        "worker-terminal.html",
        PAGE.format(
            """<script type="py" worker terminal id="term">
print("hello", input("name? "))
import code
code.interact()
</script>"""
        ),
    )
    tab.goto("worker-terminal.html")
    wait_for_text(tab, "name?", "#term")
    focus(tab, "#term")
    tab.type("Ada")
    tab.press("Enter")
    wait_for_text(tab, "hello Ada", "#term")
    wait_for_last_line(tab, ">>>", "#term")
    tab.type("6 * 7")
    tab.press("Enter")
    wait_for_text(tab, "\n42", "#term")
    assert tab.evaluate("document.querySelector('#term').terminal.cols") > 20


def test_what_cannot_cross_is_told_with_its_type(tab: Tab, site: Site) -> None:
    site.publish(
        "crossing.html",
        PAGE.format(
            """<script type="py" worker name="crossing">
class Own:
    pass

def give():
    return [1, Own()]

def take(value):
    return repr(value)

__export__ = ["give", "take"]
</script>
<script type="py" target="out">
from collections import Counter
from datetime import date

from pyscript import workers

crossing = await workers["crossing"]
for call in (
    lambda: crossing.take([date(2026, 1, 2)]),
    lambda: crossing.give(),
    lambda: crossing.take((Counter("aab"), {1}, 2**70, {1: None})),
):
    try:
        print(await call())
    except TypeError as error:
        print("refused", error)
</script>
<div id="out"></div>"""
        ),
    )
    tab.open("crossing.html")

    assert tab.inner_text("#out").strip().split("\n") == [
        "refused a Python object of the type 'datetime.date' cannot go to a worker: "
        "send numbers, texts, lists, dicts or functions",
        "refused a Python object of the type 'Own' cannot go to the page: "
        "send numbers, texts, lists, dicts or functions",
        "[{'a': 2, 'b': 1}, {1}, 1180591620717411303424, {'1': None}]",
    ]


def test_a_worker_listens_by_functions_of_create_proxy(tab: Tab, site: Site) -> None:
    site.publish(
        "proxies.html",
        PAGE.format(
            """<button id="one">one</button> <button id="two">two</button>
<script type="py" worker target="out">
from pyscript import document, window
from pyscript.ffi import create_proxy

def clicked(event):
    event.target.textContent += " clicked"

proxy = create_proxy(clicked)
for button in document.querySelectorAll("button"):
    button.addEventListener("click", proxy)
document.querySelector("#two").removeEventListener("click", proxy)
window.setTimeout(create_proxy(lambda: document.body.append("in time")), 10)
</script>
<div id="out"></div>"""
        ),
    )
    tab.open("proxies.html")
    tab.wait_for_text("in time")
    tab.click("#two")
    tab.click("#one")
    tab.wait_for_text("one clicked", "#one")
    assert tab.inner_text("#two") == "two"
