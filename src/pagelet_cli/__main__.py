"""The edge: from a command line to a command, and from errors to exit codes."""

import sys
import traceback
from collections.abc import Sequence

import click

from pagelet.errors import PageletError
from pagelet_cli.commands import commands
from pagelet_cli.console import say, show_error
from pagelet_cli.errors import CallError
from pagelet_cli.version import version

OK = 0
APP_AT_FAULT = 1
CALL_AT_FAULT = 2
OUR_FAULT = 70
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv`, or the process's own arguments, names; return its exit code."""
    try:
        result = commands.main(
            args=None if argv is None else list(argv), prog_name="pagelet", standalone_mode=False
        )
    except click.UsageError as error:
        show_error(_in_three_parts(error))
        return CALL_AT_FAULT
    except CallError as error:
        show_error(error)
        return CALL_AT_FAULT
    except PageletError as error:
        show_error(error)
        return APP_AT_FAULT
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - whatever arrives here is a bug of ours, and nobody else's
        traceback.print_exc()
        say(
            "\nThis is a fault in Pagelet, not in what you did. Please report it, with the text"
            f" above, to the makers of Pagelet {version()}.",
            style="bold",
            stream="err",
        )
        return OUR_FAULT
    return result if isinstance(result, int) else OK


def _in_three_parts(error: click.UsageError) -> CallError:
    command = error.ctx.command_path if error.ctx else "pagelet"
    return CallError(
        error.format_message(),
        where=command,
        hint=f"`{command} --help` shows how to call it.",
    )


if __name__ == "__main__":
    sys.exit(main())
