"""What an app asks for: packages by name, wheels of its own, folders with wheels."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name

from pagelet.errors import PageletError
from pagelet_cli.app import App
from pagelet_cli.companions import companions
from pagelet_cli.errors import AppError, EncodingError
from pagelet_cli.packages import imports, projects, target
from pagelet_cli.packages.metadata_block import EXAMPLE, Block, read_block
from pagelet_cli.packages.network import path_of
from pagelet_cli.packages.page_code import code_in
from pagelet_cli.packages.page_settings import Settings, pages_of, settings_of_pages
from pagelet_cli.packages.resolve import Ask
from pagelet_cli.packages.wheels import Wheel, requirement_for, wheel_named
from pagelet_cli.packing.references import referred
from pagelet_cli.text import read_text

FOLDERS_KEY = "find-links"
_NAMING = (".htm", ".html", ".js", ".mjs")
RULES = ("constraints", "overrides")


@dataclass(frozen=True)
class Asked:
    """What an app asks for, in so far as it can be read."""

    asks: tuple[Ask, ...] = ()
    assumed: Mapping[str, Ask] | None = None
    """By module: what it seems to need, as it names no packages itself."""
    own_wheels: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()
    imported: Mapping[str, str] | None = None
    """By module: where the app imports it, also where it would go on without it."""
    faults: tuple[PageletError, ...] = ()
    notes: tuple[str, ...] = ()
    constraints: tuple[Ask, ...] = ()
    overrides: tuple[Ask, ...] = ()
    addressed: Mapping[str, Wheel] = field(default_factory=dict)
    """By the words in which the app asks for them: wheels by their address or path."""
    projects: Mapping[str, Path] = field(default_factory=dict)
    """By these words as well: the folders of projects, of which wheels are made."""
    is_of_program: bool = True
    """Whether a program asks, and not a page."""

    @property
    def is_nothing(self) -> bool:
        """Whether no package is asked for."""
        return not (self.asks or self.assumed or self.own_wheels)


def asked_by(app: App) -> Asked:
    """Return what `app` asks for."""
    reading = _Reading(app)
    reading.read()
    return reading.asked()


class _Reading:
    """Reads an app's settings, its program's metadata, and its imports."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._pages = {} if app.is_program else dict(pages_of(app))
        self._asks: dict[str, Ask] = {}
        self._rules: dict[str, dict[str, Ask]] = {kind: {} for kind in RULES}
        self._addressed: dict[str, Wheel] = {}
        self._projects: dict[str, Path] = {}
        self._own_wheels: dict[Path, None] = {}
        self._folders: dict[Path, None] = {}
        self._imported: dict[str, imports.Import] = {}
        self._places: dict[str, str] = {}
        self._faults: list[PageletError] = []
        self._notes: list[str] = []
        self._names_packages = False

    def read(self) -> None:
        """Take in everything that there is."""
        app = self._app
        if app.config.path:
            self._settings(
                Settings(dict(app.config.everything), app.config.path.name, PurePosixPath())
            )
        if app.is_program:
            self._program()
        else:
            for settings in settings_of_pages(app):
                self._settings(settings)
            for name, html in self._pages.items():
                for code in code_in(html):
                    self._imports(code.text, name, code.line)
        for name in self._python_files():
            try:
                source = read_text(app.files[name], name)
            except (EncodingError, OSError):
                continue
            self._imports(source, name)

    def asked(self) -> Asked:
        """Return it all."""
        return Asked(
            tuple(self._asks.values()),
            {} if self._names_packages else self._assumed(),
            tuple(self._own_wheels),
            tuple(self._folders),
            self._places,
            tuple(self._faults),
            tuple(self._notes),
            tuple(self._rules["constraints"].values()),
            tuple(self._rules["overrides"].values()),
            self._addressed,
            self._projects,
            self._app.is_program,
        )

    def _settings(self, settings: Settings) -> None:
        packages = settings.table.get("packages", ())
        # What is of the wrong kind, the page explains.
        for package in packages if isinstance(packages, list) else ():
            self._names_packages = True
            if isinstance(package, str):
                self._package(package, settings)
        self._find_links(settings.table.get(FOLDERS_KEY, ()), settings.where)
        self._read_rules(settings.table, settings.where)

    def _read_rules(self, table: Mapping[str, Any], where: str) -> None:
        for kind in RULES:
            texts = table.get(kind, ())
            for text in texts if isinstance(texts, list) else ():
                if isinstance(text, str):
                    self._ask(text, f"{kind} in {where}", self._rules[kind])

    def _package(self, package: str, settings: Settings) -> None:
        plain = package.partition("?")[0]
        if plain.endswith(".whl") and not set(":@") & set(plain) and not plain.startswith("/"):
            name = _joined(settings.folder, plain)
            if path := self._app.files.get(name):
                self._own_wheels[path] = None
        elif " @ " in package or not plain.endswith((".whl", ".toml", ".json")):
            self._ask(package, settings.where)

    def _ask(self, text: str, where: str, into: dict[str, Ask] | None = None) -> None:
        into = self._asks if into is None else into
        try:
            requirement = Requirement(text)
        except InvalidRequirement as error:
            reason = str(error).partition("\n")[0]
            self._faults.append(
                AppError(
                    f"'{text}' does not name a package: {reason}.",
                    where=where,
                    hint="Write its name, or its name and a version, such as 'pandas>=3'; for a "
                    "folder or a file its name, too: name @ ../folder.",
                )
            )
            return
        if requirement.url and into is self._asks:
            self._url(requirement, where)
        else:
            into.setdefault(str(requirement), Ask(requirement, where))

    def _url(self, requirement: Requirement, where: str) -> None:
        """Take in a requirement that names the address or the path of a wheel."""
        url, _, fragment = (requirement.url or "").partition("#")
        parts = urlsplit(url)
        file = unquote(parts.path).rpartition("/")[2]
        place = url
        if parts.scheme not in ("http", "https"):
            path = path_of(url) if parts.scheme == "file" else self._app.root / unquote(url)
            place = str(path.resolve())
            if not file.endswith(".whl"):
                self._project(requirement, Path(place), where)
                return
        wheel = wheel_named(file, place)
        if wheel is None or wheel.name != canonicalize_name(requirement.name):
            self._faults.append(
                AppError(
                    f"'{requirement.name} @ {requirement.url}' is no address of a wheel of "
                    f"{requirement.name}.",
                    where=where,
                    hint="Write the address or the path of a file that is named as a wheel is: "
                    f"{requirement.name} @ https://…/name-version-py3-none-any.whl.",
                )
            )
            return
        if wheel.is_local and not Path(place).is_file():
            self._faults.append(
                AppError(
                    f"There is no wheel '{requirement.url}'.",
                    where=f"{where} ({place})",
                    hint="Correct its path, which is taken from the app's folder, or put the file "
                    "there.",
                )
            )
            return
        size = Path(place).stat().st_size if wheel.is_local else 0
        sha256 = fragment.removeprefix("sha256=") if fragment.startswith("sha256=") else ""
        self._addressed[str(requirement)] = replace(wheel, size=size, sha256=sha256)
        exact = Requirement(str(requirement_for(wheel)))
        exact.extras, exact.marker = requirement.extras, requirement.marker
        self._asks.setdefault(str(exact), Ask(exact, where))

    def _project(self, requirement: Requirement, folder: Path, where: str) -> None:
        """Take in a requirement that names the folder of a project."""
        if not projects.is_project(folder):
            self._faults.append(
                AppError(
                    f"There is no project of {requirement.name} in '{requirement.url}'.",
                    where=f"{where} ({folder})",
                    hint="Name a folder that has a pyproject.toml, as seen from the app's folder; "
                    "or a wheel: a file whose name ends in .whl.",
                )
            )
            return
        self._projects[str(requirement)] = folder
        plain = Requirement(requirement.name)
        plain.extras, plain.marker = requirement.extras, requirement.marker
        self._asks.setdefault(str(plain), Ask(plain, where))

    def _find_links(self, folders: object, where: str) -> None:
        folders = [folders] if isinstance(folders, str) else folders
        if not isinstance(folders, Iterable):
            return
        for folder in folders:
            path = (self._app.root / str(folder)).resolve()
            if path.is_dir():
                self._folders[path] = None
            else:
                self._faults.append(no_folder(str(folder), path, where))

    def _program(self) -> None:
        name = self._app.entry.name
        try:
            block = read_block(read_text(self._app.entry, name), name)
        except EncodingError:
            # The app itself has that fault.
            return
        except AppError as error:
            self._faults.append(error)
            return
        if block:
            self._block(block, f"{name}, line {block.line}")

    def _block(self, block: Block, where: str) -> None:
        dependencies = block.table.get("dependencies")
        if dependencies is not None:
            self._names_packages = True
            if not isinstance(dependencies, list) or not all(
                isinstance(each, str) for each in dependencies
            ):
                self._faults.append(
                    AppError(
                        "The program's dependencies are not a list of names.",
                        where=where,
                        hint="Write it as in this example:\n" + EXAMPLE,
                    )
                )
                return
            for dependency in dependencies:
                self._ask(dependency, where)
        self._check_python(block.table.get("requires-python"))
        tool = block.table.get("tool", {})
        own = tool.get("pagelet", {}) if isinstance(tool, dict) else {}
        self._find_links(own.get(FOLDERS_KEY, ()) if isinstance(own, dict) else (), where)
        self._read_rules(own if isinstance(own, dict) else {}, where)

    def _check_python(self, wanted: Any) -> None:
        try:
            fits = not isinstance(wanted, str) or target.PYTHON in SpecifierSet(wanted)
        except InvalidSpecifier:
            return
        if not fits:
            self._notes.append(
                f"the program asks for Python {wanted}; the page has {target.PYTHON}"
            )

    def _python_files(self) -> list[str]:
        """Return the names of the Python files that the program, or the pages, come to use."""
        app = self._app
        if app.is_program:
            names, _ = companions(app.entry.relative_to(app.root).as_posix(), app.files)
        else:
            # Data, which may be large, names no Python: pages and their scripts do.
            pages = (referred(page, app.files, read=_NAMING) for page in self._pages)
            names = set().union(*pages)
        return [name for name in sorted(names) if name.endswith(".py") and name in app.files]

    def _imports(self, source: str, name: str, first_line: int = 1) -> None:
        for each in imports.imports_in(source):
            if self._is_own(each.module) or imports.is_in_the_page(each.module):
                continue
            before = self._imported.get(each.module)
            if before is None or (before.is_guarded and not each.is_guarded):
                self._imported[each.module] = each
                self._places[each.module] = f"{name}, line {first_line + each.line - 1}"

    def _is_own(self, module: str) -> bool:
        files = self._app.files
        return f"{module}.py" in files or any(True for _ in files.under(module))

    def _assumed(self) -> dict[str, Ask]:
        """Return what an app asks for by its imports."""
        found: dict[str, Ask] = {}
        for module, each in self._imported.items():
            if each.is_guarded:
                continue
            where = self._places[module]
            if package := imports.package_for(module):
                found[module] = Ask(Requirement(package), where)
            elif near := imports.likely(module):
                self._notes.append(f"there is no module '{module}' ({where}): is it '{near}'?")
            else:
                self._notes.append(
                    f"no package is known to bring the module '{module}' ({where}); "
                    "if there is one: pagelet add NAME"
                )
        return found


def no_folder(folder: str, path: Path, where: str) -> AppError:
    """Return the error for a folder with wheels that is not there."""
    return AppError(
        f"There is no folder '{folder}' with wheels.",
        where=f"{where} ({path})",
        hint="Correct its name, or make it and put the .whl files into it.",
    )


def _joined(folder: PurePosixPath, name: str) -> str:
    parts: list[str] = list(folder.parts)
    for part in name.split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
