"""`matplotlib.pyplot.show` in a page: the figures appear in the program's output, as pictures."""

import importlib
from types import ModuleType
from typing import Any


def adapt(module: ModuleType) -> None:
    """Let `show` draw into the page where Matplotlib itself has no window to open."""
    pyplot: Any = module
    show_windows = pyplot.show

    def show(*args: object, **kwargs: object) -> None:
        """Show all open figures, and close them; this is `pyplot.show` in a page."""
        if pyplot.get_backend().lower() != "agg":
            show_windows(*args, **kwargs)
            return
        display = importlib.import_module("pagelet.display").display
        for number in pyplot.get_fignums():
            display(pyplot.figure(number))
            pyplot.close(number)

    pyplot.show = show
