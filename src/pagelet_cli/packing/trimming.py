"""Which modules of Python's own library, and of Pagelet's, an app does without.

What most programs use is in the snapshot of Python's memory. The rest is in two archives, whose
directories the snapshot knows: so in a trimmed archive all stands where it stood, and what is left
out is a module that says so, and zeros.
"""

import ast
import base64
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from encodings import aliases
from typing import Any

import pagelet_web
from pagelet_cli.packing.imported import imported
from pagelet_cli.web import SNAPSHOT_MODULES

MODULES = "vendor/pyodide/modules.json"

# What is imported here and there in Python's library for what a page cannot do, or for testing.
# An app has it if its own code imports it.
_ONLY_IF_ASKED_FOR = (
    *("_pydatetime", "_pyrepl", "asyncio.proactor_events", "asyncio.windows_events"),
    *("asyncio.windows_utils", "concurrent.futures.process", "ctypes", "doctest", "ftplib"),
    *("http.server", "multiprocessing", "plistlib", "socketserver", "tracemalloc", "unittest"),
    "xmlrpc",
)
# What is imported by names that stand in no import statement: by Python itself, and by modules.
_ALWAYS = ("_strptime", "encodings.ascii", "encodings.cp1252", "encodings.latin_1", "pickle")
_BY_NAME = {
    "dbm": ("dbm.dumb", "dbm.sqlite3"),
    "sysconfig": ("_sysconfigdata__emscripten_wasm32-emscripten",),
    "xml.sax": ("xml.sax.expatreader",),
}
# Parts of Pagelet's library that few apps use, and a word that stands in all that do.
_PARTS = {
    "pagelet._host.memory": None,
    "pagelet.editor": "editor|donkey",
    "pagelet.games": "game|pgz|canvas",
    "pagelet.turtles": "turtle",
}
_WORD = re.compile(r"[A-Za-z_][\w.-]*")


def needed_modules(
    texts: Iterable[str], sources: Mapping[str, str], wheels: Iterable[bytes]
) -> set[str]:
    """Return the modules of Python's library that an app may import, beyond those in the snapshot.

    Whatever is a module's name, in code or in a text, counts as imported.

    Args:
        texts: all text of the app that is or may hold Python code.
        sources: those modules of Pagelet's library that it gets, by their files.
        wheels: the packages that it gets.
    """
    description = _description()
    imports = {module_of(file): names for file, names in description["imports"].items()}
    ready = _in_snapshot()
    asked = {*_ALWAYS}
    for text in texts:
        asked.update(_named(text, imports))
    for file, source in sources.items():
        asked.update(imported(file, ast.parse(source)))
    for wheel in wheels:
        asked.update(_imported_by_wheel(wheel, imports))
    allowed = {_seldom_part(name) for name in asked} | {None}
    names = {*asked, *(name for module in ready for name in imports.get(module, ()))}
    found: set[str] = set()
    to_do = sorted(names)
    while to_do:
        module = to_do.pop()
        if module in found or module not in imports or _seldom_part(module) not in allowed:
            continue
        found.add(module)
        to_do += [
            *imports[module],
            *_BY_NAME.get(module, ()),
            *([parent] if (parent := module.rpartition(".")[0]) else []),
        ]
    return found - ready


def needed_parts(names: set[str], text: str) -> set[str]:
    """Return those modules of Pagelet's library that an app may use, beyond those in the snapshot.

    Args:
        names: all of them.
        text: all text of the app.
    """
    left_out = [
        part for part, words in _PARTS.items() if words is None or not re.search(words, text)
    ]
    # A worker imports its own `pyscript`, which offers other names (pagelet._restored).
    ready = {name for name in _in_snapshot() if name.partition(".")[0] != "pyscript"}
    return {name for name in names - ready if not name.startswith((*left_out, "-"))}


def trimmed(archive: bytes, keep: set[str]) -> bytes:
    """Return an archive of stored modules with nothing in it but those to `keep`."""
    left_out = base64.b64decode(_description()["left_out"])
    output = bytearray(len(archive))
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        entries = opened.infolist()
        directory = opened.start_dir
    for entry in entries:
        start = entry.header_offset
        content = start + 30 + len(entry.filename.encode()) + len(entry.extra)
        end = content + entry.file_size
        is_module = entry.filename.endswith(".pyc")
        if is_module and module_of(entry.filename) not in keep and entry.file_size > len(left_out):
            output[start:content] = archive[start:content]
            output[content : content + len(left_out)] = left_out
        else:
            output[start:end] = archive[start:end]
    output[directory:] = archive[directory:]
    return bytes(output)


def modules_of(archive: bytes) -> set[str]:
    """Return the names of the modules in an archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {module_of(name) for name in opened.namelist() if name.endswith(".pyc")}


def _description() -> Any:
    """Return what the build says of the modules (vendoring/bytecode.py)."""
    return json.loads((pagelet_web.FOLDER / MODULES).read_text(encoding="utf-8"))


def _in_snapshot() -> set[str]:
    return set(json.loads((pagelet_web.FOLDER / SNAPSHOT_MODULES).read_text(encoding="utf-8")))


def _seldom_part(name: str) -> str | None:
    """Return that part of Python's library to which a module belongs and that is seldom used."""
    return next(
        (part for part in _ONLY_IF_ASKED_FOR if name == part or name.startswith(f"{part}.")), None
    )


def module_of(file: str) -> str:
    """Return the name of the module in a file of an archive."""
    return file.removesuffix(".pyc").removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def _named(text: str, known: Mapping[str, object]) -> Iterator[str]:
    for word in set(_WORD.findall(text)):
        parts = word.split(".")
        for count in range(1, len(parts) + 1):
            name = ".".join(parts[:count])
            if name in known:
                yield name
        codec = word.lower().replace("-", "_")
        yield f"encodings.{aliases.aliases.get(codec, codec)}"


def _imported_by_wheel(wheel: bytes, known: Mapping[str, object]) -> Iterator[str]:
    if not zipfile.is_zipfile(io.BytesIO(wheel)):
        # The page says so when it installs it.
        return
    with zipfile.ZipFile(io.BytesIO(wheel)) as opened:
        for file in opened.namelist():
            if file.endswith(".py"):
                source = opened.read(file)
                try:
                    yield from imported(file, ast.parse(source))
                except (SyntaxError, ValueError, RecursionError):
                    # Newer than the Python that runs this.
                    yield from _named(source.decode("utf-8", "replace"), known)
            elif file.endswith(".so"):
                yield from _named(opened.read(file).decode("latin-1"), known)
