import sys
from pathlib import Path

import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.app import App
from pagelet_cli.new import TEMPLATES

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("words", "made", "shown"),
    [
        (["hello"], ["hello.py"], "hello.py"),
        (["hello.py"], ["hello.py"], "hello.py"),
        (["hello.html"], ["hello.html"], "hello.html"),
        (["program", "hello"], ["hello.py"], "hello.py"),
        (["program", "hello.py"], ["hello.py"], "hello.py"),
        (["tag", "hello"], ["hello.html"], "hello.html"),
        (["program", "größe_2"], ["größe_2.py"], "größe_2.py"),
        (
            ["folder", "hello"],
            ["hello/index.html", "hello/main.py", "hello/pagelet.toml", "hello/style.css"],
            "hello",
        ),
    ],
)
def test_an_app_is_made_and_can_be_opened(
    words: list[str], made: list[str], shown: str, tmp_path: Path, capsys: Captured
) -> None:
    assert main(["new", *words]) == 0

    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert [path.relative_to(tmp_path).as_posix() for path in files] == made
    assert not [path for path in files if "{{" in path.read_text(encoding="utf-8")]
    app = App.open(tmp_path / shown)
    assert (app.faults, app.notes) == ((), ())
    slash = "/" if shown == "hello" else ""
    assert capsys.readouterr().out.splitlines() == [
        f"Made {shown}{slash}. Next:",
        f"  pagelet run {shown}",
    ]


def test_the_title_is_made_from_the_name(tmp_path: Path) -> None:
    assert main(["new", "tag", "my-first_page"]) == 0
    assert "<title>My first page</title>" in (tmp_path / "my-first_page.html").read_text()


def test_the_templates_are_python_that_compiles() -> None:
    folder = Path(sys.modules["pagelet_cli.new"].__file__ or "").parent / "templates"
    programs = list(folder.rglob("*.py"))

    assert len(programs) == 2
    for program in programs:
        compile(program.read_text(encoding="utf-8"), program.name, "exec")


@pytest.mark.parametrize("template", TEMPLATES)
def test_nothing_is_overwritten(template: str, tmp_path: Path, capsys: Captured) -> None:
    assert main(["new", template, "hello"]) == 0
    (made,) = tmp_path.iterdir()
    for path in [made] if made.is_file() else made.iterdir():
        path.write_text("mine")
    capsys.readouterr()

    assert main(["new", template, "hello"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        f"'{made.name}' is there already; nothing was changed.",
        f"  where: {tmp_path}",
        "  try:   Choose another name, or delete it first.",
    ]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.read_text() for path in files} == {"mine"}


CALL = "  where: pagelet new [TEMPLATE] NAME"
NAME = "  where: the name of the new app"
RULE = "  try:   Use letters, digits, - and _, beginning with a letter or a digit"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            [],
            [
                "The name of the new app is missing.",
                CALL,
                "  try:   Write for example: pagelet new program my-app",
            ],
        ),
        (
            ["tag"],
            [
                "The name of the new app is missing.",
                CALL,
                "  try:   Write for example: pagelet new tag my-app",
            ],
        ),
        (
            ["tag", "my", "app"],
            [
                "There are too many words; a name has no spaces.",
                CALL,
                "  try:   Write for example: pagelet new tag my-app",
            ],
        ),
        (
            ["programme", "hello"],
            ["There is no template 'programme'.", CALL, "  try:   Did you mean 'program'?"],
        ),
        (
            ["xyz", "hello"],
            [
                "There is no template 'xyz'.",
                CALL,
                "  try:   Templates: tag (a web page with Python in it), program (a Python "
                "program), folder (a page, its Python, its style and its settings, in a folder).",
            ],
        ),
        (["my app"], ["'my app' cannot be the name of an app.", NAME, f"{RULE}: 'my-app'."]),
        (["../up"], ["'../up' cannot be the name of an app.", NAME, f"{RULE}: 'up'."]),
        (["a/b"], ["'a/b' cannot be the name of an app.", NAME, f"{RULE}: 'b'."]),
        (["_x"], ["'_x' cannot be the name of an app.", NAME, f"{RULE}: 'x'."]),
        (["?"], ["'?' cannot be the name of an app.", NAME, f"{RULE}, such as 'my-app'."]),
        (["con"], ["'con' cannot be the name of an app.", NAME, f"{RULE}, such as 'my-app'."]),
        (["tag", "x.py"], ["'x.py' cannot be the name of an app.", NAME, f"{RULE}: 'x-py'."]),
        (
            ["random"],
            [
                "'random' is the name of one of Python's own modules, "
                "which a file called random.py would hide.",
                NAME,
                "  try:   Choose another name, such as 'my-random'.",
            ],
        ),
    ],
)
def test_words_that_name_no_new_app_are_explained(
    words: list[str], message: list[str], tmp_path: Path, capsys: Captured
) -> None:
    assert main(["new", *words]) == 2
    assert capsys.readouterr().err.splitlines() == message
    assert list(tmp_path.iterdir()) == []
