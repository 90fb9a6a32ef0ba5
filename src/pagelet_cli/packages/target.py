"""What the page is, as packages see it: its Python, its platform, its tags."""

from packaging.markers import Marker
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.version import Version

PYTHON = Version("3.14.2")
# PEP 783's name of it, and the one that came before.
PLATFORMS = ("pyemscripten_2026_0_wasm32", "pyodide_2026_0_wasm32")

_SHORT = (PYTHON.major, PYTHON.minor)
_ABI = f"cp{PYTHON.major}{PYTHON.minor}"

# The tags that fit, best first.
TAGS: dict[Tag, int] = {
    tag: rank
    for rank, tag in enumerate(
        [
            *cpython_tags(_SHORT, [_ABI], PLATFORMS),
            *compatible_tags(_SHORT, _ABI, PLATFORMS),
        ]
    )
}

_ENVIRONMENT = {
    "implementation_name": "cpython",
    "implementation_version": str(PYTHON),
    "os_name": "posix",
    "platform_machine": "wasm32",
    "platform_python_implementation": "CPython",
    "platform_release": "",
    "platform_system": "Emscripten",
    "platform_version": "",
    "python_full_version": str(PYTHON),
    "python_version": f"{PYTHON.major}.{PYTHON.minor}",
    "sys_platform": "emscripten",
}


def holds(marker: Marker | None, extras: frozenset[str] = frozenset()) -> bool:
    """Return whether a requirement with this marker counts in a page, for any of `extras`."""
    if marker is None:
        return True
    return any(marker.evaluate({**_ENVIRONMENT, "extra": extra}) for extra in {"", *extras})
