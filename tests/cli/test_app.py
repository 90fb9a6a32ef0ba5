from pathlib import Path

import pytest

from pagelet_cli.app import CONSOLE, LARGEST_PRELOADED, MOST_PRELOADED, App, app_here
from pagelet_cli.errors import AppError, CallError
from tests.cli.conftest import Project


def test_a_page_brings_its_folder(project: Project) -> None:
    app = App.open(project("page") / "hello.html")

    assert (app.kind, app.entry.name, app.title) == ("page", "hello.html", "hello")
    assert list(app.files) == ["hello.html", "style.css", "images/cat.svg"]
    assert not app.is_program


def test_a_program_brings_what_it_imports_and_names(project: Project) -> None:
    app = App.open(project("program") / "game.py")

    assert (app.kind, app.entry.name, app.title) == ("program", "game.py", "game")
    assert list(app.files) == [
        "data.csv",
        "deep.py",
        "game.py",
        "helper.py",
        "levels/1.txt",
        "levels/2.txt",
        "shapes/__init__.py",
        "shapes/circle.py",
    ]
    assert app.preloaded == tuple(app.files)
    assert app.notes == (
        "also in the app: data.csv, deep.py, helper.py, levels/1.txt, levels/2.txt, "
        "shapes/__init__.py, shapes/circle.py",
    )


def test_a_program_alone_has_nothing_to_note(tmp_path: Path) -> None:
    (tmp_path / "alone.py").write_text("print('hello')")

    assert App.open(tmp_path / "alone.py").notes == ()


def test_a_long_list_of_companions_is_cut(tmp_path: Path) -> None:
    (tmp_path / "sounds").mkdir()
    for number in range(10, 24):
        (tmp_path / f"sounds/{number}.wav").touch()
    (tmp_path / "many.py").write_text("folder = 'sounds/'")

    (note,) = App.open(tmp_path / "many.py").notes

    assert note.startswith("also in the app: sounds/10.wav, sounds/11.wav, ")
    assert note.endswith(", sounds/17.wav and 6 more")


def test_companions_are_found_in_syntax_newer_than_the_host(project: Project) -> None:
    """The page's Python is newer than the oldest one that runs the command line."""
    app = App.open(project("newer-python") / "program.py")

    assert list(app.files) == ["data.csv", "helper.py", "program.py"]


@pytest.mark.parametrize(
    "literal",
    ["", ".", "..", "./", "../", "/", "../outside.txt", ".secret", "no\0thing", "a" * 999],
)
def test_a_literal_brings_nothing_that_is_hidden_or_outside(tmp_path: Path, literal: str) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    (tmp_path / "outside.txt").touch()
    (folder / ".secret").touch()
    (folder / "beside.txt").touch()
    (folder / "program.py").write_text(f"open({literal!r})")

    assert list(App.open(folder / "program.py").files) == ["program.py"]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    (tmp_path / "outside.txt").touch()
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "program.py").write_text("open('link.txt')")

    assert list(App.open(folder / "program.py").files) == ["program.py"]


def test_files_of_the_configuration_belong_to_a_program(tmp_path: Path) -> None:
    (tmp_path / "words.txt").touch()
    (tmp_path / "program.py").touch()
    (tmp_path / "pagelet.toml").write_text('[files]\n"./words.txt" = "lists/"\n')

    assert list(App.open(tmp_path / "program.py").files) == ["program.py", "words.txt"]


def test_a_folder_begins_with_its_index(project: Project) -> None:
    app = App.open(project("folder-with-page"))

    assert (app.kind, app.entry.name, app.title) == ("folder", "index.html", "The counter")
    assert app.config.description == "It counts."
    assert app.config.packages == ("cowsay",)
    assert app.preloaded == ()


def test_a_folder_without_a_page_begins_with_main(project: Project) -> None:
    app = App.open(project("folder-with-program"))

    assert (app.entry.name, app.title, app.is_program) == ("main.py", "Words", True)
    assert app.preloaded == ("main.py", "pyscript.toml", "words.txt")


def test_wheels_of_the_configuration_are_served_but_not_laid_in(tmp_path: Path) -> None:
    """The page installs them; a second copy in the working folder is of no use."""
    for name in ("greetings-1.0-py3-none-any.whl", "other-2.0-py3-none-any.whl"):
        (tmp_path / name).write_bytes(b"PK")
    (tmp_path / "pagelet.toml").write_text('packages = ["./greetings-1.0-py3-none-any.whl"]')
    (tmp_path / "main.py").write_text("import greetings")

    for path in (tmp_path / "main.py", tmp_path):
        app = App.open(path)
        assert "greetings-1.0-py3-none-any.whl" in app.files
        assert "greetings-1.0-py3-none-any.whl" not in app.preloaded
    assert "other-2.0-py3-none-any.whl" not in App.open(tmp_path / "main.py").files


def test_the_only_page_of_a_folder_is_its_entry(project: Project) -> None:
    assert App.open(project("folder-one-page")).entry.name == "only.html"


def test_the_current_folder_is_the_app_if_none_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project("folder-with-page"))

    assert App.open().entry.name == "index.html"


def test_two_pages_without_an_index_are_an_error(project: Project) -> None:
    folder = project("folder-two-pages")

    with pytest.raises(AppError) as caught:
        App.open(folder)

    assert str(caught.value).splitlines() == [
        "The folder 'folder-two-pages' does not say which file to begin with.",
        f"  where: {folder}, which holds a.html, b.html",
        "  try:   Name one (such as a.html) instead of the folder, or call one of them index.html.",
    ]


def test_two_programs_without_a_main_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "one.py").touch()
    (tmp_path / "two.py").touch()

    with pytest.raises(AppError, match=r"or call one of them main\.py\."):
        App.open(tmp_path)


def test_a_folder_without_an_entry_says_what_it_holds(project: Project) -> None:
    folder = project("folder-without-entry")

    with pytest.raises(AppError) as caught:
        App.open(folder)

    assert str(caught.value).splitlines() == [
        "The folder 'folder-without-entry' holds no page and no program.",
        f"  where: {folder}, which holds notes.txt, pictures/",
        "  try:   Put an index.html or a main.py there; `pagelet new` makes one to begin with.",
    ]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="which holds nothing"):
        App.open(tmp_path)


def test_an_index_that_links_out_of_the_folder_is_none(tmp_path: Path) -> None:
    (tmp_path / "outside.html").touch()
    (tmp_path / "app").mkdir()
    (tmp_path / "app/index.html").symlink_to(tmp_path / "outside.html")

    with pytest.raises(AppError, match="holds no page and no program"):
        App.open(tmp_path / "app")


def test_a_misspelt_name_gets_the_near_one(project: Project) -> None:
    folder = project("program")

    with pytest.raises(CallError) as caught:
        App.open(folder / "gaem.py")

    assert str(caught.value).splitlines() == [
        f"There is no file or folder '{folder / 'gaem.py'}'.",
        f"  where: {folder}",
        "  try:   Did you mean 'game.py'?",
    ]


def test_a_name_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(CallError) as caught:
        App.open(tmp_path / "gone" / "game.py")

    assert str(caught.value).splitlines() == [
        f"There is no file or folder '{tmp_path}/gone/game.py'.",
        f"  where: {tmp_path}/gone, which does not exist either",
        "  try:   Check the spelling and the folder.",
    ]


def test_other_kinds_of_files_are_refused(project: Project) -> None:
    path = project("folder-without-entry") / "notes.txt"

    with pytest.raises(CallError) as caught:
        App.open(path)

    assert str(caught.value).splitlines() == [
        "'notes.txt' is not something that Pagelet runs.",
        f"  where: {path}",
        "  try:   Name an .html file, a .py file, or a folder that holds one of them.",
    ]


@pytest.mark.parametrize("name", [".game.py", "{game}.py", ".page.html"])
def test_a_name_that_no_page_could_use_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()

    with pytest.raises(CallError) as caught:
        App.open(path)

    assert str(caught.value).splitlines() == [
        f"An app cannot begin with a file called '{name}'.",
        f"  where: {path}",
        "  try:   Give it a name without braces that does not begin with a dot.",
    ]


def test_an_app_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    """A name that no file system allows stands in for a disk that fails."""
    path = tmp_path / f"{'a' * 300}.py"

    with pytest.raises(AppError) as caught:
        App.open(path)

    what, where, hint = str(caught.value).splitlines()
    assert what == f"'{path.name}' cannot be read: File name too long."
    assert where == f"  where: {path}"
    assert hint == "  try:   Check that the file is there and that you may read it."


def test_a_large_file_is_served_but_not_preloaded(tmp_path: Path) -> None:
    (tmp_path / "main.py").touch()
    with (tmp_path / "film.bin").open("wb") as film:
        film.truncate(LARGEST_PRELOADED + 20_000_000)

    app = App.open(tmp_path)

    assert app.preloaded == ("main.py",)
    assert list(app.files) == ["film.bin", "main.py"]
    assert app.notes == ("not in the program's folder: film.bin (70 MB; the limit is 50 MB)",)


def test_very_many_files_are_not_preloaded(tmp_path: Path) -> None:
    (tmp_path / "main.py").touch()
    for number in range(MOST_PRELOADED):
        (tmp_path / f"{number}.txt").touch()

    app = App.open(tmp_path)

    assert len(app.preloaded) == MOST_PRELOADED
    assert app.notes == ("not in the program's folder: all files after the first 1000",)


def test_a_name_with_braces_is_not_preloaded(tmp_path: Path) -> None:
    (tmp_path / "main.py").touch()
    (tmp_path / "{x}.txt").touch()

    assert App.open(tmp_path).notes == (
        "not in the program's folder: {x}.txt (its name has braces)",
    )


def test_an_app_may_be_broken_and_still_be_opened(project: Project) -> None:
    app = App.open(project("not-utf8") / "program.py")

    assert [fault.what for fault in app.faults] == ["The file 'program.py' is not UTF-8 text."]


def test_where_there_is_no_app_there_is_a_console(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other faults of a folder are not hidden by it."""
    opened = []
    for name in ("folder-without-entry", "folder-with-page", "folder-two-pages"):
        monkeypatch.chdir(project(name))
        opened.append(app_here())

    assert opened == [CONSOLE, Path(), Path()]
    assert App.open(CONSOLE).title == "console"
