"""The files that the page of an app needs, where the app is one page in a folder of many files."""

import re
from collections.abc import Iterator

from pagelet.packed.markup import local_name
from pagelet_cli.companions import companions
from pagelet_cli.files import AppFiles

READ = (".css", ".htm", ".html", ".js", ".json", ".mjs", ".toml", ".svg")
_MODULE = ".py"
_LITERAL = re.compile(r"""(["'])([^"'\\\n]*)\1|url\(\s*([^"')\s]+)""")
_BARE = re.compile(r"=\s*([^\s\"'>]+)")
_IMPORT = re.compile(r"^[ \t]*(?:from|import)[ \t]+([\w.]+)", re.MULTILINE)


def referred(page: str, folder: AppFiles, *, read: tuple[str, ...] = READ) -> set[str]:
    """Return the names of `page`, of the files that it names, that those name, and so on.

    Args:
        page: a name in `folder`.
        folder: where all of them are.
        read: the endings of files that are read for names, besides Python's.
    """
    found = {page}
    to_read = [page]
    while to_read:
        name = to_read.pop()
        if name.endswith(_MODULE):
            named, _ = companions(name, folder)
        elif name.lower().endswith(read):
            named = set(
                _named_in(folder[name].read_bytes().decode("utf-8", "replace"), name, folder)
            )
        else:
            continue
        to_read += sorted(named - found)
        found |= named
    return found


def _named_in(text: str, name: str, folder: AppFiles) -> Iterator[str]:
    place = name.rpartition("/")[0]
    bases = {"", f"{place}/" if place else ""}
    words = {found[2] or found[3] or "" for found in _LITERAL.finditer(text)}
    words |= {found[1] for found in _BARE.finditer(text)}
    for word in words:
        for base in bases:
            file = local_name(word, base)
            if file and file in folder:
                yield file
    for found in _IMPORT.finditer(text):
        top = found[1].partition(".")[0]
        if f"{top}.py" in folder:
            yield f"{top}.py"
        elif f"{top}/__init__.py" in folder:
            yield from folder.under(top)
