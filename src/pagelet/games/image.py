"""Pictures that canvases show."""

import io
import weakref
from pathlib import Path
from typing import Any

from pagelet import blocking, output
from pagelet._host import host
from pagelet._pictures import KINDS, picture_of
from pagelet._shown import shown
from pagelet.errors import DownloadError
from pagelet.games.bridge import painter_module
from pagelet.games.errors import PictureError, ValueOfWrongKindError, problem


class Image:
    """A picture from a file of the app, an address, bytes of such a file, or a picture of PIL.

    Loading waits until the picture is there, so `width` and `height` are known at once. In an async
    program write `cat = await Image.load("cat.png")`.

    Args:
        source: a name, an address, bytes, or a picture of PIL.
        smooth: False keeps the pixels of a small picture sharp when it is shown larger.
    """

    def __init__(self, source: Any, *, smooth: bool = True) -> None:
        content = _content(source)
        if not host.can_wait():
            raise problem(
                PictureError,
                "A picture cannot be waited for here.",
                "Write: await Image.load(...), in an async function or at the top of the program.",
            )
        self._take(blocking.wait(_load(source, content)), smooth)

    @classmethod
    async def load(cls, source: Any, *, smooth: bool = True) -> "Image":
        """Return the picture, in an async program."""
        image = cls.__new__(cls)
        image._take(await _load(source, _content(source)), smooth)
        return image

    @classmethod
    def _of(cls, loaded: str, scale: float, smooth: bool) -> "Image":
        """Return the picture that the painter has made; `scale` of its pixels are one of ours."""
        image = cls.__new__(cls)
        image._take(loaded, smooth, scale)
        return image

    def _take(self, loaded: str, smooth: bool, scale: float = 1) -> None:
        number, width, height = map(float, loaded.split())
        self._owner = _Owner(number)
        self._area = (0.0, 0.0, width, height)
        self._smooth = smooth
        self._scale = scale

    @property
    def width(self) -> float:
        """The width in pixels."""
        return _whole(self._area[2] / self._scale)

    @property
    def height(self) -> float:
        """The height in pixels."""
        return _whole(self._area[3] / self._scale)

    @property
    def number(self) -> float:
        """By which the painter knows the picture."""
        return self._owner.number

    @property
    def part_numbers(self) -> tuple[float, ...]:
        """Which part of the picture this is, and whether it is smooth."""
        return (*self._area, float(self._smooth))

    def part(self, x: float, y: float, width: float, height: float) -> "Image":
        """Return a part of the picture, such as one figure of a sheet with many."""
        left, top, whole_width, whole_height = self._area
        area = (x * self._scale, y * self._scale, width * self._scale, height * self._scale)
        inside = x >= 0 and y >= 0 and width > 0 and height > 0
        if not (inside and area[0] + area[2] <= whole_width and area[1] + area[3] <= whole_height):
            raise problem(
                PictureError,
                f"The picture has no part ({x}, {y}, {width}, {height}).",
                f"It is {self.width} wide and {self.height} high; the part must lie in it.",
            )
        image = Image.__new__(Image)
        image._owner, image._smooth, image._scale = self._owner, self._smooth, self._scale
        image._area = (left + area[0], top + area[1], area[2], area[3])
        return image

    def fitted(self, width: float | None, height: float | None) -> tuple[float, float]:
        """Return the size for what a program gives of it."""
        try:
            if width is None and height is None:
                return self.width, self.height
            if width is None:
                return self.width * height / self.height, height  # type: ignore[operator, return-value]
            if height is None:
                return width, self.height * width / self.width
        except TypeError:
            return width or 0.0, height or 0.0
        return width, height

    def __repr__(self) -> str:
        return f"<Image {self.width} × {self.height}>"


class _Owner:
    """The painter's number of a picture; it is given back when nobody needs it."""

    def __init__(self, number: float) -> None:
        self.number = number
        weakref.finalize(self, _drop, number).atexit = False


def _drop(number: float) -> None:
    if (module := painter_module()) is not None:
        module.dropPicture(number)


def _whole(size: float) -> float:
    return int(size) if size == int(size) else size


def _content(source: Any) -> bytes | None:
    """Return the bytes of the picture, or None if they have to be fetched."""
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source)
    if isinstance(source, str | Path):
        path = Path(source)
        return path.read_bytes() if path.is_file() else None
    if callable(getattr(source, "save", None)):
        stream = io.BytesIO()
        source.save(stream, "PNG")
        return stream.getvalue()
    raise problem(
        ValueOfWrongKindError,
        f"Image() cannot make a picture of {shown(source)}.",
        "Give the name of a file: Image('cat.png'); or an address, bytes, or a picture of PIL.",
    )


async def _load(source: Any, content: bytes | None) -> str:
    from pagelet.games.bridge import load_painter

    if content is None:
        try:
            content = await host.fetch(str(source))
        except DownloadError as error:
            raise problem(
                PictureError,
                f"There is no picture '{source}'.",
                error.hint
                if "://" in str(source)
                else "Put the file beside the program and check its spelling; capitals count.",
            ) from error
    picture = picture_of(content)
    module = await load_painter()
    loaded = str(await module.loadPicture(picture.url)) if picture else ""
    if not loaded:
        raise problem(
            PictureError,
            f"{_name(source)} is not a picture that can be shown.",
            f"Use a file of type {KINDS}.",
        )
    return loaded


def _name(source: Any) -> str:
    return f"'{source}'" if isinstance(source, str | Path) else "What Image() was given"


# Pictures that a program names by their files, for as long as its output is there.
_named: weakref.WeakKeyDictionary[output.Output, dict[str, Image]] = weakref.WeakKeyDictionary()


def as_image(picture: Any) -> Image:
    """Return the Image that a program names; a file is loaded once."""
    if isinstance(picture, Image):
        return picture
    if not isinstance(picture, str):
        raise problem(
            ValueOfWrongKindError,
            f"image() needs a picture, but got {shown(picture)}.",
            "Load it once, cat = Image('cat.png'), and draw it: canvas.image(cat, 10, 10).",
        )
    images = _named.setdefault(output.current(), {})
    if picture not in images:
        images[picture] = Image(picture)
    return images[picture]
