"""A console in a page, used as a person would: typing, Tab, arrows, Ctrl-C."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.apps import app_servers
from tests.browser.entering import FIELD, READY, TEXT, enter, shown
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS

with_stack_switching = pytest.mark.engines("chromium", "firefox")


@pytest.fixture
def console(tab: Tab) -> Tab:
    """A page with a console that has the keyboard."""
    tab.open("console.html")
    tab.wait_for(f"{FIELD} === document.activeElement")
    return tab


def field(tab: Tab) -> str:
    return str(tab.evaluate(f"{FIELD}.value"))


def test_it_answers(console: Tab) -> None:
    enter(console, "6 * 7")
    enter(console, "_ + 1")
    enter(console, "x = 3; x")

    assert shown(console) == ["Hello.", ">>> 6 * 7", "42", ">>> _ + 1", "43", ">>> x = 3; x", "3"]
    assert console.get_by_role("textbox", name="Python").is_visible()


def test_blocks_go_on_and_are_indented(console: Tab) -> None:
    """An empty line ends a block, however deep it is indented."""
    enter(console, "for i in range(3):", "if i:", "i", "")

    assert shown(console)[1:] == [
        ">>> for i in range(3):",
        "...     if i:",
        "...         i",
        "1",
        "2",
    ]


def test_shift_enter_begins_a_line_and_backspace_takes_an_indent_away(console: Tab) -> None:
    console.type("a = 1")
    console.press("Shift+Enter")
    console.press("Tab")
    assert field(console) == "a = 1\n    "
    console.press("Backspace")
    console.type("a + 1")
    enter(console, "")

    assert shown(console)[-1] == "2"


def test_values_with_a_look_of_their_own_are_shown_with_it(console: Tab) -> None:
    enter(console, "Card()")
    enter(console, "[Card]")

    assert console.inner_text(".pagelet-console .card") == "rich"
    assert shown(console)[-1] == "[<class '__main__.Card'>]"


def test_tab_completes_and_offers_a_list(console: Tab) -> None:
    console.type("'abc'.isal")
    console.press("Tab")
    options = "[...document.querySelectorAll('.pagelet-choices li')].map(each => each.innerText)"
    assert console.evaluate(options) == ["isalnum(", "isalpha("]
    console.press("Tab")
    console.press("ArrowDown")
    assert console.inner_text('.pagelet-choices [aria-selected="true"]') == "isalpha("
    console.press("Enter")
    assert field(console) == "'abc'.isalpha("
    enter(console, ")")
    console.type("impo")
    console.press("Tab")

    assert shown(console)[-1] == "True"
    assert field(console) == "import"


# WebKit's driver sends "Unidentified" for Shift+Tab, and no key that it sends moves the focus.
@pytest.mark.engines("chromium", "firefox")
def test_an_empty_prompt_lets_the_keyboard_go_on(console: Tab) -> None:
    console.press("Shift+Tab")

    assert console.evaluate(f"{FIELD} !== document.activeElement")


def test_the_arrows_bring_earlier_entries_also_at_the_next_visit(console: Tab) -> None:
    enter(console, "first = 1")
    enter(console, "second = 2")
    console.type("fi")
    console.press("ArrowUp")
    assert field(console) == "first = 1"
    console.press("ArrowDown")
    assert field(console) == "fi"
    console.open("console.html")
    console.wait_for(f"{FIELD} === document.activeElement")
    console.press("ArrowUp")

    assert field(console) == "second = 2"


def test_what_is_pasted_loses_its_prompts_and_runs_as_a_whole(console: Tab) -> None:
    console.evaluate(
        """() => {
            const text = ">>> a = 20\\n>>> a + 1\\n21\\n>>> a + 2\\n";
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            // Firefox takes the text by names of its own.
            const how = {clipboardData, data: text, dataType: "text/plain", cancelable: true};
            const paste = new ClipboardEvent("paste", how);
            document.querySelector(".pagelet-entry").dispatchEvent(paste);
        }"""
    )
    enter(console, "")

    assert shown(console)[-2:] == ["21", "22"]


def test_errors_are_explained_and_the_console_goes_on(console: Tab) -> None:
    """They are no faults of the page, so its own console is not told."""
    enter(console, "1 / 0")
    enter(console, "def f(:")
    enter(console, "'still here'")

    assert "A number was divided by zero." in shown(console)
    assert "ZeroDivisionError: division by zero" in shown(console)
    assert shown(console)[-1] == "'still here'"


def test_leaving_says_how(console: Tab) -> None:
    leaving = "A console ends with its page: close the tab, or load the page again to begin anew."
    for entry in ("exit()", "quit"):
        enter(console, entry)
        assert shown(console)[-1] == leaving
    enter(console, "raise SystemExit('bye')")
    console.press("Control+d")
    console.wait_for(f"{TEXT}.trim().endsWith('anew.')")

    assert shown(console)[-4:] == [">>> raise SystemExit('bye')", "bye", leaving, leaving]


def test_help_shows_its_text_at_once(console: Tab) -> None:
    enter(console, "help(len)")

    assert "Help on built-in function len in module builtins:" in shown(console)


def test_control_c_drops_what_was_being_written(console: Tab) -> None:
    console.type("half an")
    console.press("Control+c")
    console.wait_for(f"{TEXT}.includes('KeyboardInterrupt')")

    assert field(console) == ""
    assert shown(console)[-2:] == [">>> half an", "KeyboardInterrupt"]


def test_control_l_clears(console: Tab) -> None:
    enter(console, "1")
    console.press("Control+l")

    assert shown(console) == []


def test_top_level_await_works_everywhere(console: Tab) -> None:
    enter(console, "import asyncio")
    enter(console, "await asyncio.sleep(0.01, 'slept')")

    assert shown(console)[-1] == "'slept'"


@pytest.mark.engines("webkit")
def test_while_a_worker_looks_at_a_key_others_are_the_browsers(tab: Tab) -> None:
    """Except for those that write or move: they wait for their turn."""
    tab.open("console.html?pagelet-place=worker-service")
    tab.wait_for(f"{FIELD} === document.activeElement")
    tab.type("2")
    taken = tab.evaluate(
        f"""(keys) => keys.filter((key) => !{FIELD}.dispatchEvent(
            new KeyboardEvent("keydown", {{ key, bubbles: true, cancelable: true }})))""",
        ["ArrowUp", "F5", "Home", "PageDown", "1", "End", "Escape", "0", "Delete"],
    )

    assert taken == ["ArrowUp", "Home", "1", "End", "0", "Delete"]
    tab.wait_for(f"{FIELD}.value === '120'")


@with_stack_switching
@pytest.mark.parametrize(
    "waits", ["while True: pass", "import time; time.sleep(1000)", "await asyncio.sleep(1000)"]
)
def test_control_c_ends_what_runs(console: Tab, waits: str) -> None:
    enter(console, "import asyncio")
    console.type(waits)
    console.press("Enter")
    console.press("Enter")
    console.wait_for("document.querySelector('.pagelet-console').dataset.state === 'running'")
    console.press("Control+c")
    console.wait_for(READY)
    enter(console, "'alive'")

    assert shown(console)[-3:] == ["KeyboardInterrupt", ">>> 'alive'", "'alive'"]


@with_stack_switching
def test_the_stop_button_ends_what_runs(console: Tab) -> None:
    console.type("import time; time.sleep(1000)")
    console.press("Enter")
    console.get_by_role("button", name="Stop").click()
    console.wait_for(f"{TEXT}.includes('KeyboardInterrupt')")

    assert console.get_by_role("button", name="Stop").count() == 0


@with_stack_switching
def test_input_asks_inside_and_gives_the_keyboard_back(console: Tab) -> None:
    console.type("name = input('Your name? ')")
    console.press("Enter")
    console.wait_for("document.activeElement.closest('.pagelet-input')")
    console.type("Ada")
    console.press("Enter")
    console.wait_for(f"{FIELD} === document.activeElement && {READY}")
    enter(console, "name")

    assert shown(console)[-2:] == [">>> name", "'Ada'"]


def test_a_program_that_has_ended_can_be_explored(tab: Tab, tmp_path: Path) -> None:
    """The console takes no keyboard away, and is gone while the program runs again."""
    program = tmp_path / "scores.py"
    program.write_text("scores = [3, 1]\nprint('printed')\nraise SystemExit\n")
    with app_servers() as serve:
        tab.goto(serve(program).url)
        tab.wait_for(READY, seconds=PYTHON_START_SECONDS)
        focus = tab.evaluate("document.activeElement.tagName")
        tab.locator(".pagelet-entry").focus()
        enter(tab, "scores.append(2); scores, __name__")
        explored = shown(tab)
        printed = tab.inner_text("#pagelet-output")
        tab.get_by_role("button", name="Run").click()
        tab.wait_for(f"{READY} && !{TEXT}")
        tab.locator(".pagelet-entry").focus()
        enter(tab, "scores")
        again = shown(tab)
        tab.goto("about:blank")

    assert focus == "BODY"
    assert printed.strip() == "printed"
    assert explored[-1] == "([3, 1, 2], '__main__')"
    assert again == [">>> scores", "[3, 1]"]


def test_a_program_that_failed_can_be_explored(tab: Tab, tmp_path: Path) -> None:
    program = tmp_path / "broken.py"
    program.write_text("number = 0\n1 / number\n")
    tab.expect_error("ZeroDivisionError")
    with app_servers() as serve:
        tab.goto(serve(program).url)
        tab.wait_for(READY, seconds=PYTHON_START_SECONDS)
        tab.locator(".pagelet-entry").focus()
        enter(tab, "number")
        explored = shown(tab)
        tab.goto("about:blank")

    assert explored[-1] == "0"


@pytest.fixture
def served_console(tab: Tab) -> Iterator[Tab]:
    """The page of `pagelet console`."""
    from pagelet_cli.app import CONSOLE

    with app_servers() as serve:
        tab.goto(serve(CONSOLE).url)
        tab.wait_for(READY, seconds=PYTHON_START_SECONDS)
        yield tab
        tab.goto("about:blank")


def test_pagelet_console_opens_one(served_console: Tab) -> None:
    served_console.wait_for(f"{FIELD} === document.activeElement")
    enter(served_console, "__name__")

    assert shown(served_console)[0].startswith("Python 3.14")
    assert shown(served_console)[-1] == "'__main__'"
