"""Addresses as an attacker sends them: no client on the way makes them harmless."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from pagelet_cli.ports import LOOPBACK, listen
from tests.cli.serving import Served

SECRET = "nobody may read this"


@dataclass
class Server:
    """A dev server that answers at a real port."""

    port: int

    def ask(self, target: bytes) -> tuple[int, str]:
        """Send a request for exactly `target`; return the status and all that comes back."""
        with socket.create_connection((LOOPBACK, self.port), timeout=30) as connection:
            connection.sendall(
                b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            )
            answer = b""
            while chunk := connection.recv(65536):
                answer += chunk
        return int(answer.split()[1]), answer.decode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    outside = tmp_path_factory.mktemp("outside")
    app = outside / "app"
    (app / "pictures").mkdir(parents=True)
    (app / "index.html").write_text("<title>Inside</title>")
    (app / "pictures/cat.txt").write_text("meow")
    for secret in (outside / "secret.txt", app / ".secret.txt", outside / "app2.txt"):
        secret.write_text(SECRET)
    (app / ".git").mkdir()
    (app / ".git/config").write_text(SECRET)
    (app / "link.txt").symlink_to(outside / "secret.txt")
    (app / "link").symlink_to(outside)
    with listen(Path(), 0) as listener:
        config = uvicorn.Config(Served(app).asgi, log_config=None, access_log=False, ws="none")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, args=[[listener]])
        thread.start()
        yield Server(listener.getsockname()[1])
        running.should_exit = True
        thread.join()


def test_an_ordinary_address_is_served(server: Server) -> None:
    assert server.ask(b"/pictures/cat.txt")[1].endswith("meow")
    assert server.ask(b"/pictures/c%61t.txt")[1].endswith("meow")
    assert server.ask(b"/pictures/cat.txt?../../secret.txt")[1].endswith("meow")


@pytest.mark.parametrize(
    "target",
    [
        b"/../secret.txt",
        b"/pictures/../../secret.txt",
        b"/%2e%2e/secret.txt",
        b"/.%2E/secret.txt",
        b"/..%2fsecret.txt",
        b"/%2e%2e%2fsecret.txt",
        b"/pictures%2f..%2f..%2fsecret.txt",
        b"/..%5csecret.txt",
        b"/..\\secret.txt",
        b"/pictures\\..\\..\\secret.txt",
        b"/%252e%252e/secret.txt",
        b"//secret.txt",
        b"///etc/passwd",
        b"/%2fetc/passwd",
        b"//etc/passwd",
        b"/./../secret.txt",
        b"/../app2.txt",
        b"/..;/secret.txt",
        b"/c:/secret.txt",
        b"/.secret.txt",
        b"/%2esecret.txt",
        b"/.git/config",
        b"/pictures/../.git/config",
        b"/link.txt",
        b"/link/secret.txt",
        b"/index.html%00.txt",
        b"/%00",
        b"/index.html%0a",
        b"/%ff%fe",
        b"/%c0%ae%c0%ae/secret.txt",
        b"/%",
        b"/%zz",
        b"/.",
        b"/..",
        b"/pictures/..",
        b"/" + b"a" * 5000,
        b"/" + b"a/" * 3000,
    ],
)
def test_no_address_leads_out_of_the_app(server: Server, target: bytes) -> None:
    status, answer = server.ask(target)

    assert status == 404
    assert "There is nothing at /" in answer
    assert SECRET not in answer
    assert "root:" not in answer


@pytest.mark.parametrize(
    "target", [b"http://localhost/../secret.txt", b"../secret.txt", b"secret.txt", b"*"]
)
def test_what_is_no_address_of_ours_is_not_served(server: Server, target: bytes) -> None:
    status, answer = server.ask(target)

    assert status in {400, 404}
    assert SECRET not in answer


def test_an_address_that_leads_out_is_told_so(server: Server) -> None:
    assert server.ask(b"/../secret.txt")[1].endswith(
        "There is nothing at /../secret.txt\n"
        "  where: the app 'app'\n"
        "  try:   An address may not leave the app's folder, nor name a hidden file. "
        "Write it relative to the page, with plain slashes."
    )
