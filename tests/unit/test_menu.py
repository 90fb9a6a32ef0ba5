"""A copy of a packed app has what was changed in the page, and all else as it was."""

import json
from collections.abc import Coroutine, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pagelet import preparation
from pagelet.menu import copies
from pagelet.menu.apps import PageApp, ProgramApp
from pagelet.menu.copies import Changes, PackedFile, SaveError, save
from pagelet.packed.layout import OUTLINE, Kept, Outline, written_element

TOP = "\ufeff<!-- An app in one file, made by 'pagelet pack' (1). -->\n"
PAGE = (
    '<!doctype html><head><style data-packed-tag="&lt;link rel=stylesheet href=a.css&gt;" '
    'data-packed-file="a.css">\nb {}\n</style></head><p>Text</p>'
)


class Saving:
    """What packed.js says of a file."""

    def __init__(self, texts: dict[str, bytes], page: str, entry: str) -> None:
        outline = Outline(TOP, page, "", "<script>first</script>", texts_in_head=entry in texts)
        self.files = {**texts, "pic.bin": b"\0\1", OUTLINE: outline.written(), "python.bin": b"P"}
        self.texts = list(texts)
        self.is_as_packed = True
        self.saved: list[tuple[str, list[Any]]] = []
        self.edited: dict[str, str] = {}
        self.can_keep = True
        self.description = {"entry": entry, "data": ["pic.bin"], "lines": "lf", "mark": False}

    def parts(self) -> str:
        data = [["pagelet-decoder", 1, 1, 1], ["pic.bin", 2, 0, 3]]
        data += [["python.bin", 1, 0, 4], [OUTLINE, 9, 0, 5]]
        return json.dumps(
            {
                "description": json.dumps(self.description),
                "texts": self.texts,
                "data": data,
                "names": [*self.files],
            }
        )

    def read(self, name: str) -> bytes:
        return self.files[name]

    def edits(self) -> str:
        return json.dumps(self.edited)

    def runWith(self, texts: str) -> bool:  # noqa: N802 - its name in packed.js
        if self.can_keep:
            self.edited = json.loads(texts)
        return self.can_keep

    def isAsPacked(self, page: str) -> bool:  # noqa: N802 - its name in packed.js
        return self.is_as_packed

    def save(self, name: str, pieces: str) -> None:
        self.saved.append((name, json.loads(pieces)))


class Program:
    """A program that was started."""

    path = Path("main.py")

    async def run_again(self) -> None:
        raise AssertionError("nobody has asked for it")


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[dict[str, Any]]:
    """The settings of the page; its working folder is `tmp_path`."""
    values: dict[str, Any] = {"files": {"main.py": "main.py", "a%20b.txt": "a b.txt"}}
    monkeypatch.setattr(preparation, "page_config", lambda: values)
    monkeypatch.setattr(preparation, "folder", lambda: tmp_path)
    # In a real page, to set its address would lead away from it.
    window = SimpleNamespace(location=SimpleNamespace(pathname="/home/My%20app.html"))
    monkeypatch.setattr(
        copies, "host", SimpleNamespace(window=window, from_browser=lambda value: value)
    )
    (tmp_path / "main.py").write_bytes(b"print(1)\n")
    (tmp_path / "a b.txt").write_bytes(b"one\r\ntwo\r\n")
    yield values


@pytest.fixture
def program() -> Saving:
    return Saving({"main.py": b"print(1)\n", "a b.txt": b"one\r\ntwo\r\n"}, "<p></p>", "main.py")


@pytest.fixture
def page() -> Saving:
    return Saving({"helper.py": b"x = 1\n"}, PAGE, "index.html")


def is_unsaved(app: ProgramApp) -> bool:
    """Return whether something would be lost; a call, for the type checker, as it changes."""
    return app.is_unsaved


def result(steps: Coroutine[Any, Any, Any]) -> Any:
    """Return what steps that wait for nothing come to."""
    with pytest.raises(StopIteration) as caught:
        steps.send(None)
    return caught.value.value


def text_of(pieces: list[Any]) -> str:
    """Return a copy's text, with the names of what it takes from the file in brackets."""
    return "".join(
        piece
        if isinstance(piece, str)
        else f"[{piece.name if isinstance(piece, Kept) else piece[0]}]"
        for piece in pieces
    )


def test_an_unchanged_app_takes_all_from_its_file(
    settings: dict[str, Any], program: Saving
) -> None:
    save(ProgramApp(Program(), PackedFile(program)))
    ((name, pieces),) = program.saved

    assert name == "My app.html"
    text = text_of(pieces)
    assert text.startswith(f"{TOP}<!--packed--><script")
    assert "print(1)" in text
    assert f'data-packed-file="{OUTLINE}" data-packed-size="9" data-packed-checksum="5">[' in text
    assert text.endswith(f"[{OUTLINE}]</script>\n<script>[]</script>\n")


def test_a_changed_file_stands_in_the_copy_with_its_line_ends(
    settings: dict[str, Any], program: Saving, tmp_path: Path
) -> None:
    app = ProgramApp(Program(), PackedFile(program))

    assert app.names() == ["main.py", "a b.txt"]
    assert app.text("a b.txt") == "one\ntwo\n"
    app.change("a b.txt", "one\nthree\n")
    assert is_unsaved(app)
    assert (tmp_path / "a b.txt").read_bytes() == b"one\r\nthree\r\n"
    assert app.changes() == Changes({"a b.txt": b"one\r\nthree\r\n"})
    save(app)
    assert not is_unsaved(app)
    assert 'data-packed-lines="crlf">\none\nthree\n<' in text_of(program.saved[0][1])


def test_a_file_that_was_downloaded_is_not_lost_but_others_would_be(
    settings: dict[str, Any], program: Saving
) -> None:
    app = ProgramApp(Program(), None)
    app.change("main.py", "print(2)\n")
    app.change("a b.txt", "two\n")

    app.note_saved("main.py")
    assert is_unsaved(app)
    app.note_saved("a b.txt")
    assert not is_unsaved(app)


def test_files_that_a_program_wrote_are_saved_where_the_app_says_so(
    settings: dict[str, Any], program: Saving, tmp_path: Path
) -> None:
    for name, content in {
        "notes.txt": b"new",
        "b.bin": b"\0",
        ".hidden": b"",
        "main.py": b"2",
    }.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/main.pyc").write_bytes(b"")
    app = ProgramApp(Program(), PackedFile(program))

    assert app.changes() == Changes()
    settings["save-files"] = True
    assert app.changes() == Changes({"main.py": b"2"}, {"notes.txt": b"new", "b.bin": b"\0"})
    save(app)
    text = text_of(program.saved[0][1])
    assert '"data": ["pic.bin", "b.bin"]' in text
    assert written_element(["b.bin", "notes.txt"]) in text
    assert f"[{OUTLINE}]" not in text


def test_too_much_is_not_saved(settings: dict[str, Any], program: Saving, tmp_path: Path) -> None:
    settings["save-files"] = True
    (tmp_path / "large.bin").write_bytes(bytes(51_000_000))

    with pytest.raises(SaveError) as caught:
        save(ProgramApp(Program(), PackedFile(program)))
    assert str(caught.value) == (
        "The program has written 51 MB of files, too much for a copy (the limit is 50 MB).\n"
        f"  where: {tmp_path}\n"
        "  try:   Let the program remove what it does not need any more, and save again."
    )


def test_a_change_made_in_a_text_editor_is_not_lost_unseen(
    settings: dict[str, Any], page: Saving
) -> None:
    page.is_as_packed = False

    with pytest.raises(SaveError) as caught:
        save(PageApp(PackedFile(page)))
    assert str(caught.value) == (
        "The page in this file was changed in a text editor after it was packed, and a copy saved "
        "from here would not have that change.\n"
        "  where: My app.html\n"
        "  try:   Copy the file itself. To save from the page again, make a new file: "
        "'pagelet unpack', then 'pagelet pack'."
    )


def test_the_source_of_a_page_is_what_its_author_wrote(
    settings: dict[str, Any], page: Saving
) -> None:
    app = PageApp(PackedFile(page))

    assert app.names() == ["index.html", "a.css", "helper.py"]
    assert app.text("a.css") == "b {}\n"
    assert app.text("index.html") == (
        "<!doctype html><head><link rel=stylesheet href=a.css></head><p>Text</p>"
    )


def test_a_changed_page_is_packed_anew(settings: dict[str, Any], page: Saving) -> None:
    app = PageApp(PackedFile(page))
    app.change("index.html", app.text("index.html").replace("Text", "Words"))
    app.change("a.css", "i {}\n")
    save(app)
    text = text_of(page.saved[0][1])

    assert "\ni {}\n</style></head><p>Words</p>" in text
    assert "b {}" not in text
    assert "x = 1" in text


def test_a_file_that_the_page_does_not_name_any_more_is_kept(
    settings: dict[str, Any], page: Saving
) -> None:
    app = PageApp(PackedFile(page))
    app.change("index.html", "<p>bare</p>")
    save(app)

    assert 'data-packed-file="a.css">\nb {}\n</script>' in text_of(page.saved[0][1])


def test_a_page_that_runs_with_changes_has_them_in_its_copy(
    settings: dict[str, Any], page: Saving
) -> None:
    app = PageApp(PackedFile(page))
    app.change("helper.py", "x = 2\n")
    assert result(app.run())
    original = app.text("index.html")
    assert page.edited == {"helper.py": "x = 2\n", "index.html": original}

    again = PageApp(PackedFile(page))
    assert again.is_unsaved
    assert again.text("helper.py") == "x = 2\n"
    assert again.changes() == Changes({"helper.py": b"x = 2\n"})
    assert (result(again.files()))["helper.py"] == b"x = 2\n"
    again.change("helper.py", "x = 1\n")
    assert result(again.run())
    assert page.edited == {}
    page.can_keep = False
    assert not result(again.run())


def test_a_link_has_what_was_changed_and_not_what_the_program_wrote(
    settings: dict[str, Any], program: Saving, tmp_path: Path
) -> None:
    app = ProgramApp(Program(), PackedFile(program))
    app.change("main.py", "print(2)\n")
    (tmp_path / "a b.txt").write_bytes(b"written by the program")
    (tmp_path / "notes.txt").write_bytes(b"secret")

    assert result(app.files()) == {
        "main.py": b"print(2)\n",
        "a b.txt": b"one\r\ntwo\r\n",
        "pic.bin": b"\0\1",
    }
