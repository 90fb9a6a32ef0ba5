"""Builds JupyterLite's site, with all that it needs beside it, to be compared with ours.

JupyterLite takes Python from a content network, and what its kernel imports too. Here both come
from the package index, so that the site can be served by the same server as all others: Pyodide
from its npm package, the kernel's wheels in the versions that Pyodide's list names.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

VERSIONS = {"jupyterlite-core": "0.8.6", "jupyterlite-pyodide-kernel": "0.8.6"}
_PYODIDE = "static/pyodide"
_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_RUNTIME_LIST = "pyodide-lock.json"
# What the kernel asks Pyodide for, and what it asks its own index for.
_WANTED = ("micropip", "packaging", "ipython", "jedi")
_WANTED_FROM_INDEX = "comm==0.2.3"
_SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
        "litePluginSettings": {
            "@jupyterlite/pyodide-kernel-extension:kernel": {
                "pyodideUrl": f"./{_PYODIDE}/{_RUNTIME[0]}"
            }
        }
    },
}


def built(cache: Path, pyodide: Path) -> Path:
    """Return the folder with the site; it is built if it is not in `cache`.

    Args:
        cache: a folder that is kept between runs.
        pyodide: the folder of Pyodide's npm package.

    Raises:
        SystemExit: something that the site needs cannot be fetched.
    """
    name = "-".join(["jupyterlite", *VERSIONS.values(), _hash(pyodide / _RUNTIME_LIST)[:8]])
    site = cache / name
    if not site.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as folder:
            work = Path(folder)
            _build(work, pyodide)
            (work / "site").rename(site)
    return site


def _build(work: Path, pyodide: Path) -> None:
    # With an environment of its own: its dependencies are no concern of ours.
    venv.create(work / "venv", with_pip=True)
    programs = work / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [programs / "python", "-m", "pip", "-q", "--disable-pip-version-check"]
    _run(*pip, "install", *(f"{name}=={version}" for name, version in VERSIONS.items()))
    (work / "pypi").mkdir()
    _run(*pip, "download", "--no-deps", "-d", work / "pypi", _WANTED_FROM_INDEX)
    (work / "jupyter-lite.json").write_text(json.dumps(_SETTINGS), encoding="utf-8")
    _run(programs / "jupyter-lite", "build", "--apps", "repl", "--output-dir", "site", cwd=work)
    target = work / "site" / _PYODIDE
    target.mkdir(parents=True)
    for name in _RUNTIME:
        shutil.copy(pyodide / name, target)
    runtime_list = json.loads((pyodide / _RUNTIME_LIST).read_text(encoding="utf-8"))
    for package in _with_dependencies(runtime_list["packages"]):
        wanted = f"{package['name']}=={package['version']}"
        any_machine = ("--only-binary=:all:", "--python-version=3.14", "--platform=any")
        _run(*pip, "download", "--no-deps", *any_machine, "-d", target, wanted)
        # The index has the wheel as its author built it, the list that of another build.
        package["sha256"] = _hash(target / package["file_name"])
    (target / _RUNTIME_LIST).write_text(json.dumps(runtime_list), encoding="utf-8")


def _with_dependencies(packages: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the entries of the list that the kernel needs, each once."""
    by_name = {_normalized(name): entry for name, entry in packages.items()}
    waiting, done = list(_WANTED), set()
    while waiting:
        name = _normalized(waiting.pop())
        if name not in done:
            done.add(name)
            waiting += by_name[name]["depends"]
            yield by_name[name]


def _normalized(name: str) -> str:
    return name.lower().replace("_", "-")


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _run(*command: object, cwd: Path | None = None) -> None:
    words = list(map(str, command))
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(
            "JupyterLite's site could not be built.\n"
            f"  where: {' '.join(words)}\n"
            f"         {(done.stderr or done.stdout).strip().splitlines()[-1:]}\n"
            "  try:   check the network; or leave it out with --without-jupyterlite"
        )
