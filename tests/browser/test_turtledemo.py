"""The demos of the standard library's `turtledemo`, unchanged: they draw, listen and play.

They are not ours, so they are taken from the Python of this machine, or from Debian's package
python3-examples. Each runs as its own file does from a command line.
"""

import os
import sysconfig
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest
from PIL import Image

from tests.browser.apps import Serve
from tests.browser.drawing import Drawing, colours
from tests.browser.rig import Tab

Draw = Callable[[str], Drawing]

pytestmark = pytest.mark.engines("chromium", "firefox")

# Demo → what its canvas is said to show when it has come to its end (those that take minutes: when
# they are on their way), and how many pixels of a colour are to be seen then.
DRAWN = {
    "bytedesign": ("Turtle drawing: 3229 lines in black.", "#010101", 300),
    "planet_and_moon": ("lines in green and blue. 3 turtles to be seen.", "#ffff00", 700),
    "rosette": ("Turtle drawing, empty. Background black.", "#000000", 600_000),
    "tree": ("Turtle drawing: 1023 lines in black.", "#090909", 100),
    "two_canvases": ("5 lines in red; 1 filled shape in pink. Background", "#d9d9ff", 50_000),
}
DRAWN_SLOWLY = {
    "chaos": ("242 lines in blue, green, red and black; 243 dots in blue,", "#ff0000", 150),
    "fractalcurves": ("1536 lines in black and red; 2 filled shapes in", "#0000ff", 80_000),
    "lindenmayer": ("2904 lines in black, red and green.", "#b6dab6", 60),
    "peace": ("50 lines in white, gray, red and 4 other colours.", "#104e8b", 40_000),
    "penrose": ("10 stamps of a turtle in green and dark red.", "#00bf00", 80_000),
    "yinyang": ("136 lines in black and white; 4 filled shapes in", "#000000", 55_000),
}


def demos() -> Path:
    """Return the folder of the demos, or skip the test; where they have to be there, it fails."""
    places = [
        Path(sysconfig.get_path("stdlib")) / "turtledemo",
        *sorted(Path("/usr/lib").glob("python3*/turtledemo")),
        *sorted(Path("/usr/share/doc").glob("python3*/examples/**/turtledemo")),
    ]
    for place in places:
        if (place / "yinyang.py").is_file():
            return place
    say = pytest.fail if os.environ.get("CI") else pytest.skip
    say("turtledemo is not here: on Debian or Ubuntu, install python3-examples")


@pytest.fixture
def draw(tab: Tab, serve_app: Serve, tmp_path: Path) -> Draw:
    def start(demo: str) -> Drawing:
        tab.resize(1280, 960)
        tab.goto(serve_app(Path(copy(demos() / f"{demo}.py", tmp_path))).url)
        return Drawing(tab)

    return start


@pytest.mark.parametrize("demo", DRAWN)
def test_a_demo_draws(draw: Draw, demo: str) -> None:
    see(draw(demo), *DRAWN[demo])


@pytest.mark.engines("firefox")
@pytest.mark.parametrize("demo", DRAWN_SLOWLY)
def test_a_demo_draws_slowly(draw: Draw, demo: str) -> None:
    see(draw(demo), *DRAWN_SLOWLY[demo])


def see(drawing: Drawing, words: str, colour: str, pixels: int) -> None:
    drawing.wait_until_told(words)
    drawing.wait_until_seen(lambda picture: colours(picture)[colour] > pixels)

    drawing.talk.stop()


def test_a_forest_grows(draw: Draw) -> None:
    """Its colours are by chance; between green and brown, none has any blue."""
    drawing = draw("forest")
    drawing.wait_until_told("lines in ")
    drawing.wait_for_events()

    def leaves_and_wood(picture: Image.Image) -> int:
        return sum(count for colour, count in colours(picture).items() if colour.endswith("00"))

    drawing.wait_until_seen(lambda picture: leaves_and_wood(picture) > 10_000)
    drawing.talk.stop()


def test_the_clock_goes(draw: Draw) -> None:
    drawing = draw("clock")
    drawing.wait_until_told("12 lines in black; 48 dots in black. Written: ")
    drawing.wait_until_seen(lambda picture: colours(picture)["#0000ff"] > 100)
    before = drawing.picture().tobytes()
    drawing.wait_until_seen(lambda picture: picture.tobytes() != before)

    drawing.talk.stop()


def test_colours_are_mixed_by_dragging(draw: Draw) -> None:
    """The red turtle is pulled up, and the background gets all the red that there is."""
    drawing = draw("colormixer")
    drawing.wait_until_told("Written: “DRAG!”. Background gray. 3 turtles to be seen.")
    width, height = drawing.picture().size
    # Its world is 4 wide and 1.6 high; turtles stand at 0, 1 and 2, half-way up to 1.
    red_x = width / 4 - width / 2
    middle, top = height / 2 - 0.8 / 1.6 * height, height / 2 - 0.3 / 1.6 * height

    drawing.drag((red_x, middle), (red_x, top + 30))

    drawing.wait_until_seen(lambda picture: picture.getpixel((9, 9)) == (255, 128, 128))
    drawing.talk.stop()


def test_hanoi_begins_with_the_space_bar(draw: Draw) -> None:
    drawing = draw("minimal_hanoi")
    drawing.wait_until_told("Written: “press spacebar to start game”. 6 turtles to be seen.")
    assert drawing.colour_at(0, -150) == "#ffffff"
    drawing.tab.press("Space")
    # The smallest disc is the first on the middle peg.
    drawing.wait_until_seen(lambda _: drawing.colour_at(0, -150) == "#2a00d4")

    drawing.talk.stop()


def test_a_picture_is_painted_by_three_buttons(draw: Draw) -> None:
    """The right one puts the pen down and up, the middle one changes the colour."""
    drawing = draw("paint")
    drawing.wait_until_told("Turtle drawing, empty. 1 turtle to be seen.")
    drawing.wait_for_events()

    def go(x: float, y: float, colour: str) -> None:
        """Send the turtle there, and wait until it has arrived: it is a small, round spot."""
        drawing.click(x, y)
        drawing.wait_until_seen(lambda _: drawing.colour_at(x, y) == colour)

    go(-100, -50, "#ff0000")
    drawing.click(-100, -50, "right")
    go(100, -50, "#ff0000")
    go(0, 100, "#ff0000")
    drawing.click(0, 100, "right")
    drawing.wait_until_told("2 lines in red; 1 filled shape in red.")
    drawing.wait_until_seen(lambda _: drawing.colour_at(0, 0) == "#ff0000")
    drawing.click(0, 100, "middle")
    drawing.wait_until_seen(lambda _: drawing.colour_at(0, 100) == "#008000")
    drawing.click(0, 100, "right")
    go(150, 150, "#008000")
    drawing.wait_until_told("3 lines in red and green; 1 filled shape in red.")

    drawing.talk.stop()


def test_the_dance_goes_on_until_a_key_is_pressed(draw: Draw) -> None:
    drawing = draw("round_dance")
    drawing.wait_until_told("16 turtles to be seen.")
    drawing.wait_until_seen(lambda picture: colours(picture)["#ca4035"] > 5000)
    drawing.tab.press("x")
    drawing.talk.wait_for_text("DONE!\n")

    drawing.talk.stop()


def test_blocks_are_sorted_at_the_press_of_a_key(draw: Draw) -> None:
    drawing = draw("sorting_animate")
    drawing.wait_until_told("“spacebar to quit, r to randomize”. 10 turtles to be seen.")
    drawing.wait_for_events()
    drawing.tab.press("i")
    drawing.wait_until_told("Written: “Insertion Sort”.")
    # The block that is being moved glows.
    drawing.wait_until_seen(lambda picture: colours(picture)["#ff0000"] > 500)
    # It goes in front of the first, which is higher.
    drawing.wait_until_seen(lambda _: drawing.colour_at(-150, -140) == "#ffffff")
    drawing.tab.press("Space")

    drawing.talk.wait_for_end()


def test_nim_is_played_to_its_end(draw: Draw) -> None:
    drawing = draw("nim")
    drawing.wait_until_told("“Press space bar to start game”. 93 turtles to be seen.")
    drawing.wait_for_events()
    drawing.tab.press("Space")
    drawing.wait_until_told("“Your turn! Click leftmost stick to remove.”")
    over = "document.querySelector('canvas').getAttribute('aria-label').includes('play again')"

    def is_there(picture: Image.Image, row: int) -> bool:
        return picture.getpixel((31, 80 + 120 * row)) == (63, 63, 31)

    assert all(is_there(drawing.picture(), row) for row in range(3))
    while not drawing.tab.evaluate(over):
        picture = drawing.picture()
        for row in range(3):
            if is_there(picture, row):
                # All the sticks of a row; while the computer thinks it takes no click.
                drawing.click(31 - 320, 240 - 80 - 120 * row)
                break
    label = drawing.tab.locator("canvas").get_attribute("aria-label") or ""
    assert "the winner" in label
    seen = colours(drawing.picture())
    assert seen["#ffcccc"] > 100
    drawing.tab.press("Escape")
    drawing.wait_until_told("Turtle drawing, empty. ")

    drawing.talk.stop()
