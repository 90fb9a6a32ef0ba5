"""Write docs/reference/pyscript.md from the rows that the tests show.

python -m tests.browser.pyscript_table
"""

from pathlib import Path

from tests.browser.pyscript_rows import PAGES, Row, rows_of_page, rows_of_tests

DOCUMENT = Path(__file__).parents[2] / "docs" / "reference" / "pyscript.md"

HEAD = """# PyScript, row by row

What PyScript documents, and what becomes of it here. How to move a page is in
[Move from PyScript](../how-to/move-from-pyscript.md).

This table is made from the tests (`python -m tests.browser.pyscript_table`): each row that is not
missing has one, which runs in Chromium and Firefox.
"""

PARTS = {
    "1": "The HTML surface",
    "2": "Configuration",
    "3": "The package `pyscript`",
    "4": "Plugins and hooks",
    "5": "Workers",
    "7": "Errors",
}

MISSING = [
    Row("1.2", "service-worker", missing="accepted, and not needed"),
    Row("1.1", "closed shadow roots", missing="a page that closes one wants nobody to look inside"),
    Row(
        "1.1",
        "shadow roots that are attached to an element long after it came",
        missing="only replacing `attachShadow`, which belongs to the page, would tell; "
        "one that is there when its element appears or is defined is found",
    ),
    Row(
        "3.1", "polyscript.IDBMap", missing="not in its documentation; pyscript.storage keeps data"
    ),
    Row("2.2", "sync_main_only", missing="accepted, and not needed"),
    Row(
        "2.2",
        "packages_cache",
        missing="accepted; the browser keeps wheels as it keeps all files, and nothing else",
    ),
]


def all_rows() -> list[Row]:
    """Return every row, by part."""
    pages = sorted(path.name for path in PAGES.glob("rows_*.py"))
    rows = [*rows_of_page(*pages), *rows_of_tests(), *MISSING]
    return sorted(rows, key=lambda row: [int(number) for number in row.part.split(".")])


def document() -> str:
    """Return the text of the document."""
    lines = [HEAD]
    for number, title in PARTS.items():
        lines += [f"## {title}", "", "| part | what | here |", "|---|---|---|"]
        for row in all_rows():
            if row.part.split(".")[0] == number:
                lines.append(f"| {row.part} | {_cell(row.promise)} | {_verdict(row)} |")
        lines.append("")
    return "\n".join(lines)


def _verdict(row: Row) -> str:
    if row.missing:
        return f"missing: {_cell(row.missing)}"
    return f"better: {_cell(row.better)}" if row.better else "same"


def _cell(text: str) -> str:
    for sign, written in (("|", "\\|"), ("<", "&lt;"), ("*", "\\*"), ("_", "\\_")):
        text = text.replace(sign, written)
    return text


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
