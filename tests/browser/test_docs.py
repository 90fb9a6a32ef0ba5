"""The pages in the documentation open without an error, and its Python runs in a page."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.rig import Site, Tab
from tests.docs.blocks import Block, blocks_of, name_of, runnable_documents

# One engine is enough: what is shown here is that the documentation is right.
pytestmark = pytest.mark.engines("chromium")

LOADER = '<script type="module" src="/pagelet.js"></script>'

PAGES = [
    block for document in runnable_documents() for block in blocks_of(document) if block.is_page
]


def runs_in_page(block: Block) -> bool:
    return block.language == "python" and "page" in block.words


WITH_PAGE_CODE = [
    document for document in runnable_documents() if any(map(runs_in_page, blocks_of(document)))
]


@pytest.mark.parametrize("block", PAGES, ids=str)
def test_a_page_in_a_document_opens(tab: Tab, site: Site, block: Block) -> None:
    html = re.sub(r'src="[^"]*pagelet\.js"', 'src="/pagelet.js"', block.code)
    if "pagelet.js" not in html:
        html = LOADER + html
    if "<!doctype" not in html:
        html = f"<!doctype html>\n<title>{block}</title>\n{html}"
    tab.goto(publish(site, block.document, f"{block.line}.html", html))
    # A page that asks stays where it is.
    done = "document.documentElement.dataset.pagelet === 'done'"
    tab.wait_for_python("ready")
    asks = "document.querySelector('.pagelet-input')"
    asks_in_terminal = "document.querySelector('.xterm-rows')?.textContent.trim()"
    tab.wait_for(f"{done} || {asks} || {asks_in_terminal}")


@pytest.mark.parametrize("document", WITH_PAGE_CODE, ids=name_of)
def test_python_of_a_document_runs_in_a_page(tab: Tab, site: Site, document: Path) -> None:
    blocks = blocks_of(document)
    body = [block.code for block in blocks if block.language == "html" and not block.is_page]
    python = [block.code for block in blocks if runs_in_page(block)]
    start = f"<!doctype html>\n<title>{document.stem}</title>"
    html = "\n".join([start, LOADER, *body, '<script type="py">', *python, "</script>"])
    tab.goto(publish(site, document, "all.html", html))
    for answer in (block.answer for block in blocks if block.answer):
        field = tab.locator(".pagelet-input input")
        tab.wait_for_python("ready")
        field.fill(answer)
        field.press("Enter")
    tab.wait_for_python()


def publish(site: Site, document: Path, name: str, html: str) -> str:
    """Serve a page, and beside it the files that the document shows; return its address."""
    folder = f"documents/{name_of(document)}"
    for block in blocks_of(document):
        if block.file:
            site.publish(f"{folder}/{block.file}", block.code)
    for file, make in MADE.items():
        site.publish(f"{folder}/{file}", make())
    return site.publish(f"{folder}/{name}", html)


def wheel() -> bytes:
    """Return a small package as a wheel."""
    return zipped(
        {
            "greetings.py": 'def hello(name):\n    return f"Hello {name}!"\n',
            "greetings-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: greetings\n"
            "Version: 1.0\n",
            "greetings-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n"
            "Tag: py3-none-any\n",
            "greetings-1.0.dist-info/RECORD": "",
        }
    )


def pictures() -> bytes:
    """Return an archive of two small pictures."""
    dot = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><circle r="1"/></svg>'
    return zipped({"sun.svg": dot, "moon.svg": dot})


def zipped(files: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


# What the documents name and cannot show.
MADE: dict[str, Callable[[], bytes]] = {
    "greetings-1.0-py3-none-any.whl": wheel,
    "pictures.zip": pictures,
    "data.csv": lambda: b"number\n1\n",
}
