"""Text in a console while it is written: indentation, and prompts in what is pasted."""

import re

INDENT = "    "

_PROMPT = re.compile(r"^\s*(>>>|\.\.\.)(?: |$)")
_LEAVES = re.compile(r"\s+(return|pass|break|continue|raise)\b")


def indent_after(text: str) -> str:
    """Return the spaces that the line after `text` begins with."""
    line = text.rpartition("\n")[2]
    indent = line[: len(line) - len(line.lstrip())]
    code = re.sub(r"\s#.*", "", line).rstrip()
    if code.endswith(":"):
        return indent + INDENT
    return dedented(indent) if _LEAVES.match(line) else indent


def dedented(indent: str) -> str:
    """Return `indent` one step less."""
    return indent[: (len(indent) - 1) // len(INDENT) * len(INDENT)] if indent else ""


def without_prompts(text: str) -> str:
    """Return the code of text that was copied from another console: no prompts, no results."""
    lines = text.replace("\r\n", "\n").split("\n")
    first = next((line for line in lines if line.strip()), "")
    if not (found := _PROMPT.match(first)) or found[1] != ">>>":
        return "\n".join(lines)
    prompts = ((line, _PROMPT.match(line)) for line in lines)
    return "\n".join(line[prompt.end() :] for line, prompt in prompts if prompt)
