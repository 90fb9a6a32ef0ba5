"""What stands in for `unicodedata` until its tables are fetched."""

import sys
import unicodedata
from types import ModuleType
from typing import Any

import pytest

from pagelet import _characters
from pagelet._characters import Unicodedata


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module as programs find it."""
    module: Any = Unicodedata()
    monkeypatch.setitem(sys.modules, "unicodedata", module)
    return module


def is_real(module: ModuleType) -> bool:
    """Return whether the tables were asked for."""
    return type(module) is ModuleType


SETTLED = [chr(code) for code in range(0x10000) if _characters._SETTLED.fullmatch(chr(code))]


def test_settled_characters_are_as_they_are_in_the_composed_forms() -> None:
    assert len(SETTLED) > 40_000
    for character in SETTLED:
        assert unicodedata.normalize("NFC", character) == character
        assert unicodedata.normalize("NFKC", character) == character
        assert unicodedata.combining(character) == 0


def test_settled_characters_make_no_other_with_one_before_them() -> None:
    """Neither by a decomposition nor as a part of a Korean syllable."""
    seconds = {
        chr(int(parts[1], 16))
        for code in range(sys.maxunicode + 1)
        if len(parts := unicodedata.decomposition(chr(code)).split()) == 2 and parts[0][0] != "<"
    }
    assert not seconds & set(SETTLED)
    assert not set(map(chr, range(0x1100, 0x1200))) & set(SETTLED)


@pytest.mark.parametrize("text", ["name", "größe", "размер", "大きさ", "μέγεθος", "크기", ""])
def test_names_in_usual_letters_need_no_tables(stand_in: Any, text: str) -> None:
    assert stand_in.normalize("NFKC", text) == text
    assert not is_real(stand_in)


def test_widths_of_usual_characters_are_known(stand_in: Any) -> None:
    usual = [chr(code) for code in range(0x3000) if _characters.ONE_COLUMN.match(chr(code))]

    for character in usual:
        assert stand_in.east_asian_width(character) == unicodedata.east_asian_width(character)
        assert unicodedata.combining(character) == 0
    assert not is_real(stand_in)
    assert stand_in.east_asian_width("大") == "W"
    assert is_real(stand_in)


@pytest.mark.parametrize(
    ("form", "text"), [("NFD", "größe"), ("NFKC", "ﬁn"), ("NFC", "e\u0301"), ("NFKC", "ª")]
)
def test_other_texts_are_normalized_by_the_module_itself(
    stand_in: Any, form: str, text: str
) -> None:
    assert stand_in.normalize(form, text) == unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert is_real(stand_in)


def test_it_becomes_the_module_when_it_is_asked_for_more(stand_in: Any) -> None:
    assert stand_in.name("ß") == "LATIN SMALL LETTER SHARP S"
    assert is_real(stand_in)
    assert vars(stand_in).keys() >= vars(unicodedata).keys()
    assert sys.modules["unicodedata"] is stand_in


def test_functions_that_were_kept_go_on(stand_in: Any) -> None:
    width, normalize = stand_in.east_asian_width, stand_in.normalize

    assert [width(character) for character in "a大b大"] == ["Na", "W", "Na", "W"]
    assert normalize("NFKC", "ﬁn") == "fin"
    assert normalize("NFD", "é") == "e\u0301"


def test_all_that_the_module_has_can_be_listed(stand_in: Any) -> None:
    assert {"name", "lookup", "ucd_3_2_0"} <= set(dir(stand_in))


@pytest.mark.parametrize("wrong", [("NFKC",), ("NFKC", 1), ("wrong", "a")])
def test_mistakes_are_those_of_the_module(stand_in: Any, wrong: tuple[Any, ...]) -> None:
    with pytest.raises((TypeError, ValueError)):
        stand_in.normalize(*wrong)


def test_what_it_has_not_is_an_error(stand_in: Any) -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = stand_in.nothing
    with pytest.raises(AttributeError, match="__nothing__"):
        _ = Unicodedata().__nothing__
