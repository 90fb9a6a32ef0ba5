"""Packages that are described by a configuration of their own, at an address of its own."""

from collections.abc import Mapping
from typing import Any

from pagelet import config
from pagelet._host import host
from pagelet.errors import ConfigError


async def merged(values: Mapping[str, Any], base: str | None) -> dict[str, Any]:
    """Return `values` with what the configurations among its packages ask for.

    Raises:
        ConfigError: one has no name, asks for itself, or two ask for the same path or name.
        DownloadError: one could not be fetched.
    """
    merger = _Merger(values)
    await merger.add(values.get("packages", ()), base, ())
    return {
        **values,
        "packages": merger.packages,
        "files": merger.files,
        "js_modules": {**values.get("js_modules", {}), "main": merger.scripts},
    }


class _Merger:
    def __init__(self, values: Mapping[str, Any]) -> None:
        self.packages: list[str] = []
        self.files = dict(values.get("files", {}))
        self.scripts = dict(values.get("js_modules", {}).get("main", {}))

    async def add(self, packages: Any, base: str | None, path: tuple[str, ...]) -> None:
        for package in packages:
            name = str(package)
            if not name.partition("?")[0].endswith((".toml", ".json")):
                is_address = name.startswith((".", "/")) or name.endswith(".whl")
                self.packages.append(
                    host.resolve(name, base) if is_address and ":" not in name else name
                )
                continue
            url = host.resolve(name, base)
            if url in path:
                raise ConfigError(
                    f"The package '{name}' asks for itself.",
                    where=" → ".join((*path, url)),
                    hint="Take it out of the packages of one of these.",
                )
            await self._add_described(name, url, path)

    async def _add_described(self, name: str, url: str, path: tuple[str, ...]) -> None:
        text = (await host.fetch(url)).decode("utf-8", "replace")
        kind = "toml" if url.partition("?")[0].endswith(".toml") else "json"
        described = config.parse(text, where=url, kind=kind)
        if not described.get("name"):
            raise ConfigError(
                f"The package '{name}' does not say its name.",
                where=url,
                hint='Add to that file: name = "...".',
            )
        for address, target in described.get("files", {}).items():
            is_placeholder = address.startswith("{")
            key = address if is_placeholder else host.resolve(address, url)
            _enter(self.files, key, target, url, unique=not target.endswith("/*"))
        for address, target in described.get("js_modules", {}).get("main", {}).items():
            is_style = address.endswith(".css")
            _enter(self.scripts, host.resolve(address, url), target, url, unique=not is_style)
        await self.add(described.get("packages", ()), url, (*path, url))


def _enter(table: dict[str, str], key: str, value: str, url: str, *, unique: bool) -> None:
    if unique and value and value in table.values():
        raise ConfigError(
            f"Two configurations ask for '{value}'.",
            where=url,
            hint="Give one of them another name.",
        )
    table[key] = value
