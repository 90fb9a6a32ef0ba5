"""What an app comes to when it is handed on: its own files, and which parts of Pagelet it uses."""

import re
from dataclasses import dataclass
from functools import cached_property

from pagelet.packed.layout import is_packed
from pagelet_cli.app import App, listed
from pagelet_cli.dist import is_made_by_dist
from pagelet_cli.errors import AppError
from pagelet_cli.files import AppFiles
from pagelet_cli.packages.supply import Supply
from pagelet_cli.packing.references import referred
from pagelet_cli.program_page import program_page
from pagelet_cli.safety import network_of
from pagelet_cli.web import CHARACTERS

# What `pagelet build` leaves in the folder that it makes.
BUILD_RECORD = "pagelet-build.json"

# Text up to this size is looked at, and can be read in a packed file; in bytes.
LARGEST_TEXT = 200_000

# What is looked at whatever its size.
_CODE = (".py", ".html", ".htm", ".toml")

# Where a server is named as one that the app takes something from.
_IN_CODE = re.compile(r"""["'`]((?:https?|wss?)://[\w.-]+(?::\d+)?)""")
_IN_TAGS = re.compile(
    r"""<(?!a\b)[a-z-]+\b[^>]*?\s(?:src|href|data|poster)\s*=\s*["']?(https?://[\w.-]+(?::\d+)?)""",
    re.IGNORECASE,
)
_ADDRESSES = {
    **dict.fromkeys(("py", "js", "mjs"), _IN_CODE),
    **dict.fromkeys(("html", "htm"), _IN_TAGS),
}

# Parts of Pagelet that few apps use, and what stands in the text of all that do.
_SELDOM = {
    "canvas/": "game|pgz|canvas|turtle",
    "editor/": "editor|donkey|codemirror",
    "packed/worker.js": "orker",
    # What packages read that the page loads by itself nobody knows. Most others are encodings.
    CHARACTERS: r"unicodedata|stringprep|\\N\{|micropip|pagelet.packages|packages.install|idna|"
    r"jis|JIS|[bB]ig5|BIG5|gbk|GBK|[gG][bB]2312|[gG][bB]18030|(euc|EUC)[-_]|cp9\d\d|johab|"
    r"(iso|ISO).?2022",
    "terminal/": "terminal",
    "turtle/": "turtle",
    "vendor/codemirror/": "editor|donkey|codemirror",
    "vendor/marked/": "arkdown",
    "vendor/micropip/": "micropip|pagelet.packages|packages.install",
    "vendor/xterm/": "terminal",
}


@dataclass(frozen=True)
class AppParts:
    """An app's own files."""

    app: App
    files: dict[str, bytes]
    """By their names; the one that it begins with is among them."""
    notes: tuple[str, ...]
    """What was left out, or taken along."""
    network: tuple[str, ...] | None = None
    """The addresses that it says it needs; None if it says nothing of it."""

    @cached_property
    def text(self) -> str:
        """All that is text in it."""
        texts = [
            content.decode("utf-8", "ignore")
            for name, content in self.files.items()
            if len(content) <= LARGEST_TEXT or name.endswith(_CODE)
        ]
        return "\n".join([*texts, program_page(self.app) if self.app.is_program else ""])

    @cached_property
    def addresses(self) -> dict[str, str]:
        """The servers that its code and pages name, and the first file that does."""
        found: dict[str, str] = {}
        for name, content in self.files.items():
            pattern = _ADDRESSES.get(name.rpartition(".")[2].lower())
            if pattern:
                for address in pattern.findall(content.decode("utf-8", "ignore")):
                    found.setdefault(address.lower(), name)
        return found

    @cached_property
    def scripts(self) -> str:
        """All of its own JavaScript files."""
        return "\n".join(
            content.decode("utf-8", "ignore")
            for name, content in self.files.items()
            if name.endswith((".js", ".mjs"))
        )


def parts_of(app: App, supply: Supply, output: str = "") -> AppParts:
    """Return the app's own files.

    Copies of Pagelet are not among them, nor what was built of the app before.

    Args:
        app: of any kind.
        supply: its packages.
        output: the name of the file that is to be made of it, which may be in its folder.

    Raises:
        PageletError: the app, or one of its packages, is not as it should be.
    """
    for fault in (*app.faults, *supply.faults):
        raise fault
    network = network_of(app)
    files = app.files
    if app.kind == "page":
        files = AppFiles(app.root, only=referred(app.entry.name, app.files))
    loaders, sites = [], []
    for name in files:
        folder, _, last = name.rpartition("/")
        if last == "pagelet.js" and is_made_by_dist(files[name].parent):
            loaders.append(f"{folder}/" if folder else "")
        elif last == BUILD_RECORD and folder:
            sites.append(f"{folder}/")
    found: dict[str, bytes] = {}
    for name, path in files.items():
        if name.startswith((*loaders, *sites)) or (name == output and is_packed(path)):
            continue
        try:
            found[name] = path.read_bytes()
        except OSError as error:
            raise AppError(
                f"'{name}' cannot be read: {error.strerror or error}.",
                where=str(path),
                hint="Check that the file is there and that you may read it.",
            ) from error
    notes = [f"Pagelet itself comes from this installation, not from {name}" for name in loaders]
    beside = sorted(name for name in found if name != app.entry.name)
    if app.kind == "page" and beside:
        notes.append(f"also in the app: {listed(beside)}")
    return AppParts(app, found, tuple(notes), network)


def is_used(name: str, text: str) -> bool:
    """Return whether an app with this text may use a file of Pagelet's."""
    return re.search(pattern_of(name), text) is not None


def pattern_of(name: str) -> str:
    """Return the pattern in the text of all apps that may use a file of Pagelet's."""
    return next((words for part, words in _SELDOM.items() if name.startswith(part)), "")
