"""QR codes are what another maker of them says they are, module by module."""

import pytest

from pagelet.menu import qr

segno = pytest.importorskip("segno", reason="pages have no segno to compare with")


@pytest.mark.parametrize("version", range(1, 41))
def test_a_full_code_is_as_another_program_makes_it(version: int) -> None:
    length = qr._room(version)
    text = ("https://example.org/player.html#1" + "aZ-_09" * 500)[:length]
    mask = version % 8
    code = segno.make_qr(text, error="l", mode="byte", boost_error=False, mask=mask)
    assert code.version == version

    made = qr.rows_of(text, mask)

    assert made == ["".join(map(str, row)) for row in code.matrix]


def test_what_is_left_is_filled_as_the_standard_says() -> None:
    # segno has a byte more of zeros there, so it is no use here.
    assert qr._coded(b"ab", 1) == bytes.fromhex("40261620" + "ec11" * 7 + "ec")


def test_the_mask_is_one_that_is_read_well() -> None:
    made = [qr.rows_of("https://example.org/#1abc", mask) for mask in range(8)]

    assert qr.rows_of("https://example.org/#1abc") in made


def test_what_is_too_long_is_refused() -> None:
    with pytest.raises(ValueError, match="2954 characters are too many for a QR code"):
        qr.rows_of("a" * 2_954)


def test_the_picture_has_a_white_zone_of_four_modules_and_a_label() -> None:
    svg = qr.svg_of("https://example.org", 'A "label" & more <b>')

    assert 'viewBox="0 0 33 33"' in svg
    assert 'aria-label="A &quot;label&quot; &amp; more &lt;b>"' in svg
    assert '<path fill="#fff" d="M0 0h33v33H0z"/><path d="M4 4h7v1h-7z' in svg
