"""The command line's own errors. The family and its three parts are in `pagelet.errors`."""

from pathlib import Path

from pagelet.errors import PageletError


class CallError(PageletError):
    """What was typed on the command line cannot be done; exit code 2."""


def cannot_write(kind: str, target: Path, error: OSError) -> CallError:
    """Return what is said of a "file" or a "folder" that cannot be made."""
    return CallError(
        f"The {kind} '{target.name}' cannot be written: {error.strerror or error}.",
        where=str(error.filename or target),
        hint=f"Name a {kind} that you may write to, on a disk with room.",
    )


class AppError(PageletError):
    """The app cannot run as it is."""


class NoEntryError(AppError):
    """A folder holds nothing that an app could begin with."""


class EncodingError(AppError):
    """A text file of the app is not UTF-8."""


class InstallError(PageletError):
    """Pagelet's own files are not all there."""


class PackageError(PageletError):
    """A package that the app asks for cannot be had, or does not go with the others."""
