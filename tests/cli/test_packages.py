"""Packages are found on the host: the right wheels for a page, or the reason why not."""

import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.app import App
from pagelet_cli.packages.cache import Cache
from pagelet_cli.packages.pip_settings import RUNTIME_PACKAGES
from pagelet_cli.packages.supplier import Supplier
from pagelet_cli.packages.supply import Options, Supply
from pagelet_cli.packages.wheels import sha256_of
from tests.cli.serving import Served
from tests.cli.tiny_wheels import make_index, make_wheel, served

WASM = "cp314-cp314-pyemscripten_2026_0_wasm32"
REPOSITORY = Path(__file__).parents[2]
LINUX = "cp314-cp314-manylinux_2_28_x86_64"


class Silent:
    """A reporter that shows nothing."""

    @contextmanager
    def searching(self) -> Iterator[Callable[[str], object]]:
        yield lambda _: None

    @contextmanager
    def downloading(self, size: int) -> Iterator[Callable[[int], object]]:
        yield lambda _: None


@pytest.fixture(autouse=True)
def no_settings_of_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pip is told on this machine is of no matter here."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    for name in ("PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """A folder for wheels."""
    (tmp_path / "wheels").mkdir()
    return tmp_path / "wheels"


@pytest.fixture
def supply(tmp_path: Path, wheels: Path) -> Callable[..., Supply]:
    """Writes a program and finds its packages, in the folder `wheels` if nothing else is said."""

    def find(
        program: str, *, folders: Sequence[Path] | None = None, indexes: Sequence[str] = ()
    ) -> Supply:
        (tmp_path / "app").mkdir(exist_ok=True)
        path = tmp_path / "app" / "game.py"
        path.write_text(program)
        options = Options(tuple([wheels] if folders is None else folders), tuple(indexes))
        return Supplier(options, Silent(), Cache(tmp_path / "cache"))(App.open(path))

    return find


def asking(*dependencies: str, more: str = "") -> str:
    """Return a program that asks for packages in its metadata."""
    return f"# /// script\n# dependencies = {json.dumps(dependencies)}\n{more}# ///\n"


def files(supply: Supply) -> list[str]:
    """Return the names of the wheels, or show what went wrong."""
    assert [str(fault) for fault in supply.faults] == []
    return [each.path.name for each in supply.packages]


def fault(supply: Supply) -> str:
    """Return the only fault in plain text, without the test's own folder."""
    (error,) = supply.faults
    return re.sub(r"/\S*/(?=wheels)", "", str(error))


def test_a_program_gets_what_it_asks_for_and_all_that_this_needs(
    supply: Callable[..., Supply], wheels: Path
) -> None:
    make_wheel(wheels, "tables", "2.0", requires=["Small_Numbers>=1", "tests; extra == 'test'"])
    make_wheel(wheels, "small-numbers", "1.5", tag=WASM)
    make_wheel(wheels, "small-numbers", "1.9", tag=LINUX)
    make_wheel(wheels, "other")

    found = supply(asking("tables"))

    assert files(found) == [f"small_numbers-1.5-{WASM}.whl", "tables-2.0-py3-none-any.whl"]
    assert found.packages[1].choice.needs == ("small-numbers",)
    assert found.notes == ("packages (0.0 MB): small-numbers 1.5, tables 2.0",)


def test_markers_are_weighed_for_a_page_and_not_for_this_machine(
    supply: Callable[..., Supply], wheels: Path
) -> None:
    make_wheel(
        wheels,
        "net",
        requires=[
            "in-page; sys_platform == 'emscripten' and python_version >= '3.14'",
            "on-disk; sys_platform != 'emscripten'",
            "old; python_version < '3.12'",
        ],
    )
    make_wheel(wheels, "in-page")

    assert files(supply(asking("net"))) == [
        "in_page-1.0-py3-none-any.whl",
        "net-1.0-py3-none-any.whl",
    ]


def test_an_extra_brings_what_it_needs(supply: Callable[..., Supply], wheels: Path) -> None:
    make_wheel(wheels, "net", requires=["fast; extra == 'speed'"], extras=["speed"])
    make_wheel(wheels, "fast")

    assert files(supply(asking("net"))) == ["net-1.0-py3-none-any.whl"]
    assert files(supply(asking("net[speed]"))) == [
        "fast-1.0-py3-none-any.whl",
        "net-1.0-py3-none-any.whl",
    ]


def test_an_older_version_is_taken_where_the_newest_does_not_fit_the_others(
    supply: Callable[..., Supply], wheels: Path
) -> None:
    make_wheel(wheels, "a", "2.0", requires=["core>=2"])
    make_wheel(wheels, "a", "1.0", requires=["core<2"])
    make_wheel(wheels, "b", requires=["core<2"])
    make_wheel(wheels, "core", "1.8")
    make_wheel(wheels, "core", "2.0")
    make_wheel(wheels, "core", "1.9rc1")

    assert files(supply(asking("a", "b"))) == [
        "a-1.0-py3-none-any.whl",
        "b-1.0-py3-none-any.whl",
        "core-1.8-py3-none-any.whl",
    ]


def test_packages_that_need_each_other_are_no_circle(
    supply: Callable[..., Supply], wheels: Path
) -> None:
    make_wheel(wheels, "a", requires=["b"])
    make_wheel(wheels, "b", requires=["a"])

    assert len(files(supply(asking("a")))) == 2


def test_a_folder_is_named_in_the_metadata_relative_to_the_program(
    supply: Callable[..., Supply], wheels: Path
) -> None:
    make_wheel(wheels, "small")
    more = '# [tool.pagelet]\n# find-links = ["../wheels"]\n'

    assert files(supply(asking("small", more=more), folders=[])) == ["small-1.0-py3-none-any.whl"]


def test_what_a_program_imports_is_assumed_and_it_is_told_how_to_write_it_down(
    supply: Callable[..., Supply], wheels: Path
) -> None:
    make_wheel(wheels, "pillow")
    make_wheel(wheels, "pandas")
    make_wheel(wheels, "numpy")

    found = supply(
        "import os, json, js, pandas as pd\n"
        "from PIL import Image\n"
        "import helper\n"
        "try:\n    import numpy\nexcept ImportError:\n    numpy = None\n"
        "if TYPE_CHECKING:\n    import sympy\n"
    )

    assert files(found) == ["pandas-1.0-py3-none-any.whl", "pillow-1.0-py3-none-any.whl"]
    assert found.notes[-1] == (
        "assumed from its imports: pandas, PIL (pillow); "
        "to write that down, put at the program's top:\n"
        '    # /// script\n    # dependencies = ["pandas", "pillow"]\n    # ///'
    )


def test_what_a_page_imports_is_assumed_too(tmp_path: Path, wheels: Path) -> None:
    for name in ("bokeh", "numpy", "pandas", "pillow", "rich", "sympy"):
        make_wheel(wheels, name)
    app = tmp_path / "app"
    app.mkdir()
    (app / "page.html").write_text(
        '<!doctype html>\n<script type="py"\n  id="a">\n'
        "    import pandas as pd\n    if 1 < 2:\n        import helper\n</script>\n"
        '<script type="py" src="./other.py">import bokeh</script>\n'
        "<py-script>import rich</py-script><script>import numpy</script><p>import sympy</p>"
    )
    (app / "helper.py").write_text("import json\n")
    (app / "other.py").write_text("from PIL import Image\n")
    (app / "not_of_the_page.py").write_text("import sympy\n")
    supplier = Supplier(Options((wheels,), ()), Silent(), Cache(tmp_path / "cache"))

    found = supplier(App.open(app / "page.html"))

    assert [each.name for each in found.packages] == ["pandas", "pillow", "rich"]
    assert found.asked is not None
    assert found.asked.imported == {
        "pandas": "page.html, line 4",
        "rich": "page.html, line 9",
        "PIL": "other.py, line 1",
    }
    assert found.notes[-1] == (
        "assumed from its imports: pandas, rich, PIL (pillow); "
        "to write that down, put into the page:\n"
        '    <py-config>\n    packages = ["pandas", "rich", "pillow"]\n    </py-config>'
    )


def test_a_page_that_names_packages_is_taken_at_its_word(tmp_path: Path, wheels: Path) -> None:
    make_wheel(wheels, "pandas")
    make_wheel(wheels, "rich")
    page = tmp_path / "page.html"
    page.write_text(
        '<py-config>packages = ["rich"]</py-config><script type="py">import pandas</script>'
    )
    supplier = Supplier(Options((wheels,), ()), Silent(), Cache(tmp_path / "cache"))

    assert [each.name for each in supplier(App.open(page)).packages] == ["rich"]


def test_an_import_that_nobody_knows_fetches_nothing(supply: Callable[..., Supply]) -> None:
    found = supply("import pandsa\nimport zzyzx\n")

    assert (found.packages, found.faults) == ((), ())
    assert found.notes == (
        "there is no module 'pandsa' (game.py, line 1): is it 'pandas'?",
        "no package is known to bring the module 'zzyzx' (game.py, line 2); "
        "if there is one: pagelet add NAME",
    )


def test_a_program_runs_without_packages_that_were_only_assumed(
    supply: Callable[..., Supply],
) -> None:
    found = supply("import pandas")

    assert found.faults == ()
    assert found.notes[0].startswith(
        "without packages for its imports (pandas): There is no package 'pandas'.\n"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "nowhere",
            "There is no package 'nowhere'.\n"
            "  where: game.py, line 1 asks for nowhere\n"
            "  try:   Check the spelling of its name.",
        ),
        (
            "pilow",
            "There is no package 'pilow'.\n"
            "  where: game.py, line 1 asks for pilow\n"
            "  try:   Did you mean 'pillow'?",
        ),
        (
            "native",
            "native has no wheel for the page: it is compiled for Linux only.\n"
            "  where: game.py, line 1 asks for native\n"
            "  try:   Look for a wheel of native that ends in '-none-any.whl' or "
            "'pyemscripten_2026_0_wasm32.whl' and name its folder with --find-links; "
            "or do without it.",
        ),
        (
            "pure>=3",
            "No version of pure that runs in a page is >=3.\n"
            "  where: game.py, line 1 asks for pure>=3\n"
            "  try:   There are 1.0, 2.0. Take one of them.",
        ),
        (
            "needs-native",
            "native has no wheel for the page: it is compiled for Linux only.\n"
            "  where: needs-native 1.0 asks for native\n"
            "  try:   Look for a wheel of native that ends in '-none-any.whl' or "
            "'pyemscripten_2026_0_wasm32.whl' and name its folder with --find-links; "
            "or do without it.",
        ),
        (
            "not a name",
            "'not a name' does not name a package: Expected semicolon (after name with no version "
            "specifier) or end.\n"
            "  where: game.py, line 1\n"
            "  try:   Write its name, or its name and a version, such as 'pandas>=3'; for a folder "
            "or a file its name, too: name @ ../folder.",
        ),
        (
            "cut",
            "The wheel 'cut-1.0-py3-none-any.whl' is damaged: File is not a zip file.\n"
            "  where: wheels/cut-1.0-py3-none-any.whl\n"
            "  try:   Get that file again; it may have been cut off while it was copied.",
        ),
        (
            "leaves",
            "The wheel 'leaves-1.0-py3-none-any.whl' would write outside of its folder: "
            "'../../evil.py'.\n"
            "  where: wheels/leaves-1.0-py3-none-any.whl\n"
            "  try:   Do not use it; get the package from where its makers publish it.",
        ),
    ],
)
def test_what_cannot_be_had_is_explained(
    supply: Callable[..., Supply], wheels: Path, name: str, text: str
) -> None:
    make_wheel(wheels, "native", tag=LINUX)
    make_wheel(wheels, "needs-native", requires=["native"])
    make_wheel(wheels, "pure", "1.0")
    make_wheel(wheels, "pure", "2.0")
    make_wheel(wheels, "leaves", files={"../../evil.py": ""})
    cut = make_wheel(wheels, "cut")
    cut.write_bytes(cut.read_bytes()[:-40])

    assert fault(supply(asking(name))) == text


def test_who_disagrees_is_named(supply: Callable[..., Supply], wheels: Path) -> None:
    make_wheel(wheels, "a", requires=["core>=2"])
    make_wheel(wheels, "b", requires=["core<2"])
    make_wheel(wheels, "core", "1.0")
    make_wheel(wheels, "core", "2.0")

    text = fault(supply(asking("a", "b")))

    assert text.startswith("The versions of core that are asked for exclude each other.\n")
    assert "a 1.0 asks for core>=2" in text
    assert "b 1.0 asks for core<2" in text
    assert text.endswith("Change one of these, or leave the version out and let Pagelet choose.")


def test_a_wheel_is_had_by_its_path_and_by_its_address(
    supply: Callable[..., Supply], wheels: Path, tmp_path: Path
) -> None:
    make_wheel(wheels, "needed", "3.0")
    one = make_wheel(tmp_path / "elsewhere", "one", requires=["needed"])
    make_wheel(tmp_path / "elsewhere", "two", "2.0")
    make_wheel(tmp_path / "elsewhere", "three")
    with served(tmp_path / "elsewhere") as (url, _):
        found = supply(
            asking(
                f"one @ {one.as_uri()}",
                f"two @ {url}two-2.0-py3-none-any.whl",
                "three @ ../elsewhere/three-1.0-py3-none-any.whl",
            )
        )

    assert [name.partition("-py3")[0] for name in files(found)] == [
        "needed-3.0",
        "one-1.0",
        "three-1.0",
        "two-2.0",
    ]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("a @ gone/a-1.0-py3-none-any.whl", "There is no wheel 'gone/a-1.0-py3-none-any.whl'."),
        (
            "a @ https://example.com/b-1.0-py3-none-any.whl",
            "'a @ https://example.com/b-1.0-py3-none-any.whl' is no address of a wheel of a.",
        ),
    ],
)
def test_an_address_that_leads_to_no_such_wheel_is_explained(
    supply: Callable[..., Supply], asked: str, text: str
) -> None:
    assert fault(supply(asking(asked))).startswith(text)


def test_files_of_one_name_from_two_addresses_do_not_take_each_others_place(
    supply: Callable[..., Supply], tmp_path: Path
) -> None:
    for folder in ("first", "second"):
        make_wheel(tmp_path / "web" / folder, "one", files={"one.py": f"here = '{folder}'"})
    with served(tmp_path / "web") as (url, _):
        first, second = (
            supply(asking(f"one @ {url}{folder}/one-1.0-py3-none-any.whl"))
            for folder in ("first", "second")
        )

    assert files(first) == files(second)
    assert sha256_of(first.packages[0].path) == first.packages[0].sha256
    assert first.packages[0].sha256 != second.packages[0].sha256


def test_a_constraint_holds_for_what_others_ask_for_and_brings_nothing(
    supply: Callable[..., Supply], wheels: Path
) -> None:
    make_wheel(wheels, "a", requires=["core"])
    make_wheel(wheels, "core", "1.0")
    make_wheel(wheels, "core", "2.0")
    make_wheel(wheels, "other")
    rules = '# [tool.pagelet]\n# constraints = ["core<2", "other==1.0"]\n'

    found = supply(asking("a", more=rules))

    assert files(found) == ["a-1.0-py3-none-any.whl", "core-1.0-py3-none-any.whl"]


def test_a_constraint_that_does_not_fit_is_named(
    supply: Callable[..., Supply], wheels: Path
) -> None:
    make_wheel(wheels, "a", requires=["core>=2"])
    make_wheel(wheels, "core", "1.0")
    make_wheel(wheels, "core", "2.0")

    text = fault(supply(asking("a", more='# [tool.pagelet]\n# constraints = ["core<2"]\n')))

    assert text.startswith("The versions of core that are asked for exclude each other.\n")
    assert "a 1.0 asks for core>=2" in text
    assert "constraints in game.py" in text
    assert "asks for core<2" in text


def test_an_override_stands_in_the_place_of_what_anyone_asks_for(
    supply: Callable[..., Supply], wheels: Path
) -> None:
    make_wheel(wheels, "a", requires=["core[more]>=2"])
    make_wheel(wheels, "b", requires=["core<2"])
    make_wheel(wheels, "core", "1.0", requires=["x; extra == 'more'"], extras=["more"])
    make_wheel(wheels, "core", "2.0", requires=["x; extra == 'more'"], extras=["more"])
    make_wheel(wheels, "x")

    found = supply(asking("a", "b", more='# [tool.pagelet]\n# overrides = ["core==2.0"]\n'))

    names = [file.partition("-py3")[0] for file in files(found)]
    assert names == ["a-1.0", "b-1.0", "core-2.0", "x-1.0"]


def test_an_index_is_asked_only_for_what_the_folders_lack(
    supply: Callable[..., Supply], wheels: Path, tmp_path: Path
) -> None:
    make_wheel(wheels, "here", requires=["there"])
    make_wheel(tmp_path / "remote", "there")
    make_index(tmp_path / "simple", tmp_path / "remote")

    with served(tmp_path) as (url, asked):
        first = files(supply(asking("here"), indexes=[f"{url}simple"]))
        second = files(supply(asking("here"), indexes=[f"{url}simple"]))

    assert first == second == ["here-1.0-py3-none-any.whl", "there-1.0-py3-none-any.whl"]
    # Once each: what was fetched is kept.
    assert asked == ["/simple/there/", "/remote/there-1.0-py3-none-any.whl"]


def test_a_file_with_another_content_than_promised_is_not_used(
    supply: Callable[..., Supply], tmp_path: Path
) -> None:
    path = make_wheel(tmp_path / "remote", "small")
    make_index(tmp_path / "simple", tmp_path / "remote")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("more.py", "")

    with served(tmp_path) as (url, _):
        text = fault(supply(asking("small"), indexes=[f"{url}simple"]))

    assert text.startswith(
        "'small-1.0-py3-none-any.whl' is not the file that it should be: its hash is another one.\n"
    )
    assert list((tmp_path / "cache" / "wheels").rglob("*.whl")) == []


def test_what_is_compiled_for_the_runtime_comes_from_its_makers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote = tmp_path / "remote"
    wheels = [make_wheel(remote, name, tag=WASM) for name in ("native", "core", "linear")]
    wheels.append(make_wheel(remote, "pure", "0.9"))
    make_wheel(tmp_path / "more", "pure", "1.0")
    make_index(tmp_path / "simple", tmp_path / "more")
    needs = {"native": ["core"], "linear": ["library"]}
    rows = {
        path.name.split("-")[0]: {
            "file_name": path.name,
            "sha256": sha256_of(path),
            "depends": needs.get(path.name.split("-")[0], []),
            "package_type": "package",
        }
        for path in wheels
    }
    library = {"file_name": "library-1.0.zip", "depends": [], "package_type": "shared_library"}
    listed = tmp_path / "list.json"
    listed.write_text(json.dumps({"packages": {**rows, "library": library}}))
    (tmp_path / "game.py").write_text(asking("native", "pure"))
    (tmp_path / "other.py").write_text(asking("linear"))

    with served(tmp_path) as (url, _):
        monkeypatch.setenv("PAGELET_RUNTIME_PACKAGES", f"{url}remote")
        options = Options((), (f"{url}simple",), listed)
        supplier = Supplier(options, Silent(), Cache(tmp_path / "cache"))
        found = files(supplier(App.open(tmp_path / "game.py")))
        text = fault(supplier(App.open(tmp_path / "other.py")))

    assert found == [f"core-1.0-{WASM}.whl", f"native-1.0-{WASM}.whl", "pure-1.0-py3-none-any.whl"]
    assert text.startswith("There is no package 'linear'.\n")


def test_the_runtime_s_packages_are_those_of_its_version() -> None:
    version = json.loads((REPOSITORY / "package.json").read_text())["dependencies"]["pyodide"]

    assert f"/v{version}/" in RUNTIME_PACKAGES


def test_the_cache_tells_what_it_holds_and_is_emptied(
    supply: Callable[..., Supply],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = make_wheel(tmp_path / "remote", "small")
    make_index(tmp_path / "simple", tmp_path / "remote")
    with served(tmp_path) as (url, _):
        files(supply(asking("small"), indexes=[f"{url}simple"]))
    monkeypatch.setenv("PAGELET_CACHE", str(tmp_path / "cache"))

    assert main(["cache", "info", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(["cache", "clear"]) == 0
    assert main(["cache", "info"]) == 0

    assert (told["folder"], told["wheels"]) == (str(tmp_path / "cache"), 1)
    assert told["size"] > path.stat().st_size
    removed, left = capsys.readouterr().out.splitlines()
    assert removed == "Removed 1 wheel, 0.0 MB."
    assert left == f"{tmp_path / 'cache'}: 0 wheels, 0.0 MB."


def test_an_index_that_is_not_there_is_named(supply: Callable[..., Supply]) -> None:
    text = fault(supply(asking("small"), indexes=["http://127.0.0.1:9/simple"]))

    assert text.startswith("127.0.0.1:9 does not answer (")
    assert text.endswith(
        "Check this machine's connection; without one, use a folder with wheels (--find-links DIR)."
    )


def test_the_page_is_told_of_the_wheels_and_gets_them(tmp_path: Path, wheels: Path) -> None:
    path = make_wheel(wheels, "tables", entry_points="[console_scripts]\nt = tables:main\n")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "pagelet.toml").write_text('packages = ["tables"]')
    (tmp_path / "app" / "main.py").write_text("import tables")
    supplier = Supplier(Options((wheels,), ()), Silent(), Cache(tmp_path / "cache"))

    server = Served(tmp_path / "app", supplier)
    page = server.get("/").text
    (row,) = json.loads(re.findall(r'id="pagelet-packages">(.*?)</script>', page)[0])["packages"]

    assert row["name"] == "tables"
    assert row["modules"] == ["tables"]
    assert row["entry_points"] == "[console_scripts]\nt = tables:main\n"
    answer = server.get(row["url"])
    assert answer.content == path.read_bytes()
    assert "immutable" in answer.headers["cache-control"]
    assert server.get("/_pagelet/packages/0/nothing.whl").status_code == 404


def test_a_page_s_own_settings_are_read(tmp_path: Path, wheels: Path) -> None:
    for name in ("one", "two", "three", "four"):
        make_wheel(wheels, name)
    app = tmp_path / "app"
    app.mkdir()
    make_wheel(app, "own", requires=["four"])
    (app / "index.html").write_text(
        '<py-config>packages = ["one", "./own-1.0-py3-none-any.whl"]</py-config>\n'
        '<script type="py" worker config=\'{"packages": ["two"]}\'></script>\n'
        '<script type="py-editor" env="e" config="more.toml"></script>'
    )
    (app / "more.toml").write_text('packages = ["three"]\nfind-links = "../wheels"')
    supplier = Supplier(Options((), ()), Silent(), Cache(tmp_path / "cache"))

    found = supplier(App.open(app))

    assert [each.name for each in found.packages] == ["four", "one", "three", "two"]
    assert found.faults == ()


def test_metadata_that_cannot_be_read_is_explained(supply: Callable[..., Supply]) -> None:
    broken = supply("# /// script\n# dependencies = [\n# ///\n")
    twice = supply(asking("a") + "\n" + asking("b"))
    no_list = supply('# /// script\n# dependencies = "a"\n# ///\n')
    no_folder = supply(asking(more='# [tool.pagelet]\n# find-links = ["wheel"]\n'))

    assert broken.faults[0].where == "game.py, in the block that begins in line 1"
    assert twice.faults[0].what == (
        "The program has more than one block of metadata (# /// script)."
    )
    assert no_list.faults[0].what == "The program's dependencies are not a list of names."
    assert no_folder.faults[0].what == "There is no folder 'wheel' with wheels."
