"""The page's configuration: found, read, and checked, with PyScript's rules and keys."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet.errors import ConfigError

_ADDRESS = re.compile(r"\S+\.(\w+)(\?\S*)?")


@dataclass(frozen=True)
class Config:
    """What the page asks for before its tags run. `base` is what its addresses are relative to."""

    values: Mapping[str, Any] = field(default_factory=dict)
    base: str | None = None


def parse(text: str, *, where: str, kind: str | None = None) -> dict[str, Any]:
    """Return the configuration that `text` holds, as JSON or TOML.

    `kind` ("json" or "toml") decides; without it, text in braces is JSON.

    Raises:
        ConfigError: the text cannot be read.
    """
    text = text.strip()
    if kind not in (None, "", "json", "toml"):
        raise ConfigError(
            f"A configuration cannot be of the type '{kind}'.",
            where=where,
            hint='Write type="json" or type="toml", or leave the type out.',
        )
    is_json = kind == "json" or (not kind and text.startswith("{") and text.endswith("}"))
    try:
        values = json.loads(text) if is_json else tomllib.loads(text)
    except ValueError as error:
        raise ConfigError(
            f"The configuration is not valid {'JSON' if is_json else 'TOML'}: {error}.",
            where=where,
            hint=_hint(text, is_json),
        ) from error
    if not isinstance(values, dict):
        raise ConfigError(
            "The configuration is not a table of names and values.",
            where=where,
            hint='Put it in braces: {"packages": [...]}.',
        )
    return values


def _hint(text: str, is_json: bool) -> str:
    if is_json:
        return 'Put names and texts into "double quotes"; a comma between entries, none at the end.'
    if text.startswith("{"):
        return "The text begins like JSON but has no '}' at its end."
    return 'Write one setting on each line: name = "text", or name = ["a", "b"].'


async def of_page(tags: Iterable[Node]) -> Config:
    """Return the configuration of the page that `tags` stand in.

    Raises:
        ConfigError: it cannot be read, or stands in more than one place.
        DownloadError: it is a file that could not be fetched.
    """
    elements = list(host.document.querySelectorAll("py-config"))
    attributes = {
        text for tag in tags if not _is_worker(tag) and (text := tag.getAttribute("config"))
    }
    if len(elements) > 1:
        raise ConfigError(
            "The page has more than one <py-config>.",
            where=f"{len(elements)} <py-config> tags",
            hint="Keep one and put all settings into it.",
        )
    if elements and attributes:
        raise ConfigError(
            "The page has both a <py-config> and a tag with config=.",
            where=f'<py-config> and config="{_short(min(attributes))}"',
            hint="Keep one of the two.",
        )
    if len(attributes) > 1:
        raise ConfigError(
            "Two tags ask for different configurations, but all tags share one Python.",
            where=" and ".join(f'config="{_short(text)}"' for text in sorted(attributes)),
            hint="Give one tag the whole configuration and leave config= out of the others.",
        )
    if elements:
        return await _of_element(elements[0])
    if attributes:
        return await _of_text(attributes.pop(), where="the attribute config=", kind=None)
    return Config()


def _is_worker(tag: Node) -> bool:
    return bool(tag.hasAttribute("worker"))


async def _of_element(element: Node) -> Config:
    src = element.getAttribute("src")
    text = str(src or element.textContent)
    kind = element.getAttribute("type") or None
    if src and not _ADDRESS.fullmatch(src.strip()):
        raise _not_an_address(src, "<py-config src=…>")
    return await _of_text(text, where="<py-config>", kind=kind)


async def _of_text(text: str, *, where: str, kind: str | None) -> Config:
    text = text.strip()
    if not text:
        return Config()
    match = _ADDRESS.fullmatch(text)
    if not match:
        return Config(parse(text, where=where, kind=kind))
    if match[1] not in ("json", "toml"):
        raise _not_an_address(text, where)
    content = (await host.fetch(text)).decode("utf-8", "replace")
    return Config(parse(content, where=text, kind=kind or match[1]), host.resolve(text))


def _not_an_address(text: str, where: str) -> ConfigError:
    return ConfigError(
        f"'{_short(text)}' is not the address of a configuration.",
        where=where,
        hint="The file's name must end in .toml or .json.",
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
