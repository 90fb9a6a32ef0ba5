"""Where in the user's own code a call came from, for messages."""

import sys
from pathlib import Path

from pagelet._places import is_of_user


def user_line() -> str:
    """Return the file and line of the innermost frame that is the user's: `counter.py, line 12`."""
    frame = sys._getframe(1)
    while not is_of_user(frame):
        if frame.f_back is None:
            return "this page"
        frame = frame.f_back
    path = Path(frame.f_code.co_filename)
    return f"{path.name if path.is_absolute() else path}, line {frame.f_lineno}"
