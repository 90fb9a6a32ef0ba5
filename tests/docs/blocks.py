"""The blocks of code in the documentation, and what is to be done with each.

What stands behind the language at the beginning of a block decides:

    ```python                 run it here, with a page in memory
    ```python page            run it in a browser; answer="Ada" is typed where it asks
    ```python no-run: REASON  do not run it
    ```html                   a whole page is opened in a browser, and so is a piece with a tag;
                              any other piece is the body of the page that the Python below it sees
    ```toml file=NAME         a file beside those pages; works for every language

The blocks of one document that are run share one namespace, from top to bottom.
"""

import re
import shlex
import textwrap
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])
# Their code is used step by step, by a test of their own.
TUTORIALS = REPOSITORY / "docs" / "tutorial"

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<info>\S[^\n]*)\n(?P<code>.*?)^(?P=indent)```$", re.M | re.S
)


@dataclass(frozen=True)
class Block:
    """One block of code in a document."""

    document: Path
    line: int
    """The line of the document that the code begins in, from 1."""
    language: str
    words: tuple[str, ...]
    code: str

    def __str__(self) -> str:
        return f"{name_of(self.document)}-{self.line}"

    @property
    def is_run(self) -> bool:
        """Whether it is neither excused nor a file for others."""
        return "no-run:" not in self.words and not self.file

    @property
    def is_page(self) -> bool:
        """Whether it is HTML that can be opened as a page."""
        if self.language != "html" or not self.is_run:
            return False
        return bool(re.search(r"<!doctype|<script|<py-", self.code))

    @property
    def file(self) -> str:
        """The name under which other blocks find it, or ''."""
        return self._value("file")

    @property
    def answer(self) -> str:
        """What is typed where the block asks, or ''."""
        return self._value("answer")

    def _value(self, key: str) -> str:
        values = [word.partition("=")[2] for word in self.words if word.startswith(f"{key}=")]
        return values[0] if values else ""


def name_of(document: Path) -> str:
    """Return the document's path in the repository."""
    return document.relative_to(REPOSITORY).as_posix()


def blocks_of(document: Path) -> list[Block]:
    """Return the blocks of a document that say what language they are in."""
    text = document.read_text(encoding="utf-8")
    blocks = []
    for found in _BLOCK.finditer(text):
        language, *words = shlex.split(found["info"])
        line = text.count("\n", 0, found.start("code")) + 1
        code = textwrap.dedent(found["code"])
        blocks.append(Block(document, line, language, tuple(words), code))
    return blocks


def runnable_documents() -> list[Path]:
    """Return the documents whose blocks are run by their marks."""
    return [document for document in DOCUMENTS if not document.is_relative_to(TUTORIALS)]
