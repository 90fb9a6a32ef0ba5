"""The file of a packed app, laid out anew with what has changed in it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from urllib.parse import unquote

from pagelet import preparation
from pagelet._host import host
from pagelet.errors import PageletError
from pagelet.packed.layout import (
    DECODER,
    OUTLINE,
    Content,
    Data,
    Kept,
    Outline,
    Parts,
    Piece,
    laid_out,
    without_written,
    written_element,
)
from pagelet.packed.markup import is_readable, original_page, packed_page

# Text up to this size stands in the file as text, in bytes.
LARGEST_TEXT = 200_000


class SaveError(PageletError):
    """A copy of the app cannot be saved."""


@dataclass(frozen=True)
class Changes:
    """What a copy has that the file has not."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    """Files of the app with their new content, by their names."""
    written: Mapping[str, bytes] | None = None
    """Files that a program wrote, all of them; None: those that the file has already."""


class Saves(Protocol):
    """An app of which a copy can be saved."""

    @property
    def packed(self) -> "PackedFile | None":
        """The file that the app is, None if it is none."""

    def changes(self) -> Changes:
        """Return what is to be in the copy."""

    def note_saved(self) -> None:
        """Remember that nothing would be lost now."""


class PackedFile:
    """The file that the page was opened from.

    Args:
        saving: what packed.js says of it.
    """

    def __init__(self, saving: Any) -> None:
        self._saving = saving
        parts = json.loads(str(saving.parts()))
        self.description: dict[str, Any] = json.loads(parts["description"])
        self.texts: list[str] = parts["texts"]
        self.data = {name: Kept(name, *rest) for name, *rest in parts["data"]}
        self.names = frozenset(parts["names"])
        """Of all that is in it, Pagelet's own files among them."""
        self.decoder = self.data.pop(DECODER)
        self.outline = Outline.read(self.read(OUTLINE))

    @property
    def entry(self) -> str:
        """The name of the file that the app begins with."""
        return str(self.description["entry"])

    @property
    def is_program(self) -> bool:
        """Whether the app begins with Python: a page's text stands elsewhere."""
        return self.entry in self.own_names

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names of the app's files that stand apart from its page."""
        return (*self.texts, *self.description["data"])

    def read(self, name: str) -> bytes:
        """Return the content of a file in it."""
        return bytes(host.from_browser(self._saving.read(name)))

    def page(self) -> str:
        """Return the app's page, as its author wrote it."""
        return original_page(self.outline.page)[0].replace("\r\n", "\n")

    def edits(self) -> dict[str, bytes]:
        """Return the files that this page was loaded with instead of those in the file."""
        edits: dict[str, str] = json.loads(str(self._saving.edits()))
        return {name: text.encode() for name, text in edits.items()}

    def run_with(self, edits: Mapping[str, bytes]) -> bool:
        """Load the page again with other files; return whether the browser keeps them so long.

        Args:
            edits: all that are to be different, by their names.
        """
        texts = {name: content.decode() for name, content in edits.items()}
        if texts:
            # It is shown in the place of the page that stands in the file.
            texts.setdefault(self.entry, self.page())
        return bool(self._saving.runWith(json.dumps(texts)))

    def own_files(self) -> dict[str, bytes]:
        """Return the files of the app but for its page, by their names."""
        files = {name: self.read(name) for name in self.own_names}
        return files if self.is_program else files | original_page(self.outline.page)[1]

    def with_changes(self, changes: Changes, written: Sequence[str]) -> list[Piece]:
        """Return the file with changes in it, in pieces.

        Args:
            changes: what is different.
            written: the names of the files that an earlier copy has brought.
        """
        outline, new = self.outline, dict(changes.files)
        gone: set[str] = set()
        if changes.written is not None:
            head = without_written(outline.head) + written_element(sorted(changes.written))
            outline = replace(outline, head=head)
            gone = set(written) - changes.written.keys()
            new.update(changes.written)
        new = dict(sorted(new.items()))
        files: dict[str, bytes | None]
        if self.is_program or not changes.files:
            files = {**dict.fromkeys(self.own_names), **new}
        else:
            page, files = self._page_with(new)
            outline = replace(outline, page=page)
        return self._laid_out(
            outline,
            {
                name: None if name in self.own_names and content == self.read(name) else content
                for name, content in files.items()
                if name not in gone
            },
        )

    def _page_with(self, new: Mapping[str, bytes]) -> tuple[str, dict[str, bytes | None]]:
        """Return the page as it stands in the file, and the files that do not stand in it."""
        files = {**self.own_files(), **new}
        content = files.pop(self.entry, None)
        page = self.page() if content is None else content.decode("utf-8-sig")
        if self.description["lines"] == "crlf":
            page = page.replace("\r\n", "\n").replace("\n", "\r\n")

        def ours(name: str) -> bytes | None:
            return self.read("pagelet.css") if name.endswith("pagelet.css") else None

        made = packed_page(page, "", files.get, ours)
        return made.page, {
            name: content for name, content in files.items() if name not in made.used
        }

    def _laid_out(self, outline: Outline, files: Mapping[str, bytes | None]) -> list[Piece]:
        """Return the file with these files of the app; None stands for one that is as it was."""
        texts: dict[str, bytes] = {}
        data: dict[str, Content] = {}
        for name, content in files.items():
            if content is None and name in self.data:
                data[name] = self.data[name]
            elif content is None:
                texts[name] = self.read(name)
            elif len(content) <= LARGEST_TEXT and is_readable(content):
                texts[name] = content
            else:
                data[name] = Data(content, len(content))
        own = set(self.description["data"])
        rest = {name: kept for name, kept in self.data.items() if name not in own}
        changed: dict[str, Content] = {}
        if outline != self.outline:
            content = outline.written()
            changed[OUTLINE] = Data(content, len(content))
        return laid_out(
            Parts(
                outline=outline,
                description={**self.description, "data": list(data)},
                texts=texts,
                data={**data, **rest, **changed},
                decoder=replace(self.decoder, name=DECODER),
                script=Kept(""),
            )
        )

    def check_whole(self) -> None:
        """Raise SaveError if the file has something that a copy would not have."""
        if not self._saving.isAsPacked(self.outline.page):
            raise SaveError(
                "The page in this file was changed in a text editor after it was packed, and a "
                "copy saved from here would not have that change.",
                where=self.name,
                hint="Copy the file itself. To save from the page again, make a new file: "
                "'pagelet unpack', then 'pagelet pack'.",
            )

    @property
    def name(self) -> str:
        """The name of the file, as far as the browser tells."""
        name = unquote(str(host.window.location.pathname).rpartition("/")[2])
        return name if name.lower().endswith((".html", ".htm")) else "app.html"

    def save(self, pieces: list[Piece]) -> None:
        """Let the person save a file of these pieces."""
        plain = [piece if isinstance(piece, str) else [piece.name] for piece in pieces]
        self._saving.save(self.name, json.dumps(plain, ensure_ascii=False))


def save(app: Saves) -> None:
    """Let the person save a copy of the app's file.

    Raises:
        SaveError: it cannot be made as it should be.
    """
    packed = app.packed
    if packed is None:
        return
    packed.check_whole()
    packed.save(packed.with_changes(app.changes(), preparation.written()))
    app.note_saved()
