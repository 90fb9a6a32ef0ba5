"""Which port an app gets."""

import errno
import hashlib
import socket
import sys
from pathlib import Path

from pagelet_cli.errors import CallError

LOOPBACK = "127.0.0.1"
FIRST, LAST = 20_000, 39_999
MOST_TRIED = 100


def listen(app: Path, port: int | None) -> socket.socket:
    """Return a socket that listens on `port`, 0 meaning any free one.

    Without a port it is the app's own one, or the next that is free: a browser keeps what an app
    stores by its address, port included, so an app should be met at the same one again.

    Raises:
        CallError: the port cannot be had.
    """
    if port is not None:
        try:
            return _listen(port)
        except OSError as error:
            raise _cannot_have(port, error) from error
    own = port_of(app)
    for step in range(MOST_TRIED):
        try:
            return _listen(FIRST + (own - FIRST + step) % (LAST - FIRST + 1))
        except OSError:
            continue
    return _listen(0)


def port_of(app: Path) -> int:
    """Return the port that the app at this absolute path gets unless it is taken."""
    digest = hashlib.sha256(str(app).encode("utf-8", "surrogateescape")).digest()
    return FIRST + int.from_bytes(digest[:4]) % (LAST - FIRST + 1)


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        # On Windows this option lets two servers have one port; elsewhere it only lets a port be
        # had again right after its last server ended.
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((LOOPBACK, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def _cannot_have(port: int, error: OSError) -> CallError:
    if error.errno in {errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", None)}:
        return CallError(
            f"Port {port} is in use.",
            where=f"--port {port}",
            hint="Stop the program that uses it, or leave --port out to get a free one.",
        )
    return CallError(
        f"Port {port} cannot be used: {error.strerror}.",
        where=f"--port {port}",
        hint="Leave --port out to get a free one; ports below 1024 are often reserved.",
    )
