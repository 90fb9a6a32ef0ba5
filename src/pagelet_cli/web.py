"""The files that go to the browser: the loader, the runtime, and the page's Python."""

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pagelet
import pagelet_web
from pagelet_cli.errors import InstallError

PYTHON_ARCHIVE = "pagelet.zip"
BYTECODE = "bytecode.zip"
SNAPSHOT = "snapshot.bin"
# The same for servers that do not compress it; no name that they have ideas about.
PACKED_SNAPSHOT = f"{SNAPSHOT}.gzip"
# The tables of C that are not in it (vendoring/characters.mjs).
CHARACTERS = "snapshot-characters.bin"
# The modules that are in it, for `pagelet pack`.
SNAPSHOT_MODULES = "snapshot-modules.json"
SNAPSHOT_FILES = (SNAPSHOT, PACKED_SNAPSHOT, CHARACTERS)
# What the loader has to know of the other files.
BUILT = "loader/built.js"
STDLIB = "vendor/pyodide/stdlib.zip"
MICROPIP = "vendor/micropip/micropip.zip"
# Pyodide's WebAssembly without its data, which a snapshot holds, and the JavaScript around it.
BARE = "vendor/pyodide/bare/pyodide.asm.wasm"
GLUE = "vendor/pyodide/pyodide.asm.js"
TOP_FILES = ("bridge.js", "pagelet-service.js", "pagelet.css", "pagelet.js", "storage.js")
FOLDERS = ("canvas", "editor", "loader", "terminal", "turtle", "vendor")

# What is of no use to a page that is one file, and so starts from the snapshot.
UNUSED_BY_PACKED = frozenset(
    {"vendor/pyodide/pyodide.asm.wasm", PACKED_SNAPSHOT, "pagelet-service.js"}
)

# What stands in these folders but is of no use to a browser that gets its files from a server.
_NOT_SENT = frozenset({"stamp", "modules.json"})
_NO_FOLDERS_SENT = frozenset({"brotli", "segno"})

# Zip archives cannot hold an earlier date, and a fixed one makes equal content equal bytes.
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class WebFile:
    """One file for the browser: on disk, or made by us."""

    name: str
    source: Path | bytes

    def read(self) -> bytes:
        """Return the content."""
        return self.source if isinstance(self.source, bytes) else self.source.read_bytes()

    @property
    def size(self) -> int:
        """The number of bytes."""
        return len(self.source) if isinstance(self.source, bytes) else self.source.stat().st_size


def web_files(
    web: Path = pagelet_web.FOLDER, python: Path = Path(pagelet.__file__).parent
) -> Mapping[str, WebFile]:
    """Return every file that goes to the browser, by its name relative to `pagelet.js`.

    Raises:
        InstallError: some are not there.
    """
    names = [*TOP_FILES]
    for folder in FOLDERS:
        paths = [path.relative_to(web) for path in _files_below(web / folder)]
        names += [path.as_posix() for path in paths if not _NO_FOLDERS_SENT & {*path.parts}]
    missing = [name for name in TOP_FILES if not (web / name).is_file()]
    missing += [f"{name}/" for name in FOLDERS if not any(_files_below(web / name))]
    if missing:
        raise InstallError(
            f"Pagelet's own files are not complete: {', '.join(missing)} missing.",
            where=str(web),
            hint="Install Pagelet again; in a copy of its repository that is `pip install -e .`.",
        )
    files = {name: WebFile(name, web / name) for name in names}
    library = python_archive(web, python)
    files[PYTHON_ARCHIVE] = WebFile(PYTHON_ARCHIVE, library)
    key = snapshot_of(web, library)
    if key:
        files |= {name: WebFile(name, web / name) for name in SNAPSHOT_FILES}
    later = {
        "characters": CHARACTERS,
        "library": PYTHON_ARCHIVE,
        "stdlib": STDLIB,
        "micropip": MICROPIP,
    }
    sizes = {name: files[file].size for name, file in later.items() if file in files}
    files[BUILT] = WebFile(BUILT, _built_module({"snapshot": key, **sizes}))
    return dict(sorted(files.items()))


def python_archive(web: Path, python: Path) -> bytes:
    """Return the page's Python as a zip: `pagelet/` with a part of segno in it, and `compat/`.

    Where the bytecode of just this source was made when Pagelet was built, it stands in the place
    of the source: a page starts faster so. Nothing is deflated: a web server's own compression
    makes it smaller so.
    """
    bytecode = _bytecode(web)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as output:
        for name, path in page_sources(web, python).items():
            content = path.read_bytes()
            if (name, source_hash(content)) in bytecode:
                content = bytecode[name, source_hash(content)]
                name += "c"
            output.writestr(zipfile.ZipInfo(name, _FIRST_DATE), content)
    return archive.getvalue()


def page_sources(web: Path, python: Path) -> dict[str, Path]:
    """Return the files of the page's Python by their names in the archive, in order."""
    members = {
        f"pagelet/{path.relative_to(python).as_posix()}": path
        for path in _files_below(python)
        if path.suffix == ".py" or path.name == "py.typed"
    }
    compat = web / "compat"
    members |= {path.relative_to(compat).as_posix(): path for path in _files_below(compat)}
    # With its licence.
    segno = _files_below(web / "vendor/segno")
    members |= {f"pagelet/menu/_segno/{path.name}": path for path in segno}
    return dict(sorted(members.items()))


def source_hash(content: bytes) -> str:
    """Return what tells whether bytecode was made from this source."""
    return hashlib.sha256(content).hexdigest()


def _bytecode(web: Path) -> dict[tuple[str, str], bytes]:
    """Return the bytecode that the build made, by the name and the hash of its source."""
    if not (web / BYTECODE).is_file():
        return {}
    with zipfile.ZipFile(web / BYTECODE) as archive:
        hashes = json.loads(archive.comment or b"{}")
        return {(name, made_from): archive.read(f"{name}c") for name, made_from in hashes.items()}


def snapshot_key(web: Path, library: bytes) -> str:
    """Return what tells the snapshot of this Python from all others.

    Args:
        web: the folder of the files for the browser.
        library: the page's Python, as `python_archive` makes it.
    """
    stamp = web / "vendor/stamp"
    digest = hashlib.sha256(stamp.read_bytes() if stamp.is_file() else b"")
    digest.update(library)
    return digest.hexdigest()[:16]


def snapshot_of(web: Path, library: bytes) -> str:
    """Return the key of the snapshot that the build took, "" if it was not of this Python."""
    if not all((web / name).is_file() for name in (*SNAPSHOT_FILES, SNAPSHOT_MODULES)):
        return ""
    with (web / SNAPSHOT).open("rb") as file:
        (length,) = struct.unpack("<I", file.read(4))
        head = json.loads(file.read(length))
    return str(head["key"]) if head["key"] == snapshot_key(web, library) else ""


def _built_module(values: Mapping[str, object]) -> bytes:
    return f"export const built = {json.dumps(values)};\n".encode()


def checkout() -> Path:
    """Return where Pagelet's repository would be, if this is a copy of it and not installed."""
    return pagelet_web.FOLDER.parents[1]


def source_folders() -> list[Path]:
    """Return the folders that a developer of Pagelet itself changes; none in an installed copy."""
    if not (checkout() / "pyproject.toml").is_file():
        return []
    return [Path(pagelet.__file__).parent, pagelet_web.FOLDER]


def _files_below(folder: Path) -> Iterator[Path]:
    return (
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and "__pycache__" not in path.parts
        and not path.name.startswith(".")
        and path.name not in _NOT_SENT
    )
