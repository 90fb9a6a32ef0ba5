"""Python's own ways to the web work in the page, and wait without freezing it."""

import pytest

from tests.browser.rig import Tab

pytestmark = pytest.mark.engines("chromium", "firefox")


def test_urllib_reads_from_the_web(tab: Tab) -> None:
    tab.expect_error("404")
    tab.open("net.html")

    assert tab.inner_text("#py-0").strip().split("\n") == ["200 import asyncio", "error 404"]
