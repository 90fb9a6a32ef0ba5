"""What editors with the same `env` share: variables, packages, and whose turn it is."""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator
from types import ModuleType
from typing import Any

import __main__
from pagelet import config, output, preparation
from pagelet._host import host
from pagelet.errors import TagError
from pagelet.source import Source


class Environment:
    """Variables of their own, for one editor or for all with the same `env`."""

    def __init__(self, name: str = "") -> None:
        self.name = name
        self._main = ModuleType("__main__")
        self._turn = asyncio.Lock()
        self._holder: object = None
        self._setups: list[asyncio.Future[object]] = []
        self._config = self._config_where = ""
        self._is_prepared = False

    @property
    def names(self) -> dict[str, Any]:
        """The variables."""
        return self._main.__dict__

    def add_setup(self, setup: "asyncio.Future[object]") -> None:
        """Let all other code of the environment wait until `setup` is done."""
        self._setups.append(setup)

    def set_config(self, text: str, *, where: str) -> None:
        """Let `text` say what its code needs.

        Raises:
            TagError: another editor has said so, or code has run already.
        """
        if not text:
            return
        if self._config:
            raise TagError(
                f"duplicated config for env: {self.name}",
                where=where,
                hint="Keep config= at one of the editors that share this env.",
            )
        if self._is_prepared:
            raise TagError(
                f"unable to add a config to the env: {self.name}",
                where=where,
                hint="Code has run in it already. Put config= at its first editor.",
            )
        self._config, self._config_where = text, where

    def empty_again(self) -> "Environment":
        """Return one without variables; packages and files stay where they are."""
        new = Environment(self.name)
        new._config, new._config_where = self._config, self._config_where
        new._is_prepared = self._is_prepared
        return new

    def is_busy(self) -> bool:
        """Return whether code that comes now has to wait for other code."""
        return self._turn.locked() or not all(setup.done() for setup in self._setups)

    @contextlib.asynccontextmanager
    async def turn(self, holder: object, *, is_setup: bool = False) -> AsyncIterator[None]:
        """Wait until no other code of the environment runs, and its packages are there."""
        if not is_setup and self._setups:
            await asyncio.wait(self._setups)
        await self._turn.acquire()
        self._holder = holder
        try:
            await self._prepare()
            # In this module `pickle` and others look for classes.
            sys.modules["__main__"] = self._main
            yield
        finally:
            self.leave(holder)

    def leave(self, holder: object) -> None:
        """Let the next one in: code that was cut off where it was never says that it is over."""
        if self._holder is not holder:
            return
        self._holder = None
        if sys.modules["__main__"] is self._main:
            sys.modules["__main__"] = __main__
        self._turn.release()

    async def _prepare(self) -> None:
        if self._is_prepared:
            return
        if self._config:
            try:
                await preparation.bring(
                    await config.of_text(self._config, where=self._config_where)
                )
            finally:
                host.show_progress(None)
        self._is_prepared = True

    async def execute(self, source: Source, out: output.Output) -> None:
        """Run code with the variables that earlier code has left."""
        output.own(source.name, source.lines, out)
        await source.run(self._main.__dict__)


_shared: dict[tuple[str, str], Environment] = {}


def environment(kind: str, name: str) -> Environment:
    """Return the environment of this name among editors of one kind; "" is always a new one."""
    if not name:
        return Environment()
    return _shared.setdefault((kind, name), Environment(name))
