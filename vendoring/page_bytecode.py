"""Compile the page's own Python (src/pagelet, compat) into src/pagelet_web/bytecode.zip.

The command line takes a file from there only if it was made from the very source that it has, so
bytecode that is out of date costs time and nothing else. Used by hatch_build.py and scripts.
"""

import json
import sys
import tempfile
import zipfile
from pathlib import Path

from vendoring.vendor import PATIENCE, PYODIDE, ROOT, VENDOR, VENDORING, run_node

sys.path.insert(0, str(ROOT / "src"))

from pagelet_cli.web import BYTECODE, PYTHON_ARCHIVE, page_sources, source_hash

WEB = ROOT / "src/pagelet_web"
TARGET = WEB / BYTECODE


def is_current() -> bool:
    """Whether the bytecode is that of the sources as they are now."""
    if not TARGET.is_file():
        return False
    with zipfile.ZipFile(TARGET) as archive:
        return bool(archive.comment == _hashes())


def compile_page() -> None:
    """Make the bytecode anew, unless it is current.

    Raises:
        VendoringError: Node or Pyodide failed.
    """
    if is_current():
        return
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="bytecode-") as folder:
        sources, compiled = Path(folder) / "sources.zip", Path(folder) / "compiled.zip"
        with zipfile.ZipFile(sources, "w") as archive:
            for name, path in _python_sources().items():
                archive.write(path, name)
        run_node(
            [VENDORING / "bytecode.mjs", VENDOR / PYODIDE, compiled, sources, _place()],
            patience=PATIENCE,
            failure="Pyodide could not compile the page's Python.",
            hint="see what Node says above; if it is not clear, please report it",
        )
        with zipfile.ZipFile(compiled, "a") as archive:
            archive.comment = _hashes()
        compiled.rename(TARGET)


def _place() -> str:
    """Where pages have the archive (see loader/runtime.js)."""
    return f"/lib/{PYTHON_ARCHIVE}"


def _python_sources() -> dict[str, Path]:
    sources = page_sources(WEB, ROOT / "src/pagelet")
    return {name: path for name, path in sources.items() if path.suffix == ".py"}


def _hashes() -> bytes:
    sources = _python_sources()
    hashes = {name: source_hash(path.read_bytes()) for name, path in sources.items()}
    return json.dumps(hashes).encode()


if __name__ == "__main__":
    compile_page()
