"""`pagelet share`: a link that carries an app, and what is said where there can be none."""

import json
import random
from pathlib import Path

import pytest

from pagelet._links import app_in
from pagelet_cli.__main__ import main
from tests.cli.tiny_wheels import make_wheel

PLAYER = "https://example.org/player.html"


def shared(capsys: pytest.CaptureFixture[str], *args: str | Path) -> tuple[int, str, str]:
    """Run the command; return its exit code and what it printed."""
    capsys.readouterr()
    code = main(["share", *map(str, args)])
    said = capsys.readouterr()
    return code, said.out, " ".join(said.err.split())


def test_a_link_carries_the_program_its_files_and_its_settings(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "main.py").write_text("import pandas\nprint(open('data.csv').read())\n")
    (tmp_path / "data.csv").write_bytes(b"a,b\r\n1,2")
    (tmp_path / "pagelet.toml").write_text('title = "Größen"\nnetwork = ["https://a.org"]\n')

    code, out, _ = shared(capsys, tmp_path, "--player", PLAYER, "--json")

    report = json.loads(out)
    address, _, fragment = report["link"].partition("#")
    app = app_in(fragment)
    assert (code, address) == (0, PLAYER)
    assert app.entry == "main.py"
    assert app.files["data.csv"] == b"a,b\r\n1,2"
    assert app.settings == {
        "title": "Größen",
        "packages": ["pandas"],
        "network": ["https://a.org"],
    }
    assert set(report["files"]) == {"main.py", "data.csv", "pagelet.toml"}


def test_a_wheel_by_its_address_goes_along_as_it_is_asked_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wheel = "greetings @ https://example.org/greetings-1.0-py3-none-any.whl"
    (tmp_path / "main.py").write_text("import greetings\n")
    (tmp_path / "pagelet.toml").write_text(f'packages = ["{wheel}", "six"]\n')

    _, out, _ = shared(capsys, tmp_path, "--player", PLAYER, "--json")

    app = app_in(json.loads(out)["link"].partition("#")[2])
    assert app.settings["packages"] == ["six", wheel]


@pytest.mark.parametrize("name", ["library", "greetings-1.0-py3-none-any.whl"])
def test_a_package_of_this_disk_cannot_go_along(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    make_wheel(tmp_path, "greetings")
    (tmp_path / "library").mkdir()
    (tmp_path / "library/pyproject.toml").touch()
    (tmp_path / "app").mkdir()
    (tmp_path / "app/main.py").write_text("import greetings\n")
    (tmp_path / "app/pagelet.toml").write_text(f'packages = ["greetings @ ../{name}"]\n')

    code, _, err = shared(capsys, tmp_path / "app", "--player", PLAYER)

    assert code == 2
    assert "A link cannot carry what stands on this disk alone: greetings" in err
    assert "Hand the app on as one file instead: pagelet pack main.py" in err


def test_a_short_link_comes_with_a_code_for_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "hello.py").write_text("print('hello')\n")

    _, out, _ = shared(capsys, tmp_path / "hello.py", "--player", PLAYER)

    link, *code = out.splitlines()
    assert link.startswith(f"{PLAYER}#1")
    # Two rows of modules in each line.
    assert len(code) > 10
    assert set("".join(code)) <= set(" ▀▄█\N{ESCAPE}[0123456789;m")


def test_a_code_is_written_as_a_picture(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "hello.py").write_text("print('hello')\n")
    target = tmp_path / "code.svg"

    _, out, _ = shared(capsys, tmp_path / "hello.py", "--player", PLAYER, "--qr", target)

    assert "<svg" in target.read_text()
    assert "Its QR code is in" in out
    code, _, err = shared(
        capsys, tmp_path / "hello.py", "--player", PLAYER, "--qr", tmp_path / "code.docx"
    )
    assert code == 2
    assert "'code.docx' is no kind of picture that a QR code can have." in err
    assert ".svg" in err


def test_the_player_may_stand_in_the_settings_or_in_a_variable(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hello.py").write_text("print('hello')\n")
    monkeypatch.setenv("PAGELET_PLAYER", "https://one.org/player.html")
    assert shared(capsys, tmp_path / "hello.py")[1].startswith("https://one.org/player.html#")
    (tmp_path / "pagelet.toml").write_text('player = "https://two.org/player.html"\n')
    assert shared(capsys, tmp_path / "hello.py")[1].startswith("https://two.org/player.html#")


def test_a_link_without_a_player_cannot_be(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PAGELET_PLAYER", raising=False)
    (tmp_path / "hello.py").write_text("print('hello')\n")

    code, _, err = shared(capsys, tmp_path / "hello.py")
    assert code == 2
    assert "No player page is known that could open the link." in err
    assert "--player https://example.org/player.html" in err
    code, _, err = shared(capsys, tmp_path / "hello.py", "--player", "player.html")
    assert code == 2
    assert "'player.html' is no address of a player page." in err


def test_what_is_too_large_for_a_link_is_handed_on_as_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "main.py").write_text("print(1)\n")
    (tmp_path / "noise.bin").write_bytes(random.Random(1).randbytes(30_000))

    code, _, err = shared(capsys, tmp_path, "--player", PLAYER)

    assert code == 2
    assert "The app is too large for a link: it would have" in err
    assert "the largest files are noise.bin" in err
    assert "Hand it on as one file instead: pagelet pack" in err


def test_a_long_link_is_made_and_its_length_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    noise = "".join(f"x{i} = {(i * 7919 * i) % 100_003}\n" for i in range(600))
    (tmp_path / "main.py").write_text(noise)

    code, out, _ = shared(capsys, tmp_path / "main.py", "--player", PLAYER)

    assert code == 0
    assert "some messengers cut links of more than 2,000" in " ".join(out.split())
    target = tmp_path / "code.svg"
    code, _, err = shared(capsys, tmp_path / "main.py", "--player", PLAYER, "--qr", target)
    assert code == 2
    assert "The link is too long for a QR code" in err
    assert not target.exists()
