"""`subprocess` in a page: the few commands of `os.system`; others raise OSError, as Python does."""

import os
from types import ModuleType
from typing import Any

from pagelet import _commands


def adapt(module: ModuleType) -> None:
    """Let `run`, `call` and `Popen` carry out the commands that mean something in a page."""
    subprocess: Any = module

    class Popen(subprocess.Popen):  # type: ignore[misc]
        """A command that has come to its end when it is made."""

        def __init__(self, args: Any, *rest: Any, **settings: Any) -> None:
            words = _commands.words_of(args)
            reads = {settings.get(name) for name in ("stdin", "stdout", "stderr")}
            if rest or not reads <= {None, subprocess.DEVNULL} or not _commands.knows(words):
                super().__init__(args, *rest, **settings)
                return
            self.args, self.pid = args, 0
            self.stdin = self.stdout = self.stderr = None
            self._communication_started = False
            write, complain = (
                _commands.say_nothing if settings.get(name) == subprocess.DEVNULL else default
                for name, default in (("stdout", _commands.say), ("stderr", _commands.complain))
            )
            if _commands.is_line(args):
                self.returncode = _commands.run_line(os.fsdecode(args), write, complain)
            else:
                self.returncode = _commands.run(words, write, complain)

    subprocess.Popen = Popen
