"""`pagelet pack`: an app as one HTML file."""

import json
import struct
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pagelet
import pagelet_web
from pagelet.packed import layout
from pagelet.packed.layout import OUTLINE, Data, Outline, Parts, is_packed
from pagelet.packed.markup import LOADING, is_readable, packed_page
from pagelet.packed.text_form import ALPHABET, length_of
from pagelet_cli.app import App
from pagelet_cli.app_parts import LARGEST_TEXT, AppParts, is_used, parts_of
from pagelet_cli.compress import compress, is_worth_it
from pagelet_cli.content_types import types_of
from pagelet_cli.errors import CallError, InstallError, cannot_write
from pagelet_cli.linking import link_element, player_of
from pagelet_cli.packages.supply import HANDED_ON, Supply
from pagelet_cli.packing import trimming
from pagelet_cli.packing.online import LARGE, Online
from pagelet_cli.pages import packages_element
from pagelet_cli.program_page import program_page
from pagelet_cli.safety import EVERYWHERE, NETWORK_KEY, packed_policy, policy_element, servers
from pagelet_cli.text import decode
from pagelet_cli.version import version
from pagelet_cli.web import (
    BARE,
    CHARACTERS,
    GLUE,
    MICROPIP,
    PYTHON_ARCHIVE,
    SNAPSHOT,
    STDLIB,
    UNUSED_BY_PACKED,
    WebFile,
    page_sources,
)

BUNDLE = "pagelet-bundle"
_LICENCES = (
    *("vendor/brotli/LICENSE", "vendor/brotli/LICENSE-brotli-decompressor"),
    "vendor/segno/LICENSE",
)

# Files without a name that says so count as text up to this size, in bytes.
LARGEST_OTHER_TEXT = 20_000
_TEXTS = frozenset(
    {
        *(".css", ".csv", ".htm", ".html", ".ini", ".js", ".json", ".lock", ".md", ".mjs", ".py"),
        *(".svg", ".toml", ".tsv", ".txt", ".xml", ".yaml"),
    }
)
_WORKER = "packed/worker.js"


@dataclass(frozen=True)
class Packed:
    """The file that `pack` made."""

    content: bytes
    sizes: Mapping[str, int]
    """The bytes of the file by what they are for: runtime, packages, app."""
    network: tuple[str, ...]
    """The addresses that it may reach."""
    notes: tuple[str, ...]
    """What its author should know."""


def pack(
    app: App,
    supply: Supply,
    web: Mapping[str, WebFile],
    *,
    file: str,
    whole: bool = False,
    online: Online | None = None,
) -> Packed:
    """Return the app as one HTML file.

    Args:
        app: it may be of any kind.
        supply: its packages.
        web: Pagelet's files for the browser, as `web_files` returns them.
        file: the name that the result will have.
        whole: whether all of Python's library is in it, also what the app seems not to use.
        online: where it takes Python from; None: that is in it.

    Raises:
        PageletError: the app, or one of its packages, is not as it should be.
        InstallError: Pagelet's own files are not complete.
    """
    if SNAPSHOT not in web:
        raise InstallError(
            "Pagelet has no snapshot of Python's memory, without which no file can be made.",
            where=str(pagelet_web.FOLDER),
            hint="Install Pagelet again; in a copy of its repository that is `pip install -e .`.",
        )
    # So that a wrong address is told of.
    player_of(app)
    own = parts_of(app, supply, file)
    files, text = dict(own.files), own.text
    if app.is_program:
        page, has_mark = program_page(app), False
    else:
        content = files.pop(app.entry.name)
        page, has_mark = decode(content, app.entry.name), content.startswith(b"\xef\xbb\xbf")
    changed = packed_page(page, "", files.get, lambda name: _ours(web, name))
    left = {name: content for name, content in files.items() if name not in changed.used}
    texts = {name: content for name, content in left.items() if _is_text(name, content)}
    if app.entry.name in texts:
        # What a person looks for first.
        texts = {app.entry.name: texts.pop(app.entry.name), **texts}
    data = {name: _data(content) for name, content in left.items() if name not in texts}
    packages = {
        each.address_in(HANDED_ON): _data(each.path.read_bytes()) for each in supply.packages
    }
    wheels = [each.path.read_bytes() for each in supply.packages]
    wheels += [content for name, content in files.items() if name.endswith(".whl")]
    runtime, remote = _runtime(web, text, wheels, whole, online)
    description = {
        "format": layout.FORMAT,
        "pagelet": version(),
        "kind": app.kind,
        "entry": app.entry.name,
        "mark": has_mark,
        "network": servers(own.network or ()),
        "lines": "crlf" if "\r\n" in page else "lf",
        # The app's own among the data.
        "data": list(data),
        # What packed.js has to know.
        "alphabet": ALPHABET,
        "loading": LOADING,
        "types": types_of([*files, *web]),
        **({"online": remote} if remote else {}),
    }
    address = online.address if online else ""
    decoder = _deflated("vendor/brotli/brotli.wasm")
    outline = Outline(
        top=layout.top(version=version(), file=file, online=address),
        page=changed.page,
        first=policy_element(packed_policy(own.network or (), text, own.scripts, runtime=address))
        + f"<script>{_script('packed/sealed.js')}</script>",
        head=f"<script>{_script('packed/first.js')}</script>{packages_element(supply.table(HANDED_ON))}"
        + ("" if app.is_program else link_element(app)),
        texts_in_head=app.is_program,
    )
    parts = Parts(
        outline=outline,
        description=description,
        texts=texts,
        data={**data, **packages, **runtime, OUTLINE: _data(outline.written())},
        decoder=decoder,
        script="\n" + _script("vendor/brotli/brotli.js") + _script("packed/packed.js"),
    )
    result = "".join(str(piece) for piece in layout.laid_out(parts)).encode()
    sizes = {
        "packages": _size(packages),
        "runtime": _size({**runtime, "": decoder}),
    }
    sizes["app"] = len(result) - sum(sizes.values())
    network = own.network or ()
    return Packed(result, sizes, network, (*app.notes, *supply.notes, *own.notes, *_outside(own)))


def target_for(app: App) -> Path:
    """Return the file that is made if none is named: that of the app's name, here."""
    name = app.root.name if app.kind == "folder" else app.entry.stem
    target = Path(f"{name or 'app'}.html")
    # The app's own page stays what it is.
    return target if target.resolve() != app.entry else target.with_suffix(".packed.html")


def write(packed: Packed, target: Path, *, force: bool) -> None:
    """Write the file, the whole of it or nothing.

    Raises:
        CallError: there is a file that `pack` has not made, and no `force`; or it cannot be
            written.
    """
    try:
        if target.is_dir():
            raise CallError(
                f"'{target.name}' is a folder.",
                where=str(target),
                hint="Name the file to be made, such as -o app.html.",
            )
        if target.exists() and not force and not is_packed(target):
            raise CallError(
                f"There is a file '{target.name}' already, which 'pagelet pack' has not made.",
                where=str(target),
                hint="Name another file with -o, or add --force to replace this one.",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        # On the same disk as the target: so what is finished only has to be renamed.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".pagelet-pack-") as folder:
            new = Path(folder) / target.name
            new.write_bytes(packed.content)
            new.replace(target)
    except OSError as error:
        raise cannot_write("file", target, error) from error


def _runtime(
    web: Mapping[str, WebFile], text: str, wheels: list[bytes], whole: bool, online: Online | None
) -> tuple[dict[str, Data], dict[str, object]]:
    """Return what of Pagelet's files the app needs, and what its page has to know of the others."""
    needed = {
        name: file
        for name, file in web.items()
        if name not in UNUSED_BY_PACKED
        # What packages read nobody knows.
        and (whole or is_used(name, text) or (name == CHARACTERS and wheels))
    }
    has_worker = whole or is_used(_WORKER, text)
    if online:
        remote = online.described({*needed}, has_worker=has_worker)
        inside = {name: file for name, file in needed.items() if name not in LARGE}
        return {BUNDLE: _small(inside, has_worker=has_worker)}, remote
    large = {name: needed.pop(name).read() for name in (SNAPSHOT, BARE, GLUE)}
    archives = {
        name: needed.pop(name).read()
        for name in (STDLIB, PYTHON_ARCHIVE, MICROPIP, CHARACTERS)
        if name in needed
    }
    if not whole:
        library = archives[PYTHON_ARCHIVE]
        parts = trimming.needed_parts(trimming.modules_of(library), text)
        archives[PYTHON_ARCHIVE] = trimming.trimmed(library, parts)
        sources = {
            file: path.read_text(encoding="utf-8")
            for file, path in page_sources(
                pagelet_web.FOLDER, Path(pagelet.__file__).parent
            ).items()
            if trimming.module_of(file) in parts
        }
        modules = trimming.needed_modules([text], sources, wheels)
        archives[STDLIB] = trimming.trimmed(archives[STDLIB], modules)
    data = {
        name: Data(compress(content), len(content), is_compressed=True)
        for name, content in {**large, **archives}.items()
    }
    return {BUNDLE: _small(needed, has_worker=has_worker), **data}, {}


def _small(needed: Mapping[str, WebFile], *, has_worker: bool) -> Data:
    """Return the small files of Pagelet's as one."""
    small = {name: file.read() for name, file in needed.items()}
    small |= {name: (pagelet_web.FOLDER / name).read_bytes() for name in _LICENCES}
    if has_worker:
        small[_WORKER] = _script(_WORKER).encode()
    bundle = _bundle(small)
    return Data(compress(bundle), len(bundle), is_compressed=True)


def _bundle(files: Mapping[str, bytes]) -> bytes:
    """Return the files as one content: the length of a table, the table (JSON), the contents."""
    table = json.dumps([[name, len(content)] for name, content in files.items()]).encode()
    return b"".join([struct.pack("<I", len(table)), table, *files.values()])


def _ours(web: Mapping[str, WebFile], name: str) -> bytes | None:
    """Return the style sheet of ours that a page names, from whatever folder."""
    return web["pagelet.css"].read() if name.rpartition("/")[2] == "pagelet.css" else None


def _is_text(name: str, content: bytes) -> bool:
    limit = LARGEST_TEXT if Path(name).suffix.lower() in _TEXTS else LARGEST_OTHER_TEXT
    return len(content) <= limit and is_readable(content)


def _data(content: bytes) -> Data:
    if content and is_worth_it(content):
        return Data(compress(content), len(content), is_compressed=True)
    return Data(content, len(content))


def _deflated(path: str) -> Data:
    """Return a file as every browser can inflate it."""
    content = (pagelet_web.FOLDER / path).read_bytes()
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    return Data(packer.compress(content) + packer.flush(), len(content), is_compressed=True)


def _script(name: str) -> str:
    return (pagelet_web.FOLDER / name).read_text(encoding="utf-8")


def _size(data: Mapping[str, Data]) -> int:
    return sum(length_of(len(each.content)) for each in data.values())


def _outside(own: AppParts) -> tuple[str, ...]:
    """Return notes on what the app seems to take from the network, as far as it may not."""
    named = own.network or ()
    return tuple(
        f"{name} names {address}, which the file will not reach; if it is to, its settings need "
        f'{NETWORK_KEY} = ["{address}"]'
        for address, name in own.addresses.items()
        if not any(each == EVERYWHERE or address.startswith(each) for each in named)
    )
