"""Installs the packages that the configuration names, from the addresses of their wheels."""

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
                f"'{package}' is not the address of a wheel.",
                where=_WHERE,
                hint="Put the package's .whl file beside the page and write its name: "
                f'packages = ["./{_example(package)}-1.0-py3-none-any.whl"].',
            )
        _check_tags(package)
        is_here = package.startswith("emfs:")
        addresses.append(package if is_here else host.resolve(package, base))
    return addresses


def _example(package: object) -> str:
    name = re.match(r"[A-Za-z0-9_.-]*", str(package))
    return (name[0] if name else "").replace("-", "_") or "name"


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


async def install(
    packages: Sequence[object], base: str | None, text: str = "Loading packages …"
) -> None:
    """Download and install `packages`, each once; modules can be imported afterwards.

    `text` is shown meanwhile.

    Raises:
        ConfigError: an entry is not the address of a wheel for a page.
        DownloadError: a wheel could not be fetched or is damaged.
    """
    wanted = [package for package in packages if not _is_there(package)]
    addresses = wheel_addresses(wanted, base)
    # Several editors or games of a page may ask for the same.
    async with _installing:
        new = [address for address in dict.fromkeys(addresses) if address not in _installed]
        if new:
            await _install(new, text)
        _installed.update(new)


async def _install(addresses: Sequence[str], text: str) -> None:
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
