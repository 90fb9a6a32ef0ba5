"""The settings that stand in a page: in tags, in attributes, and the files that they name."""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePosixPath
from typing import Any

from pagelet_cli.app import PAGE_ENDINGS, App
from pagelet_cli.errors import EncodingError
from pagelet_cli.packages.page_code import is_of_python
from pagelet_cli.text import read_text

_FILE = re.compile(r"(?P<name>[^\s?{}]+\.(json|toml))(\?\S*)?")


@dataclass(frozen=True)
class Settings:
    """A table of settings, and where it stands; its addresses are relative to `folder`."""

    table: dict[str, Any]
    where: str
    folder: PurePosixPath


def settings_of_pages(app: App) -> Iterator[Settings]:
    """Yield the settings of the app's pages, each once; those that cannot be read are left out.

    The page itself explains what is wrong with them.
    """
    seen: set[tuple[str, str]] = set()
    for name, html in pages_of(app):
        page = _Page()
        page.feed(html)
        for text, kind, line in page.found:
            if (text, kind) not in seen:
                seen.add((text, kind))
                yield from _settings(app, name, text, kind, line)


def pages_of(app: App) -> Iterator[tuple[str, str]]:
    """Yield the name and the HTML of each of the app's pages that can be read."""
    for name, path in app.files.items():
        if path.suffix.lower() not in PAGE_ENDINGS:
            continue
        if app.kind == "page" and path != app.entry:
            continue
        try:
            yield name, read_text(path, name)
        except (OSError, EncodingError):
            continue


def _settings(app: App, page: str, text: str, kind: str, line: int) -> Iterator[Settings]:
    folder = PurePosixPath(page).parent
    where = f"{page}, line {line}"
    if named := _FILE.fullmatch(text):
        where = (folder / named["name"]).as_posix()
        kind = named[2]
        path = app.files.get(where)
        if path is None:
            return
        folder = PurePosixPath(where).parent
        try:
            text = read_text(path, where)
        except (OSError, EncodingError):
            return
    is_json = kind == "json" or (not kind and text.startswith("{"))
    try:
        table = json.loads(text) if is_json else tomllib.loads(text)
    except ValueError:
        return
    if isinstance(table, dict):
        yield Settings(table, where, folder)


class _Page(HTMLParser):
    """Finds settings in HTML: their text, their kind, their line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, int]] = []
        self._open: tuple[str, int] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        if is_of_python(tag, about) and about.get("config", "").strip():
            self._add(about["config"], "", line)
        if tag in ("py-config", "mpy-config"):
            if about.get("src"):
                self._add(about["src"], "", line)
            self._open, self._text = (about.get("type", ""), line), ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag in ("py-config", "mpy-config"):
            self._add(self._text, *self._open)
            self._open = None

    def _add(self, text: str, kind: str, line: int) -> None:
        if text.strip():
            self.found.append((text.strip(), kind, line))
