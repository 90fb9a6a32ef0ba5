"""What the dev server lets in: which names it answers to, which addresses it looks at."""

from urllib.parse import unquote_to_bytes

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pagelet_cli.files import may_be_served

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})


class LoopbackOnly:
    """Refuses requests under any name but this machine's own.

    Otherwise a page from elsewhere could have its name resolve to this machine, and read the app.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and not _is_loopback(Request(scope).headers.get("host", "")):
            refusal = PlainTextResponse(
                "This server answers only as 127.0.0.1 or localhost.\n"
                "Open the address that `pagelet run` printed.\n",
                421,
            )
            await refusal(scope, receive, send)
            return
        await self._app(scope, receive, send)


def name_of(raw_path: bytes) -> str | None:
    """Return the name that a file at this address would have in the app, None if no file may.

    The address is taken as it was sent, split before its escapes are undone: an escaped slash
    or backslash never separates.
    """
    if raw_path[:1] != b"/":
        return None
    try:
        parts = [unquote_to_bytes(part).decode() for part in raw_path[1:].split(b"/")]
    except UnicodeDecodeError:
        return None
    inner = parts[:-1] if parts[-1] == "" else parts
    return "/".join(parts) if not inner or may_be_served(inner) else None


def _is_loopback(host: str) -> bool:
    name, colon, port = host.lower().rpartition(":")
    if not colon or not (port.isdecimal() and port.isascii()):
        name = host.lower()
    return name in LOOPBACK_NAMES
