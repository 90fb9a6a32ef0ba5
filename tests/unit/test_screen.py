"""Control characters do in an output what they do in a terminal."""

import pytest

from pagelet._screen import HEIGHT, PLAIN, WIDTH, Screen, Style, without_hidden


def shown(screen: Screen) -> str:
    return "\n".join("".join(character for character, _ in line) for line in screen.lines)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("plain", "plain"),
        ("10 %\r20 %", "20 %"),
        ("a long line\rshort", "shortg line"),
        ("a long line\r\x1b[Kshort", "short"),
        ("abc\b\bX", "aXc"),
        ("a\tb", "a       b"),
        ("one\ntwo\x1b[A\rX", "Xne\ntwo"),
        ("one\ntwo\x1b[1FX", "Xne\ntwo"),
        ("one\x1b[2K", ""),
        ("one\ntwo\nthree\x1b[2A\r\x1b[J", ""),
        ("one\x1b[5Ctwo", "one     two"),
        ("one\x1b[2Gtwo", "otwo"),
        ("bell\x07", "bell"),
        ("\x1b]0;a title\x07text", "text"),
        ("\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b[?25lhidden cursor\x1b[?25h", "hidden cursor"),
        ("odd \x1b(Bescape", "odd escape"),
    ],
)
def test_text_is_written_where_the_cursor_is(text: str, result: str) -> None:
    screen = Screen()
    screen.feed(text)

    assert shown(screen).rstrip() == result


def test_a_sequence_may_come_in_pieces() -> None:
    screen = Screen()
    for piece in ("a\x1b", "[3", "1mb\x1b[", "0mc"):
        screen.feed(piece)

    assert screen.lines == [[("a", PLAIN), ("b", Style("red")), ("c", PLAIN)]]


@pytest.mark.parametrize(
    ("codes", "style"),
    [
        ("31", Style("red")),
        ("1;32", Style("green", marks=frozenset({"bold"}))),
        ("93;44", Style("bright-yellow", "blue")),
        ("102", Style("", "bright-green")),
        ("38;5;208", Style("#ff8700")),
        ("38;5;9", Style("bright-red")),
        ("48;5;240", Style("", "#585858")),
        ("38;2;1;2;3", Style("#010203")),
        ("1;4;22", Style(marks=frozenset({"underline"}))),
        ("31;39", PLAIN),
        ("31;1;0", PLAIN),
        ("", PLAIN),
        ("38", PLAIN),
    ],
)
def test_colours_and_marks(codes: str, style: Style) -> None:
    screen = Screen()
    screen.feed(f"\x1b[{codes}mx")

    assert screen.lines == [[("x", style)]]


def test_what_scrolls_out_is_final() -> None:
    screen = Screen()
    screen.feed("".join(f"{number}\n" for number in range(HEIGHT + 5)))

    assert ["".join(c for c, _ in line) for line in screen.final] == ["0", "1", "2", "3", "4", "5"]
    assert len(screen.lines) == HEIGHT


def test_the_cursor_goes_to_any_place() -> None:
    screen = Screen()
    screen.feed("\x1b[2;3Hx\x1b[1;1Hy\x1b[3dz\x1b[Hw")

    assert ["".join(letter for letter, _ in line) for line in screen.lines] == ["w", "  x", " z"]


@pytest.mark.parametrize("text", ["x" * (2 * WIDTH + 5), "\x1b[999999999Cx", "\x1b[1;999999999Hx"])
def test_no_line_is_endless(text: str) -> None:
    screen = Screen()
    screen.feed(text)

    assert max(len(line) for line in screen.lines) <= WIDTH
    assert shown(screen).endswith("x")


def test_an_escape_without_end_is_not_kept_for_ever() -> None:
    screen = Screen()
    for _ in range(100):
        screen.feed("\x1b]0;" + "title " * 1000)

    assert len(screen._rest) < 10_000


@pytest.mark.parametrize(
    "text",
    [
        "\r1 %\r2 %\r3 %\r10 %",
        "long line\rlonger line\rshort\rs",
        "a\rb\rc\rd\ne\rf\rg\rh",
        "\r\r\r",
    ],
)
def test_versions_of_a_line_that_later_ones_hide_can_be_left_out(text: str) -> None:
    whole, short = Screen(), Screen()
    whole.feed(text)
    for character in without_hidden(text):
        short.feed(character)

    assert (short.lines, short.column) == (whole.lines, whole.column)
    assert len(without_hidden(text)) <= len(text)
    assert without_hidden("\r1 %\r2 %\r3 %") == "\r3 %"
