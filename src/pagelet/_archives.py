"""The archives of modules, where Python was restored from a snapshot.

What most pages need is in the snapshot, so an archive is fetched only when something is read from
it (loader/snapshot.js). What it holds is known without that.
"""

import re
import sys
import zipfile
import zipimport
from collections.abc import Iterable
from importlib import metadata
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from pagelet._host import host

STDLIB = "/lib/python314.zip"
LIBRARY = "/lib/pagelet.zip"
MICROPIP = "/lib/micropip.zip"

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
        try:
            return super().find_spec(fullname, target)
        except OSError:
            # Fetched at once, it comes neither from a service worker nor from its cache. Where
            # Python can wait, it does.
            if host.can_wait():
                host.wait(host.fetch_ahead([self.archive]))
        try:
            return super().find_spec(fullname, target)
        except OSError as error:
            raise ImportError(
                f"'{fullname}' is in a part of Python that could not be fetched", name=fullname
            ) from error

    def invalidate_caches(self) -> None:
        """Keep what is known of the archive."""


class Metadata(metadata.FastPath):  # type: ignore[misc, name-defined]
    """What `importlib.metadata` finds in an archive; it is only read for what is there."""

    def search(self, prepared: Any) -> Iterable[Any]:
        """Return where the metadata are of the package that is looked for, or of all."""
        is_there = self.root == MICROPIP and prepared.normalized in (None, "micropip")
        return super().search(prepared) if is_there else ()


# The modules and packages that are in the archives, and in which.
_homes: dict[str, str] = {}


def keep_directories() -> None:
    """Remember what is in the archives; called before the snapshot is made."""
    sys.path_hooks.insert(0, Archive)
    sys.path_importer_cache.clear()
    for path in (STDLIB, LIBRARY, MICROPIP):
        with zipfile.ZipFile(path) as archive:
            tops = {name.partition("/")[0].partition(".")[0] for name in archive.namelist()}
        _homes.update(dict.fromkeys(sorted(tops), path))
        # There is one of each path, which is found again.
        metadata.FastPath(path).__class__ = Metadata  # type: ignore[attr-defined]


def imported(code: str) -> set[str]:
    """Return the names of the modules that Python code seems to import."""
    names: set[str] = set()
    for module, modules in _IMPORTS.findall(code):
        names.update(part.split()[0] for part in (module or modules).split(",") if part.split())
    return names


async def fetch_for(code: str) -> None:
    """Fetch the archives that Python code imports from, so that the page need not stand still then.

    Reading the imports is quick, but misses those of the modules that are imported.
    """
    missing = {name for name in imported(code) if name not in sys.modules}
    if found := {_homes[top] for name in missing if (top := name.partition(".")[0]) in _homes}:
        await host.fetch_ahead(sorted(found))
