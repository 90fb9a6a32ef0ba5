"""Keys, as a program looks at them."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from pagelet._shown import shown
from pagelet.games.errors import ValueOfWrongKindError, problem, unknown

# What the browser calls a key, in small letters, and what programs do.
_NAMES = {
    "arrowleft": "left",
    "arrowright": "right",
    "arrowup": "up",
    "arrowdown": "down",
    " ": "space",
    "enter": "enter",
    "escape": "escape",
    "tab": "tab",
    "backspace": "backspace",
    "delete": "delete",
    "insert": "insert",
    "home": "home",
    "end": "end",
    "pageup": "pageup",
    "pagedown": "pagedown",
    "shift": "shift",
    "control": "ctrl",
    "alt": "alt",
    "altgraph": "altgr",
    "meta": "meta",
    "capslock": "capslock",
} | {f"f{number}": f"f{number}" for number in range(1, 13)}
_OTHER_NAMES = {
    "return": "enter",
    "esc": "escape",
    "control": "ctrl",
    "del": "delete",
    "page_up": "pageup",
    "page_down": "pagedown",
    "command": "meta",
    "windows": "meta",
    " ": "space",
}
_BROWSER_NAMES = {name: browser for browser, name in _NAMES.items()}
_WAYS = "Keys are named like 'left', 'space', 'enter', 'shift', 'a', '1'."


class KeySet:
    """Some keys: `"space" in keys`, or `keys.space`."""

    def __init__(self, held: Callable[[], set[str]], want: Callable[[str], None]) -> None:
        self._held = held
        self._want = want

    def __contains__(self, name: object) -> bool:
        key = key_name(name)
        self._want(key)
        return key in self._held()

    def __getattr__(self, name: str) -> bool:
        if name.startswith("_"):
            raise AttributeError(name)
        return name in self

    def __iter__(self) -> Iterator[str]:
        self._want("")
        return iter(sorted(self._held()))

    def __len__(self) -> int:
        self._want("")
        return len(self._held())

    def __repr__(self) -> str:
        return f"<keys {' '.join(sorted(self._held())) or 'none'}>"


class Keys(KeySet):
    """The keys that are held down; `hit` and `released` are those that changed in this frame."""

    def __init__(self, want: Callable[[str], None]) -> None:
        self._down: dict[str, str] = {}
        self._new: set[str] = set()
        self._gone: set[str] = set()
        self._text = ""
        super().__init__(lambda: {*self._down.values(), *self._new}, want)
        self._hit = KeySet(lambda: self._new, want)
        self._released = KeySet(lambda: self._gone, want)

    @property
    def hit(self) -> KeySet:
        """The keys that have been pressed in this frame: each counts once, also if it is held."""
        return self._hit

    @property
    def released(self) -> KeySet:
        """The keys that have been let go in this frame."""
        return self._released

    @property
    def typed(self) -> str:
        """The text that has been typed in this frame."""
        self._want("")
        return self._text

    def collect(self, happened: str) -> None:
        """Begin a new frame: take in what has happened since the last one."""
        self._new.clear()
        self._gone.clear()
        self._text = ""
        if happened:
            for event, *details in json.loads(happened):
                self._take(event, *details)

    def _take(
        self,
        event: str,
        key: str = "",
        code: str = "",
        repeat: bool = False,
        shortcut: bool = False,
    ) -> None:
        if event == "blur":
            # The page does not hear of keys that are let go elsewhere.
            self._gone |= set(self._down.values())
            self._down.clear()
        elif event == "keydown":
            name = _NAMES.get(key.lower(), key.lower())
            if len(key) == 1 and not shortcut:
                self._text += key
            if not repeat:
                self._down[code or name] = name
                self._new.add(name)
        else:
            # By its place: with Shift, a key may be let go as another character.
            name = self._down.pop(code or _NAMES.get(key.lower(), key.lower()), "")
            if name:
                self._gone.add(name)


def key_name(name: Any) -> str:
    """Return the one name of a key.

    Raises:
        UnknownNameError: there is no such key.
    """
    if not isinstance(name, str):
        raise problem(
            ValueOfWrongKindError, f"A key is named by a text, but got {shown(name)}.", _WAYS
        )
    key = name.lower()
    key = _OTHER_NAMES.get(key, key)
    if len(key) == 1 or key in _BROWSER_NAMES:
        return key
    raise unknown("key", name, _BROWSER_NAMES, _WAYS)


def browser_name(key: str) -> str:
    """Return what the browser calls a key, in small letters."""
    return _BROWSER_NAMES.get(key, key)
