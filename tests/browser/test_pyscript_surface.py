"""Tags, attributes, events and exports of PyScript's HTML surface, on two rich pages."""

from collections.abc import Iterator

import pytest

from tests.browser.rig import NewTab, Site, Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS


@pytest.fixture(scope="module")
def surface(new_tab: NewTab) -> Iterator[Tab]:
    tab = new_tab()
    # A hook and two handlers of the page fail on purpose.
    tab.allow_error("broken on purpose")
    tab.allow_error("There is no function 'counts'")
    tab.open("pyscript/surface.html")
    yield tab
    surprises = tab.unexpected()
    tab.close()
    assert surprises == []


@pytest.mark.pyscript("1.1", "type=py, py-script: run in order, in one namespace")
@pytest.mark.pyscript("1.1", "script-py: the output of a script, with ids py-0, py-1, ...")
@pytest.mark.pyscript("1.4", "target, srcCode, executed, document.currentScript while it runs")
def test_tags_run_and_know_where_they_are(surface: Tab) -> None:
    assert surface.evaluate("document.querySelector('#py-0').localName") == "script-py"
    assert "current one py-0" in surface.inner_text("#py-0")
    assert "sync py-1" in surface.inner_text("#py-1")
    assert surface.evaluate("document.querySelector('#one').target.id") == "py-0"
    assert "custom py-2" in surface.inner_text("py-script")
    assert surface.evaluate("document.querySelector('py-script').id") == "py-2"
    assert "custom" in surface.evaluate("document.querySelector('py-script').srcCode")
    assert surface.evaluate("document.querySelector('py-script').executed") is True
    assert surface.evaluate("document.currentScript") is None


@pytest.mark.pyscript(
    "1.1", "type=mpy, mpy-script, mpy-config", better="they run on CPython; one note says so"
)
@pytest.mark.pyscript("1.1", "raw types pyodide and micropython")
def test_micropython_tags_run_on_cpython(surface: Tab) -> None:
    assert "micro mpy-0 cpython" in surface.inner_text("#mpy-0")
    assert "micro two" in surface.inner_text("#micro-two")
    assert "raw" in surface.inner_text("#raw-place")
    assert len([line for line in surface.console if "run on the one Python" in line]) == 1


@pytest.mark.pyscript(
    "1.1", "modules that only MicroPython has", better="a message says what to use instead"
)
def test_what_only_micropython_has_is_explained(tab: Tab) -> None:
    tab.expect_error("No module named 'machine'")
    tab.open("pyscript/micropython.html")
    assert "Only MicroPython has the module 'machine'" in tab.inner_text("#mpy-0")
    assert tab.inner_text("#mpy-1").strip() == "the next one runs"


@pytest.mark.pyscript("1.1", "elements are found in shadow roots, too")
def test_shadow_roots_are_seen(surface: Tab) -> None:
    surface.evaluate(
        """customElements.define("late-card", class extends HTMLElement {
          constructor() { super(); this.attachShadow({mode: "open"}).innerHTML =
            '<script type="py" id="late-shadow">print("late in shadow")<\\/script>'; } })"""
    )
    shown = "document.querySelector('{}-card').shadowRoot?.querySelector('script-py')?.innerText"
    surface.wait_for(f"{shown.format('late')}?.includes('late in shadow')")
    assert "in a shadow root" in surface.evaluate(shown.format("early"))
    button = "document.querySelector('early-card').shadowRoot.querySelector('button')"
    surface.evaluate(f"{button}.click()")
    surface.wait_for(f"{button}.textContent === 'clicked in shadow'")


@pytest.mark.pyscript("1.1", "customElements.whenDefined('py-script') gives a class to use")
def test_a_new_tag_can_be_made_in_javascript(surface: Tab) -> None:
    surface.evaluate(
        """customElements.whenDefined("py-script").then((PyScript) => {
          const tag = new PyScript(); tag.id = "constructed";
          tag.textContent = "print('constructed', 1 + 1)"; document.body.append(tag); })"""
    )
    surface.wait_for_text("constructed 2", "#constructed")


@pytest.mark.pyscript("1.3", "py-EVENT: names, dotted names, async functions; mpy-EVENT")
@pytest.mark.pyscript("1.3", "py-env is accepted")
def test_attributes_call_functions(surface: Tab) -> None:
    before = surface.inner_text("#counter")
    surface.click("#counter")
    surface.wait_for(f"document.querySelector('#counter').textContent === '{int(before) + 1}'")
    surface.click("#method")
    surface.wait_for_text("called", "#method")
    surface.fill("#field", "hello")
    surface.wait_for_text("hello", "#typed")
    surface.click("#code")
    surface.wait_for_text("counted 10", "#code")


@pytest.mark.pyscript("1.3", "py-EVENT on elements and attributes that come or go later")
def test_attributes_come_and_go(surface: Tab) -> None:
    surface.evaluate(
        """() => { const b = document.createElement("button"); b.id = "added"; b.textContent = "x";
          b.setAttribute("py-click", "thing.method"); document.body.append(b);
          document.querySelector("#method").textContent = "again"; }"""
    )
    surface.click("#added")
    surface.wait_for_text("called", "#method")
    surface.evaluate("document.querySelector('#added').removeAttribute('py-click')")
    surface.evaluate("document.querySelector('#added').setAttribute('py-dblclick', 'count')")
    before = int(surface.inner_text("#counter"))
    surface.evaluate("document.querySelector('#added').dispatchEvent(new Event('dblclick'))")
    surface.wait_for(f"document.querySelector('#counter').textContent === '{before + 1}'")
    surface.evaluate("document.querySelector('#method').textContent = 'untouched'")
    surface.click("#added")
    surface.click("#counter")
    surface.wait_for(f"document.querySelector('#counter').textContent === '{before + 2}'")
    assert surface.inner_text("#method") == "untouched"


@pytest.mark.pyscript("1.3", "controls with such an attribute are disabled until Python is ready")
def test_controls_are_disabled_until_python_is_ready(tab: Tab) -> None:
    tab.allow_error("")
    tab.goto("pyscript/surface.html")
    looked = tab.wait_for(
        "document.documentElement.dataset.pagelet === 'done' ? 'late'"
        " : document.querySelector('#counter')?.disabled && 'disabled'"
    )
    tab.wait_for_python()
    assert looked in ("disabled", "late")
    assert tab.evaluate("document.querySelector('#counter').disabled") is False
    assert tab.evaluate("document.querySelector('#off').disabled") is True


@pytest.mark.pyscript("7", "errors of handlers", better="explained beside the element")
def test_errors_of_handlers_are_explained_beside_the_element(surface: Tab) -> None:
    surface.click("#wrong")
    surface.wait_for_text("There is no function 'counts' for py-click.", "#wrong + .pagelet-beside")
    assert "Did you mean 'count'?" in surface.inner_text("#wrong + .pagelet-beside")
    surface.click("#failing")
    surface.wait_for_text("broken on purpose", "#failing + .pagelet-beside")


@pytest.mark.pyscript(
    "4.6",
    "hooks: onReady, onBeforeRun, codeBeforeRun, the tag, codeAfterRun, onAfterRun",
    better="the plain ones are for async tags, too, unless there is an Async one",
)
@pytest.mark.pyscript("1.5", "py:ready before the tag runs, py:done after it")
@pytest.mark.pyscript("4.6", "a hook that raises", better="is reported, and the rest goes on")
def test_hooks_run_in_order(surface: Tab) -> None:
    seen = surface.evaluate("seen")
    first = seen[: seen.index("py:done one") + 1]
    assert first == [
        "onReady one py",
        "py:ready one",
        "onBeforeRunAsync one py",
        "code before",
        "user code",
        "code after",
        "onAfterRun one py",
        "py:done one",
    ]
    assert "onBeforeRun two py" in seen and "onBeforeRunAsync two py" not in seen
    assert "A hook of this page failed" in surface.inner_text("#py-0")


@pytest.mark.pyscript("4.6", "a hook of the wrong kind is refused")
@pytest.mark.pyscript("1.7", "exports: hooks, config, whenDefined, TYPES, relative_url, ...")
def test_the_loader_exports_what_scripts_use(surface: Tab) -> None:
    assert (
        surface.evaluate("refused") == "This hook takes a function, but it was given a string: text"
    )
    assert surface.evaluate("[core.config.py.name, core.config.mpy.name]") == ["surface", "micro"]
    assert surface.evaluate("core.TYPES.get('py') + core.TYPES.get('mpy')") == "pyodidemicropython"
    assert surface.evaluate("wrap.run('1 + 1')") == 2
    assert surface.evaluate("wrap.runAsync('await __import__(\"asyncio\").sleep(0, 3)')") == 3
    assert surface.evaluate("core.relative_url('a.js', 'http://x/b/')") == "http://x/b/a.js"
    assert surface.evaluate("core.offline_interpreter({}) ?? null") is None
    assert (
        surface.evaluate("[core.stdlib, core.optional, core.inputFailure].map(t => typeof t)")
        == ["string"] * 3
    )
    # A second copy of the loader gives the same and starts nothing.
    assert surface.evaluate("import('/pagelet.js?again').then(m => m.hooks === core.hooks)")


@pytest.mark.pyscript("1.6", "CSS: py-config and mpy-config are hidden, .py-error is an error")
def test_css_hooks(surface: Tab) -> None:
    for name in ("py-config", "mpy-config"):
        assert not surface.locator(name).is_visible()
    assert surface.evaluate("document.querySelectorAll('.py-error').length") > 0


@pytest.mark.pyscript(
    "1.1",
    "py-title, py-box, py-button, py-inputbox, py-repl, py-env of the first release",
    better="current PyScript has them no more",
)
def test_a_page_of_2022_runs(tab: Tab) -> None:
    tab.open("pyscript/2022.html")

    assert tab.inner_text("py-title h1") == "A page of 2022"
    assert tab.inner_text("#left") == "said 1"
    # To WebKit the line break at the end is text, too.
    assert tab.inner_text("#right").strip() == "more"
    tab.click("#first")
    tab.wait_for_text("said first", "#left")
    tab.click("#second")
    tab.wait_for_text("said second", "#left")
    tab.fill("#box", "Ada")
    tab.locator("#box").press("Enter")
    tab.wait_for_text("Hello Ada", "#right")
    tab.click(".pagelet-repl-run")
    tab.wait_for_text("42", "py-repl .pagelet-output")


@pytest.mark.pyscript(
    "1.7",
    "bridge: Python functions beside a JavaScript module",
    better="as `bridge.js` beside pagelet.js; all functions of the file at any time",
)
def test_a_javascript_module_has_functions_of_python(tab: Tab) -> None:
    tab.expect_error("404")
    tab.expect_error("DownloadError")
    tab.goto("pyscript/bridge/index.html")
    tab.wait_for("document.body.dataset.said", seconds=PYTHON_START_SECONDS)
    lines = tab.inner_text("#out").strip().split("\n")
    # Where the page's own Python cannot wait, what was meant for it runs in a worker, too.
    is_apart = tab.engine == "webkit"

    assert lines[:3] == [
        '12 {"a":[1,true],"bc":[2,true]}',
        f'{{"title":"set 3 {is_apart}","all":[1,null]}}',
        '"ValueError: no such number" "KeyError: \'nothing\'" '
        "\"the worker exports no 'none'; it exports fail, table, total\"",
    ]
    assert ("exports no 'none'" if is_apart else "here.py has no function 'none'") in lines[3]
    assert "Check the spelling of the file's name" in lines[4]
    assert tab.evaluate("document.title") == f"set 3 {is_apart}"


@pytest.mark.pyscript("4.6", "wrap.io: stdout and stderr can be replaced, and called")
def test_a_hook_may_take_what_is_printed(tab: Tab, site: Site) -> None:
    site.publish(
        "taken.html",
        """<!doctype html><html lang="en"><meta charset="utf-8"><title>Taken</title>
<script type="module">
import { hooks } from "./pagelet.js";
window.lines = [];
hooks.main.onReady.add(({ io }, tag) => {
  if (tag.id === "last") {
    io.stdout = () => { throw new Error("broken on purpose") };
    return;
  }
  if (tag.id !== "first") return;
  const { stdout } = io;
  io.stdout = (line) => { lines.push(line); stdout(`> ${line}`); };
  io.stderr = (line) => lines.push(`error ${line}`);
});
hooks.main.onAfterRunAsync.add((_, { target }) => lines.push(`after ${target.innerText.trim()}`));
hooks.worker.onReady.add(({ io }) => {
  const { stdout } = io;
  io.stdout = (line) => stdout(line.toUpperCase());
});
</script>
<script type="py" id="first">
import sys
print("one\\ntwo", end=" ")
print("three")
print("fault", file=sys.stderr)
print("half", end="")
</script>
<script type="py" async="false">1 / 0</script>
<script type="py" worker id="apart">print("loud")</script>
<script type="py" id="last">print("lost")</script>
</html>""",
    )
    tab.expect_error("wrap.io.stdout of this page failed: ")
    tab.open("taken.html")
    lines = tab.evaluate("lines")

    assert lines[:5] == ["one", "two three", "error fault", "after > one\n> two three", "half"]
    assert "error ZeroDivisionError: division by zero" in lines
    assert tab.inner_text("#py-0").strip().split("\n") == ["> one", "> two three", "> half"]
    assert "A number was divided by zero." in tab.inner_text("#py-1")
    assert tab.inner_text("#apart-target").strip() == "LOUD"
    assert "lost" not in tab.inner_text()
