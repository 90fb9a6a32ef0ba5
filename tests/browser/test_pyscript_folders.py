"""Folders of the person's computer in the page's file system."""

import pytest

from tests.browser.rig import Tab


@pytest.mark.engines("chromium")
@pytest.mark.pyscript("3.8", "fs: mount, sync, unmount, revoke")
def test_a_folder_is_mounted_and_remembered(tab: Tab) -> None:
    # What the test asks the page counts as something that the person does, so no press is needed.
    tab.open("pyscript/folders.html")

    assert tab.inner_text("#log").strip().split("\n") == [
        "mounted ['/notes']",
        "'/notes' is mounted already, with the id 'pyscript'.",
        "again kept",
        "revoked True False",
        "KeyError '/notes'",
        "done",
    ]
    assert tab.evaluate("asked") == ["documents"]


@pytest.mark.engines("firefox")
@pytest.mark.pyscript("3.8", "fs in other browsers", better="says what to do instead")
def test_another_browser_says_that_it_has_no_folders(tab: Tab) -> None:
    tab.open("pyscript/folders.html")

    assert "This browser gives pages no folders of the computer." in tab.inner_text("#log")
