"""Editors of a page: from the tag to code that runs."""

import asyncio
from collections.abc import Callable
from typing import Any

from pagelet import _run, output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._mirror import Stream
from pagelet.editor import text
from pagelet.editor.environment import Environment, environment
from pagelet.editor.view import View, module_of_editors
from pagelet.errors import PageletError, TagError
from pagelet.source import Source

_numbers = {"py-editor": 0, "mpy-editor": 0}


async def open_all(nodes: list[Node]) -> None:
    """Turn tags into editors, in order, and run those that set up others."""
    setups = [setup for node in nodes if (setup := await _open(node))]
    if setups:
        await asyncio.wait(setups)


async def _open(node: Node) -> "asyncio.Future[object] | None":
    kind = str(node.getAttribute("type"))
    node.setAttribute("type", f"{kind}-active")
    shared = environment(kind, str(node.getAttribute("env") or ""))
    if node.hasAttribute("setup"):
        setup = Setup(node, kind, shared)
        running = asyncio.ensure_future(setup.run())
        shared.add_setup(running)
        return running
    await Editor(node, kind, shared).open()
    return None


class _Quiet(output.Output):
    """Output of code that runs unseen: what it prints goes to the console alone."""

    def _show_text(self, parts: list[tuple[Stream, str]]) -> int:
        return 0


class _Coded:
    """A tag with code and an environment, seen or not."""

    def __init__(self, node: Node, kind: str, shared: Environment, name: str) -> None:
        self._node, self._kind, self._environment, self._name = node, kind, shared, name

    async def _evaluate(self, code: str, out: output.Output) -> None:
        """Run code unseen, after all that runs in the environment now."""
        await self._execute(Source(f"{self._name} (process)", code), out)

    async def _execute(self, source: Source, out: output.Output, *, is_setup: bool = False) -> None:
        async def work() -> None:
            async with self._environment.turn(work, is_setup=is_setup):
                await self._environment.execute(source, out)

        await _run.Run(out, work).until_over()
        self._environment.leave(work)

    def _configure(self, out: output.Output) -> None:
        try:
            self._environment.set_config(
                str(self._node.getAttribute("config") or ""), where=f"config= of {self._name}"
            )
        except PageletError as error:
            out.show_error(error)


class Setup(_Coded):
    """A tag with `setup`: it is not seen, and runs before others of its environment."""

    def __init__(self, node: Node, kind: str, shared: Environment) -> None:
        super().__init__(node, kind, shared, f"setup of {shared.name}" if shared.name else "setup")
        self._output = _Quiet(text.place_behind(node, "div"))

    async def run(self) -> object:
        """Run it and tell the page."""
        self._configure(self._output)
        try:
            code = await text.code_of(self._node)
            module = await module_of_editors()
        except PageletError as error:
            self._output.show_error(error)
            return None
        module.attachSetup(self._node, code, self._process)
        await self._execute(Source(self._name, code), self._output, is_setup=True)
        host.dispatch(self._node, self._kind)
        return None

    async def _process(self, code: object, _: object, done: Callable[[], object]) -> None:
        try:
            await self._evaluate(str(code), self._output)
        finally:
            done()


class Editor(_Coded):
    """An editor on the page."""

    def __init__(self, node: Node, kind: str, shared: Environment) -> None:
        number = _numbers[kind]
        _numbers[kind] += 1
        everyone = sum(_numbers.values())
        super().__init__(node, kind, shared, f"editor {everyone}")
        faults: list[PageletError] = []
        try:
            host_element, box_place = text.place_of(node, kind), text.output_of(node)
        except PageletError as error:
            faults.append(error)
            host_element, box_place = text.place_behind(node, kind), None
        self._view = View(
            kind,
            number,
            label=self._name,
            environment=shared.name,
            place=box_place,
        )
        self._place = host_element
        host_element.append(self._view.box)
        for fault in faults:
            self._view.output.show_error(fault)
        self._hidden = _Quiet(self._view.output.node)
        self._run: _run.Run | None = None
        self._asking: asyncio.Future[object] | None = None
        self._is_running = False

    async def open(self) -> None:
        """Show it."""
        node, view = self._node, self._view
        view.label_buttons(node.getAttribute("data-run"), node.getAttribute("data-stop"))
        code = ""
        try:
            code = await text.code_of(node)
        except PageletError as error:
            view.output.show_error(error)
        self._configure(view.output)
        rows = str(node.getAttribute("rows") or "")
        try:
            await view.open(
                code,
                indent=text.indent_of(code),
                rows=max(3, int(rows)) if rows.isdecimal() else 0,
                on_run=lambda: view.run_button.click(),
            )
        except PageletError as error:
            view.output.show_error(error)
            view.give_up(code)
            return
        host.listen(view.run_button, "click", self._on_run, {})
        host.listen(view.stop_button, "click", lambda _: self.stop(), {})
        self._show("")
        module = await module_of_editors()
        module.attach(node, view.bridge, self._place, self._process)
        host.dispatch(node, self._kind)

    def _on_run(self, event: Any) -> None:
        if not self._is_running:
            self._asking = output.spawn(self._asked(event))

    async def _asked(self, event: Any) -> None:
        """Run the code unless the page's own script takes care of it."""
        try:
            module = await module_of_editors()
            may_run = await module.mayRun(self._node, event, self._view.code)
        except Exception as error:  # noqa: BLE001 - of the page's own script, and shown to its author
            self._view.output.show_error(
                TagError(
                    f"The page's own script (handleEvent) failed, so the code did not run: {error}",
                    where=self._name,
                    hint="Look at the script that sets handleEvent at this tag.",
                )
            )
            return
        if may_run and not self._is_running:
            await self.run(self._view.code)

    async def run(self, code: str) -> None:
        """Run `code` as if it stood in the editor; return when it is over."""
        if self._run:
            self._run.end()
        self._is_running = True
        ended: _run.End = "failed"
        try:
            self._view.output.clear()
            self._view.mark(0)
            self._run = _run.Run(self._view.output, lambda: self._work(code), on_error=self._mark)
            self._show("waiting for another editor" if self._environment.is_busy() else "running")
            ended = await self._run.until_over()
        finally:
            # Whatever happens, it can run again.
            self._environment.leave(self)
            self._is_running = False
            self._show(ended)
            host.dispatch(self._node, "py-editor:done")

    async def _work(self, code: str) -> None:
        async with self._environment.turn(self):
            self._show("running")
            execute, out = self._environment.execute, self._view.output
            if before := self._node.getAttribute("onbeforerun"):
                await execute(Source(f"onbeforerun of {self._name}", str(before)), out)
            await execute(Source(self._name, code), out)

    def _mark(self, error: BaseException) -> None:
        """Mark the line of the editor that an error came from."""
        line = 0
        step = error.__traceback__
        while step:
            if step.tb_frame.f_code.co_filename == self._name:
                line = step.tb_lineno
            step = step.tb_next
        if isinstance(error, SyntaxError) and error.filename == self._name:
            line = error.lineno or 0
        self._view.mark(line)

    def stop(self) -> None:
        """Raise KeyboardInterrupt in what runs; the second time, end it."""
        if self._run is None:
            return
        if self._is_running:
            self._run.stop()
            self._show("stopping … Stop again ends it at once")
        elif self._run.has_tasks():
            # Only tasks and threads of the code were still there.
            self._run.stop()
            self._run.end()
            self._show("stopped")

    async def _process(
        self, code: object, as_run_button: object, done: Callable[[], object]
    ) -> None:
        """What the page's own scripts call: run code unseen, or as the button does."""
        try:
            if not as_run_button:
                await self._evaluate(str(code), self._hidden)
            elif not self._is_running:
                await self.run(str(code) if str(code).strip() else self._view.code)
        finally:
            done()

    def _show(self, state: str) -> None:
        can_stop = self._is_running or bool(self._run and self._run.has_tasks())
        self._view.show(state, can_run=not self._is_running, can_stop=can_stop)
