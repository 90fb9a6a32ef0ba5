"""Keys as a terminal sends them: control characters and escape sequences."""

import re
from collections.abc import Iterator

_KEY = re.compile(
    r"\x1b\[200~(?P<pasted>.*?)\x1b\[201~|\x1b\[[0-9;?]*[ -/]*[@-~]|\x1bO.|\x1b[^\x1b\[O]|\r\n|.",
    re.DOTALL,
)

NAMES = {
    "\r": "enter",
    "\n": "enter",
    "\r\n": "enter",
    "\t": "tab",
    "\x7f": "backspace",
    "\b": "backspace",
    "\x01": "home",
    "\x02": "left",
    "\x04": "end of input",
    "\x05": "end",
    "\x06": "right",
    "\x0b": "cut to end",
    "\x0c": "clear",
    "\x0e": "down",
    "\x10": "up",
    "\x15": "cut to start",
    "\x17": "cut word",
    "\x19": "put back",
    "\x1b[A": "up",
    "\x1b[B": "down",
    "\x1b[C": "right",
    "\x1b[D": "left",
    "\x1bOA": "up",
    "\x1bOB": "down",
    "\x1bOC": "right",
    "\x1bOD": "left",
    "\x1b[H": "home",
    "\x1b[F": "end",
    "\x1bOH": "home",
    "\x1bOF": "end",
    "\x1b[1~": "home",
    "\x1b[4~": "end",
    "\x1b[3~": "delete",
    "\x1b[1;5C": "next word",
    "\x1b[1;5D": "previous word",
    "\x1bf": "next word",
    "\x1bb": "previous word",
    "\x1b\x7f": "cut word",
}

# The letters that mean something together with Ctrl (C is an interrupt), and together with Alt.
CONTROLS = "c" + "".join(chr(ord(key) | 0x60) for key in NAMES if len(key) == 1 and key < "\x1b")
ALTS = "".join(key[1] for key in NAMES if len(key) == 2 and key[0] == "\x1b" and key[1].isalpha())


def split_keys(data: str) -> Iterator[str]:
    """Yield the keys in what a terminal sent, one by one; pasted text comes letter by letter."""
    for found in _KEY.finditer(data):
        if found["pasted"] is not None:
            yield from found["pasted"].replace("\r\n", "\r")
        else:
            yield found[0]
