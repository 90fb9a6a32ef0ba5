"""`pagelet run` as a person starts it: a process, an address, Ctrl-C."""

import contextlib
import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import httpx
import pytest

from pagelet_cli.ports import listen
from tests.cli.conftest import Project
from tests.cli.tiny_wheels import make_wheel

# Far longer than a start takes: a test that reaches it has failed.
DEADLINE = 60

pytestmark = pytest.mark.skipif(
    "sys.platform == 'win32'", reason="Ctrl-C of another process is sent otherwise there"
)


class Running:
    """A running `pagelet run` and what it prints, line by line."""

    def __init__(self, *arguments: str | Path, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pagelet_cli", "run", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join(sys.path),
                # No test asks a package index.
                "PIP_NO_INDEX": "1",
                **environment,
            },
        )
        assert self.process.stdout
        self._lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=[self.process.stdout])
        self._reader.start()
        self.said: list[str] = []

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                self._lines.put(line.rstrip("\n"))

    def wait_for(self, pattern: str) -> str:
        """Return the next line that matches; those before it are in `said`."""
        while True:
            try:
                line = self._lines.get(timeout=DEADLINE)
            except queue.Empty:
                pytest.fail(f"no line like {pattern!r} after {self.said}")
            self.said.append(line)
            if re.search(pattern, line):
                return line

    def address(self) -> str:
        """Return the address that is printed."""
        return self.wait_for(r"^http://127\.0\.0\.1:\d+/$")

    def interrupt(self) -> int:
        """Press Ctrl-C; return the exit code. All that was said is in `said` then."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(DEADLINE)
        self._reader.join(DEADLINE)
        while not self._lines.empty():
            self.said.append(self._lines.get())
        return code

    def end(self) -> None:
        """End it by force, if it has not ended."""
        self.process.kill()
        self.process.wait(DEADLINE)
        self._reader.join(DEADLINE)


@contextlib.contextmanager
def running(*arguments: str | Path, **environment: str) -> Iterator[Running]:
    server = Running(*arguments, **environment)
    try:
        yield server
    finally:
        server.end()


def test_an_app_is_served_until_ctrl_c(project: Project) -> None:
    with running(project("program") / "game.py", "--port", "0", "--no-browser") as server:
        address = server.address()
        page = httpx.get(address)
        loader = httpx.get(f"{address}pagelet.js")
        code = server.interrupt()

    assert 'program.start("game.py")' in page.text
    assert loader.headers["content-type"] == "text/javascript; charset=utf-8"
    assert code == 0
    assert server.said == [
        "Pagelet runs game",
        "  also in the app: data.csv, deep.py, helper.py, levels/1.txt, levels/2.txt, "
        "shapes/__init__.py, shapes/circle.py",
        address,
        "Press Ctrl-C to stop.",
        "Stopped.",
    ]


def test_packages_come_from_a_folder_that_is_named(tmp_path: Path) -> None:
    make_wheel(tmp_path / "wheels", "pandas", "3.0")
    (tmp_path / "game.py").write_text("import pandas\n")
    options: list[str | Path] = ["--no-index", "--port", "0", "--no-browser"]
    options += ["--find-links", tmp_path / "wheels"]

    with running(tmp_path / "game.py", *options) as server:
        address = server.address()
        page = httpx.get(address)
        server.interrupt()

    assert '"name": "pandas"' in page.text
    assert server.said[:6] == [
        "Pagelet runs game",
        "  packages (0.0 MB): pandas 3.0",
        "  assumed from its imports: pandas; to write that down, put at the program's top:",
        "    # /// script",
        '    # dependencies = ["pandas"]',
        "    # ///",
    ]


def test_ctrl_c_does_not_wait_for_open_pages(project: Project) -> None:
    with running(project("page") / "hello.html", "--port", "0", "--no-browser") as server:
        address = server.address()
        with httpx.stream("GET", f"{address}_pagelet/events?seen=old", timeout=DEADLINE) as events:
            lines = events.iter_lines()
            while not next(lines).startswith("data:"):
                pass
            code = server.interrupt()
            rest = list(lines)

    assert code == 0
    assert [line for line in rest if line] == []
    assert not [line for line in server.said if "Traceback" in line or "Cancel" in line]


def test_a_change_reaches_the_open_page_and_the_terminal(project: Project) -> None:
    folder = project("folder-with-page")
    with running(folder, "--port", "0", "--no-browser") as server:
        address = server.address()
        seen = re.search(r"\?seen=([\w-]+)", httpx.get(address).text)
        assert seen
        with httpx.stream(
            "GET", f"{address}_pagelet/events?seen={seen[1]}", timeout=DEADLINE
        ) as events:
            stop = threading.Event()
            # Until the system watches, which takes a moment, changes go unnoticed.
            threading.Thread(target=_change_until, args=[folder / "main.py", stop]).start()
            line = next(line for line in events.iter_lines() if line.startswith("data:"))
            stop.set()
        server.wait_for("^main.py changed$")
        code = server.interrupt()

    assert '"onlyStyles": false' in line
    assert code == 0


def _change_until(path: Path, stop: threading.Event) -> None:
    while not stop.wait(0.2):
        path.touch()


def test_a_broken_app_is_served_as_its_error(project: Project) -> None:
    with running(project("broken-toml"), "--port", "0", "--no-browser") as server:
        page = httpx.get(server.address())
        code = server.interrupt()

    assert page.status_code == 500
    assert "pagelet.toml is not valid TOML: Invalid value." in page.text
    assert server.said[1:4] == [
        "pagelet.toml is not valid TOML: Invalid value.",
        "  where: pagelet.toml, line 2, column 8",
        '  try:   Correct that line; text needs quotes, as in name = "My app".',
    ]
    assert code == 0


def test_an_app_keeps_its_port_and_takes_another_if_that_is_in_use(project: Project) -> None:
    path = project("page") / "hello.html"
    with running(path, "--no-browser") as first:
        first_address = first.address()
        with running(path, "--no-browser") as second:
            second_address = second.address()
            second.interrupt()
        first.interrupt()
    with running(path, "--no-browser") as again:
        assert again.address() == first_address

    assert second_address != first_address


def test_a_port_in_use_ends_the_call(project: Project) -> None:
    with listen(Path(), 0) as taken:
        port = taken.getsockname()[1]
        with running(project("page") / "hello.html", "--port", str(port)) as server:
            server.wait_for(f"^Port {port} is in use.$")
            server.wait_for(f"where: --port {port}$")
            assert server.process.wait(DEADLINE) == 2


def test_errors_of_the_page_reach_the_terminal(project: Project) -> None:
    with running(project("page") / "hello.html", "--port", "0", "--no-browser") as server:
        address = server.address()
        answer = httpx.post(
            f"{address}_pagelet/report",
            json={
                "kind": "python",
                "title": "No name x.",
                "text": "No name x.\n\nline 1\n  x\x1b[2J\n",
            },
            headers={"origin": address.rstrip("/")},
        )
        httpx.get(f"{address}missing.png")
        server.wait_for("^Not found: /missing.png$")
        server.interrupt()

    assert answer.status_code == 204
    assert server.said[3:6] == ["In the page: No name x.", "  line 1", "    x�[2J"]


def test_without_a_browser_the_person_is_told(project: Project) -> None:
    with running(
        project("page") / "hello.html", "--port", "0", DISPLAY="", WAYLAND_DISPLAY="", BROWSER=""
    ) as server:
        server.address()
        server.wait_for("^No browser was found here: open the address above in one.$")


def test_the_address_is_opened_in_the_browser(project: Project, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{opened}.part" && mv "{opened}.part" "{opened}"\n')
    browser.chmod(0o755)
    with running(project("page") / "hello.html", "--port", "0", BROWSER=f"{browser} %s") as server:
        address = server.address()
        waiting = threading.Event()
        for _ in range(DEADLINE * 10):
            if opened.exists():
                break
            waiting.wait(0.1)

    assert opened.read_text() == f"{address}\n"
