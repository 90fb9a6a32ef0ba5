"""What a program says in a terminal on the host, to be compared with what it says in the page."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import copytree

from tests.browser.conversation import as_a_terminal_shows

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


def said_on_the_host(program: Path, answers: Sequence[str], folder: Path) -> str:
    """Return what a person would read in a terminal with these answers.

    Args:
        program: its file; what is beside it comes along.
        answers: the lines that are entered.
        folder: where it may leave files.
    """
    copytree(program.parent, folder, dirs_exist_ok=True)
    ended = subprocess.run(
        [sys.executable, "-c", TERMINAL, "".join(f"{each}\n" for each in answers), program.name],
        cwd=folder,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return as_a_terminal_shows(ended.stdout.decode())
