"""Keeps `urllib3` from its own way for browsers where ours works."""

from types import ModuleType

from pagelet._host import host


def adapt(module: ModuleType) -> None:
    """Let `urllib3` stay as it is everywhere else."""
    if host.can_switch_stacks():
        module.inject_into_urllib3 = lambda: None  # type: ignore[attr-defined]
