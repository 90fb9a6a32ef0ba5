"""The link that a page's menu makes is one that `pagelet share` could have made."""

import random

import pytest

from pagelet._links import LinkedApp, app_in
from pagelet.menu.link import LinkError, link_to, notes_on

PLAYER = "https://example.org/player.html"


def app(content: bytes = b"print(1)\n") -> LinkedApp:
    return LinkedApp("main.py", {"main.py": content}, {"title": "One"})


def test_a_link_carries_the_app_and_its_settings() -> None:
    link = link_to(app(), f"{PLAYER}#top", is_file=False)

    address, _, fragment = link.partition("#")
    assert address == PLAYER
    assert app_in(fragment) == app()
    assert notes_on(link) == ""


@pytest.mark.parametrize("player", ["", "file:///home/player.html"])
def test_without_a_page_that_opens_it_there_is_no_link(player: str) -> None:
    with pytest.raises(LinkError) as caught:
        link_to(app(), player, is_file=False)
    assert str(caught.value) == (
        "Pagelet knows no page on the web that could open a link to this app.\n"
        "  where: main.py\n"
        "  try:   Every site that 'pagelet build' makes has such a page, player.html. For links, "
        "whoever makes the app writes its address into pagelet.toml: "
        'player = "https://example.org/player.html"'
    )
    with pytest.raises(LinkError, match=r"To hand the app on, save a copy and send that\. Every"):
        link_to(app(), player, is_file=True)


def test_what_is_too_large_for_a_link_is_said_with_its_length() -> None:
    noise = random.Random(1).randbytes(30_000)

    with pytest.raises(LinkError) as caught:
        link_to(app(noise), PLAYER, is_file=True)
    assert "The app is too large for a link: it would have 40," in caught.value.what
    assert "links of more than 32,000 are cut by many programs." in caught.value.what
    assert caught.value.hint == "Save a copy and send that instead."
    with pytest.raises(LinkError, match="Hand it on as one file instead: pagelet pack"):
        link_to(app(noise), PLAYER, is_file=False)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:1", "[::1]", "a.localhost"])
def test_a_link_to_this_computer_says_so(host: str) -> None:
    assert notes_on(f"http://{host}/player.html#1abc") == (
        "It works only on this computer, because the page that opens it is not on the web."
    )


def test_a_long_link_tells_its_length() -> None:
    assert notes_on("https://example.org/#" + "a" * 2_000) == (
        "It has 2,021 characters; some messengers cut links of more than 2,000."
    )
