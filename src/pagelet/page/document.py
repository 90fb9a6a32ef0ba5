"""The page itself."""

import re

from pagelet._callers import user_line
from pagelet._host import host
from pagelet.errors import PageletError
from pagelet.page.element import Element, Elements
from pagelet.page.names import SVG_TAGS
from pagelet.page.search import select, select_id, select_one

_TAG = re.compile(r"[A-Za-z][\w.:-]*")
_SVG = "http://www.w3.org/2000/svg"


class Page:
    """The page: find its elements, make new ones."""

    def find(self, css: str) -> Elements:
        """Return all elements that match the CSS selector, in document order, maybe none."""
        return Elements(select(host.document, css))

    def find_one(self, css: str) -> Element:
        """Return the only element that matches the CSS selector.

        Raises NoMatchError or ManyMatchesError; use find() when none or many are fine.
        """
        return Element(select_one(host.document, css))

    def __getitem__(self, id_: str) -> Element:
        """Return the element with this id; raise NoMatchError if there is none."""
        return Element(select_id(id_))

    def __contains__(self, id_: str) -> bool:
        """Return whether an element has this id."""
        return bool(host.document.getElementById(id_))

    def create(self, tag: str, *children: object, **settings: object) -> Element:
        """Return a new element: `page.create("button", "Add", type="button", on_click=add)`.

        It is not on the page until it is appended somewhere.

        Args:
            tag: HTML's or SVG's name, or one of your own.
            children: elements or text, as for `append`.
            settings: HTML attributes (`href=...`, `aria_label=...`, `for_=...`; True and False for
                those without a value), `classes=[...]`, `style={...}`, `text=...` or `html=...`
                in place of children, `on_click=function` and other events.

        Raises:
            PageletError: `tag` cannot be a tag's name, or both children and text are given.
        """
        if not _TAG.fullmatch(tag):
            raise PageletError(
                f"{tag!r} cannot be the name of a tag.",
                where=user_line(),
                hint='Give the name alone: page.create("p", "Hello").',
            )
        contents = [name for name in ("text", "html") if name in settings]
        if len(contents) + bool(children) > 1:
            raise PageletError(
                f"The new '{tag}' has two contents.",
                where=user_line(),
                hint="Give one of: children, text=, html=.",
            )
        document = host.document
        svg = tag in SVG_TAGS
        element = Element(
            document.createElementNS(_SVG, tag) if svg else document.createElement(tag)
        )
        if children:
            element.append(*children)
        element.update(**settings)
        return element

    def append(self, *items: object) -> None:
        """Put items at the end of the page: elements, lists of them; anything else as text."""
        self.body.append(*items)

    @property
    def body(self) -> Element:
        """The part of the page that is seen."""
        return Element(host.document.body)

    @property
    def head(self) -> Element:
        """The part of the page that is not seen: title, styles, links."""
        return Element(host.document.head)

    @property
    def title(self) -> str:
        """The page's title, as the browser's tab shows it."""
        return str(host.document.title)

    @title.setter
    def title(self, text: object) -> None:
        host.document.title = str(text)

    def __repr__(self) -> str:
        return f"<Page {self.title!r}>"


page = Page()
