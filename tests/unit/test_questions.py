"""`input` and `sys.stdin` do what Python's own do, also where a program replaces the streams."""

import builtins
import contextlib
import io
import sys
from collections.abc import Iterator

import pytest

from pagelet import questions
from pagelet._host import host


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A page where nothing can wait: the browser's own dialog answers from this list."""
    given: list[str] = []
    asked: list[str] = []

    def prompt(text: str) -> object:
        asked.append(text)
        # JavaScript's null, which a dialog gives that is cancelled, is another object than None.
        return given.pop(0) if given else object()

    window = type("Window", (), {"prompt": staticmethod(prompt)})
    monkeypatch.setattr(type(host), "can_wait", lambda self: False)
    monkeypatch.setattr(type(host), "window", window)
    monkeypatch.setattr(builtins, "input", questions.read_line)
    monkeypatch.setattr(sys, "stdin", questions.Keyboard())
    yield given


def test_input_reads_from_a_replaced_stdin_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("first\nlast"))
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        lines = [questions.read_line("one? "), questions.read_line()]
        with pytest.raises(EOFError, match=r"^EOF when reading a line$"):
            questions.read_line("three? ")

    assert lines == ["first", "last"]
    assert printed.getvalue() == "one? three? "


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_input_misses_a_stream_that_is_gone(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, name, None)

    with pytest.raises(RuntimeError, match=rf"^input\(\): lost sys.{name}$"):
        questions.read_line()


def test_a_stdin_that_gives_no_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.BytesIO(b"bytes\n"))

    with (
        contextlib.redirect_stdout(io.StringIO()),
        pytest.raises(TypeError, match="returned non-string"),
    ):
        questions.read_line()


def test_stdin_reads_lines_parts_and_all(answers: list[str]) -> None:
    answers += ["one", "two", "three"]
    stdin = sys.stdin

    assert (stdin.readline(), stdin.read(2), stdin.readline()) == ("one\n", "tw", "o\n")
    assert list(stdin) == ["three\n"]
    assert stdin.read() == ""


def test_stdin_gives_bytes_as_well(answers: list[str]) -> None:
    answers += ["Größe", "2"]

    assert sys.stdin.buffer.readline() == "Größe\n".encode()
    assert sys.stdin.buffer.read() == b"2\n"


def test_stdin_is_a_text_stream_of_a_terminal(answers: list[str]) -> None:
    stdin = sys.stdin

    assert (stdin.isatty(), stdin.fileno(), stdin.readable(), stdin.writable()) == (
        True,
        0,
        True,
        False,
    )
    stdin.close()
    with pytest.raises(ValueError, match=r"I/O operation on closed file"):
        stdin.readline()


def test_a_cancelled_dialog_is_the_end_of_the_input(answers: list[str]) -> None:
    with pytest.raises(EOFError):
        questions.read_line("name? ")
