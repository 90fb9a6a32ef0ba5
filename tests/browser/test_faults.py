"""What is wrong with a page is said on the page, and the rest of it keeps working."""

from collections.abc import Callable

import pytest

from pagelet_cli.web import web_files
from tests.browser.rig import Site, Tab

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Fault</title>
<script type="module" src="/pagelet.js"></script>
{body}
<script type="py">print("this tag runs")</script></html>"""

Show = Callable[[str], str]


@pytest.fixture
def show(tab: Tab, site: Site) -> Show:
    """Open a page with the given body and return the text of the first error on it."""

    def open_page(body: str) -> str:
        site.publish("fault.html", PAGE.format(body=body))
        tab.open("fault.html")
        return tab.locator(".pagelet-error").nth(0).inner_text()

    return open_page


@pytest.mark.parametrize(
    ("body", "console", "what", "hint"),
    [
        (
            '<script type="py" src="not-there.py"></script>',
            "not-there.py",
            "'not-there.py' could not be fetched: the server answered 404.",
            "Check the spelling of the file's name and where it is; capitals count.",
        ),
        (
            '<script type="py" src=""></script>',
            "src is empty",
            "The tag's src is empty.",
            'Name the file: src="main.py".',
        ),
        (
            '<script type="py" src="tags.py">print(1)</script>',
            "both a file",
            "The tag has both a file (src) and code of its own.",
            "Keep one of the two: move the code into the file, or leave out src.",
        ),
        (
            '<script type="py" async="maybe">print(1)</script>',
            "means nothing",
            'async="maybe" means nothing.',
            'Write async="false" or async="true", or leave it out (the same as "true").',
        ),
        (
            '<script type="py" target="#nowhere">print(1)</script>',
            "no element",
            'The page has no element for target="#nowhere".',
            'Add <div id="nowhere"></div>, or leave out target.',
        ),
        (
            '<script type="py" target="..">print(1)</script>',
            "no element",
            'The page has no element for target="..".',
            "or leave out target.",
        ),
    ],
)
def test_a_tag_that_cannot_run_says_why_and_the_next_one_runs(
    tab: Tab, show: Show, body: str, console: str, what: str, hint: str
) -> None:
    tab.expect_error(console)
    if "not-there" in body:
        tab.expect_error("404")
    text = show(body)

    assert what in text
    assert hint in text
    assert "this tag runs" in tab.inner_text()


def test_a_file_that_is_not_utf8_is_named_with_the_line(tab: Tab, site: Site, show: Show) -> None:
    site.publish("latin.py", "x = 1\nname = 'é'\n".encode("latin-1"))
    tab.expect_error("not a text file in UTF-8")
    text = show('<script type="py" src="latin.py"></script>')

    assert "'latin.py' is not a text file in UTF-8." in text
    assert "latin.py, line 2" in text
    assert "this tag runs" in tab.inner_text()


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<py-config>name: x</py-config>", "The configuration is not valid TOML: "),
        ('<py-config>{"name": }</py-config>', "The configuration is not valid JSON: "),
        (
            "<py-config></py-config><py-config></py-config>",
            "The page has more than one <py-config> (PY0409).",
        ),
        (
            '<py-config>packages = ["./requests.tar.gz"]</py-config>',
            "'./requests.tar.gz' is neither the name of a package nor the address of a wheel.",
        ),
        (
            '<py-config>packages = ["/x-1.0-py3-none-any.whl"]</py-config>',
            "'x-1.0-py3-none-any.whl' is not a wheel: it is no zip file, or a damaged one.",
        ),
        (
            '<py-config>packages = ["/y-1.0-py3-none-any.whl"]</py-config>',
            "'y-1.0-py3-none-any.whl' could not be fetched: the server answered 404.",
        ),
        (
            '<py-config>files = {"gone.csv" = ""}</py-config>',
            "'gone.csv' could not be fetched: the server answered 404.",
        ),
        (
            '<py-config src="gone.toml"></py-config>',
            "'gone.toml' could not be fetched: the server answered 404.",
        ),
    ],
)
def test_a_faulty_configuration_is_explained_and_nothing_runs(
    tab: Tab, site: Site, show: Show, body: str, what: str
) -> None:
    site.publish("x-1.0-py3-none-any.whl", b"this is no zip file")
    tab.expect_error(what.removesuffix(" "))
    if "404" in what:
        tab.expect_error("404")
    text = show(body)

    assert what in text
    assert "this tag runs" not in tab.inner_text()


def test_a_copy_without_its_runtime_says_what_is_missing(tab: Tab, site: Site) -> None:
    for name, file in web_files().items():
        if name in ("pagelet.js", "pagelet.css") or name.startswith("loader/"):
            site.publish(f"bare/{name}", file.read())
    site.publish(
        "bare/page.html",
        '<!doctype html><title>Bare</title><script type="module" src="pagelet.js"></script>'
        '<script type="py">print(1)</script>',
    )
    tab.expect_error("could not be loaded")
    tab.expect_error("404")
    tab.allow_error("vendor/pyodide")
    tab.goto("bare/page.html")
    tab.wait_for("document.documentElement.dataset.pagelet === 'failed'")
    text = tab.inner_text(".pagelet-error")

    assert "Python cannot start: a part of Pagelet could not be loaded." in text
    assert "/bare/" in text
    assert "Copy the whole folder that 'pagelet dist' made" in text
    assert tab.evaluate("document.querySelector('.pagelet-progress') === null")
