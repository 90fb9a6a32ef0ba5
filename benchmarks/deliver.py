"""What it takes to hand an app on: time to make it, its size by part, time until it is there.

Pagelet's one file and its built site, against the same page with PyScript's own files beside it
and against JupyterLite's site, all from one server (the file from the disk), in one browser.

    .venv/bin/python benchmarks/deliver.py --rounds 5 --picture sizes.svg
"""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
# Our own parts, and the browsers' options, which the tests have already.
sys.path.insert(0, str(HERE.parent))

import click  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from rich.progress import track  # noqa: E402

from benchmarks import contenders  # noqa: E402
from benchmarks.contenders import (  # noqa: E402
    BUILT_SITE,
    CONTENDERS,
    JUPYTERLITE,
    YARDSTICK,
    Contender,
    packed_file,
)
from benchmarks.picture import stacked_bars  # noqa: E402
from benchmarks.report import Report, Result, markdown_row  # noqa: E402
from benchmarks.server import make_answers, serving  # noqa: E402
from benchmarks.start import Bench, Line, circumstances, load_average, progress  # noqa: E402
from pagelet.packed import layout  # noqa: E402
from pagelet.packed.text_form import encode  # noqa: E402

PACKED = next(each for each in CONTENDERS if each.key == "pagelet-packed")
PYSCRIPT = next(each for each in CONTENDERS if each.key == YARDSTICK)

PYTHON, MEMORY, LIBRARY, PACKAGES, REST = PARTS = (
    *("Python", "its memory", "its library", "packages"),
    "the rest",
)
_PART_BY_ENDING = {
    "snapshot.bin": MEMORY,
    "stdlib.zip": LIBRARY,
    "pagelet.zip": LIBRARY,
    "asm.wasm": PYTHON,
    "asm.js": PYTHON,
    "asm.mjs": PYTHON,
    ".whl": PACKAGES,
}
_COLUMNS = ("", "pack s", "again s", "file MB", "build s", "again s", "site MB", "compressed MB")


@dataclass(frozen=True)
class Made:
    """What the commands made of one app, and how long they took."""

    pack_seconds: Sequence[float]
    file: int
    build_seconds: Sequence[float]
    site: int
    compressed: int

    def cells(self, name: str) -> Sequence[str]:
        """Return the row of a table."""
        times = (f"{seconds:.1f}" for seconds in (*self.pack_seconds, *self.build_seconds))
        first_pack, second_pack, first_build, second_build = times
        sizes = (f"{size / 1e6:.2f}" for size in (self.file, self.site, self.compressed))
        file, site, compressed = sizes
        return (name, first_pack, second_pack, file, first_build, second_build, site, compressed)


def make(app: Path, options: Sequence[str]) -> Made:
    """Pack and build an app, twice each, as one does in a terminal.

    Args:
        app: a page or a program.
        options: further options for both commands.

    Raises:
        SystemExit: a command failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        file, site = Path(folder) / "app.html", Path(folder) / "site"
        pack = [_seconds("pack", app, "-o", file, "--force", *options) for _ in range(2)]
        build = [_seconds("build", app, "-o", site, *options) for _ in range(2)]
        sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
        plain = {path: size for path, size in sizes.items() if path.suffix not in (".br", ".gz")}
        small = [sizes.get(path.with_name(path.name + ".br"), size) for path, size in plain.items()]
        return Made(pack, file.stat().st_size, build, sum(plain.values()), sum(small))


def _seconds(*words: object) -> float:
    command = [sys.executable, "-m", "pagelet_cli", *map(str, words)]
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"A command failed.\n  where: {' '.join(command)}\n{done.stderr}")
    return time.perf_counter() - begin


def sizes_of_file(file: Path) -> Counter[str]:
    """Return the bytes of a packed file by part."""
    data = layout.read(file.read_text(encoding="utf-8")).data
    parts = sizes_by_part((name, len(encode(each.content))) for name, each in data.items())
    parts[REST] += file.stat().st_size - parts.total()
    return parts


def sizes_by_part(files: Iterable[tuple[str, int]]) -> Counter[str]:
    """Return the bytes of files by part; `files` are their paths and sizes."""
    parts: Counter[str] = Counter()
    for name, size in files:
        ending = next((ending for ending in _PART_BY_ENDING if name.endswith(ending)), "")
        parts[_PART_BY_ENDING.get(ending, REST)] += size
    return parts


@click.command(help=__doc__.split("\n\n    ")[0] if __doc__ else None)
@click.option("--browser", type=click.Choice(["chromium", "firefox"]), default="chromium")
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
@click.option(
    "--wheels",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Make an app with pandas and Matplotlib too; their wheels are in this folder.",
)
@click.option("--without-jupyterlite", is_flag=True, help="It takes some minutes to build.")
@click.option("--picture", type=click.Path(dir_okay=False, path_type=Path))
def main(
    browser: str,
    rounds: int,
    wheels: Path | None,
    without_jupyterlite: bool,
    picture: Path | None,
) -> None:
    """Run the benchmark and print Markdown."""
    contenders.install()
    made = {"hello world": make(HERE / "pages" / "pagelet.html", [])}
    if wheels:
        options = ["--find-links", str(wheels)]
        made["pandas and Matplotlib"] = make(HERE / "pages" / "plot.py", options)
    chosen: list[Contender] = [PACKED, BUILT_SITE, PYSCRIPT]
    if not without_jupyterlite:
        chosen.append(JUPYTERLITE)
    results = {each.key: Result(each.title, each.versions) for each in chosen}
    load_before = load_average()
    with progress.status("Building and compressing what is new (some minutes at the first run)"):
        answers = make_answers(
            files={path: content for each in chosen for path, content in each.files().items()},
            pages={each.path: each.page for each in chosen if each.is_served},
        )
    with sync_playwright() as playwright, serving(answers) as server:
        bench = Bench(playwright, browser, server, Line())
        for number in track(range(rounds * len(chosen)), "Measuring", console=progress):
            turn, place = divmod(number, len(chosen))
            contender = chosen[(place + turn) % len(chosen)]
            bench.measure(contender, results[contender.key])
    rows = {
        each.title: sizes_by_part(results[each.key].sent_by_name.items())
        for each in chosen
        if each.is_served
    }
    rows = {PACKED.title: sizes_of_file(packed_file(PACKED)), **rows}
    align = [":--", *["--:"] * (len(_COLUMNS) - 1)]
    lines = [_COLUMNS, align, *(each.cells(name) for name, each in made.items())]
    click.echo("\n".join(map(markdown_row, lines)) + "\n")
    columns = ("MB", *PARTS, "all")
    lines = [columns, [":--", *["--:"] * (len(columns) - 1)]]
    for name, row in rows.items():
        sizes = [*(row[part] for part in PARTS), sum(row.values())]
        lines.append([name, *(f"{size / 1e6:.2f}" for size in sizes)])
    click.echo("\n".join(map(markdown_row, lines)) + "\n")
    click.echo(Report(circumstances(bench, rounds, load_before), results, YARDSTICK).markdown())
    if picture:
        title = "Megabytes by part: one file, built site, PyScript, JupyterLite"
        picture.write_text(stacked_bars(title, rows, PARTS), encoding="utf-8")


if __name__ == "__main__":
    main()
