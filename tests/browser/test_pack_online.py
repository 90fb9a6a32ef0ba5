"""Apps as small files that take Python from a server, opened from the disk."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from pagelet_cli.__main__ import main
from tests.browser.elsewhere import Elsewhere
from tests.browser.rig import Tab

# Packs a program with this text for an address, and opens the file.
Open: TypeAlias = Callable[[str, str], None]

PROGRAM = """import colorsys, wave
name = "Ada"
print("Hello", name, colorsys.rgb_to_hsv(1, 0, 0), wave.__name__)
print(open("data.txt").read())
"""


@pytest.fixture
def open_online(tab: Tab, tmp_path: Path) -> Open:
    """Packs a program for an address and opens the file."""

    def open_(program: str, address: str) -> None:
        (tmp_path / "data.txt").write_text("from a file")
        (tmp_path / "hello.py").write_text(program)
        file = tmp_path / "packed" / "app one.html"
        app = str(tmp_path / "hello.py")
        assert main(["pack", app, "--online", address, "-o", str(file), "--no-index"]) == 0
        tab.goto(file.as_uri())

    return open_


def test_a_small_file_takes_python_from_the_server(
    tab: Tab, open_online: Open, elsewhere: Elsewhere
) -> None:
    open_online(PROGRAM, elsewhere.address)

    tab.wait_for("document.body.dataset.state === 'finished'")
    assert "Hello Ada (0.0, 1.0, 1) wave" in tab.inner_text("#pagelet-output")
    assert "from a file" in tab.inner_text("#pagelet-output")
    assert "Getting Python" not in tab.inner_text()
    # Nothing twice, and nothing that is in the file.
    assert sorted(elsewhere.asked) == [
        *("pagelet.zip", "snapshot.bin.gzip", "vendor/pyodide/bare/pyodide.asm.wasm"),
        *("vendor/pyodide/pyodide.asm.js", "vendor/pyodide/stdlib.zip"),
    ]


@pytest.mark.engines("chromium", "firefox")
def test_a_page_with_a_worker_takes_python_from_the_server(
    tab: Tab, tmp_path: Path, elsewhere: Elsewhere
) -> None:
    page, file = tmp_path / "page.html", tmp_path / "packed.html"
    page.write_text(
        '<!doctype html><title>Two</title><script type="module" src="pagelet.js"></script>'
        '<script type="py" worker>\nfrom pyscript import document\nimport wave\n'
        'document.body.append(f"in the worker: {wave.__name__}")\n</script>'
    )
    assert main(["pack", str(page), "--online", elsewhere.address, "-o", str(file)]) == 0

    tab.goto(file.as_uri())

    tab.wait_for_text("in the worker: wave")


# WebKit refuses it as well, but with an error that Python cannot take.
@pytest.mark.engines("chromium", "firefox")
def test_the_app_can_reach_nothing_else_of_that_server(
    tab: Tab, open_online: Open, elsewhere: Elsewhere
) -> None:
    tab.allow_error("")
    address = elsewhere.address.replace("/pagelet/", "/secret.txt")
    program = f"""import js
from pyodide.ffi import to_js
answers = await js.Promise.allSettled(to_js([js.fetch("{address}")]))
print(answers[0].status)
"""

    open_online(program, elsewhere.address)

    tab.wait_for_text("rejected", "#pagelet-output")
    assert "secret.txt" not in elsewhere.asked


def message(tab: Tab) -> str:
    """Wait until the page says what is wrong, and return it."""
    tab.wait_for_text("This app cannot start.")
    return tab.inner_text("p[role=alert]")


def test_a_server_that_cannot_be_reached_is_named(tab: Tab, open_online: Open) -> None:
    tab.allow_error("")

    open_online(PROGRAM, "http://127.0.0.1:9/pagelet/")

    said = message(tab)
    assert said.startswith(
        "This app cannot start. 127.0.0.1:9 cannot be reached. Check the network, then open the "
        "file again. (http://127.0.0.1:9/pagelet/"
    )


def test_a_server_that_has_not_this_version_is_named(
    tab: Tab, open_online: Open, elsewhere: Elsewhere
) -> None:
    tab.allow_error("")
    address = elsewhere.address.replace("/pagelet/", "/other/")

    open_online(PROGRAM, address)

    said = message(tab)
    assert "has not what it needs: it answered 404 for http://" in said
    assert "puts there what 'pagelet dist' of Pagelet" in said


def test_a_server_that_lets_no_file_use_it_is_told_what_to_send(
    tab: Tab, open_online: Open, elsewhere: Elsewhere
) -> None:
    tab.allow_error("")
    elsewhere.shut = {"snapshot.bin.gzip", "vendor/pyodide/pyodide.asm.js"}

    open_online(PROGRAM, elsewhere.address)

    said = message(tab)
    assert "answers, but does not let this file use what is there." in said
    folder = f"{elsewhere.address}{elsewhere.version.folder}/"
    assert f'"Access-Control-Allow-Origin: *" with all that is in {folder}' in said


def test_what_was_changed_on_the_server_is_not_run(
    tab: Tab, open_online: Open, elsewhere: Elsewhere
) -> None:
    tab.allow_error("")
    elsewhere.changed["vendor/pyodide/pyodide.asm.js"] = b"\n"

    open_online(PROGRAM, elsewhere.address)

    said = message(tab)
    assert "is not what this file was made for, so it is not used." in said
    assert f"again, for {elsewhere.address}{elsewhere.version.folder}/" in said
    assert "Hello" not in said
