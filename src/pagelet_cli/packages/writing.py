"""Writes into an app which packages it uses: `pagelet add` and `pagelet remove`."""

import json
import os
import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import quote

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from pagelet_cli.app import App
from pagelet_cli.errors import AppError, CallError
from pagelet_cli.packages.asked import asked_by
from pagelet_cli.packages.metadata_block import read_block
from pagelet_cli.packages.projects import is_project, name_of
from pagelet_cli.packages.wheels import not_a_wheel, wheel_named
from pagelet_cli.text import read_text

_BLOCK_END = re.compile(r"^# ///[ \t]*$", re.M)
_MADE = "pagelet.toml"


def add(app: App, packages: Sequence[str]) -> Path:
    """Let the app ask for `packages`, in place of what it asked of the same; return the file.

    They are requirements, or paths of wheels and of projects as seen from the current folder.

    Raises:
        CallError: one does not name a package.
        AppError: the file is not written so that it can be changed.
    """
    packages = [_requirement(package, app) for package in packages]
    names = [_name(package) for package in packages]

    def changed(present: list[str]) -> list[str]:
        kept = [each for each in present if _name_of(each) not in names]
        return [*kept, *packages]

    return _change(app, changed)


def remove(app: App, packages: Sequence[str]) -> Path:
    """Let the app ask for `packages` no more; return the file that was changed.

    Raises:
        CallError: it does not ask for one of them.
        AppError: the file is not written so that it can be changed.
    """
    names = [_name(package) for package in packages]

    def changed(present: list[str]) -> list[str]:
        there = [_name_of(each) for each in present]
        for package, name in zip(packages, names, strict=True):
            if name not in there:
                raise CallError(
                    f"The app does not ask for '{package}'.",
                    where=app.title,
                    hint=f"It asks for {', '.join(present) or 'nothing'}.",
                )
        return [each for each in present if _name_of(each) not in names]

    return _change(app, changed)


def _requirement(package: str, app: App) -> str:
    """Return what the app has to write to ask for a package that may be named by its path."""
    path = Path(package)
    is_path = path.name != package and "@" not in package
    if package.endswith(".whl") and path.is_file():
        wheel = wheel_named(path.name, package)
        if wheel is None:
            raise not_a_wheel(path)
        name: str = wheel.name
    elif is_path and is_project(path):
        name = name_of(path) or path.resolve().name
    else:
        return package
    return f"{name} @ {quote(Path(os.path.relpath(path, app.root)).as_posix())}"


def _name(package: str) -> str:
    try:
        return canonicalize_name(Requirement(package).name)
    except InvalidRequirement as error:
        raise CallError(
            f"'{package}' does not name a package.",
            where="the command line",
            hint="Write its name, or its name and a version, such as 'pandas>=3'.",
        ) from error


def _name_of(text: str) -> str:
    try:
        return canonicalize_name(Requirement(text).name)
    except InvalidRequirement:
        # The address of a wheel, for example.
        return ""


def _change(app: App, changed: Callable[[list[str]], list[str]]) -> Path:
    if app.kind == "program":
        path, key = app.entry, "dependencies"
        text = read_text(path)
        block = read_block(text, path.name)
        wanted = changed(list(block.table.get(key, [])) if block else _assumed(app))
        new = _with_block(text, wanted) if block else _new_block(wanted) + text
        found = read_block(new, path.name)
        after = found.table.get(key) if found else None
    else:
        path, key = app.config.path or app.root / _MADE, "packages"
        wanted = changed(list(app.config.packages) or _assumed(app))
        if path.suffix != ".toml":
            raise _by_hand(path, key, wanted)
        text = read_text(path) if path.is_file() else ""
        new = _with_list(text, key, wanted)
        try:
            after = tomllib.loads(new).get(key)
        except tomllib.TOMLDecodeError:
            after = None
    if after != wanted:
        raise _by_hand(path, key, wanted)
    path.write_text(new, encoding="utf-8")
    return path


def _assumed(app: App) -> list[str]:
    """Return what an app that names no packages asks for by its imports: naming some ends that."""
    asks = (asked_by(app).assumed or {}).values()
    return list(dict.fromkeys(str(ask.requirement) for ask in asks))


def _with_block(text: str, wanted: Sequence[str]) -> str:
    """Return a program whose block of metadata asks for `wanted`."""
    start = text.index("# /// script")
    end = _BLOCK_END.search(text, start + len("# /// script"))
    if end is None:
        return text
    head = text.index("\n", start) + 1
    lines = [
        line[2:] if line.startswith("# ") else line[1:]
        for line in text[head : end.start()].split("\n")
    ]
    toml = _with_list("\n".join(lines), "dependencies", wanted)
    content = "\n".join(f"# {line}".rstrip() for line in toml.removesuffix("\n").split("\n"))
    return f"{text[:head]}{content}\n{text[end.start() :]}"


def _new_block(wanted: Sequence[str]) -> str:
    return f"# /// script\n# dependencies = {_list(wanted)}\n# ///\n\n"


def _with_list(toml: str, key: str, wanted: Sequence[str]) -> str:
    """Return settings in which the list `key` holds `wanted`, and all else is as it was."""
    line = f"{key} = {_list(wanted)}"
    found = re.search(rf"^{key}[ \t]*=[ \t]*\[[^\]]*(\[[^\]]*\][^\]]*)*\]", toml, re.M)
    if found:
        return toml[: found.start()] + line + toml[found.end() :]
    # Before the first table: behind it, the key would be that table's.
    return f"{line}\n{toml}"


def _list(wanted: Sequence[str]) -> str:
    return json.dumps(list(wanted), ensure_ascii=False)


def _by_hand(path: Path, key: str, wanted: Sequence[str]) -> AppError:
    return AppError(
        f"{path.name} is not written in a way that Pagelet can change.",
        where=str(path),
        hint=f"Write it there yourself: {key} = {_list(wanted)}",
    )
