"""`webbrowser` in a page opens tabs of the browser that shows the page, whichever is asked for."""

from types import ModuleType
from typing import Any

from pagelet import output
from pagelet._host import host
from pagelet._nodes import make

# What a program may send a person to; "javascript:" would run in this very page.
_OPENED = ("http:", "https:", "mailto:", "tel:", "blob:", "data:")


def _open(address: str) -> bool:
    """Open a tab; return whether the browser allowed it."""
    tab = host.window.open("", "_blank")
    if not tab:
        return False
    # As a link does: the other page gets no hold on this one. A document has no parent, so this
    # is the browser's own null.
    tab.opener = host.document.parentNode
    tab.location.replace(address)
    return True


def adapt(module: ModuleType) -> None:
    """Put one browser in the place of those that Python would look for."""
    webbrowser: Any = module

    class PageBrowser(webbrowser.BaseBrowser):  # type: ignore[misc]
        """The browser that shows the page."""

        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            """Open `url` in a new tab; return whether it was opened without a click."""
            address = host.resolve(str(url))
            if not address.lower().startswith(_OPENED):
                raise webbrowser.Error(f"a page cannot open {url!r}")
            if _open(address):
                return True
            link = make("a", address, href=address, target="_blank", rel="noopener")
            output.current().add(make("p", "Click to open ", link, class_="pagelet-note"))
            return False

    browser = PageBrowser("page")

    def get(using: str | None = None) -> PageBrowser:
        """Return what opens addresses; this is `webbrowser.get` in a page."""
        return browser

    webbrowser.get = get
    webbrowser.open = browser.open
    webbrowser.open_new = browser.open_new
    webbrowser.open_new_tab = browser.open_new_tab
