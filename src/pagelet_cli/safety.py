"""What an app that is handed on may do: the Content-Security-Policy of its pages (W3C CSP Level 3).

`docs/explanation/safety.md` says what this keeps an app from, and what not.
"""

import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from pagelet_cli.app import App
from pagelet_cli.errors import AppError
from pagelet_cli.packages.metadata_block import read_block
from pagelet_cli.packages.page_settings import settings_of_pages
from pagelet_cli.text import read_text

NETWORK_KEY = "network"
EVERYWHERE = "*"

_EXAMPLE = 'network = ["https://api.example.org"]'
ADDRESS = re.compile(r"(https?|wss?)://(\*\.)?[a-z0-9.-]+(:\d+)?(/[^\s;,'\"]*)?", re.IGNORECASE)
ALL = "https: http: wss: ws:"
# Python makes text into JavaScript by these alone.
MAKES_CODE = re.compile(
    r"\brun_js\b|\b(?:js|window|globalThis)\.(?:eval|Function)\b|\bfrom js import\b[^\n]*\beval\b"
    r"|\bnew Function\("
)
_EVAL_IN_SCRIPT = re.compile(r"\beval\(|\bFunction\(")


def network_of(app: App) -> tuple[str, ...] | None:
    """Return the addresses that the app says it needs; None if it says nothing of it.

    Raises:
        AppError: it says it in a way that cannot be understood.
    """
    found: dict[str, None] | None = None
    for values, where in _declarations(app):
        found = found or {}
        if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
            raise AppError(
                f"'{NETWORK_KEY}' is not a list of addresses.",
                where=where,
                hint=f"Write it so: {_EXAMPLE}; or {NETWORK_KEY} = [] for none.",
            )
        for value in values:
            if value != EVERYWHERE and not ADDRESS.fullmatch(value):
                raise AppError(
                    f"'{value}' is no address that an app may reach.",
                    where=where,
                    hint=f"Write it with https:// and the server's name: {_EXAMPLE}; "
                    f'or {NETWORK_KEY} = ["*"] for all of the network.',
                )
            found[value] = None
    return None if found is None else tuple(found)


def packed_policy(addresses: Iterable[str], text: str, scripts: str, *, runtime: str = "") -> str:
    """Return the policy of a page that has all in itself: no network but `addresses`.

    Args:
        addresses: as `network_of` returns them.
        text: the app's own text, to see whether it makes JavaScript of text.
        scripts: its own JavaScript, for the same.
        runtime: the address of the folder from which it takes Python, "" if it has it in itself.
    """
    inside = f"blob: data: {_sources(addresses)}".strip()
    return _joined(
        {
            "default-src": "'none'",
            "script-src": f"{_code(text, scripts)} {inside}",
            "style-src": f"'unsafe-inline' {inside}",
            "worker-src": "blob:",
            "form-action": _sources(addresses) or "'none'",
            **dict.fromkeys(_LOADED, inside),
            "connect-src": f"{inside} {runtime}".strip(),
        }
    )


def site_policy(addresses: Iterable[str] | None, text: str, scripts: str) -> str:
    """Return the policy of a page of a site: its own files, and `addresses`; all if they are None.

    Args:
        addresses: as `network_of` returns them.
        text: as for `packed_policy`.
        scripts: as for `packed_policy`.
    """
    outside = ALL if addresses is None else _sources(addresses)
    loaded = f"'self' blob: data: {outside}".strip()
    return _joined(
        {
            "default-src": "'self'",
            "script-src": f"{_code(text, scripts)} {loaded}",
            "style-src": f"'unsafe-inline' {loaded}",
            "worker-src": "'self' blob:",
            "form-action": f"'self' {outside}".strip(),
            "base-uri": "'self'",
            **dict.fromkeys(_LOADED, loaded),
        }
    )


def policy_element(policy: str) -> str:
    """Return the element that sets a policy; it stands before all that the policy is for."""
    return (
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy, quote=False)}">'
    )


def servers(addresses: Iterable[str]) -> list[str]:
    """Return what a person is told of the addresses: the names of the servers."""
    return list(dict.fromkeys(urlsplit(each).netloc or each for each in addresses))


_LOADED = ("connect-src", "font-src", "frame-src", "img-src", "media-src", "object-src")


def _declarations(app: App) -> Iterator[tuple[object, str]]:
    """Yield what the app says of the network, and where."""
    config = app.config
    if config.path and NETWORK_KEY in config.everything:
        yield config.everything[NETWORK_KEY], config.path.name
    if not app.is_program:
        for settings in settings_of_pages(app):
            if NETWORK_KEY in settings.table:
                yield settings.table[NETWORK_KEY], settings.where
        return
    name = app.entry.name
    block = read_block(read_text(app.entry, name), name)
    tool = block.table.get("tool") if block else None
    own = tool.get("pagelet") if isinstance(tool, dict) else None
    if block and isinstance(own, dict) and NETWORK_KEY in own:
        yield own[NETWORK_KEY], f"{name}, line {block.line}"


def _sources(addresses: Iterable[str]) -> str:
    return " ".join(ALL if each == EVERYWHERE else each for each in addresses)


def _code(text: str, scripts: str) -> str:
    makes_code = MAKES_CODE.search(text) or _EVAL_IN_SCRIPT.search(scripts)
    return "'unsafe-inline' 'wasm-unsafe-eval'" + (" 'unsafe-eval'" if makes_code else "")


def _joined(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())
