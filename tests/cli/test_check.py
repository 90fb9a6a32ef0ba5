import json
from pathlib import Path

import pytest

from pagelet_cli.__main__ import main

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


def lines_of(out: str) -> list[str]:
    return [line for line in out.split("\n") if line and not line.startswith("  ")]


def test_each_place_of_a_page_for_pyscript_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File, line, what it is, and what to do."""
    (tmp_path / "index.html").write_text(PAGE)

    assert main(["check", str(tmp_path)]) == 1

    out = capsys.readouterr().out
    assert lines_of(out) == [
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
        "6 places to change, 5 notes.",
    ]
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

    found = json.loads(capsys.readouterr().out)
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
