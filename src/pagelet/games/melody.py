"""Notes: their names, their frequencies, and melodies of them."""

import re
from functools import lru_cache
from typing import Literal, TypeAlias, get_args

from pagelet.games.errors import (
    SoundError,
    UnknownNameError,
    ValueOfWrongKindError,
    problem,
    unknown,
)
from pagelet.games.sounds import Voice, Wave

Instrument: TypeAlias = Literal["piano", "flute", "organ", "game", "bass"]

_NOTE = re.compile(r"([A-Ga-g])([#b♯♭]?)(\d?)")
_PART = re.compile(r"([^:]+?)(?::(\d*\.?\d+))?")
# Half tones above C.
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SHIFTS = {"": 0, "#": 1, "♯": 1, "b": -1, "♭": -1}
_REST = ("-", "r", "R")
_USUAL_OCTAVE = "4"
_WAYS = "Notes are written like 'C4 E4 G4': 'F#4', 'Bb4', 'C4:2' (two beats), '-' (a rest)."

# How loud and in which wave each overtone of an instrument sounds, and how softly it begins.
_INSTRUMENTS: dict[str, tuple[list[tuple[float, Wave, float]], float]] = {
    "piano": ([(1, "triangle", 0.45), (2, "sine", 0.15), (3, "sine", 0.06)], 0.005),
    "flute": ([(1, "sine", 0.5), (2, "sine", 0.08)], 0.06),
    "organ": ([(1, "sine", 0.35), (2, "sine", 0.2), (4, "sine", 0.1)], 0.03),
    "game": ([(1, "square", 0.2)], 0.003),
    "bass": ([(0.5, "triangle", 0.6), (1, "sine", 0.2)], 0.005),
}
INSTRUMENTS: tuple[str, ...] = get_args(Instrument)
# A note goes on for so much of its time, so that the next one can be told from it.
_HELD = 0.95


@lru_cache(maxsize=256)
def frequency(note: str) -> float:
    """Return the hertz of a note such as "A4" (440).

    Raises:
        UnknownNameError: it is none.
    """
    parts = _NOTE.fullmatch(note.strip())
    if parts is None:
        raise problem(UnknownNameError, f"There is no note '{note}'.", _WAYS)
    letter, shift, octave = parts.groups()
    steps = _STEPS[letter.upper()] + _SHIFTS[shift] + 12 * int(octave or _USUAL_OCTAVE)
    # A4 is 9 half tones above C4, which is 48 of them above C0.
    return float(440 * 2 ** ((steps - 57) / 12))


def is_melody(text: str) -> bool:
    """Return whether a text is likely meant as notes."""
    first = text.split()[:1]
    return bool(first) and all(
        _NOTE.fullmatch(note) or note in _REST for note in first[0].partition(":")[0].split("+")
    )


def melody(text: str, tempo: float, instrument: str) -> list[Voice]:
    """Return the voices of notes that follow each other: "C4 E4 G4:2 - C4+E4+G4".

    Args:
        text: notes with blanks between them; ":2" makes one last two beats; "+" joins them.
        tempo: beats per minute.
        instrument: what plays them.
    """
    beat = 60 / _checked_tempo(tempo)
    voices: list[Voice] = []
    start = 0.0
    for word in text.split():
        parts = _PART.fullmatch(word)
        if parts is None:
            raise problem(UnknownNameError, f"There is no note '{word}'.", _WAYS)
        seconds = beat * float(parts[2] or 1)
        if parts[1] not in _REST:
            for name in parts[1].split("+"):
                voices += tone(frequency(name), seconds, instrument, start)
        start += seconds
    return voices


def tone(hertz: float, seconds: float, instrument: str, start: float = 0) -> list[Voice]:
    """Return the voices of one note."""
    if instrument not in _INSTRUMENTS:
        names = ", ".join(INSTRUMENTS)
        raise unknown("instrument", str(instrument), INSTRUMENTS, f"There are: {names}.")
    overtones, attack = _INSTRUMENTS[instrument]
    return [
        Voice(start, seconds * _HELD, hertz * part, hertz * part, wave, volume, attack)
        for part, wave, volume in overtones
    ]


def _checked_tempo(tempo: object) -> float:
    if not isinstance(tempo, int | float):
        raise problem(
            ValueOfWrongKindError,
            f"The tempo is a number of beats per minute, but got {tempo!r}.",
            "Write play('C4 E4 G4', tempo=120).",
        )
    if not 10 <= tempo <= 1000:
        raise problem(
            SoundError, f"The tempo {tempo} is not possible.", "It goes from 10 to 1000 beats."
        )
    return tempo
