"""Programs as beginners find them in books: the page shows the conversation that a terminal shows.

None of them knows of Pagelet. Each one runs in the page and, with the same answers, on the host.
"""

import os
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tests.browser.apps import Served, app_servers
from tests.browser.conversation import ENDED, Conversation, as_a_terminal_shows
from tests.browser.rig import Tab

CORPUS = Path(__file__).parent / "corpus"
ANSWERS: dict[str, list[str]] = tomllib.loads((CORPUS / "answers.toml").read_text("utf-8"))

# In a terminal a person sees what they type. The host's program gets its input from here instead,
# so this shows it, at the moment when it is read.
TERMINAL = """
import getpass, io, os, runpy, sys
answers = iter(sys.argv.pop(1).split("\\n")[:-1])
class Terminal(io.TextIOBase):
    hidden = False
    def readline(self, size=-1):
        answer = next(answers, None)
        if answer is None:
            return ""
        print("" if self.hidden else answer)
        return answer + "\\n"
def ask(prompt="Password: ", stream=None):
    sys.stdin.hidden = True
    try:
        return input(prompt)
    finally:
        sys.stdin.hidden = False
sys.stdin, sys.stderr, getpass.getpass = Terminal(), sys.stdout, ask
program = sys.argv.pop(1)
sys.argv[0] = program
runpy.run_path(program, run_name="__main__")
"""

pytestmark = pytest.mark.engines("chromium", "firefox")


@pytest.fixture(scope="module")
def serve_app() -> Iterator[Callable[[Path], Served]]:
    with app_servers() as serve:
        yield serve


@pytest.mark.parametrize("program", ANSWERS)
def test_a_conversation_reads_as_in_a_terminal(
    tab: Tab, serve_app: Callable[[Path], Served], tmp_path: Path, program: str
) -> None:
    tab.goto(serve_app(CORPUS / f"{program}.py").url)
    talk = Conversation(tab)
    for answer in ANSWERS[program]:
        talk.answer(answer)
    tab.wait_for(ENDED)

    assert talk.text().rstrip() == said_on_the_host(program, tmp_path).rstrip()
    assert tab.inner_text("#pagelet-state") == "finished"


def said_on_the_host(program: str, folder: Path) -> str:
    """Return what a person would read in a terminal with the same answers."""
    copytree(CORPUS, folder, dirs_exist_ok=True)
    answers = "".join(f"{answer}\n" for answer in ANSWERS[program])
    ended = subprocess.run(
        [sys.executable, "-c", TERMINAL, answers, f"{program}.py"],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return as_a_terminal_shows(ended.stdout.decode())
