"""A server that is not the page's own, with what `pagelet dist` wrote."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from pagelet_cli.dist_files import DistFiles
from pagelet_cli.web import web_files
from tests.browser.rig.serving import serving


class Elsewhere:
    """A server with the folder of `pagelet dist`; some files of it may be changed on the way."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.version = DistFiles(web_files())
        self.changed: dict[str, bytes] = {}
        """What is put at the end of files, by their names in the version's folder."""
        self.shut: set[str] = set()
        """The files that pages of other servers may not use."""
        self.asked: list[str] = []
        self.address = ""

    def name_of(self, path: str) -> str:
        """Return the name of a file in the version's folder, by the address that was asked for."""
        return urlsplit(path).path.rpartition(f"/{self.version.folder}/")[2]


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: object, elsewhere: Elsewhere) -> None:
        self.elsewhere = elsewhere
        super().__init__(*args, directory=str(elsewhere.folder.parent))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        name = self.elsewhere.name_of(self.path)
        self.elsewhere.asked.append(name)
        if name not in self.elsewhere.changed:
            super().do_GET()
            return
        content = self.elsewhere.version.files[name] + self.elsewhere.changed[name]
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(name))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        if self.elsewhere.name_of(self.path) not in self.elsewhere.shut:
            self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@contextmanager
def serve_elsewhere(folder: Path) -> Iterator[Elsewhere]:
    """Serve the folder that `pagelet dist` made, at a port of its own."""
    made = Elsewhere(folder)
    with serving(partial(_Handler, elsewhere=made)) as address:
        made.address = f"{address}/{folder.name}/"
        yield made
