"""The results of a run: medians, ratios, and the circumstances, as a table, Markdown or JSON."""

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from rich import box
from rich.console import Console
from rich.table import Table


@dataclass
class Times:
    """Milliseconds from the start of the navigation to visible text, one entry a round."""

    values: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    @property
    def quartiles(self) -> tuple[float, float]:
        """The values below which a quarter, and three quarters, of all lie."""
        if len(self.values) < 2:
            return self.values[0], self.values[0]
        low, _, high = statistics.quantiles(self.values, n=4, method="inclusive")
        return low, high


@dataclass
class Result:
    """All that was measured of one contender."""

    title: str
    versions: tuple[str, ...]
    cold: Times = field(default_factory=Times)
    warm: Times = field(default_factory=Times)
    sent: list[int] = field(default_factory=list)
    sent_by_name: Mapping[str, int] = field(default_factory=dict)
    """Bytes of the last cold visit, by the files' paths on the server."""


@dataclass(frozen=True)
class Report:
    """A finished run."""

    circumstances: Mapping[str, str]
    results: Mapping[str, Result]
    yardstick: str

    COLUMNS = (
        *("", "cold ms", "min", "quartiles", "ratio"),
        *("warm ms", "min", "quartiles", "ratio", "kB sent"),
    )

    def rows(self) -> list[Sequence[str]]:
        """Return the table's cells, fastest cold start first."""
        ordered = sorted(self.results.items(), key=lambda item: item[1].cold.median)
        return [
            (
                result.title,
                *self._cells(key, "cold"),
                *self._cells(key, "warm"),
                f"{statistics.median(result.sent) / 1000:.0f}",
            )
            for key, result in ordered
        ]

    def _cells(self, key: str, profile: str) -> tuple[str, ...]:
        times: Times = getattr(self.results[key], profile)
        low, high = times.quartiles
        ratio = "–"
        if self.yardstick in self.results:
            against: Times = getattr(self.results[self.yardstick], profile)
            ratio = f"{times.median / against.median:.2f}"
        return (
            f"{times.median:.0f}",
            f"{min(times.values):.0f}",
            f"{low:.0f}–{high:.0f}",
            ratio,
        )

    def print_table(self, console: Console) -> None:
        """Show the results in a terminal."""
        table = Table(caption=self._legend(), box=box.SIMPLE_HEAD)
        for number, column in enumerate(self.COLUMNS):
            table.add_column(column, justify="right" if number else "left", no_wrap=True)
        for row in self.rows():
            table.add_row(*row)
        console.print(table)
        for name, value in self._facts().items():
            console.print(f"{name}: {value}", highlight=False, markup=False)

    def markdown(self) -> str:
        """Return the results as a Markdown table, and the circumstances below it."""
        align = [":--", *["--:"] * (len(self.COLUMNS) - 1)]
        lines = [markdown_row(row) for row in (self.COLUMNS, align, *self.rows())]
        facts = [f"- {name}: {value}" for name, value in self._facts().items()]
        return "\n".join([*lines, "", f"{self._legend()}", "", *facts])

    def json(self) -> str:
        """Return everything, single values included."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False)

    def _facts(self) -> dict[str, str]:
        versions = {name for each in self.results.values() for name in each.versions}
        return {**self.circumstances, "versions": ", ".join(sorted(versions))}

    def _legend(self) -> str:
        if self.yardstick not in self.results:
            return "Medians."
        return f"Medians; ratio to {self.results[self.yardstick].title} (below 1 is faster)."


def markdown_row(cells: Sequence[str]) -> str:
    """Return a row of a Markdown table."""
    return f"| {' | '.join(cells)} |"
