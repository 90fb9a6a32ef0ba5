"""`pagelet check`: what in an app needs attention before it runs in a page."""

import ast
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Literal

from pagelet._known_imports import NOT_IN_A_BROWSER
from pagelet_cli.app import App
from pagelet_cli.errors import EncodingError
from pagelet_cli.packages.page_code import TYPES
from pagelet_cli.text import read_text

if TYPE_CHECKING:
    from pagelet_cli.packages.imports import Import

State = Literal["change", "note"]

_PYSCRIPT = re.compile(r"pyscript\.net/|@pyscript/core|/core\.(js|css)([?#]|$)", re.IGNORECASE)
_MICROPYTHON = ("mpy", "mpy-editor", "micropython", "mpy-script", "mpy-config")
_ADDRESS = re.compile(r"\S+\.(json|toml)(\?\S*)?")

# Modules that only MicroPython has, and what CPython has in their place ("" for nothing).
_RENAMED = (
    *("asyncio", "binascii", "collections", "hashlib", "io", "json", "os", "random", "re"),
    *("requests", "struct", "sys", "time", "zlib"),
)
_ONLY_MICROPYTHON = {
    **dict.fromkeys(("machine", "micropython", "mip", "neopixel", "network"), ""),
    **{f"u{name}": name for name in _RENAMED},
    "ulab": "numpy",
}
# Modules that are there, but can do little in a page.
_IN_PART = {
    "multiprocessing": NOT_IN_A_BROWSER["multiprocessing"],
    "socket": "A page reaches servers by the browser only: use urllib.request or requests, or "
    "pyscript.WebSocket.",
    "socketserver": "A page cannot be a server; nobody could reach it.",
    "subprocess": NOT_IN_A_BROWSER["subprocess"],
}
_KNOWN_KEYS = (
    *("name", "title", "description", "type", "version", "interpreter", "packages", "files"),
    *("js_modules", "plugins", "packages_cache", "index_urls", "fetch", "debug", "terminal"),
    *("constraints", "find-links", "network", "overrides", "player", "robots", "runtime"),
    "save-files",
    *("author_name", "author_email", "sync_main_only", "experimental_create_proxy"),
    *("experimental_ffi_timeout", "experimental_remote_packages"),
)


@dataclass(frozen=True)
class Advice:
    """One place that needs attention. A note is no fault: it says what differs."""

    file: str
    line: int
    state: State
    what: str
    hint: str


def check(app: App) -> list[Advice]:
    """Return what needs attention in the app's pages, programs and settings, in order.

    Raises:
        EncodingError: a file is not UTF-8.
    """
    found: set[Advice] = set()
    for name, path in app.files.items():
        ending = path.suffix.lower()
        if app.kind == "page" and ending in (".html", ".htm") and path != app.entry:
            continue
        if ending in (".html", ".htm"):
            found.update(_in_page(name, read_text(path, name)))
        elif ending == ".py":
            found.update(_in_python(name, read_text(path, name)))
        elif name in ("pyscript.toml", "pyscript.json", "pagelet.toml") or _is_named(app, name):
            found.update(_in_settings(name, read_text(path, name), kind=ending[1:]))
    return sorted(found, key=lambda advice: (advice.file, advice.line, advice.what))


def summary(changes: int, notes: int) -> str:
    """Return how much was found, in a sentence."""
    if not changes + notes:
        return "Nothing in it needs attention."
    counted = ((changes, "place to change", "places to change"), (notes, "note", "notes"))
    parts = [f"{number} {one if number == 1 else many}" for number, one, many in counted if number]
    return f"{', '.join(parts)}."


def _is_named(app: App, name: str) -> bool:
    """Return whether the app's page names this file as its settings."""
    if not name.endswith((".toml", ".json")) or app.is_program:
        return False
    try:
        page = read_text(app.entry)
    except EncodingError:
        return False
    return re.search(rf"""(config|src)=["'](\./)?{re.escape(name)}["'?]""", page) is not None


@dataclass
class _Text:
    """The text of an element, and where it begins."""

    kind: str
    line: int
    attributes: Mapping[str, str]
    parts: list[str] = field(default_factory=list)


class _Page(HTMLParser):
    """Finds what is written for PyScript in HTML."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.found: list[Advice] = []
        self._open: _Text | None = None
        self._configs = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        line = self.getpos()[0]
        kind = attributes.get("type", "") if tag == "script" else tag
        if tag == "script" and kind not in TYPES:
            self._loader(line, attributes)
        if tag == "link" and _PYSCRIPT.search(attributes.get("href", "")):
            self._add(line, "change", "A style sheet of PyScript is loaded.", "Leave the line out.")
        if kind in (*TYPES, "py-script", "mpy-script"):
            self._tag(line, kind, attributes)
        if kind in ("py-config", "mpy-config"):
            self._config_tag(line, kind)
        if tag == "script" or kind in ("py-script", "mpy-script", "py-config", "mpy-config"):
            self._open = _Text(kind, line, attributes)

    def _add(self, line: int, state: State, what: str, hint: str) -> None:
        self.found.append(Advice(self.name, line, state, what, hint))

    def _loader(self, line: int, attributes: Mapping[str, str]) -> None:
        src = attributes.get("src", "")
        if _PYSCRIPT.search(src):
            self._add(
                line,
                "change",
                f"The page loads PyScript: {src}",
                'Write <script type="module" src="pagelet.js"></script>; '
                "`pagelet dist` makes the files that it needs.",
            )
        elif "mini-coi" in src:
            self._add(line, "note", "mini-coi is not needed here.", "Leave the line out.")

    def _tag(self, line: int, kind: str, attributes: Mapping[str, str]) -> None:
        if kind in _MICROPYTHON:
            self._add(
                line,
                "note",
                f"<{kind}> runs on CPython: there is no MicroPython here."
                if kind.endswith("-script")
                else f'type="{kind}" runs on CPython: there is no MicroPython here.',
                "Most programs run as they are.",
            )
        if "service-worker" in attributes:
            self._add(
                line,
                "note",
                "service-worker is not needed here.",
                "Leave it out: workers need neither headers nor a service worker of the site's.",
            )
        config = attributes.get("config", "").strip()
        if config and not _ADDRESS.fullmatch(config):
            self.found += _in_settings(self.name, config, first_line=line)

    def _config_tag(self, line: int, kind: str) -> None:
        if kind == "py-config":
            self._configs += 1
        if self._configs > 1:
            self._add(
                line,
                "change",
                "The page has more than one <py-config> (PY0409).",
                "Keep one and put all settings into it.",
            )

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        element, self._open = self._open, None
        if element is None:
            return
        text = "".join(element.parts)
        if element.kind in ("py-config", "mpy-config"):
            kind = element.attributes.get("type", "")
            self.found += _in_settings(self.name, text, kind=kind, first_line=element.line)
        elif element.kind in (*TYPES, "py-script", "mpy-script"):
            self.found += _in_python(self.name, text, first_line=element.line)
        elif tag == "script":
            for number, line in enumerate(text.split("\n"), start=element.line):
                if _PYSCRIPT.search(line):
                    self._add(
                        number,
                        "change",
                        "A script imports from PyScript.",
                        'Import from "./pagelet.js", or from "./storage.js".',
                    )


def _in_page(name: str, text: str) -> list[Advice]:
    page = _Page(name)
    page.feed(text)
    page.close()
    return page.found


def _in_python(name: str, text: str, *, first_line: int = 1) -> Iterator[Advice]:
    # A tag's code may be indented as a whole.
    lines = text.split("\n")
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    try:
        tree = ast.parse("\n".join(line[margin:] for line in lines))
    except (SyntaxError, ValueError, RecursionError):
        # Broken, or newer than the Python that runs this; the page explains it.
        return
    # Here, because few commands need it.
    from pagelet_cli.packages.imports import imports_in_tree

    for each in imports_in_tree(tree):
        yield from _on_import(name, first_line + each.line - 1, each)


def _on_import(name: str, line: int, found: "Import") -> Iterator[Advice]:
    module = found.module
    if module in _ONLY_MICROPYTHON:
        instead = _ONLY_MICROPYTHON[module]
        yield Advice(
            name,
            line,
            "change",
            f"Only MicroPython has a module '{module}'.",
            f"Write: import {instead}"
            if instead
            else "There is nothing like it in a page; leave out what needs it.",
        )
    elif module in _IN_PART:
        what = f"The module '{module}' can do little in a page."
        yield Advice(name, line, "note", what, _IN_PART[module])
    elif module in NOT_IN_A_BROWSER:
        what = f"A page has no module '{module}'."
        state: State = "note" if found.is_guarded else "change"
        yield Advice(name, line, state, what, NOT_IN_A_BROWSER[module])


def _in_settings(name: str, text: str, *, kind: str = "", first_line: int = 1) -> Iterable[Advice]:
    text = text.rstrip()
    is_json = kind == "json" or (not kind and text.strip().startswith("{"))
    try:
        values = json.loads(text) if is_json else tomllib.loads(text)
    except ValueError as error:
        language = "JSON" if is_json else "TOML"
        at = getattr(error, "lineno", None) or int(
            (re.findall(r"line (\d+)", str(error)) or [1])[0]
        )
        yield Advice(
            name,
            first_line + at - 1,
            "change",
            f"The configuration is not valid {language}: {error}.",
            "Correct that place; nothing of the page runs before.",
        )
        return
    if isinstance(values, dict):
        for key, value in values.items():
            line = first_line + _line_of(text, key)
            for state, what, hint in _on_key(key, value):
                yield Advice(name, line, state, what, hint)


def _on_key(key: str, value: Any) -> Iterator[tuple[State, str, str]]:
    if key in ("interpreter", "version"):
        yield "note", f"'{key}' is not used: there is one runtime here.", "Leave it out."
    elif key in ("packages_cache", "sync_main_only") or key.startswith("experimental_"):
        yield "note", f"'{key}' has no effect here.", "Leave it out."
    elif key == "packages" and isinstance(value, list):
        for package in map(str, value):
            if not package.partition("?")[0].endswith((".whl", ".toml", ".json")):
                yield (
                    "note",
                    f"The package '{package}' comes from the web, unless `pagelet run` serves it.",
                    "For a page on another server, put its wheel beside the page and write the "
                    f'file\'s name: "./{package}-….whl".',
                )
    elif key == "packages":
        yield "change", "'packages' is not a list.", 'Write packages = ["./name-1.0-….whl"].'
    elif key == "js_modules" and not (
        isinstance(value, dict) and value.keys() <= {"main", "worker"}
    ):
        yield (
            "change",
            "'js_modules' has neither 'main' nor 'worker' above its modules.",
            'Write [js_modules.main] and below it "./a.js" = "name".',
        )
    elif key not in _KNOWN_KEYS and (near := get_close_matches(key, _KNOWN_KEYS, 1, cutoff=0.8)):
        yield (
            "change",
            f"The configuration has no key '{key}'.",
            f"Did you mean '{near[0]}'? Keys of your own are kept, and read by pyscript.config.",
        )


def _line_of(text: str, key: str) -> int:
    """Return how many lines stand before the one with the key."""
    found = re.search(
        rf"""^[ \t]*\[?["']?{re.escape(key)}\b|["']{re.escape(key)}["']\s*:""", text, re.M
    )
    return text.count("\n", 0, found.start()) if found else 0
