"""Draws sizes by part: a bar for each thing, a colour for each part, as SVG."""

import html
from collections.abc import Mapping, Sequence

# Okabe and Ito's colours, which colour-blind people can tell apart (https://jfly.uni-koeln.de/color/).
COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#999999")
_WIDTH = 760
_LEFT = 220
_RIGHT = 80
_ROW = 34
_BAR = 22
_TOP = 16
_LEGEND = 44
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
    'font-family="sans-serif" font-size="14"><title>{title}</title>'
    '<rect width="100%" height="100%" fill="#fff"/>\n{content}\n</svg>\n'
)
_TEXT = '<text x="{x:.1f}" y="{y}" dominant-baseline="central"{more} fill="#222">{text}</text>'
_BOX = '<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" fill="{fill}"/>'


def stacked_bars(title: str, rows: Mapping[str, Mapping[str, int]], parts: Sequence[str]) -> str:
    """Return the picture.

    Args:
        title: read aloud in place of the picture.
        rows: for each bar its name, and the bytes of each of its parts.
        parts: the names of the parts, from the left to the right; at most as many as `COLOURS`.
    """
    longest = max(sum(row.values()) for row in rows.values())
    scale = (_WIDTH - _LEFT - _RIGHT) / longest
    content: list[str] = []
    for number, (name, row) in enumerate(rows.items()):
        y = _TOP + number * _ROW
        middle = y + _BAR / 2
        content.append(_text(_LEFT - 10, middle, name, ' text-anchor="end"'))
        x = float(_LEFT)
        for part, colour in zip(parts, COLOURS, strict=False):
            width = row.get(part, 0) * scale
            content.append(_BOX.format(x=x, y=y, width=width, height=_BAR, fill=colour))
            x += width
        content.append(_text(x + 8, middle, f"{sum(row.values()) / 1e6:.2f} MB"))
    y = _TOP + len(rows) * _ROW + 16
    for number, (part, colour) in enumerate(zip(parts, COLOURS, strict=False)):
        x = 16 + number * (_WIDTH - 16) / len(parts)
        content.append(_BOX.format(x=x, y=y - 7, width=14, height=14, fill=colour))
        content.append(_text(x + 20, y, part))
    height = _TOP + len(rows) * _ROW + _LEGEND
    return _FRAME.format(
        width=_WIDTH, height=height, title=html.escape(title), content="\n".join(content)
    )


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return _TEXT.format(x=x, y=y, more=more, text=html.escape(text))
