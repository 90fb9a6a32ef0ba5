"""A tag with `terminal`: what it and its page find there."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from pagelet import _stopper
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet.terminal import interact, system
from pagelet.terminal.screen import Terminal


async def enter(terminal: Terminal, node: Node) -> Node:
    """Open the terminal of the tag `node`, whose task this is, and let the page find it there.

    Returns:
        The terminal of xterm.js.
    """
    await open_for_task(terminal)
    module = await host.import_module(f"{host.asset_base}terminal/terminal.js")
    module.attach(node, terminal.xterm, terminal.feed)
    return terminal.xterm


async def open_for_task(terminal: Terminal) -> None:
    """Open a terminal, and let Ctrl-C in it end the present task."""
    system.install()
    await terminal.open()
    if task := asyncio.current_task():
        terminal.serve(_stopper.current(), task)


def answer_lines(terminal: Terminal, names: dict[str, Any]) -> Awaitable[None]:
    """Let Python answer line by line, as in a tag that has no code of its own."""
    return interact.interact(terminal, names)
