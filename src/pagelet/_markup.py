"""Markdown and LaTeX: shown as text, and replaced by their rendering where there is a renderer."""

import asyncio
import re
from html import escape, unescape
from typing import Any

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make

MARKED = "vendor/marked/marked.esm.js"
# Other pages, mail, pictures, and whatever has no scheme before its first / ? or #.
_SAFE_ADDRESS = re.compile(
    r"https?:|mailto:|tel:|data:image/(?:png|jpeg|gif|webp);|[^:]*(?:[/?#]|$)", re.IGNORECASE
)

# The event loop itself holds tasks only weakly.
_tasks: set[asyncio.Task[None]] = set()


def fill_with_markdown(box: Node, text: str) -> None:
    """Fill `box` with the text at once, and with its rendering when the renderer is loaded."""
    if not text.strip():
        return
    node = make("div", text, class_="pagelet-markdown pagelet-text")
    box.append(node)
    try:
        task = asyncio.get_running_loop().create_task(_render_markdown(node, text))
    except RuntimeError:
        return  # Without an event loop nothing can be loaded: the text stays.
    _tasks.add(task)
    task.add_done_callback(_tasks.discard)


async def _render_markdown(node: Node, text: str) -> None:
    try:
        marked = (await host.import_module(host.asset_base + MARKED)).marked
        html = html_of_markdown(marked, text)
    except Exception as error:  # noqa: BLE001 - the text can be read as it is
        host.log("warn", f"display: Markdown stays as it is. {type(error).__name__}: {error}")
        return
    node.replaceChildren()
    host.insert_html(node, html)
    node.className = "pagelet-markdown"
    for link in node.querySelectorAll("a[href]"):
        link.setAttribute("rel", "noopener")


def html_of_markdown(marked: Any, text: str) -> str:
    """Return the HTML that the JavaScript library `marked` makes; nothing in it runs."""
    tokens = marked.lexer(text)
    marked.walkTokens(tokens, _make_safe)
    return str(marked.parser(tokens))


def _make_safe(token: Any) -> None:
    """Turn a piece of HTML, or a link to what is not a page, into text."""
    # The browser reads `&#58;` in an address as a colon.
    is_link = token.type in ("link", "image")
    is_bad_link = is_link and not _SAFE_ADDRESS.match(unescape(str(token.href)).strip())
    if token.type == "html" or is_bad_link:
        token.type = "text"
        token.escaped = False
    elif token.type == "image":
        # marked 16 puts the description into the alt attribute as it is, quotes and all.
        token.text = escape(str(token.text))
        token.tokens = None


def fill_with_latex(box: Node, text: str) -> None:
    """Fill `box` with the formula, rendered by KaTeX or MathJax if the page has one of them."""
    formula, is_display = _formula(text)
    html = _html_of_katex(rf"\displaystyle {formula}" if is_display else formula)
    mathjax = getattr(host.window, "MathJax", None)
    if html is not None:
        host.insert_html(box, html)
    elif mathjax and getattr(mathjax, "typesetPromise", None):
        opening, closing = (r"\[", r"\]") if is_display else (r"\(", r"\)")
        box.append(make("span", opening + formula + closing))
        mathjax.typesetPromise(box.childNodes)
    else:
        box.append(make("code", text, class_="pagelet-latex"))


def _html_of_katex(formula: str) -> str | None:
    katex = getattr(host.window, "katex", None)
    try:
        return str(katex.renderToString(formula)) if katex else None
    except Exception as error:  # noqa: BLE001 - a formula with a fault is shown as it was written
        host.log("warn", f"display: KaTeX cannot show {formula!r}. {error}")
        return None


def _formula(text: str) -> tuple[str, bool]:
    """Return what stands between the delimiters, and whether it wants lines of its own."""
    text = text.strip()
    for opening, closing, is_display in (
        ("$$", "$$", True),
        (r"\[", r"\]", True),
        (r"\(", r"\)", False),
        ("$", "$", False),
    ):
        if text.startswith(opening) and text.endswith(closing) and len(text) > len(opening):
            return text[len(opening) : -len(closing)], is_display
    return text, True
