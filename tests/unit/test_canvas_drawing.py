"""What is drawn on a canvas reaches the painter, and mistakes are explained."""

import sys
from pathlib import Path
from typing import Any

import pytest

import pagelet
from pagelet import games, page
from pagelet.games import Canvas, CanvasError, Image, PictureError, Rect, canvas
from pagelet.games.paint import color_number
from tests.unit.conftest import Game

# A name, because the type checker takes `sys.platform` as known and the rest as never reached.
IN_PAGE = sys.platform == "emscripten"
# What a recording painter has to tell; inside a page a real one paints.
recorded = pytest.mark.skipif(IN_PAGE, reason="a real painter keeps no record")

RED = 0xFF0000FF
BLACK = 0x000000FF
NONE = -1.0


def message(error: pytest.ExceptionInfo[CanvasError]) -> tuple[str, str]:
    return error.value.what, error.value.hint


def test_the_names_for_games_come_from_pagelet_and_from_pagelet_games() -> None:
    names = {"Canvas", "Image", "Rect", "canvas", "clock", "keys", "mouse", "note", "play"}

    assert names < set(dir(pagelet))
    for name in names:
        assert getattr(pagelet, name) is getattr(games, name)
    with pytest.raises(AttributeError, match="no attribute 'canvass'"):
        _ = pagelet.canvass


def test_the_canvas_is_the_running_programs(game: Game) -> None:
    assert canvas.node.isSameNode(game.canvas.node)
    assert isinstance(canvas, Canvas)
    assert repr(canvas) == "<Canvas 640 × 400>"
    assert "circle" in dir(canvas)
    canvas.description = "A map"
    assert game.canvas.description == "A map"


@recorded
@pytest.mark.parametrize(
    ("draw", "numbers"),
    [
        (lambda c: c.circle(1, 2, 3), [6, BLACK, NONE, 1, 1, 2, 3, 3]),
        (
            lambda c: c.circle(1, 2, 3, None, outline="red", thickness=4),
            [6, NONE, RED, 4, 1, 2, 3, 3],
        ),
        (lambda c: c.ellipse(1, 2, 30, 40, "red"), [6, RED, NONE, 1, 1, 2, 15, 20]),
        (lambda c: c.point(5, 6, thickness=3), [6, BLACK, NONE, 1, 5, 6, 1.5, 1.5]),
        (lambda c: c.rect(1, 2, 3, 4, "red"), [5, RED, NONE, 1, 1, 2, 3, 4, 0]),
        (lambda c: c.rect(*Rect(1, 2, 3, 4), radius=5), [5, BLACK, NONE, 1, 1, 2, 3, 4, 5]),
        (
            lambda c: c.line(1, 2, 3, 4, "red", thickness=5),
            [2, NONE, RED, 5, 0, 4, 1, 2, 3, 4],
        ),
        (lambda c: c.lines([(1, 2), (3, 4)]), [2, NONE, BLACK, 1, 0, 4, 1, 2, 3, 4]),
        (lambda c: c.curve([(1, 2), (3, 4)]), [3, NONE, BLACK, 1, 1, 4, 1, 2, 3, 4]),
        (lambda c: c.polygon([(1, 2), (3, 4)]), [4, BLACK, NONE, 1, 0, 4, 1, 2, 3, 4]),
        (
            lambda c: c.polygon([(1, 2)], smooth=True, outline="red"),
            [4, BLACK, RED, 1, 1, 2, 1, 2],
        ),
        (
            lambda c: c.triangle(1, 2, 3, 4, 5, 6, "red"),
            [4, RED, NONE, 1, 0, 6, 1, 2, 3, 4, 5, 6],
        ),
        (lambda c: c.arc(1, 2, 3, 0, 90), [7, BLACK, 1, 1, 2, 3, 3, 0, 90]),
        (lambda c: c.pie(1, 2, 3, 0, 90, "red"), [8, RED, NONE, 1, 1, 2, 3, 0, 90]),
        (lambda c: c.circle(1, 2, 3, "red", opacity=0.5), [6, 0xFF000080, NONE, 1, 1, 2, 3, 3]),
    ],
)
def test_a_shape_reaches_the_painter_as_numbers(game: Game, draw: Any, numbers: Any) -> None:
    draw(game.canvas)

    assert game.drawn() == pytest.approx(numbers)


def test_looking_at_what_a_program_holds_makes_no_canvas() -> None:
    before = len(page.find("canvas"))

    assert isinstance(games.canvas, Canvas)
    assert not hasattr(games.canvas, "_mock_name")
    assert not hasattr(games.canvas, "__wrapped__")
    with pytest.raises(TypeError):
        issubclass(games.canvas, str)  # type: ignore[arg-type]
    assert len(page.find("canvas")) == before


@recorded
def test_a_frame_crosses_in_one_call_and_what_clear_covers_does_not(game: Game) -> None:
    for _ in range(100):
        canvas.circle(1, 2, 3)
    canvas.clear("red")
    canvas.circle(1, 2, 3)
    canvas.flush()
    canvas.flush()
    ((pieces, _),) = game.painter.painted

    assert pieces == [1, 1, 0, 0, 1, 0, 0, 0, RED, 6, BLACK, NONE, 1, 1, 2, 3, 3]


@recorded
def test_texts_cross_once_and_are_named_by_number(game: Game) -> None:
    canvas.text("same", 10, 20, size=30, align="right", valign="bottom", angle=90)
    canvas.text("same", 0, 0, size=30)
    canvas.flush()
    ((pieces, texts),) = game.painter.painted

    assert texts == ["same", "30px system-ui, 'DejaVu Sans', sans-serif"]
    assert pieces == [9, BLACK, 10, 20, 0, 1, 30, 2, 2, 90, 9, BLACK, 0, 0, 0, 1, 30, 0, 0, 0]


@recorded
def test_transformations_combine_and_end_with_their_block(game: Game) -> None:
    with canvas.moved(100, 50), canvas.rotated(90), canvas.scaled(2):
        canvas.point(0, 0)
    numbers = game.drawn()
    steps = [numbers[at + 1 : at + 7] for at in (0, 7, 14, 29, 36, 43)]

    assert steps[2] == pytest.approx([0, 2, -2, 0, 100, 50])
    assert steps[3] == pytest.approx([0, 1, -1, 0, 100, 50])
    assert steps[5] == [1, 0, 0, 1, 0, 0]


@recorded
def test_turning_and_stretching_may_have_another_middle(game: Game) -> None:
    with canvas.rotated(180, 10, 20):
        canvas.flush()
    with canvas.scaled(2, 3, x=10, y=20):
        canvas.flush()
    turned, stretched = game.painter.painted[0][0], game.painter.painted[1][0][7:]

    assert turned == pytest.approx([1, -1, 0, 0, -1, 20, 40], abs=1e-9)
    assert stretched == [1, 2, 0, 0, 3, -10, -40]


@pytest.mark.parametrize(
    ("color", "number"),
    [
        ("red", RED),
        ("  Light Sea Green ", 0x20B2AAFF),
        ("rebeccapurple", 0x663399FF),
        ("#f80", 0xFF8800FF),
        ("#ff8800", 0xFF8800FF),
        ("#f808", 0xFF880088),
        ("#ff880040", 0xFF880040),
        ((255, 136, 0), 0xFF8800FF),
        ([255, 136, 0, 128], 0xFF880080),
        ((254.6, 0, 0), RED),
        (None, NONE),
        ("transparent", NONE),
    ],
)
def test_colours_are_names_digits_or_numbers(color: Any, number: float) -> None:
    assert color_number(color) == number


@pytest.mark.parametrize(
    ("color", "what", "hint"),
    [
        ("tomatto", "There is no colour 'tomatto'.", "Did you mean 'tomato'?"),
        (
            "#12",
            "There is no colour '#12'.",
            "After # come 3 or 6 digits of 0-9 and a-f, as in '#ff8800'.",
        ),
        (
            "xyzzy",
            "There is no colour 'xyzzy'.",
            "Write a name such as 'tomato' or 'skyblue', '#ff8800', or (255, 136, 0).",
        ),
        (
            (256, 0, 0),
            "The tuple (256, 0, 0) is no colour.",
            "Each of its numbers goes from 0 to 255.",
        ),
        (
            7,
            "7 is no colour.",
            "Write a name such as 'tomato' or 'skyblue', '#ff8800', or (255, 136, 0).",
        ),
        (
            (1, 2),
            "The pair (1, 2) is no colour.",
            "Write a name such as 'tomato' or 'skyblue', '#ff8800', or (255, 136, 0).",
        ),
    ],
)
def test_what_is_no_colour_is_explained(color: Any, what: str, hint: str) -> None:
    with pytest.raises(CanvasError) as error:
        color_number(color)

    assert message(error) == (what, hint)


@pytest.mark.parametrize(
    ("draw", "what", "hint"),
    [
        (
            lambda c: c.circle("12", 2, 3),
            "circle() needs numbers, but x is the text '12'.",
            "Text becomes a number with int(...) or float(...).",
        ),
        (
            lambda c: c.circle((1, 2), 3, 4),
            "circle() needs numbers, but x is the pair (1, 2).",
            "A pair is taken apart by a star: circle(*place, 10).",
        ),
        (
            lambda c: c.rect(1, 2, None, 4),
            "rect() needs numbers, but width is None.",
            "Give a number for width, such as 100 or 2.5.",
        ),
        (
            lambda c: c.ellipse(1, 2, "3", 4),
            "ellipse() needs numbers, but width is the text '3'.",
            "Text becomes a number with int(...) or float(...).",
        ),
        (
            lambda c: c.line(1, 2, 3, [4]),
            "line() needs numbers, but y2 is the list [4].",
            "A pair is taken apart by a star: circle(*place, 10).",
        ),
        (
            lambda c: c.point(1, 2, thickness="3"),
            "point() needs numbers, but thickness is the text '3'.",
            "Text becomes a number with int(...) or float(...).",
        ),
        (
            lambda c: c.arc(1, 2, 3, "left", 5),
            "arc() needs numbers, but start is the text 'left'.",
            "Text becomes a number with int(...) or float(...).",
        ),
        (
            lambda c: c.pie(1, 2, 3, 4, "left"),
            "pie() needs numbers, but end is the text 'left'.",
            "Text becomes a number with int(...) or float(...).",
        ),
        (
            lambda c: c.circle(10**400, 2, 3),
            "circle() was given a number that is too large.",
            "Look at how the number is computed.",
        ),
        (
            lambda c: c.polygon([1, 2, 3]),
            "polygon() needs points, pairs of numbers, but got the list [1, 2, 3].",
            "Write a list of pairs: polygon([(10, 10), (50, 80), (90, 10)]).",
        ),
        (
            lambda c: c.lines([("a", "b")]),
            "lines() needs points, pairs of numbers, but got the list [('a', 'b')].",
            "Write a list of pairs: lines([(10, 10), (50, 80), (90, 10)]).",
        ),
        (
            lambda c: c.circle(1, 2, 3, "red", opacity=50),
            "The opacity 50 is not possible.",
            "It goes from 0, which cannot be seen, to 1.",
        ),
        (
            lambda c: c.text("Hi", "left", 3),
            "text() needs numbers, but x is the text 'left'.",
            "Text becomes a number with int(...) or float(...).",
        ),
        (
            lambda c: c.text("Hi", 1, 2, align="centre"),
            "There is no align 'centre'.",
            "Did you mean 'center'?",
        ),
        (
            lambda c: c.text("Hi", 1, 2, valign="x"),
            "There is no valign 'x'.",
            "'top', 'middle' or 'bottom'.",
        ),
        (
            lambda c: c.text("Hi", 1, 2, font=30),
            "A font is named by a text, but got 30.",
            "Write font='serif', and the size beside it: size=30.",
        ),
        (
            lambda c: c.text("Hi", 1, 2, size="big"),
            "text() needs numbers, but size is the text 'big'.",
            "Text becomes a number with int(...) or float(...).",
        ),
        (
            lambda c: c.rotated("90").__enter__(),
            "rotated() needs numbers, but angle is the text '90'.",
            "Text becomes a number with int(...) or float(...).",
        ),
        (
            lambda c: c.size("640", 400),
            "A canvas needs numbers for its size, but its width is the text '640'.",
            "Write for example canvas.size(640, 400).",
        ),
        (
            lambda c: c.size(640, 0),
            "A canvas cannot have the height 0.",
            "It goes from 1 to 8192 pixels.",
        ),
        (
            lambda c: c.pixel(640, 0),
            "There is no pixel (640, 0) on the canvas.",
            "x goes from 0 to 639, y from 0 to 399.",
        ),
        (
            lambda c: c.pixel("a", 0),
            "pixel() needs two numbers, but got the text 'a' and 0.",
            "Write for example canvas.pixel(100, 50).",
        ),
        (
            lambda c: c.save("drawing.jpg"),
            "A canvas is saved as a PNG file, but 'drawing.jpg' is none.",
            "Write save('drawing.png').",
        ),
        (
            lambda c: c.image(7, 1, 2),
            "image() needs a picture, but got 7.",
            "Load it once, cat = Image('cat.png'), and draw it: canvas.image(cat, 10, 10).",
        ),
        (
            lambda c: Canvas(100, 100, "#nowhere"),
            "The page has no element '#nowhere' for a canvas.",
            "Name one that is there by its id: Canvas(300, 200, '#board').",
        ),
    ],
)
def test_a_mistake_in_drawing_is_explained(game: Game, draw: Any, what: str, hint: str) -> None:
    with pytest.raises(CanvasError) as error:
        draw(game.canvas)

    assert message(error) == (what, hint)
    assert error.value.where.startswith("test_canvas_drawing.py, line ")


@recorded
def test_a_mistake_leaves_nothing_half_drawn(game: Game) -> None:
    with pytest.raises(CanvasError):
        canvas.circle(1, 2, "3")  # type: ignore[arg-type]
    canvas.circle(1, 2, 3)

    assert game.drawn() == [6, BLACK, NONE, 1, 1, 2, 3, 3]


@recorded
def test_a_canvas_has_a_size_and_looks_at_its_pixels(game: Game) -> None:
    canvas.circle(1, 2, 3)
    canvas.size(300, 200)

    assert list(game.painter.sizes[-1]) == [300, 200]
    assert [canvas.width, canvas.height, *canvas.center] == [300, 200, 150, 100]
    assert list(canvas.area) == [0, 0, 300, 200]
    assert game.drawn() == []
    assert canvas.pixel(1, 2) == (255, 99, 71)
    assert canvas.text_size("ab\nabc", size=20) == (30, 50)


@recorded
def test_a_canvas_is_saved_and_offered_once(
    game: Game, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    canvas.save("a.png")
    canvas.save("a.png")
    links = pagelet.page.find(".pagelet-canvas a")

    assert (tmp_path / "a.png").read_bytes() == b"PNG"
    assert canvas.png() == b"PNG"
    assert [link.text for link in links] == ["Download a.png"]


def test_a_canvas_tells_what_is_written_on_it(game: Game) -> None:
    canvas.clear()
    canvas.text("Score 3", 0, 0)
    canvas.text("Score 3", 0, 20)
    canvas.text(" Game\nover ", 0, 0)

    assert canvas.description == "Canvas, 640 by 400. Written: Score 3; Game over"
    canvas.clear()
    assert canvas.description == "Canvas, 640 by 400."
    canvas.description = "A race"
    assert canvas.node.getAttribute("aria-label") == "A race"


def test_a_canvas_may_stand_in_an_element_of_the_page(game: Game) -> None:
    place = pagelet.page.create("div", id="board")
    pagelet.page.append(place)
    board = Canvas(100, 50, "#board")
    other = Canvas(100, 50, place)

    assert len(place.find("canvas")) == 2
    assert board.node.getAttribute("tabindex") == "0"
    assert other.is_on_page()
    place.remove()
    assert not other.is_on_page()


# Pictures

GIF = b"GIF89a\x14\0\x0a\0\0\0\0;"


@recorded
def test_a_picture_is_loaded_shown_and_cut(game: Game, tmp_path: Path) -> None:
    (tmp_path / "cat.gif").write_bytes(GIF)
    cat = Image(tmp_path / "cat.gif")
    canvas.image(cat, 1, 2, 40, angle=90, flip_x=True, opacity=0.5, anchor="center")
    numbers = [10, 3, 0.5, 1, 2, 40, 20, 90, -1, 1, 0, 0, 20, 10, 1, 0.5, 0.5]

    assert (cat.width, cat.height, repr(cat)) == (20, 10, "<Image 20 × 10>")
    assert game.drawn() == numbers
    canvas.image(cat.part(5, 0, 10, 10), 1, 2, height=5)
    numbers = [10, 3, 1, 1, 2, 5, 5, 0, 1, 1, 5, 0, 10, 10, 1, 0, 0]
    assert game.drawn() == numbers
    canvas.image(str(tmp_path / "cat.gif"), 0, 0, 7, 8)
    assert game.drawn()[5:7] == [7, 8]


@recorded
def test_pictures_come_from_bytes_addresses_and_what_can_save_itself(game: Game) -> None:
    pagelet._host.host.files["https://a.example/cat.gif"] = GIF  # type: ignore[attr-defined]

    class Saves:
        def save(self, stream: Any, kind: str) -> None:
            stream.write(b"\x89PNG\r\n\x1a\n" + kind.encode())

    assert Image(GIF).width == 20
    assert Image("https://a.example/cat.gif").width == 20
    assert Image(Saves(), smooth=False).part_numbers == (0, 0, 20, 10, 0)


@recorded
def test_a_snapshot_has_the_size_of_the_canvas(game: Game) -> None:
    shot = canvas.snapshot()

    assert (shot.width, shot.height) == (640, 400)
    assert shot.part(10, 20, 30, 40).part_numbers == (20, 40, 60, 80, 1)


@recorded
@pytest.mark.parametrize(
    ("load", "what", "hint"),
    [
        (
            lambda: Image("cta.png"),
            "There is no picture 'cta.png'.",
            "Put the file beside the program and check its spelling; capitals count.",
        ),
        (
            lambda: Image(b"no picture"),
            "What Image() was given is not a picture that can be shown.",
            "Use a file of type GIF, PNG, JPEG, WebP, SVG, BMP, PGM or PPM.",
        ),
        (
            lambda: Image(7),
            "Image() cannot make a picture of 7.",
            "Give the name of a file: Image('cat.png'); or an address, bytes, or a picture of PIL.",
        ),
        (
            lambda: Image(GIF).part(15, 0, 10, 10),
            "The picture has no part (15, 0, 10, 10).",
            "It is 20 wide and 10 high; the part must lie in it.",
        ),
        (
            lambda: canvas.image(Image(GIF), 1, 2, anchor="middle"),  # type: ignore[arg-type]
            "There is no anchor 'middle'.",
            "'topleft', 'center' or 'bottom'.",
        ),
        (
            lambda: canvas.image(Image(GIF), "1", 2),  # type: ignore[arg-type]
            "image() needs numbers, but x is the text '1'.",
            "Text becomes a number with int(...) or float(...).",
        ),
    ],
)
def test_a_mistake_with_pictures_is_explained(game: Game, load: Any, what: str, hint: str) -> None:
    with pytest.raises(CanvasError) as error:
        load()

    assert message(error) == (what, hint)


@recorded
def test_an_async_program_awaits_its_pictures(game: Game) -> None:
    async def program() -> None:
        assert (await Image.load(GIF)).width == 20
        with pytest.raises(PictureError) as error:
            Image(GIF)
        assert message(error) == (
            "A picture cannot be waited for here.",
            "Write: await Image.load(...), in an async function or at the top of the program.",
        )

    pagelet._host.host.wait(program())


# Rectangles


def test_rectangles_know_what_they_meet() -> None:
    box = Rect(10, 20, 30, 40)

    assert (box.left, box.right, box.top, box.bottom, box.center) == (10, 40, 20, 60, (25, 40))
    assert box.overlaps(Rect(39, 59, 5, 5))
    assert not box.overlaps(Rect(40, 20, 5, 5))
    assert box.overlaps_circle(45, 40, 6)
    assert not box.overlaps_circle(44, 64, 5)
    assert (10, 20) in box
    assert (40, 20) not in box
    assert list(box) == [10, 20, 30, 40]


def test_rectangles_move_and_stay_inside() -> None:
    box = Rect(10, 20, 30, 40)
    box.move(-20, 5)
    assert box == Rect(-10, 25, 30, 40)
    box.keep_inside(Rect(0, 0, 100, 60))
    assert box == Rect(0, 20, 30, 40)
    box.right, box.bottom = 100, 60
    assert box == Rect(70, 20, 30, 40)
    box.left, box.top = 1, 2
    box.center = (50, 50)
    assert box == Rect(35, 30, 30, 40)
