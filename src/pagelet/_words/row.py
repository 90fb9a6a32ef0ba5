"""The shape of the table of words."""

from dataclasses import dataclass
from typing import NamedTuple

from pagelet._clues import Clue


class Row(NamedTuple):
    """One kind of error and the words for it."""

    kind: type[BaseException] | str  # a class, or the name of one that is not at hand here
    pattern: str  # what its message looks like
    title: str
    hint: str
    clue: Clue | None = None


@dataclass(frozen=True)
class Words:
    """What happened, and what to do next."""

    title: str
    hint: str
