"""A console as a part of the page: what was entered, what came of it, and the prompt."""

import asyncio
import contextvars
import sys
from typing import Any

import __main__
from pagelet import _memory, _stopper, output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet.console.completion import Completions
from pagelet.console.prompt import Prompt
from pagelet.console.session import Session
from pagelet.display import display, find_target
from pagelet.explain import explain, render

BANNER = "Python {version} in this page. help() explains, Tab completes, ↑ brings earlier entries."
INTERRUPTED = "KeyboardInterrupt\n"
LEAVING = "A console ends with its page: close the tab, or load the page again to begin anew."

_RICH = ("mimebundle", "html", "markdown", "svg", "png", "jpeg", "latex", "json", "javascript")
_QUITTER = type(getattr(sys.modules["builtins"], "exit", None))


class Console:
    """A console below what stands in `place`, for the variables in `names`.

    Args:
        place: the element of the page that it is put into.
        names: the variables: those of a program, a module, or a dict of their own.
        banner: a line of text at its top.
        hint: a few words that stand in the empty prompt before the first entry.
    """

    def __init__(
        self, place: Node, names: dict[str, Any], *, banner: str = "", hint: str = ""
    ) -> None:
        self._session = Session(names, show=self._show_value)
        log = make("div", class_="pagelet-output", role="log", aria_label="Console output")
        self._output = output.Output(log)
        self._prompt = Prompt(self, hint)
        self.node = make(
            "section", log, self._prompt.node, class_="pagelet-console", aria_label="Console"
        )
        if banner:
            self._output.add(make("p", banner, class_="pagelet-note"))
        self._task: asyncio.Task[None] | None = None
        self._stopper = _stopper.Stopper()
        self._had_keyboard = False
        self._stops = [
            host.listen(self.node, "keydown", self._on_key, {"at_once": True}),
            host.listen(self.node, "click", self._on_click, {}),
        ]
        place.append(self.node)
        self._show_state()

    def focus(self) -> None:
        """Give the keyboard to the prompt."""
        self._prompt.field.focus()

    def close(self) -> None:
        """End what runs in it and take it from the page."""
        for stop_listening in self._stops:
            stop_listening()
        self.stop()
        self.node.remove()

    # What the prompt asks for

    def is_unfinished(self, entry: str) -> bool:
        """Return whether more lines have to follow."""
        return self._session.is_unfinished(entry)

    def complete(self, before: str) -> Completions:
        """Return what may follow the text before the cursor."""
        return self._session.complete(before)

    def submit(self, entry: str) -> None:
        """Show and run an entry."""
        if self._task:
            return
        self._stopper = _stopper.Stopper(self._on_cut)
        context = contextvars.copy_context()
        context.run(output.use, self._output)
        context.run(_stopper.use, self._stopper)
        self._task = asyncio.get_event_loop().create_task(self._run(entry), context=context)
        # Not at the end of `_run`: a task that is cancelled very early does not even begin.
        self._task.add_done_callback(self._ended)
        # First, because in a worker these are steps that a page can be seen between.
        self._show_state()
        self._prompt.field.placeholder = ""
        self._echo(entry.rstrip())
        self._reveal()

    def interrupt(self) -> None:
        """End what runs; if nothing does, drop what was being written."""
        if self._task:
            self.stop()
        else:
            self._echo(self._prompt.text)
            self._prompt.text = ""
            self._output.write(INTERRUPTED, "stderr")
            self._reveal()

    def stop(self) -> None:
        """Raise KeyboardInterrupt in what runs."""
        self._stopper.stop()
        if self._task:
            self._task.cancel()

    def clear(self) -> None:
        """Remove everything that was shown."""
        self._output.clear()

    def leave(self) -> None:
        """Say how to leave."""
        self._output.write(f"{LEAVING}\n")
        self._reveal()

    # Running

    async def _run(self, entry: str) -> None:
        try:
            await self._session.run(entry)
        except asyncio.CancelledError:
            raise
        except KeyboardInterrupt:
            self._output.write(INTERRUPTED, "stderr")
        except SystemExit as error:
            self._output.show_error(error)
            self._output.write(f"{LEAVING}\n")
        except BaseException as error:  # noqa: BLE001 - whatever an entry raises is shown to its author
            self._show_error(error)

    def _on_cut(self, reason: BaseException | None) -> None:
        """Take the next entry, because nothing will continue this one."""
        if reason is None:
            self._output.note(_stopper.CUT_OFF)
        else:
            self._show_error(reason)
        self._task = None
        self._show_state()

    def _show_error(self, error: BaseException) -> None:
        _memory.make_room(error)
        with _memory.told(error):
            self._output.add(render(explain(error), short=True))

    def _ended(self, task: asyncio.Task[None]) -> None:
        if task.cancelled():
            self._output.write(INTERRUPTED, "stderr")
        self._output.flush()
        self._task = None
        self._show_state()

    def _show_value(self, value: object) -> None:
        if isinstance(value, _QUITTER):
            self._output.write(f"{LEAVING}\n")
        elif _is_rich(value):
            display(value)
        else:
            self._output.write(f"{value!r}\n")

    def _echo(self, entry: str) -> None:
        lines = entry.split("\n")
        shown = [f"{'... ' if number else '>>> '}{line}" for number, line in enumerate(lines)]
        self._output.add(make("div", "\n".join(shown), class_="pagelet-text pagelet-entered"))

    def _show_state(self) -> None:
        running = self._task is not None
        self._prompt.show(running=running)
        if running:
            self._had_keyboard = self.node.contains(host.document.activeElement)
            self._reveal()
        elif self._had_keyboard:
            # Where a question was answered, the field that had the keyboard is gone, or will be.
            if host.document.activeElement.matches("body, .pagelet-input-idle *"):
                self.focus()
            self._reveal()
        self.node.dataset.state = "running" if running else "ready"

    def _reveal(self) -> None:
        self._output.flush()
        self._prompt.node.scrollIntoView(False)

    def _on_click(self, event: Node) -> None:
        """As in a terminal: a click beside the text is meant for the prompt."""
        if event.target.isSameNode(self.node) and host.window.getSelection().isCollapsed:
            self.focus()

    def _on_key(self, event: Node) -> bool:
        held = event.ctrlKey and not (event.shiftKey or event.altKey or event.metaKey)
        if not held or str(event.key).lower() != "c" or _is_selected(event.target):
            return False
        self.interrupt()
        return True


def _is_selected(node: Node) -> bool:
    """Return whether Ctrl-C would copy something."""
    start, end = (getattr(node, f"selection{side}", None) for side in ("Start", "End"))
    return bool(start != end or not host.window.getSelection().isCollapsed)


def _is_rich(value: object) -> bool:
    """Return whether `value` has more to show than its repr."""
    kind = type(value)
    if isinstance(value, type):
        return False
    if any(callable(getattr(kind, f"_repr_{name}_", None)) for name in _RICH):
        return True
    if isinstance(getattr(value, "nodeType", None), int):
        # One that stands on the page already would be moved from its place.
        return not getattr(value, "isConnected", True)
    return callable(getattr(kind, "savefig", None))


def start(
    target: object = None, *, names: dict[str, Any] | None = None, banner: str | None = None
) -> Console:
    """Put a console on the page and give it the keyboard.

    Args:
        target: where, as for `display`; without it, where the output of the running tag goes.
        names: its variables; without them, those of the page's tags.
        banner: the line at its top.

    Raises:
        TargetError: the page has no such target.
    """
    place = output.current().node if target is None else find_target(target)
    if banner is None:
        banner = BANNER.format(version=sys.version.partition(" ")[0])
    console = Console(place, __main__.__dict__ if names is None else names, banner=banner)
    console.focus()
    return console
