import ast
import html
import json
import re
from pathlib import Path

import pytest

from pagelet_cli.app import App
from pagelet_cli.errors import AppError
from pagelet_cli.pages import error_page, with_reload_client
from pagelet_cli.program_page import program_page
from tests.cli.conftest import Project

CLIENT = '<script type="module" src="/_pagelet/reload.js?seen=s-1"></script>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!doctype html><head><title>T</title>", "</head><body>"),
        ("<HTML><HEAD>", "</HEAD><body>"),
        ("<head><!-- </head> -->", "</head>"),
        ("<head><script>'</head>'</script>", "</head>"),
        ("<head><title></head></title>", "</head >"),
        ("<!doctype html>", "\n<title>No head</title>"),
        ("\n<!-- first -->\n<!DOCTYPE html>", "<body></head></body>"),
        ("", "<p>Nothing but a paragraph"),
        ("", ""),
    ],
)
def test_the_reload_client_breaks_nothing(before: str, after: str) -> None:
    assert with_reload_client(before + after, "s-1") == before + CLIENT + after


def test_the_lines_of_a_page_keep_their_numbers() -> None:
    page = "<!doctype html>\n<head>\n</head>\n<body>\n"

    assert with_reload_client(page, "s-1").count("\n") == page.count("\n")


def test_an_error_page_shows_three_parts_of_each_error() -> None:
    errors = [
        AppError("<b> is wrong.", where="line 1", hint="Mend it."),
        AppError("So is this.", where="line 2", hint="Mend it too."),
    ]

    page = error_page("A & B", errors)

    assert "<title>A &amp; B</title>" in page
    assert page.count('role="alert"') == 2
    assert "<h1>&lt;b&gt; is wrong.</h1>" in page
    assert "<dd>line 1</dd>" in page
    assert "<dd>Mend it too.</dd>" in page


def config_in(page: str) -> dict[str, object]:
    found = re.search(r'<py-config type="json">(.*?)</py-config>', page, re.DOTALL)
    assert found
    config = json.loads(html.unescape(found[1]))
    assert isinstance(config, dict)
    return config


def test_a_program_gets_a_page_with_its_files(project: Project) -> None:
    page = program_page(App.open(project("program") / "game.py"))

    assert "<title>game</title>" in page
    assert "<h1>game</h1>" in page
    assert 'program.start("game.py")' in page
    assert '<script type="module" src="pagelet.js"></script>' in page
    assert config_in(page) == {
        "files": {
            name: name
            for name in (
                "data.csv",
                "deep.py",
                "game.py",
                "helper.py",
                "levels/1.txt",
                "levels/2.txt",
                "shapes/__init__.py",
                "shapes/circle.py",
            )
        }
    }


def test_a_program_page_has_what_its_controller_looks_for(project: Project) -> None:
    page = program_page(App.open(project("program") / "game.py"))

    for name in ("run", "stop", "output", "state"):
        assert page.count(f'id="pagelet-{name}"') == 1


def test_the_configuration_goes_into_the_page(project: Project) -> None:
    page = program_page(App.open(project("folder-with-program")))

    assert "<title>Words</title>" in page
    assert config_in(page) == {
        "title": "Words",
        "packages": ["./words-1.0-py3-none-any.whl"],
        "files": {
            "words.txt": "./lists/words.txt",
            "main.py": "main.py",
            "pyscript.toml": "pyscript.toml",
            "./words.txt": "words.txt",
        },
    }


def test_a_file_that_the_configuration_places_is_not_placed_again(tmp_path: Path) -> None:
    (tmp_path / "main.py").touch()
    (tmp_path / "pagelet.toml").write_text(
        '[files]\n"https://example.org/main.py" = ""\n"x/pagelet.toml" = "./"\n'
    )

    assert config_in(program_page(App.open(tmp_path)))["files"] == {
        "https://example.org/main.py": "",
        "x/pagelet.toml": "./",
    }


def test_dates_in_a_configuration_become_text(tmp_path: Path) -> None:
    (tmp_path / "main.py").touch()
    (tmp_path / "pagelet.toml").write_text("made = 2026-11-22")

    assert config_in(program_page(App.open(tmp_path)))["made"] == "2026-11-22"


def test_names_with_odd_characters_break_neither_page_nor_program(tmp_path: Path) -> None:
    name = "a\"b'<script><!--&amp; \N{SNAKE}#?%:.py"
    (tmp_path / name).write_text("print()")

    page = program_page(App.open(tmp_path / name))

    found = re.search(r"program\.start\((.*)\)\n", page)
    assert found
    assert "<" not in found[1]
    assert ast.literal_eval(found[1]) == name
    assert f"<title>{html.escape(name.removesuffix('.py'))}</title>" in page
    files = config_in(page)["files"]
    assert isinstance(files, dict)
    assert list(files.values()) == [name]
    assert not set(*files) & set("\"'<># ?:")


def test_a_value_is_never_taken_for_a_placeholder(tmp_path: Path) -> None:
    (tmp_path / "main.py").touch()
    (tmp_path / "pagelet.toml").write_text('title = "{{ config }}"')

    assert "<title>{{ config }}</title>" in program_page(App.open(tmp_path))


def test_a_program_says_itself_that_its_files_are_saved(tmp_path: Path) -> None:
    program = tmp_path / "notes.py"
    head = "# /// script\n# [tool.pagelet]\n# save-files = {}\n# ///\n"

    for value, is_saved in (("true", True), ("false", False), ("{", False)):
        program.write_text(head.format(value))
        config = config_in(program_page(App.open(program)))
        assert config.get("save-files", False) is is_saved
