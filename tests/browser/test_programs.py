"""Programs in the style of Python's own tutorial print the same in the page as on the host."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.apps import ENDED
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))

# WebKitGTK cannot switch stacks, which asyncio.run() in a page needs.
pytestmark = pytest.mark.engines("chromium", "firefox")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_a_program_prints_in_the_page_what_it_prints_on_the_host(tab: Tab, program: Path) -> None:
    with served(program) as address:
        tab.goto(address)
        tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
        shown = tab.evaluate("document.querySelector('#pagelet-output').textContent")
        state = tab.inner_text("#pagelet-state")
        # Leave, because the page would miss its server.
        tab.goto("about:blank")

    assert shown == printed_on_the_host(program)
    assert state == "finished"


def printed_on_the_host(program: Path) -> str:
    return subprocess.run(
        [sys.executable, program],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout


@contextmanager
def served(program: Path) -> Iterator[str]:
    """Run `pagelet run` for as long as the block lasts; yield the address that it prints."""
    command = Path(sys.executable).with_name("pagelet")
    process = subprocess.Popen(
        [command, "run", program, "--port", "0", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    said = process.stdout
    assert said is not None
    try:
        address = next((line.strip() for line in said if line.startswith("http://")), None)
        assert address, f"pagelet run ended with {process.wait()} before it printed an address"
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate()
    assert process.returncode == 0, rest


@pytest.mark.parametrize("waiting", ["await asyncio.Event().wait()", "time.sleep(1000)"])
def test_stop_ends_what_asyncio_run_waits_for(tab: Tab, tmp_path: Path, waiting: str) -> None:
    """The coroutine cleans up, as with Ctrl-C in a terminal; also when it blocks."""
    program = tmp_path / "endless.py"
    program.write_text(
        """
import asyncio
import time

async def main():
    try:
        print("one")
        await asyncio.sleep(0)
        time.sleep(0.01)
        print("two")
        WAITING
    finally:
        print("cleaned up")

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("stopped")
    raise
""".replace("WAITING", waiting)
    )
    with served(program) as address:
        tab.goto(address)
        tab.wait_for_text("two", "#pagelet-output")
        tab.get_by_role("button", name="Stop").click()
        tab.wait_for(ENDED)
        shown = tab.inner_text("#pagelet-output")
        state = tab.inner_text("#pagelet-state")
        tab.goto("about:blank")

    assert shown.split() == ["one", "two", "cleaned", "up", "stopped"]
    assert state == "stopped"


def test_asyncio_run_ends_as_on_the_host(tab: Tab, tmp_path: Path) -> None:
    """Tasks that are left are cancelled, sys.exit() ends the program, runners run twice."""
    program = tmp_path / "ends.py"
    program.write_text(
        """
import asyncio, sys

async def ticking(name):
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def main():
    task = asyncio.create_task(ticking("clock"))
    await asyncio.sleep(0)
    return "main is over"

print(asyncio.run(main()))
with asyncio.Runner() as runner:
    print(runner.run(asyncio.sleep(0, 1)), runner.run(asyncio.sleep(0, 2)))
try:
    runner.get_loop()
except RuntimeError as error:
    print(error)

async def leave():
    sys.exit()

asyncio.run(leave())
print("never")
"""
    )
    with served(program) as address:
        tab.goto(address)
        tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
        shown = tab.evaluate("document.querySelector('#pagelet-output').textContent")
        state = tab.inner_text("#pagelet-state")
        tab.goto("about:blank")

    assert shown == printed_on_the_host(program)
    assert state == "finished"


def test_run_starts_a_program_from_scratch(tab: Tab, tmp_path: Path) -> None:
    """Its own modules are imported anew; a file that it wrote is still there."""
    (tmp_path / "counting.py").write_text("calls = []\n")
    program = tmp_path / "again.py"
    program.write_text(
        """
import logging, sys
from pathlib import Path
import counting

log = Path("log.txt")
counting.calls.append(1)
log.write_text((log.read_text() if log.exists() else "") + "run ")
print(log.read_text(), len(counting.calls), __name__, sys.argv, "left" in globals())
left = True
sys.stderr.write("to stderr, ")
logging.warning("by logging")
print("last")
sys.exit("That is all.")
"""
    )
    with served(program) as address:
        tab.goto(address)
        tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
        first = tab.inner_text("#pagelet-output").split("\n")
        tab.get_by_role("button", name="Run").click()
        tab.wait_for_text("run run", "#pagelet-output")
        tab.wait_for(ENDED)
        second = tab.inner_text("#pagelet-output").split("\n")
        state = tab.inner_text("#pagelet-state")
        tab.goto("about:blank")

    lines = ["to stderr, WARNING:root:by logging", "last", "That is all."]
    assert first[:4] == ["run  1 __main__ ['again.py'] False", *lines]
    assert second[:4] == ["run run  1 __main__ ['again.py'] False", *lines]
    assert state == "finished"
