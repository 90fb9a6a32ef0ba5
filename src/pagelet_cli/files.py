"""The files of an app: which of a folder's files may be served, and under which names."""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

# Separators, control characters, and the stand-ins for bytes of a name that is not UTF-8.
_ODD = re.compile(r"[/\\\x00-\x1f\x7f\ud800-\udfff]")


class AppFiles(Mapping[str, Path]):
    """A live view of a folder: names such as `images/cat.png`, and the real paths behind them.

    Hidden files, `__pycache__`, virtual environments and whatever leads out of the folder, by
    name or by link, are not in it. With `only`, nothing but these names is.
    """

    def __init__(self, root: Path, only: Collection[str] | None = None) -> None:
        self.root = root.resolve()
        self._only = None if only is None else frozenset(only)

    def __getitem__(self, name: str) -> Path:
        """Return the real path of the file called `name`."""
        if not self.allows(name):
            raise KeyError(name)
        parts = name.split("/")
        if not may_be_served(parts):
            raise KeyError(name)
        try:
            path = self.root.joinpath(*parts).resolve(strict=True)
            # Again, for a link may lead to what its own name does not show.
            inside = path.relative_to(self.root)
            if not may_be_served(inside.parts) or not path.is_file() or self._in_venv(path):
                raise KeyError(name)
        except (OSError, ValueError, RuntimeError) as error:
            # Python before 3.13 calls a loop of links a RuntimeError.
            raise KeyError(name) from error
        return path

    def __iter__(self) -> Iterator[str]:
        """Yield the names of all files, sorted folder by folder."""
        if self._only is None:
            yield from self.under("")
        else:
            yield from (name for name in sorted(self._only) if name in self)

    def __len__(self) -> int:
        """Count the files; this walks the folder."""
        return sum(1 for _ in self)

    def allows(self, name: str) -> bool:
        """Return whether `name` may be one of them; whether there is such a file is not asked."""
        return self._only is None or name in self._only

    def under(self, folder: str) -> Iterator[str]:
        """Yield the names of the files below `folder`, a name without a slash at its end."""
        top = self.root / folder
        for path, folders, names in os.walk(top):
            here = Path(path)
            folders[:] = sorted(
                name for name in folders if may_be_served([name]) and not is_venv(here / name)
            )
            for name in sorted(names):
                served_as = (here / name).relative_to(self.root).as_posix()
                if served_as in self:
                    yield served_as

    def _in_venv(self, path: Path) -> bool:
        between = path.relative_to(self.root).parents
        return any(is_venv(self.root / folder) for folder in between if folder.name)


def may_be_served(parts: Collection[str]) -> bool:
    """Return whether a file with this path, given as its parts, may be served at all."""
    return bool(parts) and all(
        part and not part.startswith(".") and part != "__pycache__" and not _ODD.search(part)
        for part in parts
    )


def is_venv(folder: Path) -> bool:
    """Return whether `folder` is a virtual environment."""
    return (folder / "pyvenv.cfg").is_file()
