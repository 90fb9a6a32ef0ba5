"""What the debugger shows of a program that stands, and how a person works with it."""

import asyncio
import bdb
import sys
from collections.abc import Iterator
from contextvars import copy_context
from types import FrameType
from typing import Any, NamedTuple

import pytest

from pagelet import _stopper, output
from pagelet._host import host
from pagelet.debugger import desk as desks
from pagelet.debugger.panel import ACTIONS, Panel, View
from pagelet.debugger.places import Memory, lines_around, place_name, variables_of
from pagelet.debugger.tracer import PageDebugger
from pagelet.debugger.values import LONGEST, has_parts, kind, parts, short
from pagelet.output import Output
from pagelet.source import Source


class Plain:
    """An object without a repr of its own."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)


class Slotted:
    """An object without a __dict__."""

    __slots__ = ("left", "never")

    def __init__(self) -> None:
        self.left = 1


class Faulty:
    """An object that nothing can be asked."""

    def __repr__(self) -> str:
        raise RuntimeError("no repr")

    def __getattribute__(self, name: str) -> Any:
        raise RuntimeError("no attributes")


class Point(NamedTuple):
    """A tuple whose items have names."""

    x: int
    y: int


# Values


@pytest.mark.parametrize(
    "value",
    [
        "x" * 10_000,
        list(range(10_000)),
        {n: str(n) for n in range(1000)},
        [[[[[[1]]]]]] * 1000,
        10**6000,
        b"x" * 10_000,
        Plain(text="y" * 1000),
        "two\nlines",
    ],
    ids=["text", "list", "dict", "nested", "number", "bytes", "object", "lines"],
)
def test_a_value_is_shown_in_one_short_line(value: object) -> None:
    assert len(short(value)) <= LONGEST
    assert "\n" not in short(value)


def test_short_values_are_shown_as_python_writes_them() -> None:
    values: list[object] = [1, "it's", None, [1, 2], {"a": (1,)}, {3}, 2.5, b"x"]

    assert [short(value) for value in values] == [repr(value) for value in values]


def test_a_value_whose_repr_fails_says_so() -> None:
    assert short(Faulty()) == "<Faulty; its repr fails: RuntimeError>"
    assert has_parts(Faulty()) is False
    assert parts(Faulty()) == ([], 0)


def test_an_object_without_a_repr_shows_what_it_holds() -> None:
    assert short(Plain(name="Ada", cards=[1, 2])) == "<Plain name='Ada' cards=[1, 2]>"
    assert short(Slotted()) == "<Slotted left=1>"


def test_an_object_that_holds_itself_is_shown() -> None:
    knot = Plain()
    knot.__dict__["knot"] = knot
    ring: list[object] = []
    ring.append(ring)

    assert short(knot).startswith("<Plain knot=<Plain")
    assert short(ring).startswith("[[")


def test_values_can_be_looked_into() -> None:
    point = Point(1, 2)

    assert parts({"a": 1}) == ([("'a'", 1)], 0)
    assert parts(["x", "y"]) == ([("0", "x"), ("1", "y")], 0)
    assert parts({7}) == ([("", 7)], 0)
    assert parts(point) == ([("x", 1), ("y", 2)], 0)
    assert parts(Slotted()) == ([("left", 1)], 0)
    assert parts(Plain(name="Ada")) == ([("name", "Ada")], 0)
    plain: list[Any] = ["text", 3, None, print, Plain, sys, [], {}]
    assert not any(has_parts(value) for value in plain)


def test_of_many_parts_the_first_are_shown_and_the_others_counted() -> None:
    first, more = parts(range(0)), parts(list(range(1000)))

    assert first == ([], 0)
    assert len(more[0]) == 50
    assert more[1] == 950


def test_the_kind_of_a_value_is_its_type() -> None:
    assert [kind(value) for value in (1, "a", None, Plain())] == ["int", "str", "NoneType", "Plain"]


# Places


def frame_of(code: str, name: str = "page.html", first_line: int = 1) -> FrameType:
    """Run `code`, which calls stand(), and return the frame that called it."""
    found: list[FrameType] = []
    program = Source(name, code, first_line).compile(top_level_await=False)
    exec(program, {"__name__": "__main__", "stand": lambda: found.append(sys._getframe(1))})
    return found[0]


def test_the_lines_around_are_those_of_the_page() -> None:
    frame = frame_of("a = 1\nstand()\nb = 2\n", first_line=40)
    lines = lines_around(frame, 41, [42])

    assert [(line.number, line.text) for line in lines] == [
        (40, "a = 1"),
        (41, "stand()"),
        (42, "b = 2"),
    ]
    assert [line.number for line in lines if line.is_current] == [41]
    assert [line.number for line in lines if line.has_breakpoint] == [42]
    assert place_name(frame, 41) == "line 41 of page.html"


def test_functions_and_modules_of_a_program_stand_apart() -> None:
    frame = frame_of("import sys\ndef f(): pass\nx = 1\n__secret__ = 2\nstand()\n")
    variables, definitions, more = variables_of(frame, Memory())

    assert [(one.name, one.kind, one.text) for one in variables] == [("x", "int", "1")]
    assert [one.name for one in definitions] == ["stand", "sys", "f"]
    assert more == 0


def test_what_has_changed_since_the_last_stop_is_marked() -> None:
    memory = Memory()
    frame = frame_of("x = [1]\ny = 2\nstand()\n")
    first, _, _ = variables_of(frame, memory)
    memory.go_on()
    frame.f_globals["x"].append(5)
    second, _, _ = variables_of(frame, memory)

    assert [one.has_changed for one in first] == [False, False]
    assert [one.has_changed for one in second] == [True, False]


def test_of_many_variables_the_first_are_shown_and_the_others_counted() -> None:
    frame = frame_of("globals().update({f'x{n}': n for n in range(300)})\nstand()\n")
    variables, definitions, more = variables_of(frame, Memory())

    assert len(variables) + len(definitions) == 100
    assert more == 201


# The panel


@pytest.fixture
def out() -> Iterator[Output]:
    node = host.document.createElement("div")
    host.document.body.append(node)
    yield Output(node)
    sys.settrace(None)
    bdb.Breakpoint.clearBreakpoints()
    desks.desk.end("ended")
    node.remove()


def run(code: str, out: Output, *says: str, name: str = "game.py") -> list[str]:
    """Run a program at whose stops a person `says` one thing after the other.

    Returns what the output shows when each of them is said.
    """
    seen: list[str] = []

    async def person() -> None:
        for line in says:
            while not (field := waiting_field(out)):
                await asyncio.sleep(0)
            seen.append(out.node.textContent)
            button = button_named(out, line)
            if button:
                button.click()
            else:
                field.value = line
                host.dispatch(field.closest("form"), "submit", cancelable=True)
            await asyncio.sleep(0)

    def program() -> None:
        output.use(out)
        _stopper.use(_stopper.Stopper())
        helper = asyncio.get_event_loop().create_task(person())
        names = {"stop": PageDebugger().set_trace, "look": look_at}
        try:
            exec(
                Source(name, code).compile(top_level_await=False),
                {"__name__": "__main__", "__file__": name, **names},
            )
        finally:
            helper.cancel()

    copy_context().run(program)
    out.flush()
    return seen


def look_at(error: BaseException) -> None:
    debugger = PageDebugger()
    debugger.reset()
    debugger.interaction(None, error.__traceback__)


def waiting_field(out: Output) -> Any:
    session = desks.desk.session
    if session is None or session.panel._answer is None or session.panel._answer.done():
        return None
    return out.node.querySelector(".pagelet-debugger-command input")


def button_named(out: Output, name: str) -> Any:
    buttons = out.node.querySelectorAll(".pagelet-debugger button")
    return next((one for one in buttons if one.textContent == name), None)


PROGRAM = """\
def double(n):
    twice = n * 2
    return twice

stop()
x = 1
y = double(x)
z = 3
"""


def test_buttons_step_through_a_program(out: Output) -> None:
    seen = run(PROGRAM, out, "tbreak 7", "Continue", "Step", "Next", "Return", "Continue")
    lines = [text.rpartition("Stopped in line ")[2].partition(" ")[0] for text in seen]

    assert lines[2:] == ["7", "2", "3", "3"]
    assert "double() returns 2." in seen[-1]
    assert out.node.textContent.startswith("Stopped in line ")
    assert "went on" in out.node.textContent


def test_expressions_and_commands_are_answered_in_order(out: Output) -> None:
    seen = run(PROGRAM, out, "Next", "6 * 7", "p 'a' 'b'", "x = 10", "x", "1 / 0", "Continue")

    assert "(Pdb) 6 * 7\n42\n(Pdb) p 'a' 'b'\n'ab'\n(Pdb) x = 10\n(Pdb) x\n10\n" in seen[-1]
    assert "*** ZeroDivisionError: division by zero" in seen[-1]
    assert out.node.querySelector("details pre").textContent.startswith("(Pdb) 6 * 7")


def test_stop_ends_the_program_and_its_finally_blocks_run(out: Output) -> None:
    with pytest.raises(KeyboardInterrupt):
        run("try:\n    stop()\n    x = 1\nfinally:\n    print('cleaned')\n", out, "Stop")

    assert "stopped" in out.node.textContent
    assert desks.desk.session is None


def test_a_breakpoint_can_be_set_in_a_later_line(out: Output) -> None:
    seen = run(PROGRAM, out, "b 3", "Continue", "cl 1", "Continue")

    assert "Breakpoint 1 at game.py:3" in seen[1]
    assert "Stopped in line 3 of game.py, in double()" in seen[2]
    assert "Deleted breakpoint 1 at game.py:3" in seen[3]


def test_the_same_note_is_counted(out: Output) -> None:
    run("for n in range(3):\n    stop()\n    pass\n", out, "Continue", "Continue", "Continue")

    assert out.node.textContent.endswith("then went on. (3 times)")


def test_after_an_error_the_variables_can_be_looked_at(out: Output) -> None:
    code = "def f(n):\n    return n / 0\ntry:\n    f(7)\nexcept ZeroDivisionError as e:\n"
    seen = run(code + "    look(e)\n", out, "p n", "next", "Close")

    assert "Failed in line 2 of game.py, in f()" in seen[0]
    assert "(Pdb) p n\n7\n" in seen[1]
    assert "The program has ended, so it cannot go on; 'q' closes the debugger." in seen[2]
    assert out.node.querySelector("summary").textContent == "Looked at the variables."


def test_interact_asks_and_answers_in_the_panel(out: Output) -> None:
    seen = run(PROGRAM, out, "Next", "interact", "x + 41", "print('said')", "Continue")

    assert "*pdb interact start*" in seen[2]
    assert "said\n" in seen[4]
    assert "went on" in out.node.textContent


def test_given_streams_of_its_own_pdb_is_the_ordinary_one() -> None:
    from io import StringIO

    written = StringIO()
    debugger = PageDebugger(stdin=StringIO("p 6 * 7\nq\n"), stdout=written)
    debugger.run("x = 1")

    assert "42" in written.getvalue()


def test_where_python_cannot_wait_the_program_goes_on_and_says_so_once(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "can_wait", lambda: False)
    code = "for n in range(3):\n    stop()\nprint('done')\n"
    run(code, out, name="nowait.py")
    text = out.node.textContent

    assert text.count("The program did not stop in line 2 of nowait.py, because Python cannot") == 1
    assert "print() shows values everywhere." in text
    assert desks.desk.session is None


def test_every_button_says_what_it_does_and_its_keys(out: Output) -> None:
    panel = Panel(out, lambda: None)
    panel.show(View("Stopped in line 1 of a.py", "", [], ["the program, line 1"], 0, [], [], 0))
    buttons = out.node.querySelectorAll("button")

    assert [button.textContent for button in buttons] == [
        "Next",
        "Step",
        "Return",
        "Continue",
        "Stop",
    ]
    assert [button.title for button in buttons] == [action.tip for action in ACTIONS]
    assert ACTIONS[0].tip == "Run this line, with all that it calls (keys: n, F10)"
    assert panel.node.getAttribute("aria-label") == "Stopped in line 1 of a.py"
    assert host.document.activeElement.isSameNode(panel.node)
    panel.close("")


def test_an_error_that_is_shown_is_the_one_of_pm(out: Output) -> None:
    error: list[BaseException] = []
    try:
        exec(Source("bad.py", "1 / 0").compile(top_level_await=False), {"__name__": "__main__"})
    except ZeroDivisionError as caught:
        error.append(caught)
    out.show_error(error[0])

    assert sys.last_value is error[0]
    assert out.node.querySelector("button").textContent == "Look at the variables"
