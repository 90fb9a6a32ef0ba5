"""Python that answers line by line in a terminal, as `python` alone does."""

import asyncio
import sys
from typing import Any

from pagelet.console.editing import indent_after
from pagelet.console.session import Session
from pagelet.terminal.screen import Terminal

BANNER = "Python {version} in this page. Tab completes, ↑ brings earlier lines, Ctrl-C interrupts."


async def interact(terminal: Terminal, names: dict[str, Any]) -> None:
    """Read entries and run them until Ctrl-D or exit()."""
    session = Session(names)
    terminal.write(BANNER.format(version=sys.version.partition(" ")[0]) + "\n")
    while True:
        try:
            entry = await _read_entry(terminal, session)
            if entry is None:
                return
            await session.run(entry)
        except asyncio.CancelledError:
            if not terminal.take_interrupt():
                raise
            terminal.write("KeyboardInterrupt\n")
        except KeyboardInterrupt:
            terminal.write("KeyboardInterrupt\n")
        except SystemExit:
            return
        except Exception as error:  # noqa: BLE001 - whatever an entry raises is shown to its author
            terminal.show_error_of_entry(error)


async def _read_entry(terminal: Terminal, session: Session) -> str | None:
    lines: list[str] = []
    while True:
        indent = indent_after("\n".join(lines)) if lines else ""
        line = await terminal.read_line(
            "... " if lines else ">>> ", code=True, complete=session.complete, indent=indent
        )
        if line is None:
            return None
        lines.append("" if lines and not line.strip() else line)
        entry = "\n".join(lines)
        if not session.is_unfinished(entry):
            return entry
