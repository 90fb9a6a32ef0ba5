"""Settings of PyScript that mean something else here, and those that are written wrong."""

from collections.abc import Mapping
from typing import Any

from pagelet import _memory, output
from pagelet._host import host
from pagelet.errors import ConfigError

# Python itself takes a third of it.
LEAST_MEMORY = 100
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
    plugins = values.get("plugins", [])
    if "!error" in plugins:
        output.errors_on_page = False
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
    if "memory_limit" in values:
        _limit_memory(values["memory_limit"])
    return dict(values)


def _limit_memory(megabytes: object) -> None:
    if type(megabytes) is not int or megabytes < LEAST_MEMORY:
        raise ConfigError(
            f"The memory limit is not a whole number of megabytes, from {LEAST_MEMORY} on.",
            where=f"'memory_limit' in {_WHERE}",
            hint="Write memory_limit = 500.",
        )
    _memory.set_limit(megabytes * _memory.MB)
