"""Small things that PyScript's other modules are made of."""

import inspect
from typing import Any


def as_bytearray(buffer: Any) -> bytearray:
    """Return the bytes of a JavaScript buffer (ArrayBuffer, Uint8Array, ...)."""
    return bytearray(buffer.to_memoryview() if hasattr(buffer, "to_memoryview") else buffer)


def is_awaitable(function: Any) -> bool:
    """Return whether calling `function` gives something to await."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(
        getattr(function, "func", None)
    )


class NotSupported:
    """Stands for something that does not work here, and says why as soon as it is used."""

    def __init__(self, name: str, error: str) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "error", error)

    def __repr__(self) -> str:
        return f"<NotSupported {self.name}: {self.error}>"

    def __getattr__(self, attribute: str) -> Any:
        raise AttributeError(self.error)

    def __setattr__(self, attribute: str, value: object) -> None:
        raise AttributeError(self.error)

    def __call__(self, *args: object, **kwargs: object) -> Any:
        """Say that it does not work here."""
        raise TypeError(self.error)

    def __getitem__(self, name: str) -> Any:
        raise TypeError(self.error)


__all__ = ["NotSupported", "as_bytearray", "is_awaitable"]
