"""The attribute `terminal`: programs, questions, consoles and single keys in a terminal."""

import json
from pathlib import Path

import pytest

from tests.browser.apps import app_servers
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS

with_stack_switching = pytest.mark.engines("chromium", "firefox")

TEXT = """((tag) => {
    const buffer = document.querySelector(tag).terminal.buffer.active;
    const lines = Array.from({length: buffer.length}, (_, at) => buffer.getLine(at));
    return lines.map((line) => line.translateToString(true)).join("\\n").trimEnd();
})"""


def text(tab: Tab, tag: str) -> list[str]:
    """Return the lines of a terminal that have text."""
    shown = str(tab.evaluate(f"{TEXT}({tag!r})"))
    return [line.rstrip() for line in shown.split("\n") if line.strip()]


def wait_for_text(tab: Tab, part: str, tag: str) -> None:
    tab.wait_for(f"{TEXT}({tag!r}).includes({json.dumps(part)})", seconds=PYTHON_START_SECONDS)


def wait_for_last_line(tab: Tab, line: str, tag: str) -> None:
    tab.wait_for(f"{TEXT}({tag!r}).split('\\n').at(-1).trimEnd() === {json.dumps(line)}")


def focus(tab: Tab, tag: str) -> None:
    tab.evaluate(f"document.querySelector({tag!r}).terminal.focus()")


def taken(tab: Tab, tag: str, *keys: str) -> list[str]:
    """Press keys in a terminal ("Control+r/82": by key and number); return those the page lost."""
    pressed = """([css, keys]) => keys.filter((each) => {
        const [chord, number] = each.split("/");
        const held = chord.split("+"), key = held.pop();
        const {textarea} = document.querySelector(css).terminal;
        return !textarea.dispatchEvent(new KeyboardEvent("keydown", {
            key, keyCode: Number(number), bubbles: true, cancelable: true,
            ctrlKey: held.includes("Control"), altKey: held.includes("Alt"),
            metaKey: held.includes("Meta"), shiftKey: held.includes("Shift"),
        }));
    })"""
    return [key.partition("/")[0] for key in tab.evaluate(pressed, [tag, keys])]


@with_stack_switching
def test_a_program_asks_in_its_terminal(tab: Tab) -> None:
    """The keyboard is there at once; Ctrl-C and Ctrl-D mean what they mean in a terminal."""
    tab.goto("terminal.html")
    wait_for_text(tab, "your name?", "#asks")
    tab.wait_for("document.activeElement.closest('py-terminal')")
    tab.type("Adaa")
    tab.press("Backspace")
    tab.press("Enter")
    wait_for_text(tab, "again?", "#asks")
    tab.type("acd")
    tab.press("ArrowLeft")
    tab.press("ArrowLeft")
    tab.type("b")
    tab.press("Enter")
    wait_for_text(tab, "'abcd'", "#asks")
    tab.press("ArrowUp")
    tab.press("Enter")
    tab.wait_for(f"{TEXT}('#asks').split(\"'abcd'\").length === 3")
    tab.type("half")
    wait_for_last_line(tab, "again? half", "#asks")
    tab.press("Control+c")
    wait_for_text(tab, "interrupted", "#asks")
    tab.press("Control+d")
    tab.wait_for_python()
    last = [line.strip() for line in tab.inner_text(".pagelet-unseen").split("\n")]

    assert text(tab, "#asks") == [
        "green True True",
        "no line break: your name? Ada",
        "Hello Ada",
        "again? abcd",
        "'abcd'",
        "again? abcd",
        "'abcd'",
        "again? half^C",
        "interrupted",
        "again?",
        "ended",
    ]
    assert last[-1] == "ended"


@with_stack_switching
def test_code_interact_answers_in_a_terminal(tab: Tab) -> None:
    """With indentation and completion, and the code behind it goes on after Ctrl-D."""
    tab.goto("terminal-console.html")
    wait_for_text(tab, "Hello.", "#interact")
    wait_for_last_line(tab, ">>>", "#interact")
    focus(tab, "#interact")
    of_the_line = ["Home/36", "Control+a/65", "Control+ArrowLeft/37", "Alt+b/66", "Backspace/8"]
    of_the_browser = ["F5/116", "F1/112", "Control+r/82", "Control+v/86", "PageDown/34"]
    of_the_browser += ["Alt+ArrowLeft/37", "Alt+d/68", "Meta+ArrowLeft/37", "Shift+Tab/9"]
    names = [key.partition("/")[0] for key in of_the_line]
    assert taken(tab, "#interact", *of_the_browser, *of_the_line) == names
    # After Escape, Tab leaves; where it does not it completes.
    leaving = ["Escape/27", "Shift/16", "Tab/9", "End/35", "Tab/9", "Control+u/85"]
    assert taken(tab, "#interact", *leaving) == ["End", "Tab", "Control+u"]
    tab.type("leng")
    tab.press("Tab")
    tab.press("Enter")
    wait_for_text(tab, "\n3\n", "#interact")
    tab.type("if length:")
    tab.press("Enter")
    # The next line begins indented; what is typed before it is there, stands without.
    wait_for_last_line(tab, "...", "#interact")
    tab.type("print(length + 1)")
    tab.press("Enter")
    wait_for_last_line(tab, "...", "#interact")
    tab.press("Enter")
    wait_for_text(tab, "\n4\n", "#interact")
    tab.evaluate(
        "document.querySelector('#interact').process('for i in (5, 6):\\n    print(i)\\n\\ni')"
    )
    wait_for_text(tab, "\n6\n>>> i\n6\n", "#interact")
    tab.press("Control+d")
    wait_for_text(tab, "after it", "#interact")

    assert text(tab, "#interact")[-2:] == ["Bye.", "after it"]


def test_a_tag_without_code_is_a_console(tab: Tab) -> None:
    """With `await`, explained errors, and Ctrl-C."""
    tab.goto("terminal-console.html")
    if tab.engine == "webkit":
        # code.interact(), in the same page, asks by a dialog there, which is cancelled.
        tab.evaluate("window.prompt = () => null")
        wait_for_text(tab, "after it", "#interact")
    wait_for_text(tab, ">>>", "#empty")
    focus(tab, "#empty")
    for line in ("import asyncio", "await asyncio.sleep(0, 'slept')", "1 / 0"):
        tab.type(line)
        tab.press("Enter")
    wait_for_text(tab, "A number was divided by zero.", "#empty")
    tab.type("await asyncio.sleep(1000)")
    tab.press("Enter")
    wait_for_last_line(tab, ">>> await asyncio.sleep(1000)", "#empty")
    tab.press("Control+c")
    wait_for_text(tab, "KeyboardInterrupt\n>>>", "#empty")

    assert "'slept'" in text(tab, "#empty")


@with_stack_switching
def test_control_c_ends_a_loop_without_end(tab: Tab) -> None:
    tab.goto("terminal-console.html")
    wait_for_text(tab, ">>>", "#empty")
    focus(tab, "#empty")
    tab.type("print('be' + 'gins')\nwhile True: pass\n\n")
    wait_for_text(tab, "begins", "#empty")
    tab.wait_for(f"{TEXT}('#empty').endsWith('...')")
    tab.press("Control+c")
    wait_for_text(tab, "KeyboardInterrupt\n>>>", "#empty")


@with_stack_switching
def test_single_keys_move_the_cursor(tab: Tab) -> None:
    """As command-line games read them: termios, tty, select, one letter of sys.stdin."""
    tab.goto("terminal-keys.html")
    wait_for_text(tab, "arrows move, q ends", "#keys")
    for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
        tab.press(key)
    wait_for_text(tab, "   @@", "#keys")
    # Who reads single keys gets them all, but for a way back to the browser.
    assert taken(tab, "#keys", "F1/112", "F5/116", "Control+r/82") == ["F1", "Control+r"]
    tab.press("q")
    wait_for_text(tab, "and a line:", "#keys")
    tab.type("last")
    tab.press("Enter")
    tab.wait_for_python()

    assert taken(tab, "#keys", "Home/36", "Tab/9", "Control+c/67") == []
    assert text(tab, "#keys") == [
        "arrows move, q ends",
        "  @@",
        "   @@",
        "and a line: last",
        "'last'",
    ]
    assert tab.evaluate("document.querySelector('#place .xterm') !== null")


@with_stack_switching
@pytest.mark.parametrize("tag", ["#here", "#there"])
@pytest.mark.pyscript("4.1", "__terminal__: write, clear, resize, options; in order with print")
def test_what_is_written_directly_stands_in_order(tab: Tab, tag: str) -> None:
    tab.open("terminal-direct.html")
    lines = text(tab, tag)
    said = tab.evaluate(
        f"document.querySelector({tag!r}).target.querySelector('[role=log]').innerText"
    )

    assert lines == [
        *(f"printed {number} written {number}" for number in range(3)),
        "two lines:",
        "first",
        "second",
        "60 10 20",
    ]
    assert [line.strip() for line in said.split("\n") if line.strip()][-7:] == lines


@with_stack_switching
def test_a_program_page_may_be_a_terminal(tab: Tab, tmp_path: Path) -> None:
    """Each run asks there and knows its size, whatever the one before has replaced."""
    program = tmp_path / "game.py"
    program.write_text(
        "import io, os, sys\nprint('\\x1b[5;5Hhere', os.get_terminal_size().lines)\n"
        "name = input('Name? ')\n"
        "sys.stdin = io.StringIO('not asked for')\nprint(name[9])\n"
    )
    (tmp_path / "pagelet.toml").write_text("terminal = true\n")
    tab.expect_error("IndexError")
    shown = "document.querySelector('.pagelet-unseen')?.textContent"
    with app_servers() as serve:
        tab.goto(serve(program).url)
        tab.wait_for("document.querySelector('.xterm')", seconds=PYTHON_START_SECONDS)
        tab.wait_for("document.activeElement.closest('.pagelet-terminal')")
        tab.type("Ada\n")
        tab.wait_for("document.body.dataset.state === 'failed'")
        tab.wait_for(f"{shown}.includes('IndexError')")
        tab.get_by_role("button", name="Run").click()
        tab.wait_for(f"document.body.dataset.state === 'running' && !{shown}.includes('Error')")
        rows = tab.evaluate("document.querySelector('.xterm-rows').childElementCount")
        tab.wait_for(f"{shown}.includes('here {rows}')")
        tab.get_by_role("button", name="Stop").click()
        tab.wait_for("document.body.dataset.state === 'stopped'")
        tab.goto("about:blank")
