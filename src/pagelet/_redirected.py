"""Text that goes to a function of the page, in the place of the output (`wrap.io`)."""

from collections.abc import Callable

from pagelet._host import host
from pagelet._mirror import Stream


class Redirected:
    """Gives whole lines, without their line breaks, to `function`."""

    def __init__(self, function: Callable[[str], object], stream: Stream) -> None:
        self._function = function
        self._stream = stream
        self._begun = ""

    def write(self, text: str) -> None:
        """Take `text`, and give away the lines that it ends."""
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            self._give(line)

    def flush(self) -> None:
        """Give away a line that is not ended yet."""
        if self._begun:
            line, self._begun = self._begun, ""
            self._give(line)

    def _give(self, line: str) -> None:
        try:
            self._function(line)
        except Exception as error:  # noqa: BLE001 - a fault of the page's script is none of `print`
            host.log("error", f"wrap.io.{self._stream} of this page failed: {error}")


_functions: dict[Stream, Redirected] = {}


def redirect(stream: Stream, function: Callable[[str], object] | None) -> None:
    """From now on give what is written to `stream` to `function`; None: show it again."""
    flush()
    if function is None:
        _functions.pop(stream, None)
    else:
        _functions[stream] = Redirected(function, stream)


def get(stream: Stream) -> Redirected | None:
    """Return where `stream` goes, if not to the output."""
    return _functions.get(stream)


def flush() -> None:
    """Give away lines that are not ended yet."""
    for each in _functions.values():
        each.flush()
