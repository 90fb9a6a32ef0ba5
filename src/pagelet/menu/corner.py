"""The button of the menu on a page that has no bar: small, round, in a corner."""

from pagelet._host import host
from pagelet._nodes import make
from pagelet.menu.view import COLORS, Menu

_STYLE = f"""{COLORS}
:host {{ all: initial; position: fixed; right: 0.6rem; bottom: 0.6rem; z-index: 2147483645; }}
button {{
  display: grid; place-content: center; width: 2.25rem; height: 2.25rem; padding: 0;
  border: 1px solid var(--line); border-radius: 50%; color: var(--ink); background: var(--paper);
  font: 1.1rem/1 system-ui, sans-serif; opacity: 0.65; cursor: pointer;
}}
button:hover, button:focus-visible, button[aria-expanded="true"] {{ opacity: 1; }}
button:focus-visible {{ outline: 3px solid var(--accent); outline-offset: 1px; }}
"""


def put_in_place() -> None:
    """Show the button."""
    # Beside the page's body, which is the app's own.
    place = make("pagelet-corner")
    root = place.attachShadow(host.to_plain({"mode": "open"}))
    button = make("button", "⋯", type="button", aria_label="Menu", aria_haspopup="menu")
    button.setAttribute("aria-expanded", "false")
    root.append(make("style", _STYLE), button)
    menus: list[Menu] = []

    def make_menu() -> None:
        from pagelet.menu.opening import of_page

        menus.append(of_page(button))

    def toggle(_: object) -> None:
        if not menus:
            make_menu()
        menus[0].toggle()

    if host.saving.hasEdits:
        # It has the browser ask before they are lost.
        make_menu()
    host.listen(button, "click", toggle, {})
    host.document.documentElement.append(place)
