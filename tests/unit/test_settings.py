"""Settings of PyScript: what differs is told, what is wrong is explained; remote packages."""

import json
from typing import Any

import pytest

from pagelet import files, installer, remote_packages, settings
from pagelet._host import host
from pagelet.errors import ConfigError, DownloadError


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"packages": "numpy"}, "The packages are not a list."),
        ({"files": ["a.txt"]}, "The files are not a table of addresses and paths."),
        ({"js_modules": ["./a.js"]}, "The JavaScript modules are not a table."),
        ({"js_modules": {"./a.js": "a"}}, "The JavaScript modules have no place './a.js'."),
        ({"packages_cache": "often"}, "'often' is no way to keep packages."),
        ({"plugins": 1}, "The plugins are not a list."),
        ({"debug": "yes"}, "'yes' is neither true nor false."),
        (
            {"memory_limit": "much"},
            "The memory limit is not a whole number of megabytes, from 100 on.",
        ),
        (
            {"memory_limit": 99},
            "The memory limit is not a whole number of megabytes, from 100 on.",
        ),
    ],
)
def test_a_setting_of_the_wrong_kind_is_explained(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settings.understood(values)

    assert caught.value.what == message


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"package": []}, "the configuration has 'package'; did you mean 'packages'?"),
        ({"plugins": ["!errors"]}, "there is no plugin '!errors'; there are codemirror, "),
        ({"version": "0.29.0"}, "'version' is not used."),
    ],
)
def test_a_setting_without_effect_is_told_to_the_console(
    values: dict[str, Any], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[str] = []
    monkeypatch.setattr(host, "log", lambda level, line: lines.append(line))

    assert settings.understood(values) == values
    assert len(lines) == 1
    assert told in lines[0]


def test_settings_of_the_page_s_own_are_kept() -> None:
    values = {"own": {"deep": 1}, "color": "red", "packages_cache": "passthrough", "debug": False}

    assert settings.understood(values) == values


def test_a_package_that_is_there_already_needs_no_wheel() -> None:
    host.wait(installer.install(["json", "asyncio>=1"], None))


def test_a_wheel_in_the_page_that_is_not_there_is_named() -> None:
    with pytest.raises(DownloadError, match=r"There is no file '/none-1-py3-none-any\.whl'"):
        host.wait(installer.install(["emfs:/none-1-py3-none-any.whl"], None))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"files": ["a", "b"]}, [("a", "./a"), ("b", "./b")]),
        ({"from": "x/", "files": ["a"], "to_folder": "t"}, [("x/a", "t/a")]),
        ({"from": "x/a.txt?1"}, [("x/a.txt?1", "./a.txt")]),
        ({"from": "x/a", "to_file": "b"}, [("x/a", "./b")]),
    ],
)
def test_the_older_form_of_files_is_understood(
    entry: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert [(each.url, each.path) for each in files.plan_fetch([entry])] == expected


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"from": "x", "files": ["a"], "to_file": "b"}, "has both 'files' and 'to_file'"),
        ({"from": "x/"}, "It is not said which file to fetch from 'x/'."),
        ({}, "It is not said which file to fetch from ''."),
        ("text", "An entry of 'fetch' is not a table."),
    ],
)
def test_the_older_form_says_what_is_wrong(entry: Any, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        files.plan_fetch([entry])

    assert message in str(caught.value)


def served(name: str, described: dict[str, Any]) -> str:
    """Put a package's configuration where `host.fetch` finds it; return its address."""
    if hasattr(host, "files"):
        host.files[host.resolve(name)] = json.dumps(described).encode()
        return name
    pytest.skip("a page cannot be given files by a test")


def test_a_package_is_described_at_its_own_address() -> None:
    described = {
        "name": "one",
        "files": {"./a.py": ""},
        "packages": ["./x-1-py3-none-any.whl"],
        "js_modules": {"main": {"./a.js": "a"}},
    }
    address = served("far/one.json", described)
    merged = host.wait(remote_packages.merged({"packages": [address]}, None))

    assert merged["packages"] == [host.resolve("far/x-1-py3-none-any.whl")]
    assert merged["files"] == {host.resolve("far/a.py"): ""}
    assert merged["js_modules"]["main"] == {host.resolve("far/a.js"): "a"}


@pytest.mark.parametrize(
    ("described", "message"),
    [
        ({}, "does not say its name"),
        ({"name": "two", "packages": ["./two.json"]}, "asks for itself"),
        ({"name": "two", "files": {"./b": "taken"}}, "Two configurations ask for 'taken'."),
    ],
)
def test_a_description_that_is_wrong_says_so(described: dict[str, Any], message: str) -> None:
    values = {"packages": [served("far/two.json", described)], "files": {"a": "taken"}}
    with pytest.raises(ConfigError, match=message):
        host.wait(remote_packages.merged(values, None))
