"""Which entries a menu has."""

from collections.abc import Sequence

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet.menu.apps import App, PageApp, Program, ProgramApp
from pagelet.menu.copies import PackedFile, save
from pagelet.menu.source import SourceView
from pagelet.menu.view import Entry, Menu


def of_program(program: Program, button: Node) -> Menu:
    """Return the menu of a program's page."""
    packed = PackedFile(host.saving) if host.saving else None
    app = ProgramApp(program, packed)
    place = host.document.createElement("pagelet-source")
    return Menu(button, _entries(app, SourceView(app, place)))


def of_page(button: Node, root: Node) -> Menu:
    """Return the menu of a page that is one file.

    Args:
        button: what opens it.
        root: what the menu and the source are put into.
    """
    app = PageApp(PackedFile(host.saving))
    place = host.document.createElement("dialog")
    root.append(place)
    return Menu(button, _entries(app, SourceView(app, place)))


def _entries(app: App, source: SourceView) -> Sequence[Entry]:
    """Return the entries from the first to the last; None of them need be there in other apps."""
    entries = [
        Entry("View and edit the source", source.open),
        Entry("Print", lambda: host.window.print()),
    ]
    if app.packed:
        entries.insert(0, Entry("Save a copy", lambda: save(app)))
    return entries
