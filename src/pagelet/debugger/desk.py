"""One program stands at a time; others run on meanwhile."""

import io
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from pagelet import output
from pagelet.debugger.panel import END, Panel
from pagelet.debugger.places import Memory, file_name, outermost, place_name

# Marks what runs as part of the program that is being looked at: a task, a handler, and what they
# start. Other handlers and tasks run meanwhile; they are not stepped through.
_strand: ContextVar[object] = ContextVar("pagelet_strand", default=None)


@dataclass
class Session:
    """From the first stop until the program goes on without stops."""

    debugger: Any
    root: FrameType | None
    is_over: bool
    panel: Panel = field(init=False)
    strand: object = field(default_factory=object)
    is_standing: bool = False
    first: tuple[FrameType, int] | None = None
    last: tuple[FrameType, int] | None = None

    def is_here(self) -> bool:
        """Return whether what runs now is what is being looked at."""
        return _strand.get() is self.strand

    def note(self, ending: str) -> str:
        """Return the line that is left in the output."""
        if self.is_over or self.first is None or self.last is None:
            return "Looked at the variables."
        (frame, number), (last_frame, last_number) = self.first, self.last
        begin = f"Stopped in {place_name(frame, number)}"
        if (number, file_name(frame.f_code.co_filename)) == (
            last_number,
            file_name(last_frame.f_code.co_filename),
        ):
            return f"{begin}, then {ending}."
        if frame.f_code.co_filename == last_frame.f_code.co_filename:
            return f"{begin}, {ending} from line {last_number}."
        return f"{begin}, {ending} from {place_name(last_frame, last_number)}."


class Desk(io.TextIOBase):
    """Where the debugger reads and writes: the panel of the program that stands."""

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self.memory = Memory()
        self._written = ""

    def take(self, debugger: Any, frame: FrameType | None, *, is_over: bool) -> Session | None:
        """Return the session, a new one if there is none; None if another program stands."""
        session = self.session
        if session is not None and not session.is_here():
            # It does not wait here for its turn: what is traced is one for the whole page.
            return None
        if session is None:
            root = outermost(frame) if frame is not None else None
            session = self.session = Session(debugger, root, is_over)
            _strand.set(session.strand)
            session.panel = Panel(output.current(), self._release)
        return session

    def end(self, ending: str) -> None:
        """End the session: its panel becomes a short line."""
        session, self.session = self.session, None
        if session is None:
            return
        session.panel.transcript += self._take_written()
        session.panel.close(session.note(ending))
        if not session.panel.was_shown:
            output.current().write(session.panel.transcript)

    def _release(self) -> None:
        """Let the program run on, although it has not reached the line that it was to stop in."""
        if self.session is not None and not self.session.is_standing:
            self.session.debugger.set_continue()

    # What pdb needs of a stream

    def write(self, text: str, /) -> int:
        """Keep `text` for the panel."""
        self._written += text
        return len(text)

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        """Return what the person enters next; the last line that was written is the prompt."""
        session = self.session
        if session is None:
            return END
        head, _, prompt = self._take_written().rpartition("\n")
        if head:
            session.panel.transcript += f"{head}\n"
        session.panel.show(session.debugger.view())
        return session.panel.read(prompt)

    def _take_written(self) -> str:
        written, self._written = self._written, ""
        return written

    def readable(self) -> bool:
        """Return True: this is for both."""
        return True

    def writable(self) -> bool:
        """Return True: this is for both."""
        return True


desk = Desk()
