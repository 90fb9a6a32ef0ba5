"""The Python in the documentation runs; what needs a browser is in tests/browser/test_docs.py."""

from pathlib import Path

import pytest

from pagelet import page
from tests.docs.blocks import Block, blocks_of, name_of, runnable_documents

MARKS = ("page", "no-run:", "file=", "answer=")


def runs_here(block: Block) -> bool:
    return block.language == "python" and block.is_run and "page" not in block.words


WITH_PYTHON = [
    document for document in runnable_documents() if any(map(runs_here, blocks_of(document)))
]


@pytest.mark.parametrize("document", WITH_PYTHON, ids=name_of)
def test_python_in_a_document_runs(document: Path) -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    try:
        for block in blocks_of(document):
            if block.language == "html" and not block.is_page:
                page.body.html = block.code
            elif runs_here(block):
                # As many empty lines as stand before it: errors name the line of the document.
                code = "\n" * (block.line - 1) + block.code
                exec(compile(code, str(document), "exec"), names)
    finally:
        page.body.clear()


@pytest.mark.parametrize("document", runnable_documents(), ids=name_of)
def test_every_mark_of_a_block_is_known_and_a_block_that_is_not_run_says_why(
    document: Path,
) -> None:
    for block in blocks_of(document):
        if "no-run:" in block.words:
            assert len(block.words) > 3, f"{block} does not say why it is not run"
            continue
        unknown = [word for word in block.words if not word.startswith(MARKS)]
        assert unknown == [], block
