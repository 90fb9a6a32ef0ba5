import json
from collections.abc import Mapping

import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.browser import has_screen
from pagelet_cli.doctor import Finding, examine, is_broken
from pagelet_cli.errors import InstallError
from pagelet_cli.web import WebFile, web_files

NAMES = [
    "Pagelet",
    "Python",
    "Libraries",
    "Runtime",
    "Page's Python",
    "Port",
    "Server",
    "Browser",
]


def found(findings: list[Finding], name: str) -> Finding:
    (finding,) = (finding for finding in findings if finding.name == name)
    return finding


def test_all_is_well_here(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 0

    findings = json.loads(capsys.readouterr().out)
    assert [finding["name"] for finding in findings] == NAMES
    assert {finding["state"] for finding in findings if finding["name"] != "Browser"} == {"ok"}


def test_a_person_gets_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("Runtime        ok    Pyodide ")]


def test_files_that_are_not_there_are_a_problem() -> None:
    def no_files() -> Mapping[str, WebFile]:
        raise InstallError("Files are missing.", where="the folder", hint="Install Pagelet again.")

    findings = examine(no_files)

    assert is_broken(findings)
    assert found(findings, "Runtime") == Finding(
        "Runtime", "problem", "Files are missing. (the folder)", "Install Pagelet again."
    )
    assert found(findings, "Python").state == "ok"


def test_files_that_cannot_be_read_are_a_problem() -> None:
    def unreadable() -> Mapping[str, WebFile]:
        raise PermissionError(13, "Permission denied", "pagelet.js")

    assert found(examine(unreadable), "Page's Python") == Finding(
        "Page's Python",
        "problem",
        "[Errno 13] Permission denied: 'pagelet.js'",
        "Check the permissions and the firewall.",
    )


def without(name: str) -> Mapping[str, WebFile]:
    return {other: file for other, file in web_files().items() if other != name}


def test_a_missing_file_of_the_runtime_is_named() -> None:
    findings = examine(lambda: without("vendor/pyodide/pyodide.asm.wasm"))

    assert found(findings, "Runtime").detail == (
        "Files of the runtime are missing: pyodide.asm.wasm. (vendor/pyodide/)"
    )


def test_files_of_different_versions_are_a_problem() -> None:
    name = "vendor/pyodide/pyodide.js"
    mixed = {**web_files(), name: WebFile(name, b'version="1.2.3"')}

    finding = found(examine(lambda: mixed), "Runtime")

    assert finding.state == "problem"
    assert finding.detail.startswith("The runtime's files do not fit together: pyodide.js is 1.2.3")


def test_a_server_that_does_not_answer_is_a_problem() -> None:
    finding = found(examine(lambda: without("pagelet.js")), "Server")

    assert (finding.state, finding.detail) == ("problem", "answers 404 for /pagelet.js")


def test_a_problem_is_an_exit_code() -> None:
    assert is_broken([Finding("A", "ok", ""), Finding("B", "problem", "")])
    assert not is_broken([Finding("A", "ok", ""), Finding("B", "note", "")])


@pytest.mark.skipif("sys.platform in {'win32', 'darwin'}", reason="these always have a screen")
def test_a_browser_needs_a_screen() -> None:
    assert not has_screen({})
    assert has_screen({"DISPLAY": ":0"})
    assert has_screen({"WAYLAND_DISPLAY": "wayland-0"})
    assert has_screen({"BROWSER": "firefox"})
