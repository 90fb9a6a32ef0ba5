"""`subprocess` in a page: the few commands of `os.system`; others raise OSError, as Python does."""

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
            is_line = isinstance(args, str)
            self.returncode = _commands.run_line(args) if is_line else _commands.run(words)

    subprocess.Popen = Popen
