"""One web server for all contenders: the same compression, the same caching, and it counts."""

import hashlib
import json
import shutil
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent
CACHE = HERE / "node_modules" / ".cache" / "brotli"

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}

# Pages may change, what they load never does: as a good host serves a site.
PAGE_CACHING = "no-cache"
FILE_CACHING = "public, max-age=31536000, immutable"


def compressed(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return `contents` compressed by brotli at its highest level, each by its name.

    That takes a minute for a runtime, so the result is kept on disk, by hash.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    targets = {
        name: CACHE / f"{hashlib.sha256(content).hexdigest()}.br"
        for name, content in contents.items()
    }
    # By target, because two contenders may bring the same file.
    jobs = {target: contents[name] for name, target in targets.items() if not target.exists()}
    for target, content in jobs.items():
        target.with_suffix(".raw").write_bytes(content)
    if jobs:
        lines = [json.dumps([str(path.with_suffix(".raw")), str(path)]) for path in jobs]
        node = shutil.which("node")
        assert node is not None, "contenders.install() has made sure of it"
        script = [node, str(HERE / "compress.mjs")]
        subprocess.run(script, input="\n".join(lines), text=True, check=True)
    for target in jobs:
        target.with_suffix(".raw").unlink()
    return {name: target.read_bytes() for name, target in targets.items()}


def make_answers(
    files: Mapping[str, bytes], pages: Mapping[str, bytes], *, compress: bool = True
) -> dict[str, bytes]:
    """Return the whole HTTP answer for each file and page, by its path on the server.

    What does not measure how long files take to arrive need not compress them.
    """
    contents = {**files, **pages}
    small = compressed(contents) if compress else contents
    return {
        name: _answer(name, content, small[name], PAGE_CACHING if name in pages else FILE_CACHING)
        for name, content in contents.items()
    }


def _answer(name: str, content: bytes, small: bytes, caching: str) -> bytes:
    is_small = len(small) < len(content)
    body = small if is_small else content
    lines = [
        "HTTP/1.1 200 OK",
        f"Content-Type: {TYPES.get(Path(name).suffix, 'application/octet-stream')}",
        f"Content-Length: {len(body)}",
        f"Cache-Control: {caching}",
        # What brotli cannot make smaller is sent as it is.
        *(["Content-Encoding: br"] if is_small else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


class Server(ThreadingHTTPServer):
    """Sends fixed answers and counts every byte that it sends, headers included."""

    daemon_threads = True
    # Room for all connections that a browser opens at once.
    request_queue_size = 64

    def __init__(self, answers: Mapping[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = answers
        self._counting = threading.Lock()
        self.reset()

    @property
    def url(self) -> str:
        """The address, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    def reset(self) -> None:
        """Start to count anew."""
        with self._counting:
            self.sent_by_name: Counter[str] = Counter()
            self.missing: list[str] = []
            self.last_request = time.monotonic()

    @property
    def sent(self) -> int:
        """All bytes that went out."""
        with self._counting:
            return self.sent_by_name.total()

    def count(self, name: str, size: int) -> None:
        """Add `size` bytes that went out for a file."""
        with self._counting:
            self.sent_by_name[name] += size
            self.last_request = time.monotonic()

    def is_quiet(self, seconds: float) -> bool:
        """Return whether nothing was sent for this long."""
        with self._counting:
            return time.monotonic() - self.last_request > seconds

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: a browser may hang up whenever it likes."""


class Handler(BaseHTTPRequestHandler):
    """Sends the answers that the server has made ready."""

    server: Server
    protocol_version = "HTTP/1.1"
    # Small answers must not wait for more to send.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer with a file, or with 404 and a note."""
        name = urlsplit(self.path).path.lstrip("/")
        answer = self.server.answers.get(name)
        if answer is None:
            if not name.endswith("favicon.ico"):
                self.server.missing.append(name)
            answer = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        self.server.count(name, len(answer))
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@contextmanager
def serving(answers: Mapping[str, bytes]) -> Iterator[Server]:
    """Send `answers` (by path) from a free port of this machine."""
    with Server(answers) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
