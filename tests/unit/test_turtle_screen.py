"""Screens: what is drawn on them, their coordinates, and what can be saved."""

import base64
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from pagelet.turtles import (
    TK,
    Canvas,
    RawTurtle,
    ScrolledCanvas,
    Terminator,
    TurtleGraphicsError,
    TurtleScreen,
)
from pagelet.turtles.drawing import Dot, Item, Line, Polygon, Text
from pagelet.turtles.errors import ArgumentError
from pagelet.turtles.images import load_picture


def items(screen: TurtleScreen) -> list[Item]:
    return list(screen.cv.drawing)


def view(screen: TurtleScreen) -> tuple[float, ...]:
    return (*screen.cv.origin, *screen.cv.scale)


def label(screen: TurtleScreen) -> str:
    screen.cv.describe_now()
    return str(screen.cv.node.getAttribute("aria-label"))


# Drawing


def test_lines_go_on_while_the_pen_stays_the_same(
    turtle_screen: TurtleScreen, turtle: RawTurtle
) -> None:
    turtle.forward(10)
    turtle.forward(10)
    turtle.pensize(3)
    turtle.sety(5)
    turtle.penup()
    turtle.sety(10)
    turtle.pendown()
    turtle.sety(15)

    drawn = [(item.points, item.width) for item in items(turtle_screen) if isinstance(item, Line)]
    assert drawn == [
        ([0, 0, 10, 0, 20, 0], 1),
        ([20, 0, 20, 5], 3),
        ([20, 10, 20, 15], 3),
    ]


def test_a_filling_lies_below_the_lines_around_it(
    turtle_screen: TurtleScreen, turtle: RawTurtle
) -> None:
    turtle.color("red", "yellow")
    with turtle.fill():
        assert turtle.filling()
        turtle.circle(10, steps=3)
    polygon, line = items(turtle_screen)

    assert not turtle.filling()
    assert isinstance(polygon, Polygon)
    assert isinstance(line, Line)
    assert (polygon.fill, len(polygon.points), line.color) == ("#ffff00", 8, "#ff0000")


def test_two_corners_are_not_filled(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    turtle.penup()
    turtle.begin_fill()
    turtle.forward(10)
    turtle.end_fill()
    turtle.end_fill()

    assert items(turtle_screen) == []


@pytest.mark.parametrize(("fill_gap", "shapes"), [(False, 2), (True, 1)])
def test_teleport_may_begin_a_new_shape(
    turtle_screen: TurtleScreen, turtle: RawTurtle, fill_gap: bool, shapes: int
) -> None:
    with turtle.fill():
        turtle.circle(10, steps=3)
        turtle.teleport(100, 100, fill_gap=fill_gap)
        turtle.circle(10, steps=3)

    polygons = [item for item in items(turtle_screen) if isinstance(item, Polygon)]
    assert len(polygons) == shapes


def test_dots(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    turtle.dot()
    turtle.pensize(10)
    turtle.dot("red")
    turtle.dot(None, "blue")
    turtle.dot(30, 0, 1, 0)
    turtle.dot((1, 0, 0))

    dots = [item for item in items(turtle_screen) if isinstance(item, Dot)]
    assert [(dot.diameter, dot.color) for dot in dots] == [
        (5, "#000000"),
        (20, "#ff0000"),
        (20, "#0000ff"),
        (30, "#00ff00"),
        (20, "#ff0000"),
    ]


def test_texts(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    turtle.write(3.5)
    turtle.write("abc", align="Center", font=("Arial", 12, "bold"))
    turtle.write("four", True)
    texts = [item for item in items(turtle_screen) if isinstance(item, Text)]

    assert [(text.text, text.align) for text in texts] == [
        ("3.5", "left"),
        ("abc", "center"),
        ("four", "left"),
    ]
    assert turtle.xcor() > 10


def test_stamps_are_cleared_from_either_end(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    stamps = [turtle.stamp() for _ in range(6)]
    turtle.clearstamps(2)
    turtle.clearstamps(-1)
    assert [stamp in turtle_screen.cv.drawing for stamp in stamps] == [0, 0, 1, 1, 1, 0]
    turtle.clearstamp(stamps[3])
    turtle.clearstamp(99)
    assert len(items(turtle_screen)) == 2
    turtle.clearstamps()
    assert items(turtle_screen) == []


def test_clear_takes_away_what_one_turtle_drew(
    turtle_screen: TurtleScreen, turtle: RawTurtle
) -> None:
    other = RawTurtle(turtle_screen)
    for each in (turtle, other):
        each.forward(10)
        each.dot()
        each.stamp()
    turtle.clear()
    assert (len(items(turtle_screen)), turtle.pos()) == (3, (10, 0))
    other.pencolor("red")
    other.reset()
    assert (items(turtle_screen), other.pos(), other.pencolor()) == ([], (0, 0), "black")


def test_a_clone_is_another_turtle_in_the_same_state(
    turtle_screen: TurtleScreen, turtle: RawTurtle
) -> None:
    class Named(RawTurtle):
        names: list[str]

    first = Named(turtle_screen, shape="turtle")
    first.names = ["Ada"]
    first.color("red")
    first.forward(30)
    twin = first.clone()
    twin.names.append("Grace")
    twin.left(90)
    twin.forward(10)

    assert isinstance(twin, Named)
    assert (twin.pos(), twin.shape(), twin.pencolor()) == ((30, 10), "turtle", "red")
    assert (first.pos(), first.heading(), first.names) == ((30, 0), 0, ["Ada"])
    assert turtle_screen.turtles() == [turtle, first, twin]
    twin.clear()
    assert len(items(turtle_screen)) == 1


# The screen


def test_your_own_coordinates(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    turtle_screen.setworldcoordinates(0, 0, 10, 5)

    assert turtle_screen.mode() == "world"
    assert view(turtle_screen) == (10, 590, 78, 116)
    with pytest.raises(TurtleGraphicsError, match="A world of no width or height"):
        turtle_screen.setworldcoordinates(0, 0, 0, 5)
    turtle_screen.mode("standard")
    assert view(turtle_screen) == (400, 300, 1, 1)


def test_the_size_of_the_canvas(turtle_screen: TurtleScreen) -> None:
    before: Any = (turtle_screen.screensize(), turtle_screen.cv.full_size())
    turtle_screen.screensize(2000, 1500, "orange")
    after: Any = (turtle_screen.screensize(), turtle_screen.cv.full_size())

    assert before == ((400, 300), (800, 600))
    assert after == ((2000, 1500), (2000, 1500))
    assert view(turtle_screen) == (1000, 750, 1, 1)
    assert (turtle_screen.window_width(), turtle_screen.window_height()) == (800, 600)
    assert turtle_screen.bgcolor() == "orange"


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (lambda s: s.mode("turtle"), "There is no mode the text 'turtle'."),
        (lambda s: s.colormode(100), "There is no colour mode 100."),
        (lambda s: s.bgcolor("rde"), "There is no colour 'rde'."),
        (lambda s: s.tracer("no"), "tracer() needs a number, but got the text 'no'."),
        (lambda s: s.delay("no"), "delay() needs a number, but got the text 'no'."),
        (lambda s: s.screensize("a"), "screensize() needs a number, but got the text 'a'."),
        (lambda s: s.ontimer(5), "ontimer() needs a function to call, but got 5."),
        (lambda s: s.ontimer(print, "x"), "ontimer() needs a number, but got the text 'x'."),
        (
            lambda s: s.onkey("Up", print),
            "onkey() needs a function first and then a key, but got the text 'Up'.",
        ),
        (lambda s: s.onkey(print, "up"), "There is no key 'up'."),
        (lambda s: s.onkeypress(print, 5), "A key is named by a text, but got 5."),
        (lambda s: TurtleScreen(s), "A screen needs a canvas to be on, but got "),
        (lambda s: RawTurtle(5), "A RawTurtle needs a screen or canvas to be on, but got 5."),
        (lambda s: ScrolledCanvas("#nowhere"), "The page has no element '#nowhere' for a canvas."),
    ],
)
def test_wrong_values_are_told_in_words(turtle_screen: TurtleScreen, call: Any, what: str) -> None:
    with pytest.raises((ArgumentError, TurtleGraphicsError)) as caught:
        call(turtle_screen)

    assert caught.value.what.startswith(what)


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("up", "Did you mean 'Up'?"),
        ("enter", "Did you mean 'Return'?"),
        ("Spacebar", "Did you mean 'space'?"),
        ("xyzzyx", "Keys are named like 'a', 'space', 'Return', 'Up', 'Escape', 'F1'."),
    ],
)
def test_names_of_keys_are_suggested(turtle_screen: TurtleScreen, key: str, hint: str) -> None:
    with pytest.raises(TurtleGraphicsError) as caught:
        turtle_screen.onkey(print, key)

    assert caught.value.hint == hint


def test_the_tracer_and_the_delay(turtle_screen: TurtleScreen) -> None:
    turtle_screen.tracer(5, 20)
    assert (turtle_screen.tracer(), turtle_screen.delay()) == (5, 20)
    with turtle_screen.no_animation():
        assert turtle_screen.tracer() == 0
    assert turtle_screen.tracer() == 5
    turtle_screen.tracer(False)
    assert turtle_screen.tracer() == 0


def test_clearscreen_begins_anew(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    turtle.forward(10)
    turtle_screen.bgcolor("red")
    turtle_screen.colormode(255)
    turtle_screen.clearscreen()

    assert (turtle_screen.turtles(), items(turtle_screen)) == ([], [])
    assert (turtle_screen.bgcolor(), turtle_screen.colormode()) == ("white", 1.0)
    assert (turtle_screen.tracer(), turtle_screen.bgpic()) == (1, "nopic")


def test_a_closed_screen_is_not_drawn_on(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    turtle_screen._stage.close(turtle_screen.cv)

    with pytest.raises(Terminator):
        turtle.forward(10)
    with pytest.raises(Terminator):
        turtle_screen.update()


def test_canvases_of_one_s_own(turtle_screen: TurtleScreen) -> None:
    root = TK.Tk()
    root.title("Two canvases")
    first, second = TK.Canvas(root, width=300, height=200, bg="#ddffff"), TK.Canvas(root)
    first.pack(side="left")
    second.config(width=100, background="red")
    turtle = RawTurtle(first)
    turtle.screen.tracer(0)

    assert turtle.screen.screensize() == (300, 200)
    assert RawTurtle(first).screen is turtle.screen
    assert (first["width"], first.cget("bg"), second["background"]) == (300, "#ddffff", "red")
    assert (second.winfo_width(), second.winfo_height()) == (100, 270)
    with pytest.raises(TK.TclError, match="unknown option 'color'"):
        first.config(color="red")
    with pytest.raises(TK.TclError, match='bad event type or keysym "<Nothing>"'):
        first.bind("<Nothing>", print)
    root.destroy()
    for canvas in (first, second):
        canvas.figure.remove()


# In words


def test_a_drawing_is_told_in_words(turtle_screen: TurtleScreen, turtle: RawTurtle) -> None:
    assert label(turtle_screen) == "Turtle drawing, empty. 1 turtle to be seen."
    turtle.hideturtle()
    turtle.color("red", "yellow")
    with turtle.fill():
        turtle.circle(50, steps=4)
    turtle.pencolor("blue")
    turtle.forward(10)
    turtle.dot(5)
    turtle.dot(5)
    turtle.write("Hello\nyou")
    turtle.stamp()
    turtle_screen.bgcolor("black")

    assert label(turtle_screen) == (
        "Turtle drawing: 5 lines in red and blue; 1 filled shape in yellow; "
        "1 stamp of a turtle in yellow; 2 dots in blue. Written: “Hello you”. Background black."
    )


def test_many_colours_and_texts_are_told_in_short(
    turtle_screen: TurtleScreen, turtle: RawTurtle
) -> None:
    for color in ("red", "blue", "green", "yellow", "brown", "pink"):
        turtle.pencolor(color)
        turtle.forward(10)
    for number in range(12):
        turtle.write(number)

    words = label(turtle_screen)
    assert "6 lines in red, blue, green and 3 other colours" in words
    assert "“8”, “9” and 2 more. 1 turtle to be seen." in words


# Files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def drawn(turtle_screen: TurtleScreen, turtle: RawTurtle) -> TurtleScreen:
    """A screen with one of each kind of item."""
    with turtle.fill():
        turtle.circle(50, steps=4)
    turtle.dot(10, "red")
    turtle.write("a < (b)", align="center", font=("Courier", 12, "bold underline"))
    return turtle_screen


def test_svg(drawn: TurtleScreen, folder: Path) -> None:
    drawn.save("drawing.svg")
    text = Path("drawing.svg").read_text(encoding="utf-8")

    assert 'viewBox="0 0 800 600"' in text
    assert '<polygon points="400,300 450,250' in text
    assert '<polyline points="400,300 450,250' in text
    assert '<circle cx="400" cy="300" r="5" fill="#ff0000"/>' in text
    assert "text-decoration: underline" in text
    assert ">a &lt; (b)</text>" in text
    link = drawn.cv.figure.querySelector("a")
    assert link.getAttribute("download") == "drawing.svg"
    assert str(link.getAttribute("href")).startswith("data:image/svg+xml;base64,")


def test_postscript(drawn: TurtleScreen, folder: Path) -> None:
    drawn.save("drawing.eps")
    drawn.getcanvas().postscript(file="again.ps", colormode="color")
    text = Path("drawing.eps").read_text(encoding="latin-1")

    assert text.startswith("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 800 600\n")
    assert "newpath 400 300 5 0 360 arc 1 0 0 setrgbcolor fill" in text
    assert "/Courier-Bold latin 16 scalefont setfont" in text
    assert "(a < \\(b\\))" in text
    assert text == Path("again.ps").read_text(encoding="latin-1") == drawn.getcanvas().postscript()


@pytest.mark.skipif(sys.platform == "emscripten", reason="the browser test saves real pixels")
def test_png(drawn: TurtleScreen, folder: Path) -> None:
    drawn.save(folder / "drawing.png")

    assert Path("drawing.png").read_bytes() == b"PNG"


def test_what_cannot_be_saved(drawn: TurtleScreen, folder: Path) -> None:
    Path("there.svg").write_text("old")

    with pytest.raises(FileExistsError) as exists:
        drawn.save("there.svg")
    with pytest.raises(FileNotFoundError) as absent:
        drawn.save("nowhere/drawing.svg")
    with pytest.raises(ValueError, match=r"Unknown file extension: '.gif'") as kind:
        drawn.save("drawing.gif")
    drawn.save("there.svg", overwrite=True)

    assert str(exists.value) == (
        "The file 'there.svg' already exists. To overwrite it use the 'overwrite=True' "
        "argument of the save function."
    )
    assert str(absent.value) == "The directory 'nowhere' does not exist. Cannot save to it."
    assert str(kind.value).endswith("must be one of .ps, .eps, .svg, .png")
    assert Path("there.svg").read_text().startswith("<svg")


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + struct.pack(">II", width, height)


@pytest.mark.parametrize(
    ("content", "kind", "size"),
    [
        (png(3, 5), "image/png", (3, 5)),
        (b"GIF89a" + struct.pack("<HH", 7, 9), "image/gif", (7, 9)),
        (b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x0b\x08\0\x05\0\x03", "image/jpeg", (3, 5)),
        (b"P5 # grey\n2 1\n255\n\x00\xff", "image/png", (2, 1)),
        (b"P6\n1 1\n100\n\x64\x00\x32", "image/png", (1, 1)),
    ],
)
def test_pictures(
    turtle_screen: TurtleScreen,
    turtle: RawTurtle,
    folder: Path,
    content: bytes,
    kind: str,
    size: tuple[int, int],
) -> None:
    Path("picture").write_bytes(content)
    picture = load_picture("picture")
    assert picture.url.startswith(f"data:{kind};base64,")
    assert (picture.width, picture.height) == size
    turtle_screen.bgpic("picture")
    turtle_screen.register_shape("picture")
    turtle_screen.register_shape("other", "picture")
    turtle.shape("other")
    stamp = turtle.stamp()

    assert turtle_screen.bgpic() == "picture"
    assert (stamp in turtle_screen.cv.drawing, turtle.get_shapepoly()) == (True, None)
    assert turtle_screen.cv.svg().count("<image ") == 3
    turtle_screen.bgpic("nopic")
    assert turtle_screen.cv.svg().count("<image ") == 2


def test_pixels_of_a_ppm_picture_survive(folder: Path) -> None:
    Path("picture.ppm").write_bytes(b"P6\n1 2\n100\n\x64\x00\x32\x01\x02\x03")
    url = load_picture("picture.ppm").url
    content = base64.b64decode(url.partition(",")[2])
    start = content.index(b"IDAT") + 4

    assert zlib.decompress(content[start:-16]) == b"\0\xff\x00\x7f\0\x02\x05\x07"


@pytest.mark.parametrize("content", [b"text", b"P6\n1", b"P6\n9 9\n255\n123", b"P5\na b c\n"])
def test_what_is_no_picture_is_told_in_words(
    turtle_screen: TurtleScreen, folder: Path, content: bytes
) -> None:
    Path("odd.png").write_bytes(content)

    with pytest.raises(TurtleGraphicsError) as caught:
        turtle_screen.bgpic("odd.png")
    assert caught.value.what == "'odd.png' is not a picture that can be shown."
    assert caught.value.hint == "Use a file of type GIF, PNG, JPEG, WebP, SVG, BMP, PGM or PPM."


def test_an_ordinary_canvas_keeps_its_size(turtle_screen: TurtleScreen) -> None:
    canvas = Canvas(width=100, height=50)
    screen = TurtleScreen(canvas)
    screen.tracer(0)
    screen.screensize(500, 500)

    assert screen.screensize() == (100, 50)
    canvas.figure.remove()
