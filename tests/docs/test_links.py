"""Links between the Markdown files of the repository lead somewhere."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.blocks import REPOSITORY, name_of

FOLDERS = ("docs", "examples", "changes", "benchmarks")
DOCUMENTS = sorted(
    [
        *REPOSITORY.glob("*.md"),
        *(
            path
            for folder in FOLDERS
            for path in REPOSITORY.glob(f"{folder}/**/*.md")
            if "node_modules" not in path.parts
        ),
    ]
)
_FENCED = re.compile(r"^ *```.*?^ *```$", re.M | re.S)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_to_files_and_headings_that_exist(document: Path) -> None:
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    for link in _LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, heading = unquote(link).partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        assert target.is_relative_to(REPOSITORY), link
        if heading:
            assert heading in headings_of(target), link


def headings_of(document: Path) -> set[str]:
    """Return the headings as links name them: lower case, hyphens for spaces, no other signs."""
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_example_has_a_readme_and_is_named_in_the_list() -> None:
    examples = REPOSITORY / "examples"
    listed = (examples / "README.md").read_text(encoding="utf-8")
    for folder in sorted(path for path in examples.iterdir() if path.is_dir()):
        assert (folder / "README.md").is_file(), folder.name
        assert f"]({folder.name})" in listed, folder.name


def test_every_document_can_be_reached_from_the_index() -> None:
    docs = REPOSITORY / "docs"
    index = (docs / "index.md").read_text(encoding="utf-8")
    reached = {(docs / link.partition("#")[0]).resolve() for link in _LINK.findall(index)}
    assert {path for path in docs.glob("**/*.md") if path.name != "index.md"} <= reached
