"""What a user made: one page, one program, or a folder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeAlias

import pagelet_web
from pagelet.errors import ConfigError, PageletError
from pagelet_cli.companions import companions
from pagelet_cli.config import Config, read_config
from pagelet_cli.errors import AppError, CallError, EncodingError, NoEntryError
from pagelet_cli.files import AppFiles
from pagelet_cli.text import read_text

Kind = Literal["page", "program", "folder"]
Fault: TypeAlias = ConfigError | EncodingError

PAGE_ENDINGS = frozenset({".html", ".htm"})
PROGRAM_ENDING = ".py"

# A program's files are all fetched before it starts.
LARGEST_PRELOADED = 50_000_000
MOST_PRELOADED = 1_000

MOST_LISTED = 8

# An app of our own: a page with nothing but a console.
CONSOLE = pagelet_web.FOLDER / "console"


@dataclass(frozen=True)
class App:
    """An app as it is on disk at one moment."""

    kind: Kind
    root: Path
    entry: Path
    files: AppFiles
    """All that may be served."""
    title: str
    config: Config
    preloaded: tuple[str, ...] = ()
    """The files that a program finds in its working folder when it starts."""
    faults: tuple[Fault, ...] = ()
    """What keeps the app from working, though its files can be served."""
    notes: tuple[str, ...] = ()
    """What its author should know: what was taken along, what was left out."""

    @classmethod
    def open(cls, path: Path | str = ".") -> "App":
        """Return the app at `path`: an `.html` file, a `.py` file, or a folder.

        Raises:
            CallError: there is nothing at `path`, or nothing of these kinds.
            AppError: it cannot be read, or it is a folder that does not say where to begin.
        """
        path = Path(path)
        try:
            return _open(path)
        except OSError as error:
            raise AppError(
                f"'{path.name}' cannot be read: {error.strerror or error}.",
                where=str(error.filename or path),
                hint="Check that the file is there and that you may read it.",
            ) from error

    @property
    def is_program(self) -> bool:
        """Whether it begins with Python, so that Pagelet makes its page."""
        return self.entry.suffix.lower() == PROGRAM_ENDING


def app_here() -> Path:
    """Return the path of the app in the present folder, `CONSOLE` if there is none."""
    here = Path()
    try:
        App.open(here)
    except NoEntryError:
        return CONSOLE
    except PageletError:
        # Whoever opens it tells.
        return here
    return here


def _open(path: Path) -> App:
    if path.is_dir():
        return _open_folder(path.resolve())
    if not path.is_file():
        raise _nothing_at(path)
    ending = path.suffix.lower()
    if ending not in PAGE_ENDINGS and ending != PROGRAM_ENDING:
        raise CallError(
            f"'{path.name}' is not something that Pagelet runs.",
            where=str(path),
            hint="Name an .html file, a .py file, or a folder that holds one of them.",
        )
    file = path.resolve()
    if file.name not in AppFiles(file.parent) or _has_braces(file.name):
        raise CallError(
            f"An app cannot begin with a file called '{file.name}'.",
            where=str(path),
            hint="Give it a name without braces that does not begin with a dot.",
        )
    return _open_page(file) if ending in PAGE_ENDINGS else _open_program(file)


def _open_folder(folder: Path) -> App:
    files = AppFiles(folder)
    entry = _entry_of(files)
    config, faults = _config_and_faults(folder, entry)
    preloaded, notes = (
        _preloadable(files, _wheels(config)) if entry.suffix == PROGRAM_ENDING else ((), ())
    )
    title = config.title or folder.name
    return App("folder", folder, entry, files, title, config, preloaded, faults, notes)


def _open_page(page: Path) -> App:
    config, faults = _config_and_faults(page.parent, page)
    return App("page", page.parent, page, AppFiles(page.parent), page.stem, config, faults=faults)


def _open_program(program: Path) -> App:
    folder = program.parent
    config, faults = _config_and_faults(folder)
    needed, unreadable = companions(program.name, AppFiles(folder))
    needed.update(source.removeprefix("./") for source in config.files)
    wheels = _wheels(config)
    files = AppFiles(folder, only=needed | wheels)
    preloaded, notes = _preloadable(files, wheels)
    beside = [name for name in preloaded if name != program.name]
    if beside:
        notes = (f"also in the app: {listed(beside)}", *notes)
    faults = (*faults, *unreadable)
    return App("program", folder, program, files, program.stem, config, preloaded, faults, notes)


def _entry_of(files: AppFiles) -> Path:
    for name in ("index.html", "main.py"):
        if name in files:
            return files[name]
    present = sorted(files.root.iterdir())
    here = [path.name for path in present if path.name in files]
    pages = [name for name in here if Path(name).suffix.lower() in PAGE_ENDINGS]
    programs = [name for name in here if Path(name).suffix.lower() == PROGRAM_ENDING]
    candidates = pages or programs
    if len(candidates) == 1:
        return files[candidates[0]]
    if candidates:
        raise AppError(
            f"The folder '{files.root.name}' does not say which file to begin with.",
            where=f"{files.root}, which holds {listed(candidates)}",
            hint=f"Name one (such as {candidates[0]}) instead of the folder, "
            f"or call one of them {'index.html' if pages else 'main.py'}.",
        )
    folders = [f"{path.name}/" for path in present if path.is_dir() and path.name[0] != "."]
    raise NoEntryError(
        f"The folder '{files.root.name}' holds no page and no program.",
        where=f"{files.root}, which holds {listed([*here, *folders]) or 'nothing'}",
        hint="Put an index.html or a main.py there; `pagelet new` makes one to begin with.",
    )


def _config_and_faults(folder: Path, *texts: Path) -> tuple[Config, tuple[Fault, ...]]:
    """Return the configuration, empty if broken, and all that is wrong with it or `texts`."""
    config = Config()
    faults: list[Fault] = []
    try:
        config = read_config(folder)
    except (ConfigError, EncodingError) as error:
        faults.append(error)
    for text in texts:
        try:
            read_text(text)
        except EncodingError as error:
            faults.append(error)
    return config, tuple(faults)


def _wheels(config: Config) -> set[str]:
    """Return the names of the wheels that the app brings: the page installs them."""
    return {package.removeprefix("./") for package in config.packages}


def _preloadable(files: AppFiles, wheels: set[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that a page can be expected to fetch first, and notes on the others."""
    fitting: list[str] = []
    notes: list[str] = []
    for name, path in files.items():
        if name in wheels:
            continue
        size = path.stat().st_size
        if _has_braces(name):
            notes.append(f"not in the program's folder: {name} (its name has braces)")
        elif size > LARGEST_PRELOADED:
            notes.append(
                f"not in the program's folder: {name} ({size // 1_000_000} MB; "
                f"the limit is {LARGEST_PRELOADED // 1_000_000} MB)"
            )
        elif len(fitting) == MOST_PRELOADED:
            notes.append(f"not in the program's folder: all files after the first {MOST_PRELOADED}")
            break
        else:
            fitting.append(name)
    return tuple(fitting), tuple(notes)


def _has_braces(name: str) -> bool:
    """Return whether a configuration would take a part of `name` for a placeholder."""
    return bool(set(name) & {"{", "}"})


def _nothing_at(path: Path) -> CallError:
    folder = path.absolute().parent
    names = [other.name for other in folder.iterdir()] if folder.is_dir() else []
    near = get_close_matches(path.name, names, n=1, cutoff=0.7)
    return CallError(
        f"There is no file or folder '{path}'.",
        where=str(folder) if folder.is_dir() else f"{folder}, which does not exist either",
        hint=f"Did you mean '{near[0]}'?" if near else "Check the spelling and the folder.",
    )


def listed(names: Sequence[str] | Iterable[str]) -> str:
    """Return the names in one line, the first few of them if there are many."""
    names = list(names)
    more = len(names) - MOST_LISTED
    if more <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:MOST_LISTED])} and {more} more"
