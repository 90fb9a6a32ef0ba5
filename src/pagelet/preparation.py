"""Brings in what a configuration asks for before code runs: files, JavaScript modules, packages."""

import copy
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pagelet import config, files, installer
from pagelet._host import host
from pagelet._host.contract import Node

_of_page: config.Config = config.Config()
_folder = Path()
# The element that says which files a saved copy brings besides (pagelet.packed.layout).
_WRITTEN = "pagelet-written"


def page_config() -> dict[str, Any]:
    """Return a copy of the page's configuration; it is read before any tag runs."""
    return copy.deepcopy(dict(_of_page.values))


def folder() -> Path:
    """Return the working folder that the page's code found when it started."""
    return _folder


def written() -> list[str]:
    """Return the names of the files that a program wrote before the page was saved as a copy."""
    element = host.document.getElementById(_WRITTEN)
    return [str(name) for name in json.loads(str(element.textContent))] if element else []


async def prepare(tags: Iterable[Node]) -> None:
    """Bring in what the configuration of the page that `tags` stand in asks for.

    Raises:
        ConfigError: the configuration has a fault.
        DownloadError: a file or package could not be had.
    """
    global _of_page, _folder
    _folder = Path.cwd()
    if host.is_of_tag:
        _of_page = asked = await config.of_worker(next(iter(tags)))
        host.tell_settings(asked.values, None)
    else:
        _of_page = asked = await config.of_page(tags)
        host.tell_settings(*asked.by_type)
    await bring(asked)
    if names := written():
        await files.bring([files.Download(quote(name), name) for name in names], None)


async def bring(asked: config.Config) -> None:
    """Bring in what a configuration asks for.

    Raises:
        ConfigError: the configuration has a fault.
        DownloadError: a file or package could not be had.
    """
    values = asked.values
    if values:
        from pagelet import settings

        values = settings.understood(values)
    if any(
        str(each).partition("?")[0].endswith((".toml", ".json"))
        for each in values.get("packages", ())
    ):
        from pagelet import remote_packages

        values = await remote_packages.merged(values, asked.base)
    downloads = files.plan(values.get("files", {}))
    if "fetch" in values:
        downloads += files.plan_fetch(values["fetch"])
    if downloads:
        host.show_progress("Loading files …", "Loading files")
        await files.bring(downloads, asked.base)
        host.show_progress("Loading files …", "Loaded files")
    scripts = dict(values.get("js_modules", {}))
    if scripts.get("main") or (host.is_of_tag and scripts.get("worker")):
        from pagelet import javascript

        host.show_progress("Loading JavaScript …", "Loading JS modules")
        await javascript.bring(scripts.get("main", {}), asked.base)
        if host.is_of_tag:
            await javascript.bring(scripts.get("worker", {}), asked.base, "worker")
        host.show_progress("Loading JavaScript …", "Loaded JS modules")
    wanted = await _without_locked(values.get("packages", []))
    if wanted:
        host.show_progress("Loading packages …", "Loading packages")
        await installer.install(wanted, asked.base)
        host.show_progress("Loading packages …", "Loaded packages")


async def _without_locked(wanted: Sequence[object]) -> Sequence[object]:
    """Return the packages that are not in the host's table; those in it load when imported."""
    if not host.document.getElementById("pagelet-packages"):
        return wanted
    from pagelet import locked_packages

    finder = locked_packages.install()
    if not host.can_switch_stacks() or host.waits_inside:
        # An import cannot wait here.
        host.show_progress("Loading packages …", "Loading packages")
        await finder.load(finder.packages)
        host.show_progress("Loading packages …", "Loaded packages")
    return [each for each in wanted if not finder.brings(str(each))]
