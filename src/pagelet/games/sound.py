"""Sounds that a program plays."""

import asyncio
from pathlib import Path
from typing import Any

from pagelet import blocking, output
from pagelet._host import host
from pagelet._nodes import make
from pagelet._shown import shown
from pagelet.errors import DownloadError
from pagelet.games import bridge, melody, sounds, stage
from pagelet.games.errors import SoundError, ValueOfWrongKindError, no_number, problem, unknown
from pagelet.games.melody import Instrument

LONGEST_NOTE = 60
LOCKED = "Sounds start with your first click or key press: browsers ask for that."
_FILES = "WAV, MP3, Ogg or M4A"


class Sound:
    """A sound that is playing."""

    def __init__(self, key: str, volume: float, loop: bool) -> None:
        self._key = key
        self._volume = _checked_volume(volume)
        self._loop = loop
        self._module: Any = None
        self._number = 0
        self._is_stopped = False
        self._place = output.current()
        self._stage = stage.current()
        self._stage.sounds = [each for each in self._stage.sounds if each.is_playing]
        self._stage.sounds.append(self)
        self._task: asyncio.Task[object] | None = None
        self._waiting: asyncio.Task[object] | None = None

    def begin(self, prepare: Any) -> None:
        """Play as soon as what is needed is there."""
        self._task = output.spawn(self._begin(prepare))

    async def _begin(self, prepare: Any) -> None:
        module = await bridge.load("sound")
        if not module.isPrepared(self._key):
            await prepare(module)
        if self._is_stopped:
            return
        self._module = module
        self._number = int(module.start(self._key, self._volume, self._loop))
        if module.isLocked() and self._stage.tells_of_sound:
            self._stage.tells_of_sound = False
            note = make("p", LOCKED, class_="pagelet-note")
            self._place.add(note)
            self._waiting = output.spawn(_remove_when_heard(module, note))

    async def end(self) -> None:
        """Wait until the sound is over, in an async program."""
        if self._task is not None:
            await asyncio.wait([self._task])
        if self._module is not None:
            await self._module.ended(self._number)

    def wait(self) -> None:
        """Wait until the sound is over."""
        if not host.can_wait():
            raise problem(
                SoundError,
                "Python cannot wait for the end of a sound here.",
                "Write 'await play(...).end()' in an async program.",
            )
        try:
            blocking.wait(self.end())
        except KeyboardInterrupt:
            self._stage.silence()
            raise

    def stop(self) -> None:
        """End the sound."""
        self._is_stopped = True
        if self._module is not None:
            self._module.stop(self._number)

    @property
    def is_playing(self) -> bool:
        """Whether it is still to be heard."""
        if self._is_stopped or (self._task and self._task.done() and self._module is None):
            return False
        return self._module is None or bool(self._module.isPlaying(self._number))

    @property
    def volume(self) -> float:
        """How loud it is: from 0 to 1."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = _checked_volume(volume)
        if self._module is not None:
            self._module.setVolume(self._number, self._volume)

    def __repr__(self) -> str:
        return f"<Sound {self._key}>"


def play(
    what: str | bytes,
    *,
    volume: float = 1,
    wait: bool = False,
    loop: bool = False,
    tempo: float = 120,
    instrument: Instrument = "piano",
) -> Sound:
    """Play a sound: a built-in one ("boing"), a file ("cat.mp3"), or notes ("C4 E4 G4").

    Args:
        what: the name of a sound, of a file of the app, an address, notes, or bytes of a file.
        volume: from 0 to 1.
        wait: whether to go on only when it is over.
        loop: whether to play it again and again.
        tempo: for notes, how many beats a minute has.
        instrument: for notes: "piano", "flute", "organ", "game" or "bass".

    Returns:
        the sound, which can be stopped: music.stop().
    """
    key, prepare = _prepared(what, tempo, instrument)
    sound = Sound(key, volume, loop)
    sound.begin(prepare)
    if wait and not loop:
        sound.wait()
    return sound


def note(
    name: str | float,
    seconds: float = 0.5,
    *,
    volume: float = 1,
    wait: bool = False,
    instrument: Instrument = "piano",
) -> Sound:
    """Play one note, by its name ("A4") or its frequency in hertz (440).

    For the parameters see play().
    """
    if not isinstance(seconds, int | float):
        raise no_number("note", {"seconds": seconds})
    if not 0 < seconds <= LONGEST_NOTE:
        raise problem(
            SoundError,
            f"A note cannot last {seconds} seconds.",
            f"It goes up to {LONGEST_NOTE}; for a rest write time.sleep({abs(seconds)}).",
        )
    hertz = melody.frequency(name) if isinstance(name, str) else name
    if not isinstance(hertz, int | float):
        raise no_number("note", {"name": name})
    if not 16 <= hertz <= 20_000:
        raise problem(
            SoundError, f"Nobody can hear {hertz} hertz.", "Give 16 to 20000; 440 is the note A4."
        )
    voices = melody.tone(hertz, seconds, instrument)
    sound = Sound(f"note {hertz} {seconds} {instrument}", volume, loop=False)
    sound.begin(_voices(sound._key, voices))
    if wait:
        sound.wait()
    return sound


def silence() -> None:
    """Stop all sounds of the program."""
    stage.current().silence()


def _prepared(what: Any, tempo: float, instrument: str) -> tuple[str, Any]:
    """Return the key of a sound, and the function that prepares it."""
    if isinstance(what, bytes | bytearray):
        content = bytes(what)
        key = f"bytes {hash(content)}"
        return key, lambda module: _prepare_file(module, key, content, "what play() was given")
    if not isinstance(what, str):
        raise problem(
            ValueOfWrongKindError,
            f"play() needs the name of a sound, but got {shown(what)}.",
            "Write play('boing'), play('song.mp3') or play('C4 E4 G4').",
        )
    if what in sounds.SOUNDS:
        return what, _voices(what, sounds.SOUNDS[what])
    if Path(what).is_file():
        found = Path(what).read_bytes()
        key = f"file {what} {hash(found)}"
        return key, lambda module: _prepare_file(module, key, found, f"'{what}'")
    if melody.is_melody(what):
        key = f"notes {what} {tempo} {instrument}"
        return key, _voices(key, melody.melody(what, tempo, instrument))
    if Path(what).suffix and " " not in what:
        key = f"address {what}"
        return key, _fetched(key, what)
    names = ", ".join(sounds.SOUNDS)
    raise unknown("sound", what, sounds.SOUNDS, f"There are: {names}; and files, and notes.")


def _voices(key: str, voices: list[sounds.Voice]) -> Any:
    async def prepare(module: Any) -> None:
        await module.prepareVoices(key, sounds.numbers_of(voices), sounds.length_of(voices))

    return prepare


def _fetched(key: str, address: str) -> Any:
    missing = problem(
        SoundError,
        f"There is no sound '{address}'.",
        "Put the file beside the program and check its spelling; capitals count.",
    )

    async def prepare(module: Any) -> None:
        try:
            content = await host.fetch(address)
        except DownloadError as error:
            raise missing from error
        await _prepare_file(module, key, content, f"'{address}'")

    return prepare


async def _prepare_file(module: Any, key: str, content: bytes, name: str) -> None:
    if not await module.prepareFile(key, content):
        raise problem(
            SoundError,
            f"{name[:1].upper()}{name[1:]} is not a sound that this browser can play.",
            f"Use a file of type {_FILES}.",
        )


async def _remove_when_heard(module: Any, note: Any) -> None:
    await module.whenOpened()
    note.remove()


def _checked_volume(volume: Any) -> float:
    if not isinstance(volume, int | float):
        raise no_number("play", {"volume": volume})
    if not 0 <= volume <= 1:
        raise problem(
            SoundError,
            f"The volume {volume} is not possible.",
            "It goes from 0, which cannot be heard, to 1.",
        )
    return volume
