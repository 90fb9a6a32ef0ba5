"""Keys: their names under Tk, and the functions that programs tie to them."""

import difflib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pagelet._host import host
from pagelet._shown import shown
from pagelet.turtles.errors import TurtleGraphicsError, argument_error

if TYPE_CHECKING:
    from pagelet.turtles.screen import TurtleScreen

# The browser's name of a key, and Tk's.
_SPECIAL = {
    "ArrowUp": "Up",
    "ArrowDown": "Down",
    "ArrowLeft": "Left",
    "ArrowRight": "Right",
    "Enter": "Return",
    "Escape": "Escape",
    "Backspace": "BackSpace",
    "Delete": "Delete",
    "Insert": "Insert",
    "Tab": "Tab",
    "Home": "Home",
    "End": "End",
    "PageUp": "Prior",
    "PageDown": "Next",
    "CapsLock": "Caps_Lock",
    "NumLock": "Num_Lock",
    "ScrollLock": "Scroll_Lock",
    "Pause": "Pause",
    "PrintScreen": "Print",
    "ContextMenu": "Menu",
} | {f"F{number}": f"F{number}" for number in range(1, 25)}
# Keys that are there twice.
_TWICE = {"Shift": "Shift", "Control": "Control", "Alt": "Alt", "Meta": "Super"}
_CHARACTERS = {
    " ": "space",
    "!": "exclam",
    '"': "quotedbl",
    "#": "numbersign",
    "$": "dollar",
    "%": "percent",
    "&": "ampersand",
    "'": "apostrophe",
    "(": "parenleft",
    ")": "parenright",
    "*": "asterisk",
    "+": "plus",
    ",": "comma",
    "-": "minus",
    ".": "period",
    "/": "slash",
    ":": "colon",
    ";": "semicolon",
    "<": "less",
    "=": "equal",
    ">": "greater",
    "?": "question",
    "@": "at",
    "[": "bracketleft",
    "\\": "backslash",
    "]": "bracketright",
    "^": "asciicircum",
    "_": "underscore",
    "`": "grave",
    "{": "braceleft",
    "|": "bar",
    "}": "braceright",
    "~": "asciitilde",
    "ä": "adiaeresis",
    "ö": "odiaeresis",
    "ü": "udiaeresis",
    "ß": "ssharp",
}
_NUMBER_PAD = {
    **{str(digit): f"KP_{digit}" for digit in range(10)},
    **{"Enter": "KP_Enter", "+": "KP_Add", "-": "KP_Subtract", "*": "KP_Multiply"},
    **{"/": "KP_Divide", ".": "KP_Decimal", ",": "KP_Decimal"},
}
_NAMES = frozenset(
    [*_SPECIAL.values(), *_CHARACTERS.values(), *_NUMBER_PAD.values(), "Page_Up", "Page_Down"]
    + [f"{name}_{side}" for name in (*_TWICE.values(), "Meta") for side in "LR"]
)
_NUMBER_PAD_LOCATION = 3
_RIGHT_LOCATION = 2


def key_names(event: Any) -> tuple[str, ...]:
    """Return what programs may call the key of a browser's event, the usual name first."""
    key = str(event.key)
    if key in _TWICE:
        side = "R" if event.location == _RIGHT_LOCATION else "L"
        names = (f"{_TWICE[key]}_{side}", *((f"Meta_{side}",) if key == "Meta" else ()))
    else:
        name = _SPECIAL.get(key) or _CHARACTERS.get(key, key)
        names = (name, key) if name != key and len(key) == 1 else (name,)
        names += {"Prior": ("Page_Up",), "Next": ("Page_Down",)}.get(name, ())
    if event.location == _NUMBER_PAD_LOCATION and key in _NUMBER_PAD:
        return (_NUMBER_PAD[key], *names)
    return names


def _browser_keys(name: str | None) -> tuple[str, ...]:
    """Return the browser's names of the key that a program calls `name`."""
    tables = (_SPECIAL, _CHARACTERS, _NUMBER_PAD)
    found = tuple(key for table in tables for key, known in table.items() if known == name)
    return found or ((name,) if name else ())


class _Binding:
    """A function for a key; a key that is held down does not call it again while it runs."""

    def __init__(self, function: Callable[..., object]) -> None:
        self._function = function
        self._running = 0

    def call(self, *, repeated: bool) -> None:
        if repeated and self._running:
            return
        self._running += 1
        try:
            self._function()
        finally:
            self._running -= 1


class Keyboard:
    """The keys that a screen listens to, while it (or nothing on the page) has the focus."""

    # The screen that gets the keys when nothing on the page has the focus.
    _foremost: "Keyboard | None" = None

    def __init__(self, screen: "TurtleScreen") -> None:
        self._screen = screen
        self._pressed: dict[str | None, _Binding] = {}
        self._released: dict[str | None, _Binding] = {}
        self._listens = False

    def on_press(self, function: Callable[[], object] | None, key: str | None) -> None:
        """Call `function` when `key`, or any key, is pressed; None takes it back."""
        self._bind(self._pressed, function, key, "onkeypress")

    def on_release(self, function: Callable[[], object] | None, key: str | None) -> None:
        """Call `function` when `key` is let go; None takes it back."""
        self._bind(self._released, function, key, "onkey")

    def forget(self) -> None:
        """Take everything back."""
        self._pressed.clear()
        self._released.clear()
        self._keep_from_page()

    def _bind(
        self,
        bindings: dict[str | None, _Binding],
        function: Callable[[], object] | None,
        key: str | None,
        call: str,
    ) -> None:
        if function is not None and not callable(function):
            raise argument_error(
                f"{call}() needs a function first and then a key, but got {shown(function)}.",
                f"Write the function's name without parentheses: {call}(jump, 'space').",
            )
        if key is not None:
            _check_key(key)
        if function is None:
            bindings.pop(key, None)
        else:
            bindings[key] = _Binding(self._screen._stage.handler(function))
            self._listen()
        self._keep_from_page()

    def take_focus(self) -> None:
        """Let keys go to this screen from now on."""
        before, Keyboard._foremost = Keyboard._foremost, self
        for keyboard in (before, self):
            if keyboard is not None:
                keyboard._keep_from_page()
        node = self._screen.cv.node
        # Screen readers keep most keys to themselves, except in what is an application.
        node.setAttribute("role", "application")
        node.focus()

    def _keep_from_page(self) -> None:
        """Let keys that the program names do nothing else: arrow keys would scroll the page."""
        names = {*self._pressed, *self._released}
        keys = tuple(key for name in names for key in _browser_keys(name))
        self._screen.cv.set_keys(keys, Keyboard._foremost is self)

    def _listen(self) -> None:
        if self._listens:
            return
        self._listens = True
        canvas, document = self._screen.cv, host.document
        canvas.keep(host.listen(document, "keydown", lambda event: self._key(event, True), {}))
        canvas.keep(host.listen(document, "keyup", lambda event: self._key(event, False), {}))
        canvas.keep(self._leave)

    def _leave(self) -> None:
        if Keyboard._foremost is self:
            Keyboard._foremost = None

    def _is_meant(self, event: Any) -> bool:
        if event.target.isSameNode(self._screen.cv.node):
            return True
        return Keyboard._foremost is self and event.target.isSameNode(host.document.body)

    def _key(self, event: Any, is_down: bool) -> None:
        if not self._is_meant(event):
            return
        bindings = self._pressed if is_down else self._released
        names = key_names(event)
        binding = next((bindings[name] for name in names if name in bindings), bindings.get(None))
        if binding is not None:
            binding.call(repeated=bool(event.repeat))


def _check_key(key: Any) -> None:
    if isinstance(key, str) and (len(key) == 1 or key in _NAMES):
        return
    if not isinstance(key, str):
        raise argument_error(
            f"A key is named by a text, but got {shown(key)}.",
            "Write for example onkey(jump, 'space').",
        )
    names = {name.lower(): name for name in _NAMES} | {"enter": "Return", "esc": "Escape"}
    near = difflib.get_close_matches(key.lower(), names, n=1)
    hint = (
        f"Did you mean '{names[near[0]]}'?"
        if near
        else "Keys are named like 'a', 'space', 'Return', 'Up', 'Escape', 'F1'."
    )
    raise TurtleGraphicsError(f"There is no key '{key}'.", hint=hint)
