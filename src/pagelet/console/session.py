"""Runs what is typed into a console, entry by entry, in one namespace."""

import __future__

import ast
import builtins
import codeop
import itertools
import sys
import warnings
from collections.abc import Callable, MutableMapping
from contextvars import ContextVar
from types import CodeType
from typing import Any

from pagelet.console.completion import Completions, complete
from pagelet.source import Source, execute

Show = Callable[[object], None]

_FUTURES = {getattr(__future__, name).compiler_flag for name in __future__.all_feature_names}
_numbers = itertools.count(1)
_show: ContextVar[Show | None] = ContextVar("pagelet_console_show", default=None)


class Session:
    """Runs entries in `names`; it knows nothing of the page.

    Args:
        names: the global variables.
        local_names: the local variables, where it looks into a function that has stopped.
        show: called with the value of each expression that is not None; prints it by default.
    """

    def __init__(
        self,
        names: dict[str, Any],
        *,
        local_names: MutableMapping[str, Any] | None = None,
        show: Show | None = None,
    ) -> None:
        self._names = names
        self._local_names = local_names
        self._show = show
        self._compile = codeop.CommandCompiler()
        self._flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        self._compile.compiler.flags |= self._flags

    def is_unfinished(self, entry: str) -> bool:
        """Return whether more lines have to follow: a block is ended by an empty line."""
        try:
            code = self._compile(entry, "<console>", "exec")
        except (SyntaxError, ValueError, OverflowError):
            # It runs, so that its fault is explained.
            return False
        if code is None:
            return True
        if not entry.rpartition("\n")[2].strip():
            return False
        statements = _parse(entry, self._flags).body
        return bool(statements) and hasattr(statements[-1], "body")

    async def run(self, entry: str) -> None:
        """Run `entry`; values of its expressions are shown, whatever it raises is raised.

        It may use `await`. Statements run one by one: those before a fault have had their effect.
        """
        if sys.displayhook is sys.__displayhook__:
            sys.displayhook = _display
        _show.set(self._show)
        source = Source(f"entry {next(_numbers)}", entry)
        source.register_lines()
        for statement in _parse(entry, self._flags, source.name).body:
            single = ast.Interactive([statement])
            code = compile(single, source.name, "single", self._flags, dont_inherit=True)
            self._keep_futures(code)
            await execute(code, self._names, self._local_names)

    def complete(self, before: str) -> Completions:
        """Return what may follow the text before the cursor."""
        return complete(before, {**self._names, **(self._local_names or {})})

    def _keep_futures(self, code: CodeType) -> None:
        """Let `from __future__ import ...` hold for the entries that follow."""
        for flag in _FUTURES:
            self._flags |= code.co_flags & flag
        self._compile.compiler.flags |= self._flags


def _parse(entry: str, flags: int, name: str = "<console>") -> ast.Module:
    with warnings.catch_warnings():
        # What it warns of is said when the code is compiled.
        warnings.simplefilter("ignore", SyntaxWarning)
        tree: ast.Module = compile(
            entry, name, "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True
        )
    return tree


def _display(value: object) -> None:
    """Show the value of an expression: this is `sys.displayhook` in a page."""
    show = _show.get()
    if show is None:
        sys.__displayhook__(value)
    elif value is not None:
        builtins._ = value  # type: ignore[attr-defined]
        show(value)
