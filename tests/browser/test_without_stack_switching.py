"""Programs of `pagelet run` in a browser that cannot switch stacks: Python is in a worker there."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.apps import ENDED, Serve
from tests.browser.conversation import Conversation
from tests.browser.on_the_host import said_on_the_host
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS
from tests.browser.test_corpus import ANSWERS, CORPUS

# In other engines these run in the page; test_worker.py tries the worker in all of them.
pytestmark = pytest.mark.engines("webkit")

PROGRAMS = [
    "async_kitchen",
    "bank_menu",
    "bubble_sort_animation",
    "login_getpass",
    "quiz_csv",
    "school_database",
    "sudoku_solver",
]

Run = Callable[[str], None]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_conversation_reads_as_in_a_terminal(
    tab: Tab, serve_app: Serve, tmp_path: Path, program: str
) -> None:
    tab.goto(serve_app(CORPUS / f"{program}.py").url)
    talk = Conversation(tab)
    for answer in ANSWERS[program]:
        talk.answer(answer)
    tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)

    said = said_on_the_host(CORPUS / f"{program}.py", ANSWERS[program], tmp_path)
    assert talk.text().rstrip() == said.rstrip()
    assert tab.inner_text("#pagelet-state") == "finished"
    tab.goto("about:blank")


def test_a_second_stop_ends_a_program_that_catches_the_first(tab: Tab, run: Run) -> None:
    run(
        "print('begins')\n"
        "while True:\n"
        "    try:\n        while True:\n            pass\n"
        "    except KeyboardInterrupt:\n        print('caught')\n"
    )
    tab.wait_for_text("begins", "#pagelet-output")
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for_text("caught", "#pagelet-output")
    # Two presses at once are a double click, which means one.
    tab.wait_for(f"document.querySelector('#pagelet-stop').click() || {ENDED}")

    assert tab.evaluate("document.body.dataset.state") == "stopped"


def test_breakpoint_shows_the_line_and_goes_on(tab: Tab, run: Run) -> None:
    run("total = 3\nbreakpoint()\nprint('total', total)\n")
    tab.wait_for_text("Stopped in line 2 of game.py")
    tab.locator(".pagelet-debugger-buttons button").filter(has_text="Continue").click()
    tab.wait_for(ENDED)

    assert "total 3" in tab.inner_text("#pagelet-output")


def test_a_turtle_hears_keys_and_timers(tab: Tab, run: Run) -> None:
    run(
        "import turtle\n"
        "screen = turtle.Screen()\n"
        "screen.onkey(lambda: print('up'), 'Up')\n"
        "screen.ontimer(lambda: print('listens'), 100)\n"
        "screen.listen()\n"
        "screen.mainloop()\n"
    )
    tab.wait_for_text("listens", "#pagelet-output")
    tab.press("ArrowUp")
    tab.wait_for_text("up", "#pagelet-output")
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for(ENDED)


def test_a_game_loop_draws_and_hears_keys(tab: Tab, run: Run) -> None:
    run(
        "from pagelet import canvas, clock, keys, play\n"
        "play('pop')\n"
        "frames = 0\n"
        "while not keys.left:\n"
        "    canvas.clear('skyblue')\n"
        "    canvas.circle(100, 200, 30, 'tomato')\n"
        "    clock.tick(60)\n"
        "    frames += 1\n"
        "    if frames == 3:\n"
        "        print('runs')\n"
        "print(canvas.pixel(100, 200))\n"
    )
    tab.wait_for_text("runs", "#pagelet-output")
    tab.click("canvas")
    tab.press("ArrowLeft")
    tab.wait_for(ENDED)

    assert "(255, 99, 71)" in tab.inner_text("#pagelet-output")
