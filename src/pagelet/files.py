"""Brings the files that the configuration names into the page's file system."""

import asyncio
import io
import re
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pagelet._host import host
from pagelet.errors import ConfigError, DownloadError

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ARCHIVES = (".zip", ".whl", ".tgz", ".tar", ".tar.gz")
_WHERE = "'files' in the configuration"


@dataclass(frozen=True)
class Download:
    """One file to bring in: from an address to a path (a folder, if it is to be unpacked)."""

    url: str
    path: str
    unpack: bool = False


def plan(files: Mapping[str, str]) -> list[Download]:
    """Return what to download for a `files` table (address → path), with placeholders filled in.

    Raises:
        ConfigError: a placeholder is unknown or defined twice, two files have one path, or what is
            to be unpacked is no archive.
    """
    placeholders: dict[str, str] = {}
    downloads: list[Download] = []
    for key, value in files.items():
        if not isinstance(value, str):
            raise ConfigError(
                f"The path for '{key}' is not a text.",
                where=_WHERE,
                hint=f'Write "{key}" = "" to keep the name of the file.',
            )
        filled = _fill(value, placeholders)
        if name := _PLACEHOLDER.fullmatch(key):
            if name[1] in placeholders:
                raise ConfigError(
                    f"The placeholder {key} is defined twice.",
                    where=_WHERE,
                    hint="Keep one of them.",
                )
            placeholders[name[1]] = filled
        else:
            downloads.append(_download(_fill(key, placeholders), filled))
    _refuse_duplicates(downloads)
    return downloads


def plan_fetch(entries: object) -> list[Download]:
    """Return what to download for the older form: `from`, `to_folder`, `to_file`, `files`.

    Raises:
        ConfigError: an entry has too much or too little.
    """
    where = "'fetch' in the configuration"
    downloads = []
    for entry in entries if isinstance(entries, list) else [entries]:
        if not isinstance(entry, Mapping):
            raise ConfigError(
                "An entry of 'fetch' is not a table.",
                where=where,
                hint='Write [[fetch]] and below it: files = ["data.csv"].',
            )
        source, folder = str(entry.get("from", "")), str(entry.get("to_folder", "."))
        names, name = entry.get("files"), entry.get("to_file")
        if names is not None and name is not None:
            raise ConfigError(
                "An entry of 'fetch' has both 'files' and 'to_file'.",
                where=f"{where}: from = '{source}'",
                hint="Keep 'files' for several files, or 'to_file' to give one another name.",
            )
        if names is None and name is None and (not source or source.endswith("/")):
            raise ConfigError(
                f"It is not said which file to fetch from '{source}'.",
                where=where,
                hint='Add the names: files = ["data.csv"].',
            )
        if names is not None:
            base = f"{source.rstrip('/')}/" if source else ""
            downloads += [Download(f"{base}{each}", f"{folder}/{each}") for each in names]
        else:
            name = name or urlsplit(source).path.rsplit("/", 1)[-1]
            downloads.append(Download(source, f"{folder}/{name}"))
    _refuse_duplicates(downloads)
    return downloads


def _fill(text: str, placeholders: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        if match[1] not in placeholders:
            known = ", ".join(f"{{{name}}}" for name in placeholders) or "none so far"
            raise ConfigError(
                f"The placeholder {match[0]} has no value.",
                where=_WHERE,
                hint=f'Define it above: "{match[0]}" = "…". Defined: {known}.',
            )
        return placeholders[match[1]]

    return _PLACEHOLDER.sub(value, text)


def _download(url: str, path: str) -> Download:
    name = urlsplit(url).path.rsplit("/", 1)[-1]
    if path.endswith("/*"):
        if not name.endswith(_ARCHIVES):
            raise ConfigError(
                f"'{url}' is not an archive, so it cannot be unpacked into '{path}'.",
                where=_WHERE,
                hint=f"Archives end in {', '.join(_ARCHIVES)}; leave out '/*' for other files.",
            )
        return Download(url, path[:-1], unpack=True)
    if not path or path.endswith("/"):
        path += name
    return Download(url, path)


def _refuse_duplicates(downloads: list[Download]) -> None:
    taken: dict[str, str] = {}
    for download in downloads:
        if download.unpack:
            continue
        path = str(Path(download.path))
        if path in taken:
            raise ConfigError(
                f"Two files are to be put at '{path}'.",
                where=f"{_WHERE}: '{taken[path]}' and '{download.url}'",
                hint="Give one of them another path.",
            )
        taken[path] = download.url


async def bring(downloads: list[Download], base: str | None) -> None:
    """Download everything, all at once, and lay it in.

    Raises:
        DownloadError: a file could not be fetched, or an archive is damaged.
    """
    contents = await asyncio.gather(
        *(host.fetch(host.resolve(download.url, base)) for download in downloads)
    )
    for download, content in zip(downloads, contents, strict=True):
        target = Path(download.path)
        if download.unpack:
            _unpack(content, target, download.url)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def _unpack(content: bytes, target: Path, url: str) -> None:
    target.mkdir(parents=True, exist_ok=True)
    try:
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                archive.extractall(target)
        else:
            with tarfile.open(fileobj=io.BytesIO(content)) as tar:
                tar.extractall(target, filter="data")
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError) as error:
        raise DownloadError(
            f"'{url}' is not an archive that can be unpacked ({error}).",
            where=_WHERE,
            hint="Open it on your computer: if that fails too, make it again.",
        ) from error
