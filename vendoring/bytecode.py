"""Python sources as bytecode, compiled by the very Python that will load it.

Pyodide's npm package carries the standard library as source, which the page would compile anew at
every start; that is more than half of the time a page takes to start. The same goes for our own
page package. This file runs inside Pyodide, loaded by bytecode.mjs, which brings what it imports.
"""

import ast
import base64
import io
import json
import py_compile
import tempfile
import zipfile
from pathlib import Path

from pagelet_cli.packing.imported import imported

# Zip archives cannot hold an earlier date, and a fixed one makes two builds identical.
FIRST_DATE = (1980, 1, 1, 0, 0, 0)


def compile_archive(archive: str) -> bytes:
    """Return the zip archive at the path `archive` with each `.py` replaced by its `.pyc`.

    Tracebacks name the files as if they stood in `archive`. The bytecode is 'unchecked':
    nobody looks for the source when it is loaded. Nothing is deflated, because the page reads
    it faster so and a web server's own compression then makes it a third smaller.
    """
    compiled = io.BytesIO()
    with (
        zipfile.ZipFile(archive) as library,
        zipfile.ZipFile(compiled, "w", zipfile.ZIP_STORED) as output,
        tempfile.TemporaryDirectory() as folder,
    ):
        for name in sorted(library.namelist()):
            if name.endswith("/"):
                continue
            content = library.read(name)
            if name.endswith(".py"):
                content = _bytecode(content, f"{archive}/{name}", Path(folder))
                name += "c"
            output.writestr(zipfile.ZipInfo(name, FIRST_DATE), content)
    return compiled.getvalue()


def _bytecode(source: bytes, shown_as: str, folder: Path) -> bytes:
    source_file, bytecode_file = folder / "module.py", folder / "module.pyc"
    source_file.write_bytes(source)
    py_compile.compile(
        str(source_file),
        cfile=str(bytecode_file),
        dfile=shown_as,
        doraise=True,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    return bytecode_file.read_bytes()


# Stands in the place of a module that an app in one file does without (pagelet_cli.packing).
_LEFT_OUT = b"""
raise ImportError(
    f"The module '{__name__}' is not in this file: it seemed that the app does not import it. "
    "What to do: pack the app again, with `pagelet pack --whole`.",
    name=__name__,
)
"""


def describe_modules(archive: str) -> str:
    """Return JSON: what each module in the zip archive of sources imports, by its file's name.

    Also what to put in a module's place where it is left out, as the text of base64.
    """
    with zipfile.ZipFile(archive) as library, tempfile.TemporaryDirectory() as folder:
        sources = {name: library.read(name) for name in sorted(library.namelist())}
        left_out = _bytecode(_LEFT_OUT, "left_out.py", Path(folder))
    imports = {
        f"{name}c": sorted(set(imported(name, ast.parse(source))))
        for name, source in sources.items()
        if name.endswith(".py")
    }
    return json.dumps({"left_out": base64.b64encode(left_out).decode(), "imports": imports})
