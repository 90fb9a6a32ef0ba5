"""QR codes (ISO/IEC 18004) of links, with the least correction: they are read from a screen."""

import re

try:
    # In a page there is only the part of segno that makes codes (vendoring/vendor.py).
    from pagelet.menu._segno import encoder as encoder  # type: ignore[import-not-found]
except ImportError:
    from segno import encoder as encoder

LONGEST = 2_953
"""Bytes; the largest code, version 40-L, holds no more."""


def svg_of(text: str, label: str) -> str:
    """Return the code as a picture (SVG), with the white zone around it.

    Args:
        text: at most as long as `LONGEST`.
        label: what it is, for whoever cannot see it.

    Raises:
        ValueError: the text is too long.
    """
    code = encoder.encode(text, error="l", mode="byte", micro=False, boost_error=False)
    rows = ["".join(map(str, row)) for row in code.matrix]
    size = len(rows) + 8
    dark = "".join(
        f"M{run.start() + 4} {y + 4}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(rows)
        for run in re.finditer("1+", row)
    )
    for character, name in {"&": "&amp;", "<": "&lt;", '"': "&quot;"}.items():
        label = label.replace(character, name)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size * 8}" '
        f'height="{size * 8}" role="img" aria-label="{label}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{dark}"/></svg>'
    )
