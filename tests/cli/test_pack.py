"""`pagelet pack` and `pagelet unpack`: what goes in comes out, and what cannot be done is said."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from pagelet_cli.__main__ import main

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it printed, each text in one line."""

    code: int
    out: str
    err: str


Pagelet: TypeAlias = Callable[..., Said]


@pytest.fixture
def pagelet(capsys: pytest.CaptureFixture[str]) -> Pagelet:
    """Runs a command."""

    def run(*args: str | Path) -> Said:
        capsys.readouterr()
        code = main([str(arg) for arg in args])
        said = capsys.readouterr()
        return Said(code, " ".join(said.out.split()), " ".join(said.err.split()))

    return run


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with files of odd kinds."""
    folder = tmp_path / "site"
    (folder / "sub folder").mkdir(parents=True)
    contents = {
        "index.html": b"\xef\xbb\xbf<!doctype html>\r\n<html>\r\n<head>\r\n"
        b"<title>&amp; </title>\r\n"
        b'<LINK REL=stylesheet HREF=style.css><link rel="icon" href="pic.png">\r\n'
        b'<script src="plain.js"></script><script src="odd.js" defer></script>\r\n'
        b'<script type="module" src="pagelet.js"></script></head>\r\n'
        b'<body style="background: url(pic.png)"><img src=\'pic.png\' srcset="pic.png 2x">\r\n'
        b"<style>h1 { background: url('pic.png') }</style>\r\n"
        b"<!-- packed: the other files of the app -->\r\n<!--packed--><!--/packed-->\r\n"
        b'<script type="py">print("<!-- </scr" "ipt>")</script>\r\n</body></html>',
        "style.css": b"@import 'more.css';\nh1 { background: url( pic.png ) }",
        "more.css": b"p { color: red }\n/* </style> */",
        "plain.js": b"window.plain = 1;\n",
        "odd.js": b'window.odd = "<\\/script>";\n',
        "pic.png": bytes(range(256)) * 3,
        "empty.txt": b"",
        "no end.txt": b"no line end",
        "crlf.txt": b"a\r\nb\r\n",
        "mixed.txt": b"a\r\nb\nc\rd",
        "mark.txt": b"\xef\xbb\xbfmark\n",
        "latin.txt": "ä".encode("latin-1"),
        "ending.txt": b"</script> <\\/SCRIPT <!-- <\\!-- <script </style \\",
        "sub folder/Größe & 'so' \"weiter\" <b>.txt": "größer".encode(),
        "sub folder/main.py": b"# a comment with </script> in it\n",
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return folder


def test_an_app_comes_out_of_its_file_as_it_went_in(
    pagelet: Pagelet, site: Path, tmp_path: Path
) -> None:
    file, back = tmp_path / "app.html", tmp_path / "back"

    assert pagelet("pack", site, "-o", file).code == 0
    assert pagelet("unpack", file, "-o", back).code == 0

    assert contents_of(back) == contents_of(site)


@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.iterdir() if path.is_dir()))
def test_every_example_comes_back(pagelet: Pagelet, name: str, tmp_path: Path) -> None:
    file, back = tmp_path / "app.html", tmp_path / "back"
    path = next(
        (
            EXAMPLES / name / entry
            for entry in ("index.html", "main.py")
            if (EXAMPLES / name / entry).exists()
        ),
        None,
    )
    app = EXAMPLES / name if path else next((EXAMPLES / name).glob("*.py"))

    assert pagelet("pack", app, "-o", file, "--no-index").code == 0
    assert pagelet("unpack", file, "-o", back).code == 0

    contents = contents_of(EXAMPLES / name)
    assert {name: contents[name] for name in contents_of(back)} == contents_of(back)
    assert path is None or contents_of(back) == contents


def test_two_packs_of_an_app_are_the_same(pagelet: Pagelet, site: Path, tmp_path: Path) -> None:
    files = [tmp_path / name / "app.html" for name in ("one", "two")]

    for file in files:
        assert pagelet("pack", site, "-o", file).code == 0

    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_program_stands_at_the_top_where_a_person_can_change_it(
    pagelet: Pagelet, tmp_path: Path
) -> None:
    program, file, back = tmp_path / "greet.py", tmp_path / "greet.html", tmp_path / "back"
    program.write_text('print("Hello")\n')

    packed = pagelet("pack", program, "-o", file)

    assert packed.code == 0
    assert f"Made {file} (" in packed.out
    text = file.read_text(encoding="utf-8")
    assert text.startswith("\ufeff<!-- An app in one file, made by 'pagelet pack'")
    assert "pagelet unpack greet.html -o FOLDER" in text[:500]
    assert text.index('\nprint("Hello")\n') < 1500

    # A text editor may end all lines in another way.
    changed = text.replace("Hello", "Good evening").replace("\n", "\r\n")
    file.write_bytes(changed.encode())
    assert pagelet("unpack", file, "-o", back).code == 0
    assert (back / "greet.py").read_bytes() == b'print("Good evening")\n'


def test_a_program_of_any_kind_is_packed_and_comes_back(pagelet: Pagelet, tmp_path: Path) -> None:
    """With the mark of UTF-8, with line ends of two kinds, and a very long one."""
    programs = {
        "marked.py": b"\xef\xbb\xbfprint(1)\r\n",
        "mixed.py": b"print(1)\r\nprint(2)\n\x0c\n",
        "long.py": b"import plistlib\n" + b"print(1)\n" * 40_000,
    }
    for name, content in programs.items():
        (tmp_path / name).write_bytes(content)
        file, back = tmp_path / f"{name}.html", tmp_path / f"{name}.back"
        assert pagelet("pack", tmp_path / name, "-o", file).code == 0
        assert pagelet("unpack", file, "-o", back).code == 0
        assert contents_of(back) == {name: content}


def test_a_page_takes_along_what_it_names_and_nothing_else(
    pagelet: Pagelet, tmp_path: Path
) -> None:
    folder, file, back = tmp_path / "many", tmp_path / "app.html", tmp_path / "back"
    (folder / "lib").mkdir(parents=True)
    contents = {
        "page.html": '<script type="module" src="pagelet.js"></script>'
        '<py-config>[files]\n"data/a.csv" = ""</py-config>'
        '<script type="py" src="app.py"></script><a href=other.htm>more</a>',
        "app.py": "import helper\nopen('notes.txt')",
        "helper.py": "import json",
        "other.htm": "<img src='cat.gif'>",
        "data/a.csv": "1",
        "notes.txt": "n",
        "cat.gif": "GIF",
        "tax.pdf": "secret",
        "other_program.py": "1",
    }
    (folder / "data").mkdir()
    for name, content in contents.items():
        (folder / name).write_text(content)

    packed = pagelet("pack", folder / "page.html", "-o", file)
    pagelet("unpack", file, "-o", back)

    assert set(contents_of(back)) == contents.keys() - {"tax.pdf", "other_program.py"}
    assert "also in the app: app.py, cat.gif, data/a.csv, helper.py" in packed.out


def test_only_what_is_used_of_python_is_inside(pagelet: Pagelet, tmp_path: Path) -> None:
    program = tmp_path / "small.py"
    program.write_text("print(1)\n")
    sizes = {}
    for option in ([], ["--whole"]):
        report = pagelet("pack", program, "-o", tmp_path / "a.html", "--json", *option)
        sizes[bool(option)] = json.loads(report.out)["size"]

    assert sizes[False] < 9_000_000
    assert sizes[True] > 1.15 * sizes[False]


def test_pagelets_own_copy_in_the_app_stays_outside(
    pagelet: Pagelet, site: Path, tmp_path: Path
) -> None:
    pagelet("dist", site / "lib")
    (site / "index.html").write_text('<script type="module" src="lib/pagelet.js"></script>')

    packed = pagelet("pack", site, "-o", tmp_path / "app.html")

    assert "Pagelet itself comes from this installation, not from lib/" in packed.out
    assert (tmp_path / "app.html").stat().st_size < 9_500_000


def test_a_file_of_somebody_else_is_not_overwritten(
    pagelet: Pagelet, site: Path, tmp_path: Path
) -> None:
    file = tmp_path / "app.html"
    file.write_text("mine")

    refused = pagelet("pack", site, "-o", file)
    assert refused.code == 2
    assert "There is a file 'app.html' already, which 'pagelet pack' has not made." in refused.err
    assert "add --force" in refused.err
    assert file.read_text() == "mine"

    assert pagelet("pack", site, "-o", file, "--force").code == 0
    # What it has made itself it replaces.
    assert pagelet("pack", site, "-o", file).code == 0


def test_without_a_name_the_file_has_that_of_the_app(
    pagelet: Pagelet, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site)

    # The page of the app itself is never replaced.
    assert "Made index.packed.html" in pagelet("pack", "index.html").out
    assert "Made site.html" in pagelet("pack", ".").out
    # A file from an earlier time is no part of the app.
    first = (site / "site.html").read_bytes()
    (site / "index.packed.html").unlink()
    pagelet("pack", ".")
    second = (site / "site.html").read_bytes()
    assert len(second) < len(first)
    pagelet("pack", ".")
    assert (site / "site.html").read_bytes() == second


def test_a_full_disk_leaves_nothing_behind(
    pagelet: Pagelet, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "app.html"
    target.parent.mkdir()

    def full(self: Path, content: bytes) -> int:
        with self.open("wb") as file:
            file.write(content[:1000])
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    packed = pagelet("pack", site, "-o", target)

    assert packed.code == 2
    assert "The file 'app.html' cannot be written: No space left on device." in packed.err
    assert list(target.parent.iterdir()) == []


def test_a_package_that_cannot_be_had_is_named(pagelet: Pagelet, tmp_path: Path) -> None:
    program = tmp_path / "needs.py"
    program.write_text(
        '# /// script\n# dependencies = ["no-such-package-of-ours"]\n# ///\nprint(1)\n'
    )

    packed = pagelet("pack", program, "-o", tmp_path / "app.html", "--no-index")

    assert packed.code == 1
    assert "no-such-package-of-ours" in packed.err
    assert not (tmp_path / "app.html").exists()


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda text: text[:3000], "is damaged"),
        (lambda text: text.replace('data-packed-checksum="', 'data-packed-checksum="1'), "damaged"),
        (lambda text: text.replace('data-packed-size="768"', 'data-packed-size="767"'), "damaged"),
        (lambda text: text.replace('"sub folder/main.py"', '"../../main.py"'), "leads elsewhere"),
        (lambda text: text[10:], "was not made by 'pagelet pack'"),
    ],
)
def test_a_damaged_file_is_told(
    pagelet: Pagelet, site: Path, tmp_path: Path, damage: object, reason: str
) -> None:
    file, back = tmp_path / "app.html", tmp_path / "back"
    pagelet("pack", site, "-o", file)
    text = file.read_text(encoding="utf-8")
    changed = damage(text)  # type: ignore[operator]
    assert changed != text
    file.write_text(changed, encoding="utf-8")

    unpacked = pagelet("unpack", file, "-o", back)

    assert unpacked.code in (1, 2)
    assert reason in unpacked.err
    assert not back.exists()


def test_half_of_a_file_is_enough_to_get_the_app_back(
    pagelet: Pagelet, site: Path, tmp_path: Path
) -> None:
    """What breaks off in a download is Python, which stands last."""
    file, back = tmp_path / "app.html", tmp_path / "back"
    pagelet("pack", site, "-o", file)
    file.write_bytes(file.read_bytes()[:4_000_000])

    assert pagelet("unpack", file, "-o", back).code == 0

    assert contents_of(back) == contents_of(site)


def test_a_folder_with_something_in_it_is_left_alone(
    pagelet: Pagelet, site: Path, tmp_path: Path
) -> None:
    file = tmp_path / "app.html"
    pagelet("pack", site, "-o", file)
    before = contents_of(site)

    unpacked = pagelet("unpack", file, "-o", site)

    assert unpacked.code == 2
    assert "'site' is there already, and not empty." in unpacked.err
    assert contents_of(site) == before


def test_what_a_page_takes_from_the_network_is_said(pagelet: Pagelet, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<img src="https://example.org/cat.png"><script type="py">1</script>')

    packed = pagelet("pack", page, "-o", tmp_path / "app.html")

    said = "note: page.html names https://example.org, which the file will not reach"
    assert said in packed.out
    assert 'its settings need network = ["https://example.org"]' in packed.out


def test_a_link_in_the_app_becomes_a_file(pagelet: Pagelet, site: Path, tmp_path: Path) -> None:
    (site / "link.txt").symlink_to("crlf.txt")
    pagelet("pack", site, "-o", tmp_path / "app.html")
    pagelet("unpack", tmp_path / "app.html", "-o", tmp_path / "back")

    assert (tmp_path / "back/link.txt").read_bytes() == b"a\r\nb\r\n"
    assert not (tmp_path / "back/link.txt").is_symlink()


def contents_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_file_may_reach_what_the_app_names(pagelet: Pagelet, tmp_path: Path) -> None:
    program = tmp_path / "rates.py"
    program.write_text(
        "# /// script\n# [tool.pagelet]\n"
        '# network = ["https://api.example.org", "wss://*.example.net"]\n# ///\nprint(1)\n'
    )

    packed = pagelet("pack", program, "-o", tmp_path / "app.html")

    policy = (tmp_path / "app.html").read_text().partition("Content-Security-Policy")[2][:900]
    assert "connect-src blob: data: https://api.example.org wss://*.example.net;" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "It may use the network: https://api.example.org, wss://*.example.net." in packed.out


def test_javascript_of_text_is_allowed_where_the_app_makes_it(
    pagelet: Pagelet, tmp_path: Path
) -> None:
    program = tmp_path / "one.py"
    program.write_text("from pyodide.code import run_js\nrun_js('1')\n")
    pagelet("pack", program, "-o", tmp_path / "app.html")

    policy = (tmp_path / "app.html").read_text().partition("Content-Security-Policy")[2][:900]
    assert "'unsafe-eval'" in policy


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('"https://api.example.org"', "'network' is not a list of addresses."),
        ('["api.example.org"]', "'api.example.org' is no address that an app may reach."),
        ("[\"https://a.org; script-src 'none'\"]", "is no address that an app may reach."),
    ],
)
def test_an_address_that_cannot_be_understood_is_explained(
    pagelet: Pagelet, tmp_path: Path, value: str, message: str
) -> None:
    (tmp_path / "main.py").write_text("print(1)\n")
    (tmp_path / "pagelet.toml").write_text(f"network = {value}\n")

    packed = pagelet("pack", tmp_path / "main.py", "-o", tmp_path / "app.html")

    assert packed.code == 1
    assert message in packed.err
    assert "where: pagelet.toml" in packed.err
    assert 'network = ["https://api.example.org"]' in packed.err
    assert not (tmp_path / "app.html").exists()
