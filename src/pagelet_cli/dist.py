"""`pagelet dist`: the files for the browser, to put on any server."""

import re
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pagelet_cli.app import listed
from pagelet_cli.compress import forms_of
from pagelet_cli.errors import CallError, cannot_write

README = "README.txt"
# Opens links that `pagelet share` makes.
PLAYER = "player.html"
DIST_MARK = "Pagelet, for your own server"

_VERSION = re.compile(r".+-[0-9a-f]{8}")
# What Pagelet's versions before this one had at the top, all of it.
_EARLIER = frozenset(
    {
        *("canvas", "editor", "loader", "packed", "player", "terminal", "turtle", "vendor"),
        *("pagelet-service.js", "pagelet.zip", "program.html", "snapshot.bin"),
        "snapshot.bin.gzip",
    }
)


class Version(Protocol):
    """What is written (pagelet_cli.dist_files.DistFiles)."""

    @property
    def folder(self) -> str:
        """The name of the version's folder."""

    def with_readme(self, name: str) -> Mapping[str, bytes]:
        """Return its content, if the folder above it has this name."""

    def top(self, name: str) -> Mapping[str, bytes]:
        """Return what stands beside it."""


@dataclass(frozen=True)
class Written:
    """What `dist` wrote."""

    folder: Path
    version: str
    """The name of the version's folder in it."""
    files: int
    size: int
    older: tuple[str, ...]
    """The folders of other versions, which are still there."""


def dist(
    folder: Path,
    version: Version,
    *,
    force: bool = False,
    on_file: Callable[[int], None] = lambda size: None,
) -> Written:
    """Write a version into `folder`, all of it or nothing; `on_file` gets the size of each file.

    Folders of other versions stay as they are: pages may be using them. Other files in the folder
    are an error; with `force` they stay, unless they have the names of ours.

    Raises:
        CallError: the folder holds something else, or cannot be written.
    """
    try:
        folder = folder.resolve()
        top = version.top(folder.name)
        others = _others(folder, top)
        if others and not force:
            raise CallError(
                f"The folder '{folder.name}' holds other files: {listed(others)}.",
                where=str(folder),
                hint="Name a new folder, or add --force to put Pagelet's files beside them.",
            )
        folder.parent.mkdir(parents=True, exist_ok=True)
        own = version.with_readme(folder.name)
        # On the same disk as the target: so what is finished only has to be renamed.
        beside = folder if folder.exists() else folder.parent
        with tempfile.TemporaryDirectory(dir=beside, prefix=".pagelet-dist-") as work:
            new = Path(work) / "new"
            if not _is_whole(folder / version.folder, own):
                _write(own, new / version.folder, on_file)
            for name, content in top.items():
                new.mkdir(exist_ok=True)
                (new / name).write_bytes(content)
            _put(new, folder, Path(work) / "old")
        older = [name for name in _versions_in(folder) if name != version.folder]
    except OSError as error:
        raise cannot_write("folder", folder, error) from error
    files = [*own.values(), *top.values()]
    return Written(folder, version.folder, len(files), sum(map(len, files)), tuple(older))


def is_made_by_dist(folder: Path) -> bool:
    """Return whether `dist` has made what is in `folder`."""
    readme = folder / README
    return readme.is_file() and readme.read_bytes().startswith(DIST_MARK.encode())


def _versions_in(folder: Path) -> list[str]:
    return sorted(
        path.name
        for path in folder.iterdir()
        if _VERSION.fullmatch(path.name) and is_made_by_dist(path)
    )


def _others(folder: Path, top: Mapping[str, bytes]) -> list[str]:
    """Return what stands in `folder` and was not put there by an earlier `dist`."""
    if not folder.exists():
        return []
    present = sorted(path.name for path in folder.iterdir())
    if not is_made_by_dist(folder):
        return present
    ours = {*top, *_EARLIER, *_versions_in(folder)}
    return [name for name in present if name not in ours]


def _is_whole(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Return whether these files are in a folder that was written before, as they should be."""
    return all(
        (folder / name).is_file() and (folder / name).read_bytes() == content
        for name, content in files.items()
    )


def _write(files: Mapping[str, bytes], folder: Path, on_file: Callable[[int], None]) -> None:
    def write(name: str) -> int:
        target, content = folder / name, files[name]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        for ending, form in forms_of(name, content, files.get(f"{name}.gzip")).items():
            target.with_name(target.name + ending).write_bytes(form)
        return len(content)

    # What compresses lets other threads work.
    with ThreadPoolExecutor() as pool:
        for size in pool.map(write, sorted(files, key=lambda name: -len(files[name]))):
            on_file(size)


def _put(new: Path, folder: Path, old: Path) -> None:
    """Move what is in `new` into `folder`, and what it replaces there into `old`."""
    if not folder.exists():
        new.rename(folder)
        return
    old.mkdir()
    earlier = [name for name in _EARLIER if is_made_by_dist(folder) and (folder / name).exists()]
    try:
        # First the version, then what leads to it.
        for path in sorted(new.iterdir(), key=lambda path: (path.is_file(), path.name)):
            target = folder / path.name
            if target.exists():
                target.rename(old / path.name)
            path.rename(target)
        for name in earlier:
            (folder / name).rename(old / name)
    except OSError:
        for path in sorted(old.iterdir()):
            target = folder / path.name
            if target.exists():
                target.rename(new / path.name)
            path.rename(target)
        raise
