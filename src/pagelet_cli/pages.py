"""HTML that the dev server writes itself, and the reload client in HTML that it serves."""

import html
import re
from collections.abc import Sequence

from pagelet.errors import PageletError

RELOAD_ADDRESS = "/_pagelet/reload.js"

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
  :root {{ color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }}
  body {{ max-width: 45rem; margin: 10vh auto; padding: 0 1rem; overflow-wrap: anywhere; }}
  h1 {{ font-size: 1.4rem; }}
  dt {{ font-weight: 600; }}
  dd {{ margin: 0 0 1rem; white-space: pre-wrap; }}
</style>
</head>
<body>
<main>
{main}
</main>
</body>
</html>
"""

# The first `</head>` that is one: not part of a comment, and not text of a script or a style.
_SKIPPED_OR_HEAD_END = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style|title|template)\b.*?</(?P=raw)\s*>|(?P<end></head\s*>)|<body\b",
    re.IGNORECASE | re.DOTALL,
)
_DOCTYPE = re.compile(r"\s*(?:<!--.*?-->\s*)*<!doctype\b[^>]*>", re.IGNORECASE | re.DOTALL)


def error_page(title: str, errors: Sequence[PageletError]) -> str:
    """Return a page that shows the errors, each with its three parts."""
    main = "\n".join(
        f'<section role="alert">\n<h1>{html.escape(error.what)}</h1>\n'
        f"<dl>\n<dt>Where</dt>\n<dd>{html.escape(error.where)}</dd>\n"
        f"<dt>What to do</dt>\n<dd>{html.escape(error.hint)}</dd>\n</dl>\n</section>"
        for error in errors
    )
    return _PAGE.format(title=html.escape(title), main=main)


def with_reload_client(page: str, stamp: str) -> str:
    """Return `page` with the client that reloads it when the app's stamp is no more `stamp`.

    It stands at the end of the head, else directly behind the doctype, on a line that is there
    already: the browser's line numbers stay those of the file.
    """
    return at_end_of_head(
        page, f'<script type="module" src="{RELOAD_ADDRESS}?seen={stamp}"></script>'
    )


def with_packages(page: str, table: str) -> str:
    """Return `page` with the table of the packages that it gets, where the reload client stands."""
    return at_end_of_head(page, packages_element(table))


def packages_element(table: str) -> str:
    """Return the element in which a page finds the table of its packages, "" if there is none."""
    if not table:
        return ""
    # In a script element, '<' might end it.
    table = table.replace("<", "\\u003c")
    return f'<script type="application/json" id="pagelet-packages">{table}</script>'


def at_end_of_head(page: str, element: str) -> str:
    """Return `page` with an element at the end of its head, else directly behind the doctype."""
    place = _end_of_head(page)
    return page[:place] + element + page[place:]


def _end_of_head(page: str) -> int:
    for found in _SKIPPED_OR_HEAD_END.finditer(page):
        if found["end"]:
            return found.start("end")
        if found[0].lower() == "<body":
            break
    doctype = _DOCTYPE.match(page)
    return doctype.end() if doctype else 0
