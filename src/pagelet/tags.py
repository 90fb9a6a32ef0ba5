"""Runs the tags of a page: in document order, in one namespace, each with its own output."""

import asyncio
import contextvars
import importlib
import textwrap
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote

import __main__
from pagelet import (
    _archives,
    _attributes,
    _busy,
    _hooks,
    _redirected,
    _stopper,
    blocking,
    config,
    output,
    preparation,
    questions,
)
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import find_named, put_behind
from pagelet.errors import PageletError, TagError
from pagelet.source import Source, decode

OFF = {"false", "0", "no"}
ON = {"", "true", "1", "yes"}
EDITORS = ("py-editor", "mpy-editor")
GAMES = ("py-game",)
# How often it is looked whether code that computes has begun to wait, in seconds.
LOOK_AGAIN = 0.05
# The tags of PyScript's first release, of 2022.
FIRST_RELEASE = ("py-repl", "py-button", "py-inputbox", "py-box", "py-title")


def _new_future() -> asyncio.Future[None]:
    return asyncio.get_event_loop().create_future()


@dataclass
class Tag:
    """One Python tag of the page."""

    node: Node
    number: int
    raw: str
    output: output.Output
    # The line of the page's file that the code begins in, from 1; 0 where that is not known.
    line: int = 0
    # An error was shown: what happens while it is cleared away is no news.
    has_failed: bool = False
    # That error in one line, for whoever waits for a worker.
    problem: str = ""
    cut_off: asyncio.Future[None] = field(default_factory=_new_future)
    # What is left to do when the code has run.
    finish: Callable[[], object] | None = None

    @property
    def where(self) -> str:
        """How messages name this tag."""
        place = f"line {self.line}" if self.line else f"tag {self.number}"
        return f"{_page_name()}, {place}"

    def is_async(self) -> bool:
        """Return whether the next tag may start while this one waits.

        Raises:
            TagError: the attribute has a value that means nothing.
        """
        value = str(self.node.getAttribute("async") or "").lower()
        if value in ON | OFF:
            return value in ON
        raise TagError(
            f'async="{value}" means nothing.',
            where=self.where,
            hint='Write async="false" or async="true", or leave it out (the same as "true").',
        )

    async def read(self) -> Source:
        """Return the tag's code, and where it stands.

        Raises:
            TagError: the tag has both its own code and a file, or the file has no name.
            DownloadError: the file is not there or is not UTF-8.
        """
        src = _file_of(self.node)
        if src is None:
            name = _page_name() if self.line else self.where
            source = Source(name, textwrap.dedent(self.raw), self.line or 1)
            await _archives.fetch_for(source.code)
            return source
        if not src.strip():
            raise TagError(
                "The tag's src is empty.", where=self.where, hint='Name the file: src="main.py".'
            )
        if any(line.strip().partition("#")[0] for line in self.raw.splitlines()):
            raise TagError(
                "The tag has both a file (src) and code of its own.",
                where=self.where,
                hint="Keep one of the two: move the code into the file, or leave out src.",
            )
        source = Source(src, decode(await host.fetch(src), src))
        await _archives.fetch_for(source.code)
        return source

    def check_target(self) -> None:
        """Raise TagError if the tag names a place for its output that is not on the page."""
        target = self.node.getAttribute("target")
        if (
            self.node.localName == "script"
            and target
            and not find_named(self.node.getRootNode(), str(target))
        ):
            raise TagError(
                f'The page has no element for target="{target}".',
                where=self.where,
                hint=f'Add <div id="{str(target).lstrip("#")}"></div>, or leave out target.',
            )

    async def run(self, reading: Awaitable[Source]) -> None:
        """Run the tag from `py:ready` to `py:done`; an error is shown beside it."""
        try:
            self.check_target()
            source = await reading
            is_async = self.is_async()
            if self.has_terminal():
                await self._open_terminal()
        except KeyboardInterrupt:
            self.output.note("Stopped.")
        except BaseException as error:  # noqa: BLE001 - shown to the author of the page, all of it
            self._fail(error)
        else:
            await _hooks.call("onReady", self.node, is_async=is_async)
            self._dispatch("py:ready")
            await _hooks.call("onBeforeRun", self.node, is_async=is_async)
            await _hooks.execute("codeBeforeRun", is_async=is_async)
            await self._run(source, is_async=is_async)
            self.output.flush()
            await _hooks.execute("codeAfterRun", is_async=is_async)
            await _hooks.call("onAfterRun", self.node, is_async=is_async)
        self.end()
        if host.is_of_tag:
            exports().give_up()
            host.tell_end(self.problem)

    def context(self) -> contextvars.Context:
        """Return the context that the tag's code runs in: its output, and what stops it."""
        stopper = _stopper.Stopper(on_cut=self._on_cut)
        stopper.is_for_threads = True
        stopper.on_breath = _busy.Watch(_busy.PATIENCE, _busy.StopSign(stopper).show).note
        context = contextvars.copy_context()
        context.run(output.use, self.output)
        context.run(_stopper.use, stopper)
        return context

    async def until_over(self, running: asyncio.Task[None]) -> None:
        """Wait until the tag is done, or was cut off."""
        await asyncio.wait({running, self.cut_off}, return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            self.end()

    def _on_cut(self, reason: BaseException | None) -> None:
        if reason is None:
            self.output.note(_stopper.CUT_OFF)
        elif not self.has_failed:
            self.output.show_error(reason)
        if not self.cut_off.done():
            self.cut_off.set_result(None)

    def end(self) -> None:
        """Tell the page that nothing more will come of the tag."""
        _redirected.flush()
        self.output.flush()
        self._dispatch("py:done")

    def has_terminal(self) -> bool:
        """Return whether its output is a terminal."""
        return bool(self.node.hasAttribute("terminal"))

    async def _open_terminal(self) -> None:
        __main__.__dict__["__terminal__"] = await terminal_tag().enter(self.output, self.node)

    async def _run(self, source: Source, *, is_async: bool) -> None:
        output.own(source.name, source.lines, self.output)
        host.set_current_script(self.node)
        if "Element(" in source.code or "pyscript.write(" in source.code:
            # Pages of 2022 have these names without an import.
            from pagelet import first_release

            first_release.provide(source.code)
        try:
            await source.run(__main__.__dict__, top_level_await=is_async)
            if self.has_terminal() and not source.code.strip():
                await terminal_tag().answer_lines(self.output, __main__.__dict__)
            if self.finish:
                self.finish()
            if host.is_of_tag:
                everything = bool(self.node.hasAttribute("data-bridge"))
                exports().take(__main__.__dict__, everything=everything)
        except KeyboardInterrupt:
            self.output.note("Stopped.")
        except BaseException as error:  # noqa: BLE001 - shown to the author of the page, all of it
            self._fail(error)
        finally:
            host.set_current_script(None)

    def _fail(self, error: BaseException) -> None:
        self.output.show_error(error)
        self.has_failed = True
        self.problem = f"{type(error).__name__}: {error}"

    def _dispatch(self, event: str) -> None:
        host.dispatch(self.node, event, {"worker": host.is_of_tag})


class Page:
    """The tags of this page on their way from found to done."""

    def __init__(self) -> None:
        self._tags = 0
        self._places = {"py": 0, "mpy": 0}
        # Tags are started one after the other; how long each of them then runs is its own affair.
        self._starting = asyncio.Lock()

    async def run_first(self, nodes: list[Node]) -> None:
        """Run the tags that the page came with, after what its configuration asks for."""
        editors = [node for node in nodes if node.getAttribute("type") in EDITORS]
        games = [node for node in nodes if node.getAttribute("type") in GAMES]
        if editors or games or any(node.hasAttribute("terminal") for node in nodes):
            # What these need is not in the snapshot that pages start from.
            await host.fetch_ahead([_archives.LIBRARY])
        nodes = [node for node in nodes if node not in (*editors, *games)]
        tags = [tag for node in nodes if (tag := self._take(node))]
        state = host.document.documentElement
        opening = asyncio.create_task(_open_editors(editors))
        if host.is_of_tag:
            host.serve(exports().call)
        try:
            source, _ = await asyncio.gather(host.page_source(), preparation.prepare(nodes))
        except PageletError as error:
            host.show_progress(None)
            (tags[0].output if tags else output.current()).show_error(error)
            for tag in tags:
                tag.end()
            if host.is_of_tag:
                host.tell_end(str(error))
        else:
            host.show_progress(None, "Loaded Pyodide")
            _locate(tags, source)
            if not host.is_of_tag:
                state.setAttribute("data-pagelet", "ready")
            running = await self._start(tags)
            await self._start_games(games)
            await asyncio.gather(*running)
        await opening
        if host.is_of_tag:
            return
        host.on_attribute(_attributes.handle)
        await host.until_workers_are_done()
        state.setAttribute("data-pagelet", "done")
        host.dispatch(host.window, "py:all-done")
        if host.saving and not host.document.getElementById("pagelet-menu"):
            # Here, so that no tag waits for it.
            from pagelet.menu import corner

            corner.put_in_place()

    async def run_late(self, node: Node) -> None:
        """Run a tag that was added to the page later."""
        if node.getAttribute("type") in EDITORS:
            await _open_editors([node])
            return
        if node.getAttribute("type") in GAMES:
            await self._start_games([node])
            return
        if tag := self._take(node):
            await self._start([tag])

    def _take(self, node: Node) -> Tag | None:
        """Return the tag, or None if the element needs no more than it has got now."""
        if node.localName in FIRST_RELEASE:
            from pagelet import first_release

            found = first_release.take(node)
            if found is None:
                return None
            raw, place, finish = found
        else:
            raw, place, finish = _inline_code(node), self._place_for(node), None
        if node.localName != "script":
            node.srcCode, node.executed = raw, True
        self._tags += 1
        kind: type[output.Output] = output.Output
        if node.hasAttribute("terminal"):
            kind = terminal_tag().Terminal
        return Tag(node, self._tags, raw, kind(place), finish=finish)

    def _place_for(self, node: Node) -> Node:
        """Return the element that shows the tag's output, made if the page does not name one."""
        if node.localName != "script":
            node.replaceChildren()
            node.style.display = "block"
            node.id = node.id or self._next_id(node)
            place = node
        else:
            target = node.getAttribute("target")
            found = find_named(node.getRootNode(), str(target)) if target else None
            # A target that is not there: check_target() tells the author.
            place = found or self._make_place(node)
            node.target = place
        place.classList.add("pagelet-output")
        return place

    def _make_place(self, node: Node) -> Node:
        has_terminal = node.hasAttribute("terminal")
        place = host.document.createElement("py-terminal" if has_terminal else "script-py")
        place.id = f"{node.id}-target" if host.is_of_tag else self._next_id(node)
        put_behind(node, place)
        return place

    def _next_id(self, node: Node) -> str:
        is_mpy = config.is_for_micropython(node)
        if is_mpy and not self._places["mpy"]:
            host.log("log", "Pagelet: tags for MicroPython run on the one Python here, CPython.")
        kind = "mpy" if is_mpy else "py"
        number, self._places[kind] = self._places[kind], self._places[kind] + 1
        return f"{kind}-{number}"

    async def _start(self, tags: list[Tag]) -> list[asyncio.Task[None]]:
        """Start `tags` in order and return their tasks.

        The next one starts when the one before is done or waits; a tag that is not async must be
        done. That it lets the page breathe while it computes does not count as waiting.
        """
        running = []
        async with self._starting:
            # All files are fetched at once, and used in order.
            readings = [asyncio.ensure_future(tag.read()) for tag in tags]
            for tag, reading in zip(tags, readings, strict=True):
                await asyncio.wait([reading])
                task = asyncio.create_task(tag.run(reading), context=tag.context())
                over = asyncio.create_task(tag.until_over(task))
                running.append(over)
                if str(tag.node.getAttribute("async")).lower() in OFF:
                    await over
                else:
                    await _until_it_waits(task)
        return running

    async def _start_games(self, nodes: list[Node]) -> None:
        """Start games as tags are started: in order, and none half-way through what computes."""
        async with self._starting:
            for node in nodes:
                await _until_it_waits(importlib.import_module("pagelet.game_tag").start(node))


async def _until_it_waits(task: asyncio.Task[Any]) -> None:
    """Return when `task`, which was started just now, waits or is done."""
    await asyncio.sleep(0)
    while blocking.is_breathing() and not task.done():
        # Not at each turn of the event loop: the code has to wait for every one.
        await asyncio.wait({task}, timeout=LOOK_AGAIN)


async def _open_editors(nodes: list[Node]) -> None:
    """Turn tags into editors; most pages have none, and do not load what that needs."""
    if not nodes:
        return
    try:
        await importlib.import_module("pagelet.editor.tag").open_all(nodes)
    except Exception as error:  # noqa: BLE001 - shown, and the rest of the page starts
        output.current().show_error(error)


def exports() -> Any:
    """Return the module for what a worker and the page call of each other; most pages need none."""
    return importlib.import_module("pagelet.exports")


def terminal_tag() -> Any:
    """Return the module for tags with a terminal; most pages have none, and do not load it."""
    return importlib.import_module("pagelet.terminal.tag")


async def start() -> None:
    """Take over from the loader: run the page's tags, and those that come later."""
    output.take_over_streams()
    host.on_callback(output.bind)
    blocking.install()
    questions.install()
    page = Page()
    nodes = host.take_tags()
    host.on_late_tag(page.run_late)
    await page.run_first(nodes)


def _locate(tags: list[Tag], source: str) -> None:
    """Find out which line of the page's file each tag's code begins in."""
    position = 0
    for tag in tags:
        if tag.raw.strip() and (found := source.find(tag.raw, position)) >= 0:
            tag.line = source.count("\n", 0, found) + 1
            position = found + len(tag.raw)


def _file_of(node: Node) -> str | None:
    """Return the address of the tag's file, or None if its code stands in the page."""
    if node.hasAttribute("src"):
        return str(node.getAttribute("src"))
    return str(node.getAttribute("worker") or "") or None


def _inline_code(node: Node) -> str:
    # The browser reads the content of a <py-script> as HTML, that of a <script> as plain text.
    is_html = node.localName != "script" and node.children.length > 0
    return unescape(node.innerHTML) if is_html else str(node.textContent)


def _page_name() -> str:
    path = str(host.window.location.pathname)
    return unquote(path.rsplit("/", 1)[-1]) or "index.html"
