"""`breakpoint()`: a person stops a program, looks at its variables, and lets it go on."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from tests.browser.apps import ENDED
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS

COMMAND = ".pagelet-debugger-command input"
OUTPUT = "document.querySelector('#pagelet-output')"

with_stack_switching = pytest.mark.engines("chromium", "firefox")

Run: TypeAlias = Callable[[str], None]


def wait_for_stop(tab: Tab, where: str, *, reason: str = "") -> None:
    """Wait until the program stands at `where` ("line 3 of game.py")."""
    tab.wait_for(
        "(panel => panel && !panel.classList.contains('pagelet-debugger-running') && "
        f"panel.querySelector('strong').textContent.includes({where!r}) && "
        f"panel.querySelector('[role=status]').textContent.includes({reason!r}))"
        "(document.querySelector('.pagelet-debugger'))",
        seconds=PYTHON_START_SECONDS,
    )


def press_button(tab: Tab, name: str) -> None:
    tab.locator(".pagelet-debugger-buttons button").filter(has_text=name).click()


def enter(tab: Tab, line: str, answer: str) -> None:
    """Type a line into the debugger and wait for its answer."""
    tab.fill(COMMAND, line)
    tab.locator(COMMAND).press("Enter")
    tab.wait_for_text(answer, ".pagelet-debugger-log")


def variables(tab: Tab) -> dict[str, str]:
    """Return what the table of variables shows: name → value."""
    rows = tab.evaluate(
        "[...document.querySelectorAll('.pagelet-debugger-view > div:first-of-type tbody > tr')]"
        ".map(row => [row.cells[0].innerText, row.cells[2].innerText.trim()])"
    )
    return {str(name): str(value) for name, value in rows}


PROGRAM = """\
def area(width, height):
    result = width * height
    return result

sides = [3, 4]
breakpoint()
total = area(*sides)
sides.append(total)
print("total", total)
"""


@with_stack_switching
def test_a_person_steps_through_a_program(tab: Tab, run: Run) -> None:
    """By buttons and keys; the panel stays one, and a short line is left of it."""
    run(PROGRAM)
    wait_for_stop(tab, "Stopped in line 6 of game.py")
    focus = tab.evaluate("document.activeElement.getAttribute('aria-label')")
    first = variables(tab)
    press_button(tab, "Next")
    wait_for_stop(tab, "line 7")
    press_button(tab, "Step")
    wait_for_stop(tab, "Stopped in line 2 of game.py, in area()")
    inside = variables(tab)
    press_button(tab, "Return")
    wait_for_stop(tab, "line 3 of game.py, in area()", reason="area() returns 12.")
    tab.press("n")
    wait_for_stop(tab, "line 8")
    tab.press("F10")
    wait_for_stop(tab, "line 9")
    changed = variables(tab)
    panels = tab.evaluate("document.querySelectorAll('.pagelet-debugger').length")
    press_button(tab, "Continue")
    tab.wait_for(ENDED)
    shown = tab.inner_text("#pagelet-output").split("\n")

    assert focus == "Stopped in line 6 of game.py"
    assert first == {"sides": "[3, 4]"}
    assert inside == {"width": "3", "height": "4"}
    assert changed == {"sides changed": "[3, 4, 12]", "total": "12"}
    assert panels == 1
    assert [line for line in shown if line] == [
        "Stopped in line 6 of game.py, went on from line 9.",
        "total 12",
    ]


@with_stack_switching
def test_expressions_are_answered_and_variables_changed(tab: Tab, run: Run) -> None:
    run(PROGRAM)
    wait_for_stop(tab, "line 6")
    enter(tab, "sides[0] * 100", "300")
    enter(tab, "sides[0] = 10", "sides[0] = 10")
    tab.wait_for("document.querySelector('.pagelet-debugger').innerText.includes('[10, 4]')")
    enter(tab, "1 / 0", "*** ZeroDivisionError: division by zero")
    for _ in range(2):
        before = tab.locator(COMMAND).input_value()
        tab.locator(COMMAND).press("ArrowUp")
        tab.wait_for(f"document.querySelector('{COMMAND}').value !== {before!r}")
    recalled = tab.locator(COMMAND).input_value()
    tab.fill(COMMAND, "c")
    tab.locator(COMMAND).press("Enter")
    tab.wait_for(ENDED)

    assert recalled == "sides[0] = 10"
    assert "total 40" in tab.inner_text("#pagelet-output")
    assert tab.evaluate(f"{OUTPUT}.querySelector('details pre').textContent.includes('300')")


@with_stack_switching
def test_frames_can_be_chosen_and_values_looked_into(tab: Tab, run: Run) -> None:
    run(
        "class Player:\n"
        "    def __init__(self, name):\n"
        "        self.name = name\n"
        "        self.cards = {'ace': 1}\n"
        "\n"
        "def play(player):\n"
        "    points = 3\n"
        "    breakpoint()\n"
        "\n"
        "ada = Player('Ada')\n"
        "play(ada)\n"
    )
    wait_for_stop(tab, "line 8 of game.py, in play()")
    inside = variables(tab)
    tab.get_by_role("button", name="the program, line 11 of game.py").click()
    tab.wait_for_text("Variables of the program", ".pagelet-debugger-view")
    outside = variables(tab)
    tab.locator(".pagelet-debugger-variables summary").nth(0).click()
    tab.wait_for_text("cards: {'ace': 1} dict", ".pagelet-debugger-variables")
    marked = tab.inner_text(".pagelet-debugger-code mark")
    enter(tab, "down", "> game.py(8)play()")
    press_button(tab, "Continue")
    tab.wait_for(ENDED)

    ada = "<Player name='Ada' cards={'ace': 1}>"
    assert inside == {"player": ada, "points": "3"}
    assert outside == {"ada": ada}
    assert marked.strip() == "→ 11 | play(ada)"


@with_stack_switching
def test_breakpoints_of_pdb_hold_and_cost_nothing_when_they_are_gone(tab: Tab, run: Run) -> None:
    run(
        "import sys\n"
        "breakpoint()\n"
        "for n in range(10):\n"
        "    square = n * n\n"
        "print(sys.gettrace(), sys.monitoring.get_tool(sys.monitoring.DEBUGGER_ID))\n"
    )
    wait_for_stop(tab, "line 2")
    enter(tab, "b 4, n == 5", "Breakpoint 1 at game.py:4")
    press_button(tab, "Continue")
    wait_for_stop(tab, "line 4")
    at_five = variables(tab)
    enter(tab, "tbreak 4", "Breakpoint 2 at game.py:4")
    press_button(tab, "Continue")
    tab.wait_for_text("Deleted breakpoint 2 at game.py:4", ".pagelet-debugger-log")
    at_six = variables(tab)
    enter(tab, "clear 1", "Deleted breakpoint 1 at game.py:4")
    press_button(tab, "Continue")
    tab.wait_for(ENDED)

    assert {"5", "16"} == set(at_five.values())
    assert at_six == {"n changed": "6", "square changed": "25"}
    assert "None None" in tab.inner_text("#pagelet-output")


@with_stack_switching
def test_input_and_sleep_work_while_stepping(tab: Tab, run: Run) -> None:
    """Stepping stays in the program's own lines."""
    run(
        "import time\n"
        "breakpoint()\n"
        "name = input('Name? ')\n"
        "time.sleep(0.1)\n"
        "print('Hello', name)\n"
        "print('Bye')\n"
    )
    wait_for_stop(tab, "line 2")
    press_button(tab, "Step")
    wait_for_stop(tab, "line 3")
    press_button(tab, "Step")
    field = tab.get_by_role("textbox", name="Name?")
    field.fill("Ada")
    field.press("Enter")
    wait_for_stop(tab, "line 4")
    press_button(tab, "Step")
    wait_for_stop(tab, "line 5")
    press_button(tab, "Next")
    wait_for_stop(tab, "line 6")
    text = tab.inner_text("#pagelet-output")
    press_button(tab, "Continue")
    tab.wait_for(ENDED)

    assert text.index("Hello Ada") < text.index("Stopped in line 6")


@with_stack_switching
@pytest.mark.parametrize("way", ["the panel", "the page", "q"])
def test_stop_ends_a_program_that_stands(tab: Tab, run: Run, way: str) -> None:
    """`finally` blocks run, and the program can be run again."""
    run("try:\n    breakpoint()\n    print('never')\nfinally:\n    print('ends')\n")
    wait_for_stop(tab, "line 2")
    if way == "q":
        tab.press("q")
    elif way == "the panel":
        press_button(tab, "Stop")
    else:
        tab.click("#pagelet-stop")
    tab.wait_for(ENDED)
    text = tab.inner_text("#pagelet-output")
    state = tab.inner_text("#pagelet-state")
    tab.click("#pagelet-run")
    wait_for_stop(tab, "line 2")
    press_button(tab, "Continue")
    tab.wait_for("document.body.dataset.state === 'finished'")

    assert "ends" in text
    assert "never" not in text
    assert state == "stopped"


@with_stack_switching
def test_tasks_and_generators_are_stepped_through(tab: Tab, run: Run) -> None:
    """Another task runs on meanwhile, and is not stepped into."""
    run(
        "import asyncio\n"
        "async def other():\n"
        "    for n in range(1000):\n"
        "        await asyncio.sleep(0.01)\n"
        "def numbers():\n"
        "    yield 1\n"
        "    yield 2\n"
        "async def main():\n"
        "    task = asyncio.create_task(other())\n"
        "    await asyncio.sleep(0)\n"
        "    breakpoint()\n"
        "    await asyncio.sleep(0.05)\n"
        "    for n in numbers():\n"
        "        print(n)\n"
        "    task.cancel()\n"
        "asyncio.run(main())\n"
    )
    wait_for_stop(tab, "line 11 of game.py, in main()")
    lines = []
    for line in (12, 13, 6, 14, 13, 7, 14, 13):
        press_button(tab, "Step")
        wait_for_stop(tab, f"line {line} of")
        lines.append(line)
    press_button(tab, "Continue")
    tab.wait_for(ENDED)

    assert len(lines) == 8
    assert tab.inner_text("#pagelet-state") == "finished"


@with_stack_switching
def test_after_a_failure_the_variables_can_be_looked_at(tab: Tab, run: Run) -> None:
    tab.expect_error("ZeroDivisionError")
    run("def half(n):\n    return n / 0\n\nhalf(7)\n")
    tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
    tab.get_by_role("button", name="Look at the variables").click()
    wait_for_stop(tab, "Failed in line 2 of game.py, in half()")
    seen = variables(tab)
    buttons = tab.inner_text(".pagelet-debugger-buttons")
    enter(tab, "!n + 1", "8")
    enter(tab, "next", "The program has ended, so it cannot go on; 'q' closes the debugger.")
    press_button(tab, "Close")
    tab.wait_for_text("Looked at the variables.")
    tab.get_by_role("button", name="Look at the variables").click()
    wait_for_stop(tab, "Failed in line 2")
    tab.click("#pagelet-run")
    tab.wait_for("!document.querySelector('.pagelet-debugger')")
    tab.wait_for(ENDED)

    assert seen == {"n": "7"}
    assert buttons == "Close"


def test_breakpoint_says_so_where_python_cannot_wait(tab: Tab) -> None:
    """In a function that JavaScript calls, and in a browser without stack switching."""
    tab.open("debugger.html")
    tab.wait_for_text("The program did not stop in line", "#callback")

    text = tab.inner_text("#callback")
    assert text.count("did not stop in line 14 of debugger.html, because Python cannot wait") == 1
    assert "sorted 1 2 3" in text


@with_stack_switching
def test_handlers_stop_in_lines_of_the_page_one_at_a_time(tab: Tab) -> None:
    """A task that sleeps by time.sleep() and collects garbage runs on meanwhile."""
    tab.open("debugger.html")
    tab.click("#go")
    wait_for_stop(tab, "Stopped in line 25 of debugger.html, in clicked()")
    code = tab.inner_text(".pagelet-debugger-code")
    tab.click("#other")
    tab.wait_for_text("other clicked")
    said = tab.inner_text("#handlers")
    one = tab.evaluate("document.querySelectorAll('.pagelet-debugger').length")
    ticks = int(tab.inner_text("#ticks"))
    tab.wait_for(f"Number(document.querySelector('#ticks').textContent) > {ticks + 5}")
    press_button(tab, "Next")
    wait_for_stop(tab, "line 26")
    press_button(tab, "Continue")
    tab.wait_for_text("clicked 1", "#handlers")
    tab.click("#go")
    wait_for_stop(tab, "line 25")
    press_button(tab, "Continue")
    tab.wait_for_text("clicked 2", "#handlers")

    assert "→ 25 |     breakpoint()" in code
    assert "<script" not in code
    assert "another part of the program stands at a breakpoint already. It goes on." in said
    assert one == 1
