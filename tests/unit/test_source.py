"""Source text keeps the line numbers of the file that it stands in."""

import asyncio
import linecache
import traceback

import pytest

from pagelet.errors import DownloadError
from pagelet.explain import explain
from pagelet.source import NoMoreItems, Source, decode, original


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


def run(source: Source, names: dict[str, object]) -> None:
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(source.run(names))
    finally:
        loop.close()


def test_a_program_may_await_at_its_top() -> None:
    names: dict[str, object] = {}
    run(Source("waits.py", "import asyncio\nawait asyncio.sleep(0)\nx = 1"), names)

    assert names["x"] == 1


def test_a_program_may_run_out_of_items() -> None:
    """A coroutine turns StopIteration into something else; the program has raised just that."""
    with pytest.raises(NoMoreItems) as caught:
        run(Source("items.py", "x = 1\nnext(iter([]))"), {})

    error = original(caught.value)
    assert isinstance(error, StopIteration)
    assert explain(error).frames[-1].name == "items.py, line 2"
    assert explain(caught.value).title == explain(error).title
