"""`pagelet doctor`: whether everything is here that Pagelet needs."""

import http.client
import json
import platform
import re
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from io import BytesIO
from pathlib import Path
from typing import Literal

import uvicorn

from pagelet.errors import PageletError
from pagelet_cli.browser import found_browsers, has_screen
from pagelet_cli.errors import InstallError
from pagelet_cli.live import Changes, LiveApp
from pagelet_cli.ports import LOOPBACK, listen
from pagelet_cli.server import DevServer, Report
from pagelet_cli.version import version
from pagelet_cli.web import PYTHON_ARCHIVE, WebFile, checkout, web_files

State = Literal["ok", "note", "problem"]

RUNTIME = "vendor/pyodide/"
RUNTIME_FILES = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide-lock.json")
_VERSION = re.compile(rb'="(\d+\.\d+\.\d+)"')
LIBRARIES = ("click", "rich", "starlette", "uvicorn", "watchfiles")
ANSWERS_WITHIN = 10


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. A note is no fault: Pagelet works, with some restriction."""

    name: str
    state: State
    detail: str
    hint: str = ""


Web = Callable[[], Mapping[str, WebFile]]


def examine(web: Web = web_files) -> list[Finding]:
    """Return what was found, one entry for each thing that Pagelet needs."""
    checks: dict[str, Callable[[], Finding]] = {
        "Pagelet": lambda: Finding("Pagelet", "ok", version()),
        "Python": _python,
        "Libraries": _libraries,
        "Runtime": lambda: _runtime(web()),
        "Page's Python": lambda: _page_python(web()),
        "Port": _port,
        "Server": lambda: _server(web),
        "Browser": _browser,
    }
    return [_examine(name, check) for name, check in checks.items()]


def is_broken(findings: list[Finding]) -> bool:
    """Return whether something needs to be mended before Pagelet works."""
    return any(finding.state == "problem" for finding in findings)


def _examine(name: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except PageletError as error:
        return Finding(name, "problem", f"{error.what} ({error.where})", error.hint)
    except OSError as error:
        return Finding(name, "problem", str(error), "Check the permissions and the firewall.")


def _python() -> Finding:
    return Finding("Python", "ok", f"{platform.python_version()} ({sys.executable})")


def _libraries() -> Finding:
    versions = (f"{name} {metadata.version(name)}" for name in LIBRARIES)
    return Finding("Libraries", "ok", ", ".join(versions))


def _runtime(files: Mapping[str, WebFile]) -> Finding:
    missing = [name for name in RUNTIME_FILES if RUNTIME + name not in files]
    if missing:
        raise InstallError(
            f"Files of the runtime are missing: {', '.join(missing)}.",
            where=RUNTIME,
            hint="Install Pagelet again.",
        )
    found = _VERSION.search(files[f"{RUNTIME}pyodide.js"].read())
    its_version = found[1] if found else b"(unknown)"
    wanted = _locked_version()
    if its_version not in files[f"{RUNTIME}pyodide.asm.js"].read() or (
        wanted and wanted.encode() != its_version
    ):
        raise InstallError(
            f"The runtime's files do not fit together: pyodide.js is {its_version.decode()}"
            + (f", package-lock.json asks for {wanted}." if wanted else "."),
            where=RUNTIME,
            hint="Install Pagelet again.",
        )
    python = json.loads(files[f"{RUNTIME}pyodide-lock.json"].read())["info"]["python"]
    detail = f"Pyodide {its_version.decode()}, Python {python}"
    return Finding("Runtime", "ok", detail)


def _locked_version() -> str | None:
    """Return the version that Pagelet's repository pins; an installed copy has no lock."""
    lock = checkout() / "package-lock.json"
    if not lock.is_file():
        return None
    return str(json.loads(lock.read_bytes())["packages"]["node_modules/pyodide"]["version"])


def _page_python(files: Mapping[str, WebFile]) -> Finding:
    archive = files[PYTHON_ARCHIVE]
    with zipfile.ZipFile(BytesIO(archive.read())) as content:
        modules = len(content.namelist())
    return Finding("Page's Python", "ok", f"{modules} files, {archive.size // 1000} kB")


def _port() -> Finding:
    with listen(Path(), 0) as listener:
        return Finding("Port", "ok", f"{listener.getsockname()[1]} is free")


def _server(web: Web) -> Finding:
    with _running_server(web) as port:
        for address in ("/", "/pagelet.js"):
            connection = http.client.HTTPConnection(LOOPBACK, port, timeout=ANSWERS_WITHIN)
            try:
                connection.request("GET", address)
                status = connection.getresponse().status
            finally:
                connection.close()
            if status != 200:
                return Finding(
                    "Server", "problem", f"answers {status} for {address}", "Please report this."
                )
    return Finding("Server", "ok", f"answers at http://{LOOPBACK}")


@contextmanager
def _running_server(web: Web) -> Iterator[int]:
    """Serve a small app from another thread for as long as the block runs; yield its port."""
    with tempfile.TemporaryDirectory() as folder, listen(Path(), 0) as listener:
        page = Path(folder) / "index.html"
        page.write_text("<!doctype html><title>Pagelet</title>", encoding="utf-8")
        app = DevServer(LiveApp(page), web, Changes(), _Silent()).asgi()
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, args=[[listener]], daemon=True)
        # It need not be waited for: a socket that listens keeps early callers until it answers.
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join(ANSWERS_WITHIN)


class _Silent:
    """An observer that tells nobody."""

    def reported(self, report: Report) -> None:
        pass

    def missed(self, address: str) -> None:
        pass

    def failed(self, error: PageletError) -> None:
        pass


def _browser() -> Finding:
    found = found_browsers()
    detail = ", ".join(f"{name} ({path})" for name, path in found.items())
    if not has_screen():
        return Finding(
            "Browser",
            "note",
            f"no screen here{f'; installed: {detail}' if found else ''}",
            "`pagelet run` prints the address; open it in a browser that can reach this machine.",
        )
    if not found:
        return Finding(
            "Browser",
            "note",
            "neither Chromium, Chrome, Edge nor Firefox is on the search path",
            "If your pages do not open by themselves, install one of them.",
        )
    return Finding("Browser", "ok", detail)
