import tarfile
from pathlib import Path

import pytest

from tests.package.building import ROOT, build_sdist, build_wheel


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    built = build_wheel(ROOT, folder)
    assert built.returncode == 0, built.stdout
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source archive of this tree."""
    folder = tmp_path_factory.mktemp("sdist")
    built = build_sdist(folder)
    assert built.returncode == 0, built.stdout
    (sdist,) = folder.glob("*.tar.gz")
    return sdist


@pytest.fixture
def fresh_source(sdist: Path, tmp_path: Path) -> Path:
    """The project as a stranger gets it: nothing third-party is there yet."""
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (folder,) = (tmp_path / "source").iterdir()
    return folder
