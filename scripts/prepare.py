"""Make this clone ready: `python3 scripts/prepare.py app|develop|test`. Does nothing when it is.

- app: .venv with Pagelet in it
- develop: the same with the tools that check it, and node_modules with those for JavaScript
- test: the same, with the browsers and the demos of turtles, where they can be installed

Standard library only, because it runs before anything is installed.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
NODE_MODULES = ROOT / "node_modules"

STAGES = ("app", "develop", "test")

# What decides whether the installation in .venv is up to date.
INSTALLED_FROM = (
    "pyproject.toml",
    "package-lock.json",
    "hatch_build.py",
    "vendoring/*",
    "vendoring/*/*.txt",
)
RUNTIME_FILES = ROOT / "src/pagelet_web/vendor/stamp"

# The three browsers on Debian and Ubuntu, and what WebKit, which is never headless, draws on.
BROWSERS = ("chromium", "firefox-esr", "webkit2gtk-driver", "gir1.2-webkit2-4.1")
SCREEN = ("python3-gi", "gir1.2-gtk-3.0", "xvfb", "fonts-dejavu-core")
# The demos `turtledemo`, which tests run; Debian keeps them apart from its Python.
DEMOS = "python3-examples"

NETWORK_HINT = (
    "read what stands above; most often the network is away or needs a proxy\n"
    "         (HTTPS_PROXY). Then run the same command again"
)


def main(stage: str) -> None:
    """Prepare for `stage`; see the top of this file."""
    if stage not in STAGES:
        give_up(f"There is no stage '{stage}'.", where="prepare.py", hint=" or ".join(STAGES))
    if not _has_pip(PYTHON):
        make_venv()
    install(develop=stage != "app")
    if stage != "app":
        install_javascript_tools()
        # Without it every page of the tests compiles our package anew, and starts from nothing.
        run([PYTHON, "-m", "vendoring.page_snapshot"], hint="read what stands above")
    if stage == "test":
        install_browsers()


def make_venv() -> None:
    """Create .venv, bringing Debian's missing half of `venv` if that is allowed."""
    say("Creating a virtual environment in .venv ...")
    if importlib.util.find_spec("ensurepip") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not apt_install([package]):
            make_venv_with_virtualenv(package)
            return
    run([sys.executable, "-m", "venv", "--clear", VENV], hint="read what Python says above")


def make_venv_with_virtualenv(package: str) -> None:
    """Create .venv with the `virtualenv` program, or say what is missing."""
    virtualenv = shutil.which("virtualenv")
    if virtualenv is None:
        give_up(
            "This Python cannot create virtual environments: its module 'ensurepip' is missing.",
            where=sys.executable,
            hint=f"type: sudo apt-get install {package}\n         then run the same command again",
        )
    run(
        [virtualenv, "--clear", "--python", sys.executable, VENV],
        hint="read what virtualenv says above",
    )


def install(*, develop: bool) -> None:
    """Install Pagelet into .venv, so that it runs from this very folder."""
    stamp = VENV / "pagelet-installed"
    wanted = fingerprint(INSTALLED_FROM)
    done = stamp.read_text(encoding="ascii").split() if stamp.exists() else []
    if wanted in done and ("develop" in done or not develop) and RUNTIME_FILES.exists():
        return
    # An environment that has the tools keeps them, also when only the app is asked for.
    develop = develop or "develop" in done
    say("Installing Pagelet into .venv (once; a minute or two, most of it downloads) ...")
    run(
        [
            *(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--editable", ".[dev]" if develop else "."),
        ],
        hint=NETWORK_HINT,
    )
    stamp.write_text(wanted + (" develop" if develop else " app"), encoding="ascii")


def install_javascript_tools() -> None:
    """Fill node_modules from package-lock.json: the type checker and linter for our JavaScript."""
    stamp = NODE_MODULES / "pagelet-installed"
    wanted = fingerprint(["package-lock.json"])
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    say("Installing the tools that check JavaScript into node_modules ...")
    os.environ["NODE_USE_SYSTEM_CA"] = "1"  # as in vendoring/vendor.py
    run(
        [
            *(VENV / "bin/npm", "ci", "--ignore-scripts", "--prefer-offline"),
            *("--no-audit", "--no-fund", "--no-progress", "--loglevel=error"),
        ],
        hint=NETWORK_HINT,
    )
    stamp.write_text(wanted, encoding="ascii")


def install_browsers() -> None:
    """Install the browsers that are missing, and the demos, or say which and how."""
    wanted = [*BROWSERS, *SCREEN, *([] if has_turtledemo() else [DEMOS])]
    if shutil.which("dpkg-query") is None:
        programs = ("chromium", "firefox-esr", "WebKitWebDriver", "Xvfb")
        missing = [program for program in programs if shutil.which(program) is None]
    else:
        missing = [package for package in wanted if not is_installed(package)]
    if missing and not apt_install(missing):
        say(
            f"Not installed: {', '.join(missing)}. Tests that need them will fail.\n"
            f"  where: this machine\n"
            f"  try:   on Debian or Ubuntu type: sudo apt-get install {' '.join(missing)}"
        )


def has_turtledemo() -> bool:
    """Whether the standard library of the Python that runs this has the demos of turtles."""
    return (Path(sysconfig.get_path("stdlib")) / "turtledemo").is_dir()


def is_installed(package: str) -> bool:
    """Whether the Debian package is installed, and not merely known."""
    query = ["dpkg-query", "--show", "--showformat", "${db:Status-Status}", package]
    answer = subprocess.run(query, capture_output=True, text=True)
    return answer.stdout == "installed"


def apt_install(packages: Sequence[str]) -> bool:
    """Install Debian packages if this user may without a password; return whether it worked."""
    if shutil.which("apt-get") is None:
        return False
    apt = ["apt-get"]
    if os.geteuid() != 0:
        may_sudo = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"]).returncode == 0
        if not may_sudo:
            return False
        apt = ["sudo", "-n", "apt-get"]
    say(f"Installing {', '.join(packages)} ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for action in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        if subprocess.run([*apt, "-qq", *action], env=quiet).returncode != 0:
            return False
    return True


def fingerprint(patterns: Sequence[str]) -> str:
    """A hash of the files that decide what has to be installed."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()


def run(command: Sequence[str | Path], *, hint: str) -> None:
    """Run a program in the project's folder; end with a message if it fails."""
    try:
        subprocess.run(command, cwd=ROOT, check=True)
    except (OSError, subprocess.CalledProcessError):
        program = " ".join(map(str, command))
        give_up(f"The set-up stopped: {program} failed.", where=str(ROOT), hint=hint)


def say(text: str) -> None:
    """Tell the person at once, also when the output is a file."""
    print(text, file=sys.stderr, flush=True)


def give_up(what: str, *, where: str, hint: str) -> NoReturn:
    """End with a message in three parts."""
    sys.exit(f"{what}\n  where: {where}\n  try:   {hint}")


def _has_pip(python: Path) -> bool:
    """Whether .venv is whole: not half made, nor made by a Python that is gone."""
    try:
        asked = subprocess.run([python, "-c", "import pip"], stderr=subprocess.DEVNULL)
    except OSError:
        return False
    return asked.returncode == 0


if __name__ == "__main__":
    main(*sys.argv[1:])
