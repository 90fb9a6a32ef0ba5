"""`pdb`, and with it `breakpoint()`, in a page: Pdb is ours, which has a panel in the output."""

from types import ModuleType


def adapt(module: ModuleType) -> None:
    """Put ours in the place of the module's own, where its functions (`set_trace`) find it."""
    from pagelet.debugger.tracer import PageDebugger

    module.Pdb = PageDebugger  # type: ignore[attr-defined]
