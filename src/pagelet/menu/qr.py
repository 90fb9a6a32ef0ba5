"""QR codes (ISO/IEC 18004) of texts in ASCII, with the least correction: for links on a screen."""

import re
from collections.abc import Callable
from itertools import cycle, islice, pairwise, zip_longest

LONGEST = 2_953
"""Characters; the largest code, version 40-L, holds no more."""

# By version, beginning with 1: what is added to each block, and how many blocks there are.
_CORRECTION = (
    *(7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28),
    *(28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30),
)
_BLOCKS = (
    *(1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8),
    *(8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25),
)
_LEVEL = 1
_MODE = 4
_MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda x, y: (x + y) % 2,
    lambda x, y: y % 2,
    lambda x, y: x % 3,
    lambda x, y: (x + y) % 3,
    lambda x, y: (x // 3 + y // 2) % 2,
    lambda x, y: x * y % 2 + x * y % 3,
    lambda x, y: (x * y % 2 + x * y % 3) % 2,
    lambda x, y: ((x + y) % 2 + x * y % 3) % 2,
)
_RUNS = re.compile("0{5,}|1{5,}")
_LIKE_FINDERS = re.compile("(?=10111010000|00001011101)")

# Powers of 2 in the field of 256 elements, and their exponents.
_POWERS = [1]
for _ in range(254):
    _POWERS.append(_POWERS[-1] << 1 ^ (0x11D if _POWERS[-1] & 128 else 0))
_EXPONENTS = {power: exponent for exponent, power in enumerate(_POWERS)}


def rows_of(text: str, mask: int | None = None) -> list[str]:
    """Return the rows of the code, "1" for each dark module; without the white zone around it.

    Args:
        text: in ASCII.
        mask: one of eight; without it, the one that is read best.

    Raises:
        ValueError: the text is too long, or not ASCII.
    """
    content = text.encode("ascii")
    version = next((each for each in range(1, 41) if len(content) <= _room(each)), None)
    if version is None:
        raise ValueError(f"{len(content)} characters are too many for a QR code")
    code = _Code(version)
    code.put(_with_correction(_coded(content, version), version))
    if mask is not None:
        return code.masked(mask)
    return min((code.masked(each) for each in range(8)), key=_faults)


def svg_of(text: str, label: str) -> str:
    """Return the code as a picture (SVG), with the white zone around it.

    Args:
        text: as for `rows_of`.
        label: what it is, for whoever cannot see it.

    Raises:
        ValueError: the text is too long, or not ASCII.
    """
    rows = rows_of(text)
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


def _modules(version: int) -> int:
    """Return how many modules are there for the content and its correction."""
    count = (16 * version + 128) * version + 64
    if version > 1:
        places = version // 7 + 2
        count -= (25 * places - 10) * places - 55 + (36 if version > 6 else 0)
    return count


def _data_size(version: int) -> int:
    """Return the bytes that are there for the content."""
    return _modules(version) // 8 - _CORRECTION[version - 1] * _BLOCKS[version - 1]


def _room(version: int) -> int:
    return _data_size(version) - (2 if version < 10 else 3)


def _coded(content: bytes, version: int) -> bytes:
    """Return the content with what stands before it and behind it."""
    size = _data_size(version)
    length_bits = 8 if version < 10 else 16
    value = (_MODE << length_bits | len(content)) << 8 * len(content)
    value = (value | int.from_bytes(content, "big")) << 4
    coded = value.to_bytes(len(content) + (length_bits + 8) // 8, "big")
    return coded + bytes(islice(cycle((0xEC, 0x11)), size - len(coded)))


def _with_correction(data: bytes, version: int) -> bytes:
    """Return the data in blocks, each with its correction, woven into each other."""
    count, extra = _BLOCKS[version - 1], _CORRECTION[version - 1]
    short, longer = divmod(len(data), count)
    divisor = _divisor(extra)
    blocks, at = [], 0
    for number in range(count):
        end = at + short + (number >= count - longer)
        blocks.append(data[at:end])
        at = end
    corrections = [_remainder(block, divisor) for block in blocks]
    woven = [*zip_longest(*blocks), *zip(*corrections, strict=True)]
    return bytes(byte for each in woven for byte in each if byte is not None)


def _times(a: int, b: int) -> int:
    return _POWERS[(_EXPONENTS[a] + _EXPONENTS[b]) % 255] if a and b else 0


def _divisor(degree: int) -> list[int]:
    result = [*[0] * (degree - 1), 1]
    root = 1
    for _ in range(degree):
        for i in range(degree):
            result[i] = _times(result[i], root) ^ (result[i + 1] if i + 1 < degree else 0)
        root = _times(root, 2)
    return result


def _remainder(block: bytes, divisor: list[int]) -> list[int]:
    rest = [0] * len(divisor)
    for byte in block:
        factor = byte ^ rest[0]
        rest = [
            after ^ _times(each, factor)
            for after, each in zip([*rest[1:], 0], divisor, strict=True)
        ]
    return rest


class _Code:
    """The square of modules."""

    def __init__(self, version: int) -> None:
        self._version = version
        self._size = size = version * 4 + 17
        self._dark = [[0] * size for _ in range(size)]
        self._fixed = [[False] * size for _ in range(size)]
        for i in range(size):
            self._fix(6, i, i % 2 == 0)
            self._fix(i, 6, i % 2 == 0)
        for x, y in (3, 3), (size - 4, 3), (3, size - 4):
            self._finder(x, y)
        self._alignments()
        self._format(0)
        self._version_information()

    def _fix(self, x: int, y: int, dark: bool) -> None:
        self._dark[y][x] = int(dark)
        self._fixed[y][x] = True

    def _finder(self, at_x: int, at_y: int) -> None:
        for y in range(max(0, at_y - 4), min(self._size, at_y + 5)):
            for x in range(max(0, at_x - 4), min(self._size, at_x + 5)):
                self._fix(x, y, max(abs(x - at_x), abs(y - at_y)) not in (2, 4))

    def _alignments(self) -> None:
        if self._version == 1:
            return
        count = self._version // 7 + 2
        step = (self._version * 8 + count * 3 + 5) // (count * 4 - 4) * 2
        last = self._size - 7
        places = [6, *(last - i * step for i in reversed(range(count - 1)))]
        for at_x in places:
            for at_y in places:
                if (at_x, at_y) in ((6, 6), (6, last), (last, 6)):
                    continue
                for y in range(-2, 3):
                    for x in range(-2, 3):
                        self._fix(at_x + x, at_y + y, max(abs(x), abs(y)) != 1)

    def _format(self, mask: int) -> None:
        data = _LEVEL << 3 | mask
        rest = data
        for _ in range(10):
            rest = rest << 1 ^ (rest >> 9) * 0x537
        bits = (data << 10 | rest) ^ 0x5412
        size = self._size
        for i in range(15):
            dark = bool(bits >> i & 1)
            self._fix(8, i if i < 6 else i + 1 if i < 8 else size - 15 + i, dark)
            self._fix(size - 1 - i if i < 8 else 15 - i if i < 9 else 14 - i, 8, dark)
        self._fix(8, size - 8, dark=True)

    def _version_information(self) -> None:
        if self._version < 7:
            return
        rest = self._version
        for _ in range(12):
            rest = rest << 1 ^ (rest >> 11) * 0x1F25
        bits = self._version << 12 | rest
        for i in range(18):
            dark = bool(bits >> i & 1)
            a, b = self._size - 11 + i % 3, i // 3
            self._fix(a, b, dark)
            self._fix(b, a, dark)

    def put(self, content: bytes) -> None:
        """Lay the content in, in two columns at a time, up and down."""
        bits = (byte >> shift & 1 for byte in content for shift in range(7, -1, -1))
        is_upward = True
        for right in (*range(self._size - 1, 6, -2), 5, 3, 1):
            ys = range(self._size)
            for y in reversed(ys) if is_upward else ys:
                for x in (right, right - 1):
                    if not self._fixed[y][x]:
                        self._dark[y][x] = next(bits, 0)
            is_upward = not is_upward

    def masked(self, mask: int) -> list[str]:
        """Return the rows with a mask over the content."""
        self._format(mask)
        turns = _MASKS[mask]
        return [
            "".join(
                "1" if dark ^ (not fixed and turns(x, y) == 0) else "0"
                for x, (dark, fixed) in enumerate(zip(row, fixed_row, strict=True))
            )
            for y, (row, fixed_row) in enumerate(zip(self._dark, self._fixed, strict=True))
        ]


def _faults(rows: list[str]) -> int:
    """Return how hard it is to read, by the rules of the standard."""
    size = len(rows)
    faults = 0
    for line in (*rows, *map("".join, zip(*rows, strict=True))):
        faults += sum(len(run) - 2 for run in _RUNS.findall(line))
        faults += 40 * len(_LIKE_FINDERS.findall(line))
    values = [int(row, 2) for row in rows]
    all_but_one = (1 << (size - 1)) - 1
    for a, b in pairwise(values):
        differs = a ^ b
        pairs = ~(differs | differs >> 1 | (a ^ a >> 1)) & all_but_one
        faults += 3 * pairs.bit_count()
    dark = sum(value.bit_count() for value in values)
    return faults + 10 * (abs(dark * 20 - size * size * 10) // (size * size))
