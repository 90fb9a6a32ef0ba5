"""The picture of a QR code; what is in the code is segno's affair."""

import re

import pytest

from pagelet.menu import qr

LINK = "https://example.org/player.html#1abc"


def test_the_picture_has_a_white_zone_of_four_modules_and_a_label() -> None:
    svg = qr.svg_of("https://example.org", 'A "label" & more <b>')

    assert 'viewBox="0 0 33 33"' in svg
    assert 'aria-label="A &quot;label&quot; &amp; more &lt;b>"' in svg
    assert '<path fill="#fff" d="M0 0h33v33H0z"/><path d="M4 4h7v1h-7z' in svg


def test_the_picture_is_dark_where_the_code_is() -> None:
    matrix = qr.encoder.encode(LINK, error="l", mode="byte", boost_error=False, micro=False).matrix
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1", qr.svg_of(LINK, "").partition("/><path")[2])

    dark = {(int(x) + i, int(y)) for x, y, width in runs for i in range(int(width))}
    assert dark == {
        (x + 4, y + 4) for y, row in enumerate(matrix) for x, on in enumerate(row) if on
    }


def test_the_longest_has_room_and_no_longer_one() -> None:
    assert 'viewBox="0 0 185 185"' in qr.svg_of("a" * qr.LONGEST, "")
    with pytest.raises(ValueError, match="Data too large"):
        qr.svg_of("a" * (qr.LONGEST + 1), "")
