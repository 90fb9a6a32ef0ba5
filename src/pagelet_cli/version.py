"""Which Pagelet this is."""

from importlib import metadata


def version() -> str:
    """Return the installed version; pyproject.toml is where it stands."""
    try:
        return metadata.version("pagelet")
    except metadata.PackageNotFoundError:
        return "(not installed)"
