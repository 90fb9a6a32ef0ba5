"""Building and inspecting Pagelet's own packages."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(
    command: Sequence[str | Path], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program with additions to the environment; its output and errors come together."""
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def build_wheel(
    project: Path, target: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Build the wheel of `project`, a folder or a source archive, into the folder `target`."""
    pip = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation")
    return run([*pip, "--wheel-dir", target, project], env=env)


def build_sdist(target: Path) -> subprocess.CompletedProcess[str]:
    """Build the source archive of this tree into the folder `target`."""
    return run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", target])


def npm_without_network(folder: Path) -> dict[str, str]:
    """Environment in which npm can neither download nor find what it downloaded before."""
    return {
        "npm_config_registry": "http://127.0.0.1:9/",
        "npm_config_fetch_retries": "0",
        "npm_config_cache": str(folder / "empty-npm-cache"),
    }


def files_of(wheel: Path) -> dict[str, int]:
    """The files in a wheel, each with its checksum."""
    with zipfile.ZipFile(wheel) as archive:
        return {entry.filename: entry.CRC for entry in archive.infolist()}
