import pytest

from pagelet_cli.errors import AppError
from pagelet_cli.live import LiveApp
from pagelet_cli.server import Report
from pagelet_cli.terminal import Terminal
from tests.cli.conftest import Project

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def terminal(project: Project) -> Terminal:
    return Terminal(LiveApp(project("program") / "game.py"))


def test_an_error_of_the_page_is_shown_with_its_title_once(
    terminal: Terminal, capsys: Captured
) -> None:
    terminal.reported(Report("python", "No name x.", "No name x.\nCheck it.\n\nline 1"))

    assert capsys.readouterr().err == "In the page: No name x.\n  Check it.\n  \n  line 1\n"


def test_an_error_of_a_script_says_so(terminal: Terminal, capsys: Captured) -> None:
    terminal.reported(Report("javascript", "Error: no", ""))

    assert capsys.readouterr().err == "In the page's JavaScript: Error: no\n"


def test_a_fault_is_shown_once_until_something_changes(
    terminal: Terminal, capsys: Captured
) -> None:
    error = AppError("It broke.", where="line 1", hint="Mend it.")

    terminal.failed(error)
    terminal.failed(error)
    assert capsys.readouterr().err == "It broke.\n  where: line 1\n  try:   Mend it.\n"

    terminal.changed(["a.py", "b.py"])
    terminal.failed(error)
    captured = capsys.readouterr()
    assert captured.out.startswith("a.py, b.py changed\n")
    assert "The app is whole again." in captured.out
    assert captured.err.startswith("It broke.\n")


def test_what_comes_along_is_said_again_only_if_it_changed(
    terminal: Terminal, capsys: Captured
) -> None:
    terminal.begin()
    assert "also in the app: " in capsys.readouterr().out

    terminal.changed(["game.py"])

    assert capsys.readouterr().out == "game.py changed\n"


def test_a_system_that_cannot_watch_is_no_secret(terminal: Terminal, capsys: Captured) -> None:
    terminal.cannot_watch(OSError("OS file watch limit reached"))

    assert capsys.readouterr().err == (
        "Changes are not noticed here: OS file watch limit reached.\n"
        "After a change, reload the page yourself.\n"
    )
