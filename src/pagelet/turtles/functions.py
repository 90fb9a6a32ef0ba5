"""The functions of the module `turtle`: its methods, for the program's own turtle and screen."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pagelet.turtles import stage
from pagelet.turtles.errors import Terminator
from pagelet.turtles.turtle import Turtle
from pagelet.turtles.window import Screen, _Screen

SCREEN_FUNCTIONS = (
    *("addshape", "bgcolor", "bgpic", "bye", "clearscreen", "colormode", "delay", "exitonclick"),
    *("getcanvas", "getshapes", "listen", "mainloop", "mode", "no_animation", "numinput", "onkey"),
    *("onkeypress", "onkeyrelease", "onscreenclick", "ontimer", "register_shape", "resetscreen"),
    *("save", "screensize", "setup", "setworldcoordinates", "textinput", "title", "tracer"),
    *("turtles", "update", "window_height", "window_width"),
)
TURTLE_FUNCTIONS = (
    *("back", "backward", "begin_fill", "begin_poly", "bk", "circle", "clear", "clearstamp"),
    *("clearstamps", "clone", "color", "degrees", "distance", "dot", "down", "end_fill"),
    *("end_poly", "fd", "fill", "fillcolor", "filling", "forward", "get_poly", "get_shapepoly"),
    *("getpen", "getscreen", "getturtle", "goto", "heading", "hideturtle", "home", "ht", "isdown"),
    *("isvisible", "left", "lt", "onclick", "ondrag", "onrelease", "pd", "pen", "pencolor"),
    *("pendown", "pensize", "penup", "poly", "pos", "position", "pu", "radians", "reset"),
    *("resizemode", "right", "rt", "seth", "setheading", "setpos", "setposition"),
    *("setundobuffer", "setx", "sety", "shape", "shapesize", "shapetransform", "shearfactor"),
    *("showturtle", "speed", "st", "stamp", "teleport", "tilt", "tiltangle", "towards"),
    *("turtlesize", "undo", "undobufferentries", "up", "width", "write", "xcor", "ycor"),
)
# The standard library writes types for this one only.
_TYPED = "teleport"


def functions() -> dict[str, Callable[..., Any]]:
    """Return the module's functions by name."""
    made = {name: _function(_Screen, name, _the_screen) for name in SCREEN_FUNCTIONS}
    made |= {name: _function(Turtle, name, _the_turtle) for name in TURTLE_FUNCTIONS}
    return made | {"done": made["mainloop"]}


def _the_screen() -> _Screen:
    _tell_if_closed()
    return Screen()


def _the_turtle() -> Turtle:
    _tell_if_closed()
    here = stage.current()
    if here.turtle is None:
        here.turtle = Turtle()
    turtle: Turtle = here.turtle
    return turtle


def _tell_if_closed() -> None:
    """Raise Terminator once after the window was closed; the next call opens a new one."""
    here = stage.current()
    if here.was_closed:
        here.was_closed = False
        raise Terminator


def _function(owner: type, name: str, subject: Callable[[], Any]) -> Callable[..., Any]:
    method = getattr(owner, name)

    def function(*args: Any, **kwargs: Any) -> Any:
        return getattr(subject(), name)(*args, **kwargs)

    function.__name__ = function.__qualname__ = name
    function.__module__ = "turtle"
    function.__doc__ = method.__doc__
    function.__annotations__ = {}
    function.__signature__ = _signature(method, name)  # type: ignore[attr-defined]
    return function


def _signature(method: Callable[..., Any], name: str) -> inspect.Signature:
    """Return what help() shows: the parameters as the standard library writes them."""
    found = inspect.signature(method)
    _self, *parameters = found.parameters.values()
    if name == _TYPED:
        kept = [each if each.kind is each.KEYWORD_ONLY else _untyped(each) for each in parameters]
        return found.replace(parameters=kept)
    return inspect.Signature([_untyped(each) for each in parameters])


def _untyped(parameter: inspect.Parameter) -> inspect.Parameter:
    return parameter.replace(annotation=inspect.Parameter.empty)


def getmethparlist(ob: Callable[..., Any]) -> tuple[str, str]:
    """Return the parameters of a method without `self`, and the arguments that pass them on."""
    _self, *parameters = inspect.signature(ob).parameters.values()
    arguments = []
    for each in parameters:
        prefix = ""
        if each.kind is each.KEYWORD_ONLY:
            prefix = f"{each.name}="
        elif each.kind in (each.VAR_POSITIONAL, each.VAR_KEYWORD):
            prefix = "*" if each.kind is each.VAR_POSITIONAL else "**"
        arguments.append(f"{prefix}{each.name}")
    return str(inspect.Signature(parameters)), f"({', '.join(arguments)})"


def write_docstringdict(filename: str = "turtle_docstringdict") -> None:
    """Write the texts that help() shows to the file `filename`.py, for translators."""
    lines = []
    for owner, names in ((_Screen, SCREEN_FUNCTIONS), (Turtle, TURTLE_FUNCTIONS)):
        for name in names:
            method = getattr(owner, name)
            # Other names of a method show the same text.
            if method.__name__ == name or method.__name__ not in names:
                lines.append(f"    '{owner.__name__}.{name}': {method.__doc__!r},")
    content = "\n".join(["docsdict = {", *lines, "}", ""])
    Path(f"{filename}.py").write_text(content, encoding="utf-8")


def read_docstrings(lang: str) -> None:
    """Show the texts of the module `turtle_docstringdict_<lang>` in help()."""
    module = __import__(f"turtle_docstringdict_{lang.lower()}")
    owners = {"_Screen": _Screen, "Turtle": Turtle}
    for key, text in module.docsdict.items():
        owner, _, name = key.partition(".")
        method = getattr(owners.get(owner), name, None)
        if method is None:
            print(f"Bad docstring-entry: {key}")  # noqa: T201 - to the program's user
        else:
            method.__doc__ = text
