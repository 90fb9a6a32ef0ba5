"""Where wheels are found: folders, and indexes."""

import json
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from packaging.utils import NormalizedName

from pagelet_cli.packages.network import Network, Page, path_of
from pagelet_cli.packages.wheels import Wheel, package_of, wheel_named

AT_A_TIME = 8


@dataclass(frozen=True)
class Found:
    """What a source has of a package."""

    wheels: tuple[Wheel, ...] = ()
    """Those that fit a page."""
    others: tuple[str, ...] = ()
    """The names of its other files."""


NOTHING = Found()


class Source(Protocol):
    """A place where wheels are found."""

    name: str
    is_slow: bool

    def find(self, package: NormalizedName) -> Found:
        """Return what there is of `package`.

        Raises:
            PackageError: the place cannot be read.
        """

    def prefetch(self, package: NormalizedName) -> None:
        """Begin to find out, if that takes a while."""


class Wheels:
    """Wheels that are given one by one, or by their folders."""

    is_slow = False

    def __init__(self, name: str, paths: list[Path], given: Iterable[Wheel] = ()) -> None:
        self.name = name
        self._paths = paths
        self._given = tuple(given)

    @classmethod
    def in_folder(cls, folder: Path) -> "Wheels":
        """Return the wheels of a folder."""
        return cls(str(folder), sorted(folder.glob("*.whl")))

    @cached_property
    def _by_package(self) -> dict[NormalizedName, list[Wheel]]:
        found: dict[NormalizedName, list[Wheel]] = {}
        for path in self._paths:
            if wheel := wheel_named(path.name, str(path)):
                wheel = replace(wheel, size=path.stat().st_size)
                found.setdefault(wheel.name, []).append(wheel)
        for wheel in self._given:
            found.setdefault(wheel.name, []).append(wheel)
        return found

    def all(self) -> Iterator[Wheel]:
        """Yield all that fit."""
        for wheels in self._by_package.values():
            yield from (wheel for wheel in wheels if wheel.fits())

    def find(self, package: NormalizedName) -> Found:
        """Return what there is of `package`."""
        wheels = self._by_package.get(package, [])
        return Found(
            tuple(wheel for wheel in wheels if wheel.fits()),
            tuple(wheel.file for wheel in wheels if not wheel.fits()),
        )

    def prefetch(self, package: NormalizedName) -> None:
        """Do nothing: it takes no time."""


class RuntimePackages:
    """Compiled packages that the makers of the runtime build for it, from the list of its version.

    What is written in Python alone is left to the index: it has newer versions. Left out as well
    is what needs one of the list's libraries that are no wheels.
    """

    name = "the packages of the runtime"
    is_slow = False

    def __init__(self, listed: Path, address: str) -> None:
        self._listed = listed
        self._address = address if address.endswith("/") else f"{address}/"

    @cached_property
    def _by_package(self) -> dict[NormalizedName, Wheel]:
        try:
            packages = json.loads(self._listed.read_text(encoding="utf-8"))["packages"]
        except (OSError, ValueError, KeyError):
            return {}
        found: dict[NormalizedName, Wheel] = {}
        for package in packages.values():
            wheel = wheel_named(package["file_name"], self._address + package["file_name"])
            needs = tuple(package["depends"])
            if wheel is None or wheel.is_pure or not wheel.fits():
                continue
            if all(packages.get(need, {}).get("package_type") == "package" for need in needs):
                found[wheel.name] = replace(wheel, sha256=package["sha256"], requires=needs)
        return found

    def find(self, package: NormalizedName) -> Found:
        """Return what there is of `package`."""
        wheel = self._by_package.get(package)
        return Found((wheel,)) if wheel else NOTHING

    def prefetch(self, package: NormalizedName) -> None:
        """Do nothing: it takes no time."""


class Index:
    """A package index with a page for each package (the "simple" interface, JSON or HTML)."""

    is_slow = True

    def __init__(self, url: str, network: Network) -> None:
        self.name = url
        self._url = url if url.endswith("/") else f"{url}/"
        self._network = network
        self._asked: dict[NormalizedName, Future[Found]] = {}
        self._threads = ThreadPoolExecutor(AT_A_TIME, thread_name_prefix="index")

    def find(self, package: NormalizedName) -> Found:
        """Return what there is of `package`."""
        self.prefetch(package)
        return self._asked[package].result()

    def prefetch(self, package: NormalizedName) -> None:
        """Begin to ask."""
        if package not in self._asked:
            self._asked[package] = self._threads.submit(self._ask, package)

    def _ask(self, package: NormalizedName) -> Found:
        page = self._network.page(f"{self._url}{package}/")
        if page is None:
            return NOTHING
        wheels, others = [], []
        for file in _files(page):
            if package_of(file.file) != package:
                continue
            wheel = file.wheel()
            if wheel and wheel.fits():
                wheels.append(wheel)
            else:
                others.append(file.file)
        return Found(tuple(wheels), tuple(others))


@dataclass(frozen=True)
class _File:
    """A file of an index's page."""

    file: str
    url: str
    sha256: str = ""
    size: int = 0
    requires_python: str = ""
    is_yanked: bool = False
    has_metadata: bool = False

    def wheel(self) -> Wheel | None:
        """Return it as a wheel, if it is one."""
        wheel = wheel_named(self.file, self.url) if self.file.endswith(".whl") else None
        if wheel is None:
            return None
        if self.url.startswith("file:"):
            wheel = replace(wheel, place=str(path_of(self.url)))
        return replace(
            wheel,
            sha256=self.sha256,
            size=self.size,
            requires_python=self.requires_python,
            is_yanked=self.is_yanked,
            metadata=f"{self.url}.metadata" if self.has_metadata and not wheel.is_local else "",
        )


def _files(page: Page) -> Iterator[_File]:
    if page.is_json:
        for entry in json.loads(page.text)["files"]:
            yield _of_json(entry, page.url)
    else:
        parser = _Links(page.url)
        parser.feed(page.text)
        yield from parser.files


def _of_json(entry: dict[str, Any], base: str) -> _File:
    return _File(
        entry["filename"],
        urljoin(base, entry["url"]),
        entry.get("hashes", {}).get("sha256", ""),
        entry.get("size") or 0,
        entry.get("requires-python") or "",
        bool(entry.get("yanked")),
        bool(entry.get("core-metadata") or entry.get("dist-info-metadata")),
    )


class _Links(HTMLParser):
    """Reads the links of an index's page."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self.files: list[_File] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        if tag != "a" or not about.get("href"):
            return
        url, fragment = urldefrag(urljoin(self._base, about["href"] or ""))
        found = re.search(r"sha256=([0-9a-f]{64})", fragment)
        self.files.append(
            _File(
                unquote(urlsplit(url).path.rpartition("/")[2]),
                url,
                found[1] if found else "",
                0,
                about.get("data-requires-python") or "",
                "data-yanked" in about,
                "data-core-metadata" in about or "data-dist-info-metadata" in about,
            )
        )
