import io
import json
import re
import sys
import venv
import zipfile
from pathlib import Path

from pagelet_cli.web import source_hash
from tests.package.building import ROOT, build_wheel, files_of, npm_without_network, run

ALLOWED = re.compile(
    r"""
    pagelet/.*\.py | pagelet/py\.typed
    | pagelet_cli/.*\.(py|html|css|js|toml|svg|csv|md) | pagelet_cli/py\.typed
    | pagelet_web/__init__\.py
    | pagelet_web/[a-z-]+\.(js|css|html)
    | pagelet_web/bytecode\.zip
    | pagelet_web/snapshot\.bin(\.gzip)?
    | pagelet_web/snapshot-characters\.bin
    | pagelet_web/snapshot-modules\.json
    | pagelet_web/compressed/[0-9a-f]+\.br
    | pagelet_web/(canvas|console|dev|dist|editor|loader)/.*\.(js|css|html)
    | pagelet_web/(packed|player|terminal|turtle)/.*\.(js|css|html)
    | pagelet_web/site/[a-z-]+\.(js|svg)
    | pagelet_web/compat/.*\.py
    | pagelet_web/vendor/(brotli|codemirror|marked|micropip|pyodide|segno|xterm)/.*
    | pagelet_web/vendor/stamp
    | pagelet-[^/]*\.dist-info/.*
    """,
    re.VERBOSE,
)


def test_wheel_holds_what_it_should_and_nothing_else(wheel: Path) -> None:
    """Page package, command line, loader and runtime; no tests, no node_modules, no caches."""
    names = set(files_of(wheel))

    assert {name for name in names if not ALLOWED.fullmatch(name)} == set()
    assert {
        "pagelet/__init__.py",
        "pagelet_cli/__main__.py",
        "pagelet_web/pagelet.js",
        "pagelet_web/pagelet.css",
        "pagelet_web/pagelet-service.js",
        "pagelet_web/compat/pyscript/__init__.py",
        "pagelet_web/bytecode.zip",
        "pagelet_web/snapshot.bin",
        "pagelet_web/snapshot.bin.gzip",
        "pagelet_web/snapshot-characters.bin",
        "pagelet_web/snapshot-modules.json",
        "pagelet_web/packed/packed.js",
        "pagelet_web/vendor/brotli/LICENSE",
        "pagelet_web/vendor/brotli/brotli.wasm",
        "pagelet_web/vendor/pyodide/modules.json",
        "pagelet_web/vendor/codemirror/LICENSES",
        "pagelet_web/vendor/codemirror/codemirror.js",
        "pagelet_web/vendor/marked/LICENSE",
        "pagelet_web/vendor/marked/marked.esm.js",
        "pagelet_web/vendor/micropip/LICENSES",
        "pagelet_web/vendor/segno/LICENSE",
        "pagelet_web/vendor/segno/encoder.py",
        "pagelet_web/vendor/micropip/micropip.zip",
        "pagelet_web/vendor/pyodide/LICENSE",
        "pagelet_web/vendor/pyodide/bare/pyodide.asm.wasm",
        "pagelet_web/vendor/pyodide/LICENSE-cpython",
        "pagelet_web/vendor/pyodide/pyodide-lock.json",
        "pagelet_web/vendor/pyodide/pyodide.asm.js",
        "pagelet_web/vendor/pyodide/pyodide.asm.wasm",
        "pagelet_web/vendor/pyodide/pyodide.js",
        "pagelet_web/vendor/pyodide/stdlib.zip",
        "pagelet_web/vendor/xterm/LICENSE",
        "pagelet_web/vendor/xterm/xterm.js",
    } <= names
    licences = {Path(name).name for name in names if "dist-info/licenses/" in name}
    assert licences == {"LICENSE", "THIRD-PARTY-NOTICES.md"}


def test_every_python_file_of_ours_is_in_the_wheel(wheel: Path) -> None:
    """A module that is only in the tree would be missing at the user's."""
    source = ROOT / "src"
    ours = {path.relative_to(source).as_posix() for path in source.rglob("*.py")}

    assert ours - set(files_of(wheel)) == set()


def test_wheel_has_the_bytecode_of_all_that_a_page_imports(wheel: Path) -> None:
    """Else each page would compile our package anew when it starts."""
    with zipfile.ZipFile(wheel) as files:
        inner = io.BytesIO(files.read("pagelet_web/bytecode.zip"))
    with zipfile.ZipFile(inner) as bytecode:
        hashes = json.loads(bytecode.comment)
        names = set(bytecode.namelist())

    page = ROOT / "src/pagelet"
    sources = {f"pagelet/{path.relative_to(page).as_posix()}": path for path in page.rglob("*.py")}
    assert {name: source_hash(path.read_bytes()) for name, path in sources.items()}.items() <= (
        hashes.items()
    )
    assert {f"{name}c" for name in hashes} == names


def test_wheel_from_the_source_archive_is_the_same(
    wheel: Path, sdist: Path, tmp_path: Path
) -> None:
    """Vendoring from nothing gives, byte for byte, what it gave before."""
    built = build_wheel(sdist, tmp_path)

    assert built.returncode == 0, built.stdout
    (rebuilt,) = tmp_path.glob("*.whl")
    assert files_of(rebuilt) == files_of(wheel)


def test_second_build_fetches_nothing(wheel: Path, tmp_path: Path) -> None:
    """Once the files are there, a build succeeds where npm cannot download."""
    built = build_wheel(ROOT, tmp_path, npm_without_network(tmp_path))

    assert built.returncode == 0, built.stdout
    (again,) = tmp_path.glob("*.whl")
    assert files_of(again) == files_of(wheel)


def test_installed_tool_knows_its_version_and_files_without_network(
    wheel: Path, tmp_path: Path
) -> None:
    """`pip install` into a new environment is all it takes; then no network is needed."""
    venv.create(tmp_path, with_pip=False)
    python = tmp_path / "bin/python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    installed = run([*pip, wheel])
    assert installed.returncode == 0, installed.stdout
    no_network = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9/")
    pagelet = tmp_path / "bin/pagelet"

    answered = run([pagelet, "--version"], cwd=tmp_path, env=no_network)
    written = run([pagelet, "dist", "site"], cwd=tmp_path, env=no_network)

    assert re.search(r"\b\d+\.\d+\.\d+", answered.stdout), answered.stdout
    assert answered.returncode == 0
    assert written.returncode == 0, written.stdout
    assert (tmp_path / "site/pagelet.js").is_file()
    assert list((tmp_path / "site").glob("*/vendor/pyodide/pyodide.asm.wasm"))
