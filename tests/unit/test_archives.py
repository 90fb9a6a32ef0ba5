"""The archives of Python's modules, which are fetched when something is read from them."""

import importlib.util
import sys
import zipfile
import zipimport
from pathlib import Path

import pytest

from pagelet import _archives, _characters
from pagelet._host import host


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("import turtle", {"turtle"}),
        ("import os, xml.dom as dom,sqlite3", {"os", "xml.dom", "sqlite3"}),
        ("from urllib.request import (\n  urlopen,\n)", {"urllib.request"}),
        ("def f():\n\timport csv\n    from .mine import x", {"csv", ".mine"}),
        ("x = 1  # import this\nprint('import that')", set()),
        ("import", set()),
    ],
)
def test_imports_are_found_in_code(code: str, names: set[str]) -> None:
    assert _archives.imported(code) == names


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The archives that were asked for; `rare` is in one, and so are modules that are loaded."""
    paths: list[str] = []

    async def fetch_ahead(wanted: list[str]) -> None:
        paths.extend(wanted)

    monkeypatch.setattr(host, "fetch_ahead", fetch_ahead)
    monkeypatch.setattr(_archives, "_homes", {"rare": "a.zip", "sys": "a.zip", "json": "a.zip"})
    return paths


def fetch(code: str) -> None:
    """Fetch what code imports; nothing in that has to wait here."""
    with pytest.raises(StopIteration):
        _archives.fetch_for(code).send(None)


@pytest.mark.parametrize("code", ["import rare", "from rare.part import x", "import json.tool"])
def test_an_archive_is_fetched_for_what_is_not_there_yet(asked: list[str], code: str) -> None:
    fetch(code)

    assert asked == ["a.zip"]


def test_the_stand_in_for_a_module_is_not_the_module(
    asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "unicodedata", _characters.Unicodedata())
    monkeypatch.setitem(_archives._homes, "unicodedata", "tables.bin")

    fetch("import unicodedata")

    assert asked == ["tables.bin"]


def test_nothing_is_fetched_for_what_is_there_or_not_ours(asked: list[str]) -> None:
    fetch("import sys, mine\nfrom json import dumps")

    assert asked == []


def test_an_archive_is_read_no_second_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run of a program forgets what was cached: that would fetch all of it."""
    path = tmp_path / "library.zip"
    with zipfile.ZipFile(path, "w") as library:
        library.writestr("rare.py", "answer = 42")
    monkeypatch.setattr(_archives, "STDLIB", str(path))
    monkeypatch.setattr(host, "can_wait", lambda: False)
    importer = _archives.Archive(str(path))
    path.rename(tmp_path / "away.zip")

    importer.invalidate_caches()

    # It knows of the module, and would read it.
    with pytest.raises(ImportError, match="'rare' is in a part of Python that could not") as caught:
        importer.find_spec("rare")
    assert isinstance(caught.value.__cause__, FileNotFoundError)


def test_other_archives_are_not_ours(tmp_path: Path) -> None:
    with pytest.raises(zipimport.ZipImportError, match="not an archive of ours"):
        _archives.Archive(str(tmp_path / "wheel.zip"))


def test_the_tables_are_put_in_their_place_before_the_first_module_that_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: dict[int, bytes] = {}
    tables = tmp_path / "tables.bin"
    places = b"".join(number.to_bytes(4, sys.byteorder) for number in (4096, 3, 8192, 2, 0))
    tables.write_bytes(places + b"abcde")
    monkeypatch.setattr(_archives, "CHARACTERS", str(tables))
    monkeypatch.setattr(host, "write_memory", written.__setitem__)
    finder = _archives.Characters()
    monkeypatch.setattr(sys, "meta_path", [finder, *sys.meta_path])

    finder.find_spec("json")
    assert written == {}
    # The finder behind it is asked as well.
    assert importlib.util.find_spec("_codecs_jp") is not None
    assert written == {4096: b"abc", 8192: b"de"}
    tables.unlink()
    finder.find_spec("unicodedata")


def test_tables_that_cannot_be_fetched_are_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_archives, "CHARACTERS", str(tmp_path / "none"))
    finder = _archives.Characters()

    with pytest.raises(ImportError, match="'_codecs_jp' is in a part of Python that could not be"):
        finder.find_spec("_codecs_jp")
    monkeypatch.setattr(type(host), "saving", True)
    with pytest.raises(ImportError, match="pack the app again, with `pagelet pack --whole`"):
        finder.find_spec("_codecs_jp")
