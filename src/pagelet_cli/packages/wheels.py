"""Wheels as files: their names, what they ask for, which modules they bring."""

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from packaging.metadata import parse_email
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    NormalizedName,
    parse_sdist_filename,
    parse_wheel_filename,
)
from packaging.version import Version

from pagelet_cli.errors import PackageError
from pagelet_cli.packages import target

# What all files of a wheel may have together: a page has 2 GB of memory for everything.
LARGEST_UNPACKED = 1_000_000_000
_MODULE = re.compile(r"(?P<name>[^./]+)(\.[^/]*)?\.(py|so)")


@dataclass(frozen=True)
class Wheel:
    """A wheel that can be had: its place is a path or an address."""

    name: NormalizedName
    version: Version
    file: str
    place: str
    sha256: str = ""
    size: int = 0
    requires_python: str = ""
    is_yanked: bool = False
    # Where its metadata alone can be had, if there is such an address.
    metadata: str = ""
    # Its requirements, where they are known without a look into it.
    requires: tuple[str, ...] | None = None
    # The folder of the project that it was made of here.
    project: str = ""

    @property
    def is_local(self) -> bool:
        """Whether it stands on this machine's disk."""
        return "://" not in self.place

    @property
    def is_pure(self) -> bool:
        """Whether it is written in Python alone."""
        return self.file.endswith("-any.whl")

    def rank(self) -> int | None:
        """Return how well its tags fit a page, 0 best; None if they do not."""
        _, _, _, tags = parse_wheel_filename(self.file)
        return min((target.TAGS[tag] for tag in tags if tag in target.TAGS), default=None)

    def fits(self) -> bool:
        """Return whether it can run in a page."""
        if self.rank() is None:
            return False
        try:
            return target.PYTHON in SpecifierSet(self.requires_python)
        except InvalidSpecifier:
            return True


def wheel_named(file: str, place: str) -> Wheel | None:
    """Return the wheel with this file name; None if it is not named as a wheel is."""
    try:
        name, version, _, _ = parse_wheel_filename(file)
    except InvalidWheelFilename:
        return None
    return Wheel(name, version, file, place)


def package_of(file: str) -> NormalizedName | None:
    """Return the package that a file of an index belongs to, None if its name does not tell."""
    try:
        if file.endswith(".whl"):
            return parse_wheel_filename(file)[0]
        return parse_sdist_filename(file)[0]
    except (InvalidWheelFilename, InvalidSdistFilename):
        return None


def requirement_for(wheel: Wheel) -> Requirement:
    """Return the requirement that just this wheel's version fulfils."""
    return Requirement(f"{wheel.name}=={wheel.version}")


def not_a_wheel(path: Path) -> PackageError:
    """Return the error for a file that is not named as a wheel is."""
    return PackageError(
        f"'{path.name}' is not named as a wheel is.",
        where=str(path),
        hint="Keep the name that the file came with: name-version-python-abi-platform.whl.",
    )


def sha256_of(path: Path) -> str:
    """Return the hash of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class Contents:
    """What is in a wheel."""

    metadata: str
    modules: tuple[str, ...]
    """The names that can be imported because of it, without those below them."""
    entry_points: str
    unpacked: int
    """Bytes that its files take in the page."""


def contents(path: Path) -> Contents:
    """Return what is in the wheel at `path`.

    Raises:
        PackageError: it is damaged, or no wheel that may be unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check(path, entries)
            names = [entry.filename for entry in entries if not entry.is_dir()]
            info = _info_folder(path, names)
            return Contents(
                archive.read(f"{info}/METADATA").decode("utf-8", "replace"),
                tuple(sorted(set(_modules(names)))),
                _text(archive, f"{info}/entry_points.txt"),
                sum(entry.file_size for entry in entries),
            )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, KeyError, OSError) as error:
        raise damaged(path, str(error)) from error


def damaged(path: Path, reason: str) -> PackageError:
    """Return the error for a wheel that cannot be read."""
    return PackageError(
        f"The wheel '{path.name}' is damaged: {reason}.",
        where=str(path),
        hint="Get that file again; it may have been cut off while it was copied.",
    )


def requirements(metadata: str) -> list[Requirement]:
    """Return what a package asks for, in any place and with any extra; what is no text is left."""
    raw, _ = parse_email(metadata)
    found = []
    for line in raw.get("requires_dist", ()):
        try:
            found.append(Requirement(line))
        except InvalidRequirement:
            # Old packages have lines that no rule covers; installers pass over them, too.
            continue
    return found


def required_python(metadata: str) -> str:
    """Return which versions of Python a package is for; "" if it does not say."""
    raw, _ = parse_email(metadata)
    return raw.get("requires_python", "")


def _check(path: Path, entries: Iterable[zipfile.ZipInfo]) -> None:
    size = 0
    for entry in entries:
        size += entry.file_size
        # The reader has taken what stands behind a NUL off, and turned other systems' separators.
        name = PurePosixPath(entry.orig_filename)
        if name.is_absolute() or ".." in name.parts or re.search(r"[\\\0]|^[A-Za-z]:", str(name)):
            raise PackageError(
                f"The wheel '{path.name}' would write outside of its folder: "
                f"'{entry.orig_filename}'.",
                where=str(path),
                hint="Do not use it; get the package from where its makers publish it.",
            )
    if size > LARGEST_UNPACKED:
        raise PackageError(
            f"The wheel '{path.name}' is too large for a page: unpacked, it has "
            f"{size / 1e6:,.0f} MB.",
            where=str(path),
            hint=f"A page can take {LARGEST_UNPACKED / 1e6:,.0f} MB; look for a smaller build.",
        )


def _info_folder(path: Path, names: Iterable[str]) -> str:
    folders = {name.partition("/")[0] for name in names if name.endswith(".dist-info/METADATA")}
    if len(folders) != 1:
        raise damaged(path, "it has no metadata (*.dist-info/METADATA)")
    return folders.pop()


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8", "replace") if name in archive.namelist() else ""


def _modules(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        first, _, rest = name.partition("/")
        if first.endswith(".data"):
            # Only these of its folders are laid beside the modules.
            kind, _, inside = rest.partition("/")
            if kind in ("purelib", "platlib"):
                yield from _modules([inside])
        elif not rest:
            if found := _MODULE.fullmatch(first):
                yield found["name"]
        elif (
            "." not in first and first.isidentifier() and _MODULE.fullmatch(name.rpartition("/")[2])
        ):
            yield first
