"""The package pyscript does what PyScript's documentation says of it, row by row.

A page runs the rows of all modules, and a worker does; each row is a test of its own.
"""

from collections.abc import Iterator, Mapping

import pytest

from tests.browser.pyscript_rows import PAGES, Row, rows_of_page
from tests.browser.rig import NewTab, Site

FILES = (
    "rows_names.py",
    "rows_display.py",
    "rows_events.py",
    "rows_data.py",
    "rows_web.py",
    "rows_elements.py",
)
PAGE = PAGES / "package.html"
ROWS = rows_of_page(*FILES)


@pytest.fixture(scope="module", params=["page", "worker"])
def outcomes(
    request: pytest.FixtureRequest, new_tab: NewTab, site: Site
) -> Iterator[Mapping[str, str]]:
    """What became of each row, in the page or in a worker: "" or the traceback."""
    text = PAGE.read_text("utf-8")
    if request.param == "worker":
        text = text.replace('<script type="py"', '<script type="py" worker')
    site.publish("pyscript/package-here.html", text)
    tab = new_tab()
    # A row asks for a file that is not there.
    tab.allow_error("404")
    # Another opens a WebSocket to an address that is none; WebKit writes that to the console, too.
    tab.allow_error("Invalid url for WebSocket")
    tab.open("pyscript/package-here.html")
    assert tab.evaluate("window.rows") is not None, tab.describe()
    yield tab.evaluate("window.rows")
    surprises = tab.unexpected()
    tab.close()
    assert surprises == []


@pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])
def test_the_row_is_so(outcomes: Mapping[str, str], row: Row) -> None:
    assert outcomes[row.name] == ""
