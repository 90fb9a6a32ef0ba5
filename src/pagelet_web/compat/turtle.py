"""Turtle graphics, as in the standard library, drawn on a canvas in the page.

    import turtle

    turtle.color("red", "yellow")
    with turtle.fill():
        for _ in range(36):
            turtle.forward(200)
            turtle.left(170)
    turtle.done()

Functions move the program's own turtle; Turtle() makes more of them, and Screen() is what they
move on.
"""

from pagelet import turtles
from pagelet.turtles import *  # noqa: F403 - this module is those names

_CFG = turtles.SETTINGS

__all__ = turtles.PROGRAM_NAMES

globals().update(turtles.functions())
if _CFG["language"] != "english":
    turtles.read_docstrings(_CFG["language"])
