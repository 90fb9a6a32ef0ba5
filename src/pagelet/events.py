"""What happens on the page, and functions that are called when it does."""

from collections.abc import Callable, Iterable
from functools import update_wrapper
from typing import Any

from pagelet import _handlers
from pagelet._callers import user_line
from pagelet._host import host
from pagelet._host.contract import Handler, Node, Stop
from pagelet.errors import NoMatchError, PageletError
from pagelet.page import Element, Elements
from pagelet.page.search import no_match, select


class Event:
    """An event of your own: `saved = Event()`, `@when(saved)`, `saved.trigger("notes.txt")`."""

    def __init__(self) -> None:
        self._listeners: list[Handler] = []

    def listen(self, function: Callable[..., object]) -> Stop:
        """Call `function` each time, with the value or without; return what undoes it."""
        handler = _handlers.bind(function)
        self._listeners.append(handler)

        def stop() -> None:
            if handler in self._listeners:
                self._listeners.remove(handler)

        return stop

    def trigger(self, value: object = None) -> None:
        """Call the listeners in the order in which they came; an error in one is shown."""
        for listener in tuple(self._listeners):
            listener(value)


class Listener:
    """A function that is called when something happens, and can be called like any other."""

    __name__: str

    def __init__(self, function: Callable[..., object], stop: Stop) -> None:
        update_wrapper(self, function)
        self._function = function
        self._stop = stop

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function itself."""
        return self._function(*args, **kwargs)

    def stop(self) -> None:
        """Do not call the function any more, whatever it was tied to."""
        self._stop()
        if isinstance(self._function, Listener):
            self._function.stop()


def when(
    event: str | Event, target: object = None, **options: object
) -> Callable[[Callable[..., object]], Listener]:
    """Call the decorated function when `event` happens: `@when("click", "#save")`.

    The function takes the event or nothing. It may wait (`input`, `time.sleep`) or be `async`; an
    error in it is shown where its tag stands.

    Args:
        event: the DOM's name of the event (`click`, `input`, `keydown`, ...) or an `Event`.
        target: a CSS selector (all elements that match now), an element, a list of them, `window`.
        options: `once`, `capture`, `passive`, `signal` as in JavaScript; `prevent_default=True` and
            `stop_propagation=True` are carried out before the function starts.

    Raises:
        NoMatchError: nothing matches the selector.
        PageletError: an unknown option, or a function that needs more than the event.
    """
    if isinstance(event, Event):
        _refuse_extras(target, options)
        return lambda function: Listener(function, event.listen(function))
    if target is None:
        raise PageletError(
            "when() needs the name of an event and the element where it happens.",
            where=user_line(),
            hint='Write @when("click", "#save"), or @when(saved) for an Event of your own.',
        )
    nodes = _nodes_of(target)
    return lambda function: Listener(function, _handlers.attach(nodes, event, function, options))


def _refuse_extras(target: object, options: dict[str, object]) -> None:
    if target is not None or options:
        raise PageletError(
            "An Event of your own has no element and no options.",
            where=user_line(),
            hint="Write @when(saved) and nothing else.",
        )


def _nodes_of(target: object) -> list[Node]:
    """Return the DOM nodes that `target` stands for, at least one."""
    if isinstance(target, str):
        found = list(select(host.document, target))
        if not found:
            raise no_match(host.document, target, otherwise="Check the spelling.")
        return found
    if isinstance(target, (Elements, list, tuple)):
        nodes = [node for item in target for node in _nodes_of(item)]
        if not nodes:
            raise NoMatchError(
                "There is no element to listen to: the list is empty.",
                where=user_line(),
                hint="Look at what filled the list; find() gives an empty one if nothing matches.",
            )
        return nodes
    if isinstance(target, Element):
        return [target.node]
    if hasattr(target, "addEventListener"):
        return [target]
    if isinstance(target, Iterable):
        return _nodes_of(list(target))
    raise PageletError(
        f"Nothing can be clicked, typed or heard at a {type(target).__name__}.",
        where=user_line(),
        hint="Give a CSS selector such as '#save', an element, a list of elements, or window.",
    )
