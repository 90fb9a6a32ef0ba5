import io
import json
import struct
import zipfile
from pathlib import Path

import pytest

from pagelet_cli.errors import InstallError
from pagelet_cli.web import (
    BUILT,
    BYTECODE,
    CHARACTERS,
    MICROPIP,
    PACKED_SNAPSHOT,
    SNAPSHOT,
    SNAPSHOT_MODULES,
    STDLIB,
    python_archive,
    snapshot_key,
    source_folders,
    source_hash,
    web_files,
)


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """The files for the browser as they are in a source tree, all but empty."""
    folder = tmp_path / "web"
    for name in (
        "__init__.py",
        "bridge.js",
        "pagelet-service.js",
        "pagelet.css",
        "pagelet.js",
        "storage.js",
        "program.html",
        "dev/reload.js",
        "loader/start.js",
        "canvas/painter.js",
        "editor/editor.js",
        "terminal/terminal.js",
        "turtle/painter.js",
        "loader/__pycache__/odd.pyc",
        "compat/pyscript/__init__.py",
        "vendor/stamp",
        "vendor/pyodide/pyodide.js",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """The page's package, all but empty."""
    folder = tmp_path / "page"
    for name in ("__init__.py", "py.typed", "ui/button.py", "__pycache__/x.pyc", "notes.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def test_what_the_browser_needs_is_there_and_nothing_else(web: Path, python: Path) -> None:
    files = web_files(web, python)

    assert list(files) == [
        "bridge.js",
        "canvas/painter.js",
        "editor/editor.js",
        "loader/built.js",
        "loader/start.js",
        "pagelet-service.js",
        "pagelet.css",
        "pagelet.js",
        "pagelet.zip",
        "storage.js",
        "terminal/terminal.js",
        "turtle/painter.js",
        "vendor/pyodide/pyodide.js",
    ]
    assert files["pagelet.js"].read() == b"pagelet.js"
    assert files["pagelet.js"].size == len(b"pagelet.js")
    assert files["pagelet.zip"].size == len(files["pagelet.zip"].read())


def test_the_archive_holds_the_page_package_and_the_compatible_ones(
    web: Path, python: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(python_archive(web, python))) as archive:
        assert archive.namelist() == [
            "pagelet/__init__.py",
            "pagelet/py.typed",
            "pagelet/ui/button.py",
            "pyscript/__init__.py",
        ]
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}


def test_equal_files_make_equal_archives(web: Path, python: Path) -> None:
    before = python_archive(web, python)
    (python / "__init__.py").touch()

    assert python_archive(web, python) == before


def test_missing_files_are_named(web: Path, python: Path) -> None:
    (web / "pagelet.css").unlink()
    (web / "vendor/pyodide/pyodide.js").unlink()

    with pytest.raises(InstallError) as caught:
        web_files(web, python)

    assert str(caught.value).splitlines() == [
        "Pagelet's own files are not complete: pagelet.css, vendor/ missing.",
        f"  where: {web}",
        "  try:   Install Pagelet again; in a copy of its repository that is `pip install -e .`.",
    ]


def test_the_real_files_are_complete() -> None:
    files = web_files()

    assert {"pagelet.js", "pagelet.css", "pagelet.zip", "vendor/pyodide/pyodide.js"} <= set(files)
    assert not [name for name in files if name.startswith(("dev/", "compat/"))]


def test_a_developer_of_pagelet_changes_these_folders() -> None:
    assert [folder.name for folder in source_folders()] in ([], ["pagelet", "pagelet_web"])


def test_bytecode_stands_in_for_the_very_source_it_was_made_from(web: Path, python: Path) -> None:
    """A source that has been changed since is sent itself."""
    made_from = {"pagelet/__init__.py": "__init__.py", "pagelet/ui/button.py": "as it was before"}
    with zipfile.ZipFile(web / BYTECODE, "w") as archive:
        for name in made_from:
            archive.writestr(f"{name}c", b"bytecode of " + name.encode())
        hashes = {name: source_hash(text.encode()) for name, text in made_from.items()}
        archive.comment = json.dumps(hashes).encode()

    with zipfile.ZipFile(io.BytesIO(python_archive(web, python))) as archive:
        names = set(archive.namelist())
        content = archive.read("pagelet/__init__.pyc")

    assert content == b"bytecode of pagelet/__init__.py"
    assert "pagelet/__init__.py" not in names
    assert "pagelet/ui/button.py" in names
    assert "pagelet/ui/button.pyc" not in names


def take_snapshot(web: Path, key: str) -> None:
    """Put a snapshot with this key, and the library beside it, where the build puts them."""
    head = json.dumps({"key": key}).encode()
    (web / SNAPSHOT).write_bytes(struct.pack("<I", len(head)) + head + b"memory")
    (web / PACKED_SNAPSHOT).write_bytes(b"packed")
    (web / CHARACTERS).write_bytes(b"tables")
    (web / STDLIB).write_bytes(b"library")
    (web / MICROPIP).parent.mkdir()
    (web / MICROPIP).write_bytes(b"finds")
    (web / SNAPSHOT_MODULES).write_text("[]")


def test_the_snapshot_of_just_this_python_is_sent_and_the_loader_knows_it(
    web: Path, python: Path
) -> None:
    library = python_archive(web, python)
    key = snapshot_key(web, library)
    take_snapshot(web, key)

    files = web_files(web, python)

    assert files[SNAPSHOT].read().endswith(b"memory")
    assert files[PACKED_SNAPSHOT].read() == b"packed"
    assert files[CHARACTERS].read() == b"tables"
    sizes = {
        "characters": 6,
        "library": len(library),
        "stdlib": len(b"library"),
        "micropip": len(b"finds"),
    }
    built = {"snapshot": key, **sizes}
    assert files[BUILT].read() == f"export const built = {json.dumps(built)};\n".encode()


def test_the_snapshot_of_another_python_is_not_sent(web: Path, python: Path) -> None:
    take_snapshot(web, snapshot_key(web, python_archive(web, python)))
    (python / "__init__.py").write_text("changed = True")

    files = web_files(web, python)

    assert SNAPSHOT not in files
    assert b'"snapshot": ""' in files[BUILT].read()
