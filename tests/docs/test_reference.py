"""The reference names everything that users may write."""

import importlib
import inspect
import re

import click
import pytest

from pagelet_cli.commands import commands
from tests.docs.blocks import REPOSITORY

REFERENCE = REPOSITORY / "docs" / "reference"


def public_names(module_name: str) -> list[str]:
    module = importlib.import_module(module_name)
    if names := getattr(module, "__all__", None):
        return list(names)
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and inspect.getmodule(value) is module
    ]


@pytest.mark.parametrize(
    "module",
    [
        "pagelet",
        "pagelet.page",
        "pagelet.events",
        "pagelet.display",
        "pagelet.console",
        "pagelet.games",
    ],
)
def test_every_public_name_of_a_module_is_in_the_reference(module: str) -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in REFERENCE.glob("*.md"))
    # Names in prose do not count: only those that are set as code.
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", pages, re.DOTALL))
    missing = [name for name in public_names(module) if not re.search(rf"\b{name}\b", code)]
    assert missing == []


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_option_of_a_command_is_in_its_part_of_the_reference(name: str) -> None:
    text = (REFERENCE / "cli.md").read_text(encoding="utf-8")
    part = re.search(rf"^## pagelet {name}\n.*?(?=^## |\Z)", text, re.M | re.S)
    assert part, f"docs/reference/cli.md has no part '## pagelet {name}'"
    for parameter in commands.commands[name].params:
        if isinstance(parameter, click.Option):
            missing = [option for option in parameter.opts if option not in part[0]]
            assert missing == []
