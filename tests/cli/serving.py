"""What the tests of the dev server share."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import httpx

from pagelet.errors import PageletError
from pagelet_cli.app import App
from pagelet_cli.live import Changes, LiveApp
from pagelet_cli.packages.supply import NOTHING, Supply
from pagelet_cli.server import DevServer, Report
from pagelet_cli.web import WebFile

ORIGIN = "http://127.0.0.1:8000"

Headers: TypeAlias = Mapping[str, str]

WEB = {
    name: WebFile(name, f"our {name}".encode())
    for name in ("pagelet.js", "pagelet.css", "pagelet.zip", "vendor/pyodide/pyodide.asm.wasm")
}


@dataclass
class Notes:
    """An observer that remembers."""

    reports: list[Report] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    errors: list[PageletError] = field(default_factory=list)

    def reported(self, report: Report) -> None:
        self.reports.append(report)

    def missed(self, address: str) -> None:
        self.missing.append(address)

    def failed(self, error: PageletError) -> None:
        self.errors.append(error)


class Served:
    """An app behind the dev server."""

    def __init__(self, path: Path, supplier: Callable[[App], Supply] = lambda _: NOTHING) -> None:
        self.live = LiveApp(path, supplier)
        self.changes = Changes()
        self.notes = Notes()
        self.asgi = DevServer(self.live, lambda: WEB, self.changes, self.notes).asgi()

    def get(self, address: str, headers: Headers | None = None) -> httpx.Response:
        """Ask for one address; redirects are not followed."""
        return self.ask("GET", address, headers=headers)

    def ask(
        self, method: str, address: str, *, headers: Headers | None = None, content: bytes = b""
    ) -> httpx.Response:
        """Send one request and return the answer."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.asgi)
            async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
                return await client.request(method, address, headers=headers, content=content)

        return asyncio.run(ask())
