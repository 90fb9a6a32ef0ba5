"""What a program prints, in the browser's console as well: its beginning, so never without end."""

from typing import Literal

from pagelet._host import host
from pagelet._screen import without_control

Stream = Literal["stdout", "stderr"]

# Lines that come together and go to the console one by one; nobody reads more of them there.
LINES_APART = 100
# A browser keeps all that it was told, whether its console is open or not.
MOST_CHARACTERS = 500_000
MOST_MESSAGES = 5_000
MOST_ERRORS = 100

REST = "So much was printed that the rest is not in the console, but on the page."
FURTHER_ERRORS = "So many errors came that further ones are not in the console, but on the page."


class Mirror:
    """Writes whole lines to the console until one output has told it enough."""

    def __init__(self) -> None:
        self._begun: dict[Stream, str] = {"stdout": "", "stderr": ""}
        self._characters = self._messages = self._errors = 0

    def write(self, text: str, stream: Stream) -> None:
        """Take `text`, and write the lines that it ends."""
        if self._messages > MOST_MESSAGES:
            return
        taken = text[: MOST_CHARACTERS - self._characters]
        self._characters += len(taken)
        *lines, self._begun[stream] = (self._begun[stream] + taken).split("\n")
        level: Literal["log", "warn"] = "log" if stream == "stdout" else "warn"
        if len(lines) > LINES_APART:
            lines[LINES_APART - 1 :] = ["\n".join(lines[LINES_APART - 1 :])]
        for line in lines:
            host.log(level, without_control(line))
        self._messages += len(lines)
        if len(taken) < len(text) or self._messages > MOST_MESSAGES:
            self._messages = MOST_MESSAGES + 1
            self._begun = {"stdout": "", "stderr": ""}
            host.log("log", REST)

    def show_error(self, report: str) -> None:
        """Write the full report on an error."""
        self._errors += 1
        if self._errors <= MOST_ERRORS:
            host.log("error", report)
        elif self._errors == MOST_ERRORS + 1:
            host.log("warn", FURTHER_ERRORS)
