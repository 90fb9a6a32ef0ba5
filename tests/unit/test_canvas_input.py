"""Keys, pointer and clock, as a program that loops sees them."""

import asyncio
import json
import sys
from typing import Any

import pytest

from pagelet._host import host
from pagelet.games import CanvasError, UnknownNameError, canvas, clock, keys, mouse
from pagelet.games.errors import ValueOfWrongKindError
from tests.unit.conftest import Game

# A name, because the type checker takes `sys.platform` as known and the rest as never reached.
IN_PAGE = sys.platform == "emscripten"
recorded = pytest.mark.skipif(IN_PAGE, reason="real frames and keys come from a person")

MEANT_AS_KEY = "Keys are named like 'left', 'space', 'enter', 'shift', 'a', '1'."


def press(game: Game, *happened: list[Any]) -> None:
    game.frames.keys = json.dumps(happened)
    clock.tick()


def point(game: Game, *happened: list[Any], wheel: float = 0) -> None:
    game.painter.pointer = json.dumps([wheel, *happened])
    clock.tick()


def down(key: str, code: str = "", *, repeat: bool = False, shortcut: bool = False) -> list[Any]:
    return ["keydown", key, code, repeat, shortcut]


def up(key: str, code: str = "") -> list[Any]:
    return ["keyup", key, code, False, False]


@recorded
def test_a_key_is_held_until_it_is_let_go_and_hit_once(game: Game) -> None:
    press(game, down("ArrowLeft", "ArrowLeft"))
    assert (keys.left, "left" in keys, keys.hit.left, keys.right) == (True, True, True, False)
    press(game, down("ArrowLeft", "ArrowLeft", repeat=True))
    assert (keys.left, keys.hit.left) == (True, False)
    press(game, up("ArrowLeft", "ArrowLeft"))
    assert (keys.left, keys.released.left) == (False, True)
    press(game)
    assert keys.released.left is False


@recorded
def test_a_key_that_is_tapped_between_two_frames_is_not_missed(game: Game) -> None:
    press(game, down(" ", "Space"), up(" ", "Space"))

    assert (keys.space, keys.hit.space, keys.released.space) == (True, True, True)
    press(game)
    assert list(keys) == []


@recorded
def test_keys_have_one_name_however_they_are_written(game: Game) -> None:
    press(game, down("Enter"), down("Control"), down("A", "KeyA"), down("ö"), down("F1"))

    assert list(keys) == ["a", "ctrl", "enter", "f1", "ö"]
    assert len(keys) == 5
    assert all((keys.ENTER, "Return" in keys, keys.control, "A" in keys, "ö" in keys))
    assert keys.s - keys.a == -1
    assert repr(keys) == "<keys a ctrl enter f1 ö>"


@recorded
def test_a_key_that_is_let_go_with_shift_does_not_stay_down(game: Game) -> None:
    press(game, down("1", "Digit1"), down("Shift", "ShiftLeft"), up("!", "Digit1"))

    assert list(keys.released) == ["1"]
    press(game)
    assert list(keys) == ["shift"]


@recorded
def test_no_key_stays_down_when_the_page_loses_the_keyboard(game: Game) -> None:
    press(game, down("a", "KeyA"))
    press(game, ["blur"])

    assert not keys.a
    assert keys.released.a


@recorded
def test_typed_text_has_capitals_and_repeats_but_no_shortcuts(game: Game) -> None:
    shift = down("Shift", "ShiftLeft")
    press(game, shift, down("A"), down("b"), down("b", repeat=True), down("c", shortcut=True))

    assert keys.typed == "Abb"
    press(game)
    assert keys.typed == ""


@recorded
def test_the_page_is_told_which_keys_the_program_wants(game: Game) -> None:
    assert game.frames.wanted == ""
    assert not keys.left
    assert not keys.hit.pageup
    assert set(game.frames.wanted.split("\n")) == {"arrowleft", "pageup"}
    assert canvas.node.getAttribute("role") == "application"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("lefft", "Did you mean 'left'?"),
        ("spacebar", "Did you mean 'space'?"),
        ("zz", MEANT_AS_KEY),
    ],
)
def test_a_misspelt_key_is_explained(game: Game, name: str, hint: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        getattr(keys, name)
    with pytest.raises(UnknownNameError):
        assert name in keys.hit

    assert (error.value.what, error.value.hint) == (f"There is no key '{name}'.", hint)
    assert error.value.where.startswith("test_canvas_input.py, line ")


def test_what_is_no_name_of_a_key_is_explained(game: Game) -> None:
    with pytest.raises(ValueOfWrongKindError) as error:
        assert 1 in keys

    assert error.value.what == "A key is named by a text, but got 1."
    assert error.value.hint == MEANT_AS_KEY
    assert not hasattr(keys, "__fspath__")


@recorded
def test_the_mouse_is_held_and_clicked(game: Game) -> None:
    point(game, ["pointermove", 1, "mouse", -1, 10, 20], ["pointerdown", 1, "mouse", 0, 30, 40])
    assert (mouse.x, mouse.y, mouse.position, list(mouse)) == (30, 40, (30, 40), [30, 40])
    assert (mouse.pressed, mouse.clicked, mouse.inside, mouse.is_touch) == (True, True, True, False)
    assert (mouse.dx, mouse.dy) == (30, 40)
    point(game, ["pointermove", 1, "mouse", -1, 35, 50])
    assert (mouse.pressed, mouse.clicked) == (True, False)
    assert (mouse.dx, mouse.dy) == (5, 10)
    assert mouse in canvas.area
    point(game, ["pointerup", 1, "mouse", 0, 35, 50], ["pointerleave", 1, "mouse", -1, 700, 50])
    assert (mouse.released, mouse.pressed, mouse.inside) == (True, False, False)
    assert repr(mouse) == "<mouse at 700, 50>"
    point(game)
    assert [mouse.released] == [False]


@recorded
def test_other_buttons_and_the_wheel_count_for_themselves(game: Game) -> None:
    point(game, ["pointerdown", 1, "mouse", 2, 1, 1], wheel=-2)
    assert (mouse.right_pressed, mouse.right_clicked, mouse.pressed) == (True, True, False)
    assert mouse.wheel == -2
    point(game, ["pointermove", 1, "mouse", 1, 1, 1])
    assert (mouse.middle_pressed, mouse.right_pressed, mouse.right_clicked) == (True, True, False)
    assert [mouse.wheel] == [0]
    assert {"menu", "wheel", "pointer"} <= set(game.painter.wants)


@recorded
def test_each_finger_is_where_it_is(game: Game) -> None:
    point(game, ["pointerdown", 5, "touch", 0, 1, 2], ["pointerdown", 6, "touch", 0, 8, 9])
    assert mouse.touches == [(1, 2), (8, 9)]
    assert mouse.is_touch
    point(game, ["pointermove", 5, "touch", -1, 3, 4], ["pointerup", 6, "touch", 0, 8, 9])
    assert sorted(mouse.touches) == [(3, 4), (8, 9)]
    point(game)
    assert mouse.touches == [(3, 4)]


@recorded
def test_a_tick_paints_waits_and_tells_the_time(game: Game) -> None:
    canvas.circle(1, 2, 3)
    first = clock.tick()
    canvas.circle(1, 2, 3)
    second = clock.tick(25)

    assert len(game.painter.painted) == 2
    assert game.frames.periods == pytest.approx([1000 / 60, 40])
    assert [first, second] == pytest.approx([1 / 60, 0.02])
    assert (clock.dt, clock.frame) == (0.02, 2)
    assert clock.time == pytest.approx(1 / 60 + 0.02)
    assert clock.fps == pytest.approx(54.5, abs=0.1)
    assert repr(clock) == "<clock 0.04 s, 2 frames>"


@recorded
def test_a_program_without_ticks_sees_keys_too(game: Game) -> None:
    game.frames.keys = json.dumps([down("a")])
    game.stage._looked_at = 0.0

    assert keys.a


@recorded
def test_an_async_program_awaits_its_frames(game: Game) -> None:
    async def program() -> None:
        with pytest.raises(CanvasError) as error:
            clock.tick(60)
        assert error.value.what.startswith("clock.tick() cannot wait here")
        assert error.value.hint.startswith("Write 'await clock.next(60)' in its place")
        assert await clock.next(50) == pytest.approx(1 / 60)
        assert await clock.next(50) == 0.02

    host.wait(program())


def test_another_run_of_the_program_has_a_stage_of_its_own(game: Game) -> None:
    before = game.canvas.node
    game.canvas.node.closest("figure").remove()

    async def anew() -> None:
        await asyncio.sleep(0)
        assert not canvas.node.isSameNode(before)

    # In a context that knows nothing of the first run.
    import contextvars

    from pagelet.games import stage

    context = contextvars.copy_context()
    context.run(stage._here.set, None)
    context.run(lambda: host.wait(anew()))


@pytest.mark.parametrize(
    ("fps", "what", "hint"),
    [
        (
            0,
            "clock.tick() cannot give 0 frames per second.",
            "Most displays show 60: write clock.tick(60), or fewer for a slow game.",
        ),
        (
            "60",
            "clock.tick() needs a number of frames per second, but got the text '60'.",
            "Write clock.tick(60).",
        ),
    ],
)
def test_a_pace_that_cannot_be_is_explained(game: Game, fps: Any, what: str, hint: str) -> None:
    with pytest.raises(CanvasError) as error:
        clock.tick(fps)

    assert (error.value.what, error.value.hint) == (what, hint)
