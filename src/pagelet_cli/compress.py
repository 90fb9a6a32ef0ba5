"""Compression by brotli and by gzip, as small as the time allows."""

import gzip
import hashlib
from pathlib import PurePath

import pagelet_web

# The folder, in that of the files for the browser, of what was compressed when Pagelet was built.
COMPRESSED = "compressed"

SLOWEST = 11
# How large a content may be, in bytes, for each quality: a person waits for it.
_QUALITIES = ((1_000_000, SLOWEST), (20_000_000, 9), (float("inf"), 5))
_WINDOW = 24  # the largest that all decoders know; log2 of bytes

_SAMPLE = 1 << 16  # bytes
_WORTH_IT = 0.97

# Servers that send ready-made compressed files find them by these endings.
_COMPRESSED = frozenset(
    {
        *(".bin", ".css", ".csv", ".htm", ".html", ".js", ".json", ".mjs", ".py", ".svg", ".toml"),
        *(".txt", ".wasm", ".webmanifest", ".xml", ".zip"),
    }
)
_SMALL = 1_000  # bytes; less is not worth a file
FORMS = (".br", ".gz")


def compress(content: bytes) -> bytes:
    """Return `content` compressed by brotli (RFC 7932)."""
    ready = pagelet_web.FOLDER / COMPRESSED / name_of(content)
    if ready.is_file():
        return ready.read_bytes()
    quality = next(quality for size, quality in _QUALITIES if len(content) <= size)
    return compress_with(content, quality=quality)


def gzipped(content: bytes) -> bytes:
    """Return `content` compressed by gzip (RFC 1952); the same content gives the same bytes."""
    return gzip.compress(content, 9 if len(content) <= _QUALITIES[0][0] else 6, mtime=0)


def compress_with(content: bytes, *, quality: int) -> bytes:
    """Return `content` compressed by brotli with just this quality, 0 to 11."""
    # Here, because Pagelet's build knows of it only when it has something to compress.
    import brotli

    packed: bytes = brotli.compress(content, quality=quality, lgwin=_WINDOW)
    return packed


def is_worth_it(content: bytes) -> bool:
    """Return whether `content` gets smaller: pictures and archives do not."""
    middle = len(content) // 2
    sample = content[:_SAMPLE] + content[middle : middle + _SAMPLE]
    return len(compress_with(sample, quality=5)) < _WORTH_IT * len(sample)


def name_of(content: bytes) -> str:
    """Return the name of the file that holds the compressed form of `content`, if one does."""
    return f"{hashlib.sha256(content).hexdigest()[:32]}.br"


def forms_of(name: str, content: bytes, ready: bytes | None = None) -> dict[str, bytes]:
    """Return the compressed forms of a file that a server can send, by the endings of their names.

    Args:
        name: its name, whose ending says whether it may get smaller.
        content: what is in it.
        ready: its form by gzip, if that is there already.
    """
    if PurePath(name).suffix.lower() not in _COMPRESSED or len(content) < _SMALL:
        return {}
    forms = {".br": compress(content), ".gz": ready or gzipped(content)}
    return {ending: form for ending, form in forms.items() if len(form) < len(content)}
