"""Lets a person look at the variables of a program that has failed."""

import sys

from pagelet import output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet._places import user_steps


def remember(error: BaseException) -> None:
    """Let `pdb.pm()` find the error, as after a traceback in a terminal."""
    sys.last_type, sys.last_value = type(error), error
    sys.last_traceback = error.__traceback__
    sys.last_exc = error  # type: ignore[attr-defined, unused-ignore]


def forget() -> None:
    """Let go of the last error, and of all that its steps hold."""
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        if hasattr(sys, name):
            delattr(sys, name)


def offer(error: BaseException, place: "output.Output") -> Node | None:
    """Return a button that opens the debugger where `error` happened, if it can be looked at."""
    if not user_steps(error.__traceback__) or not host.can_wait():
        return None
    button = make("button", "Look at the variables", type="button", class_="pagelet-error-look")

    def look(_event: object) -> None:
        import pdb

        button.disabled = True
        try:
            pdb.post_mortem(error)  # type: ignore[arg-type, unused-ignore]
        finally:
            button.disabled = False

    place.on_clear(host.listen(button, "click", output.bind(look), {}))
    return button
