"""WebKit: our own small WebKitGTK browser, driven by WebKitWebDriver, on a display of its own."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
    WebDriverException,
)
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.file_detector import UselessFileDetector
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.rig.tab import PYTHON_START_SECONDS, WAIT_SECONDS, Tab

Result = TypeVar("Result")

DRIVER = "WebKitWebDriver"
BROWSER = Path(__file__).with_name("webkit_browser.py")
SYSTEM_PYTHON = "/usr/bin/python3"
NEEDED_BY_BROWSER = (
    "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')"
)

# What can have one of the roles that tests ask for.
ROLE_HOLDERS = (
    "a, button, dialog, fieldset, form, h1, h2, h3, h4, h5, h6, img, input, li, main, meter, nav,"
    " option, output, progress, select, summary, table, tbody td, th, tr, textarea, ul, ol, [role]"
)

KEY_NAMES = {
    "Control": Keys.CONTROL,
    "Shift": Keys.SHIFT,
    "Alt": Keys.ALT,
    "Meta": Keys.META,
    "Enter": Keys.ENTER,
    "Tab": Keys.TAB,
    "Escape": Keys.ESCAPE,
    "Backspace": Keys.BACKSPACE,
    "Delete": Keys.DELETE,
    "Home": Keys.HOME,
    "End": Keys.END,
    "PageUp": Keys.PAGE_UP,
    "PageDown": Keys.PAGE_DOWN,
    "ArrowUp": Keys.ARROW_UP,
    "ArrowDown": Keys.ARROW_DOWN,
    "ArrowLeft": Keys.ARROW_LEFT,
    "ArrowRight": Keys.ARROW_RIGHT,
    "Space": Keys.SPACE,
}

MARK = "read up to here: "
PROBLEM = re.compile(r"CONSOLE(?: \w+)? ERROR ")
MESSAGE = re.compile(r"CONSOLE(?: \w+)? (?:LOG|INFO|DEBUG|WARN|ERROR) ")

# The driver has no 'evaluate': run an expression, call it if it is a function, await the result.
EVALUATE = """
const argument = arguments[0], answer = arguments[arguments.length - 1];
(async () => {
  const value = (%s
  );
  return typeof value === "function" ? await value(argument) : await value;
})().then(
  (value) => answer({ value: value === undefined ? null : value }),
  (error) => answer({ error: `${error}\\n${error?.stack ?? ""}` }),
);
"""

# Fields that a person fills by picking, not by typing.
PICKED_FIELDS = ("color", "date", "datetime-local", "month", "range", "time", "week")
PICK = """
arguments[0].value = arguments[1];
arguments[0].dispatchEvent(new Event("input", { bubbles: true }));
arguments[0].dispatchEvent(new Event("change", { bubbles: true }));
"""
SELECT_ALL = """
arguments[0].focus();
if (arguments[0].select) arguments[0].select();
else getSelection().selectAllChildren(arguments[0]);
"""
CHOOSE = """
const option = [...arguments[0].options].find(
  (option) => option.value === arguments[1] || option.label === arguments[1]);
if (!option) return false;
arguments[0].value = option.value;
arguments[0].dispatchEvent(new Event("input", { bubbles: true }));
arguments[0].dispatchEvent(new Event("change", { bubbles: true }));
return true;
"""


def missing_parts() -> list[str]:
    """Return the programs that are not installed."""
    missing = [name for name in (DRIVER, "Xvfb") if not shutil.which(name)]
    if os.environ.get("DISPLAY") and "Xvfb" in missing:
        missing.remove("Xvfb")
    looked = subprocess.run(
        [SYSTEM_PYTHON, "-c", NEEDED_BY_BROWSER], capture_output=True, check=False
    )
    if looked.returncode:
        missing.append("python3-gi with gir1.2-webkit2-4.1")
    return missing


@contextmanager
def display() -> Iterator[str]:
    """Give the name of a display: the one in use, or a virtual one while it is needed."""
    if "DISPLAY" in os.environ:
        yield os.environ["DISPLAY"]
        return
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield f":{server.stdout.readline().strip()}"
        finally:
            server.terminate()


@contextmanager
def browser(site_url: str) -> Iterator[Callable[[], Tab]]:
    """Make ready for WebKit; each call of the value starts a browser with a profile of its own.

    One browser per tab, since WebKitGTK has no second storage inside a profile; it starts in
    about a second.
    """
    with (
        display() as display_name,
        tempfile.TemporaryDirectory(
            # The browser's helpers may still write while they end.
            ignore_cleanup_errors=True
        ) as folder,
    ):
        tabs = iter(range(1_000_000))
        yield lambda: WebKitTab(site_url, display_name, Path(folder, str(next(tabs))))


class WebKitTab(Tab):
    """A tab, alone in its WebKit browser."""

    def __init__(self, site_url: str, display_name: str, profile: Path) -> None:
        super().__init__("webkit", site_url)
        profile.mkdir()
        self.profile = profile
        self.console_file = profile / "console.log"
        self.console_file.touch()
        self.service = Service(
            shutil.which(DRIVER),
            env={
                **os.environ,
                "DISPLAY": display_name,
                "PAGELET_WEBKIT_PROFILE": str(profile),
                "PAGELET_WEBKIT_CONSOLE": str(self.console_file),
                "GTK_A11Y": "none",
                "NO_AT_BRIDGE": "1",
                "LIBGL_ALWAYS_SOFTWARE": "1",
                # Not the best code for what runs for a second; it costs a fifth of the time.
                "JSC_useOMGJIT": "false",
            },
        )
        self.service.start()
        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(BROWSER)
        options.set_capability("browserName", "PageletTests")
        try:
            # Not webdriver.WebKitGTK: in selenium 4.51 it warns of its own use of itself.
            self.driver = webdriver.Remote(
                RemoteConnection(client_config=ClientConfig(self.service.service_url)),
                file_detector=UselessFileDetector(),
                options=options,
            )
        except Exception:
            self.service.stop()
            raise
        self.driver.set_script_timeout(PYTHON_START_SECONDS)
        self.driver.set_page_load_timeout(PYTHON_START_SECONDS)
        self._marks = iter(range(1_000_000))

    def goto(self, path: str) -> None:
        """Load `path` of the test site, or a full address."""
        self.driver.get(self.address(path))

    def reload(self) -> None:
        """Load the page again."""
        self.driver.refresh()

    def evaluate(self, expression: str, argument: Any = None) -> Any:
        """Return the value of a JavaScript expression."""
        answer = self.driver.execute_async_script(EVALUATE % expression, argument)
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["value"]

    def locator(self, css: str) -> "WebKitLocator":
        """Return a locator for a CSS selector."""
        return WebKitLocator(self, css, lambda: self.driver.find_elements("css selector", css))

    def get_by_role(self, role: str, *, name: str | None = None) -> "WebKitLocator":
        """Return a locator for an ARIA role and, exactly, an accessible name."""

        def fits(element: WebElement) -> bool:
            try:
                if element.aria_role != role:
                    return False
                return name is None or element.accessible_name == name
            except WebDriverException:
                # The driver fails where an element that is not shown has no role.
                return False

        def find() -> list[WebElement]:
            holders = self.driver.find_elements("css selector", ROLE_HOLDERS)
            return [element for element in holders if fits(element)]

        return WebKitLocator(self, f"{role} {name or ''}", find)

    def press(self, key: str) -> None:
        """Press a key wherever the focus is."""
        *held, last = [KEY_NAMES.get(part, part) for part in key.split("+")]
        actions = ActionChains(self.driver)
        for modifier in held:
            actions.key_down(modifier)
        actions.send_keys(last)
        for modifier in reversed(held):
            actions.key_up(modifier)
        actions.perform()

    def type(self, text: str) -> None:
        """Type `text` wherever the focus is."""
        ActionChains(self.driver).send_keys(text).perform()

    def resize(self, width: int, height: int) -> None:
        """Give the page this many CSS pixels (the window has no frame)."""
        self.driver.set_window_size(width, height)
        self.wait_for(f"innerWidth === {width} && innerHeight === {height}")

    def screenshot(self) -> bytes:
        """Return a picture of what is visible, as PNG."""
        return self.driver.get_screenshot_as_png()

    def close(self) -> None:
        """End the browser and remove its profile."""
        try:
            self.driver.quit()
        finally:
            self.service.stop()
        shutil.rmtree(self.profile, ignore_errors=True)

    def _collect(self) -> None:
        # The console arrives through a pipe: wait until a line of our own has come through.
        mark = f"{MARK}{next(self._marks)}."
        self.evaluate("new Promise((resolve) => setTimeout(resolve))")
        self.evaluate(f"console.info({mark!r})")
        deadline = time.monotonic() + WAIT_SECONDS
        while mark not in self._console_text():
            if time.monotonic() > deadline:
                raise TimeoutError(f"WebKit's console never showed {mark!r}")
            time.sleep(0.02)
        self._glance()

    def _glance(self) -> None:
        messages: list[str] = []
        for line in self._console_text().splitlines():
            if MESSAGE.search(line) or MARK in line or not messages:
                messages.append(line)
            else:
                # A traceback, for example, is one message of many lines.
                messages[-1] += f"\n{line}"
        self.console = [message for message in messages if MARK not in message]
        self._problems = [message for message in self.console if PROBLEM.search(message)]

    def _console_text(self) -> str:
        return self.console_file.read_text(errors="replace")


class WebKitLocator:
    """A way to an element of a WebKit page; looks it up anew on each use."""

    def __init__(self, tab: WebKitTab, name: str, find: Callable[[], list[WebElement]]) -> None:
        self._tab = tab
        self._name = name
        self._find = find

    def click(self) -> None:
        """Click it, once it can be clicked."""
        self._when_ready(lambda element: element.click())

    def fill(self, value: str) -> None:
        """Replace its value by `value`."""

        def replace(element: WebElement) -> None:
            if element.get_attribute("type") in PICKED_FIELDS:
                self._tab.driver.execute_script(PICK, element, value)
            else:
                self._tab.driver.execute_script(SELECT_ALL, element)
                element.send_keys(value or Keys.DELETE)

        self._when_ready(replace)

    def press_sequentially(self, text: str) -> None:
        """Focus it and type `text`, key by key."""
        self._when_ready(lambda element: element.send_keys(text))

    def press(self, key: str) -> None:
        """Focus it and press a key."""
        self.focus()
        self._tab.press(key)

    def set_input_files(self, files: str) -> None:
        """Choose the file at this path in a file field."""
        self._when_ready(lambda element: element.send_keys(files), visible=False)

    def select_option(self, value: str) -> None:
        """Choose the option with this value or label."""
        if not self._script(CHOOSE, value):
            raise ValueError(f"{self._name} has no option {value!r}")

    def focus(self) -> None:
        """Give it the keyboard focus."""
        self._script("arguments[0].focus()")

    def inner_text(self) -> str:
        """Return its text as a person sees it."""
        return str(self._script("return arguments[0].innerText"))

    def input_value(self) -> str:
        """Return the value of a field."""
        return str(self._script("return arguments[0].value"))

    def get_attribute(self, name: str) -> str | None:
        """Return an attribute, or None."""
        value = self._script("return arguments[0].getAttribute(arguments[1])", name)
        return None if value is None else str(value)

    def evaluate(self, expression: str) -> Any:
        """Return what the JavaScript function `expression` returns for the element."""
        return self._script(f"return ({expression})(arguments[0])")

    def count(self) -> int:
        """Return how many elements match at this moment."""
        return len(self._find())

    def is_visible(self) -> bool:
        """Return whether it is there and visible at this moment."""
        try:
            return any(element.is_displayed() for element in self._find())
        except StaleElementReferenceException:
            return False

    def wait_for(self) -> None:
        """Wait until it is there and visible."""
        self._when_ready(lambda element: None)

    def nth(self, index: int) -> Self:
        """Narrow to the match number `index`, from 0."""
        return self._narrowed(
            f"{self._name} [{index}]", lambda: self._find()[index : index + 1 or None]
        )

    def filter(self, *, has_text: str) -> Self:
        """Narrow to the matches whose text contains `has_text`, in any case."""
        return self._narrowed(
            f"{self._name} with {has_text!r}",
            lambda: [
                element for element in self._find() if has_text.lower() in element.text.lower()
            ],
        )

    def _narrowed(self, name: str, find: Callable[[], list[WebElement]]) -> Self:
        return type(self)(self._tab, name, find)

    def _script(self, script: str, *arguments: object) -> Any:
        return self._when_ready(
            lambda element: self._tab.driver.execute_script(script, element, *arguments),
            visible=False,
        )

    def _when_ready(
        self, action: Callable[[WebElement], Result], *, visible: bool = True
    ) -> Result:
        """Do `action` with the only match as soon as that is possible."""
        deadline = time.monotonic() + WAIT_SECONDS
        while True:
            trouble: object = "nothing matches"
            try:
                found = self._find()
                if len(found) > 1:
                    raise LookupError(f"{len(found)} elements match {self._name}, not one")
                if found and (not visible or found[0].is_displayed()):
                    return action(found[0])
                if found:
                    trouble = "it is not visible"
            except (
                StaleElementReferenceException,
                ElementNotInteractableException,
                ElementClickInterceptedException,
            ) as error:
                trouble = error
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self._name}: {trouble}\n{self._tab.describe()}")
            time.sleep(0.05)
