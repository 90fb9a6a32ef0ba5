"""Each example is opened by the server of `pagelet run` and used as a person would."""

import csv
import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.browser.apps import Served, answer, app_servers
from tests.browser.rig import Tab
from tests.browser.rig.chromium_firefox import PlaywrightTab
from tests.cli.serving import Notes

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir())

# WebKitGTK cannot switch stacks, which `input` and `time.sleep` in a page need.
engines = pytest.mark.engines("chromium", "firefox")

Open: TypeAlias = Callable[[str], None]


@pytest.fixture(scope="module")
def serve_example() -> Iterator[Callable[[str], Served]]:
    """Call it with an example's path below `examples`; each is served once for all tests."""
    with app_servers() as serve:
        yield cache(lambda name: serve(EXAMPLES / name))


@pytest.fixture
def open_example(tab: Tab, serve_example: Callable[[str], Served]) -> Iterator[Open]:
    """Call it with an example's path below `examples`; returns when Python runs in its page."""
    opened: list[Served] = []

    def open_(name: str) -> None:
        opened.append(serve_example(name))
        tab.goto(opened[-1].url)
        tab.wait_for_python("ready")

    yield open_
    for served in opened:
        assert served.notes == Notes()


@pytest.mark.parametrize("name", FOLDERS)
def test_an_example_says_how_to_run_it_and_has_no_javascript(name: str) -> None:
    folder = EXAMPLES / name
    readme = (folder / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^ {4}pagelet run examples/(\S+)$", readme, re.MULTILINE)

    assert commands
    assert all((EXAMPLES / path).exists() for path in commands)
    assert "What to learn from it:" in readme
    assert list(folder.rglob("*.js")) == []
    for page in folder.glob("*.html"):
        scripts = re.findall(r"<script ([^>]*)>", page.read_text(encoding="utf-8"))
        assert scripts.count('type="module" src="pagelet.js"') == 1
        assert all(script.startswith('type="py"') for script in scripts if "module" not in script)


@engines
def test_welcome_prints_shows_listens_and_asks(tab: Tab, open_example: Open) -> None:
    open_example("welcome")
    tab.wait_for_python()

    assert "Hello! I am Python 3." in tab.inner_text()
    assert tab.get_by_role("img", name="A flower with twelve petals").is_visible()

    tab.get_by_role("button", name="Let Python ask").click()
    question = tab.get_by_role("textbox", name="What is your name?")
    question.wait_for()
    # Python waits for the name; the other tags work on.
    tab.get_by_role("button", name="Roll two dice").click()
    tab.wait_for("/^[1-6] \\+ [1-6] = \\d+$/.test(document.querySelector('#dice').innerText)")
    first, second, total = map(int, re.findall(r"\d+", tab.inner_text("#dice")))
    assert first + second == total

    question.fill("Grace")
    question.press("Enter")
    tab.wait_for_text("Grace backwards is Ecarg. Nice to meet you!")
    assert not tab.locator("#talk").evaluate("(button) => button.disabled")


@engines
def test_welcome_shows_the_python_of_each_section(tab: Tab, open_example: Open) -> None:
    open_example("welcome")
    tab.wait_for_python()
    details = tab.locator("section details")

    assert details.count() == 4
    assert not tab.locator("#ask-title ~ details pre").is_visible()
    tab.click("#ask-title ~ details summary")
    assert tab.inner_text("#ask-title ~ details pre").startswith("import time\n")


@engines
def test_converter_answers_while_a_person_types(tab: Tab, open_example: Open) -> None:
    open_example("converter")
    tab.wait_for_text("1 metre = 0.001 kilometre", "#result")

    tab.locator("#from").select_option("mile")
    tab.fill("#amount", "")
    tab.wait_for_text("Type a number above.", "#problem")
    tab.locator("#amount").press_sequentially("2")
    tab.wait_for_text("2 mile = 3.218688 kilometre", "#result")
    tab.locator("#amount").press_sequentially("6,2")
    tab.wait_for_text("26.2 mile = 42.1648128 kilometre", "#result")
    tab.press("Enter")
    assert tab.locator("#amount").input_value() == "26,2"

    tab.get_by_role("button", name="Swap the two units").click()
    tab.wait_for_text("26.2 kilometre = 16.27992524 mile", "#result")
    tab.wait_for_text("26,200", "#table")


@engines
def test_converter_knows_temperatures_and_what_is_no_number(tab: Tab, open_example: Open) -> None:
    open_example("converter")
    tab.locator("#quantity").select_option("Temperature")
    tab.fill("#amount", "-40")
    tab.wait_for_text("-40 degree Celsius = -40 degree Fahrenheit", "#result")
    tab.fill("#amount", "100")
    tab.wait_for_text("100 degree Celsius = 212 degree Fahrenheit", "#result")
    tab.wait_for_text("373.15", "#table")

    tab.fill("#amount", "hot")
    tab.wait_for_text("“hot” is not a number.", "#problem")
    assert tab.inner_text("#result") == ""


@engines
def test_csv_explorer_shows_sorts_and_filters_its_sample(tab: Tab, open_example: Open) -> None:
    with (EXAMPLES / "csv-explorer" / "weather.csv").open(encoding="utf-8", newline="") as file:
        days = list(csv.DictReader(file))
    open_example("csv-explorer")
    tab.wait_for_text(f"{len(days)} of {len(days)} rows", "#count")
    rain = [float(day["rain mm"]) for day in days]
    facts = tab.inner_text("#columns article:nth-child(4)").split("\n")
    assert facts == [
        *("rain mm", "Lowest", "0", "Mean", f"{statistics.fmean(rain):.4g}"),
        *("Median", f"{statistics.median(rain):g}", "Highest", f"{max(rain):g}"),
    ]

    first_rain = "document.querySelector('#body td:nth-child(4)').innerText"
    tab.get_by_role("button", name="rain mm").click()
    tab.wait_for("document.activeElement.closest('[aria-sort=ascending]')")
    tab.press("Enter")
    tab.wait_for(f"Number({first_rain}) === {max(rain)}")
    assert tab.locator("[aria-sort=descending]").inner_text() == "rain mm ▼"

    tab.locator("#filter").press_sequentially("Snow")
    snowy = sum(day["sky"] == "snow" for day in days)
    tab.wait_for_text(f"{snowy} of {len(days)} rows", "#count")
    assert tab.locator("#body tr").count() == snowy


@engines
def test_csv_explorer_opens_a_picked_file(tab: Tab, open_example: Open, tmp_path: Path) -> None:
    """One as a spreadsheet in Europe writes it, with a line break in a cell, and HTML."""
    picked = tmp_path / "cafés.csv"
    picked.write_bytes('Name;Note\nZoë;"<b>two\nlines</b>"\nÅsa;\n'.encode("cp1252"))
    open_example("csv-explorer")
    tab.wait_for_text("rows", "#count")

    tab.locator("#file").set_input_files(str(picked))
    tab.wait_for_text("2 of 2 rows", "#count")
    assert tab.get_by_role("heading", name="cafés.csv").is_visible()
    assert tab.locator("#body td").nth(0).inner_text() == "Zoë"
    assert tab.locator("#body td").nth(1).inner_text() == "<b>two lines</b>"
    tab.wait_for_text("Empty\n1", "#columns")


@engines
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it needs a line with the names of the columns and at least one row"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "it is not a text file"),
    ],
    ids=["empty", "binary"],
)
def test_csv_explorer_says_what_is_wrong_with_a_file(
    tab: Tab, open_example: Open, tmp_path: Path, content: bytes, why: str
) -> None:
    picked = tmp_path / "odd.csv"
    picked.write_bytes(content)
    open_example("csv-explorer")
    tab.wait_for_text("rows", "#count")

    tab.locator("#file").set_input_files(str(picked))
    tab.wait_for_text(f"odd.csv cannot be shown: {why}.", "#problem")
    assert tab.get_by_role("heading", name="weather.csv").is_visible()


INK = """() => {
  const paper = document.querySelector('#paper');
  const { data } = paper.getContext('2d').getImageData(0, 0, paper.width, paper.height);
  const ink = {};
  for (let i = 0; i < data.length; i += 4) {
    const name = `${data[i]},${data[i + 1]},${data[i + 2]}`;
    ink[name] = (ink[name] || 0) + 1;
  }
  return ink;
}"""
BLACK, RED = "34,38,46", "210,54,47"


@engines
def test_drawing_takes_the_mouse_and_undoes(tab: Tab, open_example: Open) -> None:
    open_example("drawing")
    tab.wait_for_python()
    assert isinstance(tab, PlaywrightTab)
    box = tab.locator("#paper").evaluate("(paper) => paper.getBoundingClientRect().toJSON()")
    mouse = tab.page.mouse

    def line(fraction: float) -> None:
        y = box["top"] + box["height"] * fraction
        mouse.move(box["left"] + 50, y)
        mouse.down()
        mouse.move(box["left"] + 250, y, steps=8)
        mouse.up()

    line(0.2)
    tab.get_by_role("radio", name="Red").click()
    line(0.4)
    mouse.move(box["left"] + 50, box["top"] + box["height"] * 0.6)
    ink = tab.evaluate(INK)
    # 200 pixels of the screen, in the scale of the paper, 8 wide; its edges are not fully coloured.
    expected = 200 * 1200 / box["width"] * 8
    assert expected * 0.7 < ink[BLACK] < expected * 1.2
    assert expected * 0.7 < ink[RED] < expected * 1.2

    tab.get_by_role("button", name="Undo").click()
    tab.wait_for(f"({INK})()['{RED}'] === undefined && ({INK})()['{BLACK}'] > 0")
    tab.get_by_role("button", name="Clear").click()
    tab.wait_for(f"Object.keys(({INK})()).length === 1")
    assert tab.locator("#undo").evaluate("(button) => button.disabled")


@engines
def test_drawing_takes_the_keyboard_and_is_saved(tab: Tab, open_example: Open) -> None:
    open_example("drawing")
    tab.wait_for_python()
    assert isinstance(tab, PlaywrightTab)
    tab.locator("#paper").focus()
    tab.press("ArrowUp")
    for _ in range(3):
        tab.press("Shift+ArrowRight")
    tab.wait_for_text("Pen at 660, 380", "#said")
    assert tab.evaluate(INK)[BLACK] > 60 * 7

    with tab.page.expect_download() as download:
        tab.get_by_role("button", name="Save as PNG").click()
    assert download.value.suggested_filename == "drawing.png"
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


@engines
def test_todo_keeps_tasks_ticks_filters_and_deletes(tab: Tab, open_example: Open) -> None:
    open_example("todo")
    tab.wait_for_text("Nothing to do yet")

    for task in ("Water the plants", "<b>Bread</b> & milk"):
        tab.locator("#what").press_sequentially(task)
        tab.press("Enter")
        tab.wait_for_text(task, "#list")
    tab.wait_for_text("2 open, 0 done", "#count")
    tab.get_by_role("checkbox", name="Water the plants").click()
    tab.wait_for_text("1 open, 1 done", "#count")
    # The box that was ticked still has the focus: Space takes the tick off, and sets it again.
    tab.press(" ")
    tab.wait_for_text("2 open, 0 done", "#count")
    tab.press(" ")
    tab.wait_for_text("1 open, 1 done", "#count")

    tab.get_by_role("radio", name="Done").click()
    tab.wait_for("document.querySelectorAll('#list li').length === 1")
    assert "Water the plants" in tab.inner_text("#list")
    tab.get_by_role("radio", name="Open").click()
    tab.wait_for_text("<b>Bread</b> & milk", "#list")

    # Firefox remembers what was chosen when a page is loaded again, others do not.
    tab.get_by_role("radio", name="All").click()
    tab.reload()
    tab.wait_for_python()
    tab.wait_for_text("1 open, 1 done", "#count")
    assert tab.locator("#list li").count() == 2
    tab.get_by_role("button", name="Delete: <b>Bread</b> & milk").click()
    tab.wait_for_text("0 open, 1 done", "#count")
    tab.get_by_role("button", name="Delete done tasks").click()
    tab.wait_for_text("Nothing to do yet")


@engines
def test_clock_shows_the_time_here_and_elsewhere(tab: Tab, open_example: Open) -> None:
    open_example("clock")
    now = "document.querySelector('#time').innerText"
    tab.wait_for(f"{now} === new Date().toTimeString().slice(0, 8)")
    before = tab.evaluate(now)
    tab.wait_for(f"{now} !== {before!r} && {now} === new Date().toTimeString().slice(0, 8)")

    second, turn = tab.evaluate(
        f"[{now}.slice(6), document.querySelector('#second').getAttribute('transform')]"
    )
    assert turn == f"rotate({int(second) * 6})"
    tab.wait_for(
        "document.querySelector('#cities').innerText.includes(new Date().toLocaleTimeString("
        "'en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' }))"
    )


@engines
def test_clock_has_a_stopwatch_with_laps(tab: Tab, open_example: Open) -> None:
    open_example("clock")
    tab.wait_for_text(":", "#cities")
    tab.get_by_role("button", name="Start").click()
    tab.wait_for("document.querySelector('#elapsed').innerText >= '00:00.3'")
    tab.get_by_role("button", name="Lap").click()
    tab.wait_for("/^00:\\d\\d\\.\\d$/.test(document.querySelector('#laps li')?.innerText)")
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for("document.querySelector('#start').innerText === 'Start'")

    shown = tab.inner_text("#elapsed")
    assert shown >= tab.inner_text("#laps li")
    clock = tab.inner_text("#time")
    tab.wait_for(f"document.querySelector('#time').innerText !== {clock!r}")
    assert tab.inner_text("#elapsed") == shown

    tab.get_by_role("button", name="Reset").click()
    tab.wait_for_text("00:00.0", "#elapsed")
    assert tab.locator("#laps li").count() == 0


@engines
def test_quiz_asks_and_counts(tab: Tab, open_example: Open) -> None:
    open_example("quiz/quiz.py")
    assert tab.get_by_role("heading", name="quiz").is_visible()
    answer(tab, "What is your name?", "Ada")
    answer(tab, "Your answer (1-4):", "seven")
    tab.wait_for_text("Please type a number from 1 to 4.")

    for number in range(1, 6):
        tab.wait_for_text(f"Question {number} of 5")
        # The right answer, but for the last question.
        right = right_answer(tab.inner_text("#pagelet-output"))
        answer(tab, "Your answer (1-4):", str(right if number < 5 else right % 4 + 1))
    tab.wait_for_text("You have 4 of 5 points, Ada. ★★★★☆")
    tab.wait_for("document.body.dataset.state === 'finished'")


def right_answer(output: str) -> int:
    """Return the number of the right answer to the question at the end of the output."""
    questions = json.loads((EXAMPLES / "quiz" / "questions.json").read_text(encoding="utf-8"))
    asked = output[output.rindex("--- Question") :]
    (answer,) = (each["answer"] for each in questions if each["question"] in asked)
    (number,) = re.findall(rf"(\d)\. {re.escape(answer)}$", asked, re.MULTILINE)
    return int(number)


@engines
def test_mandelbrot_prints_the_same_as_at_a_command_line(tab: Tab, open_example: Open) -> None:
    open_example("mandelbrot/mandelbrot.py")
    tab.wait_for("document.body.dataset.state === 'finished'")
    shown = str(tab.evaluate("document.querySelector('#pagelet-output').textContent"))
    columns = re.search(r"in (\d+) columns", shown)
    assert columns
    printed = subprocess.run(
        [sys.executable, EXAMPLES / "mandelbrot" / "mandelbrot.py"],
        env={**os.environ, "COLUMNS": columns[1]},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )

    assert shown == printed.stdout


@engines
def test_mandelbrot_is_drawn_as_wide_as_a_phone(tab: Tab, open_example: Open) -> None:
    """The program asks how many columns there are; no line is broken, and none could be longer."""
    tab.resize(390, 844)
    open_example("mandelbrot/mandelbrot.py")
    tab.wait_for("document.body.dataset.state === 'finished'")
    widths = """(text) => {
      const output = document.querySelector('#pagelet-output');
      const run = document.querySelector('.pagelet-text').cloneNode();
      run.style.cssText = 'position: absolute; white-space: pre';
      run.textContent = text;
      output.append(run);
      const width = run.getBoundingClientRect().width;
      run.remove();
      return [width, output.clientWidth - 2 * parseFloat(getComputedStyle(output).paddingLeft)];
    }"""
    shown = str(tab.evaluate("document.querySelector('#pagelet-output').textContent"))
    columns = re.search(r"in (\d+) columns", shown)
    assert columns
    line, room = tab.evaluate(widths, "0" * int(columns[1]))
    longer, _ = tab.evaluate(widths, "0" * (int(columns[1]) + 1))

    assert line <= room < longer


def test_primes_are_counted_by_a_worker_while_the_page_moves(tab: Tab, open_example: Open) -> None:
    open_example("primes")
    tab.wait_for_python()
    tab.evaluate("""(() => {
        const pendulum = document.querySelector('#pendulum');
        window.angles = new Set();
        new MutationObserver(() => angles.add(pendulum.getAttribute('transform')))
            .observe(pendulum, {attributes: true});
    })()""")
    tab.fill("#limit", "1,000,000,000")
    tab.get_by_role("button", name="Count").click()
    tab.wait_for("angles.size > 5 && document.querySelector('#progress').value > 0")
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for_text("It took", "#result")
    assert tab.evaluate("document.querySelector('#progress').value < 1")

    tab.fill("#limit", "1,000,000")
    tab.get_by_role("button", name="Count").click()
    tab.wait_for_text("78,498 primes up to 1,000,000; the largest is 999,983.", "#result")

    tab.fill("#limit", "many")
    tab.get_by_role("button", name="Count").click()
    tab.wait_for_text("Write a whole number from 2 to 1,000,000,000.", "#problem")


@engines
@pytest.mark.parametrize("name", FOLDERS)
def test_an_example_fits_a_phone(tab: Tab, open_example: Open, name: str) -> None:
    """Nothing makes the page wider than the screen, and fingers can hit what is to be hit."""
    tab.resize(360, 740)
    open_example(name)
    tab.wait_for("document.documentElement.scrollWidth <= 360")
    small = tab.evaluate(
        """[...document.querySelectorAll('button, select, input')]
        .filter((each) => each.checkVisibility() && !['radio', 'checkbox'].includes(each.type))
        .filter((each) => each.getBoundingClientRect().height < 24)
        .map((each) => each.outerHTML)"""
    )
    assert small == []


# What a canvas shows at a place, in the program's own pixels.
SHOWN = """((x, y) => {
  const canvas = document.querySelector('canvas');
  const sizes = canvas?.closest('.pagelet-canvas-frame').style.aspectRatio.split('/').map(Number);
  if (!sizes?.[1]) return '';
  const place = [x / sizes[0] * canvas.width, y / sizes[1] * canvas.height].map(Math.floor);
  return canvas.getContext('2d').getImageData(...place, 1, 1).data.slice(0, 3).join();
})"""
LABEL = "document.querySelector('canvas').getAttribute('aria-label')"


def place_on_canvas(tab: Tab, x: float, y: float) -> tuple[float, float]:
    """Where a place of the program is in the page."""
    box = tab.evaluate("document.querySelector('canvas').getBoundingClientRect().toJSON()")
    return box["left"] + x * box["width"] / 640, box["top"] + y * box["height"] / 400


@engines
def test_catch_is_played_by_keys_and_mouse_until_it_is_lost(tab: Tab, open_example: Open) -> None:
    assert isinstance(tab, PlaywrightTab)
    open_example("catch/catch.py")
    peru = "205,133,63"
    tab.wait_for(f"{SHOWN}(320, 365) === '{peru}'")
    tab.page.keyboard.down("ArrowLeft")
    tab.wait_for(f"{SHOWN}(10, 365) === '{peru}' && {SHOWN}(320, 365) !== '{peru}'")
    tab.page.keyboard.up("ArrowLeft")
    tab.page.mouse.move(*place_on_canvas(tab, 500, 200))
    tab.wait_for(f"{SHOWN}(540, 365) === '{peru}'")

    # The basket stays in a corner: sooner or later three fruits have fallen beside it.
    tab.page.mouse.move(*place_on_canvas(tab, 5, 200))
    tab.wait_for(f"{LABEL}.includes('Game over')", seconds=120)
    tab.press(" ")
    tab.wait_for(f"{LABEL}.includes('Score 0; ♥♥♥')")
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for("document.body.dataset.state === 'stopped'")


@engines
def test_pong_moves_both_paddles_at_once_and_counts(tab: Tab, open_example: Open) -> None:
    assert isinstance(tab, PlaywrightTab)
    open_example("pong/pong.py")
    gold, blue = "255,215,0", "0,191,255"
    tab.wait_for(f"{SHOWN}(26, 200) === '{gold}' && {SHOWN}(614, 200) === '{blue}'")
    for key in ("w", "ArrowDown"):
        tab.page.keyboard.down(key)
    tab.wait_for(f"{SHOWN}(26, 20) === '{gold}' && {SHOWN}(614, 380) === '{blue}'")
    for key in ("w", "ArrowDown"):
        tab.page.keyboard.up(key)

    assert tab.get_by_role("application", name="Pong: a ball flies between two paddles.").count()
    # Out of their corners the paddles seldom meet the ball: somebody gets a point.
    digits = """(() => {
      const canvas = document.querySelector('canvas');
      const { width, height } = canvas;
      const part = [width * 0.38, height * 0.03, width * 0.24, height * 0.15].map(Math.floor);
      return [...canvas.getContext('2d').getImageData(...part).data].reduce((a, b) => a + b, 0);
    })()"""
    before = tab.evaluate(digits)
    tab.wait_for(f"Math.abs({digits} - {before}) > 20000", seconds=90)


@engines
def test_fish_come_to_be_fed(tab: Tab, open_example: Open) -> None:
    assert isinstance(tab, PlaywrightTab)
    open_example("aquarium/aquarium.py")
    tab.wait_for(f"{LABEL}.includes('0 crumbs')")
    orange = """(() => {
      const canvas = document.querySelector('canvas');
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (data[i] > 240 && Math.abs(data[i + 1] - 138) < 12 && data[i + 2] < 70) count += 1;
      }
      return count;
    })()"""
    assert tab.wait_for(f"{orange} > 500")
    # Fish are quick, and what is written is told once in a second: feed them for a while.
    left, top = place_on_canvas(tab, 0, 0)
    for _ in range(200):
        for x in (60, 320, 600):
            tab.page.mouse.click(left + x, top + 20)
        if tab.evaluate(f"/[1-9]\\d* crumbs/.test({LABEL})"):
            break
    else:
        pytest.fail("nobody saw a crumb")
    tab.wait_for(f"/\\b0 crumbs/.test({LABEL})", seconds=90)
