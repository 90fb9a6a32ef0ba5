import json
import re
import tomllib

from pagelet_cli.packages.pip_settings import RUNTIME_PACKAGES
from tests.package.building import ROOT
from vendoring import vendor

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def test_version_stands_once() -> None:
    """Nothing that we write repeats the version of pyproject.toml, the released changelog apart."""
    version = PROJECT["project"]["version"]
    ours = [*(ROOT / "src").rglob("*.py"), *(ROOT / "src").rglob("*.js"), ROOT / "package.json"]
    written = [path for path in ours if "vendor" not in path.parts]

    assert [path for path in written if f'"{version}"' in path.read_text()] == []


def test_changelog_tells_of_this_version_or_fragments_wait_for_it() -> None:
    """Every state of the tree says what is new in it."""
    released = re.findall(r"^## .*?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(), re.M)
    waiting = list((ROOT / "changes").glob("*.*.md"))

    assert waiting or released[:1] == [PROJECT["project"]["version"]]


def test_every_shipped_package_has_its_notice_and_licence() -> None:
    """Name, version and licence text of each package whose files the wheel carries."""
    notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text()
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    for package in (*vendor.TAKEN, *vendor.BUNDLED):
        entry = packages[f"node_modules/{package}"]
        row = rf"\| {package} \| {entry['version']} \| {entry['license']}.*? \| `(\S+)` \|"
        (licence,) = re.findall(row, notices)
        assert (vendor.VENDOR / licence).read_text().strip()

    wheels = re.findall(r"^(\S+)==(\S+) ", vendor.WHEELS.read_text(), re.M)
    assert [name for name, _ in wheels] == ["micropip", "segno"]
    for name, version in wheels:
        assert f"| {name} | {version} |" in notices
    assert "Redistribution" in (vendor.VENDOR / "segno/LICENSE").read_text()
    assert "Mozilla Public License" in (vendor.VENDOR / vendor.MICROPIP_LICENCES).read_text()


def test_notice_names_the_python_that_is_shipped() -> None:
    """A newer Pyodide brings a newer CPython, and the notice has to follow."""
    info = json.loads((vendor.VENDOR / "pyodide/pyodide-lock.json").read_text())["info"]

    notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text()
    assert f"| {info['python']} | PSF-2.0" in notices


def test_packages_of_the_runtime_are_those_of_its_version() -> None:
    """Others would not load."""
    wanted = json.loads((ROOT / "package.json").read_text())["dependencies"]["pyodide"]

    assert f"/v{wanted}/" in RUNTIME_PACKAGES


def test_tools_of_the_build_are_those_of_development() -> None:
    """pyproject.toml names the build backend twice; both mean the same version."""
    (backend,) = PROJECT["build-system"]["requires"]

    assert backend in PROJECT["project"]["optional-dependencies"]["dev"]
