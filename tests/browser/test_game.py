"""Tags with type="py-game": programs for pygame-ce, here with a stand-in for its wheel.

Only Pyodide's own package server has the wheel, and tests do not reach it. The stand-in has the
names that a game's loop uses, and like the wheel it stops the page where it waits.
"""

import io
import zipfile
from pathlib import Path

import pytest

from tests.browser.rig import Site, Tab
from tests.browser.test_errors import SLOW_WORDS

pytestmark = pytest.mark.engines("chromium", "firefox")

STAND_IN = Path(__file__).parent / "pages" / "game" / "pygame_stand_in.py"


def wheel() -> bytes:
    """Return a wheel of the stand-in."""
    content = io.BytesIO()
    info = "pygame_ce-0.dist-info"
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("pygame/__init__.py", STAND_IN.read_text(encoding="utf-8"))
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: pygame-ce\nVersion: 0\n")
        archive.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{info}/RECORD", "")
    return content.getvalue()


@pytest.fixture
def site_with_pygame(site: Site) -> Site:
    site.publish("pygame_ce-0-py3-none-any.whl", wheel())
    return site


@pytest.mark.pyscript(
    "4.3",
    "py-game: pygame-ce with a wheel that the page names; target, src, config, the event py-game",
    better="`while True` with clock.tick leaves the page alive, and Stop ends it",
)
def test_a_loop_without_end_plays_and_the_page_lives(tab: Tab, site_with_pygame: Site) -> None:
    """Its waits are ours: the stand-in never had to wait itself."""
    tab.open("game/game.html")
    tab.wait_for_text("playing True", "py-game")
    assert tab.evaluate("told") == ["canvas", True, 1, "py", "game"]
    yellow = "[...canvas.getContext('2d').getImageData({}, 100, 1, 1).data].slice(0, 3).join()"
    assert tab.evaluate(yellow.format(30)) == "255,200,0"

    tab.locator("#canvas").press("ArrowRight")
    tab.wait_for_text("right 120", "py-game")
    tab.wait_for(f"{yellow.format(130)} === '255,200,0'")
    tab.locator("#canvas").press("Escape")
    tab.wait_for_text("stopped the page", "py-game")

    assert tab.inner_text("py-game").strip().split("\n") == [
        "first True",
        "in time True",
        "playing True",
        "right 120",
        "frames True ticks True fps True",
        "stopped the page []",
    ]


def test_stop_ends_a_game(tab: Tab, site_with_pygame: Site) -> None:
    tab.open("game/game.html")
    tab.wait_for_text("playing True", "py-game")
    tab.get_by_role("button", name="Stop").click()

    tab.wait_for("document.querySelector('.pagelet-canvas-tools span').textContent === 'stopped'")


def test_the_page_may_prevent_a_game(tab: Tab, site_with_pygame: Site) -> None:
    tab.open("game/game.html?prevented")
    tab.wait_for("document.querySelector('.pagelet-canvas-tools span')?.textContent === 'finished'")

    assert tab.inner_text("py-game").strip() == ""


@pytest.mark.pyscript(
    "4.3", "py-game without pygame-ce or without a canvas", better="the page says what is missing"
)
def test_what_a_game_lacks_is_explained(tab: Tab, site: Site) -> None:
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Game</title>'
    loader = '<script type="module" src="/pagelet.js"></script>'
    site.publish(
        "games-that-lack-something.html",
        f"""{head}{loader}<body><canvas id="canvas"></canvas>
        <script type="py-game">import pygame</script>
        <script type="py-game" target="stage">import pygame</script></body></html>""",
    )
    tab.expect_error("This game needs pygame-ce, which is not here.")
    tab.expect_error("The page has no <canvas> with the id 'stage' for the game.")
    tab.open("games-that-lack-something.html")
    tab.wait_for_text("This game needs pygame-ce, which is not here.")
    tab.wait_for_text('Add <canvas id="stage"></canvas>.')

    assert "Put its wheel for this runtime beside the page" in tab.inner_text("body")


def test_games_that_fail_together_are_all_explained(tab: Tab, site: Site) -> None:
    """Also where the first explanation takes long to bring in what it needs."""
    site.publish(
        "games-that-fail-together.html",
        f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Games</title>
        <script type="module" src="/pagelet.js"></script><body>{SLOW_WORDS}
        <script type="py-game" target="one">import pygame</script>
        <script type="py-game" target="two">import pygame</script></body></html>""",
    )
    tab.expect_error("The page has no <canvas> with the id 'one' for the game.")
    tab.expect_error("The page has no <canvas> with the id 'two' for the game.")
    tab.open("games-that-fail-together.html")
    tab.wait_for_text('Add <canvas id="one"></canvas>.')
    tab.wait_for_text('Add <canvas id="two"></canvas>.')


def page_of_games(*games: str) -> str:
    """Return a page with a canvas and games."""
    return f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Games</title>
        <script type="module" src="/pagelet.js"></script><body>
        <canvas id="canvas" tabindex="0"></canvas>{"".join(games)}</body></html>"""


WITH_PYGAME = """config='{"packages": ["/pygame_ce-0-py3-none-any.whl"]}'"""
WITH_TASK = """
import asyncio, pygame
async def last():
    try:
        await asyncio.sleep(1000)
    finally:
        print("task ends")
task = asyncio.ensure_future(last())
await asyncio.sleep(0)
print("begins")
"""
STATE = "document.querySelector('.pagelet-canvas-tools span')?.textContent"


@pytest.mark.parametrize(
    ("rest", "before"),
    [("while True:\n    pygame.time.wait(10)", "running"), ("print('over')", "finished")],
)
def test_stop_ends_what_a_game_has_left_running(
    tab: Tab, site_with_pygame: Site, rest: str, before: str
) -> None:
    """Tasks and timers, also of a game whose own code is over."""
    game = f'<script type="py-game" controls {WITH_PYGAME}>{WITH_TASK}{rest}</script>'
    site_with_pygame.publish("game-with-task.html", page_of_games(game))
    tab.open("game-with-task.html")
    tab.wait_for_text("begins", "py-game")
    tab.wait_for(f"{STATE} === '{before}'")
    tab.get_by_role("button", name="Stop").click()

    tab.wait_for_text("task ends", "py-game")
    tab.wait_for(f"{STATE} === 'stopped'")
    tab.wait_for("document.querySelector('.pagelet-canvas-tools button').disabled")


def test_each_game_is_named_in_its_errors(tab: Tab, site_with_pygame: Site) -> None:
    """By its file, with the numbers that lines have there, or by a name of its own."""
    site_with_pygame.publish("ball.py", "\n\n# A ball\n\nprint(1 / 0)\n")
    broken = f'<script type="py-game" {WITH_PYGAME}>\nprint(1 / 0)</script>'
    from_file = f'<script type="py-game" {WITH_PYGAME} src="ball.py"></script>'
    site_with_pygame.publish("named-games.html", page_of_games(broken, from_file, broken))
    tab.expect_error("ZeroDivisionError")
    tab.open("named-games.html")

    for name in ("game 1, line 1", "ball.py, line 5", "game 2, line 1"):
        tab.wait_for_text(name)


def test_a_game_in_a_worker_says_that_it_cannot_play(tab: Tab, site_with_pygame: Site) -> None:
    game = f'<script type="py-game" {WITH_PYGAME}>import pygame</script>'
    site_with_pygame.publish("game-in-worker.html", page_of_games(game))
    tab.expect_error("A game for pygame-ce cannot run here: this page has its Python in a worker.")
    tab.open("game-in-worker.html?pagelet-place=worker-service")
    tab.wait_for_text("Leave out data-pagelet-place at <html>")
