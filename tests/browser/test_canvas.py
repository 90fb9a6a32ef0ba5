"""Games and drawings in the page: what is drawn, frames, keys, pointer, sounds."""

import base64
import io
import math
import struct
import wave

import pytest
from PIL import Image

from tests.browser.rig import Site, Tab
from tests.browser.rig.chromium_firefox import PlaywrightTab

CAN_WAIT = pytest.mark.engines("chromium", "firefox")


def lines(tab: Tab, css: str = "#py-0") -> list[str]:
    return [line for line in tab.inner_text(css).split("\n") if line]


def pixels(tab: Tab, *places: tuple[float, float]) -> list[str]:
    return [tab.evaluate(f"pixel({x}, {y})") for x, y in places]


# Drawing


@CAN_WAIT
def test_what_is_drawn_is_there(tab: Tab) -> None:
    tab.open("canvas/drawing.html")
    tab.wait_for("pixel(50, 50) === '#ff6347'")

    round_shapes = pixels(tab, (50, 50), (50, 20), (150, 50), (250, 50), (211, 21))
    assert round_shapes == ["#ff6347", "#000000", "#008000", "#0000ff", "#f5f5dc"]
    assert pixels(tab, (350, 60), (312, 30)) == ["#ffd700", "#f5f5dc"]
    assert pixels(tab, (70, 100), (180, 120), (240, 101)) == ["#ff0000", "#000080", "#800080"]
    # A smooth polygon goes through its corners and bulges out between them.
    assert pixels(tab, (340, 120), (340, 97)) == ["#008080", "#008080"]
    # An arc goes clockwise from the right, downwards.
    assert pixels(tab, (88, 208), (32, 152)) == ["#000000", "#f5f5dc"]
    assert pixels(tab, (175, 165), (145, 165)) == ["#ffa500", "#f5f5dc"]
    assert pixels(tab, (225, 180), (260, 180)) == ["#ff0000", "#7a7a6e"]
    # Moved, then turned clockwise, then twice as large: 20 wide becomes 40 high, to the left.
    assert pixels(tab, (310, 210), (330, 190), (310, 230)) == ["#00ff00", "#f5f5dc", "#f5f5dc"]
    assert pixels(tab, (35, 260)) == ["#dc143c"]


@CAN_WAIT
def test_pictures_are_drawn_whole_mirrored_and_in_parts(tab: Tab) -> None:
    tab.open("canvas/drawing.html")
    tab.wait_for("pixel(115, 260) === '#ff0000'")

    assert pixels(tab, (115, 260), (145, 260)) == ["#ff0000", "#00ff00"]
    assert pixels(tab, (185, 260), (215, 260)) == ["#00ff00", "#ff0000"]
    assert pixels(tab, (260, 260), (300, 260)) == ["#ff0000", "#ff0000"]
    assert pixels(tab, (340, 250)) == ["#ff6347"]


@CAN_WAIT
def test_a_program_can_look_at_its_canvas_and_save_it(tab: Tab) -> None:
    tab.open("canvas/drawing.html")
    said = [line for line in lines(tab) if "Download" not in line]

    assert said == ["20 20 (255, 99, 71) (245, 245, 220)", "True 50.0 100.0"]
    href = tab.locator("a[download='picture.png']").get_attribute("href") or ""
    picture = Image.open(io.BytesIO(base64.b64decode(href.partition(",")[2]))).convert("RGB")
    assert picture.getpixel((picture.width // 8, picture.height // 6)) == (255, 99, 71)


@CAN_WAIT
def test_a_canvas_is_told_in_words_and_may_stand_anywhere(tab: Tab) -> None:
    tab.open("canvas/drawing.html")
    tab.wait_for("document.querySelector('#board canvas')")

    assert tab.locator("#py-0 canvas").get_attribute("role") == "img"
    assert tab.locator("#board canvas").get_attribute("aria-label") == "A dark board"
    tab.wait_for("pixel(50, 25, 1) === '#000080'")


@CAN_WAIT
def test_a_canvas_fits_a_narrow_page_and_is_painted_anew(tab: Tab) -> None:
    tab.open("canvas/drawing.html")
    tab.wait_for("pixel(50, 50) === '#ff6347'")
    wide = tab.evaluate("document.querySelector('#py-0 canvas').width")
    tab.resize(250, 600)
    tab.wait_for(f"document.querySelector('#py-0 canvas').width < {wide}")
    tab.wait_for(
        "document.querySelector('#py-0 canvas').getBoundingClientRect().right <= innerWidth"
    )

    assert pixels(tab, (50, 50), (350, 60)) == ["#ff6347", "#ffd700"]


@CAN_WAIT
def test_a_canvas_is_sharp_on_a_fine_display(tab: Tab) -> None:
    assert isinstance(tab, PlaywrightTab)
    browser = tab.context.browser
    assert browser
    context = browser.new_context(viewport={"width": 800, "height": 600}, device_scale_factor=3)
    page = context.new_page()
    page.goto(tab.address("canvas/drawing.html"))
    page.wait_for_function("window.pixel?.(50, 50) === '#ff6347'", timeout=120_000)
    size = page.evaluate("(({width, height}) => [width, height])(document.querySelector('canvas'))")
    context.close()

    assert size == [1200, 900]


# Frames, keys and pointer


def open_game(tab: Tab) -> None:
    tab.goto("canvas/loop.html")
    tab.wait_for_python("ready")
    tab.wait_for("window.frames > 5")


@CAN_WAIT
def test_a_game_moves_by_keys_and_the_page_does_not(tab: Tab) -> None:
    open_game(tab)
    assert tab.evaluate("document.activeElement.tagName") == "CANVAS"
    before = tab.evaluate("scrollY")
    assert isinstance(tab, PlaywrightTab)
    tab.page.keyboard.down("ArrowRight")
    tab.wait_for("/x=1[1-9]\\d/.test(window.game) && window.game.includes('held=right')")
    tab.page.keyboard.up("ArrowRight")
    tab.wait_for("window.game.includes('held= ')")
    tab.press("ArrowDown")
    tab.press(" ")
    tab.wait_for("window.game.includes('hits=1')")

    assert tab.evaluate("scrollY") == before
    tab.press("q")
    tab.wait_for("window.ended === 'Q'")


@CAN_WAIT
def test_keys_for_a_field_on_the_page_stay_there(tab: Tab) -> None:
    open_game(tab)
    tab.locator("#field").press_sequentially("qa ")
    tab.locator("canvas").focus()
    tab.press("B")
    tab.wait_for("window.game.includes('text=B ')")

    assert tab.locator("#field").input_value() == "qa "
    assert tab.evaluate("window.ended") is None


@CAN_WAIT
def test_keys_scroll_the_page_again_when_the_game_is_over(tab: Tab) -> None:
    open_game(tab)
    tab.press("q")
    tab.wait_for("window.ended === 'Q'")
    tab.wait_for(
        "!document.querySelector('canvas').dispatchEvent(new KeyboardEvent('keydown', "
        "{key: 'ArrowDown', bubbles: true, cancelable: true})) === false"
    )


@CAN_WAIT
def test_the_mouse_is_where_it_is_on_the_canvas(tab: Tab) -> None:
    open_game(tab)
    assert isinstance(tab, PlaywrightTab)
    box = tab.evaluate("document.querySelector('canvas').getBoundingClientRect().toJSON()")
    mouse = tab.page.mouse
    mouse.move(box["left"] + 200, box["top"] + 50)
    mouse.down()
    tab.wait_for("window.game.includes('clicks=1') && /mouse=(199|200),(49|50) True/.test(game)")
    tab.wait_for("pixel(200, 50) === '#000080'")
    mouse.up()
    tab.wait_for("pixel(200, 50) === '#ffffff'")
    top = tab.evaluate("scrollY")
    mouse.wheel(0, 200)
    tab.wait_for("/turns=-[1-9]/.test(window.game)")

    assert tab.evaluate("scrollY") == top
    tab.press("q")


@CAN_WAIT
def test_each_finger_counts(tab: Tab) -> None:
    open_game(tab)
    tab.evaluate("pointer('pointerdown', 40, 40, {kind: 'touch', id: 7})")
    tab.evaluate("pointer('pointerdown', 260, 150, {kind: 'touch', id: 8})")
    tab.wait_for("pixel(48, 40) === '#008000' && pixel(268, 150) === '#008000'")
    tab.evaluate("pointer('pointerup', 260, 150, {kind: 'touch', id: 8})")
    tab.wait_for("pixel(48, 40) === '#008000' && pixel(268, 150) === '#ffffff'")

    assert tab.evaluate("getComputedStyle(document.querySelector('canvas')).touchAction") == "none"
    tab.press("q")


@CAN_WAIT
def test_a_hidden_page_pauses_the_game_and_time_does_not_jump(tab: Tab) -> None:
    open_game(tab)
    tab.evaluate("hide(true)")
    tab.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 300)))")
    paused = tab.evaluate("window.frames")
    tab.evaluate("new Promise((done) => setTimeout(done, 1500))")
    assert tab.evaluate("window.frames") - paused <= 1

    tab.evaluate("window.longest = 0; hide(false)")
    tab.wait_for(f"window.frames > {paused + 5}")
    assert tab.evaluate("window.longest") < 1.5
    tab.press("q")
    tab.wait_for("window.ended === 'Q'")


def test_an_async_program_draws_frames_in_every_browser(tab: Tab) -> None:
    tab.open("canvas/async.html")
    tab.wait_for("pixel(99, 100) === '#ff6347' && pixel(205, 110) === '#ff0000'")

    assert lines(tab)[-1] == "100 20"


def test_a_tick_that_cannot_wait_says_what_to_write(tab: Tab) -> None:
    tab.open("canvas/tick.html")
    text = tab.inner_text("#py-0")

    assert "clock.tick() cannot wait here" in text
    assert "Write 'await clock.next(60)' in its place" in text


# Sounds


@CAN_WAIT
def test_sounds_are_heard_after_the_first_click(tab: Tab, site: Site) -> None:
    site.publish("canvas/tone.wav", tone())
    site.publish("canvas/broken.wav", b"no sound at all")
    tab.expect_error("'broken.wav' is not a sound")
    tab.open("canvas/sound.html")
    tab.wait_for_text("Sounds start with your first click or key press")
    assert tab.evaluate("heard.length") == 0

    tab.get_by_role("button", name="Play").click()
    tab.wait_for("!document.querySelector('.pagelet-note')")
    tab.wait_for_text("boing is over")
    for name, hertz in (("A4", 440), ("A5", 880)):
        tab.wait_for(f"window.playing === '{name}' && hears({hertz})")
        tab.evaluate(f"window.next = '{name}'")
        tab.wait_for_text(f"{name} stopped False")
    tab.wait_for_text("loops True")
    tab.wait_for_text("file is over")
    tab.wait_for_text("'broken.wav' is not a sound that this browser can play.")
    assert "Use a file of type WAV, MP3, Ogg or M4A." in tab.inner_text(".pagelet-error")


def tone() -> bytes:
    """Return a tenth of a second of 440 hertz as a WAV file."""
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        samples = (round(8000 * math.sin(math.tau * 440 * i / 8000)) for i in range(800))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return content.getvalue()
