"""Fixtures for tests in real browsers: `tab`, `engine`, `site`."""

import os
import zlib
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.app import App
from pagelet_cli.program_page import program_page
from pagelet_cli.web import web_files
from tests.browser.apps import Serve, app_servers
from tests.browser.elsewhere import Elsewhere, serve_elsewhere
from tests.browser.rig import ENGINES, NewTab, Site, Tab, missing_parts, start_browser
from tests.browser.rig.site import folder, serve
from tests.browser.running import Start
from tests.browser.wheels import COMPILED

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "engines(*names): run in these browser engines only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once per engine: PAGELET_ENGINES, or all, less what its mark `engines` omits."""
    if "engine" not in metafunc.fixturenames:
        return
    chosen = os.environ.get("PAGELET_ENGINES", ",".join(ENGINES)).split(",")
    mark = metafunc.definition.get_closest_marker("engines")
    names = [name for name in chosen if mark is None or name in mark.args]
    metafunc.parametrize("engine", names, indirect=True, scope="session")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test of this folder: slow, tried again, with others that need the same browser."""
    item.add_marker("browser")
    # A thousand tests drive real browsers on whatever machine this is. One that fails three times
    # in a row is broken; what failed before is told in the summary, and to be mended.
    item.add_marker(pytest.mark.flaky(reruns=2))
    # scripts/test shares the groups out among processes. Each group starts its browser once;
    # four of each engine are few enough for that, and enough to keep all processes busy.
    engine = item.callspec.params.get("engine") if hasattr(item, "callspec") else None
    part = zlib.crc32(item.path.name.encode()) % 4
    item.add_marker(pytest.mark.xdist_group(f"{engine}-{part}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell why tests had to be run again."""
    for report in terminalreporter.getreports("rerun"):
        terminalreporter.write_sep("_", f"run again: {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of this folder last.

    Because they are slow, and because Playwright keeps an event loop running in this thread
    from the first of them on: code that calls asyncio.run() has to be tested before.
    """
    here = [item for item in items if item.path.is_relative_to(HERE)]
    items[:] = [item for item in items if item not in set(here)] + here


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add to the report of a failed test what its page looked like."""
    report = yield
    tab = getattr(item, "funcargs", {}).get("tab")
    if report.when == "call" and report.failed and isinstance(tab, Tab):
        report.sections.append((f"page in {tab.engine}", tab.describe()))
    return report


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """A web server with the test pages, Pagelet's web files, the examples and the test wheels."""
    with serve() as running:
        running.mount("", folder(HERE / "pages"))
        running.mount("examples/", folder(REPOSITORY / "examples"))
        running.mount("wheels/", folder(COMPILED))
        files = web_files()
        running.mount("", lambda path: files[path].read() if path in files else None)
        running.mount("isolated/", running.find)
        running.isolate("isolated/")
        yield running


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """The engine of this run: chromium, firefox or webkit."""
    return str(request.param)


@pytest.fixture(scope="session")
def new_tab(engine: str, site: Site) -> Iterator[NewTab]:
    """A started browser; call it for one more tab."""
    missing = missing_parts(engine)
    if missing:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say(f"{engine} cannot be tested, not installed (see scripts/test): {', '.join(missing)}")
    with start_browser(engine, site.url) as new:
        yield new


@pytest.fixture
def tab(new_tab: NewTab) -> Iterator[Tab]:
    """An empty page; the test fails when anything goes wrong in it that was not expected."""
    tab = new_tab()
    try:
        yield tab
        surprises = tab.unexpected()
    finally:
        tab.close()
    if surprises:
        pytest.fail("In the page:\n" + "\n".join(surprises), pytrace=False)


@pytest.fixture
def start(tab: Tab, site: Site, tmp_path: Path) -> Start:
    """Opens the page of a program with the given text."""
    files = web_files()
    site.mount("program/", lambda path: files[path].read() if path in files else None)

    def open_page(text: str) -> None:
        program = tmp_path / "main.py"
        program.write_text(text)
        site.publish("program/main.py", text)
        site.publish("program/page.html", program_page(App.open(program)))
        tab.goto("program/page.html")

    return open_page


@pytest.fixture(scope="module")
def serve_app() -> Iterator[Serve]:
    """Serves apps as `pagelet run` does."""
    with app_servers() as serve:
        yield serve


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `pagelet dist` made."""
    folder = tmp_path_factory.mktemp("server") / "pagelet"
    assert main(["dist", str(folder)]) == 0
    return folder


@pytest.fixture
def elsewhere(written: Path) -> Iterator[Elsewhere]:
    """That folder on a server that is not the page's."""
    with serve_elsewhere(written) as made:
        yield made


@pytest.fixture
def run(tab: Tab, tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Writes game.py and opens its page, as `pagelet run` serves it."""
    with app_servers() as serve:

        def write_and_run(text: str) -> None:
            (tmp_path / "game.py").write_text(text)
            tab.goto(serve(tmp_path / "game.py").url)

        yield write_and_run
        # Leave, because the page would miss its server.
        tab.goto("about:blank")
