"""Clues that recognise a mistake which beginners often make, beyond what the message says."""

import ast
import re
import sys
from types import FrameType

from pagelet._clues import Facts, Values, package_to_add


def in_a_program(facts: Facts) -> Values | None:
    """See whether it is a program with a page made for it, not a tag: that is set up otherwise."""
    return {} if _is_program() else None


def package_of_a_program(facts: Facts) -> Values | None:
    """Find the package that brings the module which a program misses."""
    return package_to_add(facts) if _is_program() else None


def _is_program() -> bool:
    program = sys.modules.get("pagelet.program")
    return program is not None and program.has_started()


def number_in_text(facts: Facts) -> Values | None:
    """Find the name to which a number is added, though it holds digits as text."""
    if facts.frame is None:
        return None
    sides = re.fullmatch(r"(\w+) \+ .+", facts.marked.strip())
    text = _value_of(sides[1], facts.frame) if sides else None
    return {"name": sides[1]} if sides and isinstance(text, str) and _is_number(text) else None


def method_without_self(facts: Facts) -> Values | None:
    """Find the method that was written without `self`, and its first parameter."""
    found = re.match(r"(\w+)\.(\w+)\(\) takes", facts.message)
    owner = _value_of(found[1], facts.frame) if found and facts.frame else None
    if not found or not isinstance(owner, type):
        return None
    code = getattr(vars(owner).get(found[2]), "__code__", None)
    if code is None or not code.co_argcount or code.co_varnames[0] in ("self", "cls"):
        return None
    parameters = ", ".join(code.co_varnames[: code.co_argcount])
    return {"first": code.co_varnames[0], "method": found[2], "parameters": parameters}


def keys_for_several_names(facts: Facts) -> Values | None:
    """Find the dictionary whose keys alone are taken apart by a `for` with several names."""
    found = re.match(r"\s*for\s+(.+?)\s+in\s+(\w+)\s*:", facts.line)
    if not found or facts.frame is None:
        return None
    is_dictionary = isinstance(_value_of(found[2], facts.frame), dict)
    return {"names": found[1], "owner": found[2]} if is_dictionary else None


def _value_of(name: str, frame: FrameType) -> object:
    return frame.f_locals.get(name, frame.f_globals.get(name))


def _is_number(text: str) -> bool:
    try:
        return isinstance(ast.literal_eval(text.strip()), int | float)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return False
