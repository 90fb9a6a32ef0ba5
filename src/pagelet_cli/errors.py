"""The command line's own errors. The family and its three parts are in `pagelet.errors`."""

from pagelet.errors import PageletError


class CallError(PageletError):
    """What was typed on the command line cannot be done; exit code 2."""


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
