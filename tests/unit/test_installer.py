"""Packages are named, or given as wheels; what cannot run in a page is refused."""

import pytest

from pagelet import packages
from pagelet.errors import ConfigError, DownloadError
from pagelet.installer import is_name, wheel_addresses


@pytest.mark.parametrize(
    "file",
    [
        "six-1.17.0-py2.py3-none-any.whl",
        "numpy-2.4.6-cp314-cp314-pyemscripten_2026_0_wasm32.whl",
        "x-1.0-1-py3-none-any.whl",
    ],
)
def test_a_wheel_for_a_page_is_found_beside_the_configuration(file: str) -> None:
    found = wheel_addresses([f"./wheels/{file}"], "https://example.org/app/pagelet.toml")

    assert found == [f"https://example.org/app/wheels/{file}"]


@pytest.mark.parametrize(
    ("package", "what", "hint"),
    [
        (
            "./requests.tar.gz",
            "'./requests.tar.gz' is neither the name of a package nor the address of a wheel.",
            "Put the package's .whl file beside the page and write its name: "
            'packages = ["./name-1.0-py3-none-any.whl"].',
        ),
        (
            "https://example.org/x.whl",
            "'x.whl' is not named as a wheel is.",
            "Keep the name that the file came with: name-version-python-abi-platform.whl.",
        ),
        (
            "numpy-2.4.6-cp314-cp314-win_amd64.whl",
            "'numpy-2.4.6-cp314-cp314-win_amd64.whl' is made for win_amd64, not for a page.",
            "Look for a wheel of numpy that ends in '-none-any.whl' or "
            "'pyemscripten_2026_0_wasm32.whl'.",
        ),
    ],
)
def test_what_is_not_a_wheel_for_a_page_is_refused(package: str, what: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        wheel_addresses([package])

    assert caught.value.what == what
    assert caught.value.hint == hint
    assert caught.value.where == "'packages' in the configuration"


@pytest.mark.parametrize(
    ("package", "is_one"),
    [
        ("requests", True),
        ("ruamel.yaml", True),
        ("pandas[excel] >= 3, <4", True),
        ("x==1; python_version > '3'", True),
        ("mine @ https://example.org/mine-1.0-py3-none-any.whl", True),
        ("mine-1.0-py3-none-any.whl", False),
        ("mine-1.0-py3-none-any.whl?v=2", False),
        ("./requests", False),
        ("https://example.org/x", False),
        ("emfs:/x-1.0-py3-none-any.whl", False),
        ("lib.toml", False),
        ("mine.tar.gz", False),
        (7, False),
        ("", False),
    ],
)
def test_names_of_packages_are_told_from_addresses(package: object, is_one: bool) -> None:
    assert is_name(package) == is_one


def test_a_program_is_told_of_what_cannot_be_installed() -> None:
    packages.install("json", "asyncio>=1")
    with pytest.raises(DownloadError, match=r"There is no file '/none-1-py3-none-any\.whl'"):
        packages.install("emfs:/none-1-py3-none-any.whl")
    with pytest.raises(ConfigError, match="is neither the name of a package nor"):
        packages.install("./rich")
