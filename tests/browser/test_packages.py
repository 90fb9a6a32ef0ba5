"""Packages are installed from the addresses of their wheels."""

import pytest

from tests.browser.rig import Site, Tab


def test_wheels_with_and_without_compiled_parts_can_be_imported(tab: Tab, site: Site) -> None:
    if site.find("wheels/index.json") is None:
        pytest.skip("the folder with NumPy's wheel is not here; set PAGELET_WHEELS to it")
    tab.open("wheels.html")

    assert tab.inner_text("#py-0").strip().split("\n") == ["10 six 1.17.0", "5.0"]
