"""`pagelet build`: an app as a site of static files, for any server and any folder of it."""

import hashlib
import html
import json
import re
from collections.abc import Callable, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pagelet_web
from pagelet.packed.layout import with_head
from pagelet.packed.markup import LOADING, Tag, local_name, tags_in
from pagelet_cli.app import PAGE_ENDINGS, App, listed
from pagelet_cli.app_parts import BUILD_RECORD, AppParts, is_used
from pagelet_cli.compress import FORMS, forms_of
from pagelet_cli.dist import PLAYER
from pagelet_cli.dist_files import imported_at_start
from pagelet_cli.errors import CallError, cannot_write
from pagelet_cli.linking import player_of, wants_no_player
from pagelet_cli.packages.supply import HANDED_ON, Supply
from pagelet_cli.pages import at_end_of_head, packages_element
from pagelet_cli.player import player_files, player_page
from pagelet_cli.program_page import program_page
from pagelet_cli.safety import policy_element, site_policy
from pagelet_cli.text import decode
from pagelet_cli.web import CHARACTERS, GLUE, PACKED_SNAPSHOT, WebFile

FORMAT = 1
SERVICE = "service-worker.js"
OFFLINE = "pagelet-offline.js"
MANIFEST = "pagelet.webmanifest"
ICON = "pagelet-icon.svg"

# What no page needs that starts from the snapshot, and takes it as it is.
_NEVER_USED = frozenset({PACKED_SNAPSHOT, "vendor/pyodide/pyodide.asm.wasm"})
# What the menu of a program's page loads when the source is to be changed.
_OF_MENU = ("editor/", "vendor/codemirror/")
# Larger files of the app are kept when they are used.
_LARGEST_KEPT = 20_000_000  # bytes

_ADDRESSES = {**LOADING, "a": ("href",), "iframe": ("src",), "script": ("src",)}
_INTEGRITY = re.compile(r"\s+integrity\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_NOINDEX = '<meta name="robots" content="noindex">'


def site_files(parts: AppParts, supply: Supply, web: Mapping[str, WebFile]) -> dict[str, bytes]:
    """Return the files of the site by their names."""
    app = parts.app
    # A page of the app's own with that name stays what it is.
    has_player = not wants_no_player(app) and PLAYER not in parts.files
    # So that a wrong address is told of.
    player_of(app)
    used = {name for name in web if name not in _NEVER_USED and is_used(name, parts.text)}
    if app.is_program:
        used.update(name for name in web if name.startswith(_OF_MENU))
    if supply.packages:
        used.add(CHARACTERS)
    # What links bring may use all of it; and what tables an error needs nobody knows.
    runtime = {
        name: file.read()
        for name, file in web.items()
        if has_player or name in used or name == CHARACTERS
    }
    if has_player:
        runtime |= player_files(runtime)
    folder = f"pagelet-{_digest(runtime)[:12]}/"
    packages = {each.address_in(HANDED_ON): each.path.read_bytes() for each in supply.packages}
    files: dict[str, bytes] = {
        **{f"{folder}{name}": content for name, content in runtime.items()},
        **packages,
        **parts.files,
        # Modules of the app import from "./pagelet.js".
        **_stand_ins(parts.files, folder),
    }
    pages = {
        name: decode(content, name)
        for name, content in parts.files.items()
        if Path(name).suffix.lower() in PAGE_ENDINGS
    }
    entry = app.entry.name
    if app.is_program:
        entry = "index.html"
        pages[entry] = program_page(app, PLAYER if has_player else "")
    head = _Head(parts, folder, supply, runtime)
    for name, page in pages.items():
        files[name] = head.put(_moved(page, name, folder, parts.files), name).encode()
    if entry != "index.html":
        # An address that names a folder leads there.
        files.setdefault("index.html", _forward(entry))
    if not head.has_icon:
        files[ICON] = (pagelet_web.FOLDER / "site/icon.svg").read_bytes()
    files[MANIFEST] = head.manifest()
    if has_player:
        files[PLAYER] = player_page(folder)
    files[OFFLINE] = (pagelet_web.FOLDER / "site/offline.js").read_bytes()
    # GitHub Pages leaves out some names without it.
    files[".nojekyll"] = b""
    files[SERVICE] = _service_worker(files, {f"{folder}{name}" for name in runtime.keys() - used})
    return dict(sorted(files.items()))


def folder_for(app: App) -> Path:
    """Return the folder that is made if none is named, here."""
    return Path(f"{app.root.name if app.kind == 'folder' else app.entry.stem}-site")


def write_site(
    files: Mapping[str, bytes],
    folder: Path,
    *,
    force: bool = False,
    on_file: Callable[[int], None] = lambda size: None,
) -> tuple[int, int]:
    """Write the site; return how many files it has and how many of them were new or changed.

    What has not changed since the last time is not written again, and what is no more part of the
    site is removed. Beside each file that gets smaller stand its compressed forms, `.br` and `.gz`.

    Raises:
        CallError: `folder` holds something else, and no `force`; or it cannot be written.
    """
    try:
        folder = folder.resolve()
        before = _record_in(folder)
        if before is None and folder.exists():
            others = sorted(path.name for path in folder.iterdir())
            if others and not force:
                raise CallError(
                    f"The folder '{folder.name}' holds other files: {listed(others)}.",
                    where=str(folder),
                    hint="Name a new folder, or add --force to put the site beside them.",
                )
        before = before or {}
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        # Until all is there, it counts as changed what will be.
        same = {name for name, told in hashes.items() if before.get(name) == told}
        _write_record(folder, {**before, **{name: "" for name in files if name not in same}})
        fresh = [name for name in files if name not in same or not (folder / name).is_file()]
        on_file(sum(len(content) for name, content in files.items() if name not in fresh))

        def write(name: str) -> int:
            _write(folder / name, files[name])
            _write_compressed(folder / name, files[name], files.get(f"{name}.gzip"))
            return len(files[name])

        # What compresses lets other threads work.
        with ThreadPoolExecutor() as pool:
            for size in pool.map(write, sorted(fresh, key=lambda name: -len(files[name]))):
                on_file(size)
        for name in before.keys() - files.keys():
            _remove(folder, name)
        _write_record(folder, hashes)
    except OSError as error:
        raise cannot_write("folder", folder, error) from error
    return len(files), len(fresh)


class _Head:
    """What stands in the heads of the site's pages."""

    def __init__(
        self, parts: AppParts, folder: str, supply: Supply, runtime: Mapping[str, bytes]
    ) -> None:
        self._app = parts.app
        self._policy = site_policy(parts.network, parts.text, parts.scripts)
        self._folder = folder
        self._supply = supply
        self._modules = [
            "pagelet.js",
            *imported_at_start(runtime["pagelet.js"].decode()),
            GLUE,
            "vendor/pyodide/pyodide.js",
        ]
        self._icon: str | None = None
        self.has_icon = False

    def put(self, page: str, name: str) -> str:
        """Return the page with what a browser should know early, and what others show of it."""
        up = "../" * name.count("/")
        tags = tags_in(page)
        uses_python = any(_is_loader(tag) for tag in tags)
        pieces = []
        if uses_python:
            pieces += [
                f'<link rel="modulepreload" href="{up}{self._folder}{module}">'
                for module in self._modules
            ]
            pieces.append(packages_element(self._supply.table(f"{up}{HANDED_ON}")))
        pieces += self._told(tags)
        icon = next((tag.attributes.get("href") for tag in tags if _is_icon(tag)), None)
        if icon is None:
            pieces.append(f'<link rel="icon" href="{up}{ICON}">')
        elif name == self._app.entry.name:
            self._icon, self.has_icon = icon, True
        if not any(tag.name == "link" and _has_word(tag, "rel", "manifest") for tag in tags):
            pieces.append(f'<link rel="manifest" href="{up}{MANIFEST}">')
        pieces.append(f'<script type="module" src="{up}{OFFLINE}"></script>')
        page = at_end_of_head(page, "".join(pieces))
        # `pagelet run` says it in a header; browsers look for it in the first kilobyte.
        first = '<meta charset="utf-8">'
        if uses_python:
            first += policy_element(self._policy)
        return with_head(page, first)

    def manifest(self) -> bytes:
        """Return the description by which a browser installs the app (W3C Web App Manifest)."""
        icon = self._icon if self._icon and not self._icon.startswith("data:") else ICON
        values: dict[str, Any] = {
            "name": self._app.title,
            "short_name": self._app.title[:12],
            "start_url": "./",
            "scope": "./",
            "display": "standalone",
            "background_color": "#ffffff",
            "icons": [{"src": icon, "sizes": "any"}],
        }
        if self._app.config.description:
            values["description"] = self._app.config.description
        return json.dumps(values, ensure_ascii=False, indent=1).encode()

    def _told(self, tags: list[Tag]) -> list[str]:
        """Return what search engines and messengers show, unless the page says it."""
        said = {
            tag.attributes.get("name") or tag.attributes.get("property")
            for tag in tags
            if tag.name == "meta"
        }
        config = self._app.config
        values = {
            "description": ("name", config.description),
            "og:title": ("property", self._app.title),
            "og:description": ("property", config.description),
            "og:type": ("property", "website"),
            "robots": ("name", config.everything.get("robots")),
        }
        return [
            f'<meta {kind}="{name}" content="{html.escape(str(value))}">'
            for name, (kind, value) in values.items()
            if value and name not in said
        ]


def _moved(page: str, name: str, folder: str, own: Mapping[str, bytes]) -> str:
    """Return a page that takes Pagelet from the site's copy, and works in any folder."""
    up = "../" * name.count("/")
    parts: list[str] = []
    at = 0
    for tag in tags_in(page):
        text = tag.text
        for attribute in _ADDRESSES.get(tag.name, ()):
            address = tag.attributes.get(attribute, "")
            file = local_name(address, name[: name.rfind("/") + 1])
            last = address.rpartition("/")[2]
            if file is not None and file not in own and last in ("pagelet.js", "pagelet.css"):
                text = text.replace(address, f"{up}{folder}{last}", 1)
                # The hash is that of the file of `pagelet dist`.
                text = _INTEGRITY.sub("", text)
            elif file in own and address.startswith("/"):
                # The site may be in a folder of its server.
                text = text.replace(address, f"{up}{address[1:]}", 1)
        parts += [page[at : tag.start], text]
        at = tag.end
    return "".join([*parts, page[at:]])


def _stand_ins(own: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    """Return modules that stand where those of Pagelet are with `pagelet run`."""
    texts = {
        "bridge.js": f'export {{ default }} from "./{folder}bridge.js";\n',
        "pagelet.js": f'export * from "./{folder}pagelet.js";\n',
        "storage.js": f'export * from "./{folder}storage.js";\n',
        "pagelet.css": f'@import "{folder}pagelet.css";\n',
    }
    return {name: text.encode() for name, text in texts.items() if name not in own}


def _service_worker(files: Mapping[str, bytes], unused: Set[str]) -> bytes:
    now: dict[str, str] = {}
    later: dict[str, str] = {}
    for name, content in files.items():
        if name.startswith("."):
            continue
        is_now = len(content) <= _LARGEST_KEPT and name not in unused
        (now if is_now else later)[name] = hashlib.sha256(content).hexdigest()[:16]
    text = (pagelet_web.FOLDER / "site" / SERVICE).read_text(encoding="utf-8")
    for place, values in (("FILES", now), ("LATER", later)):
        text = text.replace(f"const {place} = {{}};", f"const {place} = {json.dumps(values)};")
    return text.encode()


def _forward(entry: str) -> bytes:
    address = html.escape(entry)
    return (
        f'<!doctype html>\n<meta charset="utf-8">\n{_NOINDEX}\n'
        f'<meta http-equiv="refresh" content="0; url={address}">\n'
        f'<title>{address}</title>\n<a href="{address}">{address}</a>\n'
    ).encode()


def _is_loader(tag: Tag) -> bool:
    return tag.name == "script" and tag.attributes.get("src", "").endswith("/pagelet.js")


def _is_icon(tag: Tag) -> bool:
    return tag.name == "link" and _has_word(tag, "rel", "icon")


def _has_word(tag: Tag, attribute: str, word: str) -> bool:
    return word in tag.attributes.get(attribute, "").lower().split()


def _digest(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted(files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


# ----------------------------------------------------------------------------------- the folder


def _record_in(folder: Path) -> dict[str, str] | None:
    """Return the hashes of the files that an earlier `build` wrote; None if there was none."""
    try:
        record = json.loads((folder / BUILD_RECORD).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except ValueError:
        # Broken off in the middle: all of it is made anew.
        return {}
    files = record.get("files") if isinstance(record, dict) else None
    return files if isinstance(files, dict) else {}


def _write_record(folder: Path, hashes: Mapping[str, str]) -> None:
    record = {"format": FORMAT, "files": dict(sorted(hashes.items()))}
    _write(folder / BUILD_RECORD, json.dumps(record, ensure_ascii=False, indent=1).encode())


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f".{target.name}.new")
    try:
        new.write_bytes(content)
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)


def _write_compressed(target: Path, content: bytes, ready: bytes | None) -> None:
    """Write the compressed forms of a file; `ready` is one by gzip that is there already."""
    forms = forms_of(target.name, content, ready)
    for ending in FORMS:
        path = target.with_name(target.name + ending)
        if ending in forms:
            _write(path, forms[ending])
        else:
            path.unlink(missing_ok=True)


def _remove(folder: Path, name: str) -> None:
    for path in (folder / name, folder / f"{name}.br", folder / f"{name}.gz"):
        path.unlink(missing_ok=True)
    for parent in (folder / name).parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            break
        parent.rmdir()
