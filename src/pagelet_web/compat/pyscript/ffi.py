"""PyScript's `ffi`: what crosses between Python and JavaScript."""

import re
from typing import Any

import js
from pyodide.ffi import create_proxy, jsnull
from pyodide.ffi import to_js as _to_js


def to_js(value: object, **options: Any) -> Any:
    """Return `value` as JavaScript's own; a dict becomes a plain object unless told otherwise."""
    return _to_js(value, **{"dict_converter": js.Object.fromEntries, **options})


def is_none(value: object) -> bool:
    """Return whether `value` is None or JavaScript's null, which are two things in a page."""
    return value is None or value is jsnull


def assign(target: Any, *sources: Any) -> Any:
    """Copy the entries of `sources` to the JavaScript object `target` and return it."""
    for source in sources:
        js.Object.assign(target, to_js(source))
    return target


def direct(value: Any) -> Any:
    """Return `value`; between a worker and the page it would be copied instead of referred to."""
    return value


def gather(target: Any, *names: str) -> list[Any]:
    """Return several properties of a JavaScript object."""
    return [js.Reflect.get(target, name) for name in names]


def query(target: Any, path: str) -> Any:
    """Return what stands at the end of a path: `query(document, "body.children[0].id")`."""
    for name in re.findall(r"[^.\[\]]+", path):
        target = js.Reflect.get(target, name.strip("'\""))
    return target


__all__ = ["assign", "create_proxy", "direct", "gather", "is_none", "jsnull", "query", "to_js"]
