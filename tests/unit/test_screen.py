"""Control characters do in an output what they do in a terminal."""

import pytest

from pagelet._screen import HEIGHT, PLAIN, Screen, Style


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
