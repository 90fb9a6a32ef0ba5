"""Chromium and Firefox, as the system has them, driven by Playwright."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.browser.rig.tab import Locator, Tab

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "firefox": ("firefox-esr", "firefox"),
}

FIREFOX_PREFERENCES: dict[str, str | float | bool] = {
    # Playwright relaxes this for its own sake; pages opened from file:// would pass falsely.
    "security.fileuri.strict_origin_policy": True,
    # No calls home: they fail without a network and slow the start down.
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "messaging-system.rsexperimentloader.enabled": False,
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    # A camera that shows a test picture, without a question to a person.
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
}
CHROMIUM_ARGUMENTS = [
    # Inside a container, as root, Chromium's own sandbox cannot start.
    "--no-sandbox",
    # A camera that shows a test picture, without a question to a person.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]

# A request that the page itself gave up (it left, or it called abort) is no failure.
GIVEN_UP = ("ERR_ABORTED", "NS_BINDING_ABORTED", "NS_ERROR_ABORT")


def program(engine: str) -> str | None:
    """Return the path of the installed browser, or None."""
    return next(filter(None, map(shutil.which, PROGRAMS[engine])), None)


def missing_parts(engine: str) -> list[str]:
    """Return the name of the browser when it is not installed."""
    return [] if program(engine) else [PROGRAMS[engine][0]]


def launch_options(engine: str) -> dict[str, Any]:
    """Return Playwright's launch arguments for the installed browser."""
    path = program(engine)
    if engine == "chromium":
        return {"executable_path": path, "args": CHROMIUM_ARGUMENTS}
    return {
        "executable_path": path,
        # A Firefox as Mozilla makes it, over WebDriver BiDi, not Playwright's patched one.
        "channel": "moz-firefox",
        "firefox_user_prefs": FIREFOX_PREFERENCES,
    }


@contextmanager
def browser(engine: str, site_url: str) -> Iterator[Callable[[], Tab]]:
    """Start `engine`; each call of the value opens a tab with a storage of its own."""
    with sync_playwright() as playwright:
        started = getattr(playwright, engine).launch(**launch_options(engine))
        try:
            yield lambda: PlaywrightTab(engine, site_url, started)
        finally:
            started.close()


class PlaywrightTab(Tab):
    """A tab in Chromium or Firefox."""

    def __init__(self, engine: str, site_url: str, browser: Browser) -> None:
        super().__init__(engine, site_url)
        self.context = browser.new_context(viewport={"width": 1280, "height": 800})
        # Listening at the context hears pop-ups and workers too.
        self.context.on("console", self._on_console)
        self.context.on("weberror", lambda event: self._on_problem(f"error: {event.error}"))
        self.context.on("requestfailed", self._on_request_failed)
        self.context.on("response", self._on_response)
        self.page: Page = self.context.new_page()
        self.page.on("crash", lambda _: self._on_problem("the page crashed"))

    def goto(self, path: str) -> None:
        """Load `path` of the test site, or a full address."""
        self.page.goto(self.address(path))

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()

    def evaluate(self, expression: str, argument: Any = None) -> Any:
        """Return the value of a JavaScript expression."""
        return self.page.evaluate(expression, argument)

    def locator(self, css: str) -> Locator:
        """Return a locator for a CSS selector."""
        return self.page.locator(f"css={css}")

    def get_by_role(self, role: str, *, name: str | None = None) -> Locator:
        """Return a locator for an ARIA role and, exactly, an accessible name."""
        return self.page.get_by_role(cast("Any", role), name=name, exact=True)

    def press(self, key: str) -> None:
        """Press a key wherever the focus is."""
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type `text` wherever the focus is."""
        self.page.keyboard.type(text)

    def resize(self, width: int, height: int) -> None:
        """Give the page this many CSS pixels."""
        self.page.set_viewport_size({"width": width, "height": height})

    def screenshot(self) -> bytes:
        """Return a picture of what is visible, as PNG."""
        return self.page.screenshot()

    def close(self) -> None:
        """Close the page and forget its storage."""
        self.context.close()

    def _glance(self) -> None:
        """Do nothing: messages are taken in while the driver answers anything else."""

    def _collect(self) -> None:
        # Messages travel in order: after this answer all earlier ones have arrived.
        if not self.page.is_closed():
            self.page.evaluate("new Promise((resolve) => setTimeout(resolve))")

    def _on_problem(self, text: str) -> None:
        self._problems.append(text)
        self.console.append(text)

    def _on_console(self, message: ConsoleMessage) -> None:
        place = message.location
        line = f"console.{message.type}: {message.text} ({place['url']}:{place['lineNumber']})"
        if message.type == "error":
            self._on_problem(line)
        else:
            self.console.append(line)

    def _on_request_failed(self, request: Request) -> None:
        reason = request.failure or "no reason given"
        if not any(word in reason for word in GIVEN_UP):
            self._on_problem(f"request failed: {request.url}: {reason}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self._on_problem(f"request failed: {response.url}: status {response.status}")
