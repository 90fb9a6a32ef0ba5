"""What can be found out about an error beyond its message: near names, sizes, missing imports.

A clue is a function that looks at the facts and returns values for the words of the explanation, or
None when it has nothing to say.
"""

import ast
import builtins
import keyword
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import FrameType, ModuleType
from typing import TypeAlias, TypeGuard

from pagelet import _memory
from pagelet._known_imports import (
    CUSTOMARY_IMPORTS,
    NOT_IN_A_BROWSER,
    ONLY_IN_MICROPYTHON,
    OTHER_LANGUAGES,
    package_for,
    well_known_modules,
)
from pagelet._places import is_of_a_library


@dataclass(frozen=True)
class Facts:
    """An error, and the place in the user's program where it happened."""

    error: BaseException
    message: str
    line: str = ""
    marked: str = ""
    frame: FrameType | None = None


Values: TypeAlias = Mapping[str, str]
Clue: TypeAlias = Callable[[Facts], Values | None]


def limit_of_memory(_facts: Facts) -> Values:
    """Tell how much memory there is."""
    return {"limit": _memory.limit_in_words()}


def filler_of_memory(facts: Facts) -> Values | None:
    """Tell what was found to have filled memory."""
    filler = getattr(facts.error, "filler", None)
    return {"filler": filler, **limit_of_memory(facts)} if filler else None


def emptied_filler(facts: Facts) -> Values | None:
    """Tell what had filled memory, if it was emptied."""
    return filler_of_memory(facts) if getattr(facts.error, "was_emptied", False) else None


def start_of_a_program(facts: Facts) -> Values | None:
    """See whether the system was asked to start a program: other things are not there either."""
    if "Function not implemented" not in facts.message:
        return {}
    modules: set[str] = set()
    step = facts.error.__traceback__
    while step:
        modules.add(str(step.tb_frame.f_globals.get("__name__")).partition(".")[0])
        step = step.tb_next
    starts = re.search(r"\b(fork(pty)?|(posix_)?spawn\w*|exec[lv]p?e?|popen)\(", facts.line)
    return {} if starts or modules & {"subprocess", "multiprocessing", "pty"} else None


# Names


def near_name(facts: Facts) -> Values | None:
    """Find a known name that is spelt much like the unknown one."""
    return _near(_name_of(facts), _names_in_reach(facts.frame))


def missing_import(facts: Facts) -> Values | None:
    """Find the import statement that would make the unknown name known."""
    name = _name_of(facts)
    if name in CUSTOMARY_IMPORTS:
        return {"statement": CUSTOMARY_IMPORTS[name]}
    if name in sys.stdlib_module_names and name not in NOT_IN_A_BROWSER:
        return {"statement": f"import {name}"}
    return None


def name_elsewhere(facts: Facts) -> Values | None:
    """Find how Python calls what other languages call so."""
    found = OTHER_LANGUAGES.get(_name_of(facts))
    return {"near": found} if found else None


def missing_quotes(facts: Facts) -> Values | None:
    """See whether the unknown name is an argument or a value that may have been meant as text."""
    name = re.escape(_name_of(facts))
    return (
        {} if re.search(rf"(input|print|int|float|display)\(\s*{name}\s*\)", facts.line) else None
    )


def _name_of(facts: Facts) -> str:
    return str(getattr(facts.error, "name", None) or "")


def _names_in_reach(frame: FrameType | None) -> set[str]:
    names = set(dir(builtins))
    if frame is not None:
        names.update(frame.f_globals, frame.f_locals)
    return {name for name in names if not name.startswith("__")}


def _near(name: str, candidates: Iterable[str]) -> Values | None:
    others = [other for other in candidates if other != name]
    same_letters = [other for other in others if other.lower() == name.lower()]
    found = same_letters or get_close_matches(name, others, n=1, cutoff=0.7)
    return {"near": found[0]} if name and found else None


# Attributes


def near_attribute(facts: Facts) -> Values | None:
    """Find an attribute of the same object that is spelt much like the missing one."""
    owner = getattr(facts.error, "obj", None)
    return _near(_name_of(facts), _public_attributes(owner))


def shadowed_module(facts: Facts) -> Values | None:
    """Find a file of the user that hides a module of Python's library by its name."""
    owner = getattr(facts.error, "obj", None) or sys.modules.get(_name_of(facts))
    if not isinstance(owner, ModuleType) or owner.__name__ not in sys.stdlib_module_names:
        return None
    file = getattr(owner, "__file__", None) or ""
    if not file or is_of_a_library(file):
        return None
    return {"module": owner.__name__, "file": Path(file).name}


def _public_attributes(owner: object) -> list[str]:
    try:
        return [name for name in dir(owner) if not name.startswith("_")]
    except Exception:  # noqa: BLE001 - a faulty __dir__ must not hide the error that is explained
        return []


# Lists and dictionaries


def size_of_sequence(facts: Facts) -> Values | None:
    """Find the name and the length of the sequence that was indexed, and the index."""
    owner, index = _subscript(facts)
    if not isinstance(owner, list | tuple | str) or not isinstance(index, int) or not owner:
        return None
    size, unit = len(owner), "character" if isinstance(owner, str) else "item"
    many = f"{size} {unit}" + ("" if size == 1 else "s")
    valid = "0" if size == 1 else f"0 to {size - 1}"
    return {"owner": _owner_text(facts), "many": many, "index": str(index), "valid": valid}


def empty_sequence(facts: Facts) -> Values | None:
    """Find the name of the sequence that was indexed, if it is empty."""
    owner, _ = _subscript(facts)
    is_empty = isinstance(owner, list | tuple | str) and not owner
    return {"owner": _owner_text(facts)} if is_empty else None


def keys_of_dictionary(facts: Facts) -> Values | None:
    """Find a key that is much like the missing one, or the keys that there are."""
    owner, key = _subscript(facts)
    if not isinstance(owner, dict):
        return None
    return {"owner": _owner_text(facts), "advice": _advice_on_keys(owner, key)}


def _advice_on_keys(owner: dict[object, object], key: object) -> str:
    near = _near(key, filter(_is_text, owner)) if isinstance(key, str) else None
    if near:
        return f"Did you mean {near['near']!r}?"
    if isinstance(key, str) and key.isdecimal() and int(key) in owner:
        return f"It has the number {key}: leave out the quotes."
    if isinstance(key, int) and str(key) in owner:
        return f"It has the text {str(key)!r}: add quotes."
    keys = [repr(other) for other in owner if isinstance(other, str | int | float)]
    shown = ", ".join(keys[:8]) + (", ..." if len(keys) > 8 else "")
    return f"It has: {shown}." if keys else "It is empty."


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str)


def _subscript(facts: Facts) -> tuple[object, object]:
    """Return the object and the index of the marked `owner[index]`, as far as names tell."""
    found = _marked_subscript(facts)
    if found is None or facts.frame is None:
        return None, None
    return _value(found.value, facts.frame), _value(found.slice, facts.frame)


def _marked_subscript(facts: Facts) -> ast.Subscript | None:
    try:
        expression = ast.parse(facts.marked.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        return None
    return expression if isinstance(expression, ast.Subscript) else None


def _owner_text(facts: Facts) -> str:
    found = _marked_subscript(facts)
    return ast.unparse(found.value) if found is not None else ""


def _value(node: ast.expr, frame: FrameType) -> object:
    """Return the value of a name, a literal, or an item of a name; nothing is called."""
    if isinstance(node, ast.Name):
        known = {**vars(builtins), **frame.f_globals, **frame.f_locals}
        return known.get(node.id)
    if isinstance(node, ast.Subscript):
        owner, index = _value(node.value, frame), _value(node.slice, frame)
        # Only the built-in containers: others may run code of their own.
        if type(owner) not in (list, tuple, dict, str):
            return None
        try:
            return owner[index]  # type: ignore[index]  # one of the four above
        except (LookupError, TypeError):
            return None
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, MemoryError, RecursionError):
        return None


# Imports


def shadowing_file(facts: Facts) -> Values | None:
    """Find the user's own file that stands where a package or another module was meant."""
    module = sys.modules.get(_module_of(facts).partition(".")[0])
    file = getattr(module, "__file__", None) or ""
    return {"file": Path(file).name} if file and not is_of_a_library(file) else None


def not_in_a_browser(facts: Facts) -> Values | None:
    """Find what to use instead of a module that a browser cannot offer."""
    name = _module_of(facts).partition(".")[0]
    return {"top": name, "instead": NOT_IN_A_BROWSER[name]} if name in NOT_IN_A_BROWSER else None


def only_in_micropython(facts: Facts) -> Values | None:
    """Find what to use instead of a module that only MicroPython has."""
    name = _module_of(facts).partition(".")[0]
    instead = ONLY_IN_MICROPYTHON.get(name)
    return {"top": name, "instead": instead} if instead else None


def package_to_add(facts: Facts) -> Values | None:
    """Find the package that brings the missing module."""
    package = package_for(_module_of(facts).partition(".")[0])
    return {"package": package} if package else None


def near_module(facts: Facts) -> Values | None:
    """Find a module that is spelt much like the missing one."""
    known = {*sys.stdlib_module_names, *well_known_modules()} - NOT_IN_A_BROWSER.keys()
    known.update(name for name in sys.modules if "." not in name)
    known.update(file.stem for file in Path.cwd().glob("*.py"))
    return _near(_module_of(facts), (name for name in known if not name.startswith("_")))


def loaded_parent(facts: Facts) -> Values | None:
    """See whether the missing module would be a part of one that is there."""
    parent = _module_of(facts).rpartition(".")[0]
    return {"parent": parent} if parent in sys.modules else None


def own_file(facts: Facts) -> Values | None:
    """Say how a file of the user's with the missing module would be called."""
    name = _module_of(facts)
    return {"path": name.replace(".", "/") + ".py", "top": name.partition(".")[0]}


def near_imported_name(facts: Facts) -> Values | None:
    """Find a name in the module that is spelt much like the one that was to be imported."""
    module = sys.modules.get(_module_of(facts))
    match = re.match(r"cannot import name '(.+?)'", facts.message)
    return _near(match[1], _public_attributes(module)) if module is not None and match else None


def _module_of(facts: Facts) -> str:
    return str(getattr(facts.error, "name", None) or "")


# Files


def near_file(facts: Facts) -> Values | None:
    """Find a file in the same folder that is called much like the missing one."""
    path = Path(str(getattr(facts.error, "filename", None) or ""))
    try:
        found = _near(path.name, [other.name for other in path.parent.iterdir()])
    except OSError:
        return None
    return found


# Texts


def empty_document(facts: Facts) -> Values | None:
    """See whether the text that was to be read as JSON is empty."""
    return {} if not str(getattr(facts.error, "doc", "x")).strip() else None


def message_has(pattern: str) -> Clue:
    """Return a clue that looks for `pattern` in the message."""
    return lambda facts: {} if re.search(pattern, facts.message) else None


# Syntax


def line_has(pattern: str) -> Clue:
    """Return a clue that looks for `pattern` in the line and takes its named groups."""

    def clue(facts: Facts) -> Values | None:
        match = re.search(pattern, facts.line)
        return {name: text or "" for name, text in match.groupdict().items()} if match else None

    return clue


def near_keyword(facts: Facts) -> Values | None:
    """Find the keyword that the first word of the line may have been meant to be."""
    match = re.match(r"\s*([A-Za-z_]\w*)(?=[\s:(])", facts.line)
    word = match[1] if match else ""
    if keyword.iskeyword(word) or keyword.issoftkeyword(word):
        return None
    found = _near(word, _LINE_STARTERS)
    return {"word": word, **found} if found else None


_LINE_STARTERS = (
    *("if", "elif", "else", "for", "while", "def", "class", "try", "except", "finally", "with"),
    *("import", "from", "return", "del", "raise", "assert", "global", "nonlocal", "async"),
)


def keyword_as_name(facts: Facts) -> Values | None:
    """See whether a word that belongs to Python is used as a name."""
    pattern = r"\s*(?:(?:def|class|for|import)\s+(?P<new>\w+)|(?P<left>\w+)\s*=(?!=))"
    match = re.match(pattern, facts.line)
    word = (match["new"] or match["left"]) if match else ""
    return {"word": word} if keyword.iskeyword(word) else None


def odd_character(facts: Facts) -> Values | None:
    """Name a character that Python does not take, and the one that was probably meant."""
    character = _odd(facts)
    if not character:
        return None
    meant = _MEANT.get(character)
    named = {"character": character, "name": _name(character)}
    return named | ({"meant": meant} if meant else {})


def odd_quote(facts: Facts) -> Values | None:
    """See whether it is a quotation mark that Python does not take."""
    character = _odd(facts)
    return {"character": character} if character and character in _QUOTES else None


def odd_space(facts: Facts) -> Values | None:
    """As `odd_character`, for spaces that are not the space bar's, and others that nobody sees."""
    character = _odd(facts)
    return odd_character(facts) if character and _UNSEEN.match(character) else None


def character_with_twin(facts: Facts) -> Values | None:
    """As `odd_character`, where the character has a twin that Python knows."""
    character = _odd(facts)
    return odd_character(facts) if character and character in _MEANT else None


def _odd(facts: Facts) -> str:
    match = re.search(r"U\+([0-9A-F]{4,6})", facts.message)
    return chr(int(match[1], 16)) if match else ""


def _name(character: str) -> str:
    number = f"U+{ord(character):04X}"
    try:
        # It has to be fetched (pagelet._archives), so not before it is needed.
        import unicodedata
    except ImportError:
        return number
    return unicodedata.name(character, number).lower()


_UNSEEN = re.compile(
    r"[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_QUOTES = (
    "\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\u00b4"
)
_MEANT = {
    "\u00d7": "*",
    "\u22c5": "*",
    "\u00f7": "/",
    "\u2044": "/",
    "\u2212": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u2260": "!=",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2192": "->",
    "\u00ac": "not",
    "\u2026": "...",
    "\uff08": "(",
    "\uff09": ")",
    "\uff3b": "[",
    "\uff3d": "]",
    "\uff5b": "{",
    "\uff5d": "}",
    "\uff1a": ":",
    "\uff1b": ";",
    "\uff0c": ",",
    "\uff0e": ".",
    "\u3002": ".",
    "\uff1d": "=",
    "\uff0b": "+",
    "\uff0d": "-",
    "\uff0a": "*",
    "\uff0f": "/",
    "\uff1c": "<",
    "\uff1e": ">",
}
