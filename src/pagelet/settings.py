"""Settings of PyScript that mean something else here, and those that are written wrong."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from pagelet import _memory, output
from pagelet._host import host
from pagelet.errors import ConfigError

# Python itself takes a third of it.
LEAST_MEMORY = 100
CACHES = ("never", "passthrough", "all")
PLUGINS = (
    *("codemirror", "deprecations-manager", "donkey", "error", "py-editor", "py-game"),
    "py-terminal",
)
PLACES = ("main", "worker")
KEYS = (
    *("name", "version", "interpreter", "packages", "packages_cache", "index_urls", "files"),
    *("fetch", "js_modules", "plugins", "debug", "memory_limit", "sync_main_only"),
    *("experimental_create_proxy", "experimental_ffi_timeout", "experimental_remote_packages"),
    "save-files",
)
_WHERE = "the configuration"


def understood(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings as the rest of Pagelet reads them; the console is told what differs.

    Raises:
        ConfigError: a setting is of the wrong kind.
    """
    for name in ("interpreter", "version"):
        if name in values:
            host.log(
                "log",
                f"Pagelet: '{name}' is not used. There is one runtime here, which comes with "
                "pagelet.js.",
            )
    _check_tables(values)
    _check_cache(values.get("packages_cache", "never"))
    _use_plugins(values.get("plugins", []))
    if "debug" in values:
        _debug(values["debug"])
    if "memory_limit" in values:
        _limit_memory(values["memory_limit"])
    for name in values:
        if name not in KEYS and (near := get_close_matches(name, KEYS, 1, cutoff=0.8)):
            # It may be one of the page's own.
            host.log("warn", f"Pagelet: the configuration has '{name}'; did you mean '{near[0]}'?")
    return dict(values)


def _check_tables(values: Mapping[str, Any]) -> None:
    packages, files = values.get("packages", []), values.get("files", {})
    if isinstance(packages, str) or not isinstance(packages, (list, tuple)):
        raise ConfigError(
            "The packages are not a list.",
            where=f"'packages' in {_WHERE}",
            hint='Write packages = ["./name-1.0-py3-none-any.whl"].',
        )
    if not isinstance(files, Mapping):
        raise ConfigError(
            "The files are not a table of addresses and paths.",
            where=f"'files' in {_WHERE}",
            hint='Write [files] and below it "./data.csv" = "data.csv".',
        )
    places = values.get("js_modules", {})
    if not isinstance(places, Mapping) or not places.keys() <= set(PLACES):
        others = sorted(set(places) - set(PLACES)) if isinstance(places, Mapping) else []
        raise ConfigError(
            f"The JavaScript modules have no place '{others[0]}'."
            if others
            else "The JavaScript modules are not a table.",
            where=f"'js_modules' in {_WHERE}",
            hint='Write [js_modules.main], or [js_modules.worker], and below it "./a.js" = "name".',
        )


def _check_cache(value: object) -> None:
    if value not in CACHES:
        raise ConfigError(
            f"{value!r} is no way to keep packages.",
            where=f"'packages_cache' in {_WHERE}",
            hint='Write packages_cache = "never" or "passthrough", or leave it out.',
        )


def _use_plugins(value: object) -> None:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, (list, tuple)):
        raise ConfigError(
            "The plugins are not a list.",
            where=f"'plugins' in {_WHERE}",
            hint='Write plugins = ["!error"].',
        )
    if "!error" in names:
        output.errors_on_page = False
    unknown = [str(name) for name in names if str(name).removeprefix("!") not in PLUGINS]
    if unknown:
        host.log(
            "warn",
            f"Pagelet: there is no plugin {', '.join(map(repr, unknown))}; there are "
            f"{', '.join(PLUGINS)}, which '!' before the name switches off.",
        )


def _debug(value: object) -> None:
    if not isinstance(value, bool):
        raise ConfigError(
            f"{value!r} is neither true nor false.",
            where=f"'debug' in {_WHERE}",
            hint="Write debug = true.",
        )
    host.set_debug(value)


def _limit_memory(megabytes: object) -> None:
    if type(megabytes) is not int or megabytes < LEAST_MEMORY:
        raise ConfigError(
            f"The memory limit is not a whole number of megabytes, from {LEAST_MEMORY} on.",
            where=f"'memory_limit' in {_WHERE}",
            hint="Write memory_limit = 500.",
        )
    _memory.set_limit(megabytes * _memory.MB)
