"""Small wheels for tests, and an index that has them."""

import hashlib
import html
import threading
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def make_wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    *,
    requires: Sequence[str] = (),
    extras: Sequence[str] = (),
    files: Mapping[str, str] | None = None,
    tag: str = "py3-none-any",
    entry_points: str = "",
) -> Path:
    """Write a wheel into `folder`, by default with one module of its name; return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    module = name.replace("-", "_")
    path = folder / f"{module}-{version}-{tag}.whl"
    info = f"{module}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Provides-Extra: {extra}\n" for extra in extras)
    metadata += "".join(f"Requires-Dist: {requirement}\n" for requirement in requires)
    members = {
        **(files if files is not None else {f"{module}.py": f"__version__ = '{version}'\n"}),
        f"{info}/METADATA": metadata,
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    if entry_points:
        members[f"{info}/entry_points.txt"] = entry_points
    with zipfile.ZipFile(path, "w") as archive:
        for member, text in members.items():
            archive.writestr(member, text)
        archive.writestr(f"{info}/RECORD", "".join(f"{member},,\n" for member in members))
    return path


def make_index(folder: Path, wheels: Path) -> str:
    """Write the pages of an index that has the wheels of a folder; return its file: address."""
    packages: dict[str, list[Path]] = {}
    for path in sorted(wheels.iterdir()):
        packages.setdefault(path.name.split("-")[0].replace("_", "-").lower(), []).append(path)
    for package, paths in packages.items():
        links = "".join(
            f'<a href="../../{path.parent.name}/{html.escape(path.name)}#sha256='
            f'{hashlib.sha256(path.read_bytes()).hexdigest()}">{path.name}</a>\n'
            for path in paths
        )
        (folder / package).mkdir(parents=True, exist_ok=True)
        (folder / package / "index.html").write_text(links)
    return folder.as_uri()


class _Quiet(SimpleHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder; yield its address and the list of what was asked for."""
    asked: list[str] = []
    handler = type("Handler", (_Quiet,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
