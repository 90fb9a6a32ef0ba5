"""Source text keeps the line numbers of the file that it stands in."""

import linecache
import traceback

import pytest

from pagelet.errors import DownloadError
from pagelet.source import Source, decode


def test_an_error_in_a_tag_shows_the_line_of_the_page() -> None:
    Source("page-1.html", "\nx = 1\n", first_line=5).compile(top_level_await=True)
    source = Source("page-1.html", "\n1/0\n", first_line=2)

    with pytest.raises(ZeroDivisionError) as caught:
        exec(source.compile(top_level_await=False))

    last = traceback.extract_tb(caught.value.__traceback__)[-1]
    assert (last.filename, last.lineno, last.line) == ("page-1.html", 3, "1/0")
    assert linecache.getline("page-1.html", 6) == "x = 1\n"


def test_a_byte_order_mark_is_no_part_of_the_program() -> None:
    assert decode(b"\xef\xbb\xbfx = 1", "main.py") == "x = 1"


def test_a_file_that_is_not_utf8_is_named_with_the_place() -> None:
    with pytest.raises(DownloadError) as caught:
        decode(b"x = 1\ny = '\xe9'", "main.py")

    assert str(caught.value) == (
        "'main.py' is not a text file in UTF-8.\n"
        "  where: main.py, line 2 (byte 11)\n"
        "  try:   Open it in an editor and save it again with the encoding UTF-8."
    )
