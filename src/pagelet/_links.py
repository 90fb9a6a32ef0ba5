"""Apps in links: the whole app stands behind the `#` of an address, which no server gets to see.

The format, behind a digit that tells its version: base64 for addresses (RFC 4648, section 5,
without `=`) of a raw deflate stream (RFC 1951) with `WORDS` as its preset dictionary. Inflated, it
is a line of JSON with `entry`, `files` (pairs of a name and a size in bytes) and `settings`, then
the contents of the files one after another. `player/link.js` reads the same.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pagelet._link_words import WORDS

FORMAT = "1"
LONGEST = 32_000
"""Characters of a fragment; a longer link is cut by many programs that pass it on."""
LONGEST_FOR_MESSENGERS = 2_000
"""Characters; some messengers cut links that are longer."""

_DICTIONARY = WORDS.encode()


@dataclass(frozen=True)
class LinkedApp:
    """An app as a link carries it."""

    entry: str
    """The name of the file that it begins with, a program or a page."""
    files: Mapping[str, bytes]
    settings: Mapping[str, Any] = field(default_factory=dict)
    """Those keys of its configuration that matter to who opens it: title, packages, network …"""


def fragment_of(app: LinkedApp) -> str:
    """Return what stands behind the `#` of a link that carries the app."""
    head = {
        "entry": app.entry,
        "files": [[name, len(content)] for name, content in app.files.items()],
        "settings": app.settings,
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zdict=_DICTIONARY)
    packed = packer.compress(text + b"".join(app.files.values())) + packer.flush()
    return FORMAT + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def app_in(fragment: str) -> LinkedApp:
    """Return the app that `fragment_of` made this of.

    Raises:
        ValueError: it carries none, or a part of it is missing or changed.
    """
    if not re.fullmatch(rf"{FORMAT}[\w-]+", fragment, re.ASCII):
        raise ValueError("it carries no app")
    encoded = fragment[len(FORMAT) :]
    try:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS, zdict=_DICTIONARY)
        content = unpacker.decompress(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
        head, _, rest = content.partition(b"\n")
        table = json.loads(head)
        sizes = dict(table["files"])
        if not unpacker.eof or sum(sizes.values()) != len(rest):
            raise ValueError("its end is missing")
        files, at = {}, 0
        for name, size in sizes.items():
            files[name] = rest[at : at + size]
            at += size
        return LinkedApp(table["entry"], files, table["settings"])
    except (binascii.Error, zlib.error, ValueError, KeyError, TypeError) as error:
        raise ValueError("a part of it is missing or changed") from error
