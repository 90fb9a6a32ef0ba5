"""Showing values on the page."""

import pagelet
from pagelet.display import HTML, TargetError


def display(*values: object, target: object = None, append: bool = True) -> None:
    """Show `values` on the page, one below the other.

    Args:
        values: anything: text, pictures, tables, plots, elements of the page.
        target: where: an id (with or without '#'), a CSS selector, or an element; without it, where
            the output of the running tag goes.
        append: whether to keep what is shown there already.

    Raises:
        ValueError: the page has no such target.
    """
    try:
        pagelet.display(*values, target=target, append=append)
    except TargetError as error:
        if not isinstance(target, str):
            raise
        raise TargetError(
            f"Cannot find element with id='{target.removeprefix('#')}' in the page.",
            where=error.where,
            hint=error.hint,
        ) from None


__all__ = ["HTML", "display"]
