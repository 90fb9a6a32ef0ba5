"""Turtle graphics: what the module `turtle` of the page is made of."""

from pagelet.turtles import tk as TK  # noqa: N812 - the name that programs know
from pagelet.turtles.canvas import Canvas, ScrolledCanvas
from pagelet.turtles.errors import ArgumentError, TclError, Terminator, TurtleGraphicsError
from pagelet.turtles.functions import (
    SCREEN_FUNCTIONS,
    TURTLE_FUNCTIONS,
    functions,
    getmethparlist,
    read_docstrings,
    write_docstringdict,
)
from pagelet.turtles.history import Tbuffer
from pagelet.turtles.navigator import TNavigator
from pagelet.turtles.pen import TPen
from pagelet.turtles.screen import TurtleScreen, TurtleScreenBase
from pagelet.turtles.settings import SETTINGS, config_dict, readconfig
from pagelet.turtles.shapes import Shape
from pagelet.turtles.turtle import Pen, RawPen, RawTurtle, Turtle
from pagelet.turtles.vector import Vec2D
from pagelet.turtles.window import Screen, _Screen

_CLASSES = (
    *(ScrolledCanvas, TurtleScreen, RawTurtle, Turtle, Shape, Vec2D, Terminator),
    *(Canvas, Tbuffer, TNavigator, TPen, TurtleScreenBase, _Screen),
    *(ArgumentError, TclError, TurtleGraphicsError),
)
# What `from turtle import *` brings.
PROGRAM_NAMES = [
    *("Pen", "RawPen", "RawTurtle", "Screen", "ScrolledCanvas", "Shape", "Terminator", "Turtle"),
    *("TurtleScreen", "Vec2D", "done", "write_docstringdict", *SCREEN_FUNCTIONS),
    *TURTLE_FUNCTIONS,
]

__all__ = [
    "PROGRAM_NAMES",
    "SETTINGS",
    "TK",
    "Canvas",
    "Pen",
    "RawPen",
    "RawTurtle",
    "Screen",
    "ScrolledCanvas",
    "Shape",
    "TNavigator",
    "TPen",
    "Tbuffer",
    "Terminator",
    "Turtle",
    "TurtleGraphicsError",
    "TurtleScreen",
    "TurtleScreenBase",
    "Vec2D",
    "_Screen",
    "config_dict",
    "functions",
    "getmethparlist",
    "read_docstrings",
    "readconfig",
    "write_docstringdict",
]

for _class in _CLASSES:
    # So that programs and messages see <turtle.Turtle object>, and pickle finds the class.
    _class.__module__ = "turtle"
