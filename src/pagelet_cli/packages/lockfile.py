"""`pagelet.lock`: the exact wheels that an app's packages come to.

It is laid out as PEP 751 says (`pylock.toml`), so that people and tools can read it. What an app
asks for stands in it as well: so it can be told whether it still fits. It holds no dates and no
paths of this machine, and is sorted: the same packages make the same file.
"""

import json
import os
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

from pagelet_cli.app import App
from pagelet_cli.errors import PackageError
from pagelet_cli.packages import target
from pagelet_cli.packages.resolve import Choice
from pagelet_cli.packages.supply import Supplied
from pagelet_cli.packages.wheels import Wheel, wheel_named

NAME = "pagelet.lock"


@dataclass(frozen=True)
class Lock:
    """What a lock says: for which requirements, and which wheels these come to."""

    requirements: tuple[str, ...]
    choices: tuple[Choice, ...]


def lock_path(app: App) -> Path:
    """Return where the lock of `app` stands, or would stand."""
    return app.root / (NAME if app.kind == "folder" else f"{app.entry.name}.lock")


def wanted(requirements: Iterable[Requirement]) -> tuple[str, ...]:
    """Return requirements as they stand in a lock."""
    return tuple(sorted(set(map(_as_text, requirements))))


def _as_text(requirement: Requirement) -> str:
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    marker = f"; {requirement.marker}" if requirement.marker else ""
    return f"{canonicalize_name(requirement.name)}{extras}{requirement.specifier}{marker}"


def written(app: App, requirements: Sequence[str], packages: Sequence[Supplied]) -> str:
    """Return the text of a lock."""
    lines = [
        f"# The packages of {app.entry.name}, found by `pagelet lock`. Keep it with the app.",
        'lock-version = "1.0"',
        "environments = [\"sys_platform == 'emscripten'\"]",
        f'requires-python = ">={target.PYTHON.major}.{target.PYTHON.minor}"',
        'created-by = "pagelet"',
    ]
    for each in sorted(packages, key=lambda each: each.name):
        wheel = each.choice.wheel
        needs = ", ".join(f"{{ name = {_text(name)} }}" for name in each.choice.needs)
        kind = "path" if wheel.is_local else "url"
        place = _relative(each.path, app.root) if wheel.is_local else wheel.place
        lines += [
            "",
            "[[packages]]",
            f"name = {_text(each.name)}",
            f"version = {_text(str(wheel.version))}",
            f"dependencies = [{needs}]",
        ]
        if wheel.project:
            # Without a hash: it is made anew when the project changes.
            folder = _relative(Path(wheel.project), app.root)
            lines.append(f"directory = {{ path = {_text(folder)} }}")
            continue
        lines += [
            "wheels = [",
            f"    {{ name = {_text(wheel.file)}, {kind} = {_text(place)}, size = {each.size}, "
            f"hashes = {{ sha256 = {_text(each.sha256)} }} }},",
            "]",
        ]
    asked = ", ".join(map(_text, requirements))
    return "\n".join([*lines, "", "[tool.pagelet]", f"requirements = [{asked}]", ""])


def read_lock(path: Path) -> Lock | None:
    """Return what the lock at `path` says; None if there is none.

    Raises:
        PackageError: it cannot be read.
    """
    if not path.is_file():
        return None
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        choices = tuple(_choice(package, path.parent) for package in table["packages"])
        return Lock(tuple(table["tool"]["pagelet"]["requirements"]), choices)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise PackageError(
            f"The lock '{path.name}' cannot be read: {error}.",
            where=str(path),
            hint="Make it anew: `pagelet lock --upgrade`.",
        ) from error


def _choice(package: dict[str, Any], folder: Path) -> Choice:
    if directory := package.get("directory"):
        project = os.path.normpath(folder / directory["path"])
        name, version = canonicalize_name(package["name"]), Version(package["version"])
        return Choice(Wheel(name, version, "", "", project=project), _needs(package))
    row = package["wheels"][0]
    place = row["url"] if "url" in row else os.path.normpath(folder / row["path"])
    wheel = wheel_named(row["name"], place)
    if wheel is None:
        raise ValueError(f"'{row['name']}' is no wheel")
    wheel = replace(wheel, sha256=row["hashes"]["sha256"], size=row["size"])
    return Choice(wheel, _needs(package))


def _needs(package: dict[str, Any]) -> tuple[NormalizedName, ...]:
    return tuple(canonicalize_name(each["name"]) for each in package["dependencies"])


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def _text(text: str) -> str:
    """Return text as TOML writes it, which is as JSON does."""
    return json.dumps(text, ensure_ascii=False)
