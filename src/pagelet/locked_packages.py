"""Packages that the host has found for this page: each is loaded when it is first imported.

The host writes a table of them into the page: names, versions, addresses, the modules that each
brings and the packages that each needs. Nothing is searched for here.
"""

import importlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

from pagelet import blocking, installer
from pagelet._host import host
from pagelet.errors import DownloadError, PageletError

TABLE = "pagelet-packages"
_ADDRESS = re.compile(r"\.(whl|toml|json)($|\?)")


@dataclass(frozen=True)
class Locked:
    """One package of the table."""

    name: str
    version: str
    url: str
    size: int
    modules: tuple[str, ...]
    needs: tuple[str, ...]
    entry_points: str


class PackageImportError(DownloadError, ImportError):
    """A package could not be loaded where it is imported."""


class Finder(MetaPathFinder):
    """Loads the package that brings a module before Python looks for the module."""

    def __init__(self, rows: Iterable[Locked]) -> None:
        self.packages = {row.name: row for row in rows}
        self._by_module: dict[str, list[str]] = {}
        for row in self.packages.values():
            for module in row.modules:
                self._by_module.setdefault(module, []).append(row.name)
        self._loaded: set[str] = set()

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how a module is loaded whose package is there by now; None if none brings it."""
        if path is not None:
            return None
        names = self._to_load(self._by_module.get(fullname, ()))
        if not names:
            return None
        self._wait_until_loaded(fullname, names)
        if module := sys.modules.get(fullname):
            # Other code has imported it meanwhile: there is one of each.
            return ModuleSpec(fullname, _Present(module))
        return PathFinder.find_spec(fullname, None, target)

    def find_distributions(
        self, context: metadata.DistributionFinder.Context | None = None
    ) -> Iterator[metadata.Distribution]:
        """Yield what is known of packages that are not loaded."""
        wanted = normalized(context.name) if context and context.name else None
        for name, row in self.packages.items():
            if name not in self._loaded and wanted in (None, name):
                yield _Distribution(row)

    def closure(self, names: Iterable[str]) -> list[str]:
        """Return the packages with all that they need, in order."""
        found: dict[str, None] = {}
        to_do = list(names)
        while to_do:
            name = to_do.pop(0)
            if name in self.packages and name not in found:
                found[name] = None
                to_do += self.packages[name].needs
        return list(found)

    def brings(self, requirement: str) -> bool:
        """Return whether the package that is asked for is in the table."""
        # One that says where its wheel is ("name @ address") has been found by the host as well.
        is_named = " @ " in requirement or not _ADDRESS.search(requirement)
        return is_named and name_in(requirement) in self.packages

    async def load(self, names: Iterable[str]) -> None:
        """Load packages and all that they need.

        Raises:
            DownloadError: one could not be fetched or is damaged.
        """
        rows = [self.packages[name] for name in self._to_load(names)]
        if not rows:
            return
        size = sum(row.size for row in rows)
        text = f"Loading {_listed(rows)} ({size / 1e6:.1f} MB) …"
        await installer.install_wheels([host.resolve(row.url) for row in rows], text)
        self._loaded.update(row.name for row in rows)
        importlib.invalidate_caches()

    def _to_load(self, names: Iterable[str]) -> list[str]:
        return [name for name in self.closure(names) if name not in self._loaded]

    def _wait_until_loaded(self, module: str, names: list[str]) -> None:
        if not host.can_wait() or host.waits_inside:
            raise PackageImportError(
                f"'{module}' is not loaded yet, and this is no place to wait for it.",
                where=f"the package {self.packages[names[0]].name}",
                hint=f"Write `import {module}` at the top of the program, too: "
                "then it is there when it is needed here.",
            )
        try:
            blocking.wait(self.load(names))
        except PageletError as error:
            raise PackageImportError(error.what, where=error.where, hint=error.hint) from error
        finally:
            host.show_progress(None)


class _Present(Loader):
    """Gives out a module that is there."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module

    def create_module(self, _: ModuleSpec) -> ModuleType:
        """Return it."""
        return self._module

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: it has run, or is running."""


class _Distribution(metadata.Distribution):
    """What is known of a package before it is loaded."""

    def __init__(self, row: Locked) -> None:
        self._row = row

    def read_text(self, filename: str) -> str | None:
        """Return one of its files of metadata, as far as the table tells."""
        if filename == "entry_points.txt":
            return self._row.entry_points or None
        if filename == "top_level.txt":
            return "\n".join(self._row.modules)
        if filename != "METADATA":
            return None
        head = f"Metadata-Version: 2.1\nName: {self._row.name}\nVersion: {self._row.version}\n"
        return head + "".join(f"Requires-Dist: {name}\n" for name in self._row.needs)

    def locate_file(self, path: object) -> None:  # type: ignore[override]
        """Raise FileNotFoundError: its files are not here."""
        raise FileNotFoundError(f"{self._row.name} is not loaded yet: {path}")


_finder: Finder | None = None


def install() -> Finder:
    """Let imports find the packages of the table that stands in the page."""
    global _finder
    if _finder is None:
        rows = json.loads(str(host.document.getElementById(TABLE).textContent))["packages"]
        _finder = Finder(_row(row) for row in rows)
        sys.meta_path.insert(_behind_files(), _finder)
    return _finder


def normalized(name: str) -> str:
    """Return a package's name as all ways to write it are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def name_in(requirement: str) -> str:
    """Return the package's name in a requirement such as 'pandas[excel]>=3'."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement.strip())
    return normalized(found[0]) if found else ""


def _row(row: dict[str, object]) -> Locked:
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Locked(**fields)  # type: ignore[arg-type]


def _behind_files() -> int:
    """Return the place behind the finder of files: what the app has itself comes first."""
    return sys.meta_path.index(PathFinder) + 1 if PathFinder in sys.meta_path else 0


def _listed(rows: Sequence[Locked]) -> str:
    names = ", ".join(row.name for row in rows[:3])
    return names if len(rows) <= 3 else f"{names} and {len(rows) - 3} more"
