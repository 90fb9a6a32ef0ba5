"""A console on the page: `>>>`, where Python answers each entry at once.

session      runs entries in a namespace; knows nothing of the page
completion   what a half-written name may become
editing      indentation, and prompts in pasted text
history      earlier entries, kept between visits
prompt       the field for the next entry
view         the three above as one part of a page
"""

from pagelet.console.completion import Completions, complete
from pagelet.console.session import Session
from pagelet.console.view import Console, start

__all__ = ["Completions", "Console", "Session", "complete", "start"]
