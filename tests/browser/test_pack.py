"""Apps as one file, opened from the disk as a person opens them: no server, no network."""

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from pagelet_cli.__main__ import main
from tests.browser.rig import Tab

EXAMPLES = Path(__file__).parents[2] / "examples"

# Packs the app at a path, opens the file, and returns its address.
Open: TypeAlias = Callable[[Path], str]

# WebKitGTK cannot switch stacks, which `input` and `time.sleep` in a page need.
switching = pytest.mark.engines("chromium", "firefox")


@pytest.fixture
def open_packed(tab: Tab, tmp_path: Path) -> Open:
    """Packs an app, opens the file and waits until its tags have run."""

    def open_(app: Path) -> str:
        file = tmp_path / "packed" / "app one.html"
        assert main(["pack", str(app), "-o", str(file), "--no-index"]) == 0
        tab.goto(file.as_uri())
        return file.as_uri()

    return open_


def picture(width: int, height: int, color: tuple[int, int, int]) -> bytes:
    """Return a PNG (RFC 2083) of one colour."""
    rows = (b"\0" + bytes(color) * width) * height

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(kind, data)
        for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    )


PAGE = """<!doctype html>
<html lang="en"><head><title>Odd &amp; ends</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="red.png">
<script type="module" src="pagelet.js"></script>
<script src="plain.js"></script>
<script type="importmap">{ "imports": { "one": "./one.js" } }</script>
<script type="module">
import { two } from "./two.js";
document.querySelector("#module").textContent = `module ${two}`;
</script>
</head><body>
<h1>Odd &amp; ends</h1><p id="module"></p><p id="plain"></p>
<img id="red" src="red.png" alt="red"><img id="top" src="/red.png" alt="top">
<img id="blue" src="blue%20bild%20%C3%BC.png" alt="blue">
<p id="drawn" style="background: url('red.png')">text</p>
<p><a href="about/us.html?x=1#end">About</a></p>
<script type="py" config="pagelet.toml">
import js, json, decimal, colorsys
from pathlib import Path
from pyscript import fetch, web
from helper import text
print(text())
print(len(open("data.csv").read()), Path("deep/bin.dat").read_bytes() == bytes(range(256)) * 40)
print(repr(await fetch("data.csv").text()), (await fetch("nothing.txt")).status)
picture = js.Image.new()
picture.src = "red.png"
await picture.decode()
print(picture.width, "x", picture.height)
web.page.body.append(web.img(src="blue%20bild%20%C3%BC.png", alt="made", id="made"))
request = js.XMLHttpRequest.new()
request.open("GET", "/data.csv", False)
request.send()
print(repr(request.responseText))
print(decimal.Decimal("0.1") * 3, colorsys.rgb_to_hsv(1, 0, 0), "Größe".encode("cp1252"))
</script>
</body></html>
"""

ABOUT = """<!doctype html><title>About</title><link rel=stylesheet href=../style.css>
<script type="importmap">{ "imports": { "one": "../one.js" } }</script>
<script type="module" src="/lib/pagelet.js"></script>
<script type="module">
import { two } from "../two.js";
document.querySelector("h1").dataset.two = two;
</script>
<h1>About</h1><img id="red" src="../red.png" alt="red"><p><a href="../">Home</a></p>
<script type="py">
import js
print("about", js.location.hash, js.document.baseURI[-6:])
</script>
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """Two pages with pictures, styles, scripts, modules and files of odd kinds."""
    folder = tmp_path / "site"
    contents: dict[str, bytes | str] = {
        "index.html": PAGE,
        "about/us.html": ABOUT,
        "style.css": "body { background: url(red.png) }\nh1 { color: rgb(1, 2, 3) }\n",
        "plain.js": 'addEventListener("DOMContentLoaded", () => {\n'
        '  document.querySelector("#plain").textContent = "plain " + (1 < 2);\n});\n',
        "one.js": "export const one = 1;\n",
        "two.js": 'import { one } from "one";\nimport { half } from "./half.js";\n'
        "export const two = one + half + half;\n",
        "half.js": "export const half = 0.5;\n",
        "helper.py": "def text():\n    read = open('crlf.txt', newline='').read()\n"
        "    return '</script> <!-- ü ' + read.replace('\\r\\n', '|')\n",
        "crlf.txt": b"a\r\nb\r\n",
        "data.csv": "x,y\n1,2",
        "deep/bin.dat": bytes(range(256)) * 40,
        "red.png": picture(60, 40, (200, 30, 30)),
        "blue bild ü.png": picture(60, 40, (30, 30, 200)),
        "pagelet.toml": "[files]\n"
        + "".join(f'"{name}" = ""\n' for name in ("helper.py", "data.csv", "crlf.txt"))
        + '"deep/bin.dat" = "deep/"\n',
    }
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def test_pages_find_in_the_file_all_that_was_beside_them(
    tab: Tab, open_packed: Open, pages: Path
) -> None:
    address = open_packed(pages)
    tab.wait_for_python()

    text = tab.inner_text()
    assert "module 2" in text
    assert "plain true" in text
    assert "</script> <!-- ü a|b|" in text
    assert "7 True" in text
    assert "'x,y\\n1,2' 404" in text
    assert "60 x 40" in text
    assert "\n'x,y\\n1,2'\n" in text
    assert "0.3 (0.0, 1.0, 1) b'Gr\\xf6\\xdfe'" in text
    for picture in ("red", "top", "blue", "made"):
        tab.wait_for(f"document.querySelector('#{picture}').naturalWidth === 60")
    style = "getComputedStyle(document.querySelector('{}')).{}"
    assert tab.evaluate(style.format("h1", "color")) == "rgb(1, 2, 3)"
    assert "blob:" in tab.evaluate(style.format("body", "backgroundImage"))
    assert "blob:" in tab.evaluate(style.format("#drawn", "backgroundImage"))
    # The page is as it was made; what the file is made of stands nowhere in it.
    assert tab.evaluate("document.querySelectorAll('script[type=\"text/plain\"]').length") == 0

    tab.get_by_role("link", name="About").click()
    tab.wait_for("document.title === 'About'")
    tab.wait_for_python()
    assert tab.evaluate("location.href") == f"{address}?pagelet-page=about%2Fus.html&x=1#end"
    assert "about #end about/" in tab.inner_text()
    assert tab.evaluate("document.querySelector('h1').dataset.two") == "2"
    tab.wait_for("document.querySelector('#red').naturalWidth === 60")
    assert tab.evaluate(style.format("h1", "color")) == "rgb(1, 2, 3)"

    tab.get_by_role("link", name="Home").click()
    tab.wait_for("document.title === 'Odd & ends'")
    tab.wait_for_python()
    assert tab.evaluate("location.href") == address


@switching
def test_a_program_asks_and_sleeps_and_reads_its_files(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    (tmp_path / "story.txt").write_text("Once upon a time")
    program = tmp_path / "tell.py"
    program.write_text(
        "import time\n"
        'name = input("Who are you? ")\n'
        "time.sleep(0.1)\n"
        'print(name, "hears:", open("story.txt").read())\n'
    )
    open_packed(program)
    question = tab.get_by_role("textbox", name="Who are you?")
    question.wait_for()
    question.press_sequentially("Ada")
    question.press("Enter")

    tab.wait_for_text("Ada hears: Once upon a time")


def test_a_program_runs_where_python_cannot_wait(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    program = tmp_path / "count.py"
    program.write_text("import statistics\nprint(statistics.mean([1, 2, 6]))\n")

    open_packed(program)

    tab.wait_for_text("3")
    tab.wait_for("document.body.dataset.state === 'finished'")


@switching
def test_a_module_that_was_left_out_says_so(tab: Tab, open_packed: Open, tmp_path: Path) -> None:
    program = tmp_path / "hidden.py"
    program.write_text('import importlib\nimportlib.import_module("pl" + "istlib")\n')
    tab.allow_error("plistlib")

    open_packed(program)

    tab.wait_for_text("The module 'plistlib' is not in this file")
    assert "pagelet pack --whole" in tab.inner_text()


@switching
def test_a_turtle_draws(tab: Tab, open_packed: Open, tmp_path: Path) -> None:
    program = tmp_path / "draw.py"
    program.write_text(
        "from turtle import *\nspeed(0)\nfor _ in range(4):\n    forward(50)\n    left(90)\n"
        "print('drawn', round(xcor()))\n"
    )

    open_packed(program)

    tab.wait_for_text("drawn 0")
    assert tab.evaluate("document.querySelectorAll('canvas').length") > 0


@pytest.mark.parametrize("damage", ["missing", "changed", "broken off"])
def test_a_damaged_file_says_so_and_is_still_readable(
    tab: Tab, tmp_path: Path, damage: str
) -> None:
    program, file = tmp_path / "a.py", tmp_path / "a.html"
    program.write_text('print("I am still here")\n')
    assert main(["pack", str(program), "-o", str(file)]) == 0
    text = file.read_text(encoding="utf-8")
    middle = text.index('data-packed-file="snapshot.bin"') + 2_000_000
    damaged = {
        "missing": text[:middle] + text[middle + 500_000 :],
        "changed": text[:middle]
        + ("!#" if text[middle : middle + 2] != "!#" else "#!")
        + text[middle + 2 :],
        "broken off": text[:middle],
    }
    file.write_text(damaged[damage], encoding="utf-8")
    tab.allow_error("")

    tab.goto(file.as_uri())

    tab.wait_for_text("The file of this app is damaged")
    assert "I am still here" in file.read_text(encoding="utf-8")


@switching
def test_workers_have_a_python_of_their_own(tab: Tab, open_packed: Open, tmp_path: Path) -> None:
    folder = tmp_path / "working"
    folder.mkdir()
    (folder / "index.html").write_text(
        '<!doctype html><script type="module" src="pagelet.js"></script>\n'
        '<script type="py" src="counter.py" worker name="counter" config="pagelet.toml"></script>\n'
        '<script type="py">\nfrom pyscript import workers\n'
        'counter = await workers["counter"]\nprint(await counter.add(2, 3))\n</script>\n'
    )
    (folder / "counter.py").write_text(
        "import colorsys, time\nfrom helper import more\nfrom pyscript import document\n"
        "def add(a, b):\n    time.sleep(0.1)\n"
        "    return f'{a + b} {more} {colorsys.rgb_to_hsv(1, 0, 0)} {document.title!r}'\n"
        '__export__ = ["add"]\n'
    )
    (folder / "helper.py").write_text("more = open('note.txt').read()\n")
    (folder / "note.txt").write_text("and more")
    (folder / "pagelet.toml").write_text('[files]\n"helper.py" = ""\n"note.txt" = ""\n')

    open_packed(folder)

    tab.wait_for_text("5 and more (0.0, 1.0, 1) ''")


@pytest.mark.engines("webkit")
def test_a_worker_that_cannot_be_had_is_explained(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    """WebKit has neither way in which Python could wait in a worker of a file."""
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><script type="module" src="pagelet.js"></script>\n'
        '<script type="py" worker>\nprint(1)\n</script>\n'
    )
    tab.allow_error("worker")

    open_packed(page)

    tab.wait_for_text("A worker cannot be started: Python could not wait in it.")


def test_an_error_names_the_file_as_it_is_called(
    tab: Tab, open_packed: Open, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><script type="module" src="pagelet.js"></script>\n'
        '<script type="py">\n1 / 0\n</script>\n'
    )
    tab.allow_error("ZeroDivisionError")

    open_packed(page)

    tab.wait_for_text("app one.html, tag 1, line 2")
