"""Editors: tags with type="py-editor", used as a person would, and by a page's own scripts."""

from collections.abc import Iterator

import pytest

from tests.browser.rig import NewTab, Site, Tab

with_stack_switching = pytest.mark.engines("chromium", "firefox")


@pytest.fixture(scope="module")
def lesson(new_tab: NewTab) -> Iterator[Tab]:
    tab = new_tab()
    # One of its editors has a mistake.
    tab.allow_error("list index out of range")
    tab.open("editor/lesson.html")
    yield tab
    surprises = tab.unexpected()
    tab.close()
    assert surprises == []


def box(tag: str) -> str:
    """Return an expression for the box of the editor that belongs to a tag."""
    return f"document.querySelector('{tag}').target.querySelector('.py-editor-box')"


def wait_for_state(tab: Tab, tag: str, state: str) -> None:
    tab.wait_for(f"{box(tag)}.dataset.state === '{state}'")


def press(tab: Tab, tag: str, button: str) -> None:
    tab.evaluate(f"{box(tag)}.querySelector('.py-editor-{button}-button').click()")


def run(tab: Tab, tag: str, ended: str = "finished") -> str:
    """Press Run and return what the editor shows at the end."""
    # It may have run before: what counts is the end that comes now.
    tab.evaluate(f"delete {box(tag)}.dataset.state")
    press(tab, tag, "run")
    wait_for_state(tab, tag, ended)
    return shown(tab, tag)


def shown(tab: Tab, tag: str) -> str:
    return str(tab.evaluate(f"{box(tag)}.querySelector('.py-editor-output').innerText.trim()"))


def focus(tab: Tab, tag: str) -> None:
    tab.evaluate(f"document.querySelector('{tag}').view.focus()")
    tab.wait_for(f"{box(tag)}.querySelector('.py-editor-code').shadowRoot.activeElement")


def page(*editors: str, head: str = "") -> str:
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Editors</title>
    <script type="module" src="/pagelet.js"></script>{head}{"".join(editors)}</html>"""


@pytest.mark.pyscript(
    "4.2",
    "editors with the same env share their variables, others have their own",
    better="they run in the page: no headers, and Python starts once for all",
)
@pytest.mark.pyscript("4.2", "setup: unseen, runs before the others of its env")
def test_editors_share_variables_by_env(lesson: Tab) -> None:
    assert run(lesson, "#first") == "total 10.0"
    lesson.evaluate("document.querySelector('#second').code = 'print(total(6), __name__)'")
    assert run(lesson, "#second") == "15.0 __main__"
    lesson.evaluate("document.querySelector('#alone').code = \"print('price' in globals())\"")
    assert run(lesson, "#alone") == "False"
    assert "unseen" not in lesson.inner_text()
    assert any("unseen" in line for line in lesson.console)


@pytest.mark.pyscript("4.2", "src, target, output, rows; mpy-editor")
def test_code_comes_from_a_file_and_output_goes_elsewhere(lesson: Tab) -> None:
    lesson.wait_for("document.querySelector('#place .mpy-editor-box')")
    press(lesson, "#micro", "run")

    lesson.wait_for_text("twice", "#elsewhere")
    assert lesson.inner_text("#elsewhere").split() == ["from", "a", "file", "shown", "twice"]


@pytest.mark.pyscript("4.2", "py-editor and py-editor:done events; the type becomes ...-active")
@pytest.mark.pyscript("1.6", "CSS: .py-editor-box, -input, -output, -run-button with .running")
def test_the_page_is_told_and_finds_its_parts(tab: Tab) -> None:
    tab.open("editor/lesson.html")
    run(tab, "#first")

    assert sorted(tab.evaluate("events")) == [
        "mpy-editor micro",
        *("py-editor alone", "py-editor first", "py-editor loop"),
        *("py-editor second", "py-editor setup", "py-editor:done first"),
    ]
    assert tab.evaluate("document.querySelector('#first').type") == "py-editor-active"
    parts = tab.evaluate(
        f"""(({{dataset}}, b) => [dataset.env, b.querySelector('.py-editor-input').ariaLabel,
          b.querySelector('.py-editor-run-button').ariaLabel,
          b.querySelector('.py-editor-output').id])({box("#first")}, {box("#first")})"""
    )
    assert parts == [
        "pyodide-lesson",
        "Python Script Area",
        "Python Script Run Button",
        "py-editor-0-output",
    ]


@pytest.mark.pyscript(
    "4.2",
    "errors stand below the code",
    better="explained in plain words, and the line is marked in the editor",
)
def test_an_error_is_explained_and_its_line_marked(tab: Tab) -> None:
    tab.expect_error("list index out of range")
    tab.open("editor/lesson.html")

    text = run(tab, "#alone", ended="failed")
    marked = (
        f"{box('#alone')}.querySelector('.py-editor-code').shadowRoot.querySelector('.cm-wrong')"
    )
    assert "There is no item 3 in values: it has 3 items." in text
    assert "editor 3, line 6" in text
    assert tab.evaluate(f"{marked}.textContent") == "print(values[3])"

    focus(tab, "#alone")
    tab.type("#")
    tab.wait_for(f"!{marked}")


@with_stack_switching
@pytest.mark.pyscript("4.2", "input() in an editor", better="it works")
@pytest.mark.pyscript("4.2", "Ctrl-Enter and Shift-Enter run the code")
def test_keys_run_the_code_and_it_may_ask(tab: Tab) -> None:
    tab.open("editor/lesson.html")
    focus(tab, "#first")
    tab.press("Control+Enter")
    wait_for_state(tab, "#first", "finished")
    focus(tab, "#second")
    tab.press("Shift+Enter")
    tab.wait_for("document.activeElement.matches('.pagelet-input input')")
    assert tab.evaluate(f"{box('#second')}.querySelector('.running') !== null")
    tab.type("Ada")
    tab.press("Enter")
    wait_for_state(tab, "#second", "finished")

    assert shown(tab, "#second").split("\n") == ["again 5.0", "Name? Ada", "Hello Ada"]


@with_stack_switching
@pytest.mark.pyscript(
    "4.2", "a run can be stopped", better="what was computed so far is still there"
)
def test_stop_ends_a_loop_and_keeps_the_variables(tab: Tab) -> None:
    tab.open("editor/lesson.html")
    press(tab, "#loop", "run")
    wait_for_state(tab, "#loop", "running")
    tab.wait_for(f"{box('#loop')}.querySelector('.py-editor-output').innerText.includes('begin')")
    press(tab, "#loop", "stop")
    wait_for_state(tab, "#loop", "stopped")

    tab.evaluate("document.querySelector('#loop').code = 'print(count > 0)'")
    assert run(tab, "#loop") == "True"


@with_stack_switching
def test_two_editors_of_an_env_take_turns(tab: Tab, site: Site) -> None:
    """The second starts when the first is over; both can be stopped, also while they wait."""
    site.publish(
        "turns-of-editors.html",
        page(
            '<script type="py-editor" env="e" id="one">while True: pass</script>',
            '<script type="py-editor" env="e" id="two">print("mine")</script>',
        ),
    )
    tab.open("turns-of-editors.html")
    press(tab, "#one", "run")
    wait_for_state(tab, "#one", "running")
    press(tab, "#two", "run")
    wait_for_state(tab, "#two", "waiting")
    press(tab, "#two", "stop")
    wait_for_state(tab, "#two", "stopped")
    press(tab, "#two", "run")
    wait_for_state(tab, "#two", "waiting")
    press(tab, "#one", "stop")
    wait_for_state(tab, "#two", "finished")

    assert shown(tab, "#two") == "mine"


@with_stack_switching
def test_code_that_takes_no_stop_is_cut_off_by_the_second_one(tab: Tab, site: Site) -> None:
    code = """
found = 42
while True:
    try:
        while True: pass
    except BaseException: print("no", end=" ")
"""
    site.publish("stubborn-editor.html", page(f'<script type="py-editor" id="one">{code}</script>'))
    tab.open("stubborn-editor.html")
    press(tab, "#one", "run")
    wait_for_state(tab, "#one", "running")
    press(tab, "#one", "stop")
    tab.wait_for(f"{box('#one')}.querySelector('.py-editor-output').innerText.includes('no')")
    # Two presses within half a second are one.
    tab.wait_for(
        f"{box('#one')}.querySelector('.py-editor-stop-button').click() || "
        f"{box('#one')}.dataset.state === 'stopped'"
    )

    assert "cut off where it was" in shown(tab, "#one")
    tab.evaluate("document.querySelector('#one').code = 'print(found)'")
    assert run(tab, "#one") == "42"


@pytest.mark.pyscript(
    "4.2", "process(code): unseen; process(code, true): as Run", better="the latter runs that code"
)
@pytest.mark.pyscript("4.2", "code: read and write; of a setup: read")
@pytest.mark.pyscript("4.2", "handleEvent: gets .code, and may stop the run")
@pytest.mark.pyscript("4.2", "onbeforerun; data-run and data-stop")
def test_scripts_of_the_page_use_an_editor(tab: Tab, site: Site) -> None:
    site.publish(
        "driven-editor.html",
        page(
            '<script type="py-editor" id="one" onbeforerun="print(\'before\')" '
            'data-run="<b>Go</b>">print("code", seen)</script>',
            '<script type="py-editor" setup env="x" id="unseen">value = 1</script>',
        ),
    )
    tab.open("driven-editor.html")
    tab.evaluate("document.querySelector('#one').process('seen = 3; print(\"quiet\")')")
    assert run(tab, "#one").split("\n") == ["before", "code 3"]
    assert (
        tab.evaluate(f"{box('#one')}.querySelector('.py-editor-run-button b').textContent") == "Go"
    )

    tab.evaluate("document.querySelector('#one').process('print(seen + 1)', true)")
    assert shown(tab, "#one").split("\n") == ["before", "4"]
    assert tab.evaluate("document.querySelector('#one').code") == 'print("code", seen)'
    assert tab.evaluate("document.querySelector('#unseen').code") == "value = 1"

    tab.evaluate(
        "void (document.querySelector('#one').handleEvent ="
        " (event) => (window.got = event.code, false))"
    )
    press(tab, "#one", "run")
    tab.wait_for("window.got === 'print(\"code\", seen)'")
    tab.evaluate("void (document.querySelector('#one').handleEvent = async () => undefined)")
    assert run(tab, "#one").split("\n") == ["before", "code 3"]


@pytest.mark.pyscript("1.7", "codemirror: the editor's modules, as promises")
def test_scripts_of_the_page_get_the_modules_of_the_editor(lesson: Tab) -> None:
    names = """import('/pagelet.js').then(async ({codemirror: c}) =>
      [(await c.core).basicSetup.length > 0, typeof (await c.state).EditorState,
       typeof (await c.view).EditorView, typeof (await c.python).python,
       typeof (await c.language).indentUnit, typeof (await c.commands).indentWithTab])"""
    kinds = ["function", "function", "function", "object", "object"]

    assert lesson.evaluate(names) == [True, *kinds]


def test_tab_indents_and_escape_lets_it_leave(tab: Tab) -> None:
    tab.open("editor/lesson.html")
    focus(tab, "#first")
    tab.press("Control+Home")
    tab.type("if True:")
    tab.press("Enter")
    tab.type("x = 1")
    tab.press("Enter")
    tab.press("Tab")
    tab.wait_for(
        "document.querySelector('#first').code.startsWith('if True:\\n    x = 1\\n        def')"
    )
    tab.press("Escape")
    tab.press("Tab")

    tab.wait_for("document.activeElement.matches('.py-editor-run-button')")


@pytest.mark.pyscript("4.2", "config: packages and files for an env")
def test_a_config_is_for_an_env_and_stands_once(tab: Tab, site: Site) -> None:
    site.publish("note.txt", "from the file")
    site.publish(
        "configured-editor.html",
        page(
            """<script type="py-editor" env="c" id="one" config='{"files": {"./note.txt": ""}}'>
            print(open("note.txt").read())</script>""",
            """<script type="py-editor" env="c" id="two" config='{"name": "x"}'></script>""",
        ),
    )
    tab.expect_error("duplicated config for env: c")
    tab.open("configured-editor.html")

    assert run(tab, "#one") == "from the file"
    assert "Keep config= at one of the editors" in shown(tab, "#two")


def test_what_an_editor_cannot_use_is_explained_in_it(tab: Tab, site: Site) -> None:
    site.publish(
        "wrong-editors.html",
        page(
            '<script type="py-editor" id="one" src="gone.py"></script>',
            '<script type="py-editor" id="two" target="#nowhere">print(1)</script>',
            '<script type="py-editor" id="three" output="nowhere">print(3)</script>',
        ),
    )
    tab.expect_error("Invalid source: 'gone.py'")
    tab.allow_error("404")
    tab.expect_error('target="#nowhere"')
    tab.expect_error('output="nowhere"')
    tab.open("wrong-editors.html")

    assert "Invalid source: 'gone.py' could not be fetched" in shown(tab, "#one")
    assert 'Add <div id="nowhere"></div>, or leave out target.' in shown(tab, "#two")
    assert "or leave out output" in shown(tab, "#three")
    assert run(tab, "#two") == "1"


@pytest.mark.pyscript("1.1", "editors are found whenever they enter the page")
def test_an_editor_may_come_later(tab: Tab, site: Site) -> None:
    site.publish("late-editor.html", page('<script type="py">x = 1</script>'))
    tab.open("late-editor.html")
    tab.evaluate(
        """() => { const tag = document.createElement("script"); tag.type = "py-editor";
          tag.id = "late"; tag.textContent = "print('late')"; document.body.append(tag); }"""
    )
    tab.wait_for("document.querySelector('#late').target")

    assert run(tab, "#late") == "late"


def test_a_page_starts_although_its_editors_cannot_be_loaded(tab: Tab, site: Site) -> None:
    """A copy of Pagelet's files lacks one; the editor says so and its code can be read."""
    site.mount("lacking/", lambda path: None if path == "editor/editor.js" else site.find(path))
    site.publish(
        "editors-lack-a-file.html",
        page(
            '<script type="py-editor" id="one">print("to be read")</script>',
            '<script type="py-editor" env="e" setup>x = 1</script>',
            '<script type="py" target="out">print("runs")</script><div id="out"></div>',
        ).replace("/pagelet.js", "/lacking/pagelet.js"),
    )
    tab.expect_error("The editor could not be loaded")
    tab.allow_error("404")
    # Firefox's own words on it.
    tab.allow_error("/lacking/editor/editor.js")
    tab.open("editors-lack-a-file.html")

    assert tab.inner_text("#out").strip() == "runs"
    text = tab.inner_text(".py-editor-box")
    assert 'print("to be read")' in text
    assert "Copy the whole folder that 'pagelet dist' made" in text


def test_a_script_of_the_page_that_fails_is_told_in_the_editor(tab: Tab, site: Site) -> None:
    site.publish(
        "failing-script.html", page('<script type="py-editor" id="one">print("ran")</script>')
    )
    tab.expect_error("handleEvent")
    tab.open("failing-script.html")
    one = "document.querySelector('#one')"
    tab.evaluate(f"void ({one}.handleEvent = () => {{ throw new Error('not so') }})")
    press(tab, "#one", "run")
    tab.wait_for(f"{box('#one')}.innerText.includes('failed, so the code did not run')")
    assert "not so" in shown(tab, "#one")

    tab.evaluate(f"void ({one}.handleEvent = async () => undefined)")
    assert run(tab, "#one") == "ran"


@with_stack_switching
def test_stop_ends_threads_that_an_editor_has_left(tab: Tab, site: Site) -> None:
    code = """
import threading, time
def work():
    try:
        time.sleep(1000)
    finally:
        print("thread ends")
threading.Thread(target=work).start()
time.sleep(0)
"""
    site.publish("editor-threads.html", page(f'<script type="py-editor" id="one">{code}</script>'))
    tab.open("editor-threads.html")
    run(tab, "#one")
    stop = f"{box('#one')}.querySelector('.py-editor-stop-button')"
    assert tab.evaluate(f"{stop}.getAttribute('aria-disabled')") == "false"
    press(tab, "#one", "stop")
    tab.wait_for(f"{box('#one')}.innerText.includes('thread ends')")
    wait_for_state(tab, "#one", "stopped")


def test_stop_says_nothing_where_nothing_runs(tab: Tab, site: Site) -> None:
    site.publish("over-editor.html", page('<script type="py-editor" id="one">x = 1</script>'))
    tab.open("over-editor.html")
    run(tab, "#one")
    press(tab, "#one", "stop")

    assert tab.evaluate(f"{box('#one')}.dataset.state") == "finished"
