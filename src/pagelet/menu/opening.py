"""Which entries a menu has."""

from collections.abc import Sequence

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet.menu.apps import App, PageApp, Program, ProgramApp
from pagelet.menu.copies import PackedFile
from pagelet.menu.link import LinkView, told
from pagelet.menu.source import SourceView
from pagelet.menu.view import Entry, Menu


def of_program(program: Program, button: Node) -> Menu:
    """Return the menu of a program's page."""
    packed = PackedFile(host.saving) if host.saving else None
    app = ProgramApp(program, packed)
    return Menu(button, _entries(app, SourceView(app)))


def of_page(button: Node) -> Menu:
    """Return the menu of a page that is one file."""
    app = PageApp(PackedFile(host.saving))
    return Menu(button, _entries(app, SourceView(app)))


def _entries(app: App, source: SourceView) -> Sequence[Entry]:
    """Return the entries from the first to the last; None of them need be there in other apps."""
    entries = [
        Entry("View and edit the source", source.open),
        Entry("Print", lambda: host.window.print()),
    ]
    if link := told():
        view = LinkView(app, link["player"], link["settings"])
        entries[1:1] = [Entry("Copy link", view.copy), Entry("QR code", view.show_code)]
    if app.packed:
        entries.insert(0, Entry("Save a copy", source.save))
    return entries
