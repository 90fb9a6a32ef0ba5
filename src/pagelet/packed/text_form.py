"""Bytes as text that stands in an HTML file, whatever happens to the file on its way.

The text is of printable ASCII, so that neither an encoding nor a text editor nor a mail program
can change it, and has no character that means something in HTML. Two characters of 91 carry 13
bits (91 x 91 = 8281 > 8192): 23 % more than the bytes, where base64 takes 33 %.
"""

# Printable ASCII without the space, '&', '<' and the backslash.
ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in "&<\\")

_BITS = 13
_LINE = 4_000  # characters; editors do not like longer lines
_GROUP = 13  # bytes: 8 pairs


def length_of(size: int) -> int:
    """Return how many characters are the form of so many bytes, without the ends of lines."""
    return 2 * -(-8 * size // _BITS)


def encode(content: bytes) -> str:
    """Return `content` as text, in lines."""
    pairs = [first + second for second in ALPHABET for first in ALPHABET][: 1 << _BITS]
    mask = (1 << _BITS) - 1
    shifts = range(0, 8 * _GROUP, _BITS)
    whole = len(content) - len(content) % _GROUP
    number = int.from_bytes
    parts = [
        pairs[bits >> shift & mask]
        for at in range(0, whole, _GROUP)
        for bits in (number(content[at : at + _GROUP], "little"),)
        for shift in shifts
    ]
    rest = content[whole:]
    bits = number(rest, "little")
    parts += [pairs[bits >> shift & mask] for shift in range(0, 8 * len(rest), _BITS)]
    text = "".join(parts)
    return "\n".join(text[at : at + _LINE] for at in range(0, len(text), _LINE))


def decode(text: str, size: int) -> bytes:
    """Return the bytes of which `text` is the form.

    Args:
        text: as `encode` made it; blanks and line ends do not matter.
        size: the number of the bytes.

    Raises:
        ValueError: the text is damaged: other characters are in it, or it is too short or too long.
    """
    numbers = {
        first + second: i + len(ALPHABET) * j
        for j, second in enumerate(ALPHABET)
        for i, first in enumerate(ALPHABET)
    }
    text = "".join(text.split())
    if len(text) != length_of(size):
        raise ValueError(f"there are {len(text)} characters where {size} bytes should be")
    step = 2 * 8  # characters of a group
    content = bytearray()
    for at in range(0, len(text), step):
        bits = 0
        for place, pair in enumerate(range(at, min(at + step, len(text)), 2)):
            value = numbers.get(text[pair : pair + 2], -1)
            if value < 0 or value >> _BITS:
                raise ValueError(f"{text[pair : pair + 2]!r} is not of the form")
            bits |= value << (_BITS * place)
        length = min(_GROUP, size - len(content))
        if bits >> 8 * length:
            raise ValueError("its end is damaged")
        content += bits.to_bytes(length, "little")
    return bytes(content)
