"""The ready-made page of a program."""

import html
import json
import re
from typing import Any
from urllib.parse import quote

import pagelet_web
from pagelet_cli.app import App
from pagelet_cli.linking import link_element, own_settings

SAVE_FILES = "save-files"

_PLACEHOLDER = re.compile(r"\{\{ (\w+) \}\}")


def program_page(app: App, site_player: str = "") -> str:
    """Return the page that runs `app`, which begins with Python.

    Args:
        app: a program, or a folder with one.
        site_player: the player page that stands beside it, if one does.
    """
    template = (pagelet_web.FOLDER / "program.html").read_text(encoding="utf-8")
    config = json.dumps(_config(app), ensure_ascii=False, default=str)
    values = {
        "title": html.escape(app.title),
        "program": _python_literal(app.entry.name),
        "options": ", terminal=True" if app.config.everything.get("terminal") else "",
        "config": html.escape(config, quote=False),
        "link": link_element(app, site_player),
    }
    # In one pass: what a value holds is never taken for a placeholder.
    return _PLACEHOLDER.sub(lambda found: values[found[1]], template)


def _config(app: App) -> dict[str, Any]:
    """Return the app's configuration with all its files in the program's folder."""
    files = dict(app.config.files)
    placed = {_destination(source, target) for source, target in files.items()}
    for name in app.preloaded:
        if name not in placed:
            address = quote(name)
            # The configuration may bring the same file to another place.
            while address in files:
                address = f"./{address}"
            files[address] = name
    return {**app.config.everything, **_saving(app), "files": files}


def _saving(app: App) -> dict[str, Any]:
    """Return whether the program itself says that its files are saved."""
    return {SAVE_FILES: True} if own_settings(app).get(SAVE_FILES) is True else {}


def _destination(source: str, target: str) -> str:
    """Return where the page will put a file of the configuration."""
    if not target or target.endswith("/"):
        target += source.rpartition("/")[2]
    return target.removeprefix("./")


def _python_literal(text: str) -> str:
    """Return a Python literal that may stand inside an HTML script element.

    JSON's escapes are Python's too, as long as characters beyond ASCII stay as they are.
    """
    return json.dumps(text, ensure_ascii=False).replace("<", "\\u003c")
