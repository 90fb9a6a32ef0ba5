"""JavaScript modules that the configuration names, ready before any tag runs."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

from pagelet._host import host
from pagelet.errors import ConfigError, DownloadError

# What the page's Python sees of them, by the names that the configuration gives.
modules: dict[str, Any] = {}


async def bring(table: object, base: str | None, place: Literal["main", "worker"] = "main") -> None:
    """Import the modules of a table (address → name); an address that ends in .css is a style.

    They run in the page ("main"), or in the worker that this Python is in.

    Raises:
        ConfigError: it is no such table.
        DownloadError: a module cannot be imported.
    """
    where = f"'js_modules.{place}' in the configuration"
    if not isinstance(table, Mapping) or not all(isinstance(name, str) for name in table.values()):
        raise ConfigError(
            "The JavaScript modules are not a table of addresses and names.",
            where=where,
            hint=f'Write [js_modules.{place}] and below it "./module.js" = "name".',
        )
    scripts = []
    for address, name in table.items():
        url = host.resolve(address, base)
        if urlsplit(url).path.endswith(".css"):
            _link(url)
        elif not name.isidentifier():
            raise ConfigError(
                f"'{name}' cannot be the name of a module in Python.",
                where=f"{where}: '{address}'",
                hint="A name is letters, digits and '_', and begins with no digit.",
            )
        else:
            scripts.append((address, url, name))
    load = host.import_module if place == "main" else host.import_here
    await asyncio.gather(*(_import(load, where, *script) for script in scripts))


def _link(url: str) -> None:
    link = host.document.createElement("link")
    link.rel = "stylesheet"
    link.href = url
    host.document.head.append(link)


async def _import(
    load: Callable[[str], Awaitable[Any]], where: str, address: str, url: str, name: str
) -> None:
    try:
        modules[name] = await load(url)
    except DownloadError:
        raise
    except Exception as error:
        raise DownloadError(
            f"The JavaScript module '{address}' cannot be imported: {error}.",
            where=f"{where}: {url}",
            hint="Check the address; the file must be an ES module, with 'export' in it.",
        ) from error
