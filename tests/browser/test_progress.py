"""Progress bars and coloured tables of `tqdm` and `rich`, drawn as in a terminal."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.browser.apps import Serve
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS
from tests.browser.wheels import wheel

# Opens a page that runs this code with these packages; returns the selector of its output.
Open: TypeAlias = Callable[[str, tuple[str, ...]], str]

RICH = ("rich", "markdown-it-py", "mdurl", "pygments")

pytestmark = pytest.mark.engines("chromium", "firefox")

LOADING = """
import time
import js
from tqdm import tqdm
for number in tqdm(range(100), desc="Loading", mininterval=0):
    while number == 50 and not hasattr(js, "go_on"):
        time.sleep(0.01)
print("done")
"""
HALF = r"Loading:  50%\|█+.? +\| 50/100 \[00:\d\d<00:\d\d, .*it/s\]"
WHOLE = r"Loading: 100%\|█+\| 100/100 \[00:\d\d<00:00, .*it/s\]\ndone\n"

COLOURS = """
from rich import print
from rich.console import Console
from rich.table import Table
print("[bold red]Stop[/] [green]go[/] [white on blue]sea[/] [#ff8800]orange[/]")
table = Table(title="Planets")
table.add_column("Name", style="cyan")
table.add_column("Moons", justify="right")
table.add_row("Earth", "1")
table.add_row("Jupiter", "95")
Console().print(table)
"""
TABLE = """\
      Planets      \n\
┏━━━━━━━━━┳━━━━━━━┓
┃ Name    ┃ Moons ┃
┡━━━━━━━━━╇━━━━━━━┩
│ Earth   │     1 │
│ Jupiter │    95 │
└─────────┴───────┘
"""
COOKING = """
import time
import js
from rich.progress import Progress
with Progress() as progress:
    bread = progress.add_task("Bread", total=100)
    soup = progress.add_task("Soup", total=50)
    while not progress.finished:
        progress.update(bread, advance=5)
        progress.update(soup, advance=2.5)
        while progress.tasks[bread].percentage == 50 and not hasattr(js, "go_on"):
            time.sleep(0.05)
print("served")
"""
HALF_COOKED = r"Bread ━+.? ?━+ +50% .*\nSoup  ━+.? ?━+ +50% .*\n?"
COOKED = r"Bread ━{40} 100% 0:00:00\nSoup  ━{40} 100% 0:00:00\nserved\n"


@pytest.fixture(params=["program.py", "index.html"])
def open_page(request: pytest.FixtureRequest, tab: Tab, serve_app: Serve, tmp_path: Path) -> Open:
    """Open the ready-made page of a program, or a page with the program in a tag."""

    def write_and_open(code: str, packages: tuple[str, ...]) -> str:
        wheels = [wheel(package, tmp_path) for package in packages]
        settings = f"packages = {wheels}\n"
        (tmp_path / "pagelet.toml").write_text(settings)
        if request.param == "program.py":
            (tmp_path / "program.py").write_text(code)
            tab.goto(serve_app(tmp_path / "program.py").url)
            return "#pagelet-output"
        (tmp_path / "index.html").write_text(
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>Progress</title>'
            '<script type="module" src="pagelet.js"></script>'
            f'<py-config>{settings}</py-config><script type="py">{code}</script></html>'
        )
        tab.goto(serve_app(tmp_path).url)
        return ".pagelet-output"

    return write_and_open


def wait_for_output(tab: Tab, output: str, pattern: str) -> None:
    """Wait until all that is to be seen in the output is what `pattern` says."""
    tab.wait_for(
        f"new RegExp({json.dumps(f'^{pattern}$')})"
        f".test(document.querySelector({output!r})?.textContent)",
        seconds=PYTHON_START_SECONDS,
    )


def go_on(tab: Tab) -> None:
    tab.evaluate("globalThis.go_on = true")


def colours(tab: Tab, output: str, text: str) -> list[str]:
    """Return the colour of a word, the colour behind it, and how bold it is."""
    found = tab.evaluate(
        """([output, text]) => {
          const parts = [...document.querySelectorAll(`${output} span`)]
            .filter((each) => !each.children.length && each.textContent.trim() === text);
          const style = getComputedStyle(parts[0]);
          return [style.color, style.backgroundColor, style.fontWeight];
        }""",
        [output, text],
    )
    return [str(each) for each in found]


def strongest(colour: str) -> str:
    """Return which part of `rgb(…)` is the largest."""
    parts = dict(zip(("red", "green", "blue"), map(int, re.findall(r"\d+", colour)), strict=False))
    return max(parts, key=parts.__getitem__)


def test_the_bar_of_tqdm_grows_in_place(tab: Tab, open_page: Open) -> None:
    output = open_page(LOADING, ("tqdm",))
    wait_for_output(tab, output, HALF)
    go_on(tab)
    wait_for_output(tab, output, WHOLE)


def test_bars_of_rich_grow_in_place_one_below_the_other(tab: Tab, open_page: Open) -> None:
    output = open_page(COOKING, RICH)
    wait_for_output(tab, output, HALF_COOKED)
    go_on(tab)
    wait_for_output(tab, output, COOKED)


def test_rich_prints_colours_and_tables(tab: Tab, open_page: Open) -> None:
    output = open_page(COLOURS, RICH)
    wait_for_output(tab, output, rf"Stop go sea orange\n{TABLE}")

    stop, go, sea, orange, name = (
        colours(tab, output, word) for word in ("Stop", "go", "sea", "orange", "Jupiter")
    )
    # Which red it is, is for the style sheet to say.
    assert strongest(stop[0]) == "red" and strongest(go[0]) == "green"
    assert strongest(sea[1]) == "blue"
    assert orange[0] == "rgb(255, 136, 0)"
    assert len({stop[0], go[0], sea[0], orange[0], name[0]}) == 5
    assert (stop[2], go[2]) == ("700", "400")
