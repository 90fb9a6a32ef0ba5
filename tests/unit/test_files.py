"""The `files` table: placeholders, archives, and what can be wrong with it."""

import io
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from pagelet import files
from pagelet._host import host
from pagelet.errors import ConfigError, DownloadError
from pagelet.files import Download

in_memory = pytest.mark.skipif(sys.platform == "emscripten", reason="the downloads are made up")


@pytest.mark.parametrize(
    ("table", "downloads"),
    [
        ({"a.csv": "data/b.csv"}, [Download("a.csv", "data/b.csv")]),
        ({"x/a.csv": ""}, [Download("x/a.csv", "a.csv")]),
        ({"x/a.csv?v=2": "data/"}, [Download("x/a.csv?v=2", "data/a.csv")]),
        ({"a.zip": "data/*"}, [Download("a.zip", "data/", unpack=True)]),
        (
            {"{FROM}": "x/y", "{TO}": "{FROM}/z", "{FROM}/a.py": "{TO}/a.py"},
            [Download("x/y/a.py", "x/y/z/a.py")],
        ),
        (
            {"a.zip": "*", "b.tar.gz": "./*"},
            [Download("a.zip", "*"), Download("b.tar.gz", "./", unpack=True)],
        ),
    ],
)
def test_the_table_says_what_comes_where(table: dict[str, str], downloads: list[Download]) -> None:
    assert files.plan(table) == downloads


@pytest.mark.parametrize(
    ("table", "what", "hint"),
    [
        (
            {"{A}": "x", "{B}/a.py": ""},
            "The placeholder {B} has no value.",
            'Define it above: "{B}" = "…". Defined: {A}.',
        ),
        ({"a.py": "x.py", "b.py": "./x.py"}, "Two files are to be put at 'x.py'.", None),
        (
            {"a.csv": "data/*"},
            "'a.csv' is not an archive, so it cannot be unpacked into 'data/*'.",
            "Archives end in .zip, .whl, .tgz, .tar, .tar.gz; leave out '/*' for other files.",
        ),
        ({"a.csv": 1}, "The path for 'a.csv' is not a text.", None),
    ],
)
def test_a_table_that_cannot_be_carried_out_says_why(
    table: dict[str, str], what: str, hint: str | None
) -> None:
    with pytest.raises(ConfigError) as caught:
        files.plan(table)

    assert caught.value.what == what
    assert hint is None or caught.value.hint == hint


def offer(monkeypatch: pytest.MonkeyPatch, contents: dict[str, bytes]) -> None:
    """Let the page in memory find `contents` beside it."""
    files_there = {host.resolve(name): content for name, content in contents.items()}
    monkeypatch.setattr(host, "files", files_there)


def zip_of(name: str, content: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def tar_of(name: str, content: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content.encode()))
    return buffer.getvalue()


@in_memory
def test_files_and_archives_are_laid_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    offer(
        monkeypatch,
        {"a.csv": b"1;2", "b.zip": zip_of("in/b.txt", "zip"), "c.tgz": tar_of("in/c.txt", "tar")},
    )

    host.wait(files.bring(files.plan({"a.csv": "x/y/", "b.zip": "u/*", "c.tgz": "u/*"}), None))

    assert Path("x/y/a.csv").read_text() == "1;2"
    assert Path("u/in/b.txt").read_text() == "zip"
    assert Path("u/in/c.txt").read_text() == "tar"


@in_memory
def test_a_damaged_archive_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    offer(monkeypatch, {"b.zip": b"not a zip"})

    with pytest.raises(DownloadError) as caught:
        host.wait(files.bring(files.plan({"b.zip": "u/*"}), None))

    assert caught.value.what.startswith("'b.zip' is not an archive that can be unpacked (")
    assert caught.value.where == "'files' in the configuration"


@in_memory
def test_an_archive_cannot_write_outside_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    offer(
        monkeypatch,
        {"b.zip": zip_of("../out.txt", "zip"), "c.tgz": tar_of("../out.txt", "tar")},
    )

    host.wait(files.bring(files.plan({"b.zip": "u/*"}), None))
    with pytest.raises(DownloadError):
        host.wait(files.bring(files.plan({"c.tgz": "u/*"}), None))

    assert not Path("out.txt").exists()
