"""Installs the packages that a configuration asks for, by their names or from their wheels."""

import asyncio
import io
import re
import zipfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from pagelet import _archives
from pagelet._host import host
from pagelet.errors import ConfigError, DownloadError

_WHERE = "'packages' in the configuration"
# Name, version, optional build number, and the three tags of the binary distribution format.
_WHEEL = re.compile(r"(?P<name>[^-/]+)-[^-/]+(-\d[^-/]*)?-[^-/]+-[^-/]+-(?P<platform>[^-/]+)\.whl")
# As in PEP 508: a name, perhaps with extras, versions, a place, or a condition behind it.
_REQUIREMENT = re.compile(r"\s*[A-Za-z0-9][A-Za-z0-9._-]*\s*(\[|[<>=!~;@(]|$)")
# What stands in a wheel of its requirements: the binary distribution format, core metadata.
_METADATA = re.compile(r"[^/]+\.dist-info/METADATA")
_REQUIRES = re.compile(r"^Requires-Dist: *(.+?)\s*$", re.MULTILINE)
_EXTRA = re.compile(r";.*\bextra\b")
_FILE = re.compile(r"^[^@]*\.(whl|tar\.gz|zip|toml|json)(\?|$)")
_PLATFORMS = ("any", "pyemscripten_2026_0_wasm32", "pyodide_2026_0_wasm32")


def wheel_addresses(packages: Sequence[object], base: str | None = None) -> list[str]:
    """Return the addresses of `packages`, made absolute.

    Raises:
        ConfigError: an entry is not the address of a wheel, or of one that cannot run in a page.
    """
    addresses = []
    for package in packages:
        if not isinstance(package, str) or not package.partition("?")[0].endswith(".whl"):
            raise ConfigError(
                f"'{package}' is neither the name of a package nor the address of a wheel.",
                where=_WHERE,
                hint="Put the package's .whl file beside the page and write its name: "
                'packages = ["./name-1.0-py3-none-any.whl"].',
            )
        _check_tags(package)
        is_here = package.startswith("emfs:")
        addresses.append(package if is_here else host.resolve(package, base))
    return addresses


def _check_tags(package: str) -> None:
    file = _file_name(package)
    wheel = _WHEEL.fullmatch(file)
    if not wheel:
        raise ConfigError(
            f"'{file}' is not named as a wheel is.",
            where=_WHERE,
            hint="Keep the name that the file came with: name-version-python-abi-platform.whl.",
        )
    if not any(wheel["platform"].endswith(platform) for platform in _PLATFORMS):
        raise ConfigError(
            f"'{file}' is made for {wheel['platform']}, not for a page.",
            where=_WHERE,
            hint=f"Look for a wheel of {wheel['name']} that ends in '-none-any.whl' "
            f"or '{_PLATFORMS[1]}.whl'.",
        )


# The addresses of wheels that are there.
_installed: set[str] = set()
_installing = asyncio.Lock()


async def install(packages: Sequence[object], base: str | None) -> None:
    """Install `packages`, each once, and all that they need; modules can be imported afterwards.

    Args:
        packages: names, with the versions that will do if need be, and addresses of wheels.
        base: what addresses are relative to; the page if None.

    Raises:
        ConfigError: an entry is neither a name nor the address of a wheel for a page.
        DownloadError: a package could not be fetched, is damaged, or does not run in a page.
    """
    wanted = [package for package in packages if not _is_there(package)]
    names = [str(package) for package in wanted if is_name(package)]
    addresses = wheel_addresses([package for package in wanted if not is_name(package)], base)
    needs = await install_wheels(addresses, "Loading packages …")
    missing = [each for each in needs if not _is_there(each)]
    if not names and not missing:
        return
    await host.fetch_ahead([_archives.LIBRARY])
    from pagelet import named_packages

    async with _installing:
        if names:
            await named_packages.install(names)
        if missing:
            await named_packages.try_to_install(missing)


async def install_wheels(addresses: Sequence[str], text: str) -> list[str]:
    """Download and install wheels, each once; return what those that are new say they need.

    `text` is shown meanwhile.

    Raises:
        DownloadError: a wheel could not be fetched or is damaged.
    """
    # Several editors or games of a page may ask for the same.
    async with _installing:
        new = [address for address in dict.fromkeys(addresses) if address not in _installed]
        needs = await _install(new, text) if new else []
        _installed.update(new)
        return needs


def is_name(package: object) -> bool:
    """Return whether this names a package, and is not the address of a wheel."""
    return (
        isinstance(package, str)
        and _REQUIREMENT.match(package) is not None
        and not _FILE.search(package)
    )


async def _install(addresses: Sequence[str], text: str) -> list[str]:
    host.show_progress(text)
    contents = await asyncio.gather(*(_content(address) for address in addresses))
    wheels = {}
    for address, content in zip(addresses, contents, strict=True):
        if not zipfile.is_zipfile(io.BytesIO(content)):
            raise DownloadError(
                f"'{_file_name(address)}' is not a wheel: it is no zip file, or a damaged one.",
                where=address,
                hint="Download it again; a wheel is a zip file whose name ends in .whl.",
            )
        wheels[_file_name(address)] = content
    # To unpack them, and for what they import.
    await host.fetch_ahead([_archives.STDLIB])
    await host.install_wheels(wheels, lambda line: host.show_progress(text, line))
    return [need for content in wheels.values() for need in _needs(content)]


def _needs(wheel: bytes) -> list[str]:
    """Return the requirements of a wheel, but for those of its extras."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        of_package = [name for name in archive.namelist() if _METADATA.fullmatch(name)]
        text = archive.read(of_package[0]).decode("utf-8", "replace") if of_package else ""
    needs = _REQUIRES.findall(text.partition("\n\n")[0])
    return [need for need in needs if not _EXTRA.search(need)]


async def _content(address: str) -> bytes:
    if not address.startswith("emfs:"):
        return await host.fetch(address)
    path = Path(address.removeprefix("emfs:"))
    if not path.is_file():
        raise DownloadError(
            f"There is no file '{path}' in the page's file system.",
            where=_WHERE,
            hint="Bring it there with 'files' in the configuration.",
        )
    return path.read_bytes()


def _is_there(package: object) -> bool:
    """Return whether a package that is named can be imported already."""
    name = re.match(r"[A-Za-z0-9_.-]+(?=$|[\s\[<>=!~;])", str(package))
    if not name or name[0].endswith((".whl", ".toml", ".json")):
        return False
    module = name[0].replace("-", "_").partition(".")[0]
    return bool(module) and find_spec(module) is not None


def _file_name(address: str) -> str:
    return address.partition("?")[0].rsplit("/", 1)[-1]
