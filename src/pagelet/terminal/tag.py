"""A tag with `terminal`: what it and its page find there."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from pagelet import _stopper
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet.terminal import interact, system
from pagelet.terminal.screen import Terminal


async def enter(terminal: Terminal, node: Node) -> Any:
    """Open the terminal of the tag `node`, whose task this is, and let the page find it there.

    Returns:
        The terminal of xterm.js, for the tag's code.
    """
    await open_for_task(terminal)
    module = await host.import_module(f"{host.asset_base}terminal/terminal.js")
    module.attach(node, terminal.xterm, terminal.feed)
    return terminal.xterm if host.is_in_page else FromWorker(terminal)


class FromWorker:
    """xterm.js's terminal for a program in a worker: what it has printed goes before what it does.

    In the page the terminal itself sees to that (terminal.js).
    """

    def __init__(self, terminal: Terminal) -> None:
        object.__setattr__(self, "_terminal", terminal)

    def __getattr__(self, name: str) -> Any:
        self._terminal.before_direct()
        return getattr(self._terminal.xterm, name)

    def __setattr__(self, name: str, value: object) -> None:
        self._terminal.before_direct()
        setattr(self._terminal.xterm, name, value)

    def __dir__(self) -> list[str]:
        return dir(self._terminal.xterm)

    def write(self, text: Any, *then: Any) -> None:
        """Write text, or bytes, at the cursor; call `then` when it is drawn."""
        self._terminal.before_direct(text if isinstance(text, str) else "")
        self._terminal.xterm.write(text, *then)

    def writeln(self, text: Any, *then: Any) -> None:
        """Do the same, with a line break behind it."""
        self._terminal.before_direct(f"{text}\n" if isinstance(text, str) else "")
        self._terminal.xterm.writeln(text, *then)


async def open_for_task(terminal: Terminal) -> None:
    """Open a terminal, and let Ctrl-C in it end the present task."""
    system.install()
    await terminal.open()
    if task := asyncio.current_task():
        terminal.serve(_stopper.current(), task)


def answer_lines(terminal: Terminal, names: dict[str, Any]) -> Awaitable[None]:
    """Let Python answer line by line, as in a tag that has no code of its own."""
    return interact.interact(terminal, names)
