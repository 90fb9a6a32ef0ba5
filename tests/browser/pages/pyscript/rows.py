"""Rows of PyScript's documentation, each with code that shows what it promises.

`@row` collects them, `run` runs them; the test reads the outcomes from `window.rows`.
"""

import asyncio
import inspect
import traceback

from js import Object, window
from pyodide.ffi import to_js

rows = {}


def row(part, promise, *, better=""):
    """Say that the function shows row `promise` of part `part`; `better` says what we do beyond."""

    def collect(function):
        rows[f"{part} {promise}"] = function
        return function

    return collect


def raises(kind, function, *args, **kwargs):
    """Return the error of this kind that the function raises."""
    try:
        function(*args, **kwargs)
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__} was raised")


async def comes(seen, expected):
    """Wait until `seen` is as expected: in a worker, handlers are called later than in the page."""
    for _ in range(500):
        if seen == expected:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{seen} has not become {expected}")


async def run():
    outcomes = {}
    for name, function in rows.items():
        try:
            result = function()
            if inspect.isawaitable(result):
                await result
            outcomes[name] = ""
        except BaseException:  # noqa: BLE001 - the test shows it
            outcomes[name] = traceback.format_exc()
    window.rows = to_js(outcomes, dict_converter=Object.fromEntries)
