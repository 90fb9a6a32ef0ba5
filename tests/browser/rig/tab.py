"""What a test sees of a browser, whatever the engine."""

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any, Protocol, Self
from urllib.parse import urljoin

# Generous, because a loaded machine with one core starts Python in the page in half a minute.
PYTHON_START_SECONDS = 120
WAIT_SECONDS = 30


class Locator(Protocol):
    """A way to an element of the page; looks it up anew, and waits for it, on each use.

    All methods but `count` and `is_visible` insist on exactly one match.
    """

    def click(self) -> None:
        """Click it, once it can be clicked."""

    def fill(self, value: str, /) -> None:
        """Replace its value by `value`."""

    def press_sequentially(self, text: str, /) -> None:
        """Focus it and type `text`, key by key."""

    def press(self, key: str, /) -> None:
        """Focus it and press a key: 'a', 'Enter', 'ArrowDown', 'Control+a'."""

    def set_input_files(self, files: str, /) -> None:
        """Choose the file at this path in a file field."""

    def select_option(self, value: str, /) -> Sequence[str] | None:
        """Choose the option with this value or label."""

    def focus(self) -> None:
        """Give it the keyboard focus."""

    def inner_text(self) -> str:
        """Return its text as a person sees it."""

    def input_value(self) -> str:
        """Return the value of a field."""

    def get_attribute(self, name: str, /) -> str | None:
        """Return an attribute, or None."""

    def evaluate(self, expression: str, /) -> Any:
        """Return what the JavaScript function `expression` returns for the element."""

    def count(self) -> int:
        """Return how many elements match at this moment."""

    def is_visible(self) -> bool:
        """Return whether it is there and visible at this moment."""

    def wait_for(self) -> None:
        """Wait until it is there and visible."""

    def nth(self, index: int, /) -> Self:
        """Narrow to the match number `index`, from 0."""

    def filter(self, *, has_text: str) -> Self:
        """Narrow to the matches whose text contains `has_text`, in any case."""


class Tab(ABC):
    """One page in one engine, with a memory of everything that went wrong in it."""

    def __init__(self, engine: str, site_url: str) -> None:
        self.engine = engine
        self.site_url = site_url
        self.console: list[str] = []
        self._problems: list[str] = []
        self._expected: list[str] = []
        self._allowed: list[str] = []

    # What an engine has to bring.

    @abstractmethod
    def goto(self, path: str) -> None:
        """Load `path` of the test site, or a full address; return when the page is loaded."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page again."""

    @abstractmethod
    def evaluate(self, expression: str, argument: Any = None) -> Any:
        """Return the value of a JavaScript expression, promises awaited.

        Where the expression is a function it is called with `argument`.
        """

    @abstractmethod
    def locator(self, css: str) -> Locator:
        """Return a locator for a CSS selector."""

    @abstractmethod
    def get_by_role(self, role: str, *, name: str | None = None) -> Locator:
        """Return a locator for an ARIA role and, exactly, an accessible name."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key wherever the focus is: 'a', 'Enter', 'ArrowDown', 'Control+a'."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type `text` wherever the focus is, key by key."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Give the page this many CSS pixels."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """Return a picture of what is visible, as PNG."""

    @abstractmethod
    def close(self) -> None:
        """Close the page and forget its storage."""

    @abstractmethod
    def _glance(self) -> None:
        """Bring `console` and `_problems` up to date with what has arrived by now."""

    @abstractmethod
    def _collect(self) -> None:
        """Bring `console` and `_problems` up to date with all that has happened in the page."""

    # What follows from that.

    def address(self, path: str) -> str:
        """Return the full address of `path` on the test site."""
        return urljoin(f"{self.site_url}/", path)

    def open(self, path: str) -> None:
        """Load a page with Python in it; return when all its tags have run."""
        self.goto(path)
        self.wait_for_python()

    def wait_for_python(self, state: str = "done") -> None:
        """Wait until the loader says that it is 'ready' (Python runs) or 'done' (all tags ran)."""
        states = {"ready": ["ready", "done"], "done": ["done"]}[state]
        self.wait_for(
            f"{states}.includes(document.documentElement.dataset.pagelet)",
            seconds=PYTHON_START_SECONDS,
        )

    def wait_for(self, condition: str, *, seconds: float = WAIT_SECONDS) -> Any:
        """Wait until a JavaScript expression is truthy and return its value.

        An expression that fails (a page that is just being replaced) counts as not true yet. A
        problem that nobody expected ends the waiting at once.
        """
        deadline = time.monotonic() + seconds
        while True:
            failure: Exception | None = None
            try:
                if value := self.evaluate(condition):
                    return value
            except Exception as error:  # noqa: BLE001 - three drivers, three families of errors
                failure = error
            if time.monotonic() > deadline:
                raise TimeoutError(
                    f"After {seconds} s this is still not true in {self.engine}:\n"
                    f"  {condition}\n{self.describe()}"
                ) from failure
            self._glance()
            if self._surprises():
                raise AssertionError(
                    f"While waiting for\n  {condition}\n"
                    f"this went wrong in {self.engine}:\n{self.describe()}"
                ) from failure
            time.sleep(0.05)

    def wait_for_text(self, text: str, css: str = "body") -> None:
        """Wait until the element at `css` shows `text`."""
        self.wait_for(f"document.querySelector({css!r})?.innerText.includes({text!r})")

    def click(self, css: str) -> None:
        """Click the only element that matches `css`."""
        self.locator(css).click()

    def fill(self, css: str, value: str) -> None:
        """Replace the value of the only field that matches `css`."""
        self.locator(css).fill(value)

    def inner_text(self, css: str = "body") -> str:
        """Return the visible text of the only element that matches `css`."""
        return self.locator(css).inner_text()

    def expect_error(self, part: str) -> None:
        """Say that a problem with `part` in its text will come; without it the test fails."""
        self._expected.append(part)

    def allow_error(self, part: str) -> None:
        """Say that problems with `part` in their text may come, or not; '' allows all."""
        self._allowed.append(part)

    def unexpected(self) -> list[str]:
        """Return the problems that nobody expected, and the expected ones that never came."""
        self._collect()
        absent = [
            f"expected, but never seen: {part}"
            for part in self._expected
            if not any(part in problem for problem in self._problems)
        ]
        return self._surprises() + absent

    def _surprises(self) -> list[str]:
        return [
            problem
            for problem in self._problems
            if not any(part in problem for part in self._expected + self._allowed)
        ]

    def describe(self) -> str:
        """Return what a person needs to understand a failure: state, text, console."""
        try:
            state = self.evaluate("document.documentElement.dataset.pagelet")
            text = self.evaluate("document.body.innerText")
            self._collect()
        except Exception as error:  # noqa: BLE001 - the description must not hide the failure itself
            state, text = "unknown", f"(no answer from the page: {error})"
        return "\n".join([f"loader: {state}", "--- page", str(text), "--- console", *self.console])
