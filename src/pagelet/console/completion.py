"""What a half-written name may become."""

import ast
import builtins
import importlib
import inspect
import itertools
import keyword
import os
import pkgutil
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

_IMPORT = re.compile(r"^\s*import\s+(?:[\w.]+(?:\s+as\s+\w+)?\s*,\s*)*(?P<start>[\w.]*)$")
_FROM = re.compile(r"^\s*from\s+(?P<start>[\w.]*)$")
_FROM_IMPORT = re.compile(
    r"^\s*from\s+(?P<module>[\w.]+)\s+import\s+\(?(?:[^()]*,\s*)?(?P<start>\w*)$"
)
_ATTRIBUTE = re.compile(
    r"""(?P<object>(?:[\w.]|\[[^][]*\]|"[^"]*"|'[^']*'|[([{][])}])+)\.(?P<start>\w*)$"""
)
_NAME = re.compile(r"[^\W\d]\w*$")
_STRING = re.compile(r"""("[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'|\#.*)""")
_OPEN_STRING = re.compile(r"""["'](?P<start>[^"']*)$""")


@dataclass(frozen=True)
class Completions:
    """What may stand in the text from `start` to the cursor, in alphabetical order."""

    start: int
    options: tuple[str, ...]

    @property
    def common(self) -> str:
        """What all options begin with."""
        first, last = min(self.options, default=""), max(self.options, default="")
        same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
        return "".join(letter for letter, _ in same)


def complete(before: str, names: Mapping[str, Any]) -> Completions:
    """Return what the name at the end of `before` may become, given the variables `names`."""
    line = before.rpartition("\n")[2]
    start, options = _options(line, names)
    fitting = sorted({option for option in options if option.startswith(start)}, key=_order)
    if not start.startswith("_"):
        public = [option for option in fitting if not option.startswith("_")]
        fitting = public or (fitting if start else [])
    return Completions(len(before) - len(start), tuple(fitting))


def _order(option: str) -> tuple[bool, str, str]:
    return option.startswith("_"), option.lower(), option


def _options(line: str, names: Mapping[str, Any]) -> tuple[str, Iterable[str]]:
    """Return the beginning that `line` ends with, and all that could stand in its place."""
    if found := _FROM_IMPORT.search(line):
        return found["start"], _names_in_module(found["module"])
    if found := _IMPORT.search(line) or _FROM.search(line):
        package, dot, start = found["start"].rpartition(".")
        return start, _modules(package) if dot else _top_modules()
    code = _STRING.sub(lambda text: "x" * len(text[0]), line)
    if found := _OPEN_STRING.search(code):
        start = line[found.start("start") :]
        return start, _files(start)
    if found := _ATTRIBUTE.search(line):
        return found["start"], _attributes(found["object"], names)
    if found := _NAME.search(line):
        return found[0], [*keyword.kwlist, *map(str, names), *_callable_builtins()]
    return "", ()


def _callable_builtins() -> Iterable[str]:
    return (name for name in dir(builtins) if name != "_")


def _attributes(text: str, names: Mapping[str, Any]) -> Iterable[str]:
    try:
        value = _value_of(ast.parse(text, mode="eval").body, names)
        found = [name for name in dir(value) if name.isidentifier()]
    except Exception:  # noqa: BLE001 - whatever a program's own objects do, there is nothing to offer
        return ()
    return (f"{name}(" if _is_method(value, name) else name for name in found)


def _value_of(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """Return the value of an expression that can be looked up without calling anything."""
    match node:
        case ast.Name(id=name):
            return names[name] if name in names else getattr(builtins, name)
        case ast.Attribute(value=inner, attr=name):
            return getattr(_value_of(inner, names), name)
        case ast.Subscript(value=inner, slice=index):
            return _value_of(inner, names)[_value_of(index, names)]
        case ast.Constant(value=value):
            return value
        case ast.List():
            return []
        case ast.Dict():
            return {}
        case ast.Tuple():
            return ()
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as number)):
            return -number
        case _:
            raise ValueError("it would have to be computed")


def _is_method(value: object, name: str) -> bool:
    # Properties are not asked: that could compute for long, or change something.
    static = inspect.getattr_static(value, name, None)
    return callable(static) or isinstance(static, staticmethod | classmethod)


def _names_in_module(module: str) -> Iterable[str]:
    # A module that cannot be imported has no names to offer.
    with suppress(Exception):
        loaded = importlib.import_module(module)
        return [*getattr(loaded, "__all__", dir(loaded)), *_modules(module)]
    return ()


def _modules(package: str) -> Iterable[str]:
    with suppress(Exception):
        return _found(importlib.import_module(package).__path__)
    return ()


def _top_modules() -> Iterable[str]:
    return {*sys.builtin_module_names, *_found(None)}


def _found(path: Iterable[str] | None) -> Iterable[str]:
    return [module.name for module in pkgutil.iter_modules(path) if module.name.isidentifier()]


def _files(start: str) -> Iterable[str]:
    folder = start.rpartition("/")[0]
    prefix = f"{folder}/" if "/" in start else ""
    with suppress(OSError), os.scandir(prefix or ".") as found:
        return [f"{prefix}{file.name}{'/' if file.is_dir() else ''}" for file in found]
    return ()
