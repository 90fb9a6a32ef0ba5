"""What a running dev server says in the terminal."""

from collections.abc import Sequence

from pagelet.errors import PageletError
from pagelet_cli.app import listed
from pagelet_cli.console import say, show_error
from pagelet_cli.live import LiveApp
from pagelet_cli.server import Report


class Terminal:
    """Tells the app's author what happens, and nothing twice in a row."""

    def __init__(self, live: LiveApp) -> None:
        self._live = live
        self._notes: tuple[str, ...] = ()
        self._wrong: set[str] = set()

    def begin(self) -> None:
        """Say what is about to be served."""
        say(f"Pagelet runs {self._live.app.title}")
        self._say_state()

    def changed(self, names: Sequence[str]) -> None:
        """Say that these files changed, and what came of it."""
        say(f"{listed(names) or 'The app'} changed", style="dim")
        was_wrong = bool(self._wrong)
        self._wrong = set()
        self._say_state()
        if was_wrong and not self._wrong:
            say("The app is whole again.", style="green")

    def reported(self, report: Report) -> None:
        """Show what an open page says of itself."""
        place = "the page's JavaScript" if report.kind == "javascript" else "the page"
        say(f"In {place}: {report.title}", style="bold red", stream="err")
        # What the page shows begins with its title.
        for line in report.text.removeprefix(report.title).strip("\n").splitlines():
            say(f"  {line}", stream="err")

    def missed(self, address: str) -> None:
        """Say that a page asked for something that is not there."""
        say(f"Not found: {address}", style="yellow", stream="err")

    def failed(self, error: PageletError) -> None:
        """Show an error, unless it was shown since the last change."""
        if str(error) not in self._wrong:
            self._wrong.add(str(error))
            show_error(error)

    def cannot_watch(self, error: Exception) -> None:
        """Say that changes will not be noticed."""
        say(f"Changes are not noticed here: {error}.", style="yellow", stream="err")
        say("After a change, reload the page yourself.", stream="err")

    def _say_state(self) -> None:
        if self._live.notes != self._notes:
            self._notes = self._live.notes
            for note in self._notes:
                say(f"  {note}")
        for error in self._live.errors:
            self.failed(error)
