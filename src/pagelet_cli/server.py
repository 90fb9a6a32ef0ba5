"""The dev server: an app's files, Pagelet's own, and a line back to the terminal."""

import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeAlias
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import (
    FileResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp

import pagelet_web
from pagelet.errors import PageletError
from pagelet_cli.app import PAGE_ENDINGS, PROGRAM_ENDING
from pagelet_cli.content_types import content_type
from pagelet_cli.errors import AppError, EncodingError
from pagelet_cli.guard import LoopbackOnly, name_of
from pagelet_cli.live import Changes, LiveApp
from pagelet_cli.packages import supply
from pagelet_cli.pages import RELOAD_ADDRESS, error_page, with_packages, with_reload_client
from pagelet_cli.program_page import program_page
from pagelet_cli.responses import (
    LASTING,
    content_response,
    file_response,
    web_file_response,
)
from pagelet_cli.text import decode, read_text
from pagelet_cli.web import WebFile

LARGEST_REPORT = 64_000
MOST_NAMES_COMPARED = 5_000
CLOSE = 0.7

# What a page may ask for by a relative address from any folder of the app.
_REDIRECTED = frozenset({"pagelet.js", "pagelet.css"})

# Asked for by browsers and their developer tools: that it is missing is nobody's mistake.
_ICON = "/favicon.ico"
_UNASKED = re.compile(r"/favicon\.ico|/\.well-known/.*|.*\.map")


_LEADS_OUT = (
    "An address may not leave the app's folder, nor name a hidden file. "
    "Write it relative to the page, with plain slashes."
)


@dataclass(frozen=True)
class Report:
    """What an open page says of itself."""

    kind: str
    title: str
    text: str


class Observer(Protocol):
    """Learns what happens while the server runs, to tell the app's author."""

    def reported(self, report: Report) -> None:
        """An open page has something to say."""

    def missed(self, address: str) -> None:
        """Something was asked for that is not there."""

    def failed(self, error: PageletError) -> None:
        """A file is there but cannot be used."""


Lifespan: TypeAlias = Callable[[], AbstractAsyncContextManager[None]]


class DevServer:
    """Answers requests for one app."""

    def __init__(
        self,
        live: LiveApp,
        web: Callable[[], Mapping[str, WebFile]],
        changes: Changes,
        observer: Observer,
    ) -> None:
        self._live = live
        self._web = web
        self._changes = changes
        self._observer = observer

    def asgi(self, lifespan: Lifespan | None = None) -> ASGIApp:
        """Return the server as an ASGI application; `lifespan` runs as long as it does."""

        @asynccontextmanager
        async def while_running(_: Starlette) -> AsyncIterator[None]:
            if lifespan is None:
                yield
            else:
                async with lifespan():
                    yield

        return Starlette(
            routes=[
                Route("/_pagelet/events", self._events),
                Route("/_pagelet/report", self._report, methods=["POST"]),
                Route(RELOAD_ADDRESS, self._reload_client),
                Route(f"{supply.ADDRESS}{{hash}}/{{file}}", self._package),
            ],
            # Every other address is a file's; a route's pattern would not match all of them.
            exception_handlers={404: self._file},
            middleware=[Middleware(LoopbackOnly)],
            lifespan=while_running,
        )

    def _events(self, request: Request) -> Response:
        seen = request.headers.get("last-event-id") or request.query_params.get("seen", "")
        return StreamingResponse(
            self._changes.events(seen),
            media_type="text/event-stream",
            headers={"cache-control": "no-store"},
        )

    def _reload_client(self, request: Request) -> Response:
        return file_response(request, "reload.js", pagelet_web.FOLDER / "dev" / "reload.js")

    def _package(self, request: Request) -> Response:
        path = self._live.supply.at(request.url.path)
        if path is None or not path.is_file():
            return self._nothing_at(request, None)
        return FileResponse(path, headers={**LASTING, "content-type": content_type(path.name)})

    async def _report(self, request: Request) -> Response:
        own = f"{request.url.scheme}://{request.headers['host']}"
        if request.headers.get("origin") != own:
            return PlainTextResponse("Only the app's own pages may report.", 403)
        try:
            body = await _read_at_most(request, LARGEST_REPORT)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return PlainTextResponse(f"A report has at most {LARGEST_REPORT} bytes.", 413)
        report = _parse_report(body)
        if report is None:
            return PlainTextResponse("A report is JSON with the texts kind, title and text.", 400)
        self._observer.reported(report)
        return Response(status_code=204)

    async def _file(self, request: Request, _: Exception) -> Response:
        if request.method not in {"GET", "HEAD"}:
            return PlainTextResponse("Files can only be read.", 405, headers={"allow": "GET, HEAD"})
        name = name_of(request.scope["raw_path"])
        if name is None:
            return self._nothing_at(request, name)
        if name == "":
            return self._entry(request)
        return (
            self._app_file(request, name)
            or self._web_file(request, name)
            or self._folder(request, name)
            or self._nothing_at(request, name)
        )

    def _entry(self, request: Request) -> Response:
        app = self._live.app
        if self._live.errors:
            page = error_page(app.title, self._live.errors)
            return self._html(request, page, status=500)
        if app.is_program:
            return self._html(request, program_page(app))
        return self._app_page(request, app.entry.name, app.entry)

    def _app_file(self, request: Request, name: str) -> Response | None:
        path = self._live.app.files.get(name)
        if path is None:
            return None
        ending = path.suffix.lower()
        if ending in PAGE_ENDINGS:
            return self._app_page(request, name, path)
        try:
            if ending == PROGRAM_ENDING:
                decode(path.read_bytes(), name)
            return file_response(request, name, path)
        except EncodingError as error:
            self._observer.failed(error)
            return PlainTextResponse(str(error), 500)
        except OSError:
            # Deleted, or made unreadable, between two lines of ours.
            return None

    def _app_page(self, request: Request, name: str, path: Path) -> Response:
        try:
            return self._html(request, read_text(path, name))
        except EncodingError as error:
            self._observer.failed(error)
            return self._html(request, error_page(name, [error]), status=500)
        except OSError:
            return self._nothing_at(request, name)

    def _web_file(self, request: Request, name: str) -> Response | None:
        file = self._web().get(name)
        return web_file_response(request, file) if file else None

    def _folder(self, request: Request, name: str) -> Response | None:
        """Answer for a folder's address, and for the loader's as seen from inside a folder."""
        query = f"?{request.url.query}" if request.url.query else ""
        if name.endswith("/"):
            return self._app_file(request, f"{name}index.html")
        if f"{name}/index.html" in self._live.app.files:
            return RedirectResponse(f"/{quote(name)}/{query}")
        folder, _, last = name.rpartition("/")
        return RedirectResponse(f"/{last}{query}") if folder and last in _REDIRECTED else None

    def _nothing_at(self, request: Request, name: str | None) -> Response:
        address = request.scope["raw_path"].decode("ascii", "replace")
        if _UNASKED.fullmatch(address):
            return Response(status_code=204 if address == _ICON else 404)
        self._observer.missed(address)
        error = AppError(
            f"There is nothing at {address}",
            where=f"the app '{self._live.app.title}'",
            hint=_LEADS_OUT if name is None else self._near(name),
        )
        if "text/html" in request.headers.get("accept", ""):
            return self._html(request, error_page("Not found", [error]), status=404)
        return PlainTextResponse(str(error), 404)

    def _near(self, name: str) -> str:
        names = list(islice(self._live.app.files, MOST_NAMES_COMPARED))
        last_part = name.rstrip("/").rpartition("/")[2]
        last_parts = {other.rpartition("/")[2]: other for other in names}
        near = get_close_matches(name, names, cutoff=CLOSE) or [
            last_parts[part] for part in get_close_matches(last_part, last_parts, cutoff=CLOSE)
        ]
        if near:
            return f"Did you mean {' or '.join(f'/{other}' for other in near)}?"
        return f"Check the spelling, upper and lower case too. {self._how_files_come_in()}"

    def _how_files_come_in(self) -> str:
        if self._live.app.kind == "program":
            return "A program's app holds the files that the program imports or names."
        return "The app holds the files of its own folder, but no hidden ones."

    def _html(self, request: Request, page: str, *, status: int = 200) -> Response:
        page = with_packages(page, self._live.supply.table())
        page = with_reload_client(page, self._changes.stamp)
        return content_response(request, "page.html", page.encode(), status)


async def _read_at_most(request: Request, limit: int) -> bytes | None:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            return None
    return body


def _parse_report(body: bytes) -> Report | None:
    try:
        fields = json.loads(body)
    except ValueError:
        return None
    match fields:
        case {"kind": str(kind), "title": str(title), "text": str(text)}:
            return Report(kind, title, text)
        case _:
            return None
