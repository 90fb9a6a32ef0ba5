"""Notices that files change."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from pathlib import Path

from watchfiles import awatch

from pagelet_cli.files import may_be_served
from pagelet_cli.live import LiveApp

# How often to look whether the app's folder is still the same, in seconds: nothing tells.
LOOK_AGAIN = 1.0

# What editors put beside the file that they save.
_SCRAP = re.compile(r"~$|\.sw.$|^4913$|^#.*#$|\.py[co]$|___jb_")


class Watcher:
    """Opens the app again when one of its files changes, and calls `changed` with their names.

    `sources` are further folders whose changes matter: Pagelet's own, for its developers.
    """

    def __init__(
        self,
        live: LiveApp,
        changed: Callable[[Sequence[str]], None],
        sources: Sequence[Path] = (),
    ) -> None:
        self._live = live
        self._tell = changed
        self._sources = sources

    async def run(self) -> None:
        """Watch until cancelled.

        Raises:
            ExceptionGroup: of OSError or RuntimeError, if the system cannot watch these folders.
        """
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._watch_app())
            if self._sources:
                tasks.create_task(self._watch_sources())

    async def _watch_app(self) -> None:
        while True:
            folders = self._folders()
            if not folders:
                await asyncio.sleep(LOOK_AGAIN)
                continue
            watched_before = False
            async for batch in _batches(folders, recursive=self._live.app.kind != "program"):
                # What changed while nobody watched is not reported by anything else.
                if batch or not watched_before:
                    await self._reopen(batch)
                watched_before = True
                if self._folders() != folders:
                    break
            await self._reopen(set(), at_once=True)

    def _folders(self) -> dict[Path, int]:
        """Return the folders to watch and their identities; none if the app's own is gone.

        A folder that was moved or replaced is another one, though its name may be there again.
        """
        app = self._live.app
        folders = {app.root}
        if app.kind == "program":
            folders |= {path.parent for path in app.files.values()}
        try:
            return {folder: folder.stat().st_ino for folder in sorted(folders)}
        except OSError:
            return {}

    async def _reopen(self, paths: set[Path], *, at_once: bool = False) -> None:
        wrong_before = [str(error) for error in self._live.errors]
        of_app = {path for path in paths if self._live.is_part(path)}
        if at_once:
            # Nobody watches: what changes now would not be noticed.
            self._live.reopen()
        else:
            # Packages may have to be fetched for it; requests are answered meanwhile.
            await asyncio.to_thread(self._live.reopen)
        # What belongs to a program may be decided by the change itself.
        of_app |= {path for path in paths if self._live.is_part(path)}
        if of_app or wrong_before != [str(error) for error in self._live.errors]:
            self._tell(_names(of_app, self._live.app.root))

    async def _watch_sources(self) -> None:
        above = self._sources[0].parent
        async for batch in _batches(self._sources, recursive=True):
            if ours := {path for path in batch if may_be_served(path.relative_to(above).parts)}:
                self._tell(_names(ours, above))


async def _batches(folders: Iterable[Path], *, recursive: bool) -> AsyncIterator[set[Path]]:
    """Yield the files that changed, those of one save at a time; now and then none."""
    changes = awatch(
        *folders,
        recursive=recursive,
        watch_filter=None,
        ignore_permission_denied=True,
        rust_timeout=int(LOOK_AGAIN * 1000),
        yield_on_timeout=True,
    )
    async for batch in changes:
        paths = {Path(path) for _, path in batch}
        yield {path for path in paths if not _SCRAP.search(path.name)}


def _names(paths: set[Path], folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in paths)
