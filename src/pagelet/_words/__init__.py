"""The words for errors: a table from exceptions and the shape of their messages to sentences.

Rows are tried from top to bottom; the first one that fits is used. `{name}` in a sentence stands
for the group of that name in the pattern, or for what the row's clue found out. A group whose name
begins with `type` holds the name of a type and is put in words. To translate Pagelet's errors is
to translate `title` and `hint` of the rows, and the words in this file.
"""

import re
from collections.abc import Mapping

from pagelet._clues import Clue, Facts, Values
from pagelet._words import surroundings, syntax, values
from pagelet._words.row import Words
from pagelet.errors import AlarmClock, PageletError

__all__ = ["SEVERAL", "TABLE", "Facts", "Words", "words_for"]

TABLE = (
    *syntax.SYNTAX,
    *surroundings.BROWSER,
    *surroundings.MEMORY,
    *values.NAMES,
    *values.TYPES,
    *values.ATTRIBUTES,
    *values.LOOKUPS,
    *values.VALUES,
    *surroundings.IMPORTS,
    *surroundings.FILES,
    *surroundings.FLOW,
)

TYPES_IN_WORDS = {
    "JsNull": "nothing (the browser's null)",
    "NoneType": "None",
    "bool": "a truth value (bool)",
    "builtin_function_or_method": "a function",
    "bytes": "bytes",
    "coroutine": "a coroutine (an async function without 'await')",
    "dict": "a dictionary",
    "float": "a number (float)",
    "function": "a function",
    "generator": "a generator",
    "int": "a number (int)",
    "list": "a list",
    "method": "a method",
    "module": "a module",
    "pyodide.ffi.JsProxy": "an object of the browser",
    "range": "a range",
    "set": "a set",
    "str": "text (str)",
    "tuple": "a tuple",
    "type": "a class",
}

UNKNOWN_HINT = "Look at the marked line; the full report below shows how the program got there."
SEVERAL = "{many} errors happened together; the first one: {title}"

LONGEST_VALUE = 80
LONGEST_TITLE = 200


def words_for(facts: Facts) -> Words:
    """Return the words for an error, from the first row of the table that fits."""
    error = facts.error
    if isinstance(error, (PageletError, AlarmClock)):
        return Words(error.what, error.hint)
    kinds = {kind.__name__ for kind in type(error).__mro__}
    for row in TABLE:
        if row.kind not in kinds if isinstance(row.kind, str) else not isinstance(error, row.kind):
            continue
        match = re.search(row.pattern, facts.message, re.DOTALL)
        found = _ask(row.clue, facts) if match else None
        if match and found is not None:
            known = {**_in_words(match.groupdict()), **found}
            return Words(_sentence(row.title, known), _sentence(row.hint, known))
    return Words(_unknown_title(facts), UNKNOWN_HINT)


def _ask(clue: Clue | None, facts: Facts) -> Values | None:
    if clue is None:
        return {}
    try:
        return clue(facts)
    except Exception:  # noqa: BLE001 - the user's objects may fail in any way; the next row has words too
        return None


def _in_words(groups: Mapping[str, str | None]) -> dict[str, str]:
    known = {}
    for name, text in groups.items():
        if text is not None and name.startswith("type"):
            known[name] = TYPES_IN_WORDS.get(text, f"an object of the class {text}")
        elif text is not None:
            known[name] = _shortened(text.rstrip("."))
    return known


def _sentence(template: str, known: Mapping[str, str]) -> str:
    sentence = re.sub(r"\{(\w+)\}", lambda found: known.get(found[1], found[0]), template)
    # A type in words may begin the sentence; a name of the user's keeps its letters.
    return sentence[0].upper() + sentence[1:] if template.startswith("{type") else sentence


def _unknown_title(facts: Facts) -> str:
    words = re.sub(
        r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", type(facts.error).__name__
    ).replace("_", " ")
    kind = " ".join(word if word.isupper() else word.lower() for word in words.split())
    kind = kind[:1].upper() + kind[1:]
    first_line = facts.message.strip().partition("\n")[0].rstrip(".")
    return f"{kind}: {_shortened(first_line, LONGEST_TITLE)}." if first_line else f"{kind}."


def _shortened(text: str, longest: int = LONGEST_VALUE) -> str:
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half]}...{text[-half:]}"
