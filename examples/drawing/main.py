"""Freehand drawing on a canvas, with the browser's own drawing functions."""

from pagelet import page, when

COLOURS = {
    "Black": "#22262e",
    "Red": "#d2362f",
    "Orange": "#ef8a17",
    "Yellow": "#f5c518",
    "Green": "#2e9e5b",
    "Blue": "#2a6fdb",
    "Violet": "#8b3fc2",
    "White": "#ffffff",
}
STEP = 20  # how far an arrow key moves the pen
ARROWS = {
    "ArrowLeft": (-STEP, 0),
    "ArrowRight": (STEP, 0),
    "ArrowUp": (0, -STEP),
    "ArrowDown": (0, STEP),
}

paper = page["paper"]
canvas = paper.get_context("2d")  # the browser's own object: its names are written as in JavaScript

# Each stroke is a dictionary: colour, width, and the points that it goes through.
strokes = []
pen_is_down = False
pen_at = (paper.width / 2, paper.height / 2)


def draw(stroke, start=0):
    """Draw a stroke, or only what follows its point number `start`."""
    canvas.strokeStyle = stroke["colour"]
    canvas.lineWidth = stroke["width"]
    canvas.lineCap = canvas.lineJoin = "round"
    points = stroke["points"][start:]
    canvas.beginPath()
    canvas.moveTo(*points[0])
    for point in points:
        canvas.lineTo(*point)
    canvas.stroke()


def redraw():
    """Draw everything anew on white paper."""
    canvas.fillStyle = "white"
    canvas.fillRect(0, 0, paper.width, paper.height)
    for stroke in strokes:
        draw(stroke)
    show_buttons()


def show_buttons():
    page["undo"].disabled = page["clear"].disabled = not strokes


def begin_stroke(point):
    colour = page.find_one("[name=colour]:checked").value
    strokes.append({"colour": colour, "width": int(page["width"].value), "points": [point]})
    draw(strokes[-1])
    show_buttons()


def continue_stroke(point):
    stroke = strokes[-1]
    stroke["points"].append(point)
    draw(stroke, start=len(stroke["points"]) - 2)


def place(event):
    """Return where on the paper an event happened; on the screen the paper may be smaller."""
    box = paper.get_bounding_client_rect()
    x = (event.clientX - box.left) * paper.width / box.width
    y = (event.clientY - box.top) * paper.height / box.height
    return (x, y)


@when("pointerdown", paper)
def press(event):
    global pen_is_down
    if event.isPrimary and event.button == 0:
        pen_is_down = True
        paper.set_pointer_capture(event.pointerId)
        begin_stroke(place(event))


@when("pointermove", paper)
def move(event):
    if pen_is_down and event.isPrimary:
        continue_stroke(place(event))


@when("pointerup", paper)
@when("pointercancel", paper)
def release(event):
    global pen_is_down
    if event.isPrimary:
        pen_is_down = False


@when("keydown", paper)
def use_keyboard(event):
    global pen_at
    if event.key not in ARROWS:
        return
    event.preventDefault()
    right, down = ARROWS[event.key]
    start = pen_at
    x = min(max(start[0] + right, 0), paper.width)
    y = min(max(start[1] + down, 0), paper.height)
    pen_at = (x, y)
    if event.shiftKey:
        begin_stroke(start)
        continue_stroke(pen_at)
    page["pen"].style["left"] = f"{x / paper.width:%}"
    page["pen"].style["top"] = f"{y / paper.height:%}"
    page["said"].text = f"Pen at {x:.0f}, {y:.0f}"


@when("click", "#undo")
def undo():
    strokes.pop()
    redraw()


@when("click", "#clear")
def clear():
    strokes.clear()
    redraw()


@when("click", "#save")
def save():
    link = page.create("a", href=paper.to_data_url("image/png"), download="drawing.png")
    link.click()
    page["said"].text = "Saved as drawing.png."


def offer_colours():
    for name, colour in COLOURS.items():
        choice = page.create(
            "input",
            type="radio",
            name="colour",
            value=colour,
            checked=name == "Black",
            aria_label=name,
            title=name,
            style={"background-color": colour},
        )
        page["colours"].append(choice)


offer_colours()
redraw()
