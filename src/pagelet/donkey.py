"""Python for the page's own JavaScript, beside the page's tags: `donkey()` of pagelet.js."""

import ast
import asyncio
import itertools
import json
import traceback
from collections.abc import Callable, Coroutine
from typing import Any

from pagelet import _busy, _run, _stopper, output
from pagelet._host import host
from pagelet.editor.environment import Environment
from pagelet.source import Source, execute, original

PROMPT, MORE = ">>> ", "... "
# So long has code to end after Stop, until the next Stop, in seconds.
PATIENCE = 2 * _stopper.DOUBLE_CLICK

_numbers = itertools.count(1)


class NoValueError(Exception):
    """Code that JavaScript wants the value of has none: it failed, or was ended."""


class Donkey:
    """Runs code that JavaScript brings, one piece at a time.

    Args:
        is_persistent: whether the variables of one piece are there for the next.
        config: what the code needs: packages, files. They are brought in once.
    """

    def __init__(self, *, is_persistent: bool, config: str) -> None:
        self._output = output.current()
        self._is_persistent = is_persistent
        self._name = f"donkey {next(_numbers)}"
        self._environment = Environment()
        self._environment.set_config(config, where="config of donkey()")
        self._beginning = asyncio.Lock()
        # What has not ended yet.
        self._running: dict[_run.Run, asyncio.Task[_run.End]] = {}
        self._is_killed = False

    async def execute(self, code: str) -> None:
        """Run code as a program; its errors are shown."""
        await self._do(code)

    async def evaluate(self, code: str) -> str:
        """Return the value of an expression as JSON, or as its repr if that cannot hold it.

        Raises:
            NoValueError: there is none.
        """
        value = await self._do(code, is_expression=True)
        try:
            return json.dumps(value)
        except (TypeError, ValueError):
            return json.dumps(repr(value))

    async def process(self, code: str) -> None:
        """Run code as if it were typed at a prompt: with an echo, and values are shown."""
        for number, line in enumerate(code.rstrip().split("\n")):
            self._output.write(f"{MORE if number else PROMPT}{line}\n")
        await self._do(code, is_typed=True)

    async def _do(self, code: str, *, is_expression: bool = False, is_typed: bool = False) -> Any:
        """Run code after what runs has ended: as in PyScript a new call ends the one before."""
        errors: list[BaseException] = []
        values: list[object] = []
        async with self._beginning:
            await self._end_all()
            if self._is_killed:
                raise NoValueError("kill() has ended this donkey; make a new one by donkey().")
            if not self._is_persistent:
                self._environment = self._environment.empty_again()
            environment = self._environment

            async def work() -> None:
                async with environment.turn(work):
                    await self._enter_terminal()
                    if is_typed:
                        await _as_typed(Source(self._name, code), environment.names)
                    elif is_expression:
                        source = Source(self._name, f"_ = ({code.strip()}\n)")
                        await environment.execute(source, self._output)
                        values.append(environment.names.pop("_"))
                    else:
                        await environment.execute(Source(self._name, code), self._output)

            run = _run.Run(self._output, work, on_error=errors.append)
            sign = _busy.StopSign(run.stopper)
            run.stopper.on_breath = _busy.Watch(_busy.PATIENCE, sign.show).note
            over = asyncio.ensure_future(run.until_over())
            self._running[run] = over
        try:
            await asyncio.wait({over})
        finally:
            del self._running[run]
            environment.leave(work)
        if is_expression and not values:
            raise NoValueError(_last_line(errors[0]) if errors else "It was ended before.")
        return values[0] if values else None

    async def _enter_terminal(self) -> None:
        """Let Ctrl-C in the terminal, if there is one, end the present code."""
        if hasattr(self._output, "xterm"):
            from pagelet.terminal import tag

            await tag.open_for_task(self._output)  # type: ignore[arg-type]

    async def _end_all(self) -> None:
        """End what runs, at first as Ctrl-C does, then by force."""
        while self._running:
            for run in self._running:
                run.stop()
            over = {*self._running.values()}
            await asyncio.wait(over, timeout=PATIENCE)
            for run, task in [*self._running.items()]:
                if task.done():
                    run.end()
            # Who waits for what is over goes on first.
            await asyncio.sleep(0)

    def clear(self) -> None:
        """Remove what was shown."""
        self._output.clear()

    def reset(self) -> None:
        """Begin anew: no variables, nothing shown."""
        self._environment = self._environment.empty_again()
        self.clear()

    def kill(self) -> None:
        """End what runs, for good."""
        self._is_killed = True
        self._ending = output.spawn(self._end_all())

    def answering(self, work: Callable[[str], Coroutine[Any, Any, object]]) -> Callable[..., None]:
        """Return `work` so that it tells its result by functions that JavaScript brings.

        A promise would not do: those of a worker are lost on their way to the page.
        """

        async def answer(code: str, resolve: Any, reject: Any) -> None:
            try:
                resolve(await work(code))
            except NoValueError as error:
                reject(str(error))
            except BaseException as error:
                reject(_last_line(error))
                raise

        def start(code: object, resolve: Any, reject: Any) -> None:
            self._answering = output.spawn(answer(str(code), resolve, reject))

        return start


def _last_line(error: BaseException) -> str:
    return "".join(traceback.format_exception_only(original(error))).strip()


async def _as_typed(source: Source, names: dict[str, Any]) -> None:
    """Run code as at a prompt, which shows the values of expressions."""
    source.register_lines()
    program = ast.Interactive(ast.parse(source.code, source.name).body)
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    await execute(compile(program, source.name, "single", flags, dont_inherit=True), names)


def serve(*, is_persistent: bool, config: str) -> None:
    """Hand a new donkey to the tag that runs now, which `donkey()` of pagelet.js has made."""
    made = Donkey(is_persistent=is_persistent, config=config)
    answering = (made.answering(each) for each in (made.execute, made.evaluate, made.process))
    host.document.currentScript.made(*answering, made.clear, made.reset, made.kill)
