"""Compress the largest files of the runtime into src/pagelet_web/compressed.

That takes brotli most of a minute, which nobody who packs or builds an app should wait for. The
command line finds the files by what they were made from, so those that are out of date do no harm.
Used by hatch_build.py.
"""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from vendoring.page_snapshot import WEB
from vendoring.vendor import ROOT

sys.path.insert(0, str(ROOT / "src"))

from pagelet_cli.compress import COMPRESSED, SLOWEST, compress_with, name_of
from pagelet_cli.errors import InstallError
from pagelet_cli.web import PACKED_SNAPSHOT, web_files

TARGET = WEB / COMPRESSED
LARGE = 300_000  # bytes


def is_current() -> bool:
    """Whether all of them are there."""
    return all(target.is_file() for target in _wanted())


def compress() -> None:
    """Compress them anew, those that are not there; others are removed."""
    wanted = _wanted()
    TARGET.mkdir(exist_ok=True)
    for path in TARGET.iterdir():
        if path not in wanted:
            path.unlink()
    # brotli lets other threads work meanwhile.
    with ThreadPoolExecutor() as pool:
        list(pool.map(_compress, wanted.values(), wanted))


def _wanted() -> dict[Path, bytes]:
    """Return the files to be made, and what they are made from."""
    try:
        files = web_files(WEB, ROOT / "src/pagelet")
    except InstallError:
        # They are not there yet.
        return {}
    contents = [
        file.read()
        for name, file in files.items()
        if file.size >= LARGE and name != PACKED_SNAPSHOT
    ]
    # The largest first: so no thread is left with it in the end.
    contents.sort(key=len, reverse=True)
    return {TARGET / name_of(content): content for content in contents}


def _compress(content: bytes, target: Path) -> None:
    if target.is_file():
        return
    half = target.with_suffix(".new")
    half.write_bytes(compress_with(content, quality=SLOWEST))
    half.rename(target)


if __name__ == "__main__":
    compress()
