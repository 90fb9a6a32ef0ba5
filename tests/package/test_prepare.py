import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.package.building import ROOT

NO_VENV_MODULE = "sys.modules['ensurepip'] = None"


class Machine:
    """A computer that has just the given programs, each a shell script, and a clone of ours."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.clone = folder / "clone"
        self.programs.mkdir()
        shutil.copytree(ROOT / "scripts", self.clone / "scripts")

    def has(self, program: str, script: str) -> None:
        file = self.programs / program
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.clone,
            env={"PATH": str(self.programs)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def python(self, *lines: str) -> subprocess.CompletedProcess[str]:
        """Run lines of Python that may use scripts/prepare.py as `prepare`."""
        start = ("import sys", "sys.path.insert(0, 'scripts')", "import prepare")
        return self.run(sys.executable, "-c", "\n".join([*start, *lines]))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_missing_venv_module_is_fetched_from_debian(machine: Machine) -> None:
    """As on a fresh Debian or Ubuntu, whose Python cannot create environments."""
    machine.has("apt-get", 'echo "apt-get $*"')
    machine.has("sudo", 'shift; "$@"')

    done = machine.python(NO_VENV_MODULE, "prepare.make_venv()")

    assert done.returncode == 0, done.stdout
    assert "apt-get -qq update" in done.stdout
    package = f"python3.{sys.version_info.minor}-venv"
    assert f"apt-get -qq install --yes --no-install-recommends {package}" in done.stdout
    assert (machine.clone / ".venv/bin/python").exists()


def test_virtualenv_is_used_where_nothing_may_be_installed(machine: Machine) -> None:
    """A person without rights on the machine may still have it."""
    machine.has("virtualenv", 'echo "virtualenv $*"')

    done = machine.python(NO_VENV_MODULE, "prepare.make_venv()")

    assert f"virtualenv --clear --python {sys.executable} {machine.clone}/.venv" in done.stdout


def test_without_any_way_to_an_environment_it_says_what_to_type(machine: Machine) -> None:
    machine.has("apt-get", "exit 1")
    machine.has("sudo", 'shift; "$@"')

    done = machine.python(NO_VENV_MODULE, "prepare.make_venv()")

    assert done.returncode == 1
    package = f"python3.{sys.version_info.minor}-venv"
    assert done.stdout.endswith(
        "This Python cannot create virtual environments: its module 'ensurepip' is missing.\n"
        f"  where: {sys.executable}\n"
        f"  try:   type: sudo apt-get install {package}\n"
        "         then run the same command again\n"
    )


def test_browsers_that_cannot_be_installed_are_named(machine: Machine) -> None:
    """And the set-up goes on: many tests need none."""
    machine.has("dpkg-query", 'case "$*" in *chromium|*xvfb) ;; *) printf installed ;; esac')

    done = machine.python("prepare.has_turtledemo = lambda: True", "prepare.install_browsers()")

    assert done.returncode == 0
    assert done.stdout == (
        "Not installed: chromium, xvfb. Tests that need them will fail.\n"
        "  where: this machine\n"
        "  try:   on Debian or Ubuntu type: sudo apt-get install chromium xvfb\n"
    )


def test_demos_of_turtles_come_from_debian_where_python_has_none(machine: Machine) -> None:
    machine.has("dpkg-query", 'case "$*" in *python3-examples) ;; *) printf installed ;; esac')

    def asked(has_turtledemo: bool) -> str:
        known = f"prepare.has_turtledemo = lambda: {has_turtledemo}"
        return machine.python(known, "prepare.install_browsers()").stdout

    assert "try:   on Debian or Ubuntu type: sudo apt-get install python3-examples" in asked(False)
    assert asked(True) == ""


def test_failed_installation_points_to_the_network(machine: Machine) -> None:
    machine.has("../clone/.venv/bin/python", "echo 'pip: no route to host'; exit 1")

    done = machine.python("prepare.install(develop=False)")

    assert done.returncode == 1
    assert "pip: no route to host\n" in done.stdout
    assert f"The set-up stopped: {machine.clone}/.venv/bin/python -m pip install " in done.stdout
    assert f" failed.\n  where: {machine.clone}\n" in done.stdout
    assert "  try:   read what stands above; most often the network is away" in done.stdout
    assert not (machine.clone / ".venv/pagelet-installed").exists()


def test_nothing_is_installed_twice(machine: Machine) -> None:
    """A second run only looks at its stamp, until what is installed changes."""
    machine.has("../clone/.venv/bin/python", 'echo "$*"')
    (machine.clone / "pyproject.toml").write_text("[project]")
    (machine.clone / "src/pagelet_web/vendor").mkdir(parents=True)
    (machine.clone / "src/pagelet_web/vendor/stamp").touch()
    developing = "prepare.install(develop=True)"

    first, second = machine.python(developing), machine.python(developing)
    for_app = machine.python("prepare.install(develop=False)")
    (machine.clone / "pyproject.toml").write_text("[project] # changed")
    changed = machine.python("prepare.install(develop=False)")

    pip = "-m pip install --quiet --disable-pip-version-check --editable .[dev]\n"
    assert first.stdout.endswith(pip)
    assert (second.stdout, for_app.stdout) == ("", "")
    assert changed.stdout.endswith(pip)


def test_machine_without_python_says_what_to_install(machine: Machine) -> None:
    """An old Python does not count."""
    machine.has("python3", "exit 1")
    machine.has("cat", 'exec /bin/cat "$@"')

    done = machine.run("/bin/sh", "scripts/find-python", "scripts/prepare.py", "app")

    assert done.returncode == 1
    assert done.stdout.startswith(
        "Pagelet needs Python 3.11 or newer, and this machine has none that can be found.\n"
        "  where: the programs python3, python3.11 ... python3.14 and python\n"
        "  try:   install Python (Debian, Ubuntu: sudo apt-get install python3 python3-venv),\n"
    )


def test_unknown_stage_lists_the_known_ones(machine: Machine) -> None:
    done = machine.run(sys.executable, "scripts/prepare.py", "everything")

    assert done.returncode == 1
    assert done.stdout == (
        "There is no stage 'everything'.\n  where: prepare.py\n  try:   app or develop or test\n"
    )


@pytest.mark.parametrize("name", ["run", "test", "check", "fix", "find-python"])
def test_scripts_can_be_started(name: str) -> None:
    assert os.access(ROOT / "scripts" / name, os.X_OK)
