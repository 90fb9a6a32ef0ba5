"""The ready-made page of a program."""

import html
import json
import re
from typing import Any
from urllib.parse import quote

import pagelet_web
from pagelet.errors import PageletError
from pagelet_cli.app import App
from pagelet_cli.packages.metadata_block import read_block
from pagelet_cli.text import read_text

SAVE_FILES = "save-files"

_PLACEHOLDER = re.compile(r"\{\{ (\w+) \}\}")


def program_page(app: App) -> str:
    """Return the page that runs `app`, which begins with Python."""
    template = (pagelet_web.FOLDER / "program.html").read_text(encoding="utf-8")
    config = json.dumps(_config(app), ensure_ascii=False, default=str)
    values = {
        "title": html.escape(app.title),
        "program": _python_literal(app.entry.name),
        "options": ", terminal=True" if app.config.everything.get("terminal") else "",
        "config": html.escape(config, quote=False),
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
    return {**app.config.everything, **_own_settings(app), "files": files}


def _own_settings(app: App) -> dict[str, Any]:
    """Return what the program itself says of its page, in its metadata (PEP 723)."""
    name = app.entry.name
    try:
        block = read_block(read_text(app.entry, name), name)
    except PageletError:
        # Whoever looks for its packages tells.
        return {}
    tool = block.table.get("tool") if block else None
    own = tool.get("pagelet") if isinstance(tool, dict) else None
    says_so = isinstance(own, dict) and own.get(SAVE_FILES) is True
    return {SAVE_FILES: True} if says_so else {}


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
