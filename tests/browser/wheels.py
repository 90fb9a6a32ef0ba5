"""Wheels of installed packages, for apps that bring packages along."""

import os
import zipfile
from importlib import metadata
from pathlib import Path

# Those of NumPy, pandas and Matplotlib, built for a page: not in this repository.
COMPILED = Path(os.environ.get("PAGELET_WHEELS", Path(__file__).parents[3] / "shared" / "wheels"))


def wheel(package: str, folder: Path) -> str:
    """Pack an installed package as the wheel that it came from; return the wheel's address."""
    installed = metadata.distribution(package)
    name = f"{package.replace('-', '_')}-{installed.version}-py3-none-any.whl"
    with zipfile.ZipFile(folder / name, "w") as archive:
        for file in installed.files or ():
            if ".." not in file.parts and file.suffix != ".pyc":
                archive.write(str(file.locate()), file.as_posix())
    return f"./{name}"
