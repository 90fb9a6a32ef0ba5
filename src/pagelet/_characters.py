"""The module `unicodedata` where its tables are not there yet (pagelet._archives)."""

import re
import sys
from importlib.machinery import BuiltinImporter
from importlib.util import spec_from_loader
from types import ModuleType
from typing import Any

NAME = "unicodedata"
# A text of these is as it is in the forms NFC and NFKC, in which characters are put together as far
# as can be (Unicode Standard Annex 15): they stand for nothing else, and with no neighbour they
# make another one.
_SETTLED = re.compile(
    "[\0-\x9f\xbf-\u0131\u014a-\u017e\u0180-\u01c3\u01f4-\u02af\u0391-\u03a1\u03a3-\u03cf\u0400-\u0482"
    "\u0531-\u0556\u0561-\u0586\u05d0-\u05ea\u0621-\u064a\u0904-\u0939\u0e01-\u0e32\u1e00-\u1e99"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]*"
)

# Characters that are one column wide, and what is called ambiguous, narrow or half among them; the
# others are neutral (Annex 11).
ONE_COLUMN = re.compile(
    "[\0-\u024f\u0391-\u03a1\u03a3-\u03c9\u0400-\u045f\u2010-\u2027\u20a0-\u20bf\u2190-\u21ff]"
)
_WIDTHS = {
    "A": "\xa1\xa4\xa7\xa8\xaa\xad\xae\xb0-\xb4\xb6-\xba\xbc-\xbf\xc6\xd0\xd7\xd8\xde-\xe1\xe6"
    "\xe8-\xea\xec\xed\xf0\xf2\xf3\xf7-\xfa\xfc\xfe\u0101\u0111\u0113\u011b\u0126\u0127\u012b\u0131-\u0133"
    "\u0138\u013f-\u0142\u0144\u0148-\u014b\u014d\u0152\u0153\u0166\u0167\u016b\u01ce\u01d0\u01d2\u01d4"
    "\u01d6\u01d8\u01da\u01dc\u0391-\u03a1\u03a3-\u03a9\u03b1-\u03c1\u03c3-\u03c9\u0401\u0410-\u044f\u0451"
    "\u2010\u2013-\u2016\u2018\u2019\u201c\u201d\u2020-\u2022\u2024-\u2027\u20ac\u2190-\u2199\u21b8\u21b9"
    "\u21d2\u21d4\u21e7",
    "Na": "\x20-\x7e\xa2\xa3\xa5\xa6\xac\xaf",
    "H": "\u20a9",
}


class Unicodedata(ModuleType):
    """Becomes the module itself as soon as somebody asks it for more than it knows.

    It knows what Python asks for where it meets a name with other letters than those of English,
    and where it underlines a place in a line with such letters: no reason to fetch anything.
    """

    def __init__(self) -> None:
        super().__init__(NAME)
        self.__spec__ = spec_from_loader(NAME, BuiltinImporter)
        self.__loader__ = BuiltinImporter
        self.east_asian_width = self._east_asian_width
        self.normalize = self._normalize

    def __getattr__(self, name: str) -> Any:
        """Return what the module has.

        Raises:
            ImportError: its tables cannot be fetched.
        """
        if name.startswith("__"):
            raise AttributeError(f"module '{NAME}' has no attribute '{name}'", name=name, obj=self)
        _become_real(self)
        return getattr(self, name)

    def __dir__(self) -> list[str]:
        """Return the names of what the module has."""
        _become_real(self)
        return sorted(vars(self))

    def _east_asian_width(self, character: Any, /) -> str:
        if isinstance(character, str) and ONE_COLUMN.fullmatch(character):
            widths = _WIDTHS.items()
            return next((width for width, all in widths if re.match(f"[{all}]", character)), "N")
        _become_real(self)
        return str(self.east_asian_width(character))

    def _normalize(self, form: str, text: Any, /) -> Any:
        if form in ("NFC", "NFKC") and isinstance(text, str) and _SETTLED.fullmatch(text):
            return text
        _become_real(self)
        return self.normalize(form, text)


def _become_real(module: ModuleType) -> None:
    if type(module) is not Unicodedata:
        # Somebody has kept one of the functions above.
        return
    here = sys.modules.pop(NAME)
    try:
        import unicodedata as real
    finally:
        sys.modules[NAME] = here
    vars(module).update(vars(real))
    module.__class__ = ModuleType  # type: ignore[assignment]
