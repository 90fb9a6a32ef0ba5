"""Turtle programs from books: what they draw is to be seen, and they obey keys and clicks."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.apps import Serve
from tests.browser.drawing import Drawing, colours, rows
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS

CORPUS = Path(__file__).parent / "corpus"

pytestmark = pytest.mark.engines("chromium", "firefox")

Draw = Callable[[str], Drawing]


def about(found: float, expected: float) -> bool:
    """Return whether an area in pixels is right, but for its edges and their mixed colours."""
    return found == pytest.approx(expected, rel=0.3)


@pytest.fixture
def draw(tab: Tab, serve_app: Serve) -> Draw:
    def start(program: str) -> Drawing:
        # Windows of programs from books are made for a computer's display.
        tab.resize(1280, 960)
        tab.goto(serve_app(CORPUS / f"{program}.py").url)
        return Drawing(tab)

    return start


def test_a_flower_is_closed_by_a_click(draw: Draw) -> None:
    drawing = draw("turtle_flower")
    drawing.wait_until_told("144 lines in yellow. Background red.")
    drawing.wait_until_seen(lambda picture: about(colours(picture)["#ff0000"], 710_000))
    drawing.wait_until_seen(lambda picture: colours(picture)["#ffff00"] > 500)

    drawing.close_by_click()


def test_a_spirograph_in_colours_of_chance(draw: Draw) -> None:
    drawing = draw("turtle_spirograph")
    drawing.wait_until_told("lines in")
    drawing.wait_for_events()
    # 24 circles of nearly as many colours; their thin lines are mixed with the white below.
    drawing.wait_until_seen(lambda picture: len(colours(picture)) > 500)

    drawing.close_by_click()


def test_triangles_in_triangles(draw: Draw) -> None:
    drawing = draw("turtle_sierpinski")
    drawing.wait_until_told("40 filled shapes in blue, red, green and white")
    # The triangle of 300 by 225 has 27 blue ones in it, each with an eighth of its width.
    small = 300 / 8 * 225 / 8 / 2

    def is_whole(picture: Image.Image) -> bool:
        seen = colours(picture)
        return (
            about(seen["#0000ff"], 27 * small)
            and about(seen["#ff0000"], 9 * small)
            and about(seen["#008000"], 3 * 4 * small)
        )

    drawing.wait_until_seen(is_whole)
    drawing.close_by_click()


def test_a_tree_that_branches_in_two_colours(draw: Draw) -> None:
    drawing = draw("turtle_tree")
    drawing.wait_until_told("63 lines in green and brown.")
    drawing.wait_for_events()
    assert drawing.tab.get_by_role("heading", name="turtle_tree").is_visible()
    assert drawing.tab.inner_text(".pagelet-turtle-title") == "A fractal tree"
    drawing.wait_until_seen(
        lambda picture: colours(picture)["#a52a2a"] > colours(picture)["#008000"] > 50
    )

    drawing.talk.stop()


def test_a_snowflake_that_ends_where_it_began(draw: Draw) -> None:
    drawing = draw("turtle_koch")
    drawing.wait_until_told("192 lines in black.")
    assert "(-150.00,90.00) 0.0\n" in drawing.talk.text()

    drawing.tab.get_by_role("button", name="Close the drawing").click()
    drawing.talk.wait_for_end()


def test_houses_are_painted(draw: Draw) -> None:
    drawing = draw("turtle_house")
    drawing.wait_until_told("15 filled shapes")
    drawing.wait_for_events()
    # Roofs with half a square's area, and the sun, a circle with a radius of 30.
    roofs = {"#b22222": 60 * 60 / 4, "#006400": 90 * 90 / 4, "#000080": 120 * 120 / 4}
    areas = {**roofs, "#ffd700": math.pi * 30 * 30}
    drawing.wait_until_seen(
        lambda picture: all(about(colours(picture)[name], area) for name, area in areas.items())
    )

    drawing.talk.stop()


def test_stars_wait_for_enter(draw: Draw) -> None:
    drawing = draw("turtle_stars")
    drawing.wait_until_told("Written: “Good night!”. Background dark blue.")
    drawing.talk.answer("")

    assert drawing.talk.wait_for_end().endswith("Press Enter to end...\nBye\n")


def test_a_clock_goes_on(draw: Draw) -> None:
    drawing = draw("turtle_clock")
    drawing.wait_until_told("lines in green, white, blue and red. Background black.")
    drawing.wait_until_seen(lambda picture: colours(picture)["#ff0000"] > 100)
    before = drawing.picture().tobytes()
    drawing.wait_until_seen(lambda picture: picture.tobytes() != before)
    drawing.wait_until_seen(lambda picture: colours(picture)["#ff0000"] > 100)

    drawing.talk.stop()


def test_a_race_asks_for_a_bet_and_has_a_winner(draw: Draw, tab: Tab) -> None:
    drawing = draw("turtle_race")
    tab.wait_for("document.querySelector('dialog input')", seconds=PYTHON_START_SECONDS)
    assert "Which turtle will win? (red, blue, green, orange)" in tab.inner_text("dialog")
    tab.type("green")
    tab.press("Enter")
    drawing.talk.wait_for_text("turtle is the winner!")

    said = drawing.talk.text().split("You've ")[1]
    assert said in {
        "won! The green turtle is the winner!\n",
        *(f"lost! The {other} turtle is the winner!\n" for other in ("red", "blue", "orange")),
    }
    drawing.talk.stop()


def test_a_polygon_asks_until_the_number_fits(draw: Draw, tab: Tab) -> None:
    drawing = draw("turtle_polygon")
    field = "document.querySelector('dialog input')"
    tab.wait_for(f"{field}?.value === '5'", seconds=PYTHON_START_SECONDS)
    tab.fill("dialog input", "99")
    tab.press("Enter")
    tab.wait_for("document.querySelector('dialog').innerText.includes('12')")
    tab.fill("dialog input", "6")
    tab.press("Enter")

    drawing.wait_until_told("6 lines in blue; 1 filled shape in light blue. Written: “6 corners”.")
    assert "Angle sum: 720\n" in drawing.talk.text()
    drawing.talk.stop()


def test_etch_a_sketch_obeys_keys(draw: Draw, tab: Tab) -> None:
    drawing = draw("turtle_etch_a_sketch")
    drawing.wait_for_events()
    for key in "wwwwaaaaaaaaawwdds":
        tab.press(key)
    drawing.wait_until_told("7 lines in black.")
    tab.press("c")
    drawing.wait_until_told("empty. 1 turtle to be seen.")
    tab.press("w")
    drawing.wait_until_told("1 line in black.")

    drawing.close_by_click()


def test_dots_appear_where_one_clicks(draw: Draw, tab: Tab) -> None:
    drawing = draw("turtle_dots")
    drawing.wait_for_events()
    for number, (x, y) in enumerate([(100, 50), (-120, 80), (-50, -150)], start=1):
        drawing.click(x, y)
        drawing.talk.wait_for_text(f"Click at {x} {y}\n")
        tab.wait_for_text(f"{number} dots", ".pagelet-turtle-title")
    drawing.wait_until_told("3 dots in red, orange and gold")
    tab.press("u")
    drawing.wait_until_told("2 dots in red and orange")

    tab.press("q")
    drawing.talk.wait_for_end()


def test_snake_eats_and_hits_the_wall(draw: Draw, tab: Tab) -> None:
    drawing = draw("turtle_snake")
    drawing.wait_until_told("“Score: 0 High Score: 0”. Background green. 2 turtles to be seen.")
    tab.click("canvas")
    tab.press("ArrowUp")
    drawing.wait_until_told("“Score: 10 High Score: 10”")
    drawing.wait_until_told("“Score: 0 High Score: 10”")

    drawing.talk.stop()
    assert tab.inner_text("#pagelet-state") == "stopped"


def test_pong_moves_paddles_and_counts(draw: Draw, tab: Tab) -> None:
    drawing = draw("turtle_pong")
    drawing.wait_for_events()
    drawing.wait_until_seen(lambda picture: bool(rows(picture, "#ffffff", -350)))
    top = min(rows(drawing.picture(), "#ffffff", -350))
    for _ in range(3):
        tab.press("w")
    drawing.wait_until_seen(lambda picture: min(rows(picture, "#ffffff", -350)) == top - 60)
    tab.press("s")
    drawing.wait_until_seen(lambda picture: min(rows(picture, "#ffffff", -350)) == top - 40)
    drawing.wait_until_told("Player A: 1")

    drawing.talk.stop()


def test_a_turtle_is_caught_before_the_time_is_up(draw: Draw) -> None:
    drawing = draw("turtle_catch")
    drawing.wait_until_told("“Time: ")
    for _ in range(200):
        drawing.click(0, 0)
        if drawing.tab.evaluate(
            "!document.querySelector('canvas').getAttribute('aria-label').includes('Score: 0')"
        ):
            break
    drawing.wait_until_told("“Game Over!”")
    label = drawing.tab.locator("canvas").get_attribute("aria-label") or ""
    assert "“Score: 0”" not in label

    drawing.talk.stop()
