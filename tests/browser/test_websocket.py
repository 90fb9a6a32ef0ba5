"""Programs talk with a server over a web socket."""

from urllib.parse import quote

import pytest

from tests.browser.rig import Tab
from tests.browser.rig.echo import echo_server


@pytest.mark.pyscript(
    "3.11",
    "websocket: handlers at creation or later, also async; send text and bytes; close",
    better="`async for` and `receive()` as well",
)
def test_a_program_talks_with_a_server(tab: Tab) -> None:
    with echo_server() as address:
        tab.open(f"pyscript/chat.html?server={quote(address)}")

        assert tab.inner_text("#log").strip().split("\n") == [
            "open open True one",
            "text 100",
            r"bytes b'\x00\xff'",
            "closed 1000 over True",
            "['a', 'b']",
        ]
