"""Rows of PyScript's documentation that our tests show, and those that are missing."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PAGES = HERE / "pages" / "pyscript"


@dataclass(frozen=True)
class Row:
    """One promise: its part of the documentation, and what we do beyond it, or why not."""

    part: str
    promise: str
    better: str = ""
    missing: str = ""

    @property
    def name(self) -> str:
        """How tests name it."""
        return f"{self.part} {self.promise}"


def rows_of_page(*files: str) -> list[Row]:
    """Return the rows that Python files of a test page show, by `@row(...)`."""
    return [row for file in files for row in _rows(PAGES / file)]


def rows_of_tests() -> list[Row]:
    """Return the rows that test functions show, by `@pytest.mark.pyscript(...)`."""
    return [row for file in sorted(HERE.glob("test_*.py")) for row in _rows(file)]


def _rows(file: Path) -> Iterator[Row]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for decorator in getattr(node, "decorator_list", []):
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) in (
                "row",
                "pytest.mark.pyscript",
            ):
                texts = [ast.literal_eval(argument) for argument in decorator.args]
                extra = {k.arg or "": ast.literal_eval(k.value) for k in decorator.keywords}
                yield Row(*texts, **extra)
