"""The text of an app, and what a person has changed of it in the page."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from urllib.parse import quote, unquote

from pagelet import files, preparation
from pagelet._host import host
from pagelet.menu.copies import LARGEST_TEXT, Changes, PackedFile, SaveError
from pagelet.packed.markup import is_readable

SAVE_FILES = "save-files"

# A copy that is larger is of no use to anyone.
_MOST_WRITTEN = 50_000_000


class Program(Protocol):
    """A program that runs in its own page."""

    @property
    def path(self) -> Path:
        """Its file."""

    async def run_again(self) -> None:
        """Run it from its beginning; if it still runs, that is stopped first."""


class App(Protocol):
    """What the menu is for."""

    @property
    def packed(self) -> PackedFile | None:
        """The file that the app is, None if it is none."""

    @property
    def is_unsaved(self) -> bool:
        """Whether something was changed that is nowhere but in the page."""

    @property
    def is_page(self) -> bool:
        """Whether the page is the app, so that to run it is to load it again."""

    def names(self) -> list[str]:
        """Return the names of the files that are text, beginning with the most important."""

    def text(self, name: str) -> str:
        """Return the text of a file as it is now."""

    def change(self, name: str, text: str) -> None:
        """Give a file another text."""

    async def run(self) -> bool:
        """Run the app from its beginning, as it is now; return whether the browser allows it."""

    async def files(self) -> dict[str, bytes]:
        """Return the app's files for a link: with what a person changed, not what it wrote.

        Raises:
            DownloadError: one of them could not be fetched.
        """

    def changes(self) -> Changes:
        """Return what is to be in a copy."""

    def note_saved(self, name: str | None = None) -> None:
        """Remember that this file, or all of them, would not be lost now."""


class _Unsaved:
    """Remembers which files were changed and are nowhere but in the page."""

    def __init__(self) -> None:
        self._unsaved: set[str] = set()

    @property
    def is_unsaved(self) -> bool:
        """Whether something was changed that is nowhere but in the page."""
        return bool(self._unsaved)

    def note_saved(self, name: str | None = None) -> None:
        """Remember that this file, or all of them, would not be lost now."""
        self._unsaved -= {name} if name else set(self._unsaved)


class ProgramApp(_Unsaved):
    """A program in its own page: its files are those of Python's working folder."""

    def __init__(self, program: Program, packed: PackedFile | None) -> None:
        super().__init__()
        self.packed = packed
        self._program = program
        self._folder = preparation.folder()
        self._brought = _brought()
        self._changed: set[str] = set()

    @property
    def is_page(self) -> bool:
        """Whether the page is the app: it runs in the page."""
        return False

    def names(self) -> list[str]:
        """Return the program's name, then those of its other text files."""
        entry = self._program.path.as_posix()
        others = sorted({*self._brought, *self._changed} - {entry})
        return [entry, *(name for name in others if self._is_text(name))]

    def text(self, name: str) -> str:
        """Return the text of a file as it is now."""
        return _text(self._content(name))

    def change(self, name: str, text: str) -> None:
        """Write a file with another text; the next run finds it so."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(text, self._content(name)))
        self._changed.add(name)
        self._unsaved.add(name)

    async def run(self) -> bool:
        """Run the program from its beginning."""
        await self._program.run_again()
        return True

    async def files(self) -> dict[str, bytes]:
        """Return the app's files for a link: with what a person changed, not what it wrote.

        Raises:
            DownloadError: one of them could not be fetched.
        """
        own = {path: source for path, source in self._brought.items() if source is not None}
        changed = {own[name]: self._content(name) for name in self._changed if name in own}
        if self.packed:
            return {**self.packed.own_files(), **changed}
        # What the program has written into them is its own matter.
        names = [name for name in dict.fromkeys(own.values()) if name not in changed]
        fetched = await asyncio.gather(*(host.fetch(quote(name)) for name in names))
        return {**dict(zip(names, fetched, strict=True)), **changed}

    def changes(self) -> Changes:
        """Return what was changed here and, where the app allows it, what the program wrote.

        Raises:
            SaveError: it wrote too much.
        """
        changed = {
            source: self._content(name)
            for name in self._changed
            if (source := self._brought.get(name))
        }
        if not preparation.page_config().get(SAVE_FILES) or not self.packed:
            return Changes(changed)
        return _with_written(self.packed, self._folder, self._brought, changed)

    def _content(self, name: str) -> bytes:
        path = self._folder / name
        return path.read_bytes() if path.is_file() else b""

    def _is_text(self, name: str) -> bool:
        path = self._folder / name
        return (
            path.is_file()
            and path.stat().st_size <= LARGEST_TEXT
            and is_readable(path.read_bytes())
        )


class PageApp(_Unsaved):
    """A page in one file: its files are those of the file."""

    def __init__(self, packed: PackedFile) -> None:
        super().__init__()
        self.packed = packed
        # What was changed before the page was loaded again to run it.
        self._changed = {
            name: content
            for name, content in packed.edits().items()
            if content != self._original(name)
        }
        self._unsaved.update(self._changed)

    @property
    def is_page(self) -> bool:
        """Whether the page is the app: it is."""
        return True

    def names(self) -> list[str]:
        """Return the page's name, then those of the other text files."""
        others = [
            name
            for name, content in sorted(self.packed.own_files().items())
            if len(content) <= LARGEST_TEXT and is_readable(content)
        ]
        return [self.packed.entry, *others]

    def text(self, name: str) -> str:
        """Return the text of a file as it is now."""
        return _text(self._content(name))

    def change(self, name: str, text: str) -> None:
        """Give a file another text, for a copy."""
        self._changed[name] = _bytes(text, self._content(name))
        self._unsaved.add(name)

    async def run(self) -> bool:
        """Load the page again, with what was changed; return whether the browser allows it."""
        edits = {
            name: content
            for name, content in self._changed.items()
            if content != self._original(name)
        }
        return self.packed.run_with(edits)

    async def files(self) -> dict[str, bytes]:
        """Return the app's files for a link: with what a person changed, not what it wrote."""
        page = self.packed.page().encode()
        return {self.packed.entry: page, **self.packed.own_files(), **self._changed}

    def changes(self) -> Changes:
        """Return what was changed here and, where the app allows it, what its code wrote.

        Raises:
            SaveError: it wrote too much.
        """
        if not preparation.page_config().get(SAVE_FILES):
            return Changes(self._changed)
        return _with_written(self.packed, preparation.folder(), _brought(), self._changed)

    def _content(self, name: str) -> bytes:
        if name in self._changed:
            return self._changed[name]
        return self._original(name)

    def _original(self, name: str) -> bytes:
        if name == self.packed.entry:
            return self.packed.page().encode()
        return self.packed.own_files()[name]


def _brought() -> dict[str, str | None]:
    """Return the paths of the files that were there at the start, and their names in the app.

    What came from elsewhere has no name there.
    """
    found: dict[str, str | None] = {name: name for name in preparation.written()}
    for download in files.plan(preparation.page_config().get("files", {})):
        if not download.unpack:
            name = None if "://" in download.url else unquote(download.url).removeprefix("./")
            found[Path(download.path).as_posix()] = name
    return found


def _with_written(
    packed: PackedFile,
    folder: Path,
    brought: dict[str, str | None],
    changed: dict[str, bytes],
) -> Changes:
    earlier = preparation.written()
    written: dict[str, bytes] = {}
    changed = dict(changed)
    for path in _files_in(folder):
        name = path.relative_to(folder).as_posix()
        source = brought.get(name)
        if source is None or name in earlier:
            written[name] = path.read_bytes()
        elif source in packed.own_names and path.read_bytes() != packed.read(source):
            changed.setdefault(source, path.read_bytes())
    size = sum(map(len, (*written.values(), *changed.values())))
    if size > _MOST_WRITTEN:
        raise SaveError(
            f"The program has written {size // 1_000_000} MB of files, too much for a copy "
            f"(the limit is {_MOST_WRITTEN // 1_000_000} MB).",
            where=str(folder),
            hint="Let the program remove what it does not need any more, and save again.",
        )
    return Changes(changed, written)


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that an app can have."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == "__pycache__" or path.is_symlink():
            continue
        if path.is_dir():
            yield from _files_in(path)
        elif path.is_file():
            yield path


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace").replace("\r\n", "\n")


def _bytes(text: str, before: bytes) -> bytes:
    """Return a text as it is to be written, with the line ends that the file had."""
    text = text.replace("\r\n", "\n")
    return (text.replace("\n", "\r\n") if b"\r\n" in before else text).encode()
