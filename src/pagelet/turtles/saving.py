"""Drawings as files: PostScript, SVG, PNG."""

import base64
from pathlib import Path

from pagelet import blocking
from pagelet._host import host
from pagelet.turtles.canvas import Canvas

TYPES = {
    ".ps": "application/postscript",
    ".eps": "application/postscript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}


def save(canvas: Canvas, path: Path, *, overwrite: bool) -> None:
    """Write what is on `canvas` to a file, of the kind that its name ends in, and offer it.

    Raises:
        FileNotFoundError: its folder does not exist.
        FileExistsError: it exists, and must not be overwritten.
        ValueError: its ending is none of those that are known.
    """
    if not path.parent.exists():
        raise FileNotFoundError(f"The directory '{path.parent}' does not exist. Cannot save to it.")
    if not overwrite and path.exists():
        raise FileExistsError(
            f"The file '{path}' already exists. To overwrite it use the "
            "'overwrite=True' argument of the save function."
        )
    if path.suffix.lower() not in TYPES:
        raise ValueError(
            f"Unknown file extension: '{path.suffix}', must be one of {', '.join(TYPES)}"
        )
    if path.suffix.lower() == ".png" and canvas.is_loading:
        if not host.can_wait():
            canvas.when_ready(lambda: _write(canvas, path))
            return
        blocking.wait(canvas.ready())
    _write(canvas, path)


def _write(canvas: Canvas, path: Path) -> None:
    suffix = path.suffix.lower()
    content = _content(canvas, suffix)
    path.write_bytes(content)
    canvas.offer(path.name, f"data:{TYPES[suffix]};base64,{base64.b64encode(content).decode()}")


def _content(canvas: Canvas, suffix: str) -> bytes:
    if suffix == ".png":
        return base64.b64decode(canvas.png().partition(",")[2])
    if suffix == ".svg":
        return canvas.svg().encode()
    return (canvas.postscript() or "").encode("latin-1", errors="replace")
