"""`pagelet lock`, `add` and `remove`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pagelet.errors import PageletError
from pagelet_cli.app import App
from pagelet_cli.packages import writing
from pagelet_cli.packages.lockfile import lock_path, written
from pagelet_cli.packages.progress import ProgressBars
from pagelet_cli.packages.supplier import Supplier, requirements_of
from pagelet_cli.packages.supply import Options


@dataclass(frozen=True)
class Locked:
    """What came of locking an app's packages, in a sentence."""

    text: str
    is_changed: bool


def lock(app: App, options: Options, *, upgrade: bool = False, write: bool = True) -> Locked:
    """Find the app's packages and `write` its lock.

    Raises:
        PageletError: something of it cannot be had.
    """
    asked, packages = Supplier(options, ProgressBars()).locked(app, upgrade=upgrade)
    path = lock_path(app)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    requirements = requirements_of(asked)
    if not requirements and not before:
        return Locked("The app asks for no packages: there is nothing to lock.", is_changed=False)
    after = written(app, requirements, packages)
    if after == before:
        return Locked(f"{path.name} is up to date.", is_changed=False)
    if not write:
        return Locked(f"{path.name} is not up to date: run `pagelet lock`.", is_changed=True)
    path.write_text(after, encoding="utf-8")
    size = sum(each.size for each in packages) / 1e6
    number = "1 package" if len(packages) == 1 else f"{len(packages)} packages"
    return Locked(f"Wrote {path.name}: {number}, {size:.1f} MB.", is_changed=True)


def add_and_lock(path: Path, packages: Sequence[str], options: Options) -> Iterator[str]:
    """Let the app at `path` ask for packages, and lock them; yield what is to be said.

    Raises:
        PageletError: it could not be done; the app is as it was.
    """
    yield from _change(path, lambda app: writing.add(app, packages), options)


def remove_and_lock(path: Path, packages: Sequence[str], options: Options) -> Iterator[str]:
    """Let the app at `path` ask for packages no more; yield what is to be said.

    Raises:
        PageletError: it could not be done; the app is as it was.
    """
    yield from _change(path, lambda app: writing.remove(app, packages), options)


def _change(path: Path, change: Callable[[App], Path], options: Options) -> Iterator[str]:
    app = App.open(path)
    places = (app.entry, app.config.path or app.root / "pagelet.toml")
    before = {place: place.read_bytes() if place.is_file() else None for place in places}
    changed = change(app)
    try:
        locked = lock(App.open(path), options)
    except PageletError:
        content = before[changed]
        if content is None:
            changed.unlink()
        else:
            changed.write_bytes(content)
        raise
    yield f"Changed {changed.name}."
    yield locked.text
