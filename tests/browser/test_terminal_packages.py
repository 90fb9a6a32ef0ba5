"""Games and tools of others, as they come from the Python Package Index, run in the page unchanged.

Each is installed here by its wheel, is brought into the page as a wheel, and is played there.
"""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyjokes
import pytest

from tests.browser.apps import Serve
from tests.browser.conversation import Conversation, as_a_terminal_shows
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS
from tests.browser.wheels import wheel

Start = Callable[..., Conversation]

pytestmark = pytest.mark.engines("chromium", "firefox")


@pytest.fixture
def start(tab: Tab, serve_app: Serve, tmp_path: Path) -> Start:
    """Run a module as `python -m` would, or `module:main` as the package's command would."""

    def run(entry: str, *arguments: str, packages: tuple[str, ...] = ()) -> Conversation:
        module, _, function = entry.partition(":")
        wheels = [wheel(package, tmp_path) for package in packages or (module.split(".")[0],)]
        (tmp_path / "pagelet.toml").write_text(f"packages = {wheels}\n")
        program = tmp_path / "program.py"
        program.write_text(
            "import runpy, sys\n"
            f"sys.argv[1:] = {list(arguments)}\n"
            + (
                f"import {module}\n{module}.{function}()\n"
                if function
                else f"runpy.run_module({module!r}, run_name='__main__', alter_sys=True)\n"
            )
        )
        tab.goto(serve_app(program).url)
        return Conversation(tab)

    return run


def printed_on_the_host(module: str, *arguments: str) -> str:
    printed = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        check=True,
    )
    return as_a_terminal_shows(printed.stdout.decode())


def test_colossal_cave_is_explored(start: Start) -> None:
    """The classic adventure, which prints letter by letter, as fast as a modem did."""
    talk = start("adventure")
    for command in ["no", "in", "take lamp", "inventory", "xyzzy", "light lamp", "quit", "yes"]:
        talk.answer(command)

    said = talk.wait_for_end()
    assert "WELCOME TO ADVENTURE!!  WOULD YOU LIKE INSTRUCTIONS?\n" in said
    assert "> in\nYOU ARE INSIDE A BUILDING, A WELL HOUSE FOR A LARGE SPRING.\n" in said
    assert "> take lamp\nOK\n" in said
    assert re.search(
        r"> inventory\nYOU ARE CURRENTLY HOLDING THE FOLLOWING:\n+BRASS LANTERN\n", said
    )
    assert "> light lamp\nYOUR LAMP IS NOW ON.\n" in said
    assert "DO YOU REALLY WANT TO QUIT NOW?\n\n> yes\n" in said
    assert re.search(r"YOU SCORED \d+ OUT OF A POSSIBLE 350 USING +\d+ TURNS\.", said)


def test_hangman_words_is_won_or_lost(start: Start) -> None:
    talk = start("hangman", packages=("hangman-words",))
    for letter in ["", "e", "e", "1", *"aiourtsnlcdmphgbfywkvxzjq"]:
        if talk.wait_for_question() is None:
            break
        talk.answer(letter)

    said = talk.wait_for_end()
    assert said.startswith("Hangman - type 'quit' to exit\n\nWord: _ _")
    assert "Guess a letter: e\nYou already guessed that letter.\n" in said
    assert re.search(r"\n(You won! \w+|Out of attempts\. The word was \w+): .+\n$", said)


def test_the_game_compendium_knows_its_player_again(start: Start) -> None:
    talk = start("charlie_game_compendium.main", packages=("charlie-game-compendium",))
    # It empties the screen on its way.
    seen = ""
    for answer in ["Ada", "9", "tic tac toe", "dance", "p", "one", *"001100102220", "Ada", "q"]:
        seen += talk.wait_for_question() or ""
        talk.answer(answer)
    said = talk.wait_for_end()
    assert "What should we call you? Ada\nHi, Ada!\nThere are three games" in seen
    assert "Sorry, all values must be integers!\n" in seen
    assert "There is already a piece there!\n" in seen
    assert said.startswith("XXX\n.O.\n..O\nPlayer 1 wins!\n")
    assert said.endswith("Thanks for playing, Ada!\n")

    talk.run_again()
    seen = ""
    for answer in ["3", "l", "q", "q"]:
        seen += talk.wait_for_question() or ""
        talk.answer(answer)
    seen += talk.wait_for_end()
    assert seen.startswith("Welcome back, Ada\n")
    assert "===LEADERBOARD===\nName\nAda 1\n" in seen


def test_freegames_are_listed_and_played(start: Start, tab: Tab) -> None:
    said = start("freegames", "list").wait_for_end()
    assert said.split()[:3] == ["ant", "avoid", "bagels"]
    assert len(said.split()) == 26

    talk = start("freegames", "play", "bagels")
    for guess in ["12", "012", "123", "345", "456", "567", "678", "789", "890", "135", "246"]:
        if talk.wait_for_question() is None:
            break
        talk.answer(guess)
    said = talk.wait_for_end()
    assert "Guess # 1\n12\nWrong number of digits. Try again!\nGuess # 1\n012\n" in said
    assert re.search(r"(You got it!|You ran out of guesses\. The answer was \d{3})\n$", said)


def test_freegames_with_turtles_take_clicks(start: Start, tab: Tab) -> None:
    talk = start("freegames", "play", "tictactoe")
    label = "document.querySelector('canvas')?.getAttribute('aria-label')"
    tab.wait_for(f"{label}?.includes('4 lines in black')", seconds=PYTHON_START_SECONDS)
    tab.wait_for("document.querySelector('canvas').clientWidth !== 300")
    tab.click("canvas")
    # A cross has two lines.
    tab.wait_for(f"{label}.includes('6 lines in black')")
    talk.stop()


def test_art_and_termgraph_print_as_on_the_host(start: Start, tmp_path: Path, tab: Tab) -> None:
    said = start("art", "text", "Hello", "block").wait_for_end()
    assert said == printed_on_the_host("art", "text", "Hello", "block")

    rain = tmp_path / "rain.dat"
    rain.write_text("# Rain in mm\nJan 82.5\nFeb 56\nMar 41.2\nApr 12\n")
    options = ("--color", "blue", "--title", "Rain", "--width", "40")
    talk = start("termgraph.termgraph", "rain.dat", *options, packages=("termgraph", "colorama"))
    said = talk.wait_for_end()
    assert said == printed_on_the_host("termgraph.termgraph", str(rain), *options)


def test_pyjokes_tells_a_joke(start: Start) -> None:
    said = start("pyjokes.cli:main", "--category", "all").wait_for_end()
    assert said.strip() in pyjokes.get_jokes("en", "all")
