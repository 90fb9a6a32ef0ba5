"""What happens on the page, and functions that are called when it does."""

import inspect
from collections.abc import Callable
from typing import Any

import pagelet
from pagelet._host.contract import Stop
from pagelet.errors import NoMatchError
from pagelet.events import Listener


class SelectorError(NoMatchError, ValueError):
    """There is nothing on the page to listen to."""


class Event(pagelet.Event):
    """An event of your own: `saved = Event()`, `@when(saved)`, `saved.trigger("notes.txt")`."""

    def __init__(self) -> None:
        super().__init__()
        self._stops: dict[Any, Stop] = {}

    def add_listener(self, listener: Callable[..., object]) -> None:
        """Call `listener` each time; twice the same is once.

        Raises:
            ValueError: it is not a function.
        """
        if not callable(listener):
            raise ValueError("Listener must be callable.")
        if listener not in self._stops:
            self._stops[listener] = super().listen(_with_event(listener))

    def listen(self, function: Callable[..., object]) -> Stop:
        """Call `function` each time, with the value or without; return what undoes it."""
        self.add_listener(function)
        return lambda: self.remove_listener(function)

    def remove_listener(self, *listeners: Callable[..., object]) -> None:
        """Do not call these any more; without any: none at all."""
        for listener in listeners or tuple(self._stops):
            if stop := self._stops.pop(listener, None):
                stop()

    def trigger(self, result: object) -> None:  # type: ignore[override]
        """Call the listeners in the order in which they came; an error in one is shown."""
        super().trigger(result)


def when(
    event_type: Any, selector: Any = None, **options: object
) -> Callable[[Callable[..., object]], Listener]:
    """Call the decorated function when `event_type` happens: `@when("click", "#save")`.

    Args:
        event_type: the DOM's name of the event, an `Event`, or a list of those.
        selector: a CSS selector, an element, a list of them, `window`.
        options: `once`, `capture`, `passive`, `signal` as in JavaScript.

    Raises:
        ValueError: no selector, or nothing matches it.
    """
    events = event_type if isinstance(event_type, (list, tuple)) else [event_type]
    if events and all(isinstance(event, pagelet.Event) for event in events):
        return lambda function: Listener(
            function, _all([event.listen(_for_event(event, function)) for event in events])
        )
    if selector is None:
        raise SelectorError(
            "Selector required for DOM event handling.",
            where=_line(),
            hint='Write @when("click", "#save"), or @when(saved) for an Event of your own.',
        )
    try:
        listen = pagelet.when(str(event_type), selector, **options)
    except NoMatchError as error:
        shown = selector if isinstance(selector, str) else repr(selector)
        raise SelectorError(
            f"No elements found for selector: {shown}", where=error.where, hint=error.hint
        ) from None

    def decorate(function: Callable[..., object]) -> Listener:
        listener = listen(_with_event(function))
        return Listener(function, listener.stop)

    return decorate


def _for_event(event: object, function: Callable[..., object]) -> Callable[..., object]:
    return function if isinstance(event, Event) else _with_event(function)


def _with_event(function: Callable[..., object]) -> Callable[..., object]:
    """Return `function` so that it gets the event if it takes anything at all."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return function
    required = [
        each
        for each in parameters
        if each.default is each.empty and each.kind not in (each.VAR_POSITIONAL, each.VAR_KEYWORD)
    ]
    takes_one = any(each.kind not in (each.KEYWORD_ONLY, each.VAR_KEYWORD) for each in parameters)
    if not takes_one or len(required) > 1:
        # Called without anything, or explained by pagelet.
        return function

    def handler(event: object) -> object:
        return function(event)

    handler.__name__ = getattr(function, "__name__", "handler")
    return handler


def _all(stops: list[Stop]) -> Stop:
    def stop() -> None:
        for each in stops:
            each()

    return stop


def _line() -> str:
    from pagelet._callers import user_line

    return user_line()


__all__ = ["Event", "when"]
