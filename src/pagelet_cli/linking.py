"""What a link to an app needs besides its files: the player page, and the app's settings."""

import json
import os
from typing import Any
from urllib.parse import urlsplit

from pagelet.errors import PageletError
from pagelet_cli.app import App, listed
from pagelet_cli.errors import CallError
from pagelet_cli.packages.asked import asked_by
from pagelet_cli.packages.metadata_block import read_block
from pagelet_cli.packages.wheels import requirement_for
from pagelet_cli.safety import network_of
from pagelet_cli.text import read_text

PLAYER_KEY = "player"
PLAYER_VARIABLE = "PAGELET_PLAYER"
# The element that tells a page's menu of it (pagelet.menu.link).
_ELEMENT = "pagelet-link"


def player_of(app: App, named: str | None = None) -> str | None:
    """Return the address of the player page, None if none is known.

    Args:
        app: of any kind.
        named: an address that comes before that of the settings, and of the variable.

    Raises:
        CallError: it is no address of a page.
    """
    says = app.config.everything.get(PLAYER_KEY, own_settings(app).get(PLAYER_KEY))
    places = {
        "the option --player": named,
        f"'{PLAYER_KEY}' in the app's settings": says,
        f"the variable {PLAYER_VARIABLE}": os.environ.get(PLAYER_VARIABLE),
    }
    where, address = next(
        ((where, each) for where, each in places.items() if isinstance(each, str) and each),
        ("", None),
    )
    if address is None:
        return None
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc:
        raise CallError(
            f"'{address}' is no address of a player page.",
            where=where,
            hint="Write the whole address, such as https://example.org/player.html",
        )
    return address


def wants_no_player(app: App) -> bool:
    """Return whether the app says that it has no player page."""
    return app.config.everything.get(PLAYER_KEY, own_settings(app).get(PLAYER_KEY)) is False


def link_settings(app: App) -> dict[str, Any]:
    """Return what whoever opens a link has to know of the app's settings.

    Raises:
        CallError: it needs a package that only this disk has.
        PageletError: the app is not as it should be.
    """
    asked = asked_by(app)
    for fault in asked.faults:
        raise fault
    wheels = asked.addressed
    on_disk = [*asked.projects, *(words for words in wheels if wheels[words].is_local)]
    if on_disk:
        raise CallError(
            f"A link cannot carry what stands on this disk alone: {listed(on_disk)}.",
            where=app.entry.name,
            hint="Hand the app on as one file instead: pagelet pack " + app.entry.name,
        )
    exact = {str(requirement_for(wheel)) for wheel in wheels.values()}
    asks = [*asked.asks, *(asked.assumed or {}).values()]
    named = [text for ask in asks if (text := str(ask.requirement)) not in exact]
    values = {
        "title": app.title if app.title != app.entry.stem else None,
        "description": app.config.description,
        "packages": list(dict.fromkeys([*named, *wheels])),
        "network": list(network_of(app) or ()),
        "terminal": app.config.everything.get("terminal"),
    }
    return {name: value for name, value in values.items() if value}


def link_element(app: App, site_player: str = "") -> str:
    """Return the element that lets a page's menu make links, "" if there are to be none.

    Args:
        app: of any kind.
        site_player: the player page that stands beside the page, if one does.
    """
    if wants_no_player(app):
        return ""
    try:
        told = {"player": player_of(app) or site_player, "settings": link_settings(app)}
    except PageletError:
        # Whoever builds, packs or shares the app tells.
        return ""
    text = json.dumps(told, ensure_ascii=False, default=str).replace("<", "\\u003c")
    return f'<script type="application/json" id="{_ELEMENT}">{text}</script>'


def own_settings(app: App) -> dict[str, Any]:
    """Return what a program says of its page in its metadata (PEP 723), if that can be read."""
    if not app.is_program:
        return {}
    name = app.entry.name
    try:
        block = read_block(read_text(app.entry, name), name)
    except PageletError:
        # Whoever looks for its packages tells.
        return {}
    tool = block.table.get("tool") if block else None
    own = tool.get("pagelet") if isinstance(tool, dict) else None
    return own if isinstance(own, dict) else {}
