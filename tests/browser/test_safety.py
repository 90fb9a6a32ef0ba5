"""What a packed app cannot reach: each way out is tried on a server that listens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pagelet_cli.__main__ import main
from tests.browser.listening import Listener, listening
from tests.browser.rig import Tab

# WebKitGTK cannot switch stacks, which synchronous requests need.
switching = pytest.mark.engines("chromium", "firefox")


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A server that is not the app's."""
    with listening() as found:
        yield found


# Each takes the address of a server.
WAYS = {
    "fetch": "fetch(url).catch(() => {})",
    "XMLHttpRequest": "const r = new XMLHttpRequest(); r.open('GET', url); r.send()",
    "beacon": "navigator.sendBeacon(url, 'data')",
    "event source": "new EventSource(url)",
    "socket": "new WebSocket(url.replace('http', 'ws'))",
    "image": "new Image().src = url",
    "sound": "new Audio(url).load()",
    "script": "document.head.append(Object.assign(document.createElement('script'), { src: url }))",
    "module": "import(url).catch(() => {})",
    "style sheet": "document.head.append(Object.assign(document.createElement('link'), "
    "{ rel: 'stylesheet', href: url }))",
    "picture of a style": "document.body.style.backgroundImage = `url(${url})`",
    "font": "new FontFace('own', `url(${url})`).load().catch(() => {})",
    "frame": "document.body.append(Object.assign(document.createElement('iframe'), { src: url }))",
    "object": "const o = document.createElement('object'); o.data = url; document.body.append(o)",
    "form": "const f = Object.assign(document.createElement('form'), { action: url }); "
    "document.body.append(f); f.submit()",
    "worker": "new Worker(URL.createObjectURL(new Blob([`fetch('${url}').catch(() => {})`])))",
}
PAGE = """<!doctype html><title>Curious</title>
<script type="module" src="pagelet.js"></script>
<script>
function tryAll(base) {
  const ways = WAYS;
  for (const [name, way] of Object.entries(ways)) {
    try { new way(`${base}/${encodeURIComponent(name)}`); } catch {}
  }
}
</script>
<script type="py">print(6 * 7)</script>
"""
FUNCTIONS = (
    "{" + ", ".join(f'"{name}": function (url) {{ {way}; }}' for name, way in WAYS.items()) + "}"
)


def app(tmp_path: Path, settings: str = "") -> Path:
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "index.html").write_text(PAGE.replace("WAYS", FUNCTIONS))
    if settings:
        (folder / "pagelet.toml").write_text(settings)
    return folder


def packed(folder: Path) -> str:
    file = folder.parent / "app.html"
    assert main(["pack", str(folder), "-o", str(file), "--no-index"]) == 0
    return file.as_uri()


NOTE = "document.querySelector('pagelet-note')?.shadowRoot.querySelector('span').textContent"


def test_a_packed_app_reaches_no_server(tab: Tab, tmp_path: Path, listener: Listener) -> None:
    # Browsers tell in words of their own what a policy kept the page from.
    tab.allow_error("")
    tab.goto(packed(app(tmp_path)))
    tab.wait_for_python()
    tab.evaluate("(url) => tryAll(url)", listener.url)

    server = listener.url.removeprefix("http://")
    told = f"This app wanted to reach {server}, which its maker has not named. It was not let."
    assert tab.wait_for(NOTE) == told
    # Whatever would come after what was refused has come by then.
    tab.evaluate("new Promise((resolve) => setTimeout(resolve, 500))")
    assert listener.asked == []
    assert tab.evaluate("typeof RTCPeerConnection") == "undefined"


@switching
def test_a_program_is_told_in_words_that_it_may_not(
    tab: Tab, tmp_path: Path, listener: Listener
) -> None:
    tab.allow_error("")
    program = tmp_path / "rates.py"
    program.write_text(
        f"import urllib.request\nurllib.request.urlopen('{listener.url}/rates').read()\n"
    )
    assert main(["pack", str(program), "-o", str(tmp_path / "app.html"), "--no-index"]) == 0
    tab.goto((tmp_path / "app.html").as_uri())
    tab.wait_for("document.body.dataset.state === 'failed'")

    text = tab.inner_text()
    assert f"This app may not reach {listener.url}: its maker has not named that address." in text
    assert f'write network = ["{listener.url}"] into its pagelet.toml' in text
    assert listener.asked == []


def test_a_packed_app_reaches_the_servers_that_its_maker_has_named_and_says_so(
    tab: Tab, tmp_path: Path, listener: Listener
) -> None:
    tab.goto(packed(app(tmp_path, f'network = ["{listener.url}"]\n')))
    tab.wait_for_python()

    answer = "(url) => fetch(url).then((answer) => answer.text())"
    assert tab.evaluate(answer, f"{listener.url}/x") == "answer"
    server = listener.url.removeprefix("http://")
    assert tab.wait_for(NOTE) == f"This app uses the network: {server}."
    tab.evaluate(
        "document.querySelector('pagelet-note').shadowRoot.querySelector('button').click()"
    )
    assert tab.evaluate("document.querySelector('pagelet-note')") is None
    # Once is enough, where the browser lets the file store that.
    tab.reload()
    tab.wait_for_python()
    assert tab.evaluate(NOTE) is None


def test_a_packed_app_can_still_lead_the_browser_elsewhere(
    tab: Tab, tmp_path: Path, listener: Listener
) -> None:
    # docs/explanation/safety.md says so: no policy keeps a page from that.
    tab.goto(packed(app(tmp_path)))
    tab.wait_for_python()
    tab.evaluate("(url) => { location.href = url; }", f"{listener.url}/elsewhere")
    tab.wait_for("document.body.innerText === 'answer'")

    assert "/elsewhere" in listener.asked
