"""The configuration in all forms of PyScript, and what is said where it is wrong."""

import pytest

from tests.browser.rig import Site, Tab

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Wrong</title>
<script type="module" src="/pagelet.js"></script>
<button id="js" onclick="this.textContent = 'alive'">page</button>
{body}
<script type="py">print("ran")</script></html>"""


@pytest.mark.pyscript("2.1", "a file named by config=, with a query; relative to that file")
@pytest.mark.pyscript("2.2", "unknown keys are kept; experimental_..., plugins accepted")
@pytest.mark.pyscript("2.2", "js_modules.main")
@pytest.mark.pyscript("2.2", "packages: a configuration of its own, with files and js_modules")
@pytest.mark.pyscript("2.2", "interpreter, version", better="one runtime; a note in the console")
@pytest.mark.pyscript("2.2", "fetch, the older form of files")
@pytest.mark.pyscript("2.3", "files: '', 'folder/', placeholders", better="no ?query in names")
def test_a_configuration_in_many_forms(tab: Tab) -> None:
    tab.open("pyscript/settings.html")

    assert tab.inner_text("#py-0").strip().split("\n") == [
        "files plain body plain",
        "placeholder plain",
        "fetch export export",
        "modules 42 7 remote",
        "own 5",
    ]
    assert any("'version' is not used" in line for line in tab.console)


FORMS = [
    ("<py-config>own = 1</py-config>", "1"),
    ('<py-config>{"own": [1, 2]}</py-config>', "[1, 2]"),
    ('<py-config type="json">{"own": null}</py-config>', "None"),
    ('<py-config type="toml">own = "x"</py-config>', "x"),
    ('<py-config src="/pyscript/forms/given.toml"></py-config>', "1 given.txt"),
    ("<py-config> /pyscript/forms/given.json?v=2 </py-config>", "2 renamed.txt"),
    ("""<script type="py" config='{"own": 3}'></script>""", "3"),
    ("""<py-script config='\nown = 4 # four\n[deep]\na = 1\n'></py-script>""", "4"),
    (
        """<script type="py" config="own = 5"></script><py-script config="own = 5"></py-script>""",
        "5",
    ),
    ('<script type="py" config="/pyscript/forms/given.toml"></script>', "1 given.txt"),
]
TELL = """<script type="py" id="tell" src="/pyscript/forms/tell.py"></script>
<script type="py" target="told">print(tell())</script><p id="told"></p>"""


@pytest.mark.pyscript("2.1", "py-config, its src, config=; JSON, TOML or an address; type")
@pytest.mark.pyscript("2.1", "several tags with the same config=; the others share it")
@pytest.mark.engines("chromium", "firefox")
def test_a_page_may_write_its_configuration_as_it_likes(tab: Tab, site: Site) -> None:
    for number, (body, told) in enumerate(FORMS):
        site.publish(f"form-{number}.html", PAGE.format(body=body + TELL))
        tab.open(f"form-{number}.html")
        assert tab.inner_text("#told").strip() == told, body


@pytest.mark.pyscript("2.1", "config of a worker: a tag's own, else the page's; PyWorker(config=)")
@pytest.mark.pyscript("2.1", "config of create_named_worker: an address, JSON, a dict or an object")
# Python and JavaScript that know of no engine, in many pages: WebKit takes minutes for them.
@pytest.mark.engines("chromium", "firefox")
def test_workers_have_configurations_of_their_own(tab: Tab) -> None:
    tab.allow_error("error: undefined")  # Firefox, of a worker that is ended in WebAssembly
    tab.open("pyscript/forms/workers.html")

    assert tab.inner_text("#py-0").strip().split("\n") == [
        "own 3",
        "toml 4 folder",
        "of page 1 given.txt",
        "address 2 renamed.txt",
        "dict 5",
        "object 6",
        "named address 2 renamed.txt 2 renamed.txt",
        "named JSON 7 7",
    ]


@pytest.mark.pyscript("2.2", "debug: Pyodide tells more of proxies that are used wrong")
@pytest.mark.pyscript(
    "2.2",
    "a key that is misspelt, a plugin that is not there",
    better="the console says what was meant",
)
def test_the_runtime_tells_more_where_the_configuration_asks(tab: Tab, site: Site) -> None:
    body = """<py-config>debug = true
package = []
plugins = ["!foo"]</py-config>
<script>window.use = (given) => {
  given.destroy();
  try { given.length } catch (error) { return error.message }
}</script>
<script type="py" target="out">
from pyscript import window
from pyscript.ffi import create_proxy

print(window.use(create_proxy(["in", "a", "list"])))
</script><p id="out"></p>"""
    site.publish("debug.html", PAGE.format(body=body))
    tab.open("debug.html")
    told = "\n".join(tab.console)

    assert "['in', 'a', 'list']" in tab.inner_text("#out")
    assert "the configuration has 'package'; did you mean 'packages'?" in told
    assert "there is no plugin '!foo'; there are codemirror, " in told


# One page for each; what else can be wrong is in tests/unit (config, files, packages, settings).
CASES = [
    (
        "<py-config>a = 1</py-config><py-config>b = 1</py-config>",
        "more than one <py-config> (PY0409)",
    ),
    ("<py-config>a = </py-config>", "The configuration is not valid TOML"),
    ('<py-config>{"a": 1,}</py-config>', "The configuration is not valid JSON"),
    (
        """<py-config>a = 1</py-config><script type="py" config="b = 1"></script>""",
        "The page has both a <py-config> and a tag with config= (PY0409)",
    ),
    (
        """<script type="py" config="a = 1"></script><script type="py" config="b = 1"></script>""",
        "Two tags ask for different configurations, but all tags share one Python (PY0409)",
    ),
    ("<py-config>settings.yaml</py-config>", "is not the address of a configuration (PY1000)"),
    ('<py-config src="gone.toml"></py-config>', "'gone.toml' could not be fetched: the server"),
    ('<py-config>[files]\n"{A}" = "a"\n"{A}" = "b"</py-config>', "Cannot overwrite a value"),
    ('<py-config>[files]\n"{A}/x" = ""</py-config>', "The placeholder {A} has no value."),
    ('<py-config>[files]\n"a/x" = ""\n"b/x" = ""</py-config>', "Two files are to be put at 'x'."),
    ('<py-config>[files]\n"pagelet.js" = "lib/*"</py-config>', "is not an archive, so it cannot"),
    ('<py-config>packages = ["./gone-1-py3-none-any.whl"]</py-config>', "the server answered 404"),
    ('<py-config>[files]\n"gone.txt" = ""</py-config>', "the server answered 404"),
    (
        '<py-config>packages = ["./broken-1-py3-none-any.whl"]</py-config>',
        "is not a wheel: it is no zip file",
    ),
    (
        '<py-config>[js_modules]\n"./gone.js" = "gone"</py-config>',
        "The JavaScript modules have no place './gone.js'.",
    ),
    (
        '<py-config>packages_cache = "often"</py-config>',
        "'often' is no way to keep packages.",
    ),
    (
        '<py-config>[js_modules.main]\n"./gone.js" = "gone"</py-config>',
        "The JavaScript module './gone.js' cannot be imported",
    ),
]


@pytest.mark.pyscript(
    "7",
    "two configurations, bad TOML or JSON, a file, wheel, module or placeholder that is missing",
    better="each is explained on the page, and the page goes on",
)
# Python and JavaScript that know of no engine, in many pages: WebKit takes minutes for them.
@pytest.mark.engines("chromium", "firefox")
def test_what_is_wrong_is_said_on_the_page(tab: Tab, site: Site) -> None:
    site.publish("broken-1-py3-none-any.whl", b"no zip")
    tab.allow_error("")
    for number, (body, message) in enumerate(CASES):
        site.publish(f"wrong-{number}.html", PAGE.format(body=body))
        tab.goto(f"wrong-{number}.html")
        tab.wait_for_text(message)
        tab.click("#js")
        tab.wait_for_text("alive")


@pytest.mark.pyscript("7", "one tag fails", better="the others run all the same")
@pytest.mark.pyscript("1.2", "src together with code (PY0409), a file that is not there (PY0404)")
def test_a_tag_that_fails_does_not_stop_the_others(tab: Tab, site: Site) -> None:
    site.publish("circle_a.py", "import circle_b\nx = circle_b.y")
    site.publish("circle_b.py", "import circle_a\ny = circle_a.x")
    body = """<py-config>[files]
"circle_a.py" = ""
"circle_b.py" = ""</py-config>
<script type="py" src="gone.py"></script>
<script type="py" src="gone.py">print(1)</script>
<script type="py">import circle_a</script>"""
    site.publish("partly.html", PAGE.format(body=body))
    tab.allow_error("")
    tab.open("partly.html")

    text = tab.inner_text()
    assert "'gone.py' could not be fetched: the server answered 404." in text
    assert "The tag has both a file (src) and code of its own" in text
    assert "circle_a" in text
    assert "ran" in tab.inner_text("#py-3")


@pytest.mark.pyscript("2.2", 'plugins = ["!error"]: errors only in the console')
def test_errors_can_be_kept_off_the_page(tab: Tab, site: Site) -> None:
    body = """<py-config>plugins = ["!error"]</py-config><script type="py">1 / 0</script>"""
    site.publish("quiet.html", PAGE.format(body=body))
    tab.expect_error("ZeroDivisionError")
    tab.open("quiet.html")

    assert "ran" in tab.inner_text("#py-1")
    assert tab.evaluate("document.querySelectorAll('.py-error').length") == 0


@pytest.mark.pyscript("1.2", "config-parser: a module of the page's own reads the text")
def test_a_page_may_read_its_configuration_itself(tab: Tab, site: Site) -> None:
    site.publish("reader.js", "export const parse = (text) => ({ said: text.trim() });")
    body = """<py-config config-parser="reader.js">anything</py-config>
<script type="py">from pyscript import config
print("said", config["said"])</script>"""
    site.publish("reader.html", PAGE.format(body=body))
    tab.open("reader.html")

    assert "said anything" in tab.inner_text("#py-0")
