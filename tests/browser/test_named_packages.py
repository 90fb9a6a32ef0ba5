"""Packages are asked for by their names: micropip finds them, on an index that the test plays."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route

from tests.browser.rig import Site, Tab
from tests.browser.rig.chromium_firefox import PlaywrightTab

pytestmark = pytest.mark.engines("chromium", "firefox")

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Named</title>
<script type="module" src="/pagelet.js"></script>
{body}</html>"""

Show = Callable[[str], Tab]


def wheel(name: str, version: str, code: str, needs: str = "") -> bytes:
    """Return a wheel with one module of the same name."""
    info = f"{name}-{version}.dist-info"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(f"{name}.py", code)
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        requires = f"Requires-Dist: {needs}\n" if needs else ""
        archive.writestr(
            f"{info}/METADATA",
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{requires}",
        )
        archive.writestr(f"{info}/RECORD", "")
    return content.getvalue()


WHEELS = {
    "greeting-1.0-py3-none-any.whl": wheel("greeting", "1.0", "WORD = 'Hello'"),
    "greeting-2.0-py3-none-any.whl": wheel(
        "greeting", "2.0", "from names import NAME\nWORD = 'Good morning, ' + NAME", "names"
    ),
    "names-3.1-py3-none-any.whl": wheel("names", "3.1", "NAME = 'Ada'"),
    "compiled-1.0-cp314-cp314-win_amd64.whl": b"for another machine",
}


def on_the_index(name: str) -> Mapping[str, object] | None:
    """Return what an index says of a project (PEP 691), or None if it has none."""
    files = [file for file in WHEELS if file.startswith(f"{name}-")]
    if not files:
        return None
    return {
        "meta": {"api-version": "1.0"},
        "name": name,
        "files": [
            {
                "filename": file,
                "url": f"https://files.index.test/{file}",
                "hashes": {"sha256": hashlib.sha256(WHEELS[file]).hexdigest()},
            }
            for file in files
        ],
    }


def answer(route: Route) -> None:
    """Play the index of packages, and the place where Pyodide keeps its own."""
    parts = urlsplit(route.request.url)
    name = parts.path.rstrip("/").rsplit("/", 1)[-1]
    headers = {"Access-Control-Allow-Origin": "*"}
    if parts.hostname == "files.index.test":
        route.fulfill(body=WHEELS[name], headers=headers)
    elif "/simple/" not in parts.path:
        route.abort("internetdisconnected")
    elif found := on_the_index(name):
        headers["Content-Type"] = "application/vnd.pypi.simple.v1+json"
        route.fulfill(body=json.dumps(found), headers=headers)
    else:
        route.fulfill(status=404, headers=headers)


@pytest.fixture
def show(tab: Tab, site: Site) -> Show:
    """Open a page with the given body, on a web that has an index of packages."""
    assert isinstance(tab, PlaywrightTab)
    tab.page.route(lambda url: not url.startswith(site.url), answer)

    def open_page(body: str) -> Tab:
        site.publish("named.html", PAGE.format(body=body))
        tab.open("named.html")
        return tab

    return open_page


@pytest.mark.pyscript("2.2", "packages by name")
def test_packages_come_with_what_they_need(show: Show) -> None:
    tab = show(
        """<py-config>packages = ["greeting"]</py-config>
<script type="py">
import importlib.metadata
import greeting

print(greeting.WORD, importlib.metadata.version("names"))
</script>"""
    )

    assert tab.inner_text().strip() == "Good morning, Ada 3.1"


def test_what_a_wheel_beside_the_page_needs_comes_from_the_index(show: Show, site: Site) -> None:
    site.publish(
        "mine-1.0-py3-none-any.whl", wheel("mine", "1.0", "from names import NAME", "names")
    )
    tab = show(
        """<py-config>packages = ["./mine-1.0-py3-none-any.whl"]</py-config>
<script type="py">
import mine

print(mine.NAME)
</script>"""
    )

    assert tab.inner_text().strip() == "Ada"


def test_a_wheel_may_do_without_what_it_needs(tab: Tab, show: Show, site: Site) -> None:
    tab.allow_error("404")
    needs = "nothing\nRequires-Dist: more; extra == 'more'\nRequires-Dist: json"
    site.publish("mine-1.0-py3-none-any.whl", wheel("mine", "1.0", "NAME = 'Bob'", needs))
    show(
        """<py-config>packages = ["./mine-1.0-py3-none-any.whl"]</py-config>
<script type="py">
import mine

print(mine.NAME)
</script>"""
    )

    assert tab.inner_text().strip() == "Bob"
    told = [line for line in tab.console if "Not all that packages need is there." in line]
    assert "There is no package with the name 'nothing'." in told[0]


def test_a_version_may_be_asked_for(show: Show) -> None:
    tab = show(
        """<py-config>packages = ["greeting<2"]</py-config>
<script type="py">
import greeting

print(greeting.WORD)
</script>"""
    )

    assert tab.inner_text().strip() == "Hello"


@pytest.mark.pyscript("2.2", "micropip")
def test_a_program_may_use_micropip_itself(tab: Tab, show: Show) -> None:
    tab.allow_error("404")
    show(
        """<script type="py">
import micropip

await micropip.install("greeting==1.0")
import greeting

print(greeting.WORD, micropip.list()["greeting"].version)
try:
    await micropip.install("nothing")
except ValueError as error:
    print("Can't fetch metadata for 'nothing'" in str(error))
</script>"""
    )

    assert tab.inner_text().strip() == "Hello 1.0\nTrue"


def test_a_program_installs_packages_while_it_runs(tab: Tab, show: Show) -> None:
    """It waits, and imports them in the next line; errors can be caught."""
    tab.allow_error("404")
    show(
        """<script type="py">
from pagelet import packages
from pagelet.errors import DownloadError

packages.install("greeting==1.0", "json")
import greeting

print(greeting.WORD)
try:
    packages.install("nothing")
except DownloadError as error:
    print(error.what)
</script>"""
    )

    assert tab.inner_text().strip() == ("Hello\nThere is no package with the name 'nothing'.")
    assert not tab.locator(".pagelet-progress").is_visible()


@pytest.mark.engines("chromium", "firefox", "webkit")
def test_micropip_is_there_without_a_web(tab: Tab, site: Site) -> None:
    site.publish(
        "here.html",
        PAGE.format(
            body="""<script type="py">
import importlib.metadata
import micropip

print(micropip.__version__ == importlib.metadata.version("micropip"))
</script>"""
        ),
    )
    tab.open("here.html")

    assert tab.inner_text().strip() == "True"


@pytest.mark.parametrize(
    ("package", "what", "hint"),
    [
        (
            "nothing",
            "There is no package with the name 'nothing'.",
            "Check the spelling. Some packages have another name than the module in them.",
        ),
        (
            "sklearn",
            "There is no package with the name 'sklearn'.",
            "The module sklearn is in the package scikit-learn: write that.",
        ),
        (
            "compiled",
            "There is no wheel for 'compiled' that runs in a page.",
            "what is compiled for computers only does not run in a browser.",
        ),
        (
            "greeting>7",
            "There is no wheel for 'greeting>7' that runs in a page.",
            "Ask for another version",
        ),
        (
            "greeting >> 2",
            "The packages cannot be installed as they are asked for: ",
            'packages = ["pandas", "rich>=13"].',
        ),
        (
            "numpy",
            "A package could not be loaded: ",
            "Check the network, and load the page again.",
        ),
    ],
)
def test_what_cannot_be_had_is_told(
    tab: Tab, show: Show, package: str, what: str, hint: str
) -> None:
    tab.allow_error("404")
    tab.allow_error("numpy")
    tab.expect_error(what)
    show(f"""<py-config>packages = ["{package}"]</py-config><script type="py">print(1)</script>""")
    text = tab.inner_text(".pagelet-error")

    assert what in text
    assert hint in text


def test_without_an_index_that_is_told(tab: Tab, show: Show) -> None:
    assert isinstance(tab, PlaywrightTab)
    tab.page.route("**/simple/**", lambda route: route.abort("internetdisconnected"))
    tab.allow_error("")
    show("""<py-config>packages = ["greeting"]</py-config><script type="py">print(1)</script>""")

    assert "could not be looked up: the index of packages did not answer." in tab.inner_text()
