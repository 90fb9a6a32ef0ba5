"""The page and its elements."""

from pagelet.page.document import Page, page
from pagelet.page.element import Children, Element, Elements
from pagelet.page.views import Attributes, Classes, Style

__all__ = ["Attributes", "Children", "Classes", "Element", "Elements", "Page", "Style", "page"]
