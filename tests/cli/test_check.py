import json
from pathlib import Path

import pytest

from pagelet_cli.__main__ import main
from tests.cli.tiny_wheels import make_wheel

PAGE = """<!doctype html>
<link rel="stylesheet" href="https://pyscript.net/releases/2026.7.1/core.css">
<script type="module" src="https://pyscript.net/releases/2026.7.1/core.js"></script>
<script src="./mini-coi.js"></script>
<script type="module">
  import { hooks } from "https://pyscript.net/releases/2026.7.1/core.js";
</script>
<py-config>
  package = ["a"]
  interpreter = "0.26"
  packages = ["numpy", "./mine-1.0-py3-none-any.whl"]
  my_own_setting = 1
</py-config>
<script type="mpy">
  import math
  import machine
  import utime as time
</script>
<script type="py" worker name="w" service-worker="./sw.js">
from pyscript import sync, display
</script>
"""


@pytest.fixture(autouse=True)
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with wheels, the only place where packages are looked for."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PAGELET_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "wheels"
    make_wheel(folder, "numpy", "2.4")
    make_wheel(folder, "pandas", requires=["numpy", "python-dateutil"])
    make_wheel(folder, "python-dateutil", files={"dateutil/__init__.py": "x = 1\n" * 999})
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    return folder


def lines_of(out: str) -> list[str]:
    return [line for line in out.split("\n") if line and not line.startswith("  ")]


def test_each_place_of_a_page_for_pyscript_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, line, what it is, and what to do."""
    (tmp_path / "index.html").write_text(PAGE)

    assert main(["check", str(tmp_path)]) == 1

    out = capsys.readouterr().out
    *lines, last = lines_of(out)
    assert [line for line in lines if line.startswith("index.html:")] == [
        "index.html:2: A style sheet of PyScript is loaded.",
        "index.html:3: The page loads PyScript: https://pyscript.net/releases/2026.7.1/core.js",
        "index.html:4: note: mini-coi is not needed here.",
        "index.html:6: A script imports from PyScript.",
        "index.html:9: The configuration has no key 'package'.",
        "index.html:10: note: 'interpreter' is not used: there is one runtime here.",
        "index.html:11: note: The package 'numpy' comes from the web, unless `pagelet run` "
        "serves it.",
        'index.html:14: note: type="mpy" runs on CPython: there is no MicroPython here.',
        "index.html:16: Only MicroPython has a module 'machine'.",
        "index.html:17: Only MicroPython has a module 'utime'.",
        "index.html:19: note: service-worker is not needed here.",
    ]
    assert last == "6 places to change, 5 notes."
    assert '  try: Write <script type="module" src="pagelet.js"></script>; ' in out
    assert "  try: Did you mean 'packages'? " in out
    assert "  try: Write: import time\n" in out


def test_files_beside_the_page_are_looked_at_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text(
        '<script type="py" src="main.py" config="my.json"></script>'
    )
    (tmp_path / "main.py").write_text("x = 1\nimport machine\n")
    (tmp_path / "my.json").write_text('{\n  "packages": ["numpy"]\n}\n')
    (tmp_path / "data.json").write_text("not JSON, and no settings")

    assert main(["check", "--json", str(tmp_path)]) == 1

    found = json.loads(capsys.readouterr().out)["places"]
    assert [(each["file"], each["line"], each["state"]) for each in found] == [
        ("main.py", 2, "change"),
        ("my.json", 2, "note"),
    ]


def test_broken_settings_are_named_by_their_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text("<py-config>\nname = 'x'\nfiles = [\n</py-config>\n")

    assert main(["check", str(tmp_path)]) == 1

    assert "The configuration is not valid TOML: " in capsys.readouterr().out


def test_modules_of_javascript_need_a_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text(
        '<py-config>\n[js_modules]\n"./a.js" = "a"\n</py-config>\n'
        """<script type="py" worker config='{"js_modules": {"worker": {"b.js": "b"}}}'></script>"""
    )

    assert main(["check", str(tmp_path)]) == 1

    out = capsys.readouterr().out
    assert lines_of(out) == [
        "index.html:2: 'js_modules' has neither 'main' nor 'worker' above its modules.",
        "1 place to change.",
    ]


def test_an_app_that_needs_nothing_is_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<script type="module" src="pagelet.js"></script><script type="py">x = 1</script>'
    )
    (tmp_path / "other.html").write_text(PAGE)

    assert main(["check", str(page)]) == 0

    assert capsys.readouterr().out == "Nothing in it needs attention.\n"


PROGRAM = """import multiprocessing, tkinter
import pandas as pd
from dateutil import parser
try:
    import curses
except ImportError:
    curses = None
try:
    import not_there
except ImportError:
    pass
"""


def test_modules_that_a_page_cannot_have_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "main.py").write_text(PROGRAM)

    assert main(["check", str(tmp_path / "main.py")]) == 1

    out = capsys.readouterr().out
    assert "main.py:1: A page has no module 'tkinter'.\n" in out
    assert "main.py:1: note: The module 'multiprocessing' can do little in a page.\n" in out
    assert "main.py:5: note: A page has no module 'curses'.\n" in out
    assert out.endswith("1 place to change, 2 notes.\n")


def test_packages_are_listed_with_their_sizes_and_reasons(
    tmp_path: Path, wheels: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The largest comes first."""
    (tmp_path / "main.py").write_text("import pandas\nfrom dateutil import parser\n")

    assert main(["check", str(tmp_path / "main.py")]) == 0
    table = [line.split(maxsplit=3) for line in capsys.readouterr().out.splitlines()[1:4]]
    assert main(["check", "--json", str(tmp_path / "main.py")]) == 0
    packages = json.loads(capsys.readouterr().out)["packages"]

    assert [row[:2] for row in table] == [
        ["python-dateutil", "1.0"],
        ["pandas", "1.0"],
        ["numpy", "2.4"],
    ]
    assert table[0][3].split("  ")[-1].strip() == "import dateutil; needed by pandas"
    assert [each["why"] for each in packages] == [
        "import dateutil; needed by pandas",
        "import pandas",
        "needed by pandas",
    ]
    sizes = {path.name.split("-")[0]: path.stat().st_size for path in wheels.iterdir()}
    assert {each["name"].replace("-", "_"): each["size"] for each in packages} == sizes


def test_a_package_that_cannot_be_had_is_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "main.py").write_text('# /// script\n# dependencies = ["seaborn"]\n# ///\n')

    assert main(["check", str(tmp_path / "main.py")]) == 1

    out = capsys.readouterr().out
    assert "There is no package 'seaborn'.\n" in out
    assert "try:   Look elsewhere for it: leave out --no-index, or name a folder" in out
    assert out.endswith("1 place to change.\n")
