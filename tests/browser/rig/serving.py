"""Runs a web server beside a test."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol


class MakesHandler(Protocol):
    """Makes what answers one request: a class, or a class with some of its arguments."""

    def __call__(self, *args: Any, **rest: Any) -> BaseHTTPRequestHandler:
        """Return it."""


class QuietServer(ThreadingHTTPServer):
    """A server that does not end a test when a browser hangs up."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: a browser may hang up whenever it likes."""


@contextmanager
def serving(handler: MakesHandler) -> Iterator[str]:
    """Answer requests at a free port of this machine, and yield its address, without a slash."""
    with QuietServer(("127.0.0.1", 0), handler) as server:
        # Looks this often whether to stop; the default, half a second, is felt at the end.
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
