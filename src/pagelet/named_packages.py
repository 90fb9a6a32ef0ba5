"""Installs packages by their names, with all that they need.

micropip, which Pagelet brings along, takes those that are made for Pyodide from where Pyodide keeps
them, and all others from the index of packages on the web.
"""

import importlib
import re
from collections.abc import Sequence
from typing import Any

from pagelet import _archives
from pagelet._host import host
from pagelet._known_imports import DIFFERENT_NAMES
from pagelet.errors import ConfigError, DownloadError

_WHERE = "the packages that are asked for"
# What micropip says of the first that it does not find.
_MISSING = re.compile(r"Can't find a pure Python 3 wheel for: '([^']+)'")
_NAME = re.compile(r"[A-Za-z0-9._-]+")


async def install(requirements: Sequence[str]) -> None:
    """Install packages and all that they need; modules can be imported afterwards.

    Args:
        requirements: names, with the versions that will do if need be, as in PEP 508.

    Raises:
        ConfigError: what is asked for contradicts itself, or means nothing.
        DownloadError: a package is not there, does not run in a page, or could not be fetched.
    """
    host.show_progress(f"Loading {', '.join(requirements)} …")
    await host.fetch_ahead([_archives.STDLIB, _archives.MICROPIP])
    micropip = importlib.import_module("micropip")
    # Pyodide only writes to the console what goes wrong.
    importlib.import_module("micropip._compat").compatibility_layer.loadPackage = _load
    try:
        await micropip.install(list(requirements), keep_going=True)
    except ValueError as error:
        missing = _MISSING.match(str(error))
        if not missing:
            raise _contradiction(error) from error
        raise await _reason(missing[1]) from error
    except (OSError, RuntimeError) as error:
        raise DownloadError(
            f"The packages could not be fetched: {error}",
            where=", ".join(requirements),
            hint="Check the network, and load the page again.",
        ) from error


async def try_to_install(requirements: Sequence[str]) -> None:
    """Install what packages say they need; the console tells what could not be had.

    They may do without it.
    """
    try:
        await install(requirements)
    except (ConfigError, DownloadError) as error:
        host.log("warn", f"Not all that packages need is there. {error}")


async def _load(names: Any) -> None:
    """Load packages of Pyodide's own; `names` is a list of JavaScript's."""
    await host.load_packages(
        list(names), lambda line: host.show_progress("Loading packages …", line)
    )


def _contradiction(error: ValueError) -> ConfigError:
    return ConfigError(
        f"The packages cannot be installed as they are asked for: {error}",
        where=_WHERE,
        hint="Write each as a name, or with the versions that will do: "
        'packages = ["pandas", "rich>=13"].',
    )


async def _reason(requirement: str) -> DownloadError:
    """Return why a package could not be had."""
    found = _NAME.match(requirement)
    name = found[0] if found else requirement
    index = importlib.import_module("micropip.package_index")
    address = f"{index.PYPI_URL}/{name}/"
    try:
        answer = await host.request("GET", address, [], None)
    except ConnectionError:
        return DownloadError(
            f"The package '{name}' could not be looked up: the index of packages did not answer.",
            where=address,
            hint="Check the network, and load the page again; or put the package's .whl file "
            "beside the page and write its name.",
        )
    answer.parts.close()
    if answer.status == 404:
        other = DIFFERENT_NAMES.get(name)
        return DownloadError(
            f"There is no package with the name '{name}'.",
            where=_WHERE,
            hint=f"The module {name} is in the package {other}: write that."
            if other
            else "Check the spelling. Some packages have another name than the module in them.",
        )
    return DownloadError(
        f"There is no wheel for '{requirement}' that runs in a page.",
        where=address,
        hint="Ask for another version, or for a package that is written in Python alone; "
        "what is compiled for computers only does not run in a browser.",
    )
