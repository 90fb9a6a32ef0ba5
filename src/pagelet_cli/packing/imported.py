"""What a module imports, read from its source. The build uses it too (vendoring/bytecode.py)."""

import ast
from collections.abc import Iterator


def imported(file: str, tree: ast.AST) -> Iterator[str]:
    """Yield the names of the modules that a module imports, and of what might be modules.

    Args:
        file: the module's path below the folder that imports start from, with slashes.
        tree: the module's source.
    """
    package = file.split("/")[:-1]
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package[: len(package) - level + 1] if level else []
                base = ".".join([*above, *([module] if module else [])])
                yield base
                yield from (f"{base}.{alias.name}" for alias in names)
            case _:
                pass
