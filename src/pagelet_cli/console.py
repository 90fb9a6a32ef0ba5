"""What Pagelet says in the terminal."""

import re
from typing import Literal

from rich.console import Console
from rich.text import Text

from pagelet.errors import PageletError

_out = Console(highlight=False)
_err = Console(stderr=True, highlight=False)

# What a page or a file name says must not move the cursor or colour the terminal.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

Stream = Literal["out", "err"]


def console(stream: Stream = "out") -> Console:
    """Return the console itself, for what is more than a line of text."""
    return _out if stream == "out" else _err


def say(text: str, *, style: str = "", stream: Stream = "out") -> None:
    """Print `text` as it is: nothing in it is markup, nothing is wrapped."""
    console(stream).print(Text(printable(text), style=style), soft_wrap=True)


def show_error(error: PageletError) -> None:
    """Print an error's three parts on stderr, the first of them in bold red."""
    what, *rest = printable(str(error)).split("\n  where: ")
    shown = Text(what, style="bold red")
    shown.append("\n  where: ".join(["", *rest]), style="not bold default")
    _err.print(shown, soft_wrap=True)


def printable(text: str) -> str:
    """Return `text` with control characters, except line ends and tabs, made harmless."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n"))
