"""`pagelet share`: a link that carries an app."""

from dataclasses import dataclass
from pathlib import Path

import segno

from pagelet._links import LONGEST, LONGEST_FOR_MESSENGERS, LinkedApp, fragment_of
from pagelet.menu.qr import LONGEST as LONGEST_CODE
from pagelet_cli.app import App, listed
from pagelet_cli.app_parts import parts_of
from pagelet_cli.errors import CallError, cannot_write
from pagelet_cli.linking import PLAYER_VARIABLE, link_settings, player_of
from pagelet_cli.packages.supply import NOTHING

# A code of so many modules can still be shown by a terminal, and read from it by a phone.
_WIDEST_IN_TERMINAL = 77
_PICTURES = frozenset({".svg", ".png", ".pdf", ".eps"})


@dataclass(frozen=True)
class Shared:
    """A link, and what is to be said about it."""

    link: str
    files: tuple[str, ...]
    notes: tuple[str, ...]


def share(app: App, player: str | None) -> Shared:
    """Return a link that carries the whole app.

    Args:
        app: of any kind.
        player: the address of a player page; without it, that of the settings or of the variable.

    Raises:
        CallError: no player is known, or the app is too large for a link.
        PageletError: the app is not as it should be.
    """
    address = player_of(app, player)
    if not address:
        raise CallError(
            "No player page is known that could open the link.",
            where=f"the option --player, 'player' in pagelet.toml, the variable {PLAYER_VARIABLE}",
            hint="Every site that 'pagelet build' makes has one, and so has what 'pagelet dist' "
            "writes. Put it on a web server, and name its page: "
            "--player https://example.org/player.html",
        )
    parts = parts_of(app, NOTHING)
    fragment = fragment_of(LinkedApp(app.entry.name, parts.files, link_settings(app)))
    if len(fragment) > LONGEST:
        largest = sorted(parts.files, key=lambda name: -len(parts.files[name]))
        raise CallError(
            f"The app is too large for a link: it would have {len(fragment):,} characters, and "
            f"links of more than {LONGEST:,} are cut by many programs.",
            where=f"{app.entry.name}; the largest files are {listed(largest[:3])}",
            hint="Hand it on as one file instead: pagelet pack " + str(app.entry.name),
        )
    link = f"{address.partition('#')[0]}#{fragment}"
    notes = [*app.notes, *parts.notes]
    if len(link) > LONGEST_FOR_MESSENGERS:
        notes.append(
            f"the link has {len(link):,} characters; some messengers cut links of more than "
            f"{LONGEST_FOR_MESSENGERS:,}"
        )
    return Shared(link, tuple(parts.files), tuple(notes))


def code_of(link: str) -> segno.QRCode | None:
    """Return the QR code of a link, None if it is too long for one."""
    return segno.make_qr(link, error="l") if len(link) <= LONGEST_CODE else None


def fits_terminal(code: segno.QRCode) -> bool:
    """Return whether a terminal of usual size can show the code."""
    return code.symbol_size(border=1)[0] <= _WIDEST_IN_TERMINAL + 2


def write_code(link: str, target: Path) -> None:
    """Write the QR code of a link as a picture.

    Raises:
        CallError: the link is too long, the picture of a kind that is not known, or not writable.
    """
    code = code_of(link)
    if code is None:
        raise CallError(
            f"The link is too long for a QR code: {len(link):,} characters, and at most "
            f"{LONGEST_CODE:,} have room.",
            where="the option --qr",
            hint="Send the link itself, or hand on the app as one file: pagelet pack",
        )
    if target.suffix.lower() not in _PICTURES:
        raise CallError(
            f"'{target.name}' is no kind of picture that a QR code can have.",
            where="the option --qr",
            hint=f"Let its name end in one of these: {', '.join(sorted(_PICTURES))}.",
        )
    try:
        code.save(str(target), scale=8)
    except OSError as error:
        raise cannot_write("file", target, error) from error
