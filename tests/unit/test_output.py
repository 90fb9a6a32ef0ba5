"""What programs print reaches the output of their tag, in order."""

import io
import sys
from collections.abc import Iterator
from contextvars import Context, copy_context
from pathlib import Path
from typing import Any

import pytest

from pagelet import _mirror, _pending, _printed, output
from pagelet._host import host
from pagelet.output import Output, TextStream


@pytest.fixture
def out() -> Iterator[Output]:
    """An output on the page that is gone after the test."""
    node = host.document.createElement("div")
    host.document.body.append(node)
    yield Output(node)
    node.remove()


def test_text_stands_together_and_streams_apart(out: Output) -> None:
    for text, stream in (("a", "stdout"), ("b\n", "stdout"), ("c", "stderr"), ("d", "stdout")):
        out.write(text, "stderr" if stream == "stderr" else "stdout")
    out.flush()

    assert [(run.className, run.textContent) for run in out.node.children] == [
        ("pagelet-text pagelet-stdout", "ab\n"),
        ("pagelet-text pagelet-stderr", "c"),
        ("pagelet-text pagelet-stdout", "d"),
    ]


def test_streams_in_turn_keep_their_order_and_their_looks(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_printed, "GROUP_LENGTH", 1000)
    streams: tuple[_mirror.Stream, ...] = ("stdout", "stderr")
    out.write("<0>")
    for number in range(1, 40):
        out.write("\rx" if number == 20 else f"<{number}>\n" * 2, streams[number % 2])
    out.flush()
    out.write("end")
    out.flush()

    texts = out.node.querySelectorAll(".pagelet-text")
    rows = [
        (each.className.split("-")[-1], each.textContent.rstrip("\n").strip()) for each in texts
    ]
    assert rows == [
        ("stdout", "<0>"),
        *[
            (streams[number % 2], "x" if number == 20 else f"<{number}>\n<{number}>")
            for number in range(1, 40)
        ],
        ("stdout", "end"),
    ]
    # Few of them are children of the output itself.
    assert len(out.node.children) < 15


def test_text_and_other_things_keep_their_order(out: Output) -> None:
    out.write("before")
    out.add(host.document.createElement("hr"))
    out.write("after")
    out.flush()

    assert [node.localName for node in out.node.children] == ["span", "hr", "span"]


def test_text_is_never_html(out: Output) -> None:
    out.write("<b>bold</b>")
    out.flush()

    assert out.node.textContent == "<b>bold</b>"
    assert out.node.querySelector("b") is None or not out.node.querySelector("b")


def test_a_program_that_empties_its_output_can_print_again(out: Output) -> None:
    out.write("one")
    out.flush()
    out.node.replaceChildren()
    out.write("two")
    out.flush()

    assert out.node.textContent == "two"


def test_endless_printing_keeps_the_last_part_and_says_so(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_printed, "LIMIT", 1000)
    monkeypatch.setattr(_printed, "RUN_LENGTH", 20)
    for number in range(50):
        out.write(f"line {number}\n")
        out.flush()

    text = out.node.textContent
    assert text.startswith("So much was printed that only the last part of it is shown.")
    assert "line 49\n" in text
    assert "line 0\n" not in text
    assert len(text) < 300


def test_of_very_much_text_at_once_the_end_is_shown(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_printed, "LIMIT", 1000)
    monkeypatch.setattr(_pending, "LIMIT", 1000)
    for number in range(5000):
        out.write(f"line {number}\n", "stderr" if number % 10 else "stdout")
    out.flush()

    text = out.node.textContent
    assert text.startswith(_printed.TOLD)
    assert text.endswith("line 4998\nline 4999\n")
    assert len(text) < 1000


def test_what_is_printed_reaches_the_page_even_if_a_flush_came_while_the_console_was_told(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_pending, "LIMIT", 1000)
    log = host.log
    breaths: list[bool] = []
    calls: list[object] = []

    def breathe(level: Any, text: str) -> None:
        breaths.append(output.is_writing(sys._getframe()))
        out.flush()
        log(level, text)

    monkeypatch.setattr(host, "soon", lambda callback, after=0: calls.append(callback))
    monkeypatch.setattr(host, "log", breathe)
    out.write("x" * 2000 + "\n")
    out.write("more\n")
    monkeypatch.setattr(host, "log", log)

    # Such a moment is none to breathe, but if a flush came then, another one is to follow.
    assert breaths and all(breaths)
    assert not output.is_writing(sys._getframe())
    assert calls == [out.flush, out.flush]
    out.flush()
    assert out.node.textContent.endswith("x\nmore\n")


def test_a_style_that_is_never_ended_does_not_keep_text_for_ever(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_printed, "LIMIT", 10_000)
    out.write("\x1b[31m")
    for number in range(1000):
        out.write(f"line {number}\n")
        out.flush()

    text = out.node.textContent
    assert text.endswith("line 998\nline 999\n")
    assert len(text) < 5000
    assert out.node.lastElementChild.lastElementChild.previousElementSibling.querySelector(
        ".pagelet-red"
    )


def test_of_very_many_things_the_last_ones_stay(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "MOST_SHOWN", 3)
    for name in ("h1", "h2", "h3", "h4", "h5"):
        out.show(host.document.createElement(name))
    names = [node.localName for node in out.node.children]
    note = out.node.firstChild.textContent
    out.clear()

    assert names == ["p", "h3", "h4", "h5"]
    assert note == "So much was shown that only the last of it is here."
    assert len(out.node.childNodes) == 0


def test_of_large_things_less_stay(out: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "MOST_HTML", 100)
    for name in ("h1", "h2"):
        node = host.document.createElement(name)
        node.textContent = "x" * 200
        out.show(node)

    assert [node.localName for node in out.node.children] == ["p", "h2"]


def test_a_progress_bar_stays_on_its_line(out: Output) -> None:
    out.write("Loading\nstep")
    out.flush()
    for percent in (10, 50, 100):
        out.write(f"\r{percent} %")
        out.flush()
    out.write("\ndone\n")
    out.flush()

    assert out.node.textContent == "Loading\n100 %\ndone\n"


def test_colours_are_shown(out: Output) -> None:
    out.write("\x1b[31mred\x1b[0m plain \x1b[1;38;5;208morange\x1b[0m\n")
    out.flush()
    red, orange = out.node.querySelectorAll("span span span")

    assert out.node.textContent == "red plain orange\n"
    assert (red.textContent, red.className) == ("red", "pagelet-red")
    assert (orange.textContent, orange.className) == ("orange", "pagelet-bold")
    assert orange.style.getPropertyValue("color") in ("#ff8700", "rgb(255, 135, 0)")


def test_the_console_gets_text_without_control_characters(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[str] = []
    monkeypatch.setattr(host, "log", lambda _, text: logged.append(text))
    out.write("10 %\r\x1b[32m20 %\x1b[0m\nnext\n")
    out.flush()

    assert logged == ["20 %", "next"]


def test_the_console_gets_the_beginning_and_is_told_so(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[str] = []
    monkeypatch.setattr(host, "log", lambda _, text: logged.append(text))
    monkeypatch.setattr(_mirror, "MOST_CHARACTERS", 20)
    for _ in range(10):
        out.write("123456789\n")
        out.flush()
    out.clear()
    out.write("a new run\n")
    out.flush()

    assert logged == ["123456789", "123456789", _mirror.REST, "a new run"]


def test_the_console_gets_so_many_lines_and_no_more(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[str] = []
    monkeypatch.setattr(host, "log", lambda _, text: logged.append(text))
    monkeypatch.setattr(_mirror, "MOST_MESSAGES", 3)
    for number in range(10):
        out.write(f"{number}\n")
        out.flush()

    assert logged == ["0", "1", "2", "3", _mirror.REST]


def test_the_console_gets_the_first_errors_and_is_told_so(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[str] = []
    monkeypatch.setattr(host, "log", lambda _, text: logged.append(text))
    monkeypatch.setattr(_mirror, "MOST_ERRORS", 2)
    for number in range(5):
        out.show_error(ValueError(number))

    assert logged == ["ValueError: 0\n", "ValueError: 1\n", _mirror.FURTHER_ERRORS]


def test_sys_exit_with_words_prints_them(out: Output) -> None:
    out.show_error(SystemExit("no such file"))
    out.show_error(SystemExit(0))
    out.flush()

    assert out.node.textContent == "no such file\n"


def test_print_goes_to_the_output_in_use(out: Output) -> None:
    context = copy_context()
    context.run(output.use, out)
    context.run(print, "hello", 3, file=TextStream("stdout"))
    out.flush()

    assert out.node.textContent == "hello 3\n"


def test_bytes_are_text_also_in_pieces(out: Output) -> None:
    context = copy_context()
    context.run(output.use, out)
    stream = TextStream("stdout")
    context.run(stream.buffer.write, "é".encode()[:1])
    context.run(stream.buffer.write, "é".encode()[1:])
    out.flush()

    assert out.node.textContent == "é"


def test_a_stream_takes_text_only() -> None:
    with pytest.raises(TypeError, match=r"write\(\) argument must be str, not int"):
        TextStream("stdout").write(3)  # type: ignore[arg-type]


def test_a_bound_callback_prints_where_it_was_bound(out: Output) -> None:
    context = copy_context()
    context.run(output.use, out)
    bound = context.run(output.bind, lambda: print("later", file=TextStream("stdout")))
    bound()
    out.flush()

    assert out.node.textContent == "later\n"


def test_an_error_in_a_bound_callback_is_shown_there(out: Output) -> None:
    def broken() -> None:
        raise ValueError("broken on purpose")

    context = copy_context()
    context.run(output.use, out)
    context.run(output.bind, broken)()

    assert "broken on purpose" in out.node.querySelector(".pagelet-error").textContent
    assert sys.exc_info() == (None, None, None)


@pytest.mark.parametrize("clearing", ["\x1b[2J\x1b[H", "\x1b[H\x1b[2J\x1b[3J", "\x1bc"])
def test_a_program_that_empties_the_screen_removes_its_text_only(
    out: Output, clearing: str
) -> None:
    out.write("one\n")
    out.add(host.document.createElement("hr"))
    out.write(f"two\n{clearing}three")
    out.flush()

    assert out.node.textContent == "three"
    assert out.node.querySelector("hr") is not None


def test_a_bar_that_was_wiped_out_leaves_its_line_to_what_is_printed_next(out: Output) -> None:
    """As `tqdm` does with leave=False: it writes to stderr, and the program to stdout."""
    out.write("\r 50%|#### |", "stderr")
    out.flush()
    out.write("\r           \r", "stderr")
    out.write("done\n")
    out.flush()

    assert out.node.textContent == "done\n"


def run_lines(out: Output, *lines: Any) -> list[int]:
    """Give `lines` to `os.system` as a program would whose output is `out`; return the results."""
    context = copy_context()
    context.run(output.use, out)
    out.write("one\n")
    codes = [context.run(output.run_command, line) for line in lines]
    out.flush()
    return codes


def test_commands_that_empty_the_screen_work_and_others_are_not_there(out: Output) -> None:
    assert run_lines(out, "CLS", "title Game", "ls -l") == [0, 0, 127 << 8]
    assert out.node.textContent == "ls: a page has no commands of the system\n"


@pytest.mark.parametrize(
    "line",
    ["cls||clear", "clear || cls", "cls & title x", "/usr/bin/clear", "clear > /dev/null 2>&1"],
)
def test_the_screen_is_emptied_by_whichever_line_does_it_elsewhere(out: Output, line: str) -> None:
    assert run_lines(out, line) == [0]
    assert out.node.textContent == ""


def test_lines_for_a_shell_go_on_as_there(out: Output) -> None:
    assert run_lines(out, "cls && ls && cls", "ls 2>nul || color 0a; :", "") == [127 << 8, 0, 0]
    assert out.node.textContent == "ls: a page has no commands of the system\n"


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("pip install rich", "packages are named in the program's pagelet.toml"),
        ("python3 other.py", "to run another file, import it"),
    ],
)
def test_what_to_do_instead_of_a_command_is_said(out: Output, line: str, hint: str) -> None:
    assert run_lines(out, line) == [127 << 8]
    said = f"one\n{line.split()[0]}: a page has no commands of the system; {hint}\n"
    assert out.node.textContent == said


def test_echo_prints_its_words(out: Output, capsys: pytest.CaptureFixture[str]) -> None:
    run_lines(out, "echo 'Well,  done' && echo More", "echo Don't")

    assert capsys.readouterr().out == "Well,  done\nMore\nDon't\n"


@pytest.mark.parametrize(
    ("line", "code", "printed"),
    [
        ("echo one\necho two\n", 0, "one\ntwo\n"),
        ("echo one &&\n\n echo two", 0, "one\ntwo\n"),
        ("ls ;", 127, ""),
        ("echo \"a > b\" 'c | d' one\\ word", 0, "a > b c | d one word\n"),
        (r'echo "a \"word\""', 0, 'a "word"\n'),
        ("echo it's one\necho more", 0, "it's one\nmore\n"),
        ("echo gone > nul", 0, ""),
        ("echo gone >/dev/null 2>&1", 0, ""),
        ("echo 12>nul", 0, ""),
        ('""', 127, ""),
        (b"echo bytes", 0, "bytes\n"),
        (Path("echo"), 0, "\n"),
    ],
)
def test_lines_are_read_as_a_shell_reads_them(
    out: Output, capsys: pytest.CaptureFixture[str], line: Any, code: int, printed: str
) -> None:
    assert run_lines(out, line) == [code << 8]
    assert capsys.readouterr().out == printed


def test_what_is_no_line_is_refused_as_by_python(out: Output) -> None:
    with pytest.raises(TypeError, match=r"expected str, bytes or os\.PathLike object, not int"):
        run_lines(out, 3)


def test_echo_writes_into_files(
    out: Output, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lines = ("echo one > notes.txt", "echo two>>notes.txt", "ls 2> errors.txt", "ls &> all.txt")

    assert run_lines(out, *lines) == [0, 0, 127 << 8, 127 << 8]
    assert capsys.readouterr().out == ""
    assert (tmp_path / "notes.txt").read_text() == "one\ntwo\n"
    for name in ("errors.txt", "all.txt"):
        assert (tmp_path / name).read_text() == "ls: a page has no commands of the system\n"
    assert out.node.textContent == "one\n"


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (
            "echo y | rm",
            2,
            "echo y | rm: a page does not understand '|'; run one command after the other\n",
        ),
        (
            "(cls)",
            2,
            "(cls): a page does not understand '('; run one command after the other\n",
        ),
        ("echo a > no/such/folder", 1, "no/such/folder: No such file or directory\n"),
        ("echo a >", 2, "the name of a file is missing behind '>'\n"),
        ('""', 127, "'': a page has no commands of the system\n"),
    ],
)
def test_what_a_page_does_not_understand_of_a_line_is_said(
    out: Output, line: str, code: int, said: str
) -> None:
    assert run_lines(out, line) == [code << 8]
    assert out.node.textContent == f"one\n{said}"


def test_pause_waits_for_enter(
    out: Output, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard = io.StringIO("\nnext\n")
    monkeypatch.setattr(sys, "stdin", keyboard)

    assert run_lines(out, "pause") == [0]
    assert capsys.readouterr().out == "Press Enter to continue . . . "
    assert keyboard.read() == "next\n"


def test_streams_are_those_of_a_terminal() -> None:
    assert TextStream("stdout").isatty()


def test_a_closed_stream_says_so() -> None:
    stream = TextStream("stdout")
    stream.close()

    with pytest.raises(ValueError, match=r"^I/O operation on closed file\.$"):
        stream.write("late")


def test_a_program_may_go_on_with_the_bytes_alone() -> None:
    """As some do for other encodings: `sys.stdout = sys.stdout.detach()`."""
    stream = TextStream("stdout")

    assert stream.detach() is stream.buffer


def test_an_error_that_cannot_be_explained_is_shown_as_python_does(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[str] = []
    monkeypatch.setattr(host, "log", lambda _, text: logged.append(text))

    def fail(_: object) -> None:
        raise ImportError("half made")

    monkeypatch.setattr(output, "explain", fail)
    out.show_error(ValueError("lost?"))

    assert "ValueError: lost?" in out.node.textContent
    assert any("ValueError: lost?" in text for text in logged)
    assert any("half made" in text for text in logged)


def call_from(filename: str, line: int, code: str) -> None:
    """Call a function that stands in this line of a file, in no tag."""
    names: dict[str, Any] = {"print": print}
    exec(compile("\n" * (line - 1) + f"def called(): {code}", filename, "exec"), names)
    Context().run(names["called"])


def test_code_that_nobody_is_known_to_have_called_prints_where_its_lines_belong(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Output(host.document.createElement("div"))
    output.own("page.html", range(1, 5), out)
    output.own("page.html", range(5, 9), other)
    monkeypatch.setattr("sys.stdout", TextStream("stdout"))
    call_from("page.html", 2, "print('first')")
    call_from("page.html", 6, "print('second')")
    out.flush()
    other.flush()

    assert (out.node.textContent, other.node.textContent) == ("first\n", "second\n")


def test_what_runs_again_and_again_is_not_remembered_again_and_again(
    out: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_owned", {})
    for length in range(1, 200):
        output.own("editor 1", range(1, 1 + length % 7), out)
    for number in range(output.MOST_OWNED + 5):
        output.own(f"tag {number}", range(1, 9), out)
        output.own("main.py", range(1, 9), Output(out.node))

    assert output._owned.pop("main.py")[0][0] == range(1, 9)
    assert len(output._owned) < output.MOST_OWNED
    output.own("editor 1", range(1, 3), out)
    output.own("editor 1", range(1, 9), out)
    output.own("editor 1", range(1, 3), out)
    assert output._owned["editor 1"] == [(range(1, 9), out)]
