"""An app's packages are written down, once and for all, until they are to change."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.app import App
from pagelet_cli.packages.cache import Cache
from pagelet_cli.packages.supplier import Supplier
from pagelet_cli.packages.supply import Options, Supply
from tests.cli.test_packages import Silent, asking
from tests.cli.tiny_wheels import make_wheel


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with wheels, the only place where packages are looked for."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PAGELET_CACHE", str(tmp_path / "cache"))
    make_wheel(tmp_path / "wheels", "tables", "1.0", requires=["small"])
    make_wheel(tmp_path / "wheels", "small")
    return tmp_path / "wheels"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that asks for one package."""
    path = tmp_path / "game.py"
    path.write_text(asking("tables") + "\nprint(1)\n")
    return path


@pytest.fixture
def call(wheels: Path, program: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Calls a command; returns what it said, and checks its exit code."""

    def run(*arguments: str, code: int = 0) -> str:
        assert main([*arguments, "--find-links", str(wheels), "--no-index"]) == code
        told = capsys.readouterr()
        return told.out + told.err

    return run


def supplied(path: Path, *folders: Path) -> Supply:
    return Supplier(Options(folders, ()), Silent(), Cache())(App.open(path))


def versions(supply: Supply) -> dict[str, str]:
    return {each.name: str(each.choice.wheel.version) for each in supply.packages}


def test_a_lock_tells_versions_hashes_and_places_and_is_the_same_each_time(
    call: Callable[..., str], program: Path
) -> None:
    first = call("lock", str(program))
    text = (program.parent / "game.py.lock").read_text()
    again = call("lock", str(program))
    upgraded = call("lock", str(program), "--upgrade")

    assert first == "Wrote game.py.lock: 2 packages, 0.0 MB.\n"
    assert again == upgraded == "game.py.lock is up to date.\n"
    small, tables = tomllib.loads(text)["packages"]
    assert tables["dependencies"] == [{"name": "small"}]
    assert small["wheels"][0]["path"] == "wheels/small-1.0-py3-none-any.whl"
    assert len(small["wheels"][0]["hashes"]["sha256"]) == 64
    assert tomllib.loads(text)["tool"]["pagelet"]["requirements"] == ["tables"]


def test_a_lock_no_longer_fits_when_a_constraint_is_added(
    call: Callable[..., str], program: Path
) -> None:
    call("lock", str(program))
    more = '# [tool.pagelet]\n# constraints = ["small<2"]\n'
    program.write_text(asking("tables", more=more))

    told = call("lock", str(program), "--check", code=1)
    call("lock", str(program))
    text = (program.parent / "game.py.lock").read_text()

    assert "game.py.lock is not up to date" in told
    assert tomllib.loads(text)["tool"]["pagelet"]["requirements"] == [
        "tables",
        "small<2 (constraint)",
    ]


def test_a_locked_app_stays_as_it_is_until_it_is_upgraded(
    call: Callable[..., str], program: Path, wheels: Path
) -> None:
    call("lock", str(program))
    make_wheel(wheels, "tables", "2.0", requires=["small"])

    before = versions(supplied(program, wheels))
    kept = call("lock", str(program))
    call("lock", str(program), "--check", "--upgrade", code=1)
    call("lock", str(program), "--upgrade")

    assert before == {"small": "1.0", "tables": "1.0"}
    assert kept == "game.py.lock is up to date.\n"
    assert versions(supplied(program, wheels)) == {"small": "1.0", "tables": "2.0"}


def test_a_lock_that_does_not_fit_is_told_and_fails_the_check(
    call: Callable[..., str], program: Path, wheels: Path
) -> None:
    call("lock", str(program))
    assert call("lock", str(program), "--check") == "game.py.lock is up to date.\n"
    program.write_text(asking("small"))

    told = call("lock", str(program), "--check", code=1)
    found = supplied(program, wheels)

    assert told == "game.py.lock is not up to date: run `pagelet lock`.\n"
    assert found.notes[0] == "game.py.lock does not fit what the app asks for: run `pagelet lock`"
    assert versions(found) == {"small": "1.0"}


def test_a_wheel_with_another_content_than_the_lock_says_is_refused(
    call: Callable[..., str], program: Path, wheels: Path
) -> None:
    call("lock", str(program))
    make_wheel(wheels, "small", files={"small.py": "evil = 1\n"})

    (error,) = supplied(program, wheels).faults

    assert error.what == (
        "'small-1.0-py3-none-any.whl' is not the file that it should be: its hash is another one."
    )


def test_a_locked_wheel_that_is_gone_is_looked_for_in_the_folders(
    call: Callable[..., str], program: Path, wheels: Path, tmp_path: Path
) -> None:
    call("lock", str(program))
    wheels.rename(tmp_path / "moved")

    (error,) = supplied(program).faults

    assert error.what == (
        "The wheel 'small-1.0-py3-none-any.whl', which the lock names, is not there."
    )
    assert versions(supplied(program, tmp_path / "moved")) == {"small": "1.0", "tables": "1.0"}


def test_a_lock_that_cannot_be_read_is_explained(program: Path, wheels: Path) -> None:
    (program.parent / "game.py.lock").write_text("[[packages]]\n")

    (error,) = supplied(program, wheels).faults

    assert error.what == "The lock 'game.py.lock' cannot be read: 'wheels'."
    assert error.hint == "Make it anew: `pagelet lock --upgrade`."


def test_an_app_without_packages_gets_no_lock(call: Callable[..., str], program: Path) -> None:
    program.write_text("print(1)\n")

    assert call("lock", str(program)) == "The app asks for no packages: there is nothing to lock.\n"
    assert not (program.parent / "game.py.lock").exists()


def test_packages_are_added_to_a_program_s_metadata_and_taken_away(
    call: Callable[..., str], program: Path
) -> None:
    rest = '# [tool.pagelet]\n# find-links = ["wheels"]\n'
    program.write_text(asking("tables>=0.5", more=rest) + "\nprint(1)\n")

    added = call("add", "small<2", "tables", "--app", str(program))
    after = program.read_text()
    removed = call("remove", "Tables", "--app", str(program))

    assert added == "Changed game.py.\nWrote game.py.lock: 2 packages, 0.0 MB.\n"
    assert after == asking("small<2", "tables", more=rest) + "\nprint(1)\n"
    assert removed == "Changed game.py.\nWrote game.py.lock: 1 package, 0.0 MB.\n"
    assert program.read_text() == asking("small<2", more=rest) + "\nprint(1)\n"


def test_what_was_assumed_from_imports_is_written_down_with_the_first_that_is_added(
    call: Callable[..., str], program: Path, wheels: Path
) -> None:
    make_wheel(wheels, "pillow")
    program.write_text("from PIL import Image\n")

    call("add", "small", "--app", str(program))

    assert program.read_text() == (
        '# /// script\n# dependencies = ["pillow", "small"]\n# ///\n\nfrom PIL import Image\n'
    )


def test_packages_of_a_folder_stand_in_its_settings(
    call: Callable[..., str], tmp_path: Path
) -> None:
    app = tmp_path / "app"
    app.mkdir()
    (app / "main.py").write_text("import tables\n")

    call("add", "tables", "--app", str(app))
    first = (app / "pagelet.toml").read_text()
    (app / "pagelet.toml").write_text('title = "T"\npackages = [\n  "tables",\n]\n[files]\n')
    call("add", "small", "--app", str(app))

    assert first == 'packages = ["tables"]\n'
    assert (app / "pagelet.toml").read_text() == (
        'title = "T"\npackages = ["tables", "small"]\n[files]\n'
    )
    assert (app / "pagelet.lock").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (
            ("add", "nowhere"),
            1,
            "There is no package 'nowhere'.\n"
            "  where: game.py, line 1 asks for nowhere\n"
            "  try:   Check the spelling of its name.\n",
        ),
        (
            ("add", "a b"),
            2,
            "'a b' does not name a package.\n"
            "  where: the command line\n"
            "  try:   Write its name, or its name and a version, such as 'pandas>=3'.\n",
        ),
        (
            ("remove", "small"),
            2,
            "The app does not ask for 'small'.\n  where: game\n  try:   It asks for tables.\n",
        ),
    ],
)
def test_what_cannot_be_done_leaves_the_program_as_it_was(
    call: Callable[..., str], program: Path, arguments: tuple[str, ...], code: int, text: str
) -> None:
    before = program.read_text()

    assert call(*arguments, "--app", str(program), code=code) == text
    assert program.read_text() == before


def test_settings_that_pagelet_does_not_write_are_left_to_their_author(
    call: Callable[..., str], tmp_path: Path
) -> None:
    app = tmp_path / "app"
    app.mkdir()
    (app / "main.py").touch()
    (app / "pyscript.json").write_text('{"packages": []}')

    told = call("add", "small", "--app", str(app), code=1)

    assert told.startswith("pyscript.json is not written in a way that Pagelet can change.\n")
    assert told.endswith('Write it there yourself: packages = ["small"]\n')
