"""The few lines of a terminal that a program may still change: carriage return, cursor, colours.

Progress bars and coloured output are written with control characters (ECMA-48, "ANSI"). What
scrolls out at the top is final.
"""

import re
from dataclasses import dataclass, field, replace

# How many lines from the last one a program can still reach.
HEIGHT = 60
# A line ends here, as at the edge of any terminal, only later.
WIDTH = 10_000
TAB = 8

# The whole screen is emptied.
CLEARING = re.compile(r"\x1b\[[23]J|\x1bc")
CONTROL = re.compile(r"[\r\b\x1b\x07\t]")
# A control sequence, a string command (title, link) up to its end, or any other escape.
_ESCAPE = re.compile(
    r"\x1b(?:\[(?P<values>[0-9;:?]*)(?P<command>[@-~])"
    r"|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[()*+].|[^\[\]()*+])"
)
_UNFINISHED = re.compile(r"\x1b(\[[0-9;:?]*|\][^\x07\x1b]*|[()*+])?$")
# What starts like a control sequence and is longer than this is none.
_LONGEST_ESCAPE = 4096
_PLAIN_TEXT = re.compile(r"[^\n\r\b\t\x07\x1b]+")
# The same line written again and again, with nothing in it but letters.
_REWRITTEN = re.compile(r"(?:\r[^\n\r\b\t\x07\x1b]*){3,}")

_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_ON = {1: "bold", 2: "faint", 3: "italic", 4: "underline", 7: "inverse", 9: "strike"}
_OFF = {
    22: ("bold", "faint"),
    23: ("italic",),
    24: ("underline",),
    27: ("inverse",),
    29: ("strike",),
}


@dataclass(frozen=True)
class Style:
    """How characters look. Colours are names of `_COLOURS` (also 'bright-red'), or '#rrggbb'."""

    colour: str = ""
    background: str = ""
    marks: frozenset[str] = frozenset()


PLAIN = Style()


@dataclass
class Screen:
    """Lines of styled characters with a cursor; lines that scrolled out wait in `final`."""

    lines: list[list[tuple[str, Style]]] = field(default_factory=lambda: [[]])
    final: list[list[tuple[str, Style]]] = field(default_factory=list)
    row: int = 0
    column: int = 0
    style: Style = PLAIN
    _rest: str = ""

    def feed(self, text: str) -> None:
        """Write `text` at the cursor and obey the control characters in it."""
        text = self._rest + without_hidden(text)
        unfinished = _UNFINISHED.search(text)
        self._rest = unfinished[0][-_LONGEST_ESCAPE:] if unfinished else ""
        if unfinished:
            text = text[: unfinished.start()]
        position = 0
        while position < len(text):
            if text[position] == "\x1b":
                if not (escape := _ESCAPE.match(text, position)):
                    position += 1
                    continue
                if escape["command"]:
                    self._obey(escape["command"], escape["values"])
                position = escape.end()
            elif plain := _PLAIN_TEXT.match(text, position):
                self._put(plain[0])
                position = plain.end()
            else:
                self._write(text[position])
                position += 1

    def is_at_rest(self) -> bool:
        """Return whether plain text can follow on a new line as if there were no screen."""
        return (
            self.row == len(self.lines) - 1
            and not self.lines[self.row]
            and self.style == PLAIN
            and not self._rest
        )

    def _write(self, character: str) -> None:
        if character == "\n":
            self._next_line()
        elif character == "\r":
            self.column = 0
        elif character == "\b":
            self.column = max(0, self.column - 1)
        elif character == "\t":
            for _ in range(TAB - self.column % TAB):
                self._put(" ")

    def _put(self, text: str) -> None:
        while text:
            if self.column >= WIDTH:
                self._next_line()
            fitting, text = text[: WIDTH - self.column], text[WIDTH - self.column :]
            line = self.lines[self.row]
            line += [(" ", PLAIN)] * (self.column - len(line))
            end = self.column + len(fitting)
            line[self.column : end] = [(character, self.style) for character in fitting]
            self.column = end

    def _next_line(self) -> None:
        self.row, self.column = self.row + 1, 0
        if self.row == len(self.lines):
            self.lines.append([])
        if len(self.lines) > HEIGHT:
            self.final.append(self.lines.pop(0))
            self.row -= 1

    def _obey(self, command: str, values: str) -> None:
        numbers = [int(value) if value.isdecimal() else 0 for value in re.split("[;:]", values)]
        count = max(1, numbers[0])
        if command == "m":
            self.style = _styled(self.style, numbers)
        elif command in "AF":
            self.row = max(0, self.row - count)
        elif command in "BE":
            self.row = min(len(self.lines) - 1, self.row + count)
        elif command == "C":
            self.column = min(WIDTH, self.column + count)
        elif command == "D":
            self.column = max(0, self.column - count)
        elif command in "GHfd":
            self._go_to(command, [*numbers, 0])
        elif command == "K":
            self._erase_in_line(numbers[0])
        elif command == "J":
            self._erase_below(numbers[0])
        if command in "EF":
            self.column = 0

    def _go_to(self, command: str, numbers: list[int]) -> None:
        """Put the cursor into a column (G), a row (d), or both; the top left place is 1, 1."""
        if command != "G":
            self.row = min(max(1, numbers[0]), HEIGHT) - 1
            self.lines += [[] for _ in range(self.row + 1 - len(self.lines))]
        if command != "d":
            self.column = min(WIDTH, max(1, numbers[0 if command == "G" else 1])) - 1

    def _erase_in_line(self, which: int) -> None:
        line = self.lines[self.row]
        if which == 0:
            del line[self.column :]
        elif which == 1:
            line[: self.column + 1] = [(" ", PLAIN)] * (self.column + 1)
        else:
            line.clear()

    def _erase_below(self, which: int) -> None:
        if which == 0:
            del self.lines[self.row][self.column :]
            del self.lines[self.row + 1 :]
        else:
            self.lines[:] = [[]]
            self.row = self.column = 0


def without_control(line: str) -> str:
    """Return what a terminal shows in the end for a line of text."""
    if not CONTROL.search(line):
        return line
    screen = Screen()
    screen.feed(line)
    return "".join(character for character, _ in screen.lines[-1])


def without_hidden(text: str) -> str:
    """Leave out those versions of a line that a later one hides, as a progress bar writes them."""
    return _REWRITTEN.sub(_last_versions, text) if "\r" in text else text


def _last_versions(rewritten: re.Match[str]) -> str:
    kept: list[str] = []
    longest = -1
    for version in reversed(rewritten[0].split("\r")[1:]):
        if len(version) > longest:
            kept.append(version)
            longest = len(version)
    return "".join(f"\r{version}" for version in reversed(kept))


def _styled(style: Style, numbers: list[int]) -> Style:
    """Return `style` changed by the numbers of one "select graphic rendition" sequence."""
    left = list(numbers)
    while left:
        number = left.pop(0)
        if number == 0:
            style = PLAIN
        elif number in _ON:
            style = replace(style, marks=style.marks | {_ON[number]})
        elif number in _OFF:
            style = replace(style, marks=style.marks - set(_OFF[number]))
        elif number == 38:
            style = replace(style, colour=_take_colour(left))
        elif number == 48:
            style = replace(style, background=_take_colour(left))
        else:
            style = _coloured(style, number)
    return style


def _coloured(style: Style, number: int) -> Style:
    tens, ones = divmod(number, 10)
    name = "" if ones == 9 else _COLOURS[ones] if ones < 8 else None
    if name is None:
        return style
    match tens:
        case 3:
            return replace(style, colour=name)
        case 4:
            return replace(style, background=name)
        case 9:
            return replace(style, colour=f"bright-{name}")
        case 10:
            return replace(style, background=f"bright-{name}")
        case _:
            return style


def _take_colour(left: list[int]) -> str:
    """Take the rest of '38;5;n' or '38;2;r;g;b' from `left` and return the colour."""
    kind = left.pop(0) if left else 0
    if kind == 2 and len(left) >= 3:
        red, green, blue = left[:3]
        del left[:3]
        return f"#{red & 255:02x}{green & 255:02x}{blue & 255:02x}"
    if kind == 5 and left:
        return _of_palette(left.pop(0))
    return ""


def _of_palette(number: int) -> str:
    """Return a colour of the usual palette of 256: 16 names, a cube of 6 by 6 by 6, 24 greys."""
    if number < 16:
        return ("bright-" if number > 7 else "") + _COLOURS[number % 8]
    if number < 232:
        cube = number - 16
        steps = [0, 95, 135, 175, 215, 255]
        red, green, blue = steps[cube // 36], steps[cube // 6 % 6], steps[cube % 6]
        return f"#{red:02x}{green:02x}{blue:02x}"
    grey = 8 + 10 * (min(number, 255) - 232)
    return f"#{grey:02x}{grey:02x}{grey:02x}"
