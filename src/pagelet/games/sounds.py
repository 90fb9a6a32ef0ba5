"""The built-in sounds, made of voices.

A voice is a wave whose frequency goes from one to another: sound.js mixes them.
"""

from array import array
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

Wave: TypeAlias = Literal["sine", "square", "triangle", "sawtooth", "noise"]

_WAVES: tuple[str, ...] = get_args(Wave)
# Read by type checkers only: this class takes no parameter before Python 3.12.
Numbers: TypeAlias = "array[float]"


@dataclass(frozen=True)
class Voice:
    """One wave: from when, for how long, which frequencies, how loud.

    For noise the frequencies are those above which it is cut. `wobble` is how often in a second the
    frequency goes up and down, `depth` how far (0.5: by half of it); it calms down.
    """

    start: float
    seconds: float
    first: float
    last: float
    wave: Wave = "sine"
    volume: float = 0.5
    attack: float = 0.005
    wobble: float = 0
    depth: float = 0

    def numbers(self) -> tuple[float, ...]:
        """Return it as sound.js takes it."""
        wave = _WAVES.index(self.wave)
        head = (self.start, self.seconds, wave, self.first, self.last)
        return (*head, self.volume, self.attack, self.wobble, self.depth)


def numbers_of(voices: list[Voice]) -> Numbers:
    """Return voices as one array of numbers."""
    return array("d", (number for voice in voices for number in voice.numbers()))


def length_of(voices: list[Voice]) -> float:
    """Return the seconds until the last voice is over."""
    return max((voice.start + voice.seconds for voice in voices), default=0.0)


def _tones(
    frequencies: tuple[float, ...], step: float, wave: Wave, volume: float = 0.3
) -> list[Voice]:
    """Return tones one after the other; the last one lasts longer."""
    last = len(frequencies) - 1
    return [
        Voice(i * step, step * (4 if i == last else 1.3), hertz, hertz, wave, volume)
        for i, hertz in enumerate(frequencies)
    ]


SOUNDS: dict[str, list[Voice]] = {
    "beep": [Voice(0, 0.15, 880, 880, "square", 0.2)],
    "boing": [Voice(0, 0.7, 150, 260, "triangle", 0.7, 0.005, 14, 0.5)],
    "pop": [Voice(0, 0.09, 300, 900, "sine", 0.7)],
    "click": [Voice(0, 0.03, 1800, 900, "square", 0.25, 0.001)],
    "coin": _tones((988, 1319), 0.08, "square", 0.2),
    "jump": [Voice(0, 0.25, 220, 700, "square", 0.2)],
    "laser": [Voice(0, 0.25, 1800, 150, "sawtooth", 0.25)],
    "hit": [
        Voice(0, 0.12, 2500, 400, "noise", 0.6, 0.001),
        Voice(0, 0.15, 180, 60, "triangle", 0.6),
    ],
    "explosion": [
        Voice(0, 1.2, 3000, 80, "noise", 0.9),
        Voice(0, 0.9, 110, 30, "triangle", 0.7),
    ],
    "bell": [
        Voice(0, 1.6, 880, 880, "sine", 0.4),
        Voice(0, 1.1, 2217, 2217, "sine", 0.2),
        Voice(0, 0.6, 3729, 3729, "sine", 0.1),
    ],
    "drum": [
        Voice(0, 0.3, 160, 45, "sine", 0.9, 0.002),
        Voice(0, 0.05, 1500, 300, "noise", 0.3, 0.001),
    ],
    "whoosh": [Voice(0, 0.5, 400, 3500, "noise", 0.5, 0.25)],
    "powerup": _tones((392, 494, 587, 784), 0.07, "square", 0.2),
    "win": _tones((523, 659, 784, 1047), 0.13, "triangle", 0.5),
    "lose": _tones((392, 349, 311, 196), 0.2, "sawtooth", 0.2),
    "splash": [
        Voice(0, 0.6, 5000, 300, "noise", 0.5, 0.02),
        Voice(0, 0.2, 500, 150, "sine", 0.3),
    ],
}
