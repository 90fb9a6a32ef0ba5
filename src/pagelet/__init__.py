"""Python for web pages: what a page imports."""

from pagelet._host import host
from pagelet.display import HTML, display
from pagelet.events import Event, when
from pagelet.page import Element, Elements, page

document = host.document
window = host.window

__all__ = ["HTML", "Element", "Elements", "Event", "display", "document", "page", "when", "window"]
