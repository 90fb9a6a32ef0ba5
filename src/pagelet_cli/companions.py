"""What a single program brings along: the modules it imports and the files it names."""

import ast
import re
from collections.abc import Iterator

from pagelet_cli.errors import EncodingError
from pagelet_cli.files import AppFiles, may_be_served
from pagelet_cli.text import read_text

LONGEST_NAME = 255

_IMPORT = re.compile(
    r"^[ \t]*(?:import[ \t]+(?P<names>[\w., \t]+)|from[ \t]+(?P<module>\w[\w.]*))", re.M
)
_LITERAL = re.compile(r"""(["'])([^"'\\\n]+)\1""")


def companions(program: str, folder: AppFiles) -> tuple[set[str], list[EncodingError]]:
    """Return the names in `folder` of all files that `program` needs, itself included.

    Those are, for the program and for every module found on the way: modules and packages that
    it imports from its own folder, and files and folders there that its text literals name. The
    second value tells which of the modules could not be read.
    """
    needed = {program}
    unreadable: list[EncodingError] = []
    to_read = [program]
    while to_read:
        name = to_read.pop()
        try:
            source = read_text(folder[name], name)
        except EncodingError as error:
            unreadable.append(error)
            continue
        found = _named_in(source, folder) - needed
        needed |= found
        to_read += sorted(other for other in found if other.endswith(".py"))
    return needed, unreadable


def _named_in(source: str, folder: AppFiles) -> set[str]:
    try:
        modules, literals = _from_syntax(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError):
        # Broken, or newer than the Python that runs this: the page's own is a later one.
        modules, literals = _from_text(source)
    found: set[str] = set()
    for module in modules:
        found.update(_files_of_module(module.partition(".")[0], folder))
    for literal in literals:
        found.update(_files_named(literal, folder))
    return found


def _from_syntax(tree: ast.AST) -> tuple[set[str], set[str]]:
    modules: set[str] = set()
    literals: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                modules.update(alias.name for alias in names)
            case ast.ImportFrom(module=str(module), level=0):
                modules.add(module)
            case ast.Constant(value=str(literal)):
                literals.add(literal)
            case _:
                pass
    return modules, literals


def _from_text(source: str) -> tuple[set[str], set[str]]:
    modules: set[str] = set()
    for found in _IMPORT.finditer(source):
        names = found["module"] or found["names"]
        modules.update(name.split()[0] for name in names.split(",") if name.strip())
    return modules, {found[2] for found in _LITERAL.finditer(source)}


def _files_of_module(name: str, folder: AppFiles) -> Iterator[str]:
    package = list(folder.under(name)) if may_be_served([name]) else []
    if any(file.endswith(".py") for file in package):
        yield from package
    elif f"{name}.py" in folder:
        yield f"{name}.py"


def _files_named(literal: str, folder: AppFiles) -> Iterator[str]:
    if len(literal) > LONGEST_NAME:
        return
    name = literal.removeprefix("./").removesuffix("/")
    if name in folder:
        yield name
    elif may_be_served(name.split("/")):
        yield from folder.under(name)
