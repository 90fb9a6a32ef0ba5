"""Turtles draw, move, listen and ask in the page."""

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS
from tests.browser.test_programs import served

# Where Python cannot wait, turtles draw without moving.
CAN_WAIT = pytest.mark.engines("chromium", "firefox")


def lines(tab: Tab, css: str = "#py-0") -> list[str]:
    return [line for line in tab.inner_text(css).split("\n") if line]


def pixels(tab: Tab, *places: tuple[float, float], number: int = 0) -> list[str]:
    """The colours at `places`, in the turtle's units."""
    return [tab.evaluate(f"pixel({x}, {y}, {number})") for x, y in places]


def happened(tab: Tab, what: str) -> None:
    tab.wait_for(f"window.happened?.split('; ').includes({what!r})")


# Drawing


def test_what_turtles_draw_is_there(tab: Tab) -> None:
    tab.open("turtle/drawing.html")
    tab.wait_for("pixel(50, 50) === '#ffd700'")

    assert pixels(tab, (50, 0), (100, 50), (0, 50)) == ["#ff0000"] * 3
    assert pixels(tab, (-100, 50), (-100, 68), (-100, 72)) == ["#0000ff", "#0000ff", "#ffffe0"]
    assert pixels(tab, (150, 100), (150, -100)) == ["#008000", "#ff00ff"]
    assert "#000000" in pixels(tab, *((-100 + x, -90) for x in range(60)))
    assert tab.inner_text(".pagelet-turtle-title") == "A house"


def test_what_turtles_draw_is_told_in_words(tab: Tab) -> None:
    tab.open("turtle/drawing.html")
    tab.wait_for("document.querySelector('canvas').getAttribute('aria-label').includes('lines')")
    canvas = tab.locator("canvas")

    assert canvas.get_attribute("role") == "img"
    assert canvas.get_attribute("aria-label") == (
        "Turtle drawing: 4 lines in red; 1 filled shape in gold; 1 stamp of a turtle in green; "
        "1 dot in blue; 1 picture. Written: “Hello”. Background beige."
    )


def test_drawings_are_saved_and_offered_as_downloads(tab: Tab) -> None:
    tab.open("turtle/drawing.html")

    assert lines(tab)[-1] == "b'<svg '"
    for name, beginning in (("png", b"\x89PNG"), ("svg", b"<svg "), ("ps", b"%!PS-Adobe")):
        link = tab.locator(f"a[download='house.{name}']")
        link.wait_for()
        assert link.inner_text() == f"Download house.{name}"
        content = base64.b64decode((link.get_attribute("href") or "").partition(",")[2])
        assert content.startswith(beginning)


def test_a_saved_picture_has_the_pixels_of_the_drawing(tab: Tab) -> None:
    tab.open("turtle/drawing.html")
    tab.locator("a[download='house.png']").wait_for()
    href = tab.locator("a[download='house.png']").get_attribute("href") or ""
    picture = Image.open(io.BytesIO(base64.b64decode(href.partition(",")[2]))).convert("RGB")

    assert picture.getpixel((picture.width * 5 // 8, picture.height // 3)) == (255, 215, 0)
    assert picture.getpixel((picture.width // 4, picture.height // 3)) == (0, 0, 255)


def test_a_drawing_fits_a_narrow_page_and_stays_right(tab: Tab) -> None:
    tab.open("turtle/drawing.html")
    tab.wait_for("pixel(50, 50) === '#ffd700'")
    tab.resize(300, 600)
    tab.wait_for("document.querySelector('canvas').getBoundingClientRect().right <= innerWidth")
    tab.wait_for("pixel(50, 50) === '#ffd700'")

    assert pixels(tab, (-100, 50), (150, 100), (150, -100)) == ["#0000ff", "#008000", "#ff00ff"]
    ratio = "(({width, height}) => width / height)(document.querySelector('canvas'))"
    assert tab.evaluate(ratio) == pytest.approx(4 / 3, abs=0.02)


def test_each_tag_has_a_screen_and_canvases_may_stand_anywhere(tab: Tab) -> None:
    tab.open("turtle/screens.html")
    tab.wait_for("document.querySelectorAll('.pagelet-turtle canvas').length === 3")
    # Where the turtles themselves do not stand.
    tab.wait_for("pixel(10, 15, 1) === '#ffffff'")
    tab.wait_for("pixel(10, 15, 2) === '#ffff00'")

    assert tab.evaluate("document.querySelectorAll('#left canvas').length") == 1
    assert tab.evaluate("document.querySelectorAll('#py-0 canvas').length") == 1
    assert pixels(tab, (10, 15), (-50, 50), (95, 10), number=0) == ["#ffffff", "#008000", "#000000"]
    assert pixels(tab, (10, 15), (99, 9), (-50, 50), number=1) == ["#ffffff", "#000000", "#ff0000"]
    assert pixels(tab, (10, 15), (-50, 50), number=2) == ["#ffff00", "#0000ff"]
    assert lines(tab, "#py-1") == ["1 2"]


# Moving


@CAN_WAIT
def test_turtles_move_at_their_speed_while_the_page_lives(tab: Tab) -> None:
    tab.open("turtle/animation.html")

    assert lines(tab) == [
        "frames True",
        "faster True",
        "turned True 90.0",
        "undone True 0.0",
        "no frames True",
        "['begins', 'ends', 'moved'] [50, 0] 0.0",
    ]


@CAN_WAIT
def test_a_line_is_seen_growing(tab: Tab) -> None:
    tab.open("turtle/animation.html")
    seen = tab.evaluate("seen")
    half_way = [seen[at : at + 3] for at in range(0, len(seen), 3)]

    assert ["#000000", "#ffffff", "#ffffff"] in half_way
    assert ["#000000", "#000000", "#ffffff"] in half_way
    assert ["#000000", "#000000", "#000000"] in half_way


# Listening


def test_keys_move_turtles(tab: Tab) -> None:
    open_events(tab)
    canvas = "document.querySelector('.pagelet-turtle canvas')"

    assert tab.evaluate(f"document.activeElement === {canvas}")
    assert tab.locator("canvas").get_attribute("role") == "application"
    tab.press("ArrowRight")
    happened(tab, "at 10 0")
    tab.press("a")
    happened(tab, "at 10 10")
    tab.press("x")
    happened(tab, "any key")
    tab.press(" ")
    happened(tab, "space let go")
    tab.wait_for("pixel(5, 0) === '#000000'")
    tab.wait_for("pixel(10, 5) === '#000000'")


def test_keys_that_a_program_knows_do_nothing_else(tab: Tab) -> None:
    open_events(tab)

    assert tab.evaluate("key('keydown', 'ArrowRight')") is True
    assert tab.evaluate("key('keydown', 'PageDown')") is False


def test_keys_for_something_else_on_the_page_stay_there(tab: Tab) -> None:
    open_events(tab)
    tab.locator("#field").press_sequentially("aa")
    tab.evaluate("key('keydown', 'ArrowRight', {target: document.body})")
    happened(tab, "at 10 0")

    assert tab.locator("#field").input_value() == "aa"
    assert "at 0 10" not in tab.evaluate("happened")


def test_clicks_reach_the_turtle_first_and_then_the_screen(tab: Tab) -> None:
    open_events(tab)
    tab.evaluate("click(-50, -50)")
    happened(tab, "screen too -50 -50")
    tab.evaluate("click(103, 97)")
    happened(tab, "let go 103 97")
    tab.evaluate("click(-100, 20, {button: 2})")
    happened(tab, "menu -100 20")

    said = [each for each in tab.evaluate("happened").split("; ") if "ticked" not in each]
    assert said == [
        "screen -50 -50",
        "screen too -50 -50",
        "ball 103 97",
        "screen 103 97",
        "screen too 103 97",
        "let go 103 97",
        "menu -100 20",
    ]


def test_fingers_may_miss_a_little(tab: Tab) -> None:
    open_events(tab)
    tab.evaluate("click(117, 100)")
    tab.evaluate("click(117, 100, {kind: 'touch'})")
    happened(tab, "ball 117 100")

    assert tab.evaluate("happened").count("ball") == 1


def test_turtles_are_dragged(tab: Tab) -> None:
    open_events(tab)
    tab.evaluate("pointer('pointerdown', 100, 100)")
    for x in (80, 40, 0, -60):
        tab.evaluate(f"pointer('pointermove', {x}, 0)")
    tab.evaluate("pointer('pointerup', -60, 0)")
    tab.evaluate("pointer('pointermove', 100, 0)")
    happened(tab, "let go -60 0")

    tab.wait_for("pixel(-60, 0) === '#000000'")
    assert pixels(tab, (100, 100), (100, 0)) == ["#ffffff", "#ffffff"]
    assert tab.locator("canvas").evaluate("node => node.style.touchAction") == "none"


def test_programs_may_bind_events_as_under_tk(tab: Tab) -> None:
    open_events(tab)
    tab.evaluate("pointer('pointermove', 30, -40)")
    # Some browsers count in whole pixels of the page.
    tab.wait_for("/pointer (29|30|31) -(39|40|41)/.test(window.happened)")
    tab.evaluate("key('keydown', 'Insert')")
    happened(tab, "Insert")

    assert "never" not in tab.evaluate("happened")


def test_timers_call_again_and_their_errors_are_shown(tab: Tab) -> None:
    open_events(tab)
    happened(tab, "ticked [0, 1, 2]")
    tab.wait_for_text("division by zero")

    assert tab.evaluate("document.querySelectorAll('#py-0 .pagelet-error').length") == 1


def open_events(tab: Tab) -> None:
    tab.expect_error("ZeroDivisionError")
    tab.open("turtle/events.html")
    tab.wait_for("document.querySelector('.pagelet-error')")
    tab.wait_for("pixel(100, 100) === '#000000'")


# Asking, and the end


@CAN_WAIT
def test_questions_are_answered_with_the_keyboard(tab: Tab) -> None:
    tab.goto("turtle/questions.html")
    tab.wait_for("document.querySelector('dialog[open] input') === document.activeElement")
    assert tab.evaluate("document.querySelector('dialog').innerText").split("\n")[0] == "Race"
    tab.type("Ada")
    tab.press("Enter")
    tab.wait_for("document.querySelector('dialog label')?.textContent === 'Again?'")
    tab.press("Escape")
    tab.wait_for("document.querySelector('dialog input')?.value === '1000'")
    tab.locator("dialog input").fill("5")
    tab.press("Enter")
    tab.wait_for_text("Please type a number of at least 10.", "dialog")
    tab.locator("dialog input").fill("many")
    tab.press("Enter")
    tab.wait_for_text("“many” is not a number.", "dialog")
    tab.locator("dialog input").fill("12,5")
    tab.get_by_role("button", name="OK").click()
    tab.wait_for_python()

    assert lines(tab) == ["name Ada", "nothing None", "stakes 12.5"]
    assert tab.evaluate("document.querySelector('dialog')") is None


@CAN_WAIT
def test_the_main_loop_ends_with_its_window(tab: Tab) -> None:
    tab.goto("turtle/loop.html")
    tab.wait_for("document.querySelector('.pagelet-turtle button')", seconds=PYTHON_START_SECONDS)
    tab.wait_for("pixel(10, 10) === '#ff0000'")
    assert lines(tab)[-1] == "Close"
    tab.evaluate("click(10, 10)")
    tab.wait_for_text("the end")
    tab.wait_for("document.querySelectorAll('.pagelet-turtle').length === 2")
    tab.wait_for("document.querySelectorAll('.pagelet-turtle button').length === 1")

    # The drawing of the window that was left stays as a picture; a closed one goes.
    assert pixels(tab, (10, 10)) == ["#ff0000"]
    tab.get_by_role("button", name="Close the drawing").click()
    tab.wait_for_python()
    assert tab.evaluate("document.querySelectorAll('.pagelet-turtle').length") == 1
    assert lines(tab) == ["the end", "told: The turtle's window was closed.", "closed"]


LISTENING = """
import turtle

turtle.setup(400, 300)
turtle.speed(1)

def tick():
    print("tick", flush=True)
    turtle.ontimer(tick, 20)

def turn():
    turtle.left(90)
    print("turned")

turtle.onkey(turn, "t")
turtle.listen()
tick()
turtle.forward(20)
turtle.done()
"""
DANCING = """
from turtle import *

setup(400, 300)
while True:
    forward(10)
    left(10)
"""


@CAN_WAIT
@pytest.mark.parametrize("code", [LISTENING, DANCING], ids=["listening", "dancing"])
def test_stop_ends_programs_with_turtles_and_run_begins_anew(
    tab: Tab, tmp_path: Path, code: str
) -> None:
    program = tmp_path / "program.py"
    program.write_text(code)
    with served(program) as address:
        tab.goto(address)
        for _ in range(2):
            tab.wait_for("document.querySelector('canvas')?.width > 300", seconds=120)
            tab.wait_for("document.body.dataset.state === 'running'")
            tab.click("#pagelet-stop")
            tab.wait_for("document.body.dataset.state === 'stopped'")
            ticks = tab.evaluate("document.body.innerText.split('tick').length")
            tab.evaluate("new Promise((resolve) => setTimeout(resolve, 200))")
            assert tab.evaluate("document.body.innerText.split('tick').length") == ticks
            assert tab.evaluate("document.querySelectorAll('.pagelet-turtle').length") == 1
            tab.click("#pagelet-run")
        tab.goto("about:blank")
