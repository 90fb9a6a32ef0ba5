"""What pages are told of links: one player, one set of settings, wherever the page is from."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pagelet_cli.app import App
from pagelet_cli.errors import CallError
from pagelet_cli.linking import link_element, player_of
from pagelet_cli.program_page import program_page

PLAYER = "https://example.org/player.html"


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PAGELET_PLAYER", raising=False)


def told(page: str) -> Any:
    found = re.search(r'<script type="application/json" id="pagelet-link">(.*?)</script>', page)
    return json.loads(found[1]) if found else None


def test_a_page_is_told_the_player_and_the_settings(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("print(1)\n")
    (tmp_path / "pagelet.toml").write_text(
        f'title = "One </script>"\ndescription = "It counts."\nplayer = "{PLAYER}"\n'
        'packages = ["cowsay"]\nnetwork = ["https://a.org"]\n'
    )

    assert told(program_page(App.open(tmp_path), "player.html")) == {
        "player": PLAYER,
        "settings": {
            "title": "One </script>",
            "description": "It counts.",
            "packages": ["cowsay"],
            "network": ["https://a.org"],
        },
    }


def test_a_program_may_name_its_player_itself_and_the_variable_comes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "hello.py"
    program.write_text("print(1)\n")
    assert told(program_page(App.open(program)))["player"] == ""
    assert told(program_page(App.open(program), "player.html"))["player"] == "player.html"
    monkeypatch.setenv("PAGELET_PLAYER", "https://two.org/player.html")
    assert player_of(App.open(program)) == "https://two.org/player.html"
    program.write_text(f'# /// script\n# [tool.pagelet]\n# player = "{PLAYER}"\n# ///\nprint(1)\n')
    assert player_of(App.open(program)) == PLAYER


def test_an_app_that_wants_no_player_has_no_links(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("print(1)\n")
    (tmp_path / "pagelet.toml").write_text("player = false\n")

    assert link_element(App.open(tmp_path), "player.html") == ""


def test_what_is_no_address_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("print(1)\n")
    (tmp_path / "pagelet.toml").write_text('player = "player.html"\n')

    with pytest.raises(CallError) as caught:
        player_of(App.open(tmp_path))
    assert str(caught.value) == (
        "'player.html' is no address of a player page.\n"
        "  where: 'player' in the app's settings\n"
        "  try:   Write the whole address, such as https://example.org/player.html"
    )
    assert link_element(App.open(tmp_path), "player.html") == ""
