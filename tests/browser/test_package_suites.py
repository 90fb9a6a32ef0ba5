"""Slices of the test suites of NumPy and pandas run in the page, by pytest."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pagelet_cli.packages.cache import Cache
from pagelet_cli.packages.supplier import Supplier
from pagelet_cli.packages.supply import Options
from tests.browser.apps import ENDED, Serve
from tests.browser.rig import Tab
from tests.browser.wheels import COMPILED
from tests.cli.test_packages import Silent

# PAGELET_SUITES=whole runs the rest too: minutes in each browser.
IS_WHOLE = os.environ.get("PAGELET_SUITES") == "whole"
SUITES = {
    "numpy": (
        {
            "numpy/fft/tests/test_pocketfft.py": "test_fft.py",
            "numpy/lib/tests/test_arraysetops.py": "test_sets.py",
        },
        {
            "numpy/lib/tests/test_function_base.py": "test_functions.py",
            "numpy/linalg/tests/test_linalg.py": "test_linalg.py",
            "numpy/ma/tests/test_core.py": "test_masked.py",
            "numpy/random/tests/test_random.py": "test_random.py",
        },
    ),
    "pandas": (
        {"pandas/conftest.py": "conftest.py", "pandas/tests/reshape/test_melt.py": "test_melt.py"},
        {
            "pandas/tests/groupby/conftest.py": "groupby/conftest.py",
            "pandas/tests/groupby/test_groupby.py": "groupby/test_groupby.py",
            "pandas/tests/resample/conftest.py": "resample/conftest.py",
            "pandas/tests/resample/test_datetime_index.py": "resample/test_datetime_index.py",
            "pandas/tests/reshape/merge/test_merge.py": "merge/test_merge.py",
            "pandas/tests/reshape/test_pivot.py": "pivot/test_pivot.py",
        },
    ),
}
FOR_ANY_MACHINE = ("--only-binary=:all:", "--python-version=3.14", "--platform=any")
PROGRAM = """# /// script
# dependencies = ["{package}", "pytest", "hypothesis"]
# ///
import pytest

pytest.main(["-q", "-p", "no:cacheprovider", "-W", "ignore", "--tb=short", "suite"])
"""


@pytest.mark.engines("chromium", "firefox")
@pytest.mark.parametrize("package", SUITES)
def test_a_slice_of_a_package_s_own_tests_passes(
    tab: Tab,
    serve_app: Serve,
    tmp_path: Path,
    package: str,
    record_property: Callable[[str, object], None],
) -> None:
    found = next(COMPILED.glob(f"{package}-*.whl"), None)
    if found is None:
        pytest.skip(f"the folder with {package}'s wheel is not here; set PAGELET_WHEELS to it")
    bring("tools", tmp_path, *FOR_ANY_MACHINE, "pytest", "hypothesis")
    bring_suite(package, found.name.split("-")[1], tmp_path)
    (tmp_path / "main.py").write_text(PROGRAM.format(package=package))
    supplier = Supplier(
        Options((COMPILED, tmp_path / "tools"), ()), Silent(), Cache(tmp_path / "cache")
    )

    tab.goto(serve_app(tmp_path / "main.py", supplier).url)
    tab.wait_for(ENDED, seconds=900 if IS_WHOLE else 120)

    *_, summary = tab.inner_text("#pagelet-output").strip().splitlines()
    counts = {kind: int(number) for number, kind in re.findall(r"(\d+) (\w+)", summary)}
    assert not counts.keys() & {"failed", "error", "errors"}, tab.inner_text("#pagelet-output")
    assert counts["passed"] > 60
    record_property("counts", f"{package} in {tab.engine}: {summary}")


def bring_suite(package: str, version: str, folder: Path) -> None:
    """Put files of a package's suite into `folder`; wheels for a page come without them."""
    bring("host", folder, "--no-deps", f"{package}=={version}")
    few, more = SUITES[package]
    with zipfile.ZipFile(next((folder / "host").glob("*.whl"))) as archive:
        for name, place in {**few, **(more if IS_WHOLE else {})}.items():
            file = folder / "suite" / place
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(archive.read(name))


def bring(name: str, folder: Path, *wanted: str) -> None:
    """Download wheels into a folder called `name` in `folder`."""
    pip = [sys.executable, "-m", "pip", "download", "-q", "-d", str(folder / name)]
    done = subprocess.run([*pip, *wanted], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{wanted[-1]} cannot be fetched: {done.stderr.strip()[-200:]}")
