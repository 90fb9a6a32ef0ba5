"""Attributes that tie an event to a function: `<button py-click="save">`."""

import inspect
import re
from difflib import get_close_matches
from typing import Any

import __main__
from pagelet import _handlers, output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._turns import in_turn
from pagelet.errors import TagError

_NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


def handle(event: Any, element: Node, attribute: str, value: str) -> object:
    """Call what the attribute names; an error is explained beside the element."""
    try:
        return in_turn(lambda event: _call(element, attribute, value.strip(), event))(event)
    except BaseException as error:  # noqa: BLE001 - the browser is the caller; this is the last stop
        _show(element, error)
        return None


def _call(element: Node, attribute: str, value: str, event: Any) -> object:
    if _NAME.fullmatch(value):
        function = _function(attribute, value, element)
        result = function(event) if _handlers.wants_event(function) else function()
    else:
        # The first release of PyScript had code here.
        where = _where(element, attribute, value)
        result = eval(compile(value, where, "exec"), __main__.__dict__)
    if inspect.isawaitable(result):
        return output.spawn(_guarded(element, result))
    return result


async def _guarded(element: Node, result: Any) -> None:
    try:
        await result
    except BaseException as error:  # noqa: BLE001 - nobody awaits the task; this is the last stop
        _show(element, error)


def _function(attribute: str, path: str, element: Node) -> Any:
    first, *rest = path.split(".")
    names = vars(__main__)
    if first not in names:
        known = [name for name, value in names.items() if callable(value) and name[0] != "_"]
        near = get_close_matches(first, known, n=1)
        raise TagError(
            f"There is no function '{path}' for {attribute}.",
            where=_where(element, attribute, path),
            hint=f"Did you mean '{near[0]}'?"
            if near
            else f"Define it in a tag of this page: def {first}(event): ...",
        )
    value = names[first]
    for name in rest:
        if not hasattr(value, name):
            raise TagError(
                f"'{first}' has no '{name}', which {attribute} asks for.",
                where=_where(element, attribute, path),
                hint="Check the spelling of each part.",
            )
        value = getattr(value, name)
    if not callable(value):
        raise TagError(
            f"'{path}' is no function but {type(value).__name__} {value!r}.",
            where=_where(element, attribute, path),
            hint=f'Write the name of a function: {attribute}="...".',
        )
    return value


def _where(element: Node, attribute: str, value: str) -> str:
    id_ = f' id="{element.id}"' if element.id else ""
    return f'<{element.localName}{id_} {attribute}="{value}">'


def _show(element: Node, error: BaseException) -> None:
    """Explain `error` in a box behind the element, in the place of the last one."""
    box = element.nextElementSibling
    if not box or not box.classList.contains("pagelet-beside"):
        box = host.document.createElement("div")
        box.className = "pagelet-output pagelet-beside"
        element.after(box)
    place = output.Output(box)
    place.clear()
    place.show_error(error)
