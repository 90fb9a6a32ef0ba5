"""`pagelet pack --online`: a small file that takes Python from a server."""

import json
import re
from pathlib import Path

import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.dist_files import DistFiles, integrity_of
from pagelet_cli.web import web_files

ADDRESS = "https://school.example/pagelet/"


@pytest.fixture(scope="module")
def made() -> DistFiles:
    """What `pagelet dist` would write."""
    return DistFiles(web_files())


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A folder with a program, a text and data."""
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "main.py").write_text("import wave\nprint(open('data.txt').read())\n")
    (folder / "data.txt").write_bytes(b"a\r\nb </script>")
    (folder / "pic.bin").write_bytes(bytes(range(256)) * 9)
    return folder


def pack(app: Path, *options: str) -> Path:
    file = app.parent / "app.html"
    assert main(["pack", str(app), "-o", str(file), *options]) == 0
    return file


def error(capsys: pytest.CaptureFixture[str], *args: str | Path) -> list[str]:
    """Run a command that fails, and return the lines of what it says."""
    capsys.readouterr()
    assert main([str(arg) for arg in args]) == 2
    return capsys.readouterr().err.splitlines()


def described(file: Path) -> dict[str, object]:
    text = file.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" data-packed-app>(.*?)</script>', text)
    assert found
    online: dict[str, object] = json.loads(found[1])["online"]
    return online


def test_what_few_apps_need_comes_from_there_too(app: Path) -> None:
    assert "snapshot-characters.bin" not in json.dumps(described(pack(app, "--online", ADDRESS)))
    (app / "main.py").write_text("import unicodedata\n")

    file = pack(app, "--online", ADDRESS)

    tables = described(file)["files"]["snapshot-characters.bin"]  # type: ignore[index]
    assert tables["later"]
    assert len(file.read_bytes()) < 400_000


def test_the_file_is_small_and_says_where_python_comes_from(app: Path, made: DistFiles) -> None:
    file = pack(app, "--online", ADDRESS)

    text = file.read_text(encoding="utf-8")
    assert len(text) < 400_000
    top = text.partition("-->")[0]
    assert "Open it in a browser: it needs the network." in top
    assert f"Python itself comes from {ADDRESS}{made.folder}/." in top
    assert text.index("\nimport wave\n") < 1500


def test_the_page_knows_the_hash_of_all_that_it_loads(app: Path, made: DistFiles) -> None:
    online = described(pack(app, "--online", ADDRESS))

    assert online["address"] == f"{ADDRESS}{made.folder}/"
    files = online["files"]
    assert isinstance(files, dict)
    assert set(files) == {
        *("pagelet.zip", "snapshot.bin", "vendor/pyodide/bare/pyodide.asm.wasm"),
        *("vendor/pyodide/pyodide.asm.js", "vendor/pyodide/stdlib.zip"),
    }
    for name, file in files.items():
        assert file["integrity"] == integrity_of(made.files[file["sent"]])
        assert file["size"] == len(made.files[name])


def test_the_page_may_load_from_that_folder_only(app: Path, made: DistFiles) -> None:
    text = pack(app, "--online", ADDRESS).read_text(encoding="utf-8")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    directives = dict(each.split(" ", 1) for each in policy.split("; "))

    assert directives.pop("connect-src") == f"blob: data: {ADDRESS}{made.folder}/"
    assert not [value for value in directives.values() if "school.example" in value]


def test_the_app_comes_back_as_it_was(app: Path, tmp_path: Path) -> None:
    file, back = pack(app, "--online", ADDRESS), tmp_path / "back"

    assert main(["unpack", str(file), "-o", str(back)]) == 0

    for path in app.iterdir():
        assert (back / path.name).read_bytes() == path.read_bytes()
    assert {path.name for path in back.iterdir()} == {path.name for path in app.iterdir()}


def test_two_files_of_an_app_are_the_same(app: Path) -> None:
    first = pack(app, "--online", ADDRESS).read_bytes()

    assert pack(app, "--online", ADDRESS).read_bytes() == first


@pytest.mark.parametrize("given", [ADDRESS, ADDRESS.rstrip("/"), f"{ADDRESS}pagelet.js"])
def test_the_address_may_be_written_in_several_ways(app: Path, made: DistFiles, given: str) -> None:
    assert described(pack(app, "--online", given))["address"] == f"{ADDRESS}{made.folder}/"


def test_the_address_may_be_that_of_this_version(app: Path, made: DistFiles) -> None:
    file = pack(app, "--online", f"{ADDRESS}{made.folder}/pagelet.js")

    assert described(file)["address"] == f"{ADDRESS}{made.folder}/"


def test_the_settings_or_a_variable_may_say_the_address(
    app: Path, made: DistFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGELET_RUNTIME", "https://other.example/")
    assert described(pack(app, "--online"))["address"] == f"https://other.example/{made.folder}/"

    (app / "pagelet.toml").write_text(f'runtime = "{ADDRESS}"\n')
    assert described(pack(app, "--online"))["address"] == f"{ADDRESS}{made.folder}/"


def test_the_command_says_where_the_files_have_to_be(
    app: Path, made: DistFiles, capsys: pytest.CaptureFixture[str]
) -> None:
    file = pack(app, "--online", ADDRESS)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"Made {file} (0.")
    assert lines[1:] == [
        "Open it by double-click, or hand it on. It takes Python from this address, where what",
        "'pagelet dist' of this version writes has to be:",
        f"  {ADDRESS}{made.folder}/",
        "It can reach no other.",
    ]

    pack(app, "--online", ADDRESS, "--json")
    assert json.loads(capsys.readouterr().out)["online"] == f"{ADDRESS}{made.folder}/"


def test_without_an_address_it_is_said_how_to_have_one(
    app: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAGELET_RUNTIME", raising=False)

    assert error(capsys, "pack", app, "--online") == [
        "No address is known from which the file could take Python.",
        "  where: the option --online, 'runtime' in pagelet.toml, the variable PAGELET_RUNTIME",
        "  try:   Make a folder with 'pagelet dist pagelet', put it on a web server, and name its "
        "address: --online https://school.example/pagelet/",
    ]


def test_an_app_in_the_place_of_the_address_is_explained(
    app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert error(capsys, "pack", "--online", "hello.py") == [
        "'hello.py' is no address of a folder on a web server.",
        "  where: the option --online",
        "  try:   Write the whole address, behind the app's name: "
        "--online https://school.example/pagelet/",
    ]


@pytest.mark.parametrize("said", ['"school.example"', "3", '"https://a.example/; img-src *"'])
def test_a_setting_that_is_no_address_is_explained(
    app: Path, capsys: pytest.CaptureFixture[str], said: str
) -> None:
    (app / "pagelet.toml").write_text(f"runtime = {said}\n")

    what, where, _ = error(capsys, "pack", app, "--online")

    assert what.endswith("is no address of a folder on a web server.")
    assert where == "  where: 'runtime' in pagelet.toml"


def test_the_address_of_another_version_is_explained(
    app: Path, made: DistFiles, capsys: pytest.CaptureFixture[str]
) -> None:
    given = f"{ADDRESS}0.0.1-0123abcd/pagelet.js"

    assert error(capsys, "pack", app, "--online", given) == [
        f"The address names the version 0.0.1-0123abcd, and this Pagelet is {made.folder}: the "
        "file would not start with it.",
        f"  where: the option --online: {given}",
        "  try:   Run 'pagelet dist' here for the folder on the server, and name the folder "
        f"without a version: {ADDRESS}",
    ]
