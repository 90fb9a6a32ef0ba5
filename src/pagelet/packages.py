"""Installs packages while a program runs: `packages.install("rich")`."""

import importlib

from pagelet import blocking, installer
from pagelet._host import host

__all__ = ["install"]


def install(*packages: str) -> None:
    """Install packages and all that they need; from the next line on they can be imported.

    What is there already is left alone. Packages that are made for Pyodide come from where Pyodide
    keeps them, all others from the index of Python packages.

    Args:
        packages: names, with the versions that will do if need be (PEP 508: "rich>=13"), or the
            addresses of wheels, relative to the page.

    Raises:
        ConfigError: one is neither a name nor the address of a wheel for a page.
        DownloadError: one could not be fetched, is damaged, or does not run in a page.
        CannotWaitError: Python cannot wait here.
    """
    try:
        blocking.wait(installer.install(packages, None))
    finally:
        host.show_progress(None)
    importlib.invalidate_caches()
