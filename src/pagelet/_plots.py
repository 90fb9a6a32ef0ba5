"""Pictures of plots: Matplotlib's figures, and whatever else has `savefig`."""

import io
import struct
from collections.abc import Iterator
from typing import Any

from pagelet._host import host

# Screens with still finer dots gain nothing that can be seen, and the picture grows.
FINEST_RATIO = 3.0
DOTS_PER_INCH = 100.0


def picture_of_figure(plot: Any) -> tuple[bytes, dict[str, object]]:
    """Return the PNG of a figure (or of pyplot's current one), and its size and description.

    The picture has as many dots as the screen has; the figure stays open and as it was.
    """
    figure = plot.gcf() if callable(getattr(plot, "gcf", None)) else plot
    # Seaborn's grids keep their figure in an attribute; their own savefig is used all the same.
    drawing = getattr(figure, "figure", None) or figure
    ratio = min(max(float(getattr(host.window, "devicePixelRatio", 1) or 1), 1.0), FINEST_RATIO)
    dpi = float(getattr(drawing, "dpi", DOTS_PER_INCH)) * ratio
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=dpi, bbox_inches="tight")
    content = file.getvalue()
    width = round(struct.unpack(">I", content[16:20])[0] / ratio)
    return content, {"width": width, "alt": _description(drawing)}


def _description(figure: Any) -> str:
    title = figure.get_suptitle() if callable(getattr(figure, "get_suptitle", None)) else ""
    parts = [title, *(_of_axes(axes) for axes in getattr(figure, "axes", ()))]
    return "Plot: " + "; ".join(filter(None, parts)) if any(parts) else "Plot"


def _of_axes(axes: Any) -> str:
    return ", ".join(_words_of_axes(axes))


def _words_of_axes(axes: Any) -> Iterator[str]:
    for name, prefix in (("title", ""), ("xlabel", "x axis: "), ("ylabel", "y axis: ")):
        read = getattr(axes, f"get_{name}", None)
        text = read() if callable(read) else ""
        if text:
            yield prefix + text
