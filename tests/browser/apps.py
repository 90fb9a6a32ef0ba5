"""Apps for browser tests, behind the server of `pagelet run`."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import uvicorn

from pagelet_cli.app import App
from pagelet_cli.live import Changes, LiveApp
from pagelet_cli.packages.supply import NOTHING, Supply
from pagelet_cli.ports import LOOPBACK, listen
from pagelet_cli.server import DevServer
from pagelet_cli.web import WebFile, web_files
from tests.browser.rig import Tab
from tests.cli.serving import Notes

# Whether the program of the page that `pagelet run FILE.py` makes is over.
ENDED = "['finished', 'failed', 'stopped'].includes(document.body.dataset.state)"


# Finds an app's packages.
Supplies: TypeAlias = Callable[[App], Supply]


def _without_packages(_: App) -> Supply:
    return NOTHING


@dataclass
class Served:
    """An app that can be opened at `url`; `notes` is what its author would be told."""

    url: str
    notes: Notes


class Serve(Protocol):
    """Serves the app at a path; the fixture `serve_app`."""

    def __call__(self, path: Path, supplier: Supplies = ..., /) -> Served:
        """Return where it is served; `supplier` finds its packages."""


@contextmanager
def app_servers() -> Iterator[Serve]:
    """Inside the `with` block, each call of its value serves one more app.

    They all end with the block: a page notices when its server is gone, so close the tabs before.
    """
    web = web_files()
    with ExitStack() as running:

        def serve(path: Path, supplier: Supplies = _without_packages, /) -> Served:
            return running.enter_context(_serve(path, web, supplier))

        yield serve


@contextmanager
def _serve(path: Path, web: Mapping[str, WebFile], supplier: Supplies) -> Iterator[Served]:
    """Serve the app at `path`, without reloading its pages on changes."""
    changes, notes = Changes(), Notes()
    app = DevServer(LiveApp(path, supplier), lambda: web, changes, notes).asgi()
    with listen(path, 0) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, args=[[listener]])
        thread.start()
        try:
            yield Served(f"http://{LOOPBACK}:{listener.getsockname()[1]}/", notes)
        finally:
            server.should_exit = True
            changes.close()
            thread.join()


def answer(tab: Tab, question: str, text: str) -> None:
    """Answer what `input(question)` asks; return when Python has taken the answer."""
    field = tab.get_by_role("textbox", name=question)
    field.fill(text)
    field.press("Enter")
    tab.wait_for("!document.querySelector('.pagelet-input input')?.value")
