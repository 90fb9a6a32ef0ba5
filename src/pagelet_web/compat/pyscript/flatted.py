"""JSON for data that refers to itself, in the format of JavaScript's `flatted`."""

from typing import Any

from pagelet import flatted as _flatted


def stringify(value: Any, *args: Any, **options: Any) -> str:
    """Return `value` as text; tuples become lists. `options` are those of `json.dumps`."""
    return _flatted.stringify(value, **options)


def parse(text: str, *args: Any, **options: Any) -> Any:
    """Return the value that `text` stands for. `options` are those of `json.loads`."""
    return _flatted.parse(text, **options)


__all__ = ["parse", "stringify"]
