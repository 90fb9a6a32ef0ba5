"""The player: the page that opens links to apps (`pagelet share`), in every site and in `dist`."""

import json
from collections.abc import Iterable, Mapping

import pagelet_web
from pagelet._link_words import WORDS
from pagelet.packed.markup import LOADING
from pagelet_cli.app_parts import pattern_of
from pagelet_cli.content_types import types_of
from pagelet_cli.dist import PLAYER
from pagelet_cli.safety import ADDRESS, ALL, EVERYWHERE, MAKES_CODE, packed_policy, policy_element
from pagelet_cli.web import UNUSED_BY_PACKED, WebFile

_SENT = (
    *("packed/packed.js", "packed/sealed.js", "packed/worker.js", "player/link.js"),
    *("player/player.css", "player/player.js", "program.html"),
)
_WORKER = "packed/worker.js"
# Kinds of files that apps have and Pagelet has not.
_OFTEN = ("a.csv", "a.gif", "a.jpg", "a.mp3", "a.png", "a.svg", "a.txt", "a.wav", "a.webp")
# What stands in a policy where the addresses of an app belong.
_NETWORK = "NETWORK"
# The page runs nothing but its own files; the frame in it has the policy of the app besides.
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' {all}; "
    "style-src 'self' 'unsafe-inline' {all}; connect-src 'self' {all}; img-src {all}; "
    "font-src {all}; media-src {all}; object-src blob: data:; worker-src blob:; "
    "frame-src blob: data:; form-action 'none'"
)


def with_player(files: Mapping[str, WebFile]) -> dict[str, WebFile]:
    """Return Pagelet's files with the player among them."""
    more = player_files(files) | {PLAYER: player_page("")}
    return {**files, **{name: WebFile(name, content) for name, content in more.items()}}


def player_files(runtime: Iterable[str]) -> dict[str, bytes]:
    """Return what a folder with Pagelet's files needs besides for the player; its page is extra.

    Args:
        runtime: the files that are there already, by their names relative to `pagelet.js`.
    """
    runtime = list(runtime)
    files = {name: (pagelet_web.FOLDER / name).read_bytes() for name in _SENT}
    needed = [name for name in (*runtime, _WORKER) if name not in UNUSED_BY_PACKED]
    told = {
        "files": {name: pattern_of(name) for name in needed},
        "loading": LOADING,
        "types": types_of([*runtime, *_OFTEN]),
        "policy": packed_policy([_NETWORK], "", ""),
        "evalPolicy": packed_policy([_NETWORK], "run_js", ""),
        "eval": MAKES_CODE.pattern,
        "address": ADDRESS.pattern,
        "everywhere": EVERYWHERE,
        "all": ALL,
    }
    files["player/told.json"] = json.dumps(told).encode()
    files["player/words.txt"] = WORDS.encode()
    return files


def player_page(base: str) -> bytes:
    """Return the page.

    Args:
        base: the address of the folder with Pagelet's files, as seen from the page; "", or it ends
            in "/".
    """
    page = (pagelet_web.FOLDER / "player/player.html").read_text(encoding="utf-8")
    policy = policy_element(_POLICY.format(all=f"blob: data: {ALL}"))
    return page.replace("{{ policy }}", policy).replace("{{ base }}", base).encode()
