"""A stand-in for pygame-ce: its names, as far as games use them in their loop, drawn by the page.

The real one is a wheel with SDL in it, which tests do not have. What waits in it stops the page,
and so it does here: it computes until the time is over, without a step of Python.
"""

import sys
import types
from math import factorial

from js import document, performance
from pyodide.ffi import create_proxy

QUIT, KEYDOWN, KEYUP, USEREVENT, NOEVENT = 256, 768, 769, 32768, 0
K_LEFT, K_RIGHT, K_ESCAPE = 1073741904, 1073741903, 27
_KEYS = {"ArrowLeft": K_LEFT, "ArrowRight": K_RIGHT, "Escape": K_ESCAPE}
stopped_the_page = []


def _stop_the_page(milliseconds):
    stopped_the_page.append(milliseconds)
    end = performance.now() + milliseconds
    while performance.now() < end:
        factorial(2000)


class Event:
    def __init__(self, type, **values):
        self.type = type
        self.__dict__.update(values)


class Surface:
    def __init__(self, context, size):
        self._context, self._size = context, size

    def fill(self, color, rect=None):
        self._context.fillStyle = f"rgb{tuple(color)}"
        self._context.fillRect(*(rect or (0, 0, *self._size)))


class Clock:
    def tick(self, framerate=0):
        _stop_the_page(1000 / framerate if framerate else 0)
        return 0


_events = []


def _set_mode(size=(300, 150), *_):
    canvas = document.getElementById("canvas")
    canvas.width, canvas.height = size
    for name, kind in (("keydown", KEYDOWN), ("keyup", KEYUP)):
        canvas.ownerDocument.addEventListener(
            name,
            create_proxy(lambda e, kind=kind: _events.append(Event(kind, key=_KEYS.get(e.key, 0)))),
        )
    return Surface(canvas.getContext("2d"), size)


def _get(*_):
    found = [*_events]
    _events.clear()
    return found


def _poll():
    return _events.pop(0) if _events else Event(NOEVENT)


def _module(name, **values):
    module = types.ModuleType(f"pygame.{name}")
    module.__dict__.update(values)
    sys.modules[module.__name__] = module
    return module


__path__ = []
display = _module(
    "display",
    set_mode=_set_mode,
    flip=lambda: None,
    update=lambda *_: None,
    set_caption=lambda title: None,
)
event = _module(
    "event",
    get=_get,
    poll=_poll,
    pump=lambda: None,
    peek=lambda *_: bool(_events),
    wait=lambda timeout=0: _stop_the_page(timeout),
    post=_events.append,
    Event=Event,
)
time = _module(
    "time",
    Clock=Clock,
    wait=_stop_the_page,
    delay=_stop_the_page,
    set_timer=lambda *_: None,
)


def init():
    return (5, 0)


def quit():
    pass
