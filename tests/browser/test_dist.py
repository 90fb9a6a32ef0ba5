"""Pages that take Pagelet from another server, which has what `pagelet dist` wrote."""

import pytest

from tests.browser.elsewhere import Elsewhere
from tests.browser.rig import Site, Tab

PAGE = """<!doctype html><html lang="en"><head><title>Elsewhere</title>
{line}
</head><body>
<script type="module">
import {{ hooks }} from "{address}pagelet.js";
document.documentElement.dataset.hooks = typeof hooks.main;
</script>
{tags}
</body></html>
"""


def page(site: Site, elsewhere: Elsewhere, tags: str, *, pinned: bool = True) -> str:
    """Publish a page with tags that takes Pagelet from elsewhere; return its address."""
    address = elsewhere.address
    line = f'<script type="module" src="{address}pagelet.js"></script>'
    if pinned:
        line = elsewhere.version.pinned_line(address)
        address += f"{elsewhere.version.folder}/"
    return site.publish("dist/page.html", PAGE.format(line=line, address=address, tags=tags))


# What is read at once, what is fetched, and a package that is in the folder.
TAGS = """<script type="py">
import colorsys, micropip
from pyscript import web
print("hello", 6 * 7, colorsys.rgb_to_hsv(1, 0, 0), micropip.__name__)
</script>
<script type="py-editor">print("from the editor")</script>
"""


@pytest.mark.parametrize("pinned", [True, False], ids=["pinned", "newest"])
def test_a_page_of_another_server_has_all_of_pagelet(
    tab: Tab, site: Site, elsewhere: Elsewhere, pinned: bool
) -> None:
    tab.open(page(site, elsewhere, TAGS, pinned=pinned))

    assert "hello 42 (0.0, 1.0, 1) micropip" in tab.inner_text()
    # WebKit runs no module that imports one which is not ready yet.
    if not (pinned and tab.engine == "webkit"):
        tab.wait_for("document.documentElement.dataset.hooks === 'object'")
    if tab.engine != "webkit":
        # Its driver does not look into shadow roots.
        tab.locator(".cm-content").wait_for()
    assert "vendor/codemirror/codemirror.js" in elsewhere.asked
    assert "pagelet.css" in elsewhere.asked
    twice = {name for name in elsewhere.asked if elsewhere.asked.count(name) > 1}
    assert twice <= {"vendor/pyodide/bare/pyodide.asm.wasm"}


@pytest.mark.engines("chromium", "firefox")
def test_a_terminal_and_a_worker_of_another_server_run(
    tab: Tab, site: Site, elsewhere: Elsewhere
) -> None:
    tags = """<script type="py" terminal>print("in the terminal")</script>
<script type="py" worker>
from pyscript import document
import wave
document.body.append(f"in the worker: {wave.__name__}")
</script>"""
    tab.open(page(site, elsewhere, tags))

    tab.wait_for_text("in the worker: wave")
    tab.locator(".xterm-screen").wait_for()
    assert "terminal/terminal.js" in elsewhere.asked


def assert_refused(tab: Tab, site: Site, elsewhere: Elsewhere, name: str, tag: str) -> None:
    """Check that a tag, which prints "hello", does not run where a file was changed."""
    tab.allow_error("")
    elsewhere.changed[name] = b"\n"

    tab.goto(page(site, elsewhere, tag))

    tab.wait_for_text("Python cannot start")
    assert "hello" not in tab.inner_text()


# Elsewhere a worker needs a service worker, and with that nothing can be checked in it.
@pytest.mark.engines("chromium", "firefox")
@pytest.mark.parametrize("name", ["loader/remote.js", "loader/suspension.js"])
def test_nothing_runs_in_a_worker_that_was_changed_on_the_server(
    tab: Tab, site: Site, elsewhere: Elsewhere, name: str
) -> None:
    assert_refused(tab, site, elsewhere, name, '<script type="py" worker>print("hello")</script>')


@pytest.mark.parametrize(
    "name",
    [
        "loader/tags.js",
        "pagelet-loader.js",
        "vendor/pyodide/pyodide.asm.js",
        "vendor/pyodide/bare/pyodide.asm.wasm",
        "vendor/pyodide/pyodide-lock.json",
    ],
)
def test_nothing_runs_of_a_version_that_was_changed_on_the_server(
    tab: Tab, site: Site, elsewhere: Elsewhere, name: str
) -> None:
    assert_refused(tab, site, elsewhere, name, '<script type="py">print("hello")</script>')


def test_a_changed_file_that_is_read_at_once_is_not_used(
    tab: Tab, site: Site, elsewhere: Elsewhere
) -> None:
    tab.allow_error("")
    elsewhere.changed["vendor/pyodide/stdlib.zip"] = b"\n"

    tab.open(
        page(
            site,
            elsewhere,
            '<script type="py">\ntry:\n    import colorsys\nexcept ImportError as error:\n'
            "    print('refused', error)\n</script>",
        )
    )

    assert "refused" in tab.inner_text()


def test_a_server_that_does_not_let_other_sites_use_a_file_is_named(
    tab: Tab, site: Site, elsewhere: Elsewhere
) -> None:
    tab.allow_error("")
    elsewhere.shut = {"loader/tags.js"}

    tab.goto(page(site, elsewhere, '<script type="py">print("hello")</script>'))

    tab.wait_for_text("Python cannot start")
    text = tab.inner_text("[role=alert]")
    assert f"{elsewhere.address}{elsewhere.version.folder}/loader/tags.js (no answer" in text
    assert '"Access-Control-Allow-Origin: *" if the page is on another server' in text
