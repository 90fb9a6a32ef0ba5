"""`pagelet unpack`: the files of an app from the one file that `pagelet pack` made of them."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

import brotli

from pagelet.packed import layout
from pagelet.packed.layout import FORMAT, Data
from pagelet.packed.markup import original_page
from pagelet_cli.errors import AppError, CallError, cannot_write
from pagelet_cli.files import may_be_served


@dataclass(frozen=True)
class Unpacked:
    """What `unpack` wrote."""

    folder: Path
    entry: str
    names: tuple[str, ...]


def app_files(file: Path) -> tuple[str, dict[str, bytes]]:
    """Return the name of the file that the app begins with, and its files by their names.

    Raises:
        CallError: there is no such file, or it was not made by `pagelet pack`.
        AppError: it is damaged.
    """
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise CallError(
            f"The file '{file.name}' cannot be read: {error.strerror or error}.",
            where=str(file),
            hint="Check the spelling and the folder.",
        ) from error
    except UnicodeDecodeError as error:
        raise _not_packed(file, "it is not UTF-8 text") from error
    if not text.removeprefix(layout.MARK).startswith(layout.TOP):
        raise _not_packed(file, "it does not begin as such a file does")
    try:
        return _app_files(text)
    except (ValueError, KeyError, TypeError, brotli.error) as error:
        raise AppError(
            f"The file '{file.name}' is damaged: {error}.",
            where=str(file),
            hint="Get it once more. Opened in a text editor, it still shows the text of the app.",
        ) from error


def unpack(file: Path, folder: Path) -> Unpacked:
    """Write the files of the app in `file` into `folder`, which is new or empty.

    Raises:
        CallError: `file` cannot be read or was not made by `pack`; `folder` holds something or
            cannot be written.
        AppError: `file` is damaged.
    """
    entry, files = app_files(file)
    try:
        folder = folder.resolve()
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CallError(
                f"'{folder.name}' is there already, and not empty.",
                where=str(folder),
                hint="Name a new folder with -o.",
            )
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".pagelet-unpack-") as work:
            new = Path(work) / folder.name
            for name, content in files.items():
                target = new / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            if folder.exists():
                folder.rmdir()
            new.rename(folder)
    except OSError as error:
        raise cannot_write("folder", folder, error) from error
    return Unpacked(folder, entry, tuple(sorted(files)))


def _app_files(text: str) -> tuple[str, dict[str, bytes]]:
    read = layout.read(text)
    if read.description["format"] != FORMAT:
        raise ValueError("it was made by a newer Pagelet, which is needed to take it apart")
    entry = str(read.description["entry"])
    own = {str(name) for name in read.description["data"]}  # type: ignore[attr-defined]
    files = dict(read.texts)
    if missing := own - read.data.keys():
        raise ValueError(f"'{min(missing)}' is missing")
    files |= {name: _content(read.data[name]) for name in own}
    if read.description["kind"] != "program" and entry not in files:
        page, embedded = original_page(read.page)
        mark = layout.MARK if read.description["mark"] else ""
        if read.description["lines"] == "crlf":
            page = page.replace("\r\n", "\n").replace("\n", "\r\n")
        files |= {**embedded, entry: (mark + page).encode()}
    for name in files:
        if not may_be_served(name.split("/")):
            raise ValueError(f"a file in it has the name '{name}', which leads elsewhere")
    return entry, files


def _content(data: Data) -> bytes:
    content: bytes = brotli.decompress(data.content) if data.is_compressed else data.content
    if len(content) != data.size:
        raise ValueError(f"{len(content)} bytes are where {data.size} should be")
    return content


def _not_packed(file: Path, reason: str) -> CallError:
    return CallError(
        f"'{file.name}' was not made by 'pagelet pack': {reason}.",
        where=str(file),
        hint="Name an .html file that 'pagelet pack' has made.",
    )
