"""Fonts of texts on a canvas."""

from functools import lru_cache

# In font sizes; the same stands in painter.js.
LINE_HEIGHT = 1.25
_KINDS = {
    "sans": "system-ui, 'DejaVu Sans', sans-serif",
    "serif": "Georgia, 'DejaVu Serif', serif",
    "mono": "'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace",
}


@lru_cache(maxsize=256)
def css_font(family: str, size: float, bold: bool, italic: bool) -> str:
    """Return a font in CSS: `family` is "sans", "serif", "mono", or a font's own name."""
    name = family.replace("\\", "").replace('"', "")
    families = _KINDS.get(family.lower(), f'"{name}", sans-serif')
    return f"{'italic ' if italic else ''}{'bold ' if bold else ''}{size:g}px {families}"
