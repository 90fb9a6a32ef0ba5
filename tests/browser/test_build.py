"""Sites that `pagelet build` made, used as a visitor does: with a server, and then without."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from pagelet_cli.__main__ import main
from tests.browser.rig import Tab
from tests.browser.rig.serving import serving

PAGE = """<!doctype html>
<html lang="en"><head><title>Tea</title>
<link rel="stylesheet" href="style.css">
<script type="module" src="pagelet.js"></script>
<script type="module">
import { hooks } from "./pagelet.js";
document.documentElement.dataset.hooks = typeof hooks.main;
</script>
</head><body>
<p><a href="about/">About</a></p>
<script type="py" config="pagelet.toml">
import colorsys
from helper import text
print(text(), open("data.csv").read(), colorsys.rgb_to_hsv(1, 0, 0))
</script>
</body></html>
"""
ABOUT = """<!doctype html><title>About</title>
<script type="module" src="../pagelet.js"></script>
<script type="py">print("about", 6 * 7)</script>
"""


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """The folder of a server; the site is in a folder below it."""
    app = tmp_path / "app"
    (app / "about").mkdir(parents=True)
    contents = {
        "index.html": PAGE,
        "about/index.html": ABOUT,
        "style.css": "p { color: rgb(1, 2, 3) }\n",
        "helper.py": "def text():\n    return 'help'\n",
        "data.csv": "1,2",
        "pagelet.toml": '[files]\n"helper.py" = ""\n"data.csv" = ""\n',
    }
    for name, content in contents.items():
        (app / name).write_text(content)
    assert main(["build", str(app), "-o", str(tmp_path / "www/some/where")]) == 0
    return tmp_path / "www"


class _Quiet(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Let the browser keep nothing by itself: what is there later, the site has kept."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@contextmanager
def plain_server(folder: Path) -> Iterator[str]:
    """Serve a folder with nothing special, and yield its address."""
    with serving(partial(_Quiet, directory=folder)) as url:
        yield f"{url}/"


def test_a_site_works_from_a_subfolder_and_then_without_its_server(tab: Tab, built: Path) -> None:
    with plain_server(built) as address:
        tab.open(f"{address}some/where/")

        assert "help 1,2 (0.0, 1.0, 1)" in tab.inner_text()
        assert tab.evaluate("document.documentElement.dataset.hooks") == "object"
        color = "getComputedStyle(document.querySelector('p')).color"
        assert tab.evaluate(color) == "rgb(1, 2, 3)"
        # No file is asked for twice, and none that this page does not need.
        asked = tab.evaluate(
            "performance.getEntriesByType('resource').map((entry) => entry.name)"
            ".filter((name) => !name.includes('offline') && !name.includes('service-worker'))"
        )
        twice = {name.rpartition("/")[2] for name in asked if asked.count(name) > 1}
        # Only Chromium does not tell of a file that was asked for early and used then as of two.
        assert twice <= (set() if tab.engine == "chromium" else {"pyodide.asm.wasm"})
        assert not [name for name in asked if "micropip" in name or "codemirror" in name]
        tab.wait_for(
            "navigator.serviceWorker.getRegistration()"
            ".then((found) => found?.active?.state === 'activated')"
        )

    # The server has gone.
    tab.reload()
    tab.wait_for_python()
    assert "help 1,2 (0.0, 1.0, 1)" in tab.inner_text()
    tab.get_by_role("link", name="About").click()
    tab.wait_for("document.title === 'About'")
    tab.wait_for_python()
    assert "about 42" in tab.inner_text()


# Where Python cannot wait, what is imported so comes from the server alone.
@pytest.mark.engines("chromium", "firefox")
def test_modules_that_no_code_names_are_there_without_the_server(tab: Tab, tmp_path: Path) -> None:
    # Browsers tell that the server does not answer.
    tab.allow_error("")
    (tmp_path / "hidden.py").write_text("exec('import ' + 'wave')\nprint(wave.__name__)\n")
    assert main(["build", str(tmp_path / "hidden.py"), "-o", str(tmp_path / "www/site")]) == 0
    with plain_server(tmp_path / "www") as address:
        tab.open(f"{address}site/")
        tab.wait_for(
            "navigator.serviceWorker.getRegistration()"
            ".then((found) => found?.active?.state === 'activated')"
        )

    tab.reload()
    tab.wait_for("document.body.dataset.state === 'finished'")
    assert "wave" in tab.inner_text("#pagelet-output")


# Firefox holds a page that was left, and with it the old version, until its tab is closed.
@pytest.mark.engines("chromium")
def test_an_update_does_not_break_a_page_that_is_open(
    tab: Tab, built: Path, tmp_path: Path
) -> None:
    with plain_server(built) as address:
        tab.open(f"{address}some/where/")
        tab.wait_for(
            "navigator.serviceWorker.getRegistration()"
            ".then((found) => found?.active?.state === 'activated')"
        )
        tab.reload()
        tab.wait_for_python()
        (tmp_path / "app/data.csv").write_text("3,4")
        assert main(["build", str(tmp_path / "app"), "-o", str(built / "some/where")]) == 0
        # This server tells no times apart that are in one second.
        later = time.time() + 5
        os.utime(built / "some/where/service-worker.js", (later, later))
        tab.wait_for(
            "navigator.serviceWorker.getRegistration()"
            ".then((found) => found.update()).then((found) => Boolean(found.waiting))"
        )

        # This page goes on with the version that it has begun with.
        assert tab.evaluate("fetch('data.csv').then((answer) => answer.text())") == "1,2"

        # When no page of it is open any more, the next one gets the new version.
        tab.goto("about:blank")
        tab.open(f"{address}some/where/")
        tab.wait_for_text("help 3,4")
