"""Ties the functions that users write to events: one place for all the ways to do so."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pagelet import output
from pagelet._callers import user_line
from pagelet._host import host
from pagelet._host.contract import Handler, Node, Stop
from pagelet._turns import in_turn
from pagelet.errors import PageletError

OPTIONS = ("once", "capture", "passive", "signal", "prevent_default", "stop_propagation")


def attach(
    nodes: Iterable[Node],
    event: str,
    function: Callable[..., object],
    options: Mapping[str, object],
) -> Stop:
    """Call `function` with each `event` at one of `nodes`; return what undoes it.

    Raises:
        PageletError: an unknown option, an event name that can never happen, or a `function` that
            cannot be called with an event.
    """
    for name in options:
        if name not in OPTIONS:
            raise PageletError(
                f"There is no option '{name}' for events.",
                where=user_line(),
                hint=f"The options are: {', '.join(OPTIONS)}.",
            )
    nodes = list(nodes)
    _check_event_name(nodes, event)
    handler = in_turn(bind(function))
    stops = [host.listen(node, event, handler, options) for node in nodes]

    def stop() -> None:
        for stop_one in stops:
            stop_one()

    return stop


def bind(function: Callable[..., object]) -> Handler:
    """Return `function` tied to the running tag, ready to be called with the event.

    Raises:
        PageletError: `function` cannot be called with an event.
    """
    if not callable(function):
        raise PageletError(
            f"A handler must be a function, but this is {_shown(function)}.",
            where=user_line(),
            hint="Write the function's name without parentheses: save, not save().",
        )
    if wants_event(function):
        return output.bind(function)
    return output.bind(lambda event: function())


def wants_event(function: Callable[..., object]) -> bool:
    """Return whether `function` is to be called with the event: decided once, by its signature.

    A parameter with a default keeps it (`lambda number=number: press(number)`), unless the default
    is None (`def save(event=None)`).
    """
    try:
        parameters = inspect.signature(function).parameters.values()
    except (ValueError, TypeError):
        # Functions of JavaScript and some built-in ones do not tell.
        return True
    required = [
        parameter.name
        for parameter in parameters
        if parameter.default is parameter.empty
        and parameter.kind not in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD)
    ]
    named_only = [each.name for each in parameters if each.kind is each.KEYWORD_ONLY]
    if len(required) > 1 or set(required) & set(named_only):
        raise PageletError(
            f"The handler {_name(function)} needs more than the event: {', '.join(required)}.",
            where=user_line(),
            hint="A handler takes one value, the event, or none; "
            "pass others with a lambda: lambda: save(1, 2).",
        )
    first = next(iter(parameters), None)
    if first is None or first.kind in (first.KEYWORD_ONLY, first.VAR_KEYWORD):
        return False
    return bool(required) or first.kind is first.VAR_POSITIONAL or first.default is None


def _check_event_name(nodes: list[Any], event: str) -> None:
    """`onclick` is the name of an attribute; an event of that name never happens."""
    if nodes and event.startswith("on") and hasattr(nodes[0], event):
        raise PageletError(
            f"There is no event '{event}'.",
            where=user_line(),
            hint=f"The event's name is '{event.removeprefix('on')}'.",
        )


def _name(function: Callable[..., object]) -> str:
    return f"'{getattr(function, '__name__', type(function).__name__)}'"


def _shown(value: object) -> str:
    return "None" if value is None else f"{type(value).__name__} {value!r}"
