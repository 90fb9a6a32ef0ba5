from pathlib import Path

import pytest

from pagelet_cli.files import AppFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with visible and hidden files, links, and a virtual environment."""
    root = tmp_path / "app"
    for name in (
        "index.html",
        "images/cat.png",
        ".env",
        ".git/config",
        "images/.thumbs",
        "__pycache__/main.pyc",
        "venv/pyvenv.cfg",
        "venv/lib/site.py",
        "inside.txt",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    (tmp_path / "outside.txt").touch()
    (root / "link-inside").symlink_to(root / "inside.txt")
    (root / "link-outside").symlink_to(tmp_path / "outside.txt")
    (root / "link-hidden").symlink_to(root / ".env")
    (root / "link-folder").symlink_to(tmp_path)
    (root / "link-loop").symlink_to(root / "link-loop")
    return root


def test_all_visible_files_are_listed(folder: Path) -> None:
    listed = ["index.html", "inside.txt", "link-inside", "images/cat.png"]

    assert list(AppFiles(folder)) == listed
    assert len(AppFiles(folder)) == len(listed)


def test_a_name_leads_to_the_real_file(folder: Path) -> None:
    assert AppFiles(folder)["link-inside"] == (folder / "inside.txt").resolve()


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../outside.txt",
        "images/../index.html",
        "images/./cat.png",
        "images//cat.png",
        "/index.html",
        "index.html/",
        "images",
        ".env",
        ".git/config",
        "images/.thumbs",
        "__pycache__/main.pyc",
        "venv/lib/site.py",
        "venv/pyvenv.cfg",
        "link-outside",
        "link-hidden",
        "link-folder/outside.txt",
        "link-loop",
        "images\\cat.png",
        "index.html\0",
        "index.html\n",
        "missing.txt",
        "x" * 5000,
    ],
)
def test_no_other_name_leads_anywhere(folder: Path, name: str) -> None:
    assert name not in AppFiles(folder)


def test_only_what_is_named_is_there(folder: Path) -> None:
    files = AppFiles(folder, only=["images/cat.png", "missing.txt", ".env"])

    assert list(files) == ["images/cat.png"]
    assert "index.html" not in files


def test_a_file_that_appears_is_seen(folder: Path) -> None:
    files = AppFiles(folder)
    (folder / "new.txt").touch()

    assert "new.txt" in files


def test_a_name_that_is_not_utf8_is_left_out(folder: Path) -> None:
    (folder / "x\udce9.txt").touch()

    assert "x\udce9.txt" not in AppFiles(folder)
