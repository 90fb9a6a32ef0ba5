"""The page and its elements: `page["id"]`, `div("Hello")`."""

from typing import Any

import js

from pagelet.page.search import select as _select

from ._element import VOID, ContainerElement, Element, ElementCollection
from ._special import HasOptions, Options, canvas, datalist, optgroup, select, video
from ._views import Classes, Style

# All tags but those that have a class of their own in _special. Python has four of these words
# itself, which have a "_" here.
_NAMES = """
a abbr address area article aside audio b base bdi bdo blockquote body br button caption cite
code col colgroup data dd del_ details dfn dialog div dl dt em embed fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input_ ins kbd label
legend li link main map_ mark menu meta meter nav noscript object_ ol option output p param
picture pre progress q rp rt ruby s samp script search section slot small source span strong
style sub summary sup table tbody td template textarea tfoot th thead time title tr track u ul
var wbr
"""
_TAGS = _NAMES.split()

for _tag in _TAGS:
    _name = _tag.rstrip("_")
    globals()[_tag] = type(
        _tag,
        (Element if _name in VOID else ContainerElement,),
        {"__doc__": f"`<{_name}>`.", "__module__": __name__},
    )

Element.register_element_classes(
    [globals()[name] for name in (*_TAGS, "canvas", "datalist", "optgroup", "select", "video")]
)


class Page:
    """The page."""

    @property
    def html(self) -> Any:
        """The whole of it."""
        return Element.wrap_dom_element(js.document.documentElement)

    @property
    def head(self) -> Any:
        """The part that is not seen: title, styles, links."""
        return Element.wrap_dom_element(js.document.head)

    @property
    def body(self) -> Any:
        """The part that is seen."""
        return Element.wrap_dom_element(js.document.body)

    @property
    def title(self) -> str:
        """The page's title, as the browser's tab shows it."""
        return str(js.document.title)

    @title.setter
    def title(self, value: str) -> None:
        js.document.title = value

    def __getitem__(self, key: str) -> Any:
        """Return the element with this id (with or without '#'), or None."""
        found = js.document.getElementById(key.removeprefix("#"))
        return Element.wrap_dom_element(found) if found else None

    def find(self, selector: str) -> ElementCollection:
        """Return all elements that match the CSS selector, maybe none."""
        return ElementCollection(_select(js.document, selector))

    def append(self, *items: Any) -> None:
        """Put items at the end of the page."""
        self.body.append(*items)


page = Page()

__all__ = [
    "Classes",
    "ContainerElement",
    "Element",
    "ElementCollection",
    "HasOptions",
    "Options",
    "Page",
    "Style",
    "canvas",
    "datalist",
    "optgroup",
    "page",
    "select",
    "video",
    *_TAGS,
]
