import os
from pathlib import Path

import click
import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.commands import commands
from pagelet_cli.version import version
from tests.cli.conftest import Project

Captured = pytest.CaptureFixture[str]


def test_the_version_is_printed(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"pagelet {version()}\n"


@pytest.mark.parametrize("argv", [[], ["--help"], ["-h"]])
def test_help_lists_the_commands(argv: list[str], capsys: Captured) -> None:
    assert main(argv) == 0
    out = capsys.readouterr().out
    assert out.startswith("Usage: pagelet [OPTIONS]")
    for name in ("run", "new", "check", "doctor", "dist"):
        assert f"\n  {name} " in out


def test_help_of_new_lists_the_templates(capsys: Captured) -> None:
    assert main(["new", "--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "tag, a web page with Python in it;" in out
    assert "Without one it is program, unless NAME ends in .html." in out


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (
            ["rn"],
            [
                "No such command 'rn'. Did you mean 'run'?",
                "  where: pagelet",
                "  try:   `pagelet --help` shows how to call it.",
            ],
        ),
        (
            ["run", "--prot", "8000"],
            [
                "No such option '--prot'. Did you mean '--port'?",
                "  where: pagelet run",
                "  try:   `pagelet run --help` shows how to call it.",
            ],
        ),
        (
            ["run", "--port", "70000"],
            [
                "Invalid value for '--port': 70000 is not in the range 0<=x<=65535.",
                "  where: pagelet run",
                "  try:   `pagelet run --help` shows how to call it.",
            ],
        ),
        (
            ["dist"],
            [
                "Missing argument 'DIR'.",
                "  where: pagelet dist",
                "  try:   `pagelet dist --help` shows how to call it.",
            ],
        ),
    ],
)
def test_a_wrong_call_is_explained(argv: list[str], message: list[str], capsys: Captured) -> None:
    assert main(argv) == 2
    assert capsys.readouterr().err.splitlines() == message


def test_an_app_in_place_of_a_command_is_told_from_a_misspelling(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(project("program"))

    assert main(["game.py"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "'game.py' is no command. To run it: pagelet run game.py",
        "  where: pagelet",
        "  try:   `pagelet --help` shows how to call it.",
    ]


def test_a_missing_app_is_the_fault_of_the_call(tmp_path: Path, capsys: Captured) -> None:
    assert main(["run", str(tmp_path / "game.py"), "--no-browser"]) == 2
    assert capsys.readouterr().err.startswith(f"There is no file or folder '{tmp_path}/game.py'.")


def test_a_folder_without_an_entry_is_the_fault_of_the_app(
    project: Project, capsys: Captured
) -> None:
    assert main(["run", str(project("folder-without-entry")), "--no-browser"]) == 1
    assert "holds no page and no program." in capsys.readouterr().err


def test_a_fault_of_ours_asks_for_a_report(capsys: Captured) -> None:
    @commands.command("break")
    def break_command() -> None:
        raise ZeroDivisionError("ours")

    try:
        status = main(["break"])
    finally:
        del commands.commands["break"]

    assert status == 70
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert "ZeroDivisionError: ours" in lines
    assert lines[-1] == (
        "This is a fault in Pagelet, not in what you did. Please report it, with the text above, "
        f"to the makers of Pagelet {version()}."
    )


def test_an_interrupted_command_says_nothing(capsys: Captured) -> None:
    @commands.command("wait")
    def wait_command() -> None:
        raise KeyboardInterrupt

    try:
        status = main(["wait"])
    finally:
        del commands.commands["wait"]

    assert status == 130
    assert capsys.readouterr().err.strip() == ""


def test_every_command_and_option_says_what_it_does() -> None:
    for command in commands.commands.values():
        assert command.help
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} {parameter.name}"


def test_every_command_and_option_is_in_the_reference() -> None:
    reference = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
    text = reference.read_text(encoding="utf-8")

    for command in commands.commands.values():
        assert f"pagelet {command.name}" in text
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for option in parameter.opts:
                    assert f"`{option}" in text, f"{command.name} {option}"


def test_the_command_line_starts_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "TERM", "dumb")

    assert main(["--version"]) == 0
