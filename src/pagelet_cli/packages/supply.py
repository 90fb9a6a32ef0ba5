"""What an app's page gets of packages; who looks for them is in `supplier`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pagelet_web
from pagelet.errors import PageletError

if TYPE_CHECKING:
    # What they need takes a while to import, and few commands have to.
    from pagelet_cli.packages.asked import Asked
    from pagelet_cli.packages.resolve import Choice
    from pagelet_cli.packages.wheels import Contents

RUNTIME_LIST = pagelet_web.FOLDER / "vendor" / "pyodide" / "pyodide-lock.json"
# Where the page finds the files.
ADDRESS = "/_pagelet/packages/"
# And in what is handed on: a site, or one file.
HANDED_ON = "pagelet-packages/"


@dataclass(frozen=True)
class Supplied:
    """A package that the page gets."""

    choice: "Choice"
    path: Path
    sha256: str
    contents: "Contents"

    @property
    def name(self) -> str:
        """The package's name as names are compared."""
        return self.choice.wheel.name

    @property
    def address(self) -> str:
        """Where the page finds it: another content has another address."""
        return self.address_in(ADDRESS)

    def address_in(self, folder: str) -> str:
        """Return its address if the packages are in another folder than the dev server's."""
        return f"{folder}{self.sha256[:16]}/{self.path.name}"

    @property
    def size(self) -> int:
        """The bytes to be downloaded."""
        return self.path.stat().st_size

    def row(self, folder: str) -> dict[str, object]:
        """Return what the page is told of it (`pagelet.locked_packages`)."""
        return {
            "name": self.name,
            "version": str(self.choice.wheel.version),
            "url": self.address_in(folder),
            "size": self.size,
            "modules": self.contents.modules,
            "needs": self.choice.needs,
            "entry_points": self.contents.entry_points,
        }


@dataclass(frozen=True)
class Supply:
    """What an app's page gets, and what is to be said about it."""

    packages: tuple[Supplied, ...] = ()
    faults: tuple[PageletError, ...] = ()
    notes: tuple[str, ...] = ()
    asked: "Asked | None" = None

    def at(self, address: str) -> Path | None:
        """Return the file that the page finds at an address."""
        return next((each.path for each in self.packages if each.address == address), None)

    def table(self, folder: str = ADDRESS) -> str:
        """Return what a page that finds them in `folder` is told, as JSON; "" for nothing."""
        rows = [each.row(folder) for each in self.packages]
        return json.dumps({"packages": rows}, ensure_ascii=False) if rows else ""


NOTHING = Supply()


@dataclass(frozen=True)
class Options:
    """Where packages are looked for, beyond what the app itself says."""

    folders: tuple[Path, ...] = ()
    indexes: tuple[str, ...] | None = None
    """None: those that pip uses on this machine; none at all: no server is asked."""
    runtime_list: Path = RUNTIME_LIST
    """The list of packages that are built for the runtime."""
