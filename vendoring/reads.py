"""What Python does while reads.mjs looks on; `phase` comes from there."""

import importlib
import re
import sys
from typing import Any

TABLES, ANYTHING = 2, 1
phase = globals()["phase"]
ABOUT = "bidirectional category combining decomposition east_asian_width mirrored"
NUMBERS = "decimal digit numeric"
FORMS = ("NFC", "NFD", "NFKC", "NFKD")
EAST_ASIA = """
big5 big5hkscs cp932 cp949 cp950 euc_jp euc_jis_2004 euc_jisx0213 euc_kr gb2312 gbk gb18030 hz
iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext iso2022_kr johab
shift_jis shift_jis_2004 shift_jisx0213
"""
OTHERS = ("utf-8", "utf-16", "utf-32", "utf-7", "latin-1", "ascii", "unicode_escape")
SURROGATES = range(0xD800, 0xE000)
ALL = [chr(code) for code in range(0x110000)]


def ask_of(database: Any, character: str) -> None:
    """Ask for all that is known of a character."""
    for about in ABOUT.split():
        getattr(database, about)(character)
    for about in NUMBERS.split():
        getattr(database, about)(character, None)
    for form in FORMS:
        database.is_normalized(form, database.normalize(form, character))
    if name := database.name(character, None):
        database.lookup(name)


phase(TABLES)
import unicodedata  # noqa: E402 - not before its phase

for character in ALL:
    ask_of(unicodedata, character)
    if unicodedata.decomposition(character):
        unicodedata.normalize("NFC", unicodedata.normalize("NFD", character))
    ask_of(unicodedata.ucd_3_2_0, character)
for encoding in EAST_ASIA.split():
    for character in ALL[:0x30000]:
        if ord(character) not in SURROGATES:
            character.encode(encoding, "ignore").decode(encoding, "ignore")
    for first in range(0x80, 0x100):
        for second in range(0x20, 0x100):
            bytes([first, second]).decode(encoding, "ignore")
            bytes([0x8F, first, second]).decode(encoding, "ignore")

phase(ANYTHING)
for character in ALL:
    for about in (about for about in dir(str) if about.startswith("is")):
        getattr(character, about)()
    for change in (str.capitalize, str.casefold, str.lower, str.swapcase, str.title, str.upper):
        change(character)
    repr(character), ascii(character)
    if ord(character) % 8 == 0 and ord(character) not in SURROGATES:
        re.match(re.escape(character), character, re.IGNORECASE)
        for encoding in OTHERS:
            character.encode(encoding, "replace").decode(encoding, "replace")
        for number in (int, float):
            try:
                number(character)
            except ValueError:
                continue
for name in sorted(sys.stdlib_module_names):
    if name not in ("antigravity", "this", "idlelib", "turtledemo", "unicodedata", "test"):
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001 - not all of them can be had here
            continue
for module in list(sys.modules.values()):
    for value in vars(module).values():
        for about in ("__doc__", "__text_signature__", "__name__"):
            str(getattr(value, about, None))
        for part in vars(value).values() if isinstance(value, type) else ():
            str(getattr(part, "__doc__", None))
