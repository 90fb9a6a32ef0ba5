"""Which package index this machine uses: what pip is told, Pagelet follows."""

import configparser
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

# Where the makers of the runtime publish what they have built for it, by the runtime's version.
RUNTIME_PACKAGES = "https://cdn.jsdelivr.net/pyodide/v314.0.7/full/"
RUNTIME_VARIABLE = "PAGELET_RUNTIME_PACKAGES"


@dataclass(frozen=True)
class PipSettings:
    """Where pip would look for packages."""

    indexes: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    certificates: str | None = None


def pip_settings(environment: Mapping[str, str] = os.environ) -> PipSettings:
    """Return what pip's variables say, else its configuration files, else its defaults."""
    values = _from_files(environment)
    for key in ("index-url", "extra-index-url", "find-links", "no-index", "cert"):
        variable = f"PIP_{key.upper().replace('-', '_')}"
        if environment.get(variable):
            values[key] = environment[variable]
    indexes: tuple[str, ...] = ()
    if values.get("no-index", "").lower() not in ("1", "true", "yes", "on"):
        first = values.get("index-url") or _index_of_pip()
        indexes = (*filter(None, [first]), *values.get("extra-index-url", "").split())
    return PipSettings(
        indexes, tuple(values.get("find-links", "").split()), values.get("cert") or None
    )


def _index_of_pip() -> str:
    """Return where pip looks if nobody tells it another place, "" where there is no pip."""
    try:
        from pip._internal.models.index import PyPI
    except ImportError:
        return ""
    return str(PyPI.simple_url)


def _from_files(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what the files say, each overriding those before it."""
    chosen = environment.get("PIP_CONFIG_FILE")
    if chosen == os.devnull:
        return {}
    values: dict[str, str] = {}
    for path in [*_files(environment), *([Path(chosen)] if chosen else [])]:
        parser = configparser.RawConfigParser(strict=False)
        try:
            parser.read(path, encoding="utf-8")
        except (configparser.Error, UnicodeDecodeError, OSError):
            # pip itself will say so.
            continue
        for section in ("global", "install"):
            if parser.has_section(section):
                values.update({key.replace("_", "-"): text for key, text in parser.items(section)})
    return values


def _files(environment: Mapping[str, str]) -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        for variable in ("PROGRAMDATA", "APPDATA"):
            if environment.get(variable):
                yield Path(environment[variable]) / "pip" / "pip.ini"
        yield home / "pip" / "pip.ini"
    else:
        folders = (environment.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(os.pathsep)
        yield from (Path(folder) / "pip" / "pip.conf" for folder in folders)
        yield Path("/etc/pip.conf")
        yield home / ".pip" / "pip.conf"
        user = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        if sys.platform == "darwin" and (home / "Library/Application Support/pip").is_dir():
            user = home / "Library" / "Application Support"
        yield user / "pip" / "pip.conf"
    yield Path(sys.prefix) / ("pip.ini" if sys.platform == "win32" else "pip.conf")
