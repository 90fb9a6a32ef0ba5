import json
from pathlib import Path

import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.dist import dist
from pagelet_cli.errors import CallError
from pagelet_cli.player import with_player
from pagelet_cli.version import version
from pagelet_cli.web import web_files
from tests.cli.serving import WEB


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_files_for_a_server_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "public" / "pagelet"

    assert main(["dist", str(folder)]) == 0

    files = with_player(web_files())
    written = content(folder)
    readme = written.pop("README.txt").decode()
    assert written == {name: file.read() for name, file in files.items()}
    assert [path.name for path in folder.parent.iterdir()] == ["pagelet"]
    assert f"version {version()}\n" in readme
    assert '\n    <script type="module" src="…/pagelet.js"></script>\n' in readme
    assert '\n    <script type="module" src="pagelet/pagelet.js"></script>\n' in readme
    size = sum(file.size for file in files.values()) / 1e6
    assert capsys.readouterr().out.splitlines() == [
        f"Wrote {len(files)} files ({size:.1f} MB) into {folder}.",
        "Put the folder on your server. Then this line makes Python run in a page:",
        '  <script type="module" src="…/pagelet.js"></script>',
    ]


def test_a_program_can_read_what_was_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pagelet"

    assert main(["dist", str(folder), "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "folder": str(folder),
        "files": len(with_player(web_files())),
        "size": sum(file.size for file in with_player(web_files()).values()),
        "line": '<script type="module" src="pagelet/pagelet.js"></script>',
    }


def test_every_file_is_counted_as_it_is_written(tmp_path: Path) -> None:
    sizes: list[int] = []

    dist(tmp_path / "new", WEB, on_file=sizes.append)

    assert sizes == [file.size for file in WEB.values()]


def test_an_earlier_version_is_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "pagelet"
    dist(folder, WEB)
    expected = content(folder)
    (folder / "vendor" / "old.js").touch()
    (folder / "pagelet.js").write_text("old")

    dist(folder, WEB)

    assert content(folder) == expected


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    assert dist(tmp_path, WEB).files == len(WEB)
    assert "pagelet.js" in content(tmp_path)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("mine")

    with pytest.raises(CallError) as caught:
        dist(folder, WEB)

    assert str(caught.value).splitlines() == [
        "The folder 'site' holds other files: index.html.",
        f"  where: {folder}",
        "  try:   Name a new folder, or add --force to put Pagelet's files beside them.",
    ]
    assert content(folder) == {"index.html": b"mine"}


def test_what_was_added_to_an_earlier_version_is_not_lost(tmp_path: Path) -> None:
    dist(tmp_path, WEB)
    (tmp_path / "index.html").write_text("mine")

    with pytest.raises(CallError, match=r"holds other files: index\.html\."):
        dist(tmp_path, WEB)


def test_with_force_other_files_stay(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    (tmp_path / "pagelet.js").write_text("old")

    dist(tmp_path, WEB, force=True)

    assert content(tmp_path)["index.html"] == b"mine"
    assert content(tmp_path)["pagelet.js"] == b"our pagelet.js"


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
        dist(folder, WEB)

    what, where, hint = str(caught.value).splitlines()
    assert what == "The folder 'pagelet' cannot be written: File exists."
    assert where.startswith(f"  where: {tmp_path / 'taken'}")
    assert hint == "  try:   Name a folder that you may write to, on a disk with room."


def test_a_write_that_fails_leaves_all_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "pagelet"
    dist(folder, WEB)
    before = content(folder)

    def fail(size: int) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(CallError, match="cannot be written: No space left on device"):
        dist(folder, WEB, on_file=fail)

    assert content(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["pagelet"]
