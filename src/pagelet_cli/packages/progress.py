"""Shows in the terminal that packages are looked for and fetched."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
)

from pagelet_cli.console import console


def _bars(*columns: ProgressColumn) -> Progress:
    stream = console("err")
    return Progress(*columns, console=stream, transient=True, disable=not stream.is_terminal)


class ProgressBars:
    """Bars on stderr, gone when they are through; where nobody looks, there are none."""

    @contextmanager
    def searching(self) -> Iterator[Callable[[str], object]]:
        """Show that it is looked for packages; what it gives is called with the names."""
        columns = SpinnerColumn(), TextColumn("{task.description}", markup=False)
        with _bars(*columns) as progress:
            task = progress.add_task("Looking for packages")
            yield lambda name: progress.update(task, description=f"Looking for packages: {name}")

    @contextmanager
    def downloading(self, size: int) -> Iterator[Callable[[int], object]]:
        """Show that so many bytes are fetched; what it gives is called with how many arrived."""
        if not size:
            yield lambda _: None
            return
        columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn()
        with _bars(*columns) as progress:
            task = progress.add_task("Fetching packages", total=size)
            yield lambda arrived: progress.advance(task, arrived)
