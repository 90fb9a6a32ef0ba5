"""The commands, their arguments and options."""

import contextlib
import functools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from pagelet_cli.app import CONSOLE, App, app_here
from pagelet_cli.check import check, summary
from pagelet_cli.console import console, printable, say
from pagelet_cli.dist import dist
from pagelet_cli.dist_files import LINE, DistFiles
from pagelet_cli.doctor import examine, is_broken
from pagelet_cli.new import DEFAULT_TEMPLATE, TEMPLATES, new
from pagelet_cli.packages.cache import Cache
from pagelet_cli.packages.supply import Options
from pagelet_cli.run import run
from pagelet_cli.version import version
from pagelet_cli.web import web_files

if TYPE_CHECKING:
    from pagelet_cli.packages.overview import Row


class Commands(click.Group):
    """A group whose error for an unknown command tells what might have been meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that `args` begin with."""
        word = args[0]
        if word not in self.commands and not word.startswith("-") and Path(word).exists():
            raise click.UsageError(f"'{word}' is no command. To run it: pagelet run {word}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(version(), prog_name="pagelet", message="%(prog)s %(version)s")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Python for web pages: write a tag or a .py file and it runs in the browser."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


_port = click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="Serve at this port; 0 means any free one. Otherwise each app keeps its own.",
)
_no_browser = click.option("--no-browser", is_flag=True, help="Print the address, open nothing.")


def _sources(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say where packages come from; `command` gets them as `options`."""

    @functools.wraps(command)
    def with_options(
        find_links: tuple[Path, ...], index: str | None, no_index: bool, **rest: Any
    ) -> None:
        if index and no_index:
            raise click.UsageError("--index and --no-index exclude each other.")
        indexes = () if no_index else (index,) if index else None
        folders = tuple(folder.resolve() for folder in find_links)
        command(options=Options(folders, indexes), **rest)

    for option in (
        click.option("--no-index", is_flag=True, help="Ask no server for packages."),
        click.option("--index", metavar="URL", help="Ask this package index, not pip's."),
        click.option(
            "--find-links",
            metavar="DIR",
            multiple=True,
            type=click.Path(path_type=Path, exists=True, file_okay=False),
            help="Look for wheels in this folder first; may be given several times.",
        ),
    ):
        with_options = option(with_options)
    return with_options


@contextlib.contextmanager
def _progress(text: str, size: int) -> Iterator[Callable[[int], None]]:
    """Show how many of `size` bytes are done; the value is called with each part."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        console=console("err"),
        transient=True,
    ) as progress:
        task = progress.add_task(text, total=size)
        yield lambda part: progress.advance(task, part)


@commands.command("run")
@click.argument("app", required=False, type=click.Path(path_type=Path))
@_port
@_no_browser
@_sources
def run_command(app: Path | None, port: int | None, no_browser: bool, options: Options) -> None:
    """Serve APP on this machine, open it, and reload it when it changes.

    APP is an .html file, a .py file, or a folder with an index.html or a main.py; without it, the
    folder you are in, or a console if that holds no app. Only this machine can reach it. Ctrl-C
    ends it. Packages that it asks for, or imports, are fetched before.
    """
    path = app or app_here()
    if path == CONSOLE:
        say("There is no app in this folder, so here is a console.", style="dim")
    run(path, port=port, browser=not no_browser, options=options)


@commands.command("console")
@_port
@_no_browser
def console_command(port: int | None, no_browser: bool) -> None:
    """Open a page where Python answers line by line."""
    run(CONSOLE, port=port, browser=not no_browser)


@commands.command(
    "new",
    epilog="Templates: "
    + "; ".join(f"{template.name}, {template.description}" for template in TEMPLATES.values())
    + f". Without one it is {DEFAULT_TEMPLATE}, unless NAME ends in .html.",
)
@click.argument("words", metavar="[TEMPLATE] NAME", nargs=-1)
def new_command(words: tuple[str, ...]) -> None:
    """Make a small app to begin with, in the folder you are in."""
    target = new(list(words), Path())
    say(f"Made {target.name}{'/' if target.is_dir() else ''}. Next:")
    say(f"  pagelet run {target.name}")


@commands.command("check")
@click.argument("app", required=False, default=".", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@_sources
@click.pass_context
def check_command(ctx: click.Context, app: Path, as_json: bool, options: Options) -> None:
    """Name what needs attention in APP, and its packages; exit 1 if something is to change.

    APP is an .html file, a .py file, or a folder; without it, the folder you are in.
    """
    from pagelet_cli.packages.overview import overview
    from pagelet_cli.packages.progress import ProgressBars
    from pagelet_cli.packages.supplier import Supplier

    opened = App.open(app)
    places = check(opened)
    supply = Supplier(options, ProgressBars())(opened)
    rows = overview(supply)
    changes = sum(advice.state == "change" for advice in places) + len(supply.faults)
    if as_json:
        report = {
            "places": [asdict(advice) for advice in places],
            "faults": [str(fault) for fault in supply.faults],
            "packages": [asdict(row) for row in rows],
        }
        click.echo(json.dumps(report, indent=2))
    else:
        for advice in places:
            note = "note: " if advice.state == "note" else ""
            say(f"{advice.file}:{advice.line}: {note}{advice.what}")
            say(f"  try: {advice.hint}", style="dim")
        for fault in supply.faults:
            say(str(fault))
        # Where there are packages, the table tells the same.
        notes = () if rows else supply.notes
        for text in notes:
            say(f"note: {text}")
        if rows:
            _show_packages(rows)
        say(summary(changes, len(places) + len(supply.faults) + len(notes) - changes))
    if changes:
        ctx.exit(1)


def _show_packages(rows: Sequence["Row"]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("package", "version", "MB", "from", "why"):
        table.add_column(heading, justify="right" if heading == "MB" else "left")
    for row in rows:
        cells = (row.name, row.version, f"{row.size / 1e6:.2f}", row.source, row.why)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    console().print(table)
    size = sum(row.size for row in rows) / 1e6
    say(f"To download: {size:.2f} MB; the browser keeps them for the next visit.")


@commands.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.pass_context
def doctor_command(ctx: click.Context, as_json: bool) -> None:
    """Check that all is there that Pagelet needs; exit 1 if something is broken."""
    findings = examine()
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        table = Table(show_header=False, box=None, pad_edge=False)
        for finding in findings:
            hint = f"\nWhat to do: {finding.hint}" if finding.hint else ""
            style = {"ok": "green", "note": "yellow", "problem": "bold red"}[finding.state]
            table.add_row(
                Text(finding.name),
                Text(finding.state, style),
                Text(printable(finding.detail) + hint, overflow="fold"),
            )
        console().print(table)
    if is_broken(findings):
        ctx.exit(1)


@commands.command("lock")
@click.argument("app", default=".", type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit 1 if it would.")
@click.option("--upgrade", is_flag=True, help="Take the newest that fit, whatever the lock says.")
@_sources
@click.pass_context
def lock_command(
    ctx: click.Context, app: Path, only_check: bool, upgrade: bool, options: Options
) -> None:
    """Write down the exact wheels that the packages of APP come to.

    They stand in pagelet.lock in a folder, in NAME.lock beside a single file. From then on
    `pagelet run` uses just these.
    """
    from pagelet_cli.packages.locking import lock

    found = lock(App.open(app), options, upgrade=upgrade, write=not only_check)
    say(found.text)
    if only_check and found.is_changed:
        ctx.exit(1)


_app_option = click.option(
    "--app", default=".", type=click.Path(path_type=Path), help="The app; else that of the folder."
)


@commands.command("add")
@click.argument("packages", metavar="PACKAGE...", nargs=-1, required=True)
@_app_option
@_sources
def add_command(packages: tuple[str, ...], app: Path, options: Options) -> None:
    """Let the app use packages, and lock them."""
    from pagelet_cli.packages.locking import add_and_lock

    for line in add_and_lock(app, packages, options):
        say(line)


@commands.command("remove")
@click.argument("packages", metavar="PACKAGE...", nargs=-1, required=True)
@_app_option
@_sources
def remove_command(packages: tuple[str, ...], app: Path, options: Options) -> None:
    """Let the app use packages no more, and lock what is left."""
    from pagelet_cli.packages.locking import remove_and_lock

    for line in remove_and_lock(app, packages, options):
        say(line)


@commands.group("cache")
def cache_group() -> None:
    """Look at the packages that were downloaded, or remove them."""


@cache_group.command("info")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def cache_info_command(as_json: bool) -> None:
    """Say where downloaded packages are kept, and how much there is."""
    cache = Cache()
    held = cache.contents()
    if as_json:
        click.echo(json.dumps({"folder": str(cache.folder), **asdict(held)}, indent=2))
    else:
        say(f"{cache.folder}: {held}.")


@cache_group.command("clear")
def cache_clear_command() -> None:
    """Remove what was downloaded; apps fetch again what they need."""
    held = Cache().clear()
    say(f"Removed {held}.")


@commands.command("build")
@click.argument("app", required=False, default=".", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="The folder to be made."
)
@click.option(
    "--force", is_flag=True, help="Also into a folder that holds other files; they are kept."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@_sources
def build_command(
    app: Path, output: Path | None, force: bool, as_json: bool, options: Options
) -> None:
    """Make a site of APP: static files for any server, which work offline after a first visit.

    APP is an .html file, a .py file, or a folder; without it, the folder you are in.
    """
    from pagelet_cli.app_parts import parts_of
    from pagelet_cli.build import folder_for, site_files, write_site
    from pagelet_cli.packages.progress import ProgressBars
    from pagelet_cli.packages.supplier import Supplier

    opened = App.open(app)
    target = output or folder_for(opened)
    supply = Supplier(options, ProgressBars())(opened)
    parts = parts_of(opened, supply)
    files = site_files(parts, supply, web_files())
    size = sum(map(len, files.values()))
    with _progress("Writing", size) as advance:
        count, written = write_site(files, target, force=force, on_file=advance)
    notes = (*opened.notes, *supply.notes, *parts.notes)
    if as_json:
        report = {"folder": str(target.resolve()), "files": count, "written": written}
        click.echo(json.dumps({**report, "size": size, "notes": notes}, indent=2))
        return
    for note in notes:
        say(f"note: {note}")
    say(f"Made {target} ({count} files, {size / 1e6:.1f} MB; {written} of them are new).")
    say("Put the folder on any web server, as it is. To look at it here:")
    say(f"  python -m http.server --directory {target}")


@commands.command("pack")
@click.argument("app", required=False, default=".", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="The file to be made."
)
@click.option(
    "--online",
    metavar="[URL]",
    is_flag=False,
    flag_value="",
    help="Leave Python out: a folder of 'pagelet dist' at this address has it.",
)
@click.option("--whole", is_flag=True, help="Also what the app seems not to use of Python.")
@click.option("--force", is_flag=True, help="Replace a file that this command has not made.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@_sources
def pack_command(
    app: Path,
    output: Path | None,
    online: str | None,
    whole: bool,
    force: bool,
    as_json: bool,
    options: Options,
) -> None:
    """Make one HTML file of APP, with all that it needs: it opens by double-click, offline.

    APP is an .html file, a .py file, or a folder; without it, the folder you are in.
    """
    from pagelet_cli.packages.progress import ProgressBars
    from pagelet_cli.packages.supplier import Supplier
    from pagelet_cli.packing.online import OPTION, check_address
    from pagelet_cli.packing.online import online as online_at
    from pagelet_cli.packing.pack import pack, target_for, write

    if online:
        # It may be the app, for want of an address.
        check_address(online, OPTION)
    opened = App.open(app)
    target = output or target_for(opened)
    web = web_files()
    source = None if online is None else online_at(opened, online, DistFiles(web))
    supply = Supplier(options, ProgressBars())(opened)
    with console("err").status("Packing …"):
        packed = pack(opened, supply, web, file=target.name, whole=whole, online=source)
        write(packed, target, force=force)
    size = len(packed.content)
    if as_json:
        report = {"file": str(target.resolve()), "size": size, "sizes": packed.sizes}
        report |= {"network": packed.network, "notes": packed.notes}
        report |= {"online": source.address if source else None}
        click.echo(json.dumps(report, indent=2))
        return
    for note in packed.notes:
        say(f"note: {note}")
    parts = ", ".join(f"{name} {part / 1e6:.2f}" for name, part in packed.sizes.items() if part)
    say(f"Made {target} ({size / 1e6:.2f} MB: {parts}).")
    network = ", ".join(packed.network)
    if source:
        say("Open it by double-click, or hand it on. It takes Python from this address, where what")
        say("'pagelet dist' of this version writes has to be:")
        say(f"  {source.address}")
        say(f"It may use the network besides: {network}." if network else "It can reach no other.")
        return
    say("Open it by double-click, or hand it on: it needs no server.")
    say(f"It may use the network: {network}." if network else "It cannot reach the network.")


@commands.command("share")
@click.argument("app", required=False, default=".", type=click.Path(path_type=Path))
@click.option("--player", metavar="URL", help="The address of the page that opens the link.")
@click.option(
    "--qr", metavar="FILE", type=click.Path(path_type=Path), help="Write its QR code as a picture."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def share_command(app: Path, player: str | None, qr: Path | None, as_json: bool) -> None:
    """Print a link that carries all of APP; a player page opens it.

    APP is an .html file, a .py file, or a folder; without it, the folder you are in.
    """
    from pagelet_cli.share import code_of, fits_terminal, share, write_code

    shared = share(App.open(app), player)
    if qr:
        write_code(shared.link, qr)
    if as_json:
        report = {"link": shared.link, "files": shared.files, "notes": shared.notes}
        click.echo(json.dumps({**report, "qr": str(qr.resolve()) if qr else None}, indent=2))
        return
    for note in shared.notes:
        say(f"note: {note}")
    click.echo(shared.link)
    code = code_of(shared.link)
    if qr:
        say(f"Its QR code is in {qr}.")
    elif code and fits_terminal(code):
        code.terminal(compact=True, border=1)
    elif code:
        say("Its QR code is too large for a terminal; as a picture: --qr code.svg")


@commands.command("unpack")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to be made.",
)
def unpack_command(file: Path, output: Path) -> None:
    """Get the app's files back from FILE, which `pagelet pack` made."""
    from pagelet_cli.packing.unpack import unpack

    unpacked = unpack(file, output)
    count = len(unpacked.names)
    say(f"Wrote {count} {'file' if count == 1 else 'files'} into {unpacked.folder}. Next:")
    say(f"  pagelet run {output / unpacked.entry}")


@commands.command("dist")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--force", is_flag=True, help="Also into a folder that holds other files; they are kept."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
def dist_command(folder: Path, force: bool, as_json: bool) -> None:
    """Write the loader and the runtime into DIR, to put on your own server.

    Folders of other versions in DIR stay: pages that name them go on with them.
    """
    version = DistFiles(web_files())
    with _progress("Writing", sum(map(len, version.files.values()))) as advance:
        written = dist(folder, version, force=force, on_file=advance)
    line = LINE.format(address="…/")
    pinned = version.pinned_line("…/")
    if as_json:
        report = {**asdict(written), "folder": str(written.folder), "line": line}
        report |= {"pinned": pinned, "integrity": version.integrity}
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
        return
    say(f"Wrote {written.files} files ({written.size / 1e6:.1f} MB) into {written.folder}.")
    say("Put the folder on your server. Then this line makes Python run in a page:")
    say(f"  {line}")
    say("This one makes it run just this version, for ever, and checked by its hash:")
    # On one line however narrow the terminal is: it is there to be copied.
    click.echo(f"  {pinned}")
    if written.older:
        say(f"Older versions are still there for pages that name them: {', '.join(written.older)}.")
