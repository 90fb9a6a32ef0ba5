"""An app's configuration file."""

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pagelet.errors import ConfigError
from pagelet_cli.text import read_text

NAMES = ("pagelet.toml", "pyscript.toml", "pyscript.json")


@dataclass(frozen=True)
class Config:
    """What the configuration says; everything empty where there is no file."""

    path: Path | None = None
    title: str | None = None
    description: str | None = None
    packages: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    everything: Mapping[str, Any] = field(default_factory=dict)
    """All keys, also those that only the page knows."""


def read_config(folder: Path) -> Config:
    """Return the configuration in `folder`, from the first of `NAMES` that exists.

    Raises:
        ConfigError: the file does not parse, or a key has the wrong kind of value.
        EncodingError: the file is not UTF-8.
    """
    path = next((folder / name for name in NAMES if (folder / name).is_file()), None)
    if path is None:
        return Config()
    table = _parse(path)
    for key, (fits, expected) in _EXPECTED.items():
        if key in table and not fits(table[key]):
            raise ConfigError(
                f"'{key}' in {path.name} is {_kind(table[key])}.",
                where=path.name,
                hint=f"Write {expected}.",
            )
    return Config(
        path=path,
        title=table.get("title") or table.get("name"),
        description=table.get("description"),
        packages=tuple(table.get("packages", ())),
        files=table.get("files", {}),
        everything=table,
    )


def _parse(path: Path) -> dict[str, Any]:
    text = read_text(path)
    if path.suffix == ".toml":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            reason, _, place = str(error).rstrip(")").rpartition(" (at ")
            raise _does_not_parse(path, "TOML", reason or str(error), place) from error
    try:
        table = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise _does_not_parse(path, "JSON", error.msg, place) from error
    if not isinstance(table, dict):
        raise ConfigError(
            f"{path.name} holds {_kind(table)}.",
            where=path.name,
            hint='Write an object, such as {"name": "My app"}.',
        )
    return table


def _does_not_parse(path: Path, language: str, reason: str, place: str) -> ConfigError:
    return ConfigError(
        f"{path.name} is not valid {language}: {reason}.",
        where=f"{path.name}, {place}" if place else path.name,
        hint='Correct that line; text needs quotes, as in name = "My app".'
        if language == "TOML"
        else "Correct that place; look for a missing comma, quote or bracket.",
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_table_of_text(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_text, value.values()))


_EXPECTED: dict[str, tuple[Callable[[object], bool], str]] = {
    "name": (_is_text, 'text in quotes: name = "My app"'),
    "title": (_is_text, 'text in quotes: title = "My app"'),
    "description": (_is_text, 'text in quotes: description = "What it does"'),
    "packages": (_is_list_of_text, 'a list of names: packages = ["one", "two"]'),
    "constraints": (_is_list_of_text, 'a list: constraints = ["numpy<3"]'),
    "overrides": (_is_list_of_text, 'a list: overrides = ["numpy>=2"]'),
    "terminal": (_is_yes_or_no, "true or false: terminal = true"),
    "save-files": (_is_yes_or_no, "true or false: save-files = true"),
    "files": (_is_table_of_text, 'a table of source and destination: files = {"data.csv" = ""}'),
}

_KINDS = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


def _kind(value: object) -> str:
    kind = _KINDS.get(type(value), "a date or time")
    if value is None:
        return "null"
    if isinstance(value, list | dict) and value:
        inside = value.values() if isinstance(value, dict) else value
        odd = next((entry for entry in inside if not isinstance(entry, str)), None)
        return f"{kind} with {_kind(odd)} in it" if odd is not None else kind
    return kind
