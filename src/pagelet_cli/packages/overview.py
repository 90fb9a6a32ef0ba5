"""What an app's packages cost its visitors, and what each is there for."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pagelet_cli.app import listed
from pagelet_cli.packages.supply import Supplied, Supply


@dataclass(frozen=True)
class Row:
    """One package: `size` in bytes, as it is downloaded."""

    name: str
    version: str
    size: int
    why: str
    source: str


def overview(supply: Supply) -> list[Row]:
    """Return an app's packages, the largest first."""
    rows = [
        Row(
            each.name,
            str(each.choice.wheel.version),
            each.size,
            _why(each, supply),
            _source(each),
        )
        for each in supply.packages
    ]
    return sorted(rows, key=lambda row: (-row.size, row.name))


def _why(package: Supplied, supply: Supply) -> str:
    """Return what the app, or other packages, do with a package."""
    imported = supply.asked.imported if supply.asked else None
    modules = [module for module in imported or {} if module in package.contents.modules]
    needed_by = [each.name for each in supply.packages if package.name in each.choice.needs]
    reasons = [f"import {module}" for module in modules]
    if needed_by:
        reasons.append(f"needed by {listed(needed_by)}")
    return "; ".join(reasons) or "asked for"


def _source(package: Supplied) -> str:
    wheel = package.choice.wheel
    if wheel.project:
        return "a project"
    return "a file" if wheel.is_local else urlsplit(wheel.place).hostname or wheel.place
