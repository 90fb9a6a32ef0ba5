"""`getpass.getpass` asks in a field of the page."""

from types import ModuleType

from pagelet import questions


def adapt(module: ModuleType) -> None:
    """Put ours in the place of the module's own."""
    module.getpass = questions.read_password  # type: ignore[attr-defined]
