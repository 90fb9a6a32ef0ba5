"""How long until "hello world" can be read? Pagelet and others, in one run, in one browser.

For each contender and round, in a new profile: a first visit (cold), a second one that is not
counted (browsers compile and store in the background), a third one (warm). Contenders take turns,
round by round, so that whatever else the machine does meets all alike.

    .venv/bin/python benchmarks/start.py --rounds 7 --browser chromium
"""

import os
import platform
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# Our own parts, and the browsers' options, which the tests have already.
sys.path.insert(0, str(HERE.parent))

import click  # noqa: E402
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.progress import track  # noqa: E402

from benchmarks import contenders  # noqa: E402
from benchmarks.contenders import CONTENDERS, YARDSTICK, Contender  # noqa: E402
from benchmarks.report import Report, Result  # noqa: E402
from benchmarks.server import Server, make_answers, serving  # noqa: E402
from tests.browser.rig.chromium_firefox import launch_options  # noqa: E402

# A browser that has just started still does things of its own.
SETTLE_SECONDS = 1.0
# A page is through when it asked for nothing more for this long.
QUIET_SECONDS = 0.5

progress = Console(stderr=True)


@dataclass(frozen=True)
class Line:
    """The connection that is imitated (Chromium only); zeros for the machine's own."""

    latency_ms: float = 0
    rate_mbit: float = 0

    def __str__(self) -> str:
        if not (self.latency_ms or self.rate_mbit):
            return "loopback, as fast as it is"
        rate = f"{self.rate_mbit:g} Mbit/s" if self.rate_mbit else "any rate"
        return f"imitated: {rate}, {self.latency_ms:g} ms latency"

    def apply(self, page: Page) -> None:
        """Slow the page's connections down."""
        if not (self.latency_ms or self.rate_mbit):
            return
        bytes_per_second = self.rate_mbit * 1_000_000 / 8 if self.rate_mbit else -1
        devtools = page.context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send(
            "Network.emulateNetworkConditions",
            {
                "offline": False,
                "latency": self.latency_ms,
                "downloadThroughput": bytes_per_second,
                "uploadThroughput": bytes_per_second,
            },
        )


@dataclass
class Bench:
    """Everything that one run needs."""

    playwright: Playwright
    browser: str
    server: Server
    line: Line
    browser_version: str = ""

    def measure(self, contender: Contender, result: Result) -> None:
        """Do one round for one contender: cold, a visit between, warm."""
        with self._new_profile() as context:
            result.cold.values.append(self._visit(context, contender))
            result.sent.append(self.server.sent)
            result.sent_by_name = dict(self.server.sent_by_name)
            self._visit(context, contender)
            result.warm.values.append(self._visit(context, contender))

    @contextmanager
    def _new_profile(self) -> Iterator[BrowserContext]:
        # A browser's helpers may still write while they end.
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            options: dict[str, Any] = launch_options(self.browser)
            kind = getattr(self.playwright, self.browser)
            context: BrowserContext = kind.launch_persistent_context(profile, **options)
            try:
                context.add_init_script(path=HERE / "visible.js")
                page = context.pages[0]
                self.browser_version = context.browser.version if context.browser else "unknown"
                page.wait_for_timeout(SETTLE_SECONDS * 1000)
                yield context
            finally:
                context.close()

    def _visit(self, context: BrowserContext, contender: Contender) -> float:
        """Return the milliseconds from the start of the navigation to visible text."""
        address = contender.address(self.server.url)
        page = context.new_page()
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        self.line.apply(page)
        self.server.reset()
        page.goto(address, wait_until="commit")
        # Awaits a promise of visible.js: asking again and again would cost the page time.
        milliseconds = float(page.evaluate("visible"))
        while not self.server.is_quiet(QUIET_SECONDS):
            page.wait_for_timeout(100)
        page.close()
        outside = [
            url
            for url in requests
            if url.startswith("http") and not url.startswith(self.server.url)
        ]
        if outside or self.server.missing:
            raise SystemExit(
                f"{contender.title} asked for what this server does not have, "
                "so its times would not be comparable.\n"
                f"  where: {', '.join([*outside, *self.server.missing])}\n"
                "  try:   serve it from benchmarks/contenders.py, or change the page"
            )
        return milliseconds


def circumstances(bench: Bench, rounds: int, load_before: str) -> dict[str, str]:
    """Return what a reader must know to judge the numbers."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "browser": f"{bench.browser} {bench.browser_version}",
        "machine": f"{cpu_name()}, {os.cpu_count()} cores, {platform.system()}",
        "load average": f"{load_before} before, {load_average()} after",
        "connection": str(bench.line),
        "rounds": str(rounds),
        "command": shlex.join(["python", f"benchmarks/{Path(sys.argv[0]).name}", *sys.argv[1:]]),
    }


def load_average() -> str:
    """Return how many programs wanted to run in the last minute, on average."""
    return f"{os.getloadavg()[0]:.1f}"


def cpu_name() -> str:
    """Return what the processor calls itself."""
    about = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*: (.*)$", about.read_text(), re.M) if about.exists() else None
    return found[1] if found else platform.processor() or platform.machine()


@click.command(help=__doc__.split("\n\n    ")[0] if __doc__ else None)
@click.option("--browser", type=click.Choice(["chromium", "firefox"]), default="chromium")
@click.option("--rounds", type=click.IntRange(min=1), default=7, show_default=True)
@click.option(
    "--only",
    multiple=True,
    type=click.Choice([each.key for each in CONTENDERS]),
    help="Measure this contender; may be given several times. Without it: all.",
)
@click.option("--latency", type=float, default=0, help="Milliseconds to imitate (Chromium).")
@click.option("--rate", type=float, default=0, help="Mbit/s to imitate (Chromium).")
@click.option("--markdown", is_flag=True, help="Print Markdown in place of the table.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path))
def main(
    browser: str,
    rounds: int,
    only: tuple[str, ...],
    latency: float,
    rate: float,
    markdown: bool,
    json_file: Path | None,
) -> None:
    """Run the benchmark and print what came out."""
    if (latency or rate) and browser != "chromium":
        raise click.UsageError("--latency and --rate work in Chromium only.")
    contenders.install()
    chosen = [each for each in CONTENDERS if not only or each.key in only]
    results = {each.key: Result(each.title, each.versions) for each in chosen}
    load_before = load_average()
    with progress.status("Compressing what is new (a minute or two at the first run)"):
        answers = make_answers(
            files={path: content for each in chosen for path, content in each.files().items()},
            pages={each.path: each.page for each in chosen if each.is_served},
        )
    with sync_playwright() as playwright, serving(answers) as server:
        bench = Bench(playwright, browser, server, Line(latency, rate))
        turns = [
            chosen[(number + shift) % len(chosen)]
            # Another one begins in each round.
            for shift in range(rounds)
            for number in range(len(chosen))
        ]
        for contender in track(turns, "Measuring", console=progress):
            bench.measure(contender, results[contender.key])
    report = Report(circumstances(bench, rounds, load_before), results, YARDSTICK)
    if json_file:
        json_file.write_text(report.json() + "\n", encoding="utf-8")
    if markdown:
        click.echo(report.markdown())
    else:
        # Wide enough for the table also where the output is no terminal.
        report.print_table(Console(width=max(120, Console().width)))


if __name__ == "__main__":
    main()
