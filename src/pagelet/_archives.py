"""What is not in the snapshot that Python was restored from: archives of modules, and tables.

What most pages need is in the snapshot, so an archive is fetched only when something is read from
it (loader/snapshot.js). What it holds is known without that. The same goes for the tables of
characters, which a few modules in C read: the snapshot has zeros in their place.
"""

import re
import sys
import zipfile
import zipimport
from collections.abc import Callable, Iterable
from importlib import metadata
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from pagelet import _characters
from pagelet._host import host

STDLIB = "/lib/python314.zip"
LIBRARY = "/lib/pagelet.zip"
MICROPIP = "/lib/micropip.zip"
CHARACTERS = "/lib/characters.bin"

# Who reads the tables of characters (vendoring/characters.mjs).
OF_CHARACTERS = frozenset({_characters.NAME, "_multibytecodec", "_codecs_iso2022"}) | {
    f"_codecs_{land}" for land in ("cn", "hk", "jp", "kr", "tw")
}

Result = TypeVar("Result")

_IMPORTS = re.compile(r"^[ \t]*(?:from[ \t]+([\w.]+)|import[ \t]+([\w., \t]+))", re.MULTILINE)


class Archive(zipimport.zipimporter):
    """Imports from an archive that never changes, so that its directory is read only once."""

    def __init__(self, path: str) -> None:
        if not path.startswith((STDLIB, LIBRARY, MICROPIP)):
            raise zipimport.ZipImportError(f"not an archive of ours: {path!r}", path=path)
        super().__init__(path)

    def find_spec(self, fullname: str, target: ModuleType | None = None) -> ModuleSpec | None:
        """Return where a module is in the archive, None if it is not there.

        Raises:
            ImportError: the archive is not here yet and cannot be fetched.
        """
        find = super().find_spec
        return _reading(self.archive, fullname, lambda: find(fullname, target))

    def invalidate_caches(self) -> None:
        """Keep what is known of the archive."""


class Characters:
    """Puts the tables of characters in their place before a module is imported that reads them."""

    def __init__(self) -> None:
        self._readers = OF_CHARACTERS

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """Leave it to others to find a module.

        Raises:
            ImportError: it reads the tables, and they cannot be fetched.
        """
        if fullname in self._readers:
            content = _reading(CHARACTERS, fullname, Path(CHARACTERS).read_bytes)
            # Where they belong and their sizes, up to a zero; then the tables.
            places = iter(memoryview(content[: len(content) // 4 * 4]).cast("I"))
            parts = [(at, next(places)) for at in iter(lambda: next(places), 0)]
            begin = 4 * (2 * len(parts) + 1)
            for address, size in parts:
                host.write_memory(address, content[begin : begin + size])
                begin += size
            # Python goes through the finders just now, so this one stays among them.
            self._readers = frozenset()


def _reading(path: str, module: str, read: Callable[[], Result]) -> Result:
    """Return what `read` returns, which reads the file at `path` to import a module.

    Raises:
        ImportError: the file is not here yet and cannot be fetched.
    """
    try:
        return read()
    except OSError:
        # Fetched at once, it comes neither from a service worker nor from its cache. Where Python
        # can wait, it does.
        if host.can_wait():
            host.wait(host.fetch_ahead([path]))
    try:
        return read()
    except OSError as error:
        message = f"'{module}' is in a part of Python that could not be fetched"
        if host.saving:
            # Of a file that was packed.
            message = (
                f"The module '{module}' is not in this file: it seemed that the app does not need "
                "it. What to do: pack the app again, with `pagelet pack --whole`."
            )
        raise ImportError(message, name=module) from error


class Metadata(metadata.FastPath):  # type: ignore[misc, name-defined]
    """What `importlib.metadata` finds in an archive; it is only read for what is there."""

    def search(self, prepared: Any) -> Iterable[Any]:
        """Return where the metadata are of the package that is looked for, or of all."""
        is_there = self.root == MICROPIP and prepared.normalized in (None, "micropip")
        return super().search(prepared) if is_there else ()


# The modules and packages that have to be fetched, and where they are.
_homes: dict[str, str] = {}


def keep_directories() -> None:
    """Remember what is in the archives; called before the snapshot is made."""
    sys.path_hooks.insert(0, Archive)
    sys.meta_path.insert(0, Characters())
    sys.modules[_characters.NAME] = _characters.Unicodedata()
    sys.path_importer_cache.clear()
    for path in (STDLIB, LIBRARY, MICROPIP):
        with zipfile.ZipFile(path) as archive:
            tops = {name.partition("/")[0].partition(".")[0] for name in archive.namelist()}
        _homes.update(dict.fromkeys(sorted(tops), path))
        # There is one of each path, which is found again.
        metadata.FastPath(path).__class__ = Metadata  # type: ignore[attr-defined]
    _homes.update(dict.fromkeys(sorted(OF_CHARACTERS), CHARACTERS))


def imported(code: str) -> set[str]:
    """Return the names of the modules that Python code seems to import."""
    names: set[str] = set()
    for module, modules in _IMPORTS.findall(code):
        names.update(part.split()[0] for part in (module or modules).split(",") if part.split())
    return names


def _is_there(module: str) -> bool:
    return not isinstance(sys.modules.get(module), _characters.Unicodedata | None)


async def fetch_for(code: str) -> None:
    """Fetch the archives that Python code imports from, so that the page need not stand still then.

    Reading the imports is quick, but misses those of the modules that are imported.
    """
    missing = {name for name in imported(code) if not _is_there(name)}
    if found := {_homes[top] for name in missing if (top := name.partition(".")[0]) in _homes}:
        await host.fetch_ahead(sorted(found))
