"""Projects on the disk are built, locked and brought to the page like other packages."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.app import App
from pagelet_cli.packages.cache import Cache
from pagelet_cli.packages.supplier import Supplier
from pagelet_cli.packages.supply import Options, Supply
from tests.cli.test_packages import Silent, asking, files, no_settings_of_pip
from tests.cli.tiny_wheels import make_wheel

__all__ = ["no_settings_of_pip"]

# Needs nothing of an index.
BACKEND = """
import zipfile
from pathlib import Path

NAME, VERSION, TAG = {name!r}, {version!r}, {tag!r}

def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    Path("builds").write_text(Path("builds").read_text() + "." if Path("builds").exists() else ".")
    file = f"{{NAME}}-{{VERSION}}-{{TAG}}.whl"
    about = f"{{NAME}}-{{VERSION}}.dist-info"
    with zipfile.ZipFile(Path(wheel_directory) / file, "w") as wheel:
        wheel.write(f"{{NAME}}.py")
        named = f"Metadata-Version: 2.1\\nName: {{NAME}}\\nVersion: {{VERSION}}\\n"
        wheel.writestr(f"{{about}}/METADATA", named)
        tagged = f"Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: {{TAG}}\\n"
        wheel.writestr(f"{{about}}/WHEEL", tagged)
        wheel.writestr(f"{{about}}/RECORD", "")
    return file
"""


def make_project(
    folder: Path, name: str = "greetings", version: str = "1.0", tag: str = "py3-none-any"
) -> Path:
    """Write a project with a backend of its own; it counts its builds in `.builds`."""
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    )
    backend = BACKEND.format(name=name, version=version, tag=tag).replace('"builds"', '".builds"')
    (folder / "backend.py").write_text(backend)
    (folder / f"{name}.py").write_text("def hello():\n    return 'Hello!'\n")
    return folder


def builds(project: Path) -> int:
    """Return how often a project was built."""
    path = project / ".builds"
    return len(path.read_text()) if path.exists() else 0


@pytest.fixture
def supply(tmp_path: Path) -> Callable[..., Supply]:
    """Writes a program, or the settings of a folder, and finds the packages."""

    def find(text: str, name: str = "game.py") -> Supply:
        app = tmp_path / "app"
        app.mkdir(exist_ok=True)
        (app / name).write_text(text)
        if name != "game.py":
            (app / "index.html").write_text('<script type="py">import greetings</script>')
        opened = App.open(app / "game.py" if name == "game.py" else app)
        return Supplier(Options((), ()), Silent(), Cache(tmp_path / "cache"))(opened)

    return find


def fault(found: Supply) -> str:
    """Return the only fault, without the test's own folder."""
    (error,) = found.faults
    return re.sub(r"/\S*/(?=project|app)", "", str(error))


def test_a_project_is_built_once_until_one_of_its_files_changes(
    supply: Callable[..., Supply], tmp_path: Path
) -> None:
    project = make_project(tmp_path / "project")
    program = asking("greetings @ ../project")

    found = supply(program)
    assert files(found) == ["greetings-1.0-py3-none-any.whl"]
    assert found.packages[0].contents.modules == ("greetings",)
    supply(program)
    assert builds(project) == 1

    (project / "greetings.py").write_text("def hello():\n    return 'Good morning!'\n")
    again = supply(program)
    assert builds(project) == 2
    assert again.packages[0].sha256 != found.packages[0].sha256


def test_a_folder_app_names_a_project_in_its_settings(
    supply: Callable[..., Supply], tmp_path: Path
) -> None:
    make_project(tmp_path / "project")

    found = supply('packages = ["greetings @ ../project"]\n', "pagelet.toml")

    assert files(found) == ["greetings-1.0-py3-none-any.whl"]


@pytest.mark.parametrize(
    ("about", "message"),
    [
        (
            {"name": "other"},
            "The project in 'project' is called other, and not greetings.\n"
            "  where: project\n"
            "  try:   Ask for it by its name: other @ …",
        ),
        (
            {"tag": "cp314-cp314-manylinux_2_28_x86_64"},
            "The project 'greetings' makes a wheel that no page can use: "
            "greetings-1.0-cp314-cp314-manylinux_2_28_x86_64.whl.\n"
            "  where: project\n"
            "  try:   A page takes what is written in Python alone. Leave out what is compiled, or "
            "name a wheel of it that is made for pages (pyemscripten).",
        ),
    ],
)
def test_a_project_that_is_not_what_was_meant_is_explained(
    supply: Callable[..., Supply], tmp_path: Path, about: dict[str, Any], message: str
) -> None:
    make_project(tmp_path / "project", **about)

    assert fault(supply(asking("greetings @ ../project"))) == message


def test_what_its_backend_says_is_told(supply: Callable[..., Supply], tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    (project / "backend.py").write_text(
        "def build_wheel(*_):\n    raise ValueError('no, thanks')\n"
    )

    said = fault(supply(asking("greetings @ ../project")))

    assert said.startswith("The project 'greetings' cannot be built:\n")
    assert "ValueError: no, thanks" in said
    assert (
        "  try:   What builds it is fetched from the package index, so the network may be " in said
    )


def test_a_folder_that_is_no_project_is_explained(
    supply: Callable[..., Supply], tmp_path: Path
) -> None:
    (tmp_path / "project").mkdir()

    assert fault(supply(asking("greetings @ ../project"))) == (
        "There is no project of greetings in '../project'.\n"
        "  where: game.py, line 1 (project)\n"
        "  try:   Name a folder that has a pyproject.toml, as seen from the app's folder; or a "
        "wheel: a file whose name ends in .whl."
    )


def test_a_lock_names_the_project_and_fits_until_its_version_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAGELET_CACHE", str(tmp_path / "cache"))
    project = make_project(tmp_path / "project")
    (tmp_path / "game.py").write_text(asking("greetings @ ./project"))
    game = str(tmp_path / "game.py")

    assert main(["lock", game]) == 0
    lock = (tmp_path / "game.py.lock").read_text()
    assert 'directory = { path = "project" }' in lock
    assert str(tmp_path) not in lock
    (project / "greetings.py").write_text("changed = True\n")
    assert main(["lock", game, "--check"]) == 0

    make_project(project, version="2.0")
    supplied = Supplier(Options((), ()), Silent())(App.open(Path(game)))
    assert "The lock names greetings 1.0, and the project is now greetings 2.0." in str(
        supplied.faults[0]
    )
    assert main(["lock", game, "--check"]) != 0
    assert main(["lock", game]) == 0
    assert json.dumps("2.0") in (tmp_path / "game.py.lock").read_text()
    capsys.readouterr()


@pytest.mark.parametrize("name", ["library", "my library"])
def test_a_project_or_a_wheel_is_added_by_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setenv("PAGELET_CACHE", str(tmp_path / "cache"))
    project = make_project(tmp_path / name)
    about = (project / "pyproject.toml").read_text()
    (project / "pyproject.toml").write_text(f'{about}[project]\nname = "greetings"\n')
    make_wheel(tmp_path, "other")
    (tmp_path / "app").mkdir()
    (tmp_path / "app/game.py").write_text("print('Hello!')\n")
    monkeypatch.chdir(tmp_path)

    added = (f"./{name}", "other-1.0-py3-none-any.whl")
    assert main(["add", *added, "--app", "app/game.py", "--no-index"]) == 0

    written = (tmp_path / "app/game.py").read_text()
    path = name.replace(" ", "%20")
    asked = f'"greetings @ ../{path}", "other @ ../other-1.0-py3-none-any.whl"'
    assert f"# dependencies = [{asked}]" in written
    assert main(["check", "app/game.py", "--no-index"]) == 0
    assert "a project" in capsys.readouterr().out


def test_a_built_site_has_the_wheel_of_a_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PAGELET_CACHE", str(tmp_path / "cache"))
    make_project(tmp_path / "project")
    (tmp_path / "game.py").write_text(asking("greetings @ ./project") + "import greetings\n")

    assert main(["build", str(tmp_path / "game.py"), "-o", str(tmp_path / "site")]) == 0

    (wheel,) = (tmp_path / "site").rglob("greetings-1.0-py3-none-any.whl")
    assert wheel.is_file()
    capsys.readouterr()
