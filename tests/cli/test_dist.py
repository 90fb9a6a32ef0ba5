import base64
import gzip
import hashlib
import json
from pathlib import Path

import brotli
import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.dist import dist
from pagelet_cli.dist_files import DistFiles
from pagelet_cli.errors import CallError
from pagelet_cli.version import version
from pagelet_cli.web import web_files


class Tiny:
    """A version with little in it."""

    def __init__(self, folder: str = "1.0-0123abcd", content: bytes = b"ours") -> None:
        self.folder = folder
        self.content = content

    def with_readme(self, name: str) -> dict[str, bytes]:
        return {
            "README.txt": b"Pagelet, for your own server",
            "pagelet.js": self.content,
            "vendor/pyodide/python.wasm": b"python",
        }

    def top(self, name: str) -> dict[str, bytes]:
        return {
            "README.txt": b"Pagelet, for your own server",
            "pagelet.js": f"leads to {self.folder}".encode(),
        }


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `pagelet dist` made."""
    folder = tmp_path_factory.mktemp("public") / "pagelet"
    assert main(["dist", str(folder)]) == 0
    return folder


def test_the_files_of_a_version_stand_in_a_folder_of_its_own(written: Path) -> None:
    made = DistFiles(web_files())

    files = content(written / made.folder)
    assert made.folder.startswith(f"{version()}-")
    assert {name: files[name] for name in made.files} == made.files
    rest = files.keys() - made.files.keys()
    assert rest - {f"{name}{ending}" for name in files for ending in (".br", ".gz")} == {
        "README.txt",
        ".htaccess",
    }
    assert [path.name for path in written.parent.iterdir()] == ["pagelet"]


def test_beside_each_file_that_gets_smaller_stand_its_compressed_forms(written: Path) -> None:
    made = DistFiles(web_files())
    wasm = written / made.folder / "vendor/pyodide/bare/pyodide.asm.wasm"
    plain = wasm.read_bytes()

    assert brotli.decompress(wasm.with_name("pyodide.asm.wasm.br").read_bytes()) == plain
    assert gzip.decompress(wasm.with_name("pyodide.asm.wasm.gz").read_bytes()) == plain
    snapshot = written / made.folder / "snapshot.bin"
    zipped = snapshot.with_name("snapshot.bin.gzip").read_bytes()
    assert snapshot.with_name("snapshot.bin.gz").read_bytes() == zipped


def test_what_stands_beside_it_leads_to_it(written: Path) -> None:
    made = DistFiles(web_files())
    top = {path.name for path in written.iterdir()}

    assert top == {
        *(made.folder, "README.txt", ".htaccess", "_headers", "player.html"),
        *("bridge.js", "pagelet.css", "pagelet.js", "storage.js"),
    }
    for name in ("bridge.js", "pagelet.css", "pagelet.js", "storage.js"):
        assert f'"./{made.folder}/' in (written / name).read_text()
    assert f'src="{made.folder}/player/player.js"' in (written / "player.html").read_text()


def test_the_settings_for_servers_are_among_the_files(written: Path) -> None:
    made = DistFiles(web_files())

    assert 'Access-Control-Allow-Origin "*"' in (written / ".htaccess").read_text()
    assert "immutable" in (written / made.folder / ".htaccess").read_text()
    assert (written / "_headers").read_text().splitlines()[1:] == [
        "/pagelet/*",
        "  Access-Control-Allow-Origin: *",
        "  Access-Control-Expose-Headers: Content-Encoding",
        "  Cross-Origin-Resource-Policy: cross-origin",
        f"/pagelet/{made.folder}/*",
        "  Cache-Control: public, max-age=31536000, immutable",
    ]


def test_the_lines_to_copy_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "pagelet"

    assert main(["dist", str(folder)]) == 0

    said = capsys.readouterr().out
    made = DistFiles(web_files())
    digest = hashlib.sha384((folder / made.folder / "pagelet.js").read_bytes()).digest()
    integrity = f"sha384-{base64.b64encode(digest).decode()}"
    pinned = (
        f'<script type="module" src="…/{made.folder}/pagelet.js" integrity="{integrity}" '
        'crossorigin="anonymous"></script>'
    )
    assert said.splitlines()[1:] == [
        "Put the folder on your server. Then this line makes Python run in a page:",
        '  <script type="module" src="…/pagelet.js"></script>',
        "This one makes it run just this version, for ever, and checked by its hash:",
        f"  {pinned}",
    ]
    readme = (folder / "README.txt").read_text()
    assert f"version {version()}\n" in readme
    assert f"\n    {pinned}\n" in readme
    assert '\n    <script type="module" src="…/pagelet.js"></script>\n' in readme
    assert '\n    <script type="module" src="pagelet/pagelet.js"></script>\n' in readme


def test_the_script_that_is_named_knows_the_hashes_of_all_else() -> None:
    files = DistFiles(web_files()).files
    text = files["pagelet.js"].decode()
    line = next(line for line in text.splitlines() if line.startswith("const HASHES = "))
    hashes = json.loads(line.removeprefix("const HASHES = ").removesuffix(";"))

    for name, told in hashes.items():
        assert base64.b64decode(told) == hashlib.sha256(files[name]).digest(), name
    unchecked = {name.partition("/")[0] for name in files.keys() - hashes.keys()}
    assert unchecked == {"packed", "pagelet.js", "player", "player.html", "program.html"}


def test_a_program_can_read_what_was_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pagelet"

    assert main(["dist", str(folder), "--json"]) == 0

    made = DistFiles(web_files())
    files = {**made.with_readme("pagelet"), **{f"/{k}": v for k, v in made.top("pagelet").items()}}
    assert json.loads(capsys.readouterr().out) == {
        "folder": str(folder),
        "version": made.folder,
        "files": len(files),
        "size": sum(map(len, files.values())),
        "older": [],
        "line": '<script type="module" src="…/pagelet.js"></script>',
        "pinned": made.pinned_line("…/"),
        "integrity": made.integrity,
    }


def test_every_file_is_counted_as_it_is_written(tmp_path: Path) -> None:
    sizes: list[int] = []

    dist(tmp_path / "new", Tiny(), on_file=sizes.append)

    assert sorted(sizes) == sorted(map(len, Tiny().with_readme("").values()))


def test_an_older_version_stays_for_the_pages_that_use_it(tmp_path: Path) -> None:
    folder = tmp_path / "pagelet"
    dist(folder, Tiny())
    before = content(folder / "1.0-0123abcd")

    written = dist(folder, Tiny("1.1-0123abce", b"newer"))

    assert written.older == ("1.0-0123abcd",)
    assert content(folder / "1.0-0123abcd") == before
    assert content(folder)["pagelet.js"] == b"leads to 1.1-0123abce"
    assert content(folder)["1.1-0123abce/pagelet.js"] == b"newer"


def test_the_same_version_again_mends_what_is_not_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "pagelet"
    dist(folder, Tiny())
    expected = content(folder)
    (folder / "1.0-0123abcd" / "pagelet.js").write_text("changed")

    dist(folder, Tiny())

    assert content(folder) == expected


def test_a_version_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "pagelet"
    dist(folder, Tiny())
    before = (folder / "1.0-0123abcd/pagelet.js").stat()

    dist(folder, Tiny())

    after = (folder / "1.0-0123abcd/pagelet.js").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_an_earlier_pagelet_wrote_without_versions_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "vendor/pyodide").mkdir(parents=True)
    (tmp_path / "vendor/pyodide/python.wasm").touch()
    (tmp_path / "pagelet.js").write_text("old")
    (tmp_path / "README.txt").write_text("Pagelet, for your own server\n")

    dist(tmp_path, Tiny())

    assert {path.name for path in tmp_path.iterdir()} == {
        *("1.0-0123abcd", "README.txt", "pagelet.js"),
    }


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert dist(tmp_path, Tiny()).files == 5
    assert "pagelet.js" in content(tmp_path)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("mine")

    with pytest.raises(CallError) as caught:
        dist(folder, Tiny())

    assert str(caught.value).splitlines() == [
        "The folder 'site' holds other files: index.html.",
        f"  where: {folder}",
        "  try:   Name a new folder, or add --force to put Pagelet's files beside them.",
    ]
    assert content(folder) == {"index.html": b"mine"}


def test_what_was_added_to_an_earlier_version_is_not_lost(tmp_path: Path) -> None:
    dist(tmp_path, Tiny())
    (tmp_path / "index.html").write_text("mine")

    with pytest.raises(CallError, match=r"holds other files: index\.html\."):
        dist(tmp_path, Tiny())


def test_with_force_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor/index.html").write_text("mine")
    (tmp_path / "pagelet.js").write_text("old")

    dist(tmp_path, Tiny(), force=True)

    assert content(tmp_path)["vendor/index.html"] == b"mine"
    assert content(tmp_path)["pagelet.js"] == b"leads to 1.0-0123abcd"


def test_a_file_in_place_of_the_folder_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").touch()

    assert main(["dist", str(tmp_path / "taken")]) == 2
    assert capsys.readouterr().err.startswith("Invalid value for 'DIR': Directory ")


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    folder = tmp_path / "taken" / "pagelet"

    with pytest.raises(CallError) as caught:
        dist(folder, Tiny())

    what, where, hint = str(caught.value).splitlines()
    assert what == "The folder 'pagelet' cannot be written: File exists."
    assert where.startswith(f"  where: {tmp_path / 'taken'}")
    assert hint == "  try:   Name a folder that you may write to, on a disk with room."


def test_a_write_that_fails_leaves_all_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "pagelet"
    dist(folder, Tiny())
    before = content(folder)

    def fail(size: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(CallError, match="cannot be written: No space left on device"):
        dist(folder, Tiny("1.1-0123abce"), on_file=fail)

    assert content(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["pagelet"]
