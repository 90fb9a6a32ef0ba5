"""Projects on this machine's disk: their own build backend makes wheels of them (PEP 517)."""

import hashlib
import os
import subprocess
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pagelet_cli.errors import PackageError
from pagelet_cli.packages.cache import Cache
from pagelet_cli.packages.wheels import Wheel, wheel_named

_ABOUT = "pyproject.toml"
_OLD_ABOUT = "setup.py"
# What builds and tests leave behind. What begins with a dot counts no more than these.
_LEFT_BEHIND = frozenset({"__pycache__", "build", "dist", "node_modules", "venv"})
# The earliest moment that a zip archive can hold, in seconds since 1970: so builds are the same.
_MOMENT = "315532800"
_LAST_WORDS = 6  # lines of what a backend said


def is_project(folder: Path) -> bool:
    """Return whether a wheel can be made of what is in `folder`."""
    return (folder / _ABOUT).is_file() or (folder / _OLD_ABOUT).is_file()


def name_of(folder: Path) -> str | None:
    """Return the name that a project says it has, None if only its backend knows."""
    try:
        name = tomllib.loads((folder / _ABOUT).read_text(encoding="utf-8"))["project"]["name"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return name if isinstance(name, str) else None


def stamps(folder: Path) -> list[tuple[str, int]]:
    """Return what changes when a file of a project does."""
    return [(str(path), path.stat().st_mtime_ns) for path in _files(folder)]


def wheel_of(folder: Path, name: str, cache: Cache) -> Wheel:
    """Return the wheel of a project; it is made if none was made of just these files.

    Args:
        folder: the project's.
        name: what the app calls it.
        cache: keeps the wheels.

    Raises:
        PackageError: it cannot be built, or its wheel is of no use in a page.
    """
    kept = cache.built(_digest(folder))
    if not any(kept.glob("*.whl")):
        kept.mkdir(parents=True, exist_ok=True)
        # Beside its place: so it only has to be renamed.
        with tempfile.TemporaryDirectory(dir=kept) as work:
            made = Path(_build(folder, name, work))
            made.replace(kept / made.name)
    path = next(kept.glob("*.whl"))
    wheel = wheel_named(path.name, str(path))
    if wheel is None or not wheel.fits():
        raise PackageError(
            f"The project '{name}' makes a wheel that no page can use: {path.name}.",
            where=str(folder),
            hint="A page takes what is written in Python alone. Leave out what is compiled, or "
            "name a wheel of it that is made for pages (pyemscripten).",
        )
    return replace(wheel, size=path.stat().st_size, project=str(folder))


def _build(folder: Path, name: str, work: str) -> str:
    # Only who has a project needs them.
    from build import BuildBackendException, BuildException, ProjectBuilder
    from build.env import DefaultIsolatedEnv

    try:
        with DefaultIsolatedEnv() as environment:
            builder = ProjectBuilder.from_isolated_env(environment, folder, runner=_run)
            environment.install(builder.build_system_requires)
            environment.install(builder.get_requires_for_build("wheel"))
            return builder.build("wheel", work)
    except (BuildBackendException, BuildException, subprocess.CalledProcessError) as error:
        inner = getattr(error, "exception", error)
        output = getattr(inner, "output", None)
        said = output.decode(errors="replace") if isinstance(output, bytes) else str(error)
        words = [line for line in said.splitlines() if line.strip()]
        raise PackageError(
            "\n".join([f"The project '{name}' cannot be built:", *words[-_LAST_WORDS:]]),
            where=str(folder),
            hint="What builds it is fetched from the package index, so the network may be missing; "
            f"else correct its {_ABOUT}. To see more: `python -m build --wheel` in that folder.",
        ) from error


def _run(
    cmd: Sequence[str],
    cwd: str | None = None,
    extra_environ: Mapping[str, str] | None = None,
) -> None:
    """Run a backend's command, which shows nothing; its files have the time of no build."""
    from pyproject_hooks import quiet_subprocess_runner

    moment = {"SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", _MOMENT)}
    quiet_subprocess_runner(cmd, cwd, {**moment, **(extra_environ or {})})


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _files(folder):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name in _LEFT_BEHIND or path.suffix == ".egg-info":
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path
