"""`pagelet run`: the program page's buttons, reload on change, errors in the terminal."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import TypeAlias

import pytest

from tests.browser.apps import ENDED
from tests.browser.rig import Tab


class Running:
    """A `pagelet run` of its own, and what it has said so far."""

    def __init__(self, app: Path) -> None:
        pagelet = Path(sys.executable).with_name("pagelet")
        self.process = subprocess.Popen(
            [pagelet, "run", app, "--port", "0", "--no-browser"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        self.said: list[str] = []
        self.url = ""
        for line in self.process.stdout:
            self.said.append(line)
            if line.startswith("http://"):
                self.url = line.strip()
                break
        self._reader = Thread(target=self.said.extend, args=[self.process.stdout])
        self._reader.start()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self._reader.join()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


Run: TypeAlias = Callable[..., Running]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return tmp_path / "hello.py"


@pytest.fixture
def run(tab: Tab, program: Path) -> Iterator[Run]:
    """Write hello.py, start `pagelet run hello.py`, and open its page, with a query if need be."""
    started: list[Running] = []

    def write_and_run(text: str, query: str = "") -> Running:
        program.write_text(text)
        started.append(Running(program))
        tab.goto(started[0].url + query)
        return started[0]

    yield write_and_run
    # Leave, because the page would miss its server.
    tab.goto("about:blank")
    for running in started:
        running.stop()


def test_a_changed_program_is_loaded_again(tab: Tab, run: Run, program: Path) -> None:
    run("print('first version')\n")
    tab.wait_for_text("first version")
    tab.wait_for(ENDED)
    program.write_text("print('second version')\n")

    tab.wait_for_text("second version")


@pytest.mark.engines("chromium", "firefox")
def test_a_broken_program_is_explained_on_the_page_and_in_the_terminal(
    tab: Tab, run: Run, program: Path
) -> None:
    """The server stays up, and the page comes back by itself once the program is mended."""
    running = run("print('first version')\n")
    tab.wait_for_text("first version")
    tab.wait_for(ENDED)
    tab.expect_error("ZeroDivisionError")
    program.write_text("print('third')\nprint(1 / 0)\n")
    tab.wait_for_text("A number was divided by zero.")
    tab.wait_for("document.body.dataset.state === 'failed'")
    program.write_text("print('mended')\n")
    tab.wait_for_text("mended")
    tab.wait_for(ENDED)
    tab.goto("about:blank")
    running.stop()

    assert "A number was divided by zero." in "".join(running.said)
    assert "hello.py" in "".join(running.said)


def test_a_program_runs_again_from_its_beginning(tab: Tab, run: Run, program: Path) -> None:
    (program.parent / "helper.py").write_text("print('helper starts')\n")
    run("import helper\ncount = globals().get('count', 0) + 1\nprint(count)\n")
    tab.wait_for(ENDED)
    # What tells the second run from the first, which has ended already: it empties the output.
    tab.evaluate("document.querySelector('#pagelet-output').append('from the first run')")
    tab.get_by_role("button", name="Run").click()
    tab.wait_for("!document.body.innerText.includes('from the first run')")
    tab.wait_for(ENDED)

    assert tab.inner_text("#pagelet-output").split() == ["helper", "starts", "1"]


def test_a_program_may_close_and_replace_its_streams(tab: Tab, run: Run) -> None:
    """Its errors are explained all the same, and the next run finds everything as it was."""
    run(
        "import builtins, sys\n"
        "print('first line')\n"
        "builtins.input = sys.stdin = None\n"
        "sys.stderr.close()\n"
        "sys.stdout.close()\n"
        "print('second line')\n"
    )
    tab.expect_error("I/O operation on closed file.")
    tab.wait_for_text("I/O operation on closed file.", "#pagelet-output")
    tab.wait_for(ENDED)
    tab.evaluate("document.querySelector('#pagelet-output').append('from the first run')")
    tab.get_by_role("button", name="Run").click()
    tab.wait_for("!document.body.innerText.includes('from the first run')")
    tab.wait_for(ENDED)

    assert tab.inner_text("#pagelet-output").startswith("first line")


@pytest.mark.parametrize(
    "waits",
    ["while True: pass", "time.sleep(1000)", "input('? ')", "await asyncio.sleep(1000)"],
)
def test_stop_ends_a_program_wherever_it_is(tab: Tab, run: Run, waits: str) -> None:
    """`finally` blocks run, and the program can be run again."""
    run(
        "import asyncio, time\n"
        f"try:\n    print('begins')\n    {waits}\nfinally:\n    print('ends')\n"
    )
    tab.wait_for_text("begins", "#pagelet-output")
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for(ENDED)

    lines = tab.inner_text("#pagelet-output").split("\n")
    assert [line for line in lines if line.strip() not in ("", "?")] == ["begins", "ends"]
    assert tab.evaluate("document.body.dataset.state") == "stopped"
    assert tab.evaluate("document.querySelector('#pagelet-run').disabled") is False
    assert tab.evaluate("document.querySelector('#pagelet-stop').disabled") is True


@pytest.mark.parametrize("waits", ["while True: pass", "time.sleep(1000)"])
def test_a_program_in_a_worker_asks_sleeps_draws_and_is_stopped(
    tab: Tab, run: Run, waits: str
) -> None:
    """Also where stacks cannot be switched; `finally` blocks run there, too."""
    run(
        "import time, turtle\n"
        "print('hello', input('Who? '))\n"
        "time.sleep(0.1)\nturtle.forward(20)\n"
        f"try:\n    print('begins')\n    {waits}\nfinally:\n    print('ends')\n",
        "?pagelet-place=worker",
    )
    field = tab.get_by_role("textbox", name="Who?")
    field.fill("Ada")
    field.press("Enter")
    tab.wait_for_text("begins", "#pagelet-output")
    tab.get_by_role("button", name="Stop").click()
    tab.wait_for(ENDED)

    lines = [line for line in tab.inner_text("#pagelet-output").split("\n") if line.strip()]
    assert lines == ["Who? Ada", "hello Ada", "begins", "ends"]
    assert tab.evaluate("document.body.dataset.state") == "stopped"
    assert tab.evaluate("document.querySelectorAll('#pagelet-output canvas').length") > 0
