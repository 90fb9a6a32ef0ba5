"""Python's `pdb` in a page: the same commands, with a panel, in the user's own lines only."""

import code
import contextlib
import dis
import inspect
import linecache
import os
import pdb
import sys
import threading
from types import CodeType, FrameType, TracebackType
from typing import Any, NoReturn

from pagelet import _stopper, output
from pagelet._host import host
from pagelet._nodes import make
from pagelet._places import is_of_user
from pagelet.debugger.desk import desk
from pagelet.debugger.panel import View
from pagelet.debugger.places import (
    function_name,
    has_source,
    lines_around,
    place_name,
    variables_of,
)
from pagelet.debugger.values import short

_SUSPENDS = {dis.opmap[name] for name in ("YIELD_VALUE",) if name in dis.opmap}
_MAY_SUSPEND = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
_ENDS_OF_ITERATION = (StopIteration, StopAsyncIteration, GeneratorExit)

CANNOT_WAIT = (
    "Python cannot wait there: this browser has no way to, or JavaScript needs the answer of this "
    "function at once. It goes on. In a current Chrome, Edge or Firefox, programs, tags, handlers "
    "and tasks can stop; print() shows values everywhere."
)
ANOTHER_STANDS = (
    "another part of the program stands at a breakpoint already. It goes on. Press Continue there "
    "first, then do again what led here."
)

_could_not_stop: set[tuple[str, int]] = set()


class PageDebugger(pdb.Pdb):
    """The Pdb of a page; given streams of its own, it is the ordinary one."""

    def __init__(
        self,
        completekey: str = "tab",
        stdin: Any = None,
        stdout: Any = None,
        skip: Any = None,
        nosigint: bool = False,
        readrc: bool = True,
        **options: Any,
    ) -> None:
        self._is_nested = stdout is desk
        self._has_panel = self._is_nested or (stdin is None and stdout is None)
        self._reason = ""
        self._of_user: dict[CodeType, bool] = {}
        self._entered: FrameType | None = None
        self._is_reading = False
        if self._has_panel:
            stdin = stdout = desk
            nosigint = True
            options.pop("colorize", None)
            # `sys.monitoring` did not survive calls that wait on stacks of their own; this does.
            options.pop("backend", None)
        super().__init__(completekey, stdin, stdout, skip, nosigint, readrc, **options)
        if self._has_panel:
            self.use_rawinput = False

    # Where to stop

    def start_trace(self) -> None:
        """Trace what runs, also where a task goes on after others have waited in between."""
        super().start_trace()  # type: ignore[misc, unused-ignore]
        if self._has_panel:
            # Each call that waits has a thread state of its own, of which tracing is a part.
            _trace_everywhere(self.trace_dispatch)

    def stop_trace(self) -> None:
        """Trace nothing any more."""
        super().stop_trace()  # type: ignore[misc, unused-ignore]
        if self._has_panel:
            _trace_everywhere(None)

    def set_trace(self, frame: FrameType | None = None, **options: Any) -> None:
        """Stop the program where `frame` is; this is `breakpoint()`."""
        frame = frame or sys._getframe().f_back
        if self._has_panel and frame is not None:
            if _stopper.was_stopped():
                return
            if not host.can_wait():
                _say_once(frame, CANNOT_WAIT)
                return
            if desk.take(self, frame, is_over=False) is None:
                _say_once(frame, ANOTHER_STANDS)
                return
        super().set_trace(frame, **options)

    def stop_here(self, frame: FrameType) -> bool:
        """Return whether to stop: only in lines of the user's, and of what is being looked at."""
        if self._has_panel:
            if not self._can_show(frame):
                return False
            session = desk.session
            if session is not None and (session.is_standing or not session.is_here()):
                return False
        return bool(super().stop_here(frame))

    def break_here(self, frame: FrameType) -> bool:
        """Return whether a breakpoint holds here; not in what the panel itself calls."""
        session = desk.session if self._has_panel else None
        if session is not None and session.is_standing and session.is_here():
            return False
        return bool(super().break_here(frame))

    def disable_current_event(self) -> None:
        """Let Python forget this place until the next stop, where nobody else comes by."""
        frame = self.enterframe
        if not self._has_panel or frame is None or not self._can_show(frame):
            super().disable_current_event()  # type: ignore[misc, unused-ignore]

    def _can_show(self, frame: FrameType) -> bool:
        known = self._of_user.get(frame.f_code)
        if known is None:
            known = is_of_user(frame) and has_source(frame)
            self._of_user[frame.f_code] = known
        return known

    def dispatch_return(self, frame: FrameType, arg: Any) -> Any:
        """End the session when what was looked at ends."""
        result = super().dispatch_return(frame, arg)
        session = desk.session
        if self._has_panel and session and session.root is frame and not _suspends(frame):
            self.set_continue()
        return result

    def user_call(self, frame: FrameType, argument_list: Any) -> None:
        """Go on to the first line of the function."""
        if not self._has_panel:
            super().user_call(frame, argument_list)

    def user_line(self, frame: FrameType) -> None:
        """Stop before a line."""
        self._reason = ""
        super().user_line(frame)

    user_opcode = user_line

    def user_return(self, frame: FrameType, return_value: Any) -> None:
        """Stop where a function ends; not where a task waits or a program ends."""
        if self._has_panel and (_suspends(frame) or not function_name(frame)):
            return
        self._reason = f"{function_name(frame)} returns {short(return_value)}."
        super().user_return(frame, return_value)

    def user_exception(self, frame: FrameType, exc_info: Any) -> None:
        """Stop where an error comes by; the end of a loop is none."""
        if self._has_panel:
            at_home = self.stopframe is None or self.stopframe is frame
            if at_home and issubclass(exc_info[0], _ENDS_OF_ITERATION):
                return
            self._reason = f"An error comes from this line: {exc_info[0].__name__}: {exc_info[1]}"
        super().user_exception(frame, exc_info)

    # Standing

    def interaction(self, frame: FrameType | None, traceback: Any) -> None:
        """Show the panel and do what the person says, until the program is to go on."""
        if not self._has_panel:
            super().interaction(frame, traceback)
            return
        is_over = frame is None
        if not is_over and _stopper.was_stopped():
            self.set_continue()
            return
        if not host.can_wait():
            _say_once(frame or _innermost(traceback), CANNOT_WAIT)
            return
        session = desk.take(self, frame, is_over=is_over)
        if session is None:
            _say_once(frame or _innermost(traceback), ANOTHER_STANDS)
            return
        outer, session.debugger = session.debugger, self
        session.is_standing = True
        self._entered = frame
        try:
            super().interaction(frame, traceback)
        except BaseException:
            # Stop at the page: no thread state may go on tracing, or the next run would stand.
            desk.end("ended")
            self.set_quit()
            raise
        finally:
            session.is_standing = False
            session.debugger = outer
            desk.memory.go_on()
            self.enterframe = frame
        if is_over:
            desk.end("went on")
        elif desk.session is session and session.panel.was_shown:
            session.panel.run()

    def view(self) -> View:
        """Return what the panel is to show now."""
        session = desk.session
        assert session is not None
        innermost = self.stack[-1]
        session.last = innermost
        session.first = session.first or innermost
        frame, number = self.stack[self.curindex]
        variables, definitions, more = variables_of(frame, desk.memory)
        place = place_name(*innermost)
        if name := function_name(innermost[0]):
            place += f", in {name}"
        return View(
            title=f"{'Failed' if session.is_over else 'Stopped'} in {place}",
            reason=self._reason,
            lines=lines_around(frame, number, self.get_file_breaks(frame.f_code.co_filename)),
            frames=[
                f"{function_name(step) or 'the program'}, {place_name(step, line)}"
                for step, line in self.stack
            ],
            selected=self.curindex,
            variables=variables,
            definitions=definitions,
            more=more,
            is_over=session.is_over,
        )

    def _cmdloop(self) -> None:
        # The ordinary one takes Ctrl-C for a slip of the hand; here it means Stop.
        if not self._has_panel:
            super()._cmdloop()
            return
        self._is_reading = True
        try:
            self.cmdloop()
        finally:
            self._is_reading = False

    def print_stack_entry(self, *args: Any) -> None:
        """Print a step when it is asked for: the panel shows where the program stands."""
        if self._is_reading or not self._has_panel:
            super().print_stack_entry(*args)

    def precmd(self, line: str) -> str:
        """Return the command as pdb knows it."""
        if self._has_panel:
            # Others were traced while the person was thinking.
            self.enterframe = self._entered
        return str(super().precmd(line))

    def onecmd(self, line: str) -> bool:
        """Do one command."""
        if self._has_panel and line.startswith("_frame "):
            self.curindex = int(line.split()[1])
            self.curframe = self.stack[self.curindex][0]
            self.lineno = None
            return False
        return bool(super().onecmd(line))

    def postcmd(self, stop: bool, line: str) -> bool:
        """Return whether the program goes on."""
        session = desk.session
        if self._has_panel and session is not None:
            if not session.is_over and _stopper.was_stopped():
                self._stop_program()
            if session.is_over and stop and not self.quitting:
                self.error("The program has ended, so it cannot go on; 'q' closes the debugger.")
                return False
        return stop

    def message(self, msg: str, end: str = "\n") -> None:
        """Print what pdb says, less what the panel shows anyway."""
        if self._has_panel and msg in ("--Return--", "--Call--"):
            return
        print(msg, end=end, file=self.stdout)

    def _pdbcmd_print_frame_status(self, arg: str) -> None:
        if not self._has_panel:
            super()._pdbcmd_print_frame_status(arg)  # type: ignore[misc, unused-ignore]
            return
        self._validate_file_mtime()  # type: ignore[attr-defined, unused-ignore]
        self._show_display()  # type: ignore[attr-defined, unused-ignore]

    # Going on

    def set_continue(self) -> None:
        """Let the program run, to its next breakpoint."""
        super().set_continue()
        if self._has_panel and not self._is_nested:
            desk.end("went on")

    def do_quit(self, arg: str) -> bool | None:
        """End the program, as Stop does."""
        if not self._has_panel:
            return super().do_quit(arg)
        session = desk.session
        if session is None or session.is_over or self._is_nested:
            self._user_requested_quit = True
            self.set_quit()
            return True
        self._stop_program()

    do_q = do_exit = do_quit

    def _stop_program(self) -> NoReturn:
        desk.end("stopped")
        self.set_quit()
        _stopper.stop_here()

    def do_run(self, arg: str) -> None:
        """Say how to run the program again."""
        self.error("Press Run, or load the page again, to start the program from its beginning.")

    do_restart = do_run

    def run(self, cmd: Any, *args: Any, **kwargs: Any) -> None:
        """Run a statement under the debugger."""
        try:
            super().run(cmd, *args, **kwargs)
        finally:
            self._ends()

    def runeval(self, expr: Any, *args: Any, **kwargs: Any) -> Any:
        """Run an expression under the debugger."""
        try:
            return super().runeval(expr, *args, **kwargs)
        finally:
            self._ends()

    def runcall(self, *args: Any, **kwargs: Any) -> Any:
        """Call a function under the debugger."""
        try:
            return super().runcall(*args, **kwargs)
        finally:
            self._ends()

    def _ends(self) -> None:
        if self._has_panel and not self._is_nested:
            desk.end("went on")

    # Talking with the person

    def do_interact(self, arg: str) -> None:
        """Start an interactive interpreter with the names of this frame."""
        if not self._has_panel:
            super().do_interact(arg)
            return
        frame = self.curframe
        names = {**frame.f_globals, **frame.f_locals} if frame else {}
        console = _Console(names)
        console.interact("*pdb interact start*", "*exit from pdb interact command*")

    def _prompt_for_confirmation(self, prompt: str, default: str) -> str:
        self.stdout.write(prompt)
        return (self.stdin.readline() or default).strip().lower()

    # What is where

    def canonic(self, filename: str) -> str:
        """Return the one name of a file: programs and tags have a short one."""
        if filename in linecache.cache and not os.path.isabs(filename):  # noqa: PTH117
            return filename
        path = super().canonic(filename)
        short_name = os.path.relpath(path)
        return short_name if short_name in linecache.cache else path

    def lookupmodule(self, filename: str) -> str | None:
        """Return the file that is meant by its name or a module's."""
        if filename in linecache.cache:
            return filename
        return super().lookupmodule(filename)

    def get_stack(
        self, f: FrameType | None, t: TracebackType | None
    ) -> tuple[list[tuple[FrameType, int]], int]:
        """Return the steps that led here: those in the user's own files, if there are any."""
        stack, index = super().get_stack(f, t)
        if not self._has_panel or not stack:
            return stack, index
        current = stack[index]
        own = [step for step in stack if is_of_user(step[0]) or (step is current and f is not None)]
        if not own:
            return stack, index
        return own, own.index(current) if current in own else len(own) - 1

    def _getsourcelines(self, obj: Any) -> tuple[list[str], int]:
        if self._has_panel and inspect.isframe(obj) and obj.f_code.co_name == "<module>":
            numbers = [line for _, _, line in obj.f_code.co_lines() if line]
            lines = linecache.getlines(obj.f_code.co_filename, obj.f_globals)
            return lines[min(numbers) - 1 : max(numbers)], min(numbers)
        lines, number = inspect.getsourcelines(obj)
        return lines, max(1, number)


class _Console(code.InteractiveConsole):
    """What `interact` starts: it asks and answers in the panel."""

    def raw_input(self, prompt: str = "") -> str:
        desk.write(prompt)
        line = desk.readline()
        if not line:
            raise EOFError
        return line.rstrip("\n")

    def write(self, data: str) -> None:
        desk.write(data)

    def runcode(self, code: CodeType) -> None:
        with contextlib.redirect_stdout(desk), contextlib.suppress(SystemExit):
            super().runcode(code)


def _trace_everywhere(trace: Any) -> None:
    # Python 3.11, which checks this, does not have it yet.
    set_all: Any = getattr(threading, "settrace_all_threads")  # noqa: B009
    set_all(trace)


def _suspends(frame: FrameType) -> bool:
    """Return whether `frame` only stands aside: a task that waits, a generator that yields."""
    if not frame.f_code.co_flags & _MAY_SUSPEND:
        return False
    return frame.f_code.co_code[frame.f_lasti] in _SUSPENDS


def _innermost(error: Any) -> FrameType:
    step = getattr(error, "__traceback__", error)
    while step.tb_next is not None:
        step = step.tb_next
    frame: FrameType = step.tb_frame
    return frame


def _say_once(frame: FrameType, why: str) -> None:
    """Say that the program cannot stop here, once for each place."""
    place = (frame.f_code.co_filename, frame.f_lineno or 0)
    if place in _could_not_stop:
        return
    _could_not_stop.add(place)
    text = f"The program did not stop in {place_name(frame, place[1])}, because {why}"
    output.current().add(make("p", text, class_="pagelet-note", role="status"))
