"""What can go wrong with turtles, in plain words."""

from pagelet._callers import user_line
from pagelet.errors import PageletError


class TurtleGraphicsError(PageletError):
    """A turtle or its screen was asked for something that it cannot do."""

    def __init__(self, what: str = "", *, where: str | None = None, hint: str = "") -> None:
        super().__init__(
            what,
            where=user_line() if where is None else where,
            hint=hint or "help(turtle) shows what turtles can do.",
        )


class ArgumentError(PageletError, TypeError):
    """A function of the turtle was called with a value of the wrong kind."""


class Terminator(Exception):  # noqa: N818 - the name that programs know
    """The turtle's window was closed while the program was still drawing."""

    def __init__(self, message: str = "The turtle's window was closed.") -> None:
        super().__init__(message)


class TclError(Exception):
    """A canvas was asked for something that only Tk's own can do."""


def argument_error(what: str, hint: str) -> ArgumentError:
    """Return the error for a wrong value, with the user's own line in it."""
    return ArgumentError(what, where=user_line(), hint=hint)
