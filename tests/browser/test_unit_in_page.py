"""The unit tests pass inside the page too, against the real DOM and the Python that we ship."""

import importlib.metadata
import io
import zipfile
from pathlib import Path

import pytest

from tests.browser.rig import Site, Tab

REPOSITORY = Path(__file__).parents[2]
TEST_TOOLS = ("pytest", "pluggy", "iniconfig", "packaging", "pygments")


# Some of them wait inside plain functions, which WebKitGTK cannot.
@pytest.mark.engines("chromium", "firefox")
def test_the_unit_tests_pass_inside_the_page(tab: Tab, site: Site) -> None:
    """The very files of tests/unit, run by the very pytest that runs this."""
    site.publish("unit.zip", bundle())
    # Tests of failing handlers raise this; it must reach the console, too.
    tab.expect_error("ValueError: broken on purpose")
    # Some tests break things on purpose, and Pagelet then tells the console; pytest judges.
    tab.allow_error("")
    tab.open("unit.html")

    assert tab.evaluate("window.unitOutcome") == 0, tab.evaluate("window.unitReport")


def bundle() -> bytes:
    """Return a zip of the unit tests, their settings, and pytest as it is installed here."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.write(REPOSITORY / "pyproject.toml", "pyproject.toml")
        for path in sorted((REPOSITORY / "tests" / "unit").rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                archive.write(path, path.relative_to(REPOSITORY))
        for name in TEST_TOOLS:
            for file in importlib.metadata.files(name) or []:
                # Leaves out what is not for import: programs ("../../../bin/pytest"), bytecode.
                if ".." not in file.parts and file.suffix != ".pyc":
                    archive.write(str(file.locate()), f"site-packages/{file}")
    return content.getvalue()
