"""How fast does Python draw? The same animations by Python and by plain JavaScript, on one page.

300 circles that move, and 1,000 lines that turn, on a canvas of 640 by 400. Python draws them by
the browser's own functions, call by call, and by `pagelet.canvas`; JavaScript by the browser's
functions. All take turns, in one page.

    .venv/bin/python benchmarks/canvas.py --browser chromium
"""

import json
import os
import platform
import re
import shlex
import statistics
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeAlias

HERE = Path(__file__).parent
# Our own parts, and the browsers' options, which the tests have already.
sys.path.insert(0, str(HERE.parent))

import click  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402

from benchmarks.contenders import folder_files, folder_version  # noqa: E402
from benchmarks.server import make_answers, serving  # noqa: E402
from benchmarks.start import cpu_name, load_average  # noqa: E402
from tests.browser.rig.chromium_firefox import launch_options  # noqa: E402

PATIENCE_SECONDS = 300
TITLES = {
    "javascript": "JavaScript",
    "browser": "Python, the browser's functions",
    "pagelet": "Python, `pagelet.canvas`",
}
# By picture and way, for each round: seconds of work in a frame, and frames in a second.
Results: TypeAlias = dict[str, dict[str, list[tuple[float, float]]]]


def page(rounds: int) -> bytes:
    """Return the HTML of the page, with both programs in it."""
    script = (HERE / "pages" / "canvas.js").read_text(encoding="utf-8")
    program = (HERE / "pages" / "canvas.py").read_text(encoding="utf-8")
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Canvas</title><body>'
        f"<script>{script}</script>"
        '<script type="module" src="/pagelet/pagelet.js"></script>'
        f'<script type="py">\n{program.replace("ROUNDS = 5", f"ROUNDS = {rounds}")}</script>'
        "</body></html>"
    ).encode()


def results_in(browser: Browser, url: str) -> Results:
    """Open the page and return what it has measured."""
    tab = browser.new_page()
    lines: list[str] = []
    tab.on("console", lambda message: lines.append(message.text))
    tab.goto(url, wait_until="commit")
    for _ in range(PATIENCE_SECONDS * 10):
        for line in lines:
            if found := re.search(r"^canvas (\{.*\})$", line.strip()):
                results: Results = json.loads(found[1])
                return results
        if any("Traceback" in line for line in lines):
            break
        tab.wait_for_timeout(100)
    raise SystemExit(
        f"The page never printed what it measured.\n  where: {url}\n"
        f"  try:   look at what it did print: {lines[-5:]}"
    )


def markdown(results: Results, facts: dict[str, str]) -> str:
    """Return a table and the circumstances."""
    rows = [
        ["300 circles, 1,000 lines", "ms a frame", "best", "worst", "ratio", "frames/s"],
        [":--", *["--:"] * 5],
    ]
    for picture, ways in results.items():
        for key, title in TITLES.items():
            times = [1000 * work for work, _ in ways[key]]
            # Ratios within a round: whatever else the machine did met both alike.
            pairs = zip(ways[key], ways["javascript"], strict=True)
            ratio = statistics.median(own / plain for (own, _), (plain, _) in pairs)
            frames = statistics.median(frames for _, frames in ways[key])
            numbers = [statistics.median(times), min(times), max(times), ratio]
            rows.append(
                [f"{picture}: {title}", *(f"{each:.2f}" for each in numbers), f"{frames:.0f}"]
            )
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    return f"{table}\n\n" + "\n".join(f"- {name}: {value}" for name, value in facts.items())


@click.command(help=__doc__.split("\n\n    ")[0] if __doc__ else None)
@click.option("--browser", type=click.Choice(["chromium", "firefox"]), default="chromium")
@click.option("--rounds", type=click.IntRange(min=1), default=5, show_default=True)
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path))
def main(browser: str, rounds: int, json_file: Path | None) -> None:
    """Run the benchmark and print what came out, as Markdown."""
    load_before = load_average()
    # Nothing here measures how long files take to arrive.
    answers = make_answers(
        files=dict(folder_files("pagelet")), pages={"canvas.html": page(rounds)}, compress=False
    )
    with sync_playwright() as playwright, serving(answers) as server:
        options: dict[str, Any] = launch_options(browser)
        started = getattr(playwright, browser).launch(**options)
        results = results_in(started, f"{server.url}/canvas.html")
        facts = {
            "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
            "browser": f"{browser} {started.version}",
            "machine": f"{cpu_name()}, {os.cpu_count()} cores, {platform.system()}",
            "load average": f"{load_before} before, {load_average()} after",
            "rounds": str(rounds),
            "command": shlex.join(["python", "benchmarks/canvas.py", *sys.argv[1:]]),
            "versions": folder_version("pagelet"),
        }
        started.close()
    if json_file:
        json_file.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    click.echo(markdown(results, facts))


if __name__ == "__main__":
    main()
