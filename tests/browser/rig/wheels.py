"""Wheels of packages as they are installed here, for pages that need them."""

import importlib.metadata
import io
import zipfile

from tests.browser.rig.site import Site


def publish_wheels(site: Site, *names: str) -> list[str]:
    """Serve the installed packages as wheels of pure Python; return their addresses' paths."""
    paths = []
    for name in names:
        path, content = wheel_of(name)
        site.publish(path, content)
        paths.append(f"/{path}")
    return paths


def wheel_of(name: str) -> tuple[str, bytes]:
    """Return the path and the content of a wheel; compiled parts are optional and left out."""
    distribution = importlib.metadata.distribution(name)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as wheel:
        for file in distribution.files or []:
            if ".." not in file.parts and file.suffix not in (".pyc", ".so"):
                wheel.write(str(file.locate()), str(file))
    plain = distribution.metadata["Name"].replace("-", "_")
    return f"installed/{plain}-{distribution.version}-py3-none-any.whl", content.getvalue()
