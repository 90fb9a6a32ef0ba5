from pathlib import Path

import pytest

from pagelet.errors import ConfigError
from pagelet_cli.app import App
from pagelet_cli.config import read_config
from tests.cli.conftest import Project


def test_without_a_file_everything_is_empty(tmp_path: Path) -> None:
    config = read_config(tmp_path)

    assert (config.path, config.title, config.packages, config.files) == (None, None, (), {})


def test_our_own_file_comes_before_those_of_pyscript(tmp_path: Path) -> None:
    (tmp_path / "pyscript.json").write_text('{"name": "json"}')
    assert read_config(tmp_path).title == "json"
    (tmp_path / "pyscript.toml").write_text('name = "toml"')
    assert read_config(tmp_path).title == "toml"
    (tmp_path / "pagelet.toml").write_text('name = "ours"')
    assert read_config(tmp_path).title == "ours"


def test_a_title_comes_before_a_name(tmp_path: Path) -> None:
    (tmp_path / "pagelet.toml").write_text('name = "short"\ntitle = "The long one"')

    assert read_config(tmp_path).title == "The long one"


def test_keys_that_only_the_page_knows_are_kept(tmp_path: Path) -> None:
    (tmp_path / "pagelet.toml").write_text('plugins = ["!error"]')

    assert read_config(tmp_path).everything == {"plugins": ["!error"]}


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        (
            "broken-toml",
            [
                "pagelet.toml is not valid TOML: Invalid value.",
                "  where: pagelet.toml, line 2, column 8",
                '  try:   Correct that line; text needs quotes, as in name = "My app".',
            ],
        ),
        (
            "broken-json",
            [
                "pyscript.json is not valid JSON: Expecting property name enclosed in "
                "double quotes.",
                "  where: pyscript.json, line 3, column 1",
                "  try:   Correct that place; look for a missing comma, quote or bracket.",
            ],
        ),
        (
            "list-json",
            [
                "pyscript.json holds a list.",
                "  where: pyscript.json",
                '  try:   Write an object, such as {"name": "My app"}.',
            ],
        ),
        (
            "wrong-toml-value",
            [
                "'packages' in pagelet.toml is text.",
                "  where: pagelet.toml",
                '  try:   Write a list of names: packages = ["one", "two"].',
            ],
        ),
    ],
)
def test_what_is_wrong_is_said_and_does_not_keep_the_app_from_opening(
    project: Project, folder: str, message: list[str]
) -> None:
    app = App.open(project(folder))

    assert [str(fault).splitlines() for fault in app.faults] == [message]
    assert app.entry.name == "index.html"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("name = 3", "'name' in pagelet.toml is a number."),
        ("title = true", "'title' in pagelet.toml is true or false."),
        ("description = 2026-11-22", "'description' in pagelet.toml is a date or time."),
        ("packages = [1]", "'packages' in pagelet.toml is a list with a number in it."),
        ("files = ['a']", "'files' in pagelet.toml is a list."),
        ("files = {a = 1.5}", "'files' in pagelet.toml is a table with a number in it."),
    ],
)
def test_the_kind_of_a_wrong_value_is_named(tmp_path: Path, line: str, what: str) -> None:
    (tmp_path / "pagelet.toml").write_text(line)

    with pytest.raises(ConfigError) as caught:
        read_config(tmp_path)

    assert caught.value.what == what


def test_null_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "pyscript.json").write_text('{"name": null}')

    with pytest.raises(ConfigError, match=r"'name' in pyscript\.json is null\."):
        read_config(tmp_path)


def test_a_configuration_that_is_not_utf8_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "index.html").touch()
    (tmp_path / "pagelet.toml").write_bytes('name = "Café"'.encode("latin-1"))

    (fault,) = App.open(tmp_path).faults

    assert fault.what == "The file 'pagelet.toml' is not UTF-8 text."
