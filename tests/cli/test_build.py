"""`pagelet build`: a site of static files."""

import gzip
import html
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.packages.supply import ADDRESS
from tests.cli.tiny_wheels import make_wheel


def make_app(folder: Path) -> Path:
    """Write an app of two pages, a style sheet and data."""
    (folder / "about").mkdir(parents=True)
    contents = {
        "index.html": '<!doctype html><html lang="en"><head><title>Shop</title>\n'
        '<link rel="stylesheet" href="pagelet.css"><link rel="stylesheet" href="/style.css">\n'
        '<script type="module" src="pagelet.js"></script></head>\n'
        '<body><script type="py" src="main.py"></script></body></html>\n',
        "about/index.html": '<!doctype html><title>About</title><meta name="robots" content="all">'
        '<script type="module" src="/pagelet.js"></script><link rel="icon" href="/style.css">'
        '<script type="py">1</script>\n',
        "main.py": "print(1)\n",
        "style.css": "body { margin: 0 }\n",
        "prices.csv": "name,price\n" + "tea,1\n" * 1000,
        "pagelet.toml": 'title = "Tea & <more>"\ndescription = "A shop"\nrobots = "noindex"\n',
    }
    for name, content in contents.items():
        (folder / name).write_text(content)
    return folder


@pytest.fixture(scope="module")
def site_of_app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the app, made once: to compress Python takes a while."""
    folder = tmp_path_factory.mktemp("built")
    assert main(["build", str(make_app(folder / "shop")), "-o", str(folder / "site")]) == 0
    return folder / "site"


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """The app."""
    return make_app(tmp_path / "shop")


Build = Callable[..., int]


@pytest.fixture
def build(app: Path, site_of_app: Path, tmp_path: Path) -> Build:
    """Builds the app into the folder `site`, where it was built before."""
    shutil.copytree(site_of_app, tmp_path / "site")

    def run(*options: str) -> int:
        return main(["build", str(app), "-o", str(tmp_path / "site"), "--no-index", *options])

    return run


def test_pages_take_pagelet_from_a_folder_that_never_changes(
    build: Build, app: Path, tmp_path: Path
) -> None:
    assert build() == 0

    site = tmp_path / "site"
    (runtime,) = site.glob("pagelet-????????????")
    page = (site / "index.html").read_text()
    assert f'<script type="module" src="{runtime.name}/pagelet.js"></script>' in page
    assert f'<link rel="stylesheet" href="{runtime.name}/pagelet.css">' in page
    assert f'<link rel="modulepreload" href="{runtime.name}/loader/runtime.js">' in page
    assert '<link rel="stylesheet" href="style.css">' in page
    about = (site / "about/index.html").read_text()
    assert f'src="../{runtime.name}/pagelet.js"' in about
    # Addresses from the top of the app fit a site in a folder, too.
    assert 'href="../style.css"' in about
    assert (runtime / "snapshot.bin").is_file()
    # Modules of the app find it where `pagelet run` has it.
    assert (site / "pagelet.js").read_text() == f'export * from "./{runtime.name}/pagelet.js";\n'
    assert (site / "main.py").read_bytes() == (app / "main.py").read_bytes()


def test_a_site_without_a_player_has_only_what_it_uses(
    build: Build, app: Path, tmp_path: Path
) -> None:
    build()
    assert (tmp_path / "site/player.html").is_file()
    settings = app / "pagelet.toml"
    settings.write_text("player = false\n" + settings.read_text())
    build()

    assert not (tmp_path / "site/player.html").exists()
    assert not [*(tmp_path / "site").glob("pagelet-*/vendor/codemirror")]


def test_what_others_show_of_the_site_is_in_its_pages(build: Build, tmp_path: Path) -> None:
    build()

    page = (tmp_path / "site/index.html").read_text()
    assert '<meta property="og:title" content="Tea &amp; &lt;more&gt;">' in page
    assert '<meta name="description" content="A shop">' in page
    assert '<meta name="robots" content="noindex">' in page
    # The server need not say it.
    assert page.index('<meta charset="utf-8">') < page.index("<title>")
    # What a page says itself stays.
    assert (tmp_path / "site/about/index.html").read_text().count('name="robots"') == 1
    manifest = json.loads((tmp_path / "site/pagelet.webmanifest").read_text())
    assert manifest["name"] == "Tea & <more>"
    assert manifest["start_url"] == "./"
    assert (tmp_path / "site" / manifest["icons"][0]["src"]).is_file()


def test_compressed_forms_stand_beside_the_files(build: Build, app: Path, tmp_path: Path) -> None:
    build()

    site = tmp_path / "site"
    prices = (app / "prices.csv").read_bytes()
    assert brotli.decompress((site / "prices.csv.br").read_bytes()) == prices
    assert gzip.decompress((site / "prices.csv.gz").read_bytes()) == prices
    assert not (site / "style.css.br").exists()
    (snapshot,) = site.glob("pagelet-*/snapshot.bin.br")
    assert snapshot.stat().st_size < 5_000_000


def test_two_builds_are_the_same(build: Build, app: Path, tmp_path: Path) -> None:
    build()
    main(["build", str(app), "-o", str(tmp_path / "again"), "--no-index"])

    assert contents_of(tmp_path / "site") == contents_of(tmp_path / "again")


def test_what_has_not_changed_is_not_made_again(
    build: Build, app: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    build()
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    (app / "main.py").write_text("print(2)\n")
    (app / "prices.csv").unlink()
    (app / "new.txt").write_text("new\n")
    capsys.readouterr()

    assert build("--json") == 0

    assert json.loads(capsys.readouterr().out)["written"] == 3
    changed = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and before.get(path) != path.stat().st_mtime_ns
    }
    assert {name.removesuffix(".br").removesuffix(".gz") for name in changed} == {
        "main.py",
        "new.txt",
        "pagelet-build.json",
        "service-worker.js",
    }
    assert list(site.glob("prices.csv*")) == []


def test_a_build_that_broke_off_is_completed(
    build: Build, app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if Path(target).name == "prices.csv":
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    (app / "prices.csv").write_text("name,price\n")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        assert build() == 2
    assert list((tmp_path / "site").rglob(".*.new")) == []

    assert build() == 0
    assert (tmp_path / "site/prices.csv").read_text() == "name,price\n"


def test_a_folder_of_somebody_else_is_left_alone(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site/pagelet-build.json").rename(tmp_path / "record")
    for path in (tmp_path / "site").iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (tmp_path / "site/diary.txt").write_text("mine")

    assert build() == 2
    assert "The folder 'site' holds other files: diary.txt." in capsys.readouterr().err
    assert build("--force") == 0
    assert build() == 0
    assert (tmp_path / "site/diary.txt").read_text() == "mine"


def test_a_site_in_the_apps_own_folder_is_no_part_of_it(app: Path, site_of_app: Path) -> None:
    shutil.copytree(site_of_app, app / "public")
    for _ in range(2):
        assert main(["build", str(app), "-o", str(app / "public"), "--no-index"]) == 0

    assert not (app / "public/public").exists()


def test_a_program_gets_a_page(tmp_path: Path) -> None:
    program = tmp_path / "tell.py"
    program.write_text("print(open('story.txt').read())\n")
    (tmp_path / "story.txt").write_text("Once")
    (tmp_path / "diary.txt").write_text("mine")

    assert main(["build", str(program), "-o", str(tmp_path / "site")]) == 0

    site = tmp_path / "site"
    assert "tell.py" in (site / "index.html").read_text()
    assert (site / "story.txt").read_text() == "Once"
    assert not (site / "diary.txt").exists()


def test_a_page_of_another_name_is_found_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "tea.html").write_text('<script type="py">1</script>')

    main(["build", str(tmp_path / "tea.html"), "-o", str(tmp_path / "site")])

    assert 'content="0; url=tea.html"' in (tmp_path / "site/index.html").read_text()


def test_packages_are_part_of_the_site(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    make_wheel(wheels, "kettle")
    program = tmp_path / "tea.py"
    program.write_text('# /// script\n# dependencies = ["kettle"]\n# ///\nimport kettle\n')

    main(
        [
            *("build", str(program), "-o", str(tmp_path / "site")),
            *("--no-index", "--find-links", str(wheels)),
        ]
    )

    (file,) = (tmp_path / "site/pagelet-packages").glob("*/kettle-1.0-py3-none-any.whl")
    page = (tmp_path / "site/index.html").read_text()
    assert f'"url": "pagelet-packages/{file.parent.name}/{file.name}"' in page
    assert ADDRESS not in page


def test_what_is_wrong_with_the_app_is_said(
    app: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (app / "pagelet.toml").write_text("title = ")

    assert main(["build", str(app), "-o", str(tmp_path / "site")]) == 1
    assert "pagelet.toml is not valid TOML" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def contents_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("settings", "sources"),
    [
        ("", "connect-src 'self' blob: data: https: http: wss: ws:;"),
        ("network = []\n", "connect-src 'self' blob: data:;"),
        ('network = ["https://a.org"]\n', "connect-src 'self' blob: data: https://a.org;"),
    ],
)
def test_pages_say_what_they_may_reach(tmp_path: Path, settings: str, sources: str) -> None:
    (tmp_path / "main.py").write_text("print(1)\n")
    (tmp_path / "pagelet.toml").write_text(settings)
    assert main(["build", str(tmp_path / "main.py"), "-o", str(tmp_path / "site")]) == 0

    page = html.unescape((tmp_path / "site/index.html").read_text())
    policy = page.index("Content-Security-Policy")
    assert sources in page
    assert "base-uri 'self'" in page
    assert page.index("charset") < policy < page.index("<script")


def test_a_built_program_has_the_editor_that_its_menu_shows(tmp_path: Path) -> None:
    (tmp_path / "hello.py").write_text('print("Hello")\n')
    assert main(["build", str(tmp_path / "hello.py"), "-o", str(tmp_path / "site")]) == 0

    names = {path.name for path in (tmp_path / "site").rglob("*.js")}
    assert {"editor.js", "codemirror.js"} <= names


def test_a_page_of_the_apps_own_is_no_player(build: Build, app: Path, tmp_path: Path) -> None:
    (app / "player.html").write_text("<!doctype html><title>Music</title>")
    build()

    assert "<title>Music</title>" in (tmp_path / "site/player.html").read_text()
    assert not [*(tmp_path / "site").glob("pagelet-*/player")]
