"""What `pagelet dist` writes: a folder for this version, and beside it what leads to the newest.

Each version stands in a folder whose name tells its content (`0.1.0-4f1c09d2/`), so browsers may
keep it for ever, and a page that names it is not changed by a newer one. The files at the top name
the version that was written last.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cached_property

import pagelet_web
from pagelet_cli.dist import DIST_MARK, PLAYER, README
from pagelet_cli.player import player_page, with_player
from pagelet_cli.version import version
from pagelet_cli.web import GLUE, WebFile

LOADER = "pagelet.js"
REAL_LOADER = "pagelet-loader.js"
LINE = '<script type="module" src="{address}pagelet.js"></script>'
PINNED_LINE = (
    '<script type="module" src="{address}pagelet.js" integrity="{integrity}" '
    'crossorigin="anonymous"></script>'
)

# What pages load by no hash: the player is a page of its own, which runs what comes with it.
_NOT_CHECKED = ("packed/", "player/", PLAYER, "program.html", LOADER)
_README = """{mark}
version {version}

Put this folder on any web server as it is. Then one line in a page makes its Python tags run:

    {line}

Write in place of … where the folder is, as seen from the page. For example, in a page beside it:

    {example}
    <script type="py">print("Hello from Python!")</script>

That page gets each newer version as soon as 'pagelet dist' is run for this folder again. A page
that is to stay with this very version names it. Its browser then runs nothing that was changed on
the server:

    {pinned}

The page {player} opens links to apps, which `pagelet share APP --player ADDRESS` makes.

The server needs no program. It has to send .js files as text/javascript and .wasm files as
application/wasm, which nearly all do. For pages of other servers it has to send with every file

    Access-Control-Allow-Origin: *

and folders such as {folder}/ may be kept for ever:

    Cache-Control: public, max-age=31536000, immutable

For Apache that stands in the files .htaccess here; for Netlify and Cloudflare Pages in _headers,
whose text belongs into the file of that name at the top of the site. Beside each file that gets
smaller by it stand its compressed forms, .br and .gz.
"""
_TOP_ACCESS = """# Pages of any other server may use these files.
<IfModule mod_headers.c>
  Header set Access-Control-Allow-Origin "*"
  Header set Access-Control-Expose-Headers "Content-Encoding"
  Header set Cross-Origin-Resource-Policy "cross-origin"
  Header set Cache-Control "no-cache"
</IfModule>
<IfModule mod_mime.c>
  AddType text/javascript .js
  AddType application/wasm .wasm
</IfModule>
"""
_VERSION_ACCESS = """# The content of this folder never changes.
<IfModule mod_headers.c>
  Header set Cache-Control "public, max-age=31536000, immutable"
</IfModule>
"""
_HEADERS = """# Belongs into the file _headers at the top of the site, with this folder's address.
/{name}/*
  Access-Control-Allow-Origin: *
  Access-Control-Expose-Headers: Content-Encoding
  Cross-Origin-Resource-Policy: cross-origin
/{name}/{folder}/*
  Cache-Control: public, max-age=31536000, immutable
"""


class DistFiles:
    """The files of one version.

    Args:
        web: Pagelet's files for the browser, as `web_files` returns them.
    """

    def __init__(self, web: Mapping[str, WebFile]) -> None:
        web = {**web, REAL_LOADER: WebFile(REAL_LOADER, web[LOADER].source)}
        files = {name: file.read() for name, file in with_player(web).items()}
        checked = {name: c for name, c in files.items() if not name.startswith(_NOT_CHECKED)}
        files[LOADER] = _checking_loader(checked)
        self.files = dict(sorted(files.items()))
        """By their names in the folder of the version."""

    @cached_property
    def folder(self) -> str:
        """The name of that folder: the version, and what tells its content."""
        digest = hashlib.sha256()
        for name, content in self.files.items():
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return f"{re.sub(r'[^0-9A-Za-z.]+', '-', version()).strip('-')}-{digest.hexdigest()[:8]}"

    @cached_property
    def integrity(self) -> str:
        """What tells a browser that `pagelet.js` is the one that was meant."""
        return integrity_of(self.files[LOADER], "sha384")

    def pinned_line(self, address: str) -> str:
        """Return the line for a page that stays with this version; `address` ends in "/"."""
        return PINNED_LINE.format(address=f"{address}{self.folder}/", integrity=self.integrity)

    def with_readme(self, name: str) -> dict[str, bytes]:
        """Return the content of the version's folder, below a folder with a name."""
        return {**self.files, README: self._readme(name), ".htaccess": _VERSION_ACCESS.encode()}

    def top(self, name: str) -> dict[str, bytes]:
        """Return the files beside that folder, which lead to it."""
        into = f"./{self.folder}/"
        texts = {
            LOADER: self._newest_loader(into),
            "bridge.js": f'export {{ default }} from "{into}bridge.js";\n',
            "storage.js": f'export * from "{into}storage.js";\n'
            f'export {{ default }} from "{into}storage.js";\n',
            "pagelet.css": f'@import "{into}pagelet.css";\n',
            ".htaccess": _TOP_ACCESS,
            "_headers": _HEADERS.format(name=name, folder=self.folder),
        }
        texts = {
            each: text for each, text in texts.items() if each in self.files or each[0] in "._"
        }
        player = {PLAYER: player_page(f"{self.folder}/"), README: self._readme(name)}
        return {**{each: text.encode() for each, text in texts.items()}, **player}

    def _newest_loader(self, into: str) -> str:
        # All of them are named, so that the browser asks for all at once.
        modules = [REAL_LOADER, *imported_at_start(self.files[REAL_LOADER].decode())]
        return (
            f"/* Leads to version {version()} of Pagelet; 'pagelet dist' writes this file. */\n"
            + "".join(f'import "{into}{module}";\n' for module in modules[1:])
            + f'export * from "{into}{REAL_LOADER}";\n'
        )

    def _readme(self, name: str) -> bytes:
        return _README.format(
            mark=DIST_MARK,
            version=version(),
            player=PLAYER,
            folder=self.folder,
            line=LINE.format(address="…/"),
            example=LINE.format(address=f"{name}/"),
            pinned=self.pinned_line("…/"),
        ).encode()


def integrity_of(content: bytes, kind: str = "sha256") -> str:
    """Return what tells a browser that a content is the one that was meant (W3C SRI)."""
    return f"{kind}-{base64.b64encode(hashlib.new(kind, content).digest()).decode()}"


def imported_at_start(loader: str) -> list[str]:
    """Return the modules that the loader imports, which it names all."""
    return re.findall(r'^import (?:[^"]* from )?"\./(loader/[\w-]+\.js)";', loader, re.MULTILINE)


def _checking_loader(files: Mapping[str, bytes]) -> bytes:
    hashes = {name: integrity_of(content)[len("sha256-") :] for name, content in files.items()}
    start = [REAL_LOADER, *imported_at_start(files[REAL_LOADER].decode())]
    start += [name for name in (GLUE, "vendor/pyodide/pyodide.js") if name in files]
    text = (pagelet_web.FOLDER / "dist" / LOADER).read_text(encoding="utf-8")
    text = text.replace("const HASHES = {};", f"const HASHES = {json.dumps(hashes)};")
    return text.replace("const START = [];", f"const START = {json.dumps(start)};").encode()
