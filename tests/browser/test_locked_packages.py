"""Packages that the host has found load when they are imported."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pagelet_cli.packages.cache import Cache
from pagelet_cli.packages.supplier import Supplier
from pagelet_cli.packages.supply import Options
from tests.browser.apps import ENDED, Serve
from tests.browser.rig import Tab
from tests.browser.rig.tab import PYTHON_START_SECONDS
from tests.browser.wheels import COMPILED
from tests.cli.test_packages import Silent
from tests.cli.test_projects import make_project
from tests.cli.tiny_wheels import make_wheel

# A package that prints when it is imported, and two that it needs.
PROGRAM = """
import sys
from importlib import metadata

print(metadata.version("tables"), "tables" in sys.modules)
print([point.name for point in metadata.entry_points(group="console_scripts")])

def load():
    import tables
    return tables.count()

print(load())
print(metadata.distribution("tables").files is not None)
try:
    import missing_one
except ModuleNotFoundError as error:
    print(error.name)
"""


@pytest.fixture
def supplier(tmp_path: Path) -> Supplier:
    """Finds packages in the folder `wheels`, and nowhere else."""
    wheels = tmp_path / "wheels"
    make_wheel(
        wheels,
        "tables",
        "2.0",
        requires=["small-numbers"],
        files={
            "tables/__init__.py": "from importlib.resources import files\n"
            "import small_numbers\n"
            "def count():\n"
            "    return small_numbers.ONE, files(__name__).joinpath('a.txt').read_text()\n",
            "tables/a.txt": "data",
        },
        entry_points="[console_scripts]\ntabulate = tables:count\n",
    )
    make_wheel(wheels, "small-numbers", files={"small_numbers.py": "ONE = 1\n"})
    make_wheel(wheels, "unused", files={"unused.py": "raise SystemExit\n"})
    return Supplier(Options((wheels,), ()), Silent(), Cache(tmp_path / "cache"))


@pytest.fixture
def app(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file of an app; returns its path."""

    def write(name: str, text: str) -> Path:
        (tmp_path / "app").mkdir(exist_ok=True)
        path = tmp_path / "app" / name
        path.write_text(text)
        return path

    return write


def fetched_wheels(tab: Tab) -> str:
    """Return which packages the page has fetched."""
    return str(
        tab.evaluate(
            "performance.getEntriesByType('resource').map(each => each.name)"
            ".filter(name => name.endsWith('.whl'))"
            ".map(name => name.split('/').pop().split('-')[0]).sort().join()"
        )
    )


def printed(tab: Tab) -> list[str]:
    """Wait until the program has ended; return what it has printed."""
    tab.wait_for(ENDED, seconds=PYTHON_START_SECONDS)
    return tab.inner_text("#pagelet-output").strip().splitlines()


def test_a_program_s_package_loads_with_all_that_it_needs_when_it_is_imported(
    tab: Tab, serve_app: Serve, supplier: Supplier, app: Callable[[str, str], Path]
) -> None:
    head = '# /// script\n# dependencies = ["tables", "unused"]\n# ///\n'
    served = serve_app(app("main.py", head + PROGRAM), supplier)

    tab.goto(served.url)

    lines = printed(tab)
    # Where Python cannot wait, packages are there from the beginning, but not imported.
    assert lines[:3] == ["2.0 False", "['tabulate']", "(1, 'data')"]
    assert lines[3:5] == ["True", "missing_one"]
    # In WebKit it is a worker that fetches.
    if tab.engine != "webkit":
        assert fetched_wheels(tab) == "small_numbers,tables"


def test_a_page_names_packages_in_its_settings_and_imports_them_in_a_handler(
    tab: Tab, serve_app: Serve, supplier: Supplier, app: Callable[[str, str], Path]
) -> None:
    page = app(
        "index.html",
        '<!doctype html><script type="module" src="pagelet.js"></script>'
        '<py-config>packages = ["tables>=1"]</py-config>'
        '<button py-click="press">Count</button><p id="answer"></p>'
        '<script type="py">\n'
        "from pagelet import document\n"
        "def press(event):\n"
        "    import tables\n"
        "    document.getElementById('answer').textContent = str(tables.count())\n"
        "</script>",
    )

    tab.goto(serve_app(page, supplier).url)
    tab.wait_for(
        "document.documentElement.dataset.pagelet === 'done'", seconds=PYTHON_START_SECONDS
    )
    tab.get_by_role("button", name="Count").click()

    tab.wait_for("document.querySelector('#answer').textContent === \"(1, 'data')\"")
    assert tab.evaluate("document.querySelector('.pagelet-progress') === null")


def test_what_a_page_s_tags_import_is_there_though_nothing_names_it(
    tab: Tab, serve_app: Serve, supplier: Supplier, app: Callable[[str, str], Path], tmp_path: Path
) -> None:
    """By names that are known; this one stands for the real package."""
    make_wheel(tmp_path / "wheels", "rich", files={"rich/__init__.py": "NAME = 'it'\n"})
    page = app(
        "index.html",
        '<!doctype html><script type="module" src="pagelet.js"></script>'
        '<script type="py">\nimport rich\nprint("this is", rich.NAME)\n</script>',
    )

    tab.goto(serve_app(page, supplier).url)

    tab.wait_for(
        "document.querySelector('script-py')?.innerText.trim() === 'this is it'", seconds=60
    )


def test_a_page_names_a_project_and_a_wheel_by_their_paths(
    tab: Tab, serve_app: Serve, supplier: Supplier, app: Callable[[str, str], Path], tmp_path: Path
) -> None:
    make_project(tmp_path / "project")
    wheel = "../wheels/small_numbers-1.0-py3-none-any.whl"
    page = app(
        "index.html",
        '<!doctype html><script type="module" src="pagelet.js"></script>'
        f'<py-config>packages = ["greetings @ ../project", "small-numbers @ {wheel}"]</py-config>'
        '<script type="py">import greetings, small_numbers\n'
        "print(greetings.hello(), small_numbers.ONE)</script>",
    )

    tab.goto(serve_app(page, supplier).url)

    tab.wait_for("document.querySelector('script-py')?.innerText.trim() === 'Hello! 1'", seconds=60)


@pytest.mark.engines("chromium", "firefox")
def test_a_package_that_cannot_be_fetched_any_more_is_explained_where_it_is_imported(
    tab: Tab, serve_app: Serve, supplier: Supplier, app: Callable[[str, str], Path], tmp_path: Path
) -> None:
    path = app(
        "main.py",
        '# /// script\n# dependencies = ["tables"]\n# ///\n'
        "input('ready?')\n"
        "try:\n    import tables\n"
        "except ImportError as error:\n    print(error)\n",
    )
    tab.expect_error("404")
    tab.goto(serve_app(path, supplier).url)
    field = tab.get_by_role("textbox", name="ready?")
    field.fill("yes")
    for wheel in (tmp_path / "wheels").iterdir():
        wheel.unlink()

    field.press("Enter")

    assert "could not be fetched: the server answered 404." in "\n".join(printed(tab))


@pytest.mark.engines("chromium", "firefox")
def test_numpy_pandas_and_matplotlib_are_there_by_their_names(
    tab: Tab, serve_app: Serve, app: Callable[[str, str], Path], tmp_path: Path
) -> None:
    if not (COMPILED / "index.json").is_file():
        pytest.skip("the folder with NumPy's wheel is not here; set PAGELET_WHEELS to it")
    supplier = Supplier(Options((COMPILED,), ()), Silent(), Cache(tmp_path / "cache"))
    path = app(
        "main.py",
        "import numpy as np\n"
        "import pandas as pd\n"
        "import matplotlib.pyplot as plt\n"
        "table = pd.DataFrame({'kind': list('abab'), 'size': np.arange(4.0)})\n"
        "print(table.groupby('kind')['size'].sum().to_dict())\n"
        "plt.plot(np.linalg.inv(np.eye(3))[0])\n"
        "plt.title('A row')\n"
        "plt.show()\n",
    )

    tab.goto(serve_app(path, supplier).url)

    assert printed(tab) == ["{'a': 2.0, 'b': 4.0}"]
    assert tab.evaluate("document.querySelector('#pagelet-output img').naturalWidth") > 300
