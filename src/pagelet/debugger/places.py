"""What there is to see where a program stands: its lines, its frames, its variables."""

import linecache
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import CodeType, FrameType

from pagelet._places import is_of_user
from pagelet.debugger.values import is_definition, kind, short

LINES_BEFORE = 5
LINES_AFTER = 5
MOST_VARIABLES = 100


@dataclass(frozen=True)
class Line:
    """One line of the program."""

    number: int
    text: str
    is_current: bool = False
    has_breakpoint: bool = False


@dataclass(frozen=True)
class Variable:
    """A name and what it stands for."""

    name: str
    value: object
    kind: str
    text: str
    has_changed: bool = False


@dataclass
class Memory:
    """What the variables of each frame looked like when the program last stood there."""

    # By function and depth, because the frame itself would keep all its values alive.
    _seen: dict[tuple[CodeType, int], dict[str, str]] = field(default_factory=dict)
    _next: dict[tuple[CodeType, int], dict[str, str]] = field(default_factory=dict)

    def before(self, frame: FrameType) -> dict[str, str] | None:
        """Return how the variables of `frame` looked before."""
        return self._seen.get(_key(frame))

    def note(self, frame: FrameType, variables: list[Variable]) -> None:
        """Keep how `variables` look, for when the program has gone on."""
        self._next[_key(frame)] = {variable.name: variable.text for variable in variables}

    def go_on(self) -> None:
        """Take what was noted as what was before."""
        if len(self._seen) > MOST_VARIABLES:
            self._seen.clear()
        self._seen.update(self._next)
        self._next.clear()


def _key(frame: FrameType) -> tuple[CodeType, int]:
    depth, step = 0, frame.f_back
    while step is not None:
        depth, step = depth + 1, step.f_back
    return frame.f_code, depth


def file_name(file: str) -> str:
    """Return how messages name a file."""
    return PurePosixPath(file).name if file.startswith("/") else file


def function_name(frame: FrameType) -> str:
    """Return how messages name what runs in `frame`; "" for the program itself."""
    name = frame.f_code.co_name
    if name == "<module>":
        return ""
    qualified = getattr(frame.f_code, "co_qualname", name)
    return str(qualified).replace("<locals>.", "") + ("" if name.endswith(">") else "()")


def place_name(frame: FrameType, number: int) -> str:
    """Return how messages name a line: 'line 12 of game.py'."""
    return f"line {number} of {file_name(frame.f_code.co_filename)}"


def has_source(frame: FrameType) -> bool:
    """Return whether the text of the line that runs in `frame` is known."""
    return bool(linecache.getline(frame.f_code.co_filename, frame.f_lineno or 1, frame.f_globals))


def outermost(frame: FrameType) -> FrameType:
    """Return the outermost frame of the user's that led to `frame`."""
    found, step = frame, frame.f_back
    while step is not None:
        if is_of_user(step):
            found = step
        step = step.f_back
    return found


def lines_around(frame: FrameType, number: int, breakpoints: list[int]) -> list[Line]:
    """Return the lines around line `number`, without empty ones at both ends."""
    lines = linecache.getlines(frame.f_code.co_filename, frame.f_globals)
    first = max(1, number - LINES_BEFORE)
    shown = [
        Line(index, text.rstrip("\r\n"), index == number, index in breakpoints)
        for index, text in enumerate(lines[first - 1 : number + LINES_AFTER], start=first)
    ]
    # Round a tag's code there is HTML, which linecache does not hold: only empty lines.
    while shown and not shown[0].text.strip() and not shown[0].is_current:
        del shown[0]
    while shown and not shown[-1].text.strip() and not shown[-1].is_current:
        del shown[-1]
    return shown


def variables_of(frame: FrameType, memory: Memory) -> tuple[list[Variable], list[Variable], int]:
    """Return the variables of `frame`; apart the functions, classes and modules of a program.

    The last value is how many there are beyond the MOST_VARIABLES that are returned.
    """
    is_module = frame.f_code.co_name == "<module>"
    before = memory.before(frame)
    names: dict[str, object] = dict(frame.f_locals)
    wanted = {name: names[name] for name in names if not _is_internal(name)}
    data: list[Variable] = []
    definitions: list[Variable] = []
    for name, value in list(wanted.items())[:MOST_VARIABLES]:
        if is_module and is_definition(value):
            definitions.append(Variable(name, value, kind(value), short(value)))
        else:
            text = short(value)
            changed = before is not None and before.get(name) != text
            data.append(Variable(name, value, kind(value), text, changed))
    memory.note(frame, data)
    return data, definitions, max(0, len(wanted) - MOST_VARIABLES)


def _is_internal(name: str) -> bool:
    # `.0` is the iterator of a generator expression; the others are Python's or pdb's own.
    is_special = name.startswith("__") and name.endswith("__")
    return is_special or name.startswith("__pdb_") or not name.isidentifier()
