"""The few commands of a system that mean something in a page: `os.system`, and `subprocess`.

What beginners' programs ask a shell for is mostly to empty the screen, or to wait for a key.
"""

import contextlib
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from pagelet import output

# As a shell ends for a command that it does not find, and for a line that it does not understand.
NOT_FOUND, NOT_UNDERSTOOD = 127, 2
_JOINTS = {";", "&", "&&", "||", "\n"}
_REDIRECTION = re.compile(r"[12]?(>>|>&|>\||>)|<+|<>|&>>?")
# A sign between words, or a word with the quotes in it; a quote without its other one is a letter.
_TOKEN = re.compile(
    r"(?P<sign>&>>?|&&|\|\||<<<|<<|<>|[12]?(?:>>|>&|>\||>)|[;&|<()\n])"
    r"""|(?P<word>(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\;&|<>()]|['"\\])+)""",
    re.DOTALL,
)
_QUOTED = re.compile(r"""'[^']*'|"(?:\\.|[^"\\])*"|\\.""", re.DOTALL)
# Files that take everything and keep nothing.
_NOWHERE = ("nul", "/dev/null")
_Write: TypeAlias = Callable[[str], object]
_IN_OTHER_WAYS = {
    "pip": "packages are named in the program's pagelet.toml",
    "python": "to run another file, import it",
}


def say(text: str) -> None:
    """Print what a command says."""
    if sys.stdout is not None:
        sys.stdout.write(text)


def complain(text: str) -> None:
    """Print what a command has to complain of."""
    output.current().write(text, "stderr")


def say_nothing(_text: str) -> None:
    """Print nothing."""


def _clear(_words: Sequence[str], _write: _Write) -> None:
    output.current().write("\x1b[H\x1b[2J")


def _nothing(_words: Sequence[str], _write: _Write) -> None:
    """Do nothing: it is about the looks of a window that is not there."""


def _echo(words: Sequence[str], write: _Write) -> None:
    write(" ".join(words) + "\n")


def _pause(_words: Sequence[str], write: _Write) -> None:
    write("Press Enter to continue . . . ")
    sys.stdin.readline()


def _sleep(words: Sequence[str], _write: _Write) -> None:
    time.sleep(sum(float(word) for word in words if word.replace(".", "", 1).isdecimal()))


_COMMANDS: dict[str, Callable[[Sequence[str], _Write], None]] = {
    **dict.fromkeys(("clear", "cls", "reset"), _clear),
    **dict.fromkeys(("color", "title", "mode", "chcp", "stty", "tput", ":"), _nothing),
    "echo": _echo,
    "pause": _pause,
    "sleep": _sleep,
    "timeout": _sleep,
}


def knows(words: Sequence[str]) -> bool:
    """Return whether the command that `words` begin with does something here."""
    return not words or _name(words) in _COMMANDS


def run(words: Sequence[str], write: _Write = say, write_error: _Write = complain) -> int:
    """Run one command; return how it ended, as a shell does.

    Args:
        words: its name, and what it is given.
        write: takes what it prints.
        write_error: takes what it has to complain of.
    """
    if not words:
        return 0
    if knows(words):
        _COMMANDS[_name(words)](words[1:], write)
        return 0
    name = _name(words)
    hint = _IN_OTHER_WAYS.get(name.rstrip("3"), "")
    write_error(
        f"{name or repr(name)}: a page has no commands of the system{hint and f'; {hint}'}\n"
    )
    return NOT_FOUND


def run_line(line: str, write: _Write = say, write_error: _Write = complain) -> int:
    """Run the commands of a line for a shell, such as `cls || clear`; return how it ended."""
    code, part = 0, list[_Word]()
    joint = ";"
    for word in [*_words(line), _Sign(";")]:
        if not isinstance(word, _Sign) or _REDIRECTION.fullmatch(word):
            part.append(word)
        elif word == "\n" and not part:
            # After `&&` and the like, the line goes on.
            continue
        elif word in _JOINTS:
            if part and (joint != "&&" or code == 0) and (joint != "||" or code != 0):
                code = _run_redirected(part, write, write_error)
            joint, part = word, []
        else:
            write_error(
                f"{line}: a page does not understand '{word}'; run one command after the other\n"
            )
            return NOT_UNDERSTOOD
    return code


class _Sign(str):
    """A sign between the words of a line for a shell; `'>'` in quotes is a word."""

    __slots__ = ()


_Word: TypeAlias = str | _Sign


def _run_redirected(part: list[_Word], write: _Write, write_error: _Write) -> int:
    """Run one command; what it prints may go into a file (`echo text >> notes.txt`)."""
    words, left = list[str](), list(part)
    with contextlib.ExitStack() as files:
        while left:
            sign = left.pop(0)
            if not isinstance(sign, _Sign):
                words.append(sign)
                continue
            target = left.pop(0) if left else ""
            if not target:
                write_error(f"the name of a file is missing behind '{sign}'\n")
                return NOT_UNDERSTOOD
            if sign.startswith("<"):
                continue
            try:
                wanted = _target(sign, target, write, write_error, files)
            except OSError as error:
                write_error(f"{target}: {error.strerror}\n")
                return 1
            if not sign.startswith("2"):
                write = wanted
            if sign.startswith(("2", "&")):
                write_error = wanted
        return run(words, write, write_error)


def _target(
    sign: str, target: str, write: _Write, write_error: _Write, files: contextlib.ExitStack
) -> _Write:
    """Return what takes the text that `sign` sends to `target`."""
    if sign.endswith(">&") and target in ("1", "2"):
        return write if target == "1" else write_error
    if target.lower() in _NOWHERE:
        return say_nothing
    mode = "a" if ">>" in sign else "w"
    return files.enter_context(Path(target).open(mode, encoding="utf-8")).write


def words_of(command: Any) -> list[str]:
    """Return the words of the first command of what `subprocess` takes: a line, or words."""
    if not is_line(command):
        return [os.fsdecode(word) for word in command]
    words = _words(os.fsdecode(command))
    end = next((n for n, word in enumerate(words) if isinstance(word, _Sign)), len(words))
    return [str(word) for word in words[:end]]


def is_line(command: object) -> bool:
    """Return whether `command` is a line for a shell, not a list of words."""
    return isinstance(command, (str, bytes, os.PathLike))


def _name(words: Sequence[str]) -> str:
    """Return the name of a command, whichever folder it is in and however Windows writes it."""
    return words[0].lower().replace("\\", "/").rpartition("/")[2].removesuffix(".exe")


def _words(line: str) -> list[_Word]:
    """Return the words of a line for a shell, and the signs between them."""
    found: list[_Word] = []
    for token in _TOKEN.finditer(line):
        if token["sign"]:
            found.append(_Sign(token["sign"]))
        else:
            found.append(_QUOTED.sub(_without_quotes, token["word"]))
    return found


def _without_quotes(quoted: re.Match[str]) -> str:
    text = quoted[0]
    if text[0] == "'":
        return text[1:-1]
    if text[0] == '"':
        return re.sub(r'\\(["\\$`])', r"\1", text[1:-1])
    return text[1:]
