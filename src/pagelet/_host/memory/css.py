"""CSS selectors for the page in memory: the part that programs use to find elements.

Understood: `*`, `tag`, `#id`, `.class`, `[name]`, `[name=value]` (also `^=`, `$=`, `*=`, `~=`),
`:not(...)`, `:checked`, `:disabled`, `:first-child`, `:last-child`, `:scope`, descendants, `>`,
`,`.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, TypeAlias

if TYPE_CHECKING:
    from pagelet._host.memory.dom import ElementNode

# A test of one element; the second argument is the node whose querySelector was called (`:scope`).
Test: TypeAlias = "Callable[[ElementNode, object], bool]"

_NAME = r"-?(?:[A-Za-z_\u0080-\uffff]|\\.)(?:[\w\u0080-\uffff-]|\\.)*|--[\w-]+"
_TOKEN = re.compile(
    rf"""(?P<any>\*) | \#(?P<id>{_NAME}) | \.(?P<cls>{_NAME})
    | \[\s*(?P<attr>[\w:-]+)\s*(?:(?P<op>[~^$*]?=)\s*(?P<value>"[^"]*"|'[^']*'|{_NAME})\s*)?\]
    | :not\((?P<negated>[^()]*)\) | :(?P<state>{_NAME}) | (?P<tag>{_NAME})""",
    re.VERBOSE,
)
_COMBINATOR = re.compile(r"\s*>\s*|\s+")
_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "=": lambda have, want: have == want,
    "^=": lambda have, want: want != "" and have.startswith(want),
    "$=": lambda have, want: want != "" and have.endswith(want),
    "*=": lambda have, want: want != "" and want in have,
    "~=": lambda have, want: want in have.split(),
}
_STATES: dict[str, Test] = {
    "checked": lambda element, scope: bool(getattr(element, "checked", False)),
    "disabled": lambda element, scope: element.hasAttribute("disabled"),
    "first-child": lambda element, scope: element.previousElementSibling is None,
    "last-child": lambda element, scope: element.nextElementSibling is None,
    "scope": lambda element, scope: element is scope,
}


class SelectorSyntaxError(Exception):
    """The selector breaks CSS's grammar; `name` is what the browser's own error is called."""

    name = "SyntaxError"


@lru_cache(maxsize=256)
def compile_selector(selector: str) -> Test:
    """Return the test that tells whether an element matches `selector`."""
    return _compile_list(selector, selector)


def _compile_list(text: str, selector: str) -> Test:
    parts = [part.strip() for part in _split_commas(text)]
    alternatives = [_compile_complex(part, selector) for part in parts]
    return lambda element, scope: any(test(element, scope) for test in alternatives)


def _split_commas(text: str) -> list[str]:
    """Split at the commas that stand in no bracket and no quotes; the end closes what is open."""
    parts, open_ends = [""], ""
    for char in text:
        if open_ends and char == open_ends[-1]:
            open_ends = open_ends[:-1]
        elif char in "\"'" and open_ends[-1:] not in ("'", '"'):
            open_ends += char
        elif char in "([" and open_ends[-1:] not in ("'", '"'):
            open_ends += ")" if char == "(" else "]"
        elif char == "," and not open_ends:
            parts.append("")
            continue
        parts[-1] += char
    parts[-1] += open_ends[::-1]
    return parts


def _compile_complex(text: str, selector: str) -> Test:
    """Compile compounds joined by spaces or '>', from left to right."""
    test, position = _compile_compound(text, 0, selector)
    while position < len(text):
        combinator = _COMBINATOR.match(text, position)
        if not combinator:
            _refuse(text[position:], selector)
        last, position = _compile_compound(text, combinator.end(), selector)
        test = _joined(test, last, direct=">" in combinator.group())
    return test


def _joined(outer: Test, inner: Test, *, direct: bool) -> Test:
    def test(element: "ElementNode", scope: object) -> bool:
        if not inner(element, scope):
            return False
        ancestor = element.parentElement
        while ancestor is not None:
            if outer(ancestor, scope):
                return True
            ancestor = None if direct else ancestor.parentElement
        return False

    return test


def _compile_compound(text: str, position: int, selector: str) -> tuple[Test, int]:
    tests: list[Test] = []
    while token := _TOKEN.match(text, position):
        if tests and (token["tag"] or token["any"]):
            break
        tests.append(_compile_simple(token, selector))
        position = token.end()
    if not tests:
        _refuse(text[position:], selector)
    return (lambda element, scope: all(test(element, scope) for test in tests)), position


def _compile_simple(token: re.Match[str], selector: str) -> Test:
    if token["tag"]:
        tag = token["tag"].lower()
        return lambda element, scope: element.localName.lower() == tag
    if token["negated"] is not None:
        negated = _compile_list(token["negated"], selector)
        return lambda element, scope: not negated(element, scope)
    if token["state"]:
        if token["state"] not in _STATES:
            _refuse(f":{token['state']}", selector)
        return _STATES[token["state"]]
    if token["any"]:
        return lambda element, scope: True
    return _compile_attribute(token)


def _compile_attribute(token: re.Match[str]) -> Test:
    if token["id"] or token["cls"]:
        name, operator = ("id", "=") if token["id"] else ("class", "~=")
        want = re.sub(r"\\(.)", r"\1", token["id"] or token["cls"])
    else:
        name, operator = token["attr"], token["op"]
        if not operator:
            return lambda element, scope: element.hasAttribute(name)
        want = token["value"].strip("\"'")
    compare = _COMPARE[operator]
    return lambda element, scope: compare(element.getAttribute(name) or "", want)


def _refuse(rest: str, selector: str) -> NoReturn:
    """Raise the right error for the part that could not be read."""
    if re.match(rf"::?(?:{_NAME})|[+~](?!=)|\|\|", rest):
        raise NotImplementedError(
            f"The page in memory cannot look for '{selector}': '{rest}' needs a browser. "
            f"It knows tags, #id, .class, [attribute], :not(), spaces, '>' and ','."
        )
    raise SelectorSyntaxError(f"'{selector}' is not a valid selector.")
