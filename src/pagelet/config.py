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
    # What stands in <py-config> and in <mpy-config>, for the page's own scripts.
    by_type: tuple[Mapping[str, Any] | None, Mapping[str, Any] | None] = (None, None)


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
            f"The configuration is not valid {'JSON' if is_json else 'TOML'}: {error} (PY1000).",
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

    Python's tags and those for MicroPython have one each; both are for the one Python that there
    is, and where they differ, the former counts.

    Raises:
        ConfigError: it cannot be read, or stands in more than one place.
        DownloadError: it is a file that could not be fetched.
    """
    mine = [tag for tag in tags if not _is_worker(tag)]
    py = await _of_kind("py", [tag for tag in mine if not is_for_micropython(tag)])
    mpy = await _of_kind("mpy", [tag for tag in mine if is_for_micropython(tag)])
    if old := list(host.document.querySelectorAll("py-env")):
        py = await _with_first_release(py or Config(), old)
    main = py or mpy or Config()
    values = {**(mpy.values if mpy else {}), **main.values}
    by_type = (py.values if py else None, mpy.values if mpy else None)
    return Config(values, main.base, by_type)


async def of_worker(tag: Node) -> Config:
    """Return the configuration of a tag that has a worker of its own: its own, or the page's.

    Raises:
        ConfigError: it cannot be read, or stands in more than one place.
        DownloadError: it is a file that could not be fetched.
    """
    if text := tag.getAttribute("config"):
        parser = tag.getAttribute("config-parser")
        return await of_text(str(text), where="the attribute config=", parser=parser or None)
    kind = "mpy" if is_for_micropython(tag) else "py"
    others = f'script[type="{kind}"][config], {kind}-script[config]'
    tags = [each for each in host.document.querySelectorAll(others) if not _is_worker(each)]
    return await _of_kind(kind, tags) or Config()


def is_for_micropython(tag: Node) -> bool:
    """Return whether a tag was written for MicroPython."""
    return tag.localName == "mpy-script" or tag.getAttribute("type") in ("mpy", "micropython")


async def _of_kind(kind: str, tags: list[Node]) -> Config | None:
    elements = list(host.document.querySelectorAll(f"{kind}-config"))
    attributes = {text for tag in tags if (text := tag.getAttribute("config"))}
    if len(elements) > 1:
        raise ConfigError(
            f"The page has more than one <{kind}-config> (PY0409).",
            where=f"{len(elements)} <{kind}-config> tags",
            hint="Keep one and put all settings into it.",
        )
    if elements and attributes:
        raise ConfigError(
            f"The page has both a <{kind}-config> and a tag with config= (PY0409).",
            where=f'<{kind}-config> and config="{_short(min(attributes))}"',
            hint="Keep one of the two.",
        )
    if len(attributes) > 1:
        raise ConfigError(
            "Two tags ask for different configurations, but all tags share one Python (PY0409).",
            where=" and ".join(f'config="{_short(text)}"' for text in sorted(attributes)),
            hint="Give one tag the whole configuration and leave config= out of the others.",
        )
    if elements:
        return await _of_element(elements[0], f"<{kind}-config>")
    if attributes:
        parser = next(
            (tag.getAttribute("config-parser") for tag in tags if tag.hasAttribute("config")), None
        )
        where = "the attribute config="
        return await of_text(attributes.pop(), where=where, kind=None, parser=parser)
    return None


async def _with_first_release(config: Config, elements: list[Node]) -> Config:
    """Return `config` with what the <py-env> of 2022 asks for: a list of packages and paths."""
    packages = list(config.values.get("packages", []))
    files = dict(config.values.get("files", {}))
    in_paths = False
    for line in "\n".join(str(element.textContent) for element in elements).splitlines():
        entry = line.strip().removeprefix("-").strip().strip("\"'")
        if entry.rstrip(":") == "paths":
            in_paths = True
        elif entry and in_paths and line.startswith((" ", "\t")) and "/" in entry:
            files[entry.lstrip("/") if entry.startswith("/") else entry] = ""
        elif entry:
            packages.append(entry)
    return Config({**config.values, "packages": packages, "files": files}, config.base)


def _is_worker(tag: Node) -> bool:
    return bool(tag.hasAttribute("worker"))


async def _of_element(element: Node, name: str) -> Config:
    src = element.getAttribute("src")
    text = str(src or element.textContent)
    kind = element.getAttribute("type") or None
    if src and not _ADDRESS.fullmatch(src.strip()):
        raise _not_an_address(src, f"{name[:-1]} src=…>")
    parser = element.getAttribute("config-parser") or None
    return await of_text(text, where=name, kind=kind, parser=parser)


async def of_text(
    text: str, *, where: str, kind: str | None = None, parser: str | None = None
) -> Config:
    """Return the configuration that `text` is, or that the file at this address holds.

    Raises:
        ConfigError: it cannot be read.
        DownloadError: it is a file that could not be fetched.
    """
    text = text.strip()
    if not text:
        return Config()
    match = _ADDRESS.fullmatch(text)
    if not match:
        return Config(await _parsed(text, where, kind, parser))
    if match[1] not in ("json", "toml"):
        raise _not_an_address(text, where)
    content = (await host.fetch(text)).decode("utf-8", "replace")
    return Config(await _parsed(content, text, kind or match[1], parser), host.resolve(text))


async def _parsed(text: str, where: str, kind: str | None, parser: str | None) -> dict[str, Any]:
    """Return what `text` holds, read by ourselves or by the page's own parser."""
    if not parser:
        return parse(text, where=where, kind=kind)
    module = await host.import_module(parser)
    function = getattr(module, "parse", None) or getattr(module, "default", None)
    if not callable(function):
        raise ConfigError(
            f"The module '{parser}' has no function 'parse'.",
            where=f"config-parser of {where}",
            hint="Write in it: export const parse = (text) => ...",
        )
    try:
        values = function(text)
    except Exception as error:
        raise ConfigError(
            f"The page's own parser could not read the configuration: {error}.",
            where=where,
            hint=f"Look at '{parser}' and at the text.",
        ) from error
    return dict(values.to_py() if hasattr(values, "to_py") else values)


def _not_an_address(text: str, where: str) -> ConfigError:
    return ConfigError(
        f"'{_short(text)}' is not the address of a configuration (PY1000).",
        where=where,
        hint="The file's name must end in .toml or .json.",
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
