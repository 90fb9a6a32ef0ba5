"""Take the snapshot of Python's memory from which pages start, into src/pagelet_web/snapshot.bin.

The command line sends it only where it was taken of the very Python that it has, so one that is
out of date costs time and nothing else. Used by hatch_build.py and scripts.
"""

import gzip
import sys
import tempfile
from pathlib import Path

from vendoring import page_bytecode
from vendoring.vendor import MICROPIP, PATIENCE, ROOT, VENDOR, VENDORING, run_node

sys.path.insert(0, str(ROOT / "src"))

from pagelet_cli.web import (
    CHARACTERS,
    PACKED_SNAPSHOT,
    PYTHON_ARCHIVE,
    SNAPSHOT,
    SNAPSHOT_MODULES,
    python_archive,
    snapshot_key,
    snapshot_of,
)

WEB = page_bytecode.WEB
PYTHON = ROOT / "src/pagelet"
TARGET = WEB / SNAPSHOT


def is_current() -> bool:
    """Whether the snapshot is that of the sources as they are now."""
    return page_bytecode.is_current() and snapshot_of(WEB, python_archive(WEB, PYTHON)) != ""


def take() -> None:
    """Take the snapshot anew, unless it is current; the bytecode has to be.

    Raises:
        VendoringError: Node or Pyodide failed.
    """
    if is_current():
        return
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="snapshot-") as folder:
        archive, taken = Path(folder) / PYTHON_ARCHIVE, Path(folder) / SNAPSHOT
        modules = Path(folder) / SNAPSHOT_MODULES
        characters = Path(folder) / CHARACTERS
        archive.write_bytes(python_archive(WEB, PYTHON))
        run_node(
            [
                # Python remembers whether it could wait when it started.
                "--experimental-wasm-jspi",
                *(VENDORING / "snapshot.mjs", VENDOR / "pyodide"),
                *(archive, VENDOR / MICROPIP, VENDORING / "snapshot_program.py"),
                *(snapshot_key(WEB, archive.read_bytes()), taken, modules, characters),
            ],
            patience=PATIENCE,
            failure="No snapshot of Python's memory could be taken.",
            hint="see what Node says above; if it is not clear, please report it",
        )
        packed = Path(folder) / PACKED_SNAPSHOT
        # Without a time, so that two builds are the same.
        packed.write_bytes(gzip.compress(taken.read_bytes(), mtime=0))
        packed.rename(WEB / PACKED_SNAPSHOT)
        modules.rename(WEB / SNAPSHOT_MODULES)
        characters.rename(WEB / CHARACTERS)
        taken.rename(TARGET)


if __name__ == "__main__":
    page_bytecode.compile_page()
    take()
