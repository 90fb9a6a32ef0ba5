"""Which packages a program's imports ask for."""

import ast
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from packaging.utils import canonicalize_name

import pagelet_web
from pagelet import _known_imports
from pagelet_cli.packages.supply import RUNTIME_LIST

# What a page has beyond the standard library of the Python that runs this.
_OF_THE_PAGE = frozenset(
    {
        *("annotationlib", "compression", "string", "pathlib", "tomllib"),
        *("js", "pagelet", "polyscript", "pyodide", "pyodide_js", "pyscript", "pyweb"),
    }
)
_IMPORT_ERRORS = frozenset(
    {"ImportError", "ModuleNotFoundError", "Exception", "BaseException", "OSError"}
)


@dataclass(frozen=True)
class Import:
    """A module that a program imports; `is_guarded` if it goes on without it."""

    module: str
    line: int
    is_guarded: bool = False


def imports_in(source: str) -> list[Import]:
    """Return what a program imports, the first import of each module; nothing if it is broken."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        # Broken, or newer than the Python that runs this; the page explains it.
        return []
    return imports_in_tree(tree)


def imports_in_tree(tree: ast.AST) -> list[Import]:
    """Return what a program imports, the first import of each module."""
    found: dict[str, Import] = {}
    for each in _imports(tree, is_guarded=False):
        before = found.get(each.module)
        if before is None or (before.is_guarded and not each.is_guarded):
            found[each.module] = each
    return list(found.values())


def _imports(node: ast.AST, *, is_guarded: bool) -> Iterator[Import]:
    match node:
        case ast.Import(names=names):
            for alias in names:
                yield Import(alias.name.partition(".")[0], node.lineno, is_guarded)
        case ast.ImportFrom(module=str(module), level=0):
            yield Import(module.partition(".")[0], node.lineno, is_guarded)
        case ast.Try(handlers=handlers) if any(map(_catches, handlers)):
            # What stands in the other parts is in place of it.
            for part in ast.iter_child_nodes(node):
                yield from _imports(part, is_guarded=True)
        case ast.If(test=test) if _is_for_types(test):
            for statement in node.orelse:
                yield from _imports(statement, is_guarded=is_guarded)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _imports(child, is_guarded=is_guarded)


def _catches(handler: ast.ExceptHandler) -> bool:
    """Return whether a handler catches that a module is missing."""
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(kind, ast.Name) and kind.id in _IMPORT_ERRORS for kind in kinds)


def _is_for_types(test: ast.expr) -> bool:
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", "")
    return name == "TYPE_CHECKING"


def is_in_the_page(module: str) -> bool:
    """Return whether a page has a module without any package, or never can have it."""
    return (
        module in sys.stdlib_module_names
        or module in _OF_THE_PAGE
        or module in _modules_of_the_page()
        or module in _known_imports.NOT_IN_A_BROWSER
        or module in _known_imports.ONLY_IN_MICROPYTHON
    )


@cache
def _modules_of_the_page() -> frozenset[str]:
    folder = pagelet_web.FOLDER / "compat"
    return frozenset(path.name.partition(".")[0] for path in folder.iterdir())


def package_for(module: str) -> str | None:
    """Return the package that a module is known to come from; None if it is not known.

    A name that is not known is not taken for that of a package: under a name that was mistyped,
    a stranger may have published anything.
    """
    return _known_imports.package_for(module) or packages_of_runtime().get(module)


def likely(module: str) -> str | None:
    """Return the well-known module whose name is nearly the same."""
    known = {*_known_imports.well_known_modules(), *packages_of_runtime()}
    near = get_close_matches(module, sorted(known), n=1, cutoff=0.8)
    return near[0] if near else None


def well_known_packages() -> set[str]:
    """Return the names of packages that one may have meant."""
    known = (_known_imports.package_for(each) for each in _known_imports.well_known_modules())
    names = {*filter(None, known), *packages_of_runtime().values()}
    return {canonicalize_name(name) for name in names}


@cache
def packages_of_runtime() -> Mapping[str, str]:
    """Return which module comes from which package, as the makers of the runtime know it."""
    try:
        packages = json.loads(RUNTIME_LIST.read_text(encoding="utf-8"))["packages"]
    except (OSError, ValueError, KeyError):
        return {}
    found: dict[str, str] = {}
    for package in packages.values():
        if package.get("package_type") != "package":
            continue
        for module in package["imports"]:
            if not module.startswith("_"):
                found.setdefault(module.partition(".")[0], package["name"])
    return found
