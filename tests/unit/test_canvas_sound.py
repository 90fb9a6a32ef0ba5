"""Sounds: built-in ones, notes, files; and what is none."""

import asyncio
import sys
from typing import Any

import pytest

from pagelet import page
from pagelet._host import host
from pagelet.games import CanvasError, melody, note, play, silence
from pagelet.games.sounds import SOUNDS, length_of
from tests.unit.conftest import Game, RecordingSounds

# A name, because the type checker takes `sys.platform` as known and the rest as never reached.
IN_PAGE = sys.platform == "emscripten"
recorded = pytest.mark.skipif(IN_PAGE, reason="what a browser plays is in tests/browser")


def sounds() -> RecordingSounds:
    recorder: RecordingSounds = host.modules[  # type: ignore[attr-defined]
        f"{host.asset_base}canvas/sound.js"
    ]
    return recorder


def settle(sound: Any) -> None:
    """Let it begin."""
    host.wait(sound._task)


def test_notes_have_the_frequencies_of_a_piano() -> None:
    assert melody.frequency("A4") == 440
    assert melody.frequency("a") == 440
    assert melody.frequency("C4") == pytest.approx(261.63, abs=0.01)
    assert melody.frequency("F#3") == melody.frequency("Gb3") == pytest.approx(185, abs=0.01)
    assert melody.frequency("B♭4") == melody.frequency("A♯4")


def test_a_melody_has_beats_rests_and_chords() -> None:
    voices = melody.melody("C4 D4:2 - C4+E4:0.5", tempo=60, instrument="game")

    assert [(round(voice.first), voice.start) for voice in voices] == [
        (262, 0),
        (294, 1),
        (262, 4),
        (330, 4),
    ]
    assert [voice.seconds for voice in voices] == pytest.approx([0.95, 1.9, 0.475, 0.475])


def test_every_built_in_sound_is_short_and_not_too_loud() -> None:
    assert "boing" in SOUNDS
    for voices in SOUNDS.values():
        assert 0 < length_of(voices) < 2
        assert all(0 < voice.volume <= 1 and voice.last > 0 for voice in voices)


@recorded
def test_a_sound_is_prepared_once_and_played_each_time(game: Game) -> None:
    for volume in (1, 0.5):
        settle(play("boing", volume=volume))

    assert list(sounds().prepared) == ["boing"]
    assert sounds().prepared["boing"][:4] == [0, 0.7, 2, 150]
    assert list(sounds().playing.values()) == [("boing", 1, False), ("boing", 0.5, False)]


@recorded
def test_a_program_may_wait_for_the_end_of_a_sound(game: Game) -> None:
    sound = play("C4 E4", wait=True)
    note("A4", 0.2, wait=True, instrument="flute")

    play("C4:0.5", wait=True)

    assert not sound.is_playing
    assert list(sounds().prepared) == [
        "notes C4 E4 120 piano",
        "note 440.0 0.2 flute",
        "notes C4:0.5 120 piano",
    ]


@recorded
def test_sounds_are_stopped_one_by_one_or_all_at_once(game: Game) -> None:
    music, other = play("C4 E4", loop=True), play("beep")
    early = play("coin")
    early.stop()
    for sound in (music, other, early):
        settle(sound)
    assert [each[0] for each in sounds().playing.values()] == ["notes C4 E4 120 piano", "beep"]
    assert music.is_playing and not early.is_playing

    music.volume = 0.25
    assert (music.volume, sounds().playing[1][1]) == (0.25, 0.25)
    other.stop()
    assert list(sounds().playing) == [1]
    silence()
    assert not sounds().playing


@recorded
def test_files_are_played(game: Game, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cat.wav").write_bytes(b"RIFF cat")
    host.files["dog.wav"] = b"RIFF dog"  # type: ignore[attr-defined]
    for what in ("cat.wav", "dog.wav", b"RIFF cow"):
        settle(play(what))

    assert list(sounds().prepared.values()) == [b"RIFF cat", b"RIFF dog", b"RIFF cow"]
    del host.files["dog.wav"]  # type: ignore[attr-defined]


@recorded
def test_a_locked_page_says_once_what_sounds_wait_for(game: Game) -> None:
    sounds().locked = True
    said = []

    async def program() -> None:
        for name in ("beep", "pop"):
            sound = play(name)
            assert sound._task
            await sound._task
            said.append([each.text for each in page.find(".pagelet-note")])
        sounds().locked = False
        while page.find(".pagelet-note"):
            await asyncio.sleep(0)

    host.wait(program())
    words = "Sounds start with your first click or key press: browsers ask for that."
    assert said == [[words], [words]]


@recorded
@pytest.mark.parametrize(
    ("make", "what", "hint"),
    [
        (lambda: play("boin"), "There is no sound 'boin'.", "Did you mean 'boing'?"),
        (
            lambda: play("zzz"),
            "There is no sound 'zzz'.",
            "There are: beep, boing, pop, click, coin, jump, laser, hit, explosion, bell, drum, "
            "whoosh, powerup, win, lose, splash; and files, and notes.",
        ),
        (
            lambda: play(7),  # type: ignore[arg-type]
            "play() needs the name of a sound, but got 7.",
            "Write play('boing'), play('song.mp3') or play('C4 E4 G4').",
        ),
        (
            lambda: play("C4 H4"),
            "There is no note 'H4'.",
            "Notes are written like 'C4 E4 G4': 'F#4', 'Bb4', 'C4:2' (two beats), '-' (a rest).",
        ),
        (
            lambda: play("C4 D4:two"),
            "There is no note 'D4:two'.",
            "Notes are written like 'C4 E4 G4': 'F#4', 'Bb4', 'C4:2' (two beats), '-' (a rest).",
        ),
        (
            lambda: play("C4", tempo=0),
            "The tempo 0 is not possible.",
            "It goes from 10 to 1000 beats.",
        ),
        (
            lambda: play("C4", tempo="fast"),  # type: ignore[arg-type]
            "The tempo is a number of beats per minute, but got 'fast'.",
            "Write play('C4 E4 G4', tempo=120).",
        ),
        (
            lambda: play("C4", instrument="flut"),  # type: ignore[arg-type]
            "There is no instrument 'flut'.",
            "Did you mean 'flute'?",
        ),
        (
            lambda: play("beep", volume=11),
            "The volume 11 is not possible.",
            "It goes from 0, which cannot be heard, to 1.",
        ),
        (
            lambda: play("beep", volume="loud"),  # type: ignore[arg-type]
            "play() needs numbers, but volume is the text 'loud'.",
            "Text becomes a number with int(...) or float(...).",
        ),
        (
            lambda: note("A4", -1),
            "A note cannot last -1 seconds.",
            "It goes up to 60; for a rest write time.sleep(1).",
        ),
        (
            lambda: note("A4", "1"),  # type: ignore[arg-type]
            "note() needs numbers, but seconds is the text '1'.",
            "Text becomes a number with int(...) or float(...).",
        ),
        (
            lambda: note(5),
            "Nobody can hear 5 hertz.",
            "Give 16 to 20000; 440 is the note A4.",
        ),
        (
            lambda: note([440]),  # type: ignore[arg-type]
            "note() needs numbers, but name is the list [440].",
            "A pair is taken apart by a star: circle(*place, 10).",
        ),
    ],
)
def test_a_mistake_with_sounds_is_explained(game: Game, make: Any, what: str, hint: str) -> None:
    with pytest.raises(CanvasError) as error:
        make()

    assert (error.value.what, error.value.hint) == (what, hint)
    assert error.value.where.startswith("test_canvas_sound.py, line ")


@recorded
@pytest.mark.parametrize(
    ("what", "title"),
    [
        ("cow.mp3", "There is no sound 'cow.mp3'."),
        (b"no sound", "What play() was given is not a sound that this browser can play."),
    ],
)
def test_a_file_that_cannot_be_played_is_explained_in_the_output(
    game: Game, what: Any, title: str
) -> None:
    settle(play(what))
    report = page.find_one(".pagelet-error")

    assert title in report.text
    report.remove()


@recorded
def test_a_program_that_cannot_wait_for_a_sound_is_told_what_to_write(game: Game) -> None:
    async def program() -> None:
        with pytest.raises(CanvasError) as error:
            play("beep", wait=True)
        assert error.value.what == "Python cannot wait for the end of a sound here."
        assert error.value.hint == "Write 'await play(...).end()' in an async program."
        await play("beep").end()

    host.wait(program())
