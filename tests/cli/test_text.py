import pytest

from pagelet_cli.errors import EncodingError
from pagelet_cli.text import decode, read_text
from tests.cli.conftest import PROJECTS


def test_utf8_is_read_with_and_without_a_mark() -> None:
    assert decode("Café".encode(), "a.py") == "Café"
    assert decode("Café".encode("utf-8-sig"), "a.py") == "Café"


def test_another_encoding_is_named_with_its_place() -> None:
    with pytest.raises(EncodingError) as caught:
        read_text(PROJECTS / "not-utf8" / "program.py")

    assert str(caught.value).splitlines() == [
        "The file 'program.py' is not UTF-8 text.",
        "  where: program.py, line 2, column 13 (byte 0xe9)",
        "  try:   It looks like Windows-1252. In your editor, save it with the encoding UTF-8.",
    ]


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        ("print('é')".encode("cp1252"), "Windows-1252"),
        ("print()".encode("utf-16"), "UTF-16"),
        ("print()".encode("utf-16-be"), "UTF-16"),
        ("print()".encode("utf-32"), "UTF-32"),
        ("# coding: cp437\nprint('é')".encode("cp437"), "cp437"),
        ("# coding: klingon\nprint('é')".encode("latin-1"), "Windows-1252"),
        ("# coding: utf-8\nprint('é')".encode("latin-1"), "Windows-1252"),
        (b"\xff\x81 once upon a time", "an older 8-bit encoding"),
        (b"GIF89a and so on and on\0", "a file that is not text"),
    ],
)
def test_the_likely_encoding_is_guessed(content: bytes, looks_like: str) -> None:
    with pytest.raises(EncodingError) as caught:
        decode(content, "a.py")

    assert caught.value.hint.startswith(f"It looks like {looks_like}. ")


def test_columns_count_characters() -> None:
    with pytest.raises(EncodingError, match=r"line 1, column 3 "):
        decode("éé".encode() + b"\xff", "a.py")
