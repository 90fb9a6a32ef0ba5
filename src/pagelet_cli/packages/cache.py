"""What was downloaded, on disk, shared by all apps and by several runs at a time."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "PAGELET_CACHE"


def default_folder() -> Path:
    """Return the folder that this system keeps caches in, or what the environment says."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(local) / "pagelet" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "pagelet"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pagelet"


@dataclass(frozen=True)
class Contents:
    """How much a cache holds, in files and bytes."""

    wheels: int
    size: int

    def __str__(self) -> str:
        """Return it in words."""
        number = "1 wheel" if self.wheels == 1 else f"{self.wheels} wheels"
        return f"{number}, {self.size / 1e6:.1f} MB"


class Cache:
    """A folder whose files appear whole or not at all, whoever else writes into it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or default_folder()

    def wheel(self, sha256: str, name: str) -> Path:
        """Return where the wheel with this hash stands, or would stand."""
        return self.folder / "wheels" / sha256 / name

    def page(self, key: str) -> Path:
        """Return where a page of an index stands, or would stand."""
        return self.folder / "index" / key[:2] / key

    def metadata(self, sha256: str) -> Path:
        """Return where the metadata of the wheel with this hash stand, or would stand."""
        return self.folder / "metadata" / sha256[:2] / sha256

    def built(self, digest: str) -> Path:
        """Return the folder of what was built of a project with this content."""
        return self.folder / "projects" / digest

    @contextmanager
    def writing(self, target: Path) -> Iterator[Path]:
        """Yield a path to write to; what stands there at the end becomes `target` in one step."""
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".part-", dir=target.parent)
        os.close(handle)
        part = Path(name)
        try:
            yield part
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def contents(self) -> Contents:
        """Count what is there."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        wheels = sum(path.suffix == ".whl" for path in files)
        return Contents(wheels, sum(path.stat().st_size for path in files))

    def clear(self) -> Contents:
        """Remove all of it; return what was there."""
        before = self.contents()
        for name in ("wheels", "index", "metadata", "projects"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return before
