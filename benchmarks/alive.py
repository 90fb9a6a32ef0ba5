"""Does the page live while Python computes? Pagelet against PyScript, in one browser.

Three questions: the longest pause of the page's main thread and its frames per second while Python
computes for five seconds; what letting the page breathe costs five small programs, with and without
it in the same page; and how long after the press on Stop a program has ended, in five situations.

    .venv/bin/python benchmarks/alive.py --browser chromium
"""

import json
import os
import platform
import re
import shlex
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# Our own parts, and the browsers' options, which the tests have already.
sys.path.insert(0, str(HERE.parent))

import click  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import track  # noqa: E402

from benchmarks import contenders  # noqa: E402
from benchmarks.contenders import folder_files, folder_version  # noqa: E402
from benchmarks.server import make_answers, serving  # noqa: E402
from benchmarks.start import cpu_name, load_average  # noqa: E402
from pagelet_cli.app import App  # noqa: E402
from pagelet_cli.program_page import program_page  # noqa: E402
from tests.browser.rig.chromium_firefox import launch_options  # noqa: E402

PATIENCE_SECONDS = 400
PAIRS = 4  # of runs with keep-alive and without it, in each round: the difference is small
FOLDERS = ("pagelet", "pyscript", "pyodide")

TITLES = {
    "pagelet": "Pagelet",
    "pyscript": "PyScript, main thread",
    "worker": "PyScript, worker",
}
TAGS = {
    "pagelet": '<script type="module" src="/pagelet/pagelet.js"></script><script type="py">',
    "pyscript": '<script type="module" src="/pyscript/core.js"></script>'
    """<script type="py" config='{"interpreter": "/pyodide/pyodide.mjs"}'>""",
    "worker": '<script type="module" src="/pyscript/core.js"></script>'
    """<script type="py" worker config='{"interpreter": "/pyodide/pyodide.mjs"}'>""",
}
SITUATIONS = {
    "computes": "while True:\n    pass\n",
    "prints": "while True:\n    print('x')\n",
    "sleeps": "import time\ntime.sleep(1000)\n",
    "asks": "input('Name? ')\n",
    "awaits": "import asyncio\nasyncio.run(asyncio.sleep(1000))\n",
}

progress = Console(stderr=True)


@dataclass
class Results:
    """All that was measured."""

    pauses: dict[str, list[float]] = field(default_factory=dict)
    frames: dict[str, list[float]] = field(default_factory=dict)
    overhead: dict[str, list[Sequence[float]]] = field(default_factory=dict)
    stops: dict[str, list[float]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)

    def markdown(self) -> str:
        """Return three tables and the circumstances."""
        median = statistics.median
        alive = [
            (
                TITLES[key],
                f"{median(times):.0f}",
                f"{max(times):.0f}",
                f"{median(self.frames[key]):.0f}",
            )
            for key, times in self.pauses.items()
        ]
        cost = [
            (key, f"{median(each[1] for each in pairs) * 1000:.0f}", *_costs(pairs))
            for key, pairs in self.overhead.items()
        ]
        stops = [
            (key, f"{median(times):.0f}", f"{max(times):.0f}") for key, times in self.stops.items()
        ]
        return "\n\n".join(
            [
                _table(("while Python computes", "pause ms", "worst", "frames/s"), alive),
                _table(("cost of keep-alive", "ms without", "with it", "quartiles"), cost),
                _table(("Stop while it", "ms until it has ended", "worst"), stops),
                "\n".join(f"- {name}: {value}" for name, value in self.facts.items()),
            ]
        )


def _costs(pairs: Sequence[Sequence[float]]) -> tuple[str, str]:
    """Return by how many per cent the first of each pair is longer: median, and quartiles."""
    lower, median, upper = statistics.quantiles([100 * (a / b - 1) for a, b in pairs], n=4)
    return f"{median:+.1f} %", f"{lower:+.1f} to {upper:+.1f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    align = [":--", *["--:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, align, *rows))


class Bench:
    """Opens pages in one browser and asks them."""

    def __init__(self, browser: Browser, url: str, results: Results) -> None:
        self._browser = browser
        self._url = url
        self._results = results

    def _visit(
        self, path: str, look: Callable[[Page, list[str]], None], *, meter: bool = True
    ) -> None:
        context = self._browser.new_context()
        try:
            if meter:
                context.add_init_script(path=HERE / "pages" / "meter.js")
            page = context.new_page()
            lines: list[str] = []
            # A worker's lines come here as well.
            context.on("console", lambda message: lines.append(message.text))
            page.goto(f"{self._url}/{path}", wait_until="commit")
            look(page, lines)
        finally:
            context.close()

    def alive(self, key: str) -> None:
        """Measure the page of a contender while its Python computes."""

        def look(page: Page, lines: list[str]) -> None:
            times = [_number(page, lines, text) * 1000 for text in ("from", "until")]
            # One more turn, so that the pause is over.
            page.wait_for_timeout(200)
            pause, frames = page.evaluate("(times) => aliveBetween(times)", times)
            self._results.pauses.setdefault(key, []).append(pause)
            self._results.frames.setdefault(key, []).append(frames)

        self._visit(f"alive-{key}.html", look)

    def overhead(self) -> None:
        """Measure five programs with keep-alive and without."""

        def look(page: Page, lines: list[str]) -> None:
            found = _wait_for(page, lines, r"^overhead (\{.*\})$")
            self._results.overhead.update(json.loads(found))

        # The meter is work of the page, which would be done while it breathes.
        self._visit("overhead.html", look, meter=False)

    def stop(self, key: str) -> None:
        """Measure how long Stop takes in one situation."""

        def look(page: Page, lines: list[str]) -> None:
            _wait_for(page, lines, "^(begins)$")
            page.wait_for_timeout(500)
            page.evaluate("void (globalThis.stopped = timeOfStop())")
            box = page.locator("#pagelet-stop").bounding_box()
            assert box is not None, "the button is there, since the program runs"
            page.mouse.click(box["x"] + 10, box["y"] + 10)
            self._results.stops.setdefault(key, []).append(page.evaluate("stopped"))

        self._visit(f"pagelet/stop-{key}.html", look)


def _number(page: Page, lines: list[str], text: str) -> float:
    return float(_wait_for(page, lines, rf"^computing {text} ([\d.]+)$"))


def _wait_for(page: Page, lines: list[str], pattern: str) -> str:
    """Return what the first group of `pattern` finds in a line of the console."""
    for _ in range(PATIENCE_SECONDS * 20):
        for line in lines:
            if found := re.search(pattern, line.strip()):
                return found[1]
        page.wait_for_timeout(50)
    raise SystemExit(
        f"The page never printed {pattern}.\n  where: {page.url}\n"
        f"  try:   look at what it did print: {lines[-5:]}"
    )


def pages(rounds: int, folder: Path) -> dict[str, bytes]:
    """Return the HTML of all pages by path, and the programs beside them."""
    made: dict[str, str] = {}
    body = (HERE / "pages" / "alive.py").read_text(encoding="utf-8")
    cost = (HERE / "pages" / "overhead.py").read_text(encoding="utf-8")
    for key, tag in TAGS.items():
        made[f"alive-{key}.html"] = _page(tag, body)
    made["overhead.html"] = _page(
        TAGS["pagelet"], cost.replace("ROUNDS = 5", f"ROUNDS = {PAIRS * rounds}")
    )
    for key, code in SITUATIONS.items():
        program = folder / f"stop-{key}.py"
        program.write_text(f"print('begins', flush=True)\n{code}", encoding="utf-8")
        made[f"pagelet/stop-{key}.html"] = program_page(App.open(program))
        made[f"pagelet/{program.name}"] = program.read_text(encoding="utf-8")
    return {path: text.encode() for path, text in made.items()}


def _page(tag: str, code: str) -> str:
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Alive</title>'
        f"<body><p>Here Python computes.</p>{tag}\n{code}</script></body></html>"
    )


def facts(browser: str, version: str, rounds: int, load_before: str) -> dict[str, str]:
    """Return what a reader must know to judge the numbers."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "browser": f"{browser} {version}",
        "machine": f"{cpu_name()}, {os.cpu_count()} cores, {platform.system()}",
        "load average": f"{load_before} before, {load_average()} after",
        "rounds": str(rounds),
        "command": shlex.join(["python", "benchmarks/alive.py", *sys.argv[1:]]),
        "versions": ", ".join(sorted(folder_version(folder) for folder in FOLDERS)),
    }


@click.command(help=__doc__.split("\n\n    ")[0] if __doc__ else None)
@click.option("--browser", type=click.Choice(["chromium", "firefox"]), default="chromium")
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path))
def main(browser: str, rounds: int, json_file: Path | None) -> None:
    """Run the benchmark and print what came out, as Markdown."""
    contenders.install()
    results = Results()
    load_before = load_average()
    with tempfile.TemporaryDirectory() as folder:
        answers = make_answers(
            files={path: content for name in FOLDERS for path, content in folder_files(name)},
            pages=pages(rounds, Path(folder)),
            # Nothing here measures how long files take to arrive.
            compress=False,
        )
    with sync_playwright() as playwright, serving(answers) as server:
        options: dict[str, Any] = launch_options(browser)
        started = getattr(playwright, browser).launch(**options)
        bench = Bench(started, server.url, results)
        for _ in track(range(rounds), "Measuring", console=progress):
            for key in TAGS:
                bench.alive(key)
            for key in SITUATIONS:
                bench.stop(key)
        bench.overhead()
        results.facts = facts(browser, started.version, rounds, load_before)
        started.close()
    if json_file:
        json_file.write_text(json.dumps(vars(results), indent=2) + "\n", encoding="utf-8")
    click.echo(results.markdown())


if __name__ == "__main__":
    main()
