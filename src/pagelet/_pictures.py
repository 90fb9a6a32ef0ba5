"""Pictures from the content of files: what turtles and canvases have in common."""

import base64
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

# What the file begins with, and the type that browsers know it by.
_TYPES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"\xff\xd8\xff": "image/jpeg",
    b"RIFF": "image/webp",
    b"BM": "image/bmp",
    b"<svg": "image/svg+xml",
    b"<?xml": "image/svg+xml",
}
KINDS = "GIF, PNG, JPEG, WebP, SVG, BMP, PGM or PPM"
# For a type of file whose size is not read here.
_USUAL_SIZE = (32, 32)


@dataclass(frozen=True)
class Picture:
    """A picture, ready for the browser: its address and, where it can be told, its size."""

    url: str
    width: int = _USUAL_SIZE[0]
    height: int = _USUAL_SIZE[1]

    @classmethod
    def blank(cls) -> "Picture":
        """Return a picture with nothing on it."""
        return cls("", 1, 1)


def picture_of(content: bytes) -> Picture | None:
    """Return the picture that these bytes of a file are, or None if they are none."""
    if content[:2] in (b"P5", b"P6"):
        png = _png_of(content)
        if png is None:
            return None
        content = png
    for beginning, kind in _TYPES.items():
        if content.startswith(beginning) and (beginning != b"RIFF" or content[8:12] == b"WEBP"):
            url = f"data:{kind};base64,{base64.b64encode(content).decode()}"
            return Picture(url, *_size(kind, content))
    return None


def _size(kind: str, content: bytes) -> tuple[int, int]:
    if kind == "image/png" and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if kind == "image/gif" and len(content) >= 10:
        return struct.unpack("<HH", content[6:10])
    if kind == "image/jpeg":
        return _jpeg_size(content)
    return _USUAL_SIZE


def _jpeg_size(content: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 <= len(content):
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return _USUAL_SIZE


def _png_of(content: bytes) -> bytes | None:
    """Return a PGM or PPM picture as PNG (browsers do not know the former); None: it is broken."""
    words = _header_words(content)
    try:
        (_, width), (_, height), (end, limit) = (next(words) for _ in range(3))
    except (StopIteration, RuntimeError, ValueError):
        return None
    channels = 1 if content.startswith(b"P5") else 3
    row = width * channels
    pixels = content[end + 1 : end + 1 + row * height]
    if not 0 < limit < 256 or len(pixels) < row * height:
        return None
    if limit != 255:
        pixels = bytes(min(255, value * 255 // limit) for value in pixels)
    # Each row of a PNG begins with the number of its filter; 0 is none.
    rows = b"".join(b"\0" + pixels[start : start + row] for start in range(0, row * height, row))
    header = struct.pack(">IIBBBBB", width, height, 8, 0 if channels == 1 else 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", header), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _header_words(content: bytes) -> Iterator[tuple[int, int]]:
    """Yield the numbers in the head of a PGM or PPM file, each with the place behind it."""
    place = 2
    while place < len(content):
        if content[place : place + 1] == b"#":
            place = content.find(b"\n", place) + 1 or len(content)
        elif content[place : place + 1].isspace():
            place += 1
        else:
            end = place
            while end < len(content) and not content[end : end + 1].isspace():
                end += 1
            yield end, int(content[place:end])
            place = end


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)
