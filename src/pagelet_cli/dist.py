"""`pagelet dist`: the files for the browser, to put on any server."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pagelet_cli.app import listed
from pagelet_cli.errors import CallError, cannot_write
from pagelet_cli.version import version
from pagelet_cli.web import WebFile

README = "README.txt"
# Opens links that `pagelet share` makes.
PLAYER = "player.html"
LINE = '<script type="module" src="{address}pagelet.js"></script>'

_MARK = "Pagelet, for your own server"
_TEXT = """{mark}
version {version}

Put this folder on any web server as it is. Then one line in a page makes its Python tags run:

    {line}

Write in place of … where the folder is, as seen from the page. For example, in a page beside it:

    {example}
    <script type="py">print("Hello from Python!")</script>

The page {player} opens links to apps, which `pagelet share APP --player ADDRESS` makes.

No special headers are needed. The server should send .js files as text/javascript and
.wasm files as application/wasm, which nearly all do; and it saves two thirds of the waiting if it
compresses them, .zip and .bin files included, with gzip or brotli.
"""


@dataclass(frozen=True)
class Written:
    """What `dist` wrote."""

    folder: Path
    files: int
    size: int
    line: str


def dist(
    folder: Path,
    files: Mapping[str, WebFile],
    *,
    force: bool = False,
    on_file: Callable[[int], None] = lambda size: None,
) -> Written:
    """Write `files` into `folder`, all of them or none; `on_file` gets the size of each.

    What an earlier call wrote is replaced. Other files in the folder are an error; with `force`
    they stay, unless they have the names of ours.

    Raises:
        CallError: the folder holds something else, or cannot be written.
    """
    try:
        folder = folder.resolve()
        others = _others(folder, files)
        if others and not force:
            raise CallError(
                f"The folder '{folder.name}' holds other files: {listed(others)}.",
                where=str(folder),
                hint="Name a new folder, or add --force to put Pagelet's files beside them.",
            )
        folder.parent.mkdir(parents=True, exist_ok=True)
        # On the same disk as the target: so what is finished only has to be renamed.
        beside = folder if folder.exists() else folder.parent
        with tempfile.TemporaryDirectory(dir=beside, prefix=".pagelet-dist-") as work:
            new = Path(work) / "new"
            _write(files, new, folder.name, on_file)
            _put(new, folder, Path(work) / "old")
    except OSError as error:
        raise cannot_write("folder", folder, error) from error
    size = sum(file.size for file in files.values())
    return Written(folder, len(files), size, LINE.format(address=f"{folder.name}/"))


def is_made_by_dist(folder: Path) -> bool:
    """Return whether `dist` has made what is in `folder`."""
    readme = folder / README
    return readme.is_file() and readme.read_bytes().startswith(_MARK.encode())


def _others(folder: Path, files: Mapping[str, WebFile]) -> list[str]:
    """Return what stands in `folder` and was not put there by an earlier `dist`."""
    if not folder.exists():
        return []
    present = sorted(path.name for path in folder.iterdir())
    if not is_made_by_dist(folder):
        return present
    ours = {README, *(name.partition("/")[0] for name in files)}
    return [name for name in present if name not in ours]


def _write(
    files: Mapping[str, WebFile], folder: Path, name: str, on_file: Callable[[int], None]
) -> None:
    for path, file in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read())
        on_file(file.size)
    text = _TEXT.format(
        mark=_MARK,
        version=version(),
        player=PLAYER,
        line=LINE.format(address="…/"),
        example=LINE.format(address=f"{name}/"),
    )
    (folder / README).write_text(text, encoding="utf-8")


def _put(new: Path, folder: Path, old: Path) -> None:
    """Move what is in `new` into `folder`, and what it replaces there into `old`."""
    if not folder.exists():
        new.rename(folder)
        return
    old.mkdir()
    try:
        for path in sorted(new.iterdir()):
            target = folder / path.name
            if target.exists():
                target.rename(old / path.name)
            path.rename(target)
    except OSError:
        for path in sorted(old.iterdir()):
            target = folder / path.name
            if target.exists():
                target.rename(new / path.name)
            path.rename(target)
        raise
