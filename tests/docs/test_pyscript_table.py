"""The table of PyScript's documentation is that of the tests."""

from tests.browser.pyscript_table import DOCUMENT, PARTS, all_rows, document


def test_the_table_is_up_to_date() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), (
        "Run: python -m tests.browser.pyscript_table"
    )


def test_every_row_stands_once_and_in_a_part() -> None:
    names = [row.name for row in all_rows()]
    assert len(names) == len(set(names))
    assert {row.part.split(".")[0] for row in all_rows()} <= set(PARTS)
