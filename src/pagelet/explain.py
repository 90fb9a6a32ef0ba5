"""Explains exceptions: what happened in plain words, where, and what to do next.

The words are loaded by the first error: pages start sooner without them.
"""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from types import FrameType, TracebackType

from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet._places import (
    Place,
    innermost_step,
    place_of_step,
    place_of_syntax_error,
    user_steps,
)
from pagelet.source import original

# An endless recursion has a thousand steps; its beginning and its end tell all.
FIRST_FRAMES, LAST_FRAMES = 3, 7
# More than Python allows unless the program has raised the limit.
MANY_STEPS = 2000


@dataclass(frozen=True)
class Report:
    """An exception, explained."""

    title: str
    """What happened, in one sentence of plain words."""

    detail: str
    """What Python itself says about it: the last line of its traceback, and notes."""

    hint: str
    """What to do next."""

    excerpt: Place | None
    """The line where it happened, with the exact spot, if its source is known."""

    frames: tuple[Place, ...]
    """How the program got there, outermost first: only steps in the user's own files."""

    full: str
    """The complete traceback."""

    left_out: int = 0
    """How many steps from the middle of a very long way are not among the frames."""

    def is_plain(self) -> bool:
        """Return whether the program is a line of which no part is meant more than the others."""
        place = self.excerpt
        if place is None or len(self.frames) > 1:
            return place is None
        return place.number == 1 and not place.function and place.parts[1] == place.line.strip()

    def text(self) -> str:
        """The report as plain text, for a console."""
        parts = [self.title, self.hint, ""]
        if self.excerpt is not None:
            parts += [f"{self.excerpt.name}:", _indented(self.excerpt.text()), ""]
        if len(self.frames) > 1:
            parts += ["How the program got there:", _indented(_steps_as_text(self)), ""]
        return "\n".join([*parts, self.detail])


def explain(error: BaseException, *, sources: Mapping[str, str] | None = None) -> Report:
    """Return the report on `error`.

    Args:
        error: the exception, with its traceback.
        sources: the text of source files by file name, where `linecache` does not know them.
    """
    from pagelet._words import SEVERAL, Facts, words_for

    error = original(error)
    left_out = _shorten(error.__traceback__)
    first, many = _first_of_group(error)
    places = _places(first, sources or {})
    # Code that was made by exec has no text; the innermost line that can be shown is more use.
    excerpt, frame = next(
        ((place, frame) for place, frame in reversed(places) if place.line.strip()), (None, None)
    )
    line, marked = (excerpt.line, excerpt.parts[1]) if excerpt else ("", "")
    words = words_for(Facts(first, _message(first), line, marked, frame))
    return Report(
        title=words.title if many == 1 else SEVERAL.format(many=many, title=words.title),
        detail=_detail(error),
        hint=words.hint,
        excerpt=excerpt,
        frames=tuple(place for place, _ in places),
        left_out=left_out,
        full="".join(traceback.TracebackException.from_exception(error).format()),
    )


def _shorten(traceback: TracebackType | None) -> int:
    """Leave out the middle of a very long traceback, which would take minutes to show."""
    steps = []
    while traceback:
        steps.append(traceback)
        traceback = traceback.tb_next
    if len(steps) <= MANY_STEPS:
        return 0
    many, half = len(steps), MANY_STEPS // 2
    steps[half - 1].tb_next = steps[-half]
    del steps[-half:]
    # From its end: who lets go of a long chain at its beginning lets it free itself link by link,
    # each link inside the call that frees the one before.
    while len(steps) > half:
        steps[-2].tb_next = None if len(steps) > half + 1 else steps[-2].tb_next
        steps.pop()
    return many - MANY_STEPS


def _places(
    error: BaseException, sources: Mapping[str, str]
) -> list[tuple[Place, FrameType | None]]:
    """Return the places in the user's own files that led to the error, outermost first."""
    steps = user_steps(error.__traceback__)
    location = place_of_syntax_error(error, sources) if isinstance(error, SyntaxError) else None
    if not steps and location is None and (innermost := innermost_step(error.__traceback__)):
        steps = [innermost]
    places: list[tuple[Place, FrameType | None]] = [
        (place_of_step(step, sources), step.tb_frame) for step in steps
    ]
    return places if location is None else [*places, (location, None)]


def _first_of_group(error: BaseException) -> tuple[BaseException, int]:
    """Return the first single error in `error`, and how many there are."""
    if not isinstance(error, BaseExceptionGroup):
        return error, 1
    inner = [_first_of_group(part) for part in error.exceptions]
    return inner[0][0], sum(count for _, count in inner)


def _message(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return str(error.msg)
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - a faulty __str__ must not hide the error that is explained
        return ""


def _detail(error: BaseException) -> str:
    lines = "".join(traceback.TracebackException.from_exception(error).format_exception_only())
    if isinstance(error, SyntaxError):
        # The place comes first, indented; the excerpt shows it better.
        _, _, lines = ("\n" + lines).partition(f"\n{type(error).__name__}: ")
        lines = f"{type(error).__name__}: {lines}"
    return lines.rstrip("\n")


def _shown_frames(report: Report) -> tuple[tuple[Place, ...], int, tuple[Place, ...]]:
    """Return the first frames, how many are left out, and the last ones."""
    frames = report.frames
    left_out = len(frames) - FIRST_FRAMES - LAST_FRAMES
    if left_out <= 0:
        return frames, 0, ()
    left_out += report.left_out
    return frames[:FIRST_FRAMES], left_out, frames[-LAST_FRAMES:]


def _steps_as_text(report: Report) -> str:
    first, left_out, last = _shown_frames(report)
    lines = [f"{place.name}: {place.line.strip()}" for place in first]
    if left_out:
        lines.append(f"... {left_out} more steps ...")
    return "\n".join(lines + [f"{place.name}: {place.line.strip()}" for place in last])


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))


def render(report: Report, *, short: bool = False) -> Node:
    """Return the report as a DOM element, ready to be put on the page.

    A short one is for a console, where what was entered stands right above.
    """
    # A heading by its role: the page's own styles for h1 to h6 stay out of it.
    title = make("p", report.title, class_="pagelet-error-title", role="heading", aria_level=3)
    node = make("div", title, class_="pagelet-error py-error", role="alert")
    node.append(make("p", report.hint, class_="pagelet-error-hint"))
    if report.excerpt is not None and not (short and report.is_plain()):
        node.append(make("p", report.excerpt.name, class_="pagelet-error-place"))
        node.append(_excerpt_node(report.excerpt))
    if len(report.frames) > 1:
        node.append(make("p", "How the program got there:", class_="pagelet-error-way"))
        node.append(_frames_node(report))
    node.append(make("p", make("code", report.detail), class_="pagelet-error-detail"))
    full = make("pre", report.full, tabindex=0, aria_label="Full report")
    node.append(make("details", make("summary", "Full report"), full, class_="pagelet-error-full"))
    return node


def _excerpt_node(place: Place) -> Node:
    # Long lines scroll; only what can have the focus can be scrolled with the keyboard.
    node = make("pre", class_="pagelet-error-code", tabindex=0, aria_label="The program")
    first = place.number - len(place.before)
    margin = len(str(place.number))
    for number, line in enumerate(place.before, start=first):
        node.append(_line_number(f"{number:>{margin}}"), f"{line}\n")
    node.append(_line_number(str(place.number)), *_marked(place))
    if place.start < place.end:
        carets = f"\n{'':>{margin}} | {place.carets}"
        node.append(make("span", carets, class_="pagelet-error-carets", aria_hidden="true"))
    return node


def _line_number(number: str) -> Node:
    return make("span", f"{number} | ", class_="pagelet-error-number")


def _marked(place: Place) -> tuple[Node | str, ...]:
    before, marked, after = place.parts
    if not marked:
        return (place.line,)
    return before, make("mark", marked, class_="pagelet-error-mark"), after


def _frames_node(report: Report) -> Node:
    first, left_out, last = _shown_frames(report)
    node = make("ol", class_="pagelet-error-frames")
    for place in first:
        node.append(_frame_node(place))
    if left_out:
        node.append(make("li", f"... {left_out} more steps ..."))
    for place in last:
        node.append(_frame_node(place))
    return node


def _frame_node(place: Place) -> Node:
    before, marked, after = place.parts
    mark: Node | str = make("mark", marked, class_="pagelet-error-mark") if marked else ""
    return make("li", f"{place.name}: ", make("code", before.lstrip(), mark, after.rstrip()))
