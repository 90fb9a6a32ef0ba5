"""The few commands of a system that mean something in a page: `os.system`, and `subprocess`.

What beginners' programs ask a shell for is mostly to empty the screen, or to wait for a key.
"""

import shlex
import sys
import time
from collections.abc import Callable, Sequence

from pagelet import output

# As a shell ends for a command that it does not find.
NOT_FOUND = 127
_JOINTS = {";", "&", "&&", "||", "\n"}
_IN_OTHER_WAYS = {
    "pip": "packages are named in the program's pagelet.toml",
    "python": "to run another file, import it",
}


def _clear(_words: Sequence[str]) -> None:
    output.current().write("\x1b[H\x1b[2J")


def _nothing(_words: Sequence[str]) -> None:
    """Do nothing: it is about the looks of a window that is not there."""


def _echo(words: Sequence[str]) -> None:
    sys.stdout.write(" ".join(words) + "\n")


def _pause(_words: Sequence[str]) -> None:
    sys.stdout.write("Press Enter to continue . . . ")
    sys.stdin.readline()


def _sleep(words: Sequence[str]) -> None:
    time.sleep(sum(float(word) for word in words if word.replace(".", "", 1).isdecimal()))


_COMMANDS: dict[str, Callable[[Sequence[str]], None]] = {
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


def run(words: Sequence[str]) -> int:
    """Run one command; return how it ended, as a shell does."""
    if not words:
        return 0
    if knows(words):
        _COMMANDS[_name(words)](words[1:])
        return 0
    name = _name(words)
    hint = _IN_OTHER_WAYS.get(name.rstrip("3"), "")
    output.current().write(
        f"{name}: a page has no commands of the system{hint and f'; {hint}'}\n", "stderr"
    )
    return NOT_FOUND


def run_line(line: str) -> int:
    """Run the commands of a line for a shell, such as `cls || clear`; return how it ended."""
    code, part = 0, list[str]()
    joint = ";"
    for word in [*_words(line), ";"]:
        if word not in _JOINTS:
            part.append(word)
            continue
        if (joint != "&&" or code == 0) and (joint != "||" or code != 0):
            code = run(_without_redirection(part))
        joint, part = word, []
    return code


def _without_redirection(part: list[str]) -> list[str]:
    """Return a command without where its output goes (`> nul 2>&1`): nothing comes of it here."""
    for index, word in enumerate(part):
        if word[0] in "<>":
            return part[: index - 1] if part[index - 1] in ("1", "2") else part[:index]
    return part


def words_of(command: str | Sequence[object]) -> list[str]:
    """Return the words of the first command of what `subprocess` takes: a line, or words."""
    if not isinstance(command, str):
        return [str(word) for word in command]
    words = _words(command)
    end = next((index for index, word in enumerate(words) if word in _JOINTS), len(words))
    return words[:end]


def _name(words: Sequence[str]) -> str:
    """Return the name of a command, whichever folder it is in and however Windows writes it."""
    return words[0].lower().replace("\\", "/").rpartition("/")[2].removesuffix(".exe")


def _words(line: str) -> list[str]:
    """Return the words of a line for a shell; the signs between its commands are words, too."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    try:
        return list(lexer)
    except ValueError:
        # A quote without its other one, as in "echo Don't".
        return line.split()
