"""Where the file of `pagelet pack --online` takes Python from: a folder of `pagelet dist`."""

import os
import re
from dataclasses import dataclass

from pagelet_cli.app import App
from pagelet_cli.dist_files import DistFiles, integrity_of
from pagelet_cli.errors import CallError
from pagelet_cli.version import version
from pagelet_cli.web import BARE, CHARACTERS, GLUE, MICROPIP, PYTHON_ARCHIVE, SNAPSHOT, STDLIB

RUNTIME_KEY = "runtime"
RUNTIME_VARIABLE = "PAGELET_RUNTIME"
# What a page can begin without.
_LATER = (STDLIB, PYTHON_ARCHIVE, MICROPIP, CHARACTERS)
# All else that an app needs is small, and stands in the file.
LARGE = (SNAPSHOT, BARE, GLUE, *_LATER)

_ADDRESS = re.compile(r"https?://[^\s/;,'\"<>*]+(/[^\s;,'\"<>]*)?")
_VERSION = re.compile(r"/[^/]+-[0-9a-f]{8}/$")
OPTION = "the option --online"
_EXAMPLE = "https://school.example/pagelet/"


@dataclass(frozen=True)
class Online:
    """A version of Pagelet on a server."""

    address: str
    """Of its folder; it ends in "/"."""
    version: DistFiles

    def described(self, names: set[str], *, has_worker: bool) -> dict[str, object]:
        """Return what the page has to know to load these files.

        Args:
            names: those that the app needs.
            has_worker: whether it has workers, which must get all at once.
        """
        return {
            "address": self.address,
            "version": version(),
            "files": {name: self._file(name, has_worker) for name in LARGE if name in names},
        }

    def _file(self, name: str, has_worker: bool) -> dict[str, object]:
        files = self.version.files
        # Not all servers compress it.
        sent = f"{name}.gzip" if f"{name}.gzip" in files else name
        described: dict[str, object] = {"size": len(files[name]), "sent": sent}
        described["integrity"] = integrity_of(files[sent])
        if name in _LATER and not has_worker:
            described["later"] = True
        return described


def check_address(said: object, where: str) -> None:
    """Raise CallError unless this is an address on a web server."""
    if not isinstance(said, str) or not _ADDRESS.fullmatch(said):
        raise CallError(
            f"'{said}' is no address of a folder on a web server.",
            where=where,
            hint=f"Write the whole address, behind the app's name: --online {_EXAMPLE}",
        )


def online(app: App, given: str, made: DistFiles) -> Online:
    """Return where the app takes Python from.

    Args:
        app: whose settings may say it.
        given: what the option says, "" if it says nothing.
        made: the files that have to be there.

    Raises:
        CallError: nothing says it, or it is no such address.
    """
    said, where = given, OPTION
    if not said and app.config.path:
        said = app.config.everything.get(RUNTIME_KEY, "")
        where = f"'{RUNTIME_KEY}' in {app.config.path.name}"
    if not said:
        said, where = os.environ.get(RUNTIME_VARIABLE, ""), f"the variable {RUNTIME_VARIABLE}"
    if not said:
        raise CallError(
            "No address is known from which the file could take Python.",
            where=f"{OPTION}, '{RUNTIME_KEY}' in pagelet.toml, the variable {RUNTIME_VARIABLE}",
            hint="Make a folder with 'pagelet dist pagelet', put it on a web server, and name its "
            f"address: --online {_EXAMPLE}",
        )
    check_address(said, where)
    address = said.partition("#")[0].partition("?")[0].removesuffix("pagelet.js")
    address = address if address.endswith("/") else f"{address}/"
    if address.endswith(f"/{made.folder}/"):
        return Online(address, made)
    if found := _VERSION.search(address):
        raise CallError(
            f"The address names the version {found[0].strip('/')}, and this Pagelet is "
            f"{made.folder}: the file would not start with it.",
            where=f"{where}: {said}",
            hint="Run 'pagelet dist' here for the folder on the server, and name the folder "
            f"without a version: {address[: found.start()]}/",
        )
    return Online(f"{address}{made.folder}/", made)
