"""Python for the page's own JavaScript, beside the page's tags: `donkey()` of pagelet.js."""

import ast
import json
from typing import Any

from pagelet import _run, output
from pagelet._host import host
from pagelet.editor.environment import Environment
from pagelet.source import Source, execute

PROMPT, MORE = ">>> ", "... "


class Donkey:
    """Runs code that JavaScript brings, one piece at a time.

    Args:
        is_persistent: whether the variables of one piece are there for the next.
    """

    def __init__(self, *, is_persistent: bool) -> None:
        self._output = output.current()
        self._is_persistent = is_persistent
        self._config = ""
        self._environment = Environment()
        self._run: _run.Run | None = None

    def configure(self, config: str) -> None:
        """Bring in packages and files before the first piece of code runs."""
        self._config = config
        self._renew()

    def _renew(self) -> None:
        self._environment = Environment()
        self._environment.set_config(self._config, where="config of donkey()")

    async def execute(self, code: str) -> None:
        """Run code as a program."""
        await self._do(code, is_expression=False)

    async def evaluate(self, code: str) -> str:
        """Return the value of an expression as JSON, or as its repr if that cannot hold it."""
        value = await self._do(code, is_expression=True)
        try:
            return json.dumps(value)
        except (TypeError, ValueError):
            return json.dumps(repr(value))

    async def process(self, code: str) -> None:
        """Run code as if it were typed at a prompt: with an echo, and values are shown."""
        for number, line in enumerate(code.rstrip().split("\n")):
            self._output.write(f"{MORE if number else PROMPT}{line}\n")
        await self._do(code, is_expression=False, is_typed=True)

    async def _do(self, code: str, *, is_expression: bool, is_typed: bool = False) -> Any:
        if self._run:
            # As in PyScript a new call ends the one before.
            self._run.stop()
            self._run.end()
        if not self._is_persistent:
            self._renew()
        environment, values = self._environment, []

        async def work() -> None:
            async with environment.turn(work):
                if is_typed:
                    await _as_typed(Source("donkey", code), environment.names)
                elif is_expression:
                    await environment.execute(
                        Source("donkey", f"_ = ({code.strip()}\n)"), self._output
                    )
                    values.append(environment.names.pop("_"))
                else:
                    await environment.execute(Source("donkey", code), self._output)

        self._run = _run.Run(self._output, work)
        await self._run.until_over()
        environment.leave(work)
        return values[0] if values else None

    def clear(self) -> None:
        """Remove what was shown."""
        self._output.clear()

    def reset(self) -> None:
        """Begin anew: no variables, nothing shown."""
        self._renew()
        self.clear()

    def kill(self) -> None:
        """End what runs."""
        if self._run:
            self._run.stop()
            self._run.end()


async def _as_typed(source: Source, names: dict[str, Any]) -> None:
    """Run code as at a prompt, which shows the values of expressions."""
    source.register_lines()
    program = ast.Interactive(ast.parse(source.code, source.name).body)
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    await execute(compile(program, source.name, "single", flags, dont_inherit=True), names)


def serve(*, is_persistent: bool, config: str) -> None:
    """Hand a new donkey to the tag that runs now, which `loader`'s `donkey()` has made."""
    made = Donkey(is_persistent=is_persistent)
    made.configure(config)
    host.document.currentScript.made(
        made.execute, made.evaluate, made.process, made.clear, made.reset, made.kill
    )
