"""A person at the page of `pagelet run`: reads, types, presses Enter, presses Stop."""

import re

from tests.browser.apps import ENDED
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS

_FIELD = ".pagelet-input input"
# A field that was answered stays for a moment; the next question brings a field of its own.
_NEW_FIELD = f"document.querySelector('{_FIELD}:not([data-answered])')"


class Conversation:
    """What a person and a program say to each other."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab

    def text(self) -> str:
        """Return all that was said so far, by both."""
        return str(self._tab.evaluate("document.querySelector('#pagelet-output').textContent"))

    def wait_for_question(self) -> str | None:
        """Wait until the program asks, or ends; return all that was said, or None at its end."""
        self._tab.wait_for(f"{_NEW_FIELD} || {ENDED}", seconds=PYTHON_START_SECONDS)
        if self._tab.evaluate(ENDED):
            return None
        return self.text()

    def answer(self, text: str) -> None:
        """Type `text` and press Enter when the program asks; the field must have the focus."""
        said = self.wait_for_question()
        assert said is not None, f"The program ended before it took {text!r}:\n{self.text()}"
        self._tab.wait_for(f"document.activeElement === {_NEW_FIELD}")
        self._tab.evaluate(f"{_NEW_FIELD}.dataset.answered = 'yes'")
        self._tab.type(text)
        self._tab.press("Enter")

    def wait_for_text(self, text: str) -> None:
        """Wait until `text` is among what was said."""
        said = "document.querySelector('#pagelet-output').textContent"
        self._tab.wait_for(f"{said}.includes({text!r})", seconds=PYTHON_START_SECONDS)

    def wait_for_end(self) -> str:
        """Wait until the program has ended by itself; return all that was said."""
        self._tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
        assert self._tab.inner_text("#pagelet-state") == "finished", self.text()
        return self.text()

    def run_again(self) -> None:
        """Press Run; return when the program has started, which empties the output."""
        # It may end again before anybody looks, so that its state would tell nothing.
        self._tab.evaluate("document.querySelector('#pagelet-output').append('[the run before]')")
        self._tab.get_by_role("button", name="Run").click()
        self._tab.wait_for("!document.body.innerText.includes('[the run before]')")

    def stop(self) -> None:
        """Press Stop, and wait until the program has ended."""
        self._tab.get_by_role("button", name="Stop").click()
        self._tab.wait_for(ENDED)


def as_a_terminal_shows(text: str) -> str:
    """Return what is left of `text` in a terminal that obeys carriage return and backspace."""
    return "\n".join(map(_overwritten, re.sub(r"\x1b\[[\d;]*m|\a", "", text).split("\n")))


def _overwritten(line: str) -> str:
    shown: list[str] = []
    column = 0
    for character in line:
        if character == "\r":
            column = 0
        elif character == "\b":
            column = max(0, column - 1)
        else:
            shown[column : column + 1] = [character]
            column += 1
    return "".join(shown)
