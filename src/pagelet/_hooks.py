"""What the page's own scripts add to the run of each tag (see loader/hooks.js)."""

import __main__
from pagelet import output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet.errors import TagError
from pagelet.source import Source


def _place() -> str:
    return "worker" if host.is_of_tag else "main"


async def call(name: str, tag: Node, *, is_async: bool) -> None:
    """Call the functions of one hook; one that fails is reported, and the rest goes on."""
    for hook in host.hooks(name, is_async=is_async):
        try:
            await host.call_hook(hook, tag)
        except RuntimeError as error:
            output.current().show_error(
                TagError(
                    f"A hook of this page failed: {error}.",
                    where=f"hooks.{_place()}.{name}",
                    hint="Look at the script that adds it; the tags go on without it.",
                )
            )


async def execute(name: str, *, is_async: bool) -> None:
    """Run the Python code of one hook, in the namespace of the tags."""
    for number, code in enumerate(host.hooks(name, is_async=is_async), start=1):
        try:
            source = Source(f"hooks.{_place()}.{name} {number}", str(code))
            await source.run(__main__.__dict__, top_level_await=is_async)
        except Exception as error:  # noqa: BLE001 - the code is the page's, and shown to its author
            output.current().show_error(error)
