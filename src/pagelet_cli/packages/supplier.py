"""Finds the packages of an app: the wheels that its page gets."""

import os
import textwrap
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from pagelet.errors import PageletError
from pagelet_cli.app import App, listed
from pagelet_cli.errors import PackageError
from pagelet_cli.packages import imports, projects, wheels
from pagelet_cli.packages.asked import Asked, asked_by
from pagelet_cli.packages.cache import Cache
from pagelet_cli.packages.lockfile import Lock, lock_path, read_lock, wanted
from pagelet_cli.packages.network import Network
from pagelet_cli.packages.pip_settings import (
    RUNTIME_PACKAGES,
    RUNTIME_VARIABLE,
    pip_settings,
)
from pagelet_cli.packages.resolve import Ask, Choice, resolve
from pagelet_cli.packages.sources import AT_A_TIME, Index, RuntimePackages, Source, Wheels
from pagelet_cli.packages.supply import Options, Supplied, Supply
from pagelet_cli.packages.wheels import Wheel


class Reporter(Protocol):
    """Shows what takes a while."""

    def searching(self) -> AbstractContextManager[Callable[[str], object]]:
        """Show that it is looked for packages; what it gives is called with the names."""

    def downloading(self, size: int) -> AbstractContextManager[Callable[[int], object]]:
        """Show that so many bytes are fetched; what it gives is called with how many arrived."""


class Supplier:
    """Finds an app's packages; again only when it asks for others."""

    def __init__(self, options: Options, reporter: Reporter, cache: Cache | None = None) -> None:
        pip = pip_settings()
        self._options = options
        self._reporter = reporter
        self._cache = cache or Cache()
        self._network = Network(self._cache, certificates=pip.certificates)
        urls = pip.indexes if options.indexes is None else options.indexes
        self._indexes = [Index(url, self._network) for url in urls]
        self._runtime_address = os.environ.get(RUNTIME_VARIABLE) or RUNTIME_PACKAGES
        linked = [Path(each) for each in pip.find_links if "://" not in each]
        self._pips_folders = [folder for folder in linked if folder.is_dir()]
        self._last: tuple[object, Supply] | None = None

    def __call__(self, app: App) -> Supply:
        """Return what the page of `app` gets; what cannot be had is among its faults."""
        asked = asked_by(app)
        if asked.is_nothing:
            return Supply(faults=asked.faults, notes=asked.notes, asked=asked)
        path = lock_path(app)
        text = path.read_bytes() if path.is_file() else b""
        rules = (asked.constraints, asked.overrides, str(asked.addressed), str(asked.projects))
        key = (asked.asks, str(asked.assumed), rules, self._stamps(asked), text)
        if self._last is None or self._last[0] != key:
            self._last = (key, self._supply(asked, path))
        found = self._last[1]
        return Supply(
            found.packages,
            (*asked.faults, *found.faults),
            (*asked.notes, *found.notes),
            asked,
        )

    def _supply(self, asked: Asked, path: Path) -> Supply:
        assumed = list(dict.fromkeys((asked.assumed or {}).values()))
        notes: tuple[str, ...] = ()
        try:
            lock = read_lock(path)
            if lock and lock.requirements == requirements_of(asked):
                packages = self._fetch([self._findable(each, asked) for each in lock.choices])
                return Supply(packages, notes=_notes(Asked(), packages))
            if lock:
                notes = (f"{path.name} does not fit what the app asks for: run `pagelet lock`",)
            packages = self._packages(asked, assumed, lock)
        except PageletError as error:
            if asked.asks:
                return Supply(faults=(error,))
            # Nothing was asked for in so many words: so nothing keeps the app from running.
            return Supply(notes=_notes_without(asked, error))
        return Supply(packages, notes=(*notes, *_notes(asked, packages)))

    def locked(self, app: App, *, upgrade: bool) -> tuple[Asked, tuple[Supplied, ...]]:
        """Return what the app asks for, and the packages for a lock.

        What its lock names is kept where it still fits, unless it is to `upgrade`.

        Raises:
            PageletError: something of it cannot be had.
        """
        asked = asked_by(app)
        for error in (*app.faults, *asked.faults):
            raise error
        lock = None if upgrade else read_lock(lock_path(app))
        return asked, self._packages(asked, list((asked.assumed or {}).values()), lock)

    def _findable(self, choice: Choice, asked: Asked) -> Choice:
        """Return a choice of a lock as it is found here: its folder may be another one."""
        wheel = choice.wheel
        if wheel.project:
            made = projects.wheel_of(Path(wheel.project), wheel.name, self._cache)
            if (made.name, made.version) != (wheel.name, wheel.version):
                raise PackageError(
                    f"The lock names {wheel.name} {wheel.version}, and the project is now "
                    f"{made.name} {made.version}.",
                    where=wheel.project,
                    hint="Write down what it is now: `pagelet lock`.",
                )
            return replace(choice, wheel=made)
        if not wheel.is_local or Path(wheel.place).is_file():
            return choice
        for folder in self._folders(asked):
            if (folder / wheel.file).is_file():
                return replace(choice, wheel=replace(wheel, place=str(folder / wheel.file)))
        raise PackageError(
            f"The wheel '{wheel.file}', which the lock names, is not there.",
            where=wheel.place,
            hint="Put it there, name its folder with --find-links, or find others: "
            "`pagelet lock --upgrade`.",
        )

    def _still_there(self, lock: Lock | None) -> dict[NormalizedName, Wheel]:
        """Return what a lock names, except what is found anyway, in the runtime's own list."""
        return {
            choice.wheel.name: choice.wheel
            for choice in (lock.choices if lock else ())
            if not choice.wheel.place.startswith(self._runtime_address)
            and not choice.wheel.project
            and (not choice.wheel.is_local or Path(choice.wheel.place).is_file())
        }

    def _folders(self, asked: Asked) -> list[Path]:
        folders = [*self._options.folders, *asked.folders, *self._pips_folders]
        return list(dict.fromkeys(folders))

    def _packages(
        self, asked: Asked, assumed: Sequence[Ask], lock: Lock | None = None
    ) -> tuple[Supplied, ...]:
        given = [*asked.addressed.values(), *self._made(asked)]
        kept = self._still_there(lock)
        for wheel in given:
            kept.pop(wheel.name, None)
        sources: list[Source] = [Wheels("the app's addresses", [], given)]
        sources += [Wheels("the app's own wheels", list(asked.own_wheels))]
        sources += [Wheels.in_folder(folder) for folder in self._folders(asked)]
        if self._indexes:
            sources.append(RuntimePackages(self._options.runtime_list, self._runtime_address))
        sources += self._indexes
        asks = [*asked.asks, *assumed, *map(_ask_for, asked.own_wheels)]
        with self._reporter.searching() as on_step:
            choices = resolve(
                asks,
                sources,
                self._network,
                constraints=asked.constraints,
                overrides=asked.overrides,
                preferred=kept,
                known_names=imports.well_known_packages(),
                on_step=on_step,
            )
        own = {str(path) for path in asked.own_wheels}
        # The page installs the app's own wheels itself: their addresses stand in its settings.
        return self._fetch([choice for choice in choices if choice.wheel.place not in own])

    def _made(self, asked: Asked) -> list[Wheel]:
        """Return the wheels of the projects that an app asks for."""
        made = []
        for words, folder in asked.projects.items():
            name = canonicalize_name(Requirement(words).name)
            with self._reporter.searching() as on_step:
                on_step(name)
                wheel = projects.wheel_of(folder, name, self._cache)
            if wheel.name != name:
                raise PackageError(
                    f"The project in '{folder.name}' is called {wheel.name}, and not {name}.",
                    where=str(folder),
                    hint=f"Ask for it by its name: {wheel.name} @ …",
                )
            made.append(wheel)
        return made

    def _fetch(self, choices: Sequence[Choice]) -> tuple[Supplied, ...]:
        missing = [choice.wheel for choice in choices if not self._network.has(choice.wheel)]
        with self._reporter.downloading(sum(wheel.size for wheel in missing)) as on_bytes:

            def supplied(choice: Choice) -> Supplied:
                path = self._network.wheel(choice.wheel, on_bytes)
                sha256 = choice.wheel.sha256 or wheels.sha256_of(path)
                return Supplied(choice, path, sha256, wheels.contents(path))

            with ThreadPoolExecutor(AT_A_TIME) as threads:
                return tuple(threads.map(supplied, choices))

    def _stamps(self, asked: Asked) -> object:
        """Return what changes when wheels that stand in folders do."""
        folders = [*self._options.folders, *asked.folders]
        paths = [*asked.own_wheels, *(path for each in folders for path in each.glob("*.whl"))]
        stamps = [(str(path), path.stat().st_mtime_ns) for path in sorted(paths)]
        return [
            *stamps,
            *(each for folder in asked.projects.values() for each in projects.stamps(folder)),
        ]


def requirements_of(asked: Asked) -> tuple[str, ...]:
    """Return what an app asks for as it stands in a lock."""
    own = [_ask_for(path).requirement for path in asked.own_wheels]
    asks = [*asked.asks, *(asked.assumed or {}).values()]
    asked_for = wanted([*(ask.requirement for ask in asks), *own])
    if not asked_for:
        return ()
    constraints = wanted(ask.requirement for ask in asked.constraints)
    overrides = wanted(ask.requirement for ask in asked.overrides)
    return (
        *asked_for,
        *sorted([*asked.addressed, *asked.projects]),
        *(f"{text} (constraint)" for text in constraints),
        *(f"{text} (override)" for text in overrides),
    )


def _ask_for(path: Path) -> Ask:
    """Return the requirement for a wheel that the app brings."""
    wheel = wheels.wheel_named(path.name, str(path))
    if wheel is None:
        raise wheels.not_a_wheel(path)
    return Ask(wheels.requirement_for(wheel), path.name)


def _notes(asked: Asked, packages: Sequence[Supplied]) -> tuple[str, ...]:
    if not packages:
        return ()
    size = sum(each.size for each in packages) / 1e6
    names = [f"{each.name} {each.choice.wheel.version}" for each in packages]
    notes = [f"packages ({size:.1f} MB): {listed(names)}"]
    if assumed := asked.assumed:
        said = ", ".join(
            module if module == ask.name else f"{module} ({ask.requirement})"
            for module, ask in assumed.items()
        )
        wanted = ", ".join(f'"{ask.requirement}"' for ask in dict.fromkeys(assumed.values()))
        place, words = (
            ("at the program's top", f"# /// script\n# dependencies = [{wanted}]\n# ///")
            if asked.is_of_program
            else ("into the page", f"<py-config>\npackages = [{wanted}]\n</py-config>")
        )
        notes.append(
            f"assumed from its imports: {said}; to write that down, put {place}:\n"
            + textwrap.indent(words, "    ")
        )
    return tuple(notes)


def _notes_without(asked: Asked, error: PageletError) -> tuple[str, ...]:
    if not asked.assumed:
        return (f"without the packages that its wheels need: {error}",)
    modules = listed(asked.assumed)
    return (f"without packages for its imports ({modules}): {error}",)
