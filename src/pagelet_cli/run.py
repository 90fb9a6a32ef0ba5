"""`pagelet run`: serve an app, open it, and keep it fresh."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from functools import cache
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from pagelet_cli.browser import open_in_browser
from pagelet_cli.console import say
from pagelet_cli.live import Changes, LiveApp
from pagelet_cli.packages.progress import ProgressBars
from pagelet_cli.packages.supply import Options
from pagelet_cli.ports import LOOPBACK, listen
from pagelet_cli.server import DevServer
from pagelet_cli.terminal import Terminal
from pagelet_cli.watch import Watcher
from pagelet_cli.web import source_folders, web_files

# How long requests that are under way may take when the server ends, in seconds.
GRACE = 2


def run(path: Path, *, port: int | None, browser: bool, options: Options | None = None) -> None:
    """Serve the app at `path` until Ctrl-C, with packages from where `options` say.

    Raises:
        PageletError: it cannot be served at all. One that is merely broken is served: its page
            says what is wrong, and reloads as soon as that is mended.
    """
    # Here, because the other commands start sooner without it.
    from pagelet_cli.packages.supplier import Supplier

    live = LiveApp(path, Supplier(options or Options(), ProgressBars()))
    # Also to find out now whether all is there.
    web = cache(web_files)
    web()
    listener = listen(live.app.entry, port)
    address = f"http://{LOOPBACK}:{listener.getsockname()[1]}/"
    changes = Changes()
    terminal = Terminal(live)
    terminal.begin()

    def changed(names: Sequence[str]) -> None:
        web.cache_clear()
        changes.publish(names)
        terminal.changed(names)

    def answers() -> None:
        say(address)
        say("Press Ctrl-C to stop.", style="dim")
        if browser:
            # Some browsers keep their caller waiting until they are closed.
            threading.Thread(target=_open, args=[address], daemon=True).start()

    async def watch() -> None:
        try:
            await Watcher(live, changed, source_folders()).run()
        except* (OSError, RuntimeError) as group:
            # The system allows only so many watched folders; watchfiles calls some a RuntimeError.
            terminal.cannot_watch(group.exceptions[0])

    @contextlib.asynccontextmanager
    async def watching() -> AsyncIterator[None]:
        task = asyncio.create_task(watch())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    server = DevServer(live, web, changes, terminal)
    _serve(server.asgi(watching), listener, on_start=answers, on_end=changes.close)
    say("Stopped.", style="dim")


def _open(address: str) -> None:
    if not open_in_browser(address):
        say("No browser was found here: open the address above in one.", stream="err")


def _serve(
    app: ASGIApp,
    listener: socket.socket,
    *,
    on_start: Callable[[], None],
    on_end: Callable[[], None],
) -> None:
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=GRACE,
    )
    # The server passes Ctrl-C on to us when it has ended.
    with contextlib.suppress(KeyboardInterrupt):
        _Server(config, on_start, on_end).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Says when it answers, and lets its open streams end when it ends."""

    def __init__(
        self, config: uvicorn.Config, on_start: Callable[[], None], on_end: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._on_start = on_start
        self._on_end = on_end

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._on_end()
        await super().shutdown(sockets)
