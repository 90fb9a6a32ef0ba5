"""Errors in a page's own code: each beside its tag, in plain words, with the spot marked."""

import pytest

from tests.browser.rig import Site, Tab

# The first error of a page brings in what explains errors; here that takes many breaths.
SLOW_WORDS = """<script type="py">
import sys, time
class Slow:
    def find_spec(name, path, target=None):
        if name == "pagelet._words.values":
            end = time.monotonic() + 0.5
            while time.monotonic() < end:
                pass
sys.meta_path.insert(0, Slow)
</script>"""


@pytest.fixture
def errors(tab: Tab) -> Tab:
    """A page whose tags all fail."""
    # Every error is in the console as well, in full.
    tab.expect_error("Traceback (most recent call last)")
    tab.open("errors.html")
    return tab


def shown(tab: Tab, number: int, css: str) -> str:
    return tab.inner_text(f"#py-{number} {css}")


def test_an_error_stands_behind_what_its_tag_printed(errors: Tab) -> None:
    assert errors.inner_text("#py-0").startswith("The total is\n")
    assert shown(errors, 0, ".pagelet-error-title") == (
        "A number (int) and text (str) cannot be added with +."
    )
    assert shown(errors, 0, ".pagelet-error-code mark") == ("sum(prices[name] for name in names)")
    assert errors.get_by_role("alert").count() == 5


def test_the_way_to_the_error_leads_through_the_users_lines_only(errors: Tab) -> None:
    steps = errors.evaluate("[...document.querySelectorAll('#py-0 li code')].map(e => e.innerText)")

    assert steps == [
        'print(total(["tea", "cake"]))',
        "return sum(prices[name] for name in names)",
    ]


def test_a_program_that_cannot_be_read_is_explained(errors: Tab) -> None:
    assert shown(errors, 1, ".pagelet-error-title") == "A colon is missing here."
    marked = errors.evaluate("document.querySelector('#py-1 mark').previousSibling.data")
    assert marked == 'for name in "abc"'


def test_a_missing_module_is_named_with_what_was_probably_meant(errors: Tab) -> None:
    assert shown(errors, 2, ".pagelet-error-title") == "There is no module called 'numpyy'."
    assert shown(errors, 2, ".pagelet-error-hint") == "Did you mean 'numpy'?"


def test_slips_with_the_browsers_own_objects_are_explained(errors: Tab) -> None:
    assert shown(errors, 3, ".pagelet-error-title") == (
        "The browser's object has no 'getElementByID'."
    )
    assert shown(errors, 3, ".pagelet-error-hint") == (
        "Did you mean 'getElementById'? Capitals count."
    )
    assert shown(errors, 4, ".pagelet-error-title") == (
        "The browser found nothing here (null), so there is no 'textContent'."
    )


def test_the_full_report_is_behind_a_disclosure(errors: Tab) -> None:
    report = "document.querySelector('#py-0 details pre').innerText"
    assert not errors.evaluate("document.querySelector('#py-0 details').open")

    errors.click("#py-0 summary")

    assert errors.evaluate(report).startswith("Traceback (most recent call last)")


def test_the_page_is_told_of_each_error(errors: Tab) -> None:
    told = dict(errors.evaluate("told"))

    assert told["py-1"] == "A colon is missing here."
    assert len(told) == 5


@pytest.mark.engines("chromium", "firefox")
def test_errors_that_happen_together_are_all_explained(tab: Tab, site: Site) -> None:
    """Also where the second happens while the first brings in what explains it."""
    site.publish(
        "errors-together.html",
        f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Errors</title>
        <script type="module" src="/pagelet.js"></script><body>{SLOW_WORDS}
        <script type="py">
from js import setTimeout
setTimeout(lambda: 1 / 0, 0)
values = [1]
setTimeout(lambda: values[3], 0)
        </script></body></html>""",
    )
    tab.expect_error("ZeroDivisionError")
    tab.expect_error("IndexError")
    tab.open("errors-together.html")
    tab.wait_for_text("A number was divided by zero.")
    tab.wait_for_text("There is no item 3 in values")
