"""One way to drive Chromium, Firefox and WebKit from a test.

A test asks for the `tab` fixture and uses what `Tab` and `Locator` offer; both keep Playwright's
names and meaning. Chromium and Firefox are driven by Playwright, WebKit by WebKitWebDriver.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeAlias

from tests.browser.rig import chromium_firefox, webkit
from tests.browser.rig.site import Site
from tests.browser.rig.tab import Locator, Tab

__all__ = ["ENGINES", "Locator", "NewTab", "Site", "Tab", "missing_parts", "start_browser"]

ENGINES = ("chromium", "firefox", "webkit")

NewTab: TypeAlias = Callable[[], Tab]


def missing_parts(engine: str) -> list[str]:
    """Return the programs that must be installed before `engine` can be driven."""
    if engine == "webkit":
        return webkit.missing_parts()
    return chromium_firefox.missing_parts(engine)


def start_browser(engine: str, site_url: str) -> AbstractContextManager[NewTab]:
    """Start a browser; inside the `with` block, each call of its value opens a new tab."""
    if engine == "webkit":
        return webkit.browser(site_url)
    return chromium_firefox.browser(engine, site_url)
