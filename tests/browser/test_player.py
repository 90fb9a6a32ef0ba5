"""Links to apps, opened as by somebody who was sent one."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from pagelet_cli.__main__ import main
from pagelet_cli.app import App
from pagelet_cli.share import share
from tests.browser.listening import Listener, listening
from tests.browser.rig import Tab
from tests.browser.test_build import plain_server
from tests.browser.test_pack import picture

# Opens a link to the app at a path.
Open: TypeAlias = Callable[[Path], None]

# WebKitGTK cannot switch stacks, which `input` needs.
switching = pytest.mark.engines("chromium", "firefox")

TELL = """import js
from pyodide.ffi import to_js
def tell(*values): js.parent.postMessage(to_js(list(map(str, values))), "*")
"""


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a player page on a plain server."""
    folder = tmp_path_factory.mktemp("player")
    assert main(["dist", str(folder / "pagelet")]) == 0
    with plain_server(folder) as address:
        yield f"{address}pagelet/player.html"


@pytest.fixture
def open_link(tab: Tab, player: str) -> Open:
    """Opens a link, and notes what the app tells the page around it."""

    def open_(app: Path) -> None:
        # Another fragment alone would load nothing.
        tab.goto("about:blank")
        tab.goto(share(App.open(app), player).link)
        tab.wait_for("document.querySelector('#run')?.offsetParent")
        tab.evaluate(
            "window.told = [], addEventListener('message', ({ data }) => "
            "Array.isArray(data) && told.push(data))"
        )

    return open_


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A server that is not the player's."""
    with listening() as found:
        yield found


def told(tab: Tab, count: int = 1) -> Any:
    """Return what the app has told, once it has told so much."""
    text = tab.wait_for(f"told.length >= {count} && JSON.stringify(told)", seconds=30)
    return json.loads(text)


def test_a_link_shows_its_program_and_asks_before_it_runs(
    tab: Tab, open_link: Open, tmp_path: Path
) -> None:
    (tmp_path / "hello.py").write_text(
        TELL + 'from helper import word\ntell(word, open("data.txt").read(), "<b>")\n'
    )
    (tmp_path / "helper.py").write_text("word = 'Größe'\n")
    (tmp_path / "data.txt").write_text("1 < 2")
    open_link(tmp_path / "hello.py")

    text = tab.inner_text()
    assert "A program in a link" in text
    assert "hello.py" in text
    assert "Somebody has sent you this program; nobody has checked it." in text
    assert "It cannot reach the network." in text
    assert 'open("data.txt").read(), "<b>")' in text
    assert tab.evaluate("document.querySelector('iframe')") is None
    assert tab.evaluate("[...document.querySelector('#file').options].map((o) => o.value)") == [
        "hello.py",
        "data.txt",
        "helper.py",
    ]
    tab.click("#run")
    assert told(tab) == [["Größe", "1 < 2", "<b>"]]
    tab.get_by_role("button", name="Close it and read its text").click()
    assert tab.evaluate("document.querySelector('iframe')") is None
    tab.click("#run")
    assert len(told(tab, 2)) == 2


@switching
def test_a_program_asks_and_sleeps_and_draws_in_its_frame(
    tab: Tab, open_link: Open, tmp_path: Path
) -> None:
    (tmp_path / "ask.py").write_text(
        "import time, turtle\n"
        + TELL
        + "tell('asks')\nname = input('Name? ')\ntime.sleep(0.1)\nturtle.forward(50)\n"
        + "tell(name, turtle.pos())\n"
    )
    open_link(tmp_path / "ask.py")
    tab.click("#run")
    told(tab)
    # The field has the focus as soon as it is there.
    tab.wait_for("document.activeElement.localName === 'iframe'")
    for _ in range(20):
        tab.type("Ada")
        tab.press("Enter")
        if tab.evaluate("told.length > 1"):
            break
        tab.evaluate("new Promise((resolve) => setTimeout(resolve, 100))")

    assert told(tab, 2)[1] == ["Ada", "(50.00,0.00)"]


def test_pages_of_a_link_have_their_pictures_and_lead_to_each_other(
    tab: Tab, open_link: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "red.png").write_bytes(picture(60, 40, (200, 30, 30)))
    page = '<!doctype html><title>{0}</title><script type="module" src="pagelet.js"></script>'
    (folder / "index.html").write_text(
        page.format("One")
        + '<img id="red" src="red.png" alt="red"><a href="two.html">Two</a>\n'
        + f'<script type="py">\n{TELL}'
        + 'image = js.document.querySelector("img")\nawait image.decode()\n'
        + 'tell("one", image.width)\njs.document.querySelector("a").click()\n</script>'
    )
    (folder / "two.html").write_text(
        page.format("Two") + f'<script type="py">\n{TELL}tell("two", js.document.title)\n</script>'
    )
    open_link(folder)
    tab.click("#run")

    assert told(tab, 2) == [["one", "60"], ["two", "Two"]]


SEALED = (
    TELL
    + """
results = {}
async def attempt(name, way):
    try:
        result = way()
        if hasattr(result, "then"):
            result = await result
        results[name] = f"got {type(result).__name__}"
    except Exception as error:
        results[name] = "refused"

got, refused = lambda _: "got", lambda _: "refused"
results["fetch"] = await js.fetch(URL).then(got, refused)
await attempt("storage", lambda: js.localStorage.length)
await attempt("cookies", lambda: js.document.cookie)
await attempt("page around", lambda: js.parent.document.title)
await attempt("its address", lambda: js.parent.location.href)
js.Image.new().src = URL
try:
    results["window"] = "got one" if js.window.open(URL) else "refused"
except Exception:
    results["window"] = "refused"
results["WebRTC"] = hasattr(js, "RTCPeerConnection")
tell(results)
for lead in ("js.top.location.href = URL", "js.location.href = URL"):
    try:
        exec(lead)
    except Exception as error:
        pass
"""
)


# In WebKit a fetch that is refused ends with something that Python cannot take for an error.
@switching
def test_an_app_of_a_link_is_sealed_off(
    tab: Tab, open_link: Open, tmp_path: Path, listener: Listener
) -> None:
    # Browsers tell in words of their own what was refused.
    tab.allow_error("")
    (tmp_path / "curious.py").write_text(f"URL = {listener.url!r}\n{SEALED}")
    open_link(tmp_path / "curious.py")
    address = tab.evaluate("location.href")
    tab.click("#run")

    results = told(tab)[0][0]
    for name in ("fetch", "storage", "cookies", "page around", "its address"):
        assert f"'{name}': 'refused'" in results
    assert "'window': 'refused'" in results
    assert "'WebRTC': False" in results
    # Whatever would come after what was refused has come by then.
    tab.evaluate("new Promise((resolve) => setTimeout(resolve, 500))")
    assert tab.evaluate("location.href") == address
    assert listener.asked == []


def test_the_servers_that_an_app_names_are_shown_and_reached(
    tab: Tab, open_link: Open, tmp_path: Path, listener: Listener
) -> None:
    (tmp_path / "rates.py").write_text(
        f"# /// script\n# [tool.pagelet]\n# network = [{json.dumps(listener.url)}]\n# ///\n"
        + TELL
        + f"tell(await (await js.fetch({listener.url!r})).text())\n"
    )
    open_link(tmp_path / "rates.py")

    reached = f"It can reach these servers, and no others: {listener.url}."
    assert reached in tab.inner_text()
    tab.click("#run")
    assert told(tab) == [["answer"]]


def test_a_link_that_was_cut_says_so(tab: Tab, player: str, tmp_path: Path) -> None:
    (tmp_path / "hello.py").write_text("print('hello')\n" * 9)
    link = share(App.open(tmp_path / "hello.py"), player).link
    tab.goto(link[:-9])
    tab.wait_for_text("This link is damaged: a part of it is missing or changed.")

    assert "Ask for the link once more, or for the app as one file" in tab.inner_text()


def test_the_player_without_a_link_says_what_it_is_for(tab: Tab, player: str) -> None:
    tab.goto(player)

    tab.wait_for_text("This page opens links that carry a program. Make one with: pagelet share")


def test_a_site_has_a_player_too(tab: Tab, tmp_path: Path) -> None:
    (tmp_path / "hello.py").write_text(TELL + "tell('hello')\n")
    app = str(tmp_path / "hello.py")
    assert main(["build", app, "-o", str(tmp_path / "www/site")]) == 0
    with plain_server(tmp_path / "www") as address:
        tab.goto(share(App.open(app), f"{address}site/player.html").link)
        tab.wait_for("document.querySelector('#run')?.offsetParent")
        tab.evaluate(
            "window.told = [], addEventListener('message', ({ data }) => "
            "Array.isArray(data) && told.push(data))"
        )
        tab.click("#run")

        assert told(tab) == [["hello"]]
