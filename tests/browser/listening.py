"""A server that notes what it is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from tests.browser.rig.serving import serving


class Listener:
    """A server that lets every page read it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[str] = []


@contextmanager
def listening() -> Iterator[Listener]:
    """Run such a server."""

    class Answer(BaseHTTPRequestHandler):
        def answer(self) -> None:
            found.asked.append(self.path)
            self.send_response(200)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", "6")
            self.end_headers()
            self.wfile.write(b"answer")

        def log_message(self, format: str, *args: object) -> None:
            """Stay silent."""

    for method in ("GET", "HEAD", "OPTIONS", "POST"):
        setattr(Answer, f"do_{method}", Answer.answer)
    with serving(Answer) as url:
        found = Listener(url)
        yield found
