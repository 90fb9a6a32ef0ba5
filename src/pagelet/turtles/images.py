"""Pictures from files: as a background, or as what a turtle looks like."""

from pathlib import Path

from pagelet._pictures import KINDS, Picture, picture_of
from pagelet.turtles.errors import TurtleGraphicsError

__all__ = ["Picture", "load_picture"]


def load_picture(name: str) -> Picture:
    """Return the picture in the file `name`.

    Raises:
        TurtleGraphicsError: there is no such file, or it holds no picture.
    """
    try:
        content = Path(name).read_bytes()
    except OSError:
        raise TurtleGraphicsError(
            f"There is no picture '{name}'.",
            hint="Put the file beside the program (in a page: name it under 'files' in the "
            "configuration) and check its spelling; capitals count.",
        ) from None
    picture = picture_of(content)
    if picture is None:
        raise TurtleGraphicsError(
            f"'{name}' is not a picture that can be shown.", hint=f"Use a file of type {KINDS}."
        )
    return picture
