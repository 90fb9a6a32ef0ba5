"""How long until a first result of pandas, and a first figure of Matplotlib? Pagelet and PyScript.

Both show the same programs, with the same wheels from the same server. Pagelet's page is a site
that `pagelet build` made; PyScript's names its packages, which Pyodide then loads. Besides: the
most memory that the page ever took, and how long `pagelet lock` takes for thirty packages.

    .venv/bin/python benchmarks/packages.py --wheels FOLDER --rounds 5
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HERE = Path(__file__).parent
# Our own parts, and the browsers' options, which the tests have already.
sys.path.insert(0, str(HERE.parent))

import click  # noqa: E402
from packaging.utils import canonicalize_name, parse_wheel_filename  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from rich.progress import track  # noqa: E402

from benchmarks import contenders  # noqa: E402
from benchmarks.contenders import PACKAGES, Contender  # noqa: E402
from benchmarks.report import Report, Result, markdown_row  # noqa: E402
from benchmarks.server import make_answers, serving  # noqa: E402
from benchmarks.start import Bench, Line, circumstances, load_average, progress  # noqa: E402

PROGRAMS = {"pandas": "a first result of pandas", "matplotlib": "a first figure of Matplotlib"}
# Pure Python, from a package index.
THIRTY = (
    *("arrow", "attrs", "beautifulsoup4", "click", "colorama", "docutils", "faker", "feedparser"),
    *("httpx", "humanize", "markdown", "mistune", "more-itertools", "networkx", "openpyxl"),
    *("prettytable", "pygments", "python-dateutil", "rdflib", "requests", "rich"),
    *("sortedcontainers", "sympy", "tabulate", "textual", "tinydb", "toolz", "tqdm", "wcwidth"),
    "xmltodict",
)


def program(package: str) -> Path:
    """Return the program that shows what a package does first."""
    return HERE / "pages" / f"{package}_first.py"


@dataclass(frozen=True)
class WithPackage(Contender):
    """A page with a program that imports `package`, whose wheel is in the folder `wheels`."""

    package: str
    wheels: Path


class OurPage(WithPackage):
    """As a site that `pagelet build` made."""

    @property
    def path(self) -> str:
        """Where the page is on the server."""
        return f"{self.key}/page.html"

    @cached_property
    def site(self) -> Mapping[str, bytes]:
        """Every file, by its path on the server."""
        with tempfile.TemporaryDirectory() as folder:
            app = Path(folder) / "page.html"
            app.write_text(
                '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pagelet</title>\n'
                '<script type="module" src="/pagelet/pagelet.js"></script>\n'
                f'<script type="py">\n{program(self.package).read_text()}</script></html>\n'
            )
            made = Path(folder) / "site"
            pagelet("build", app, "-o", made, "--no-index", "--find-links", self.wheels)
            files = (file for file in made.rglob("*") if file.is_file())
            plain = (file for file in files if file.suffix not in (".br", ".gz"))
            return {
                f"{self.key}/{file.relative_to(made).as_posix()}": file.read_bytes()
                for file in plain
            }

    @property
    def page(self) -> bytes:
        """The HTML."""
        return self.site[self.path]

    def files(self) -> Mapping[str, bytes]:
        """Return every file that the page may load, by its path on the server."""
        return {name: content for name, content in self.site.items() if name != self.path}


class TheirPage(WithPackage):
    """As PyScript's documentation has it: the packages stand in the tag's settings."""

    @property
    def page(self) -> bytes:
        """The HTML."""
        settings = {"interpreter": "/pyodide/pyodide.mjs", "packages": [self.package]}
        return (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>PyScript</title>\n'
            '<link rel="stylesheet" href="/pyscript/core.css">\n'
            '<script type="module" src="/pyscript/core.js"></script>\n'
            f"<script type=\"py\" config='{json.dumps(settings)}'>\n"
            f"{program(self.package).read_text()}</script></html>\n"
        ).encode()

    def files(self) -> Mapping[str, bytes]:
        """Return every file that it may load; Pyodide's list of wheels names those that we have."""
        listed = json.loads((PACKAGES / "pyodide" / "pyodide-lock.json").read_bytes())
        files = dict(super().files())
        for wheel in [*sorted(self.wheels.glob("*.whl")), micropip(listed)]:
            name, version, _, _ = parse_wheel_filename(wheel.name)
            content = wheel.read_bytes()
            entry = next(
                (
                    each
                    for key, each in listed["packages"].items()
                    if canonicalize_name(key) == name
                ),
                None,
            )
            if entry is not None:
                entry |= {
                    "version": str(version),
                    "file_name": wheel.name,
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
                files[f"pyodide/{wheel.name}"] = content
        return {**files, "pyodide/pyodide-lock.json": json.dumps(listed).encode()}


def micropip(listed: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Path:
    """Return micropip's wheel, by which PyScript installs packages; it is fetched once."""
    about = listed["packages"]["micropip"]
    folder = PACKAGES / ".cache"
    file = folder / about["file_name"]
    if not file.exists():
        wanted = f"micropip=={about['version']}"
        pip = [sys.executable, "-m", "pip", "-q", "download", "--no-deps", "-d", str(folder)]
        subprocess.run([*pip, "--python-version", "3.14", wanted], check=True)
    return file


def pagelet(*words: object, cache: Path | None = None) -> float:
    """Run a command and return its seconds.

    Raises:
        SystemExit: it failed.
    """
    command = [sys.executable, "-m", "pagelet_cli", *map(str, words)]
    environment = {**os.environ, **({"PAGELET_CACHE": str(cache)} if cache else {})}
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"A command failed.\n  where: {' '.join(command)}\n{done.stderr}")
    return time.perf_counter() - begin


def lock_seconds() -> tuple[float, float]:
    """Return how long thirty packages take to resolve: first, and again with what is kept."""
    with tempfile.TemporaryDirectory() as folder:
        app, cache = Path(folder) / "thirty.py", Path(folder) / "cache"
        names = "".join(f'#   "{name}",\n' for name in THIRTY)
        app.write_text(f"# /// script\n# dependencies = [\n{names}# ]\n# ///\n")
        first = pagelet("lock", app, cache=cache)
        return first, pagelet("lock", "--upgrade", app, cache=cache)


class MemoryBench(Bench):
    """Visits a page once more, to see how much memory it takes."""

    def most_memory(self, contender: Contender) -> float:
        """Return the most bytes that the page's process ever had in memory (Linux)."""
        with self._new_profile() as context:
            page = context.new_page()
            page.goto(contender.address(self.server.url), wait_until="commit")
            page.evaluate("visible")
            return max(_peaks(os.getpid()))


def _peaks(process: int) -> Iterator[int]:
    """Yield the most memory, in bytes, of each process that runs pages beneath `process`."""
    children = (
        int(number)
        for task in Path(f"/proc/{process}/task").iterdir()
        for number in (task / "children").read_text().split()
    )
    for child in children:
        about = Path(f"/proc/{child}")
        command = (about / "cmdline").read_bytes()
        if b"--type=renderer" in command or command.rstrip(b"\0").endswith(b"tab"):
            status = (about / "status").read_text()
            yield 1024 * int(status.partition("VmHWM:")[2].split()[0])
        yield from _peaks(child)


@click.command(help=__doc__.split("\n\n    ")[0] if __doc__ else None)
@click.option("--browser", type=click.Choice(["chromium", "firefox"]), default="chromium")
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
@click.option(
    "--wheels",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with the wheels of pandas, Matplotlib and what they need.",
)
@click.option("--without-lock", is_flag=True, help="It needs a package index.")
def main(browser: str, rounds: int, wheels: Path, without_lock: bool) -> None:
    """Run the benchmark and print Markdown."""
    contenders.install()
    for package, title in PROGRAMS.items():
        chosen: Sequence[WithPackage] = (
            OurPage(f"pagelet-{package}", "Pagelet", ("pagelet",), package, wheels),
            TheirPage(f"pyscript-{package}", "PyScript", ("pyscript", "pyodide"), package, wheels),
        )
        results = {each.key: Result(each.title, each.versions) for each in chosen}
        load_before = load_average()
        with progress.status("Building and compressing what is new (minutes at the first run)"):
            answers = make_answers(
                files={path: content for each in chosen for path, content in each.files().items()},
                pages={each.path: each.page for each in chosen},
            )
        with sync_playwright() as playwright, serving(answers) as server:
            bench = MemoryBench(playwright, browser, server, Line())
            for number in track(range(rounds * len(chosen)), title, console=progress):
                turn, place = divmod(number, len(chosen))
                contender = chosen[(place + turn) % len(chosen)]
                bench.measure(contender, results[contender.key])
            memory = {each.title: bench.most_memory(each) / 1e6 for each in chosen}
        report = Report(circumstances(bench, rounds, load_before), results, chosen[1].key)
        click.echo(f"{title}:\n\n{report.markdown()}")
        click.echo(f"- most memory: {', '.join(f'{k} {v:.0f} MB' for k, v in memory.items())}\n")
    if not without_lock:
        first, again = lock_seconds()
        click.echo(markdown_row(("`pagelet lock` of 30 packages", "seconds")))
        click.echo(markdown_row((":--", "--:")))
        click.echo(markdown_row(("first", f"{first:.1f}")))
        click.echo(markdown_row(("again", f"{again:.1f}")))


if __name__ == "__main__":
    main()
