"""The app as it is on disk right now, and the open pages that want to know when it changes."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pagelet_cli.app import App
from pagelet_cli.config import NAMES as CONFIG_NAMES
from pagelet_cli.errors import AppError, CallError
from pagelet_cli.files import may_be_served
from pagelet_cli.packages.supply import NOTHING, Supply

if TYPE_CHECKING:
    from pagelet.errors import PageletError


class LiveApp:
    """The app at a path, opened again whenever it changed.

    `app` is the last one that could be opened, `supply` the packages that its page gets; `errors`
    is what keeps the present one from running, empty when all is well; `notes` is what its author
    should know.
    """

    def __init__(self, path: Path, supplier: Callable[[App], Supply] = lambda _: NOTHING) -> None:
        """Open the app, and let `supplier` find its packages; raises as `App.open` does."""
        # Absolute now: what is current for the process later does not matter.
        self.path = path.absolute()
        self._supplier = supplier
        self._take(App.open(path))

    def _take(self, app: App) -> None:
        supply = self._supplier(app)
        # All at once: requests are answered meanwhile.
        self.app, self.supply = app, supply
        self.errors: Sequence[PageletError] = (*app.faults, *supply.faults)
        self.notes = (*app.notes, *supply.notes)

    def reopen(self) -> None:
        """Look at the disk again; this never fails."""
        try:
            app = App.open(self.path)
        except (AppError, CallError) as error:
            self.errors = (error,)
        else:
            self._take(app)

    def is_part(self, path: Path) -> bool:
        """Return whether the file at `path`, which may be gone, is or was one of the app's."""
        if not path.is_relative_to(self.app.root):
            return False
        if self.app.kind != "program":
            return may_be_served(path.relative_to(self.app.root).parts)
        name = path.relative_to(self.app.root).as_posix()
        return self.app.files.allows(name) or name in CONFIG_NAMES


class Changes:
    """Tells open pages that the app changed.

    Each page carries the stamp of the app that it was made from. One whose stamp is not the
    present one, because it slept, was restored by the browser, or stems from an earlier server,
    is told as soon as it listens.
    """

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)
        self._count = 0
        self._listeners: set[asyncio.Queue[str | None]] = set()
        self._closed = False

    @property
    def stamp(self) -> str:
        """The stamp of the app as it is now."""
        return f"{self._run}-{self._count}"

    def publish(self, paths: Iterable[str]) -> None:
        """Tell every page that these files changed."""
        self._count += 1
        names = list(paths)
        only_styles = bool(names) and all(name.endswith(".css") for name in names)
        for listener in self._listeners:
            listener.put_nowait(self._event(only_styles=only_styles))

    async def events(self, seen: str) -> AsyncIterator[str]:
        """Yield server-sent events for a page that carries the stamp `seen`, until `close`."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        if self._closed:
            return
        if seen != self.stamp:
            queue.put_nowait(self._event(only_styles=False))
        self._listeners.add(queue)
        try:
            yield "retry: 500\n\n"
            while (event := await queue.get()) is not None:
                yield event
        finally:
            self._listeners.discard(queue)

    def close(self) -> None:
        """End all event streams: a server cannot stop while they are open."""
        self._closed = True
        for listener in self._listeners:
            listener.put_nowait(None)

    def _event(self, *, only_styles: bool) -> str:
        data = json.dumps({"stamp": self.stamp, "onlyStyles": only_styles})
        return f"event: change\nid: {self.stamp}\ndata: {data}\n\n"
