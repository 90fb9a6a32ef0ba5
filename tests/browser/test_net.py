"""Python's ways to the web work in the page, and wait without freezing it."""

import json
from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest

from tests.browser.rig import Site, Tab
from tests.browser.rig.web import LARGE, Web, serve_web
from tests.browser.rig.wheels import publish_wheels

pytestmark = pytest.mark.engines("chromium", "firefox")

REQUESTS = ("requests", "urllib3", "certifi", "charset-normalizer", "idna")
HTTPX = ("httpx", "httpcore", "h11", "anyio", "sniffio", "certifi", "idna", "typing-extensions")

Start: TypeAlias = Callable[..., None]


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    """A server on another site."""
    with serve_web() as running:
        yield running


@pytest.fixture
def start(tab: Tab, site: Site, web: Web) -> Start:
    """Open a page whose only tag runs a program, in which URL, CLOSED and DEAD are addresses."""

    def start_program(program: str, packages: tuple[str, ...] = ()) -> None:
        web.go_on.clear()
        names = {"URL": web.url, "CLOSED": web.closed_url, "DEAD": web.dead_url}
        settings = json.dumps({"packages": publish_wheels(site, *packages)})
        site.publish(
            "asking.html",
            '<!doctype html><meta charset="utf-8"><title>Asking servers</title>'
            '<script type="module" src="/pagelet.js"></script>'
            f'<py-config type="json">{settings}</py-config><script type="py" target="out">\n'
            + "\n".join(f"{name} = {value!r}" for name, value in names.items())
            + f'\n{program}\n</script><div id="out"></div>',
        )
        tab.goto("asking.html")

    return start_program


def lines(tab: Tab) -> list[str]:
    tab.wait_for_python()
    return str(tab.evaluate("document.querySelector('#out').textContent")).splitlines()


def test_urllib_reads_from_the_web(tab: Tab) -> None:
    tab.expect_error("404")
    tab.open("net.html")

    assert tab.inner_text("#py-0").strip().split("\n") == ["200 import asyncio", "error 404"]


def test_urllib_asks_other_sites(tab: Tab, start: Start) -> None:
    start(
        """
import json
from urllib.request import Request, urlopen

with urlopen(f"{URL}/redirect") as response:
    print(response.geturl().removeprefix(URL), json.load(response)["path"])
print(len(urlopen(f"{URL}/packed").read()), len(urlopen(f"{URL}/large").read()))
request = Request(f"{URL}/echo", b"data", {"X-Key": "k"}, method="PUT")
said = json.load(urlopen(request))
print(said["method"], said["body"], said["headers"]["x-key"])
print(urlopen(Request(f"{URL}/large", method="HEAD")).headers["Content-Length"])
print(urlopen(f"{URL}/nothing").status)
"""
    )

    assert lines(tab) == [
        "/echo?arrived /open/echo?arrived",
        f"700 {LARGE}",
        "PUT data k",
        str(LARGE),
        "204",
    ]


def test_requests_works_unchanged(tab: Tab, start: Start) -> None:
    tab.expect_error("404")
    start(
        """
import requests

answer = requests.get(f"{URL}/echo", params={"q": "ö"}, headers={"X-Key": "k"}, timeout=60)
said = answer.json()
print(answer.status_code, answer.reason, answer.ok, said["path"], said["headers"]["x-key"])
print(requests.post(f"{URL}/echo", json={"a": [1, 2]}).json()["body"])
print(requests.post(f"{URL}/echo", data={"a": "1 2"}).json()["body"])
print("content" in requests.post(f"{URL}/echo", files={"f": ("f.txt", b"content")}).json()["body"])
print(requests.get(f"{URL}/echo", auth=("user", "word")).json()["headers"]["authorization"])
answer = requests.get(f"{URL}/redirect")
print(answer.url.removeprefix(URL), answer.history, answer.json()["path"])
print(requests.get(f"{URL}/redirect", allow_redirects=False).status_code)
print(requests.get(f"{URL}/nothing").status_code, len(requests.get(f"{URL}/packed").text))
print(requests.head(f"{URL}/large").headers["content-length"])
with requests.get(f"{URL}/large", stream=True) as answer:
    print(answer.headers["content-length"], sum(map(len, answer.iter_content(10_000))))
with requests.Session() as session:
    session.params = {"key": "value"}
    session.headers["X-Session"] = "s"
    said = [session.get(f"{URL}/echo").json() for _ in range(2)]
    print([each["path"] + each["headers"]["x-session"] for each in said])
try:
    requests.get(f"{URL}/not-there").raise_for_status()
except requests.HTTPError as error:
    print(error.response.status_code)
""",
        REQUESTS,
    )

    assert lines(tab) == [
        "200 OK True /open/echo?q=%C3%B6 k",
        '{"a": [1, 2]}',
        "a=1+2",
        "True",
        "Basic dXNlcjp3b3Jk",
        "/echo?arrived [<Response [302]>] /open/echo?arrived",
        "302",
        "204 700",
        str(LARGE),
        f"{LARGE} {LARGE}",
        "['/open/echo?key=values', '/open/echo?key=values']",
        "404",
    ]


def test_httpx_works_unchanged(tab: Tab, start: Start) -> None:
    start(
        """
import asyncio
import httpx

answer = httpx.post(f"{URL}/echo", json={"a": 1}, params={"q": "1"})
print(answer.status_code, answer.reason_phrase, answer.json()["path"], answer.json()["body"])
with httpx.Client(base_url=URL, follow_redirects=True) as client:
    answer = client.get("/redirect")
    print(answer.url.path, answer.history, len(client.get("/packed").text))
print(httpx.get(f"{URL}/redirect").status_code)
with httpx.stream("GET", f"{URL}/large") as answer:
    print(sum(map(len, answer.iter_bytes())))

async def main():
    async with httpx.AsyncClient(base_url=URL) as client:
        answers = await asyncio.gather(*(client.get(f"/echo?{n}") for n in range(3)))
        print([each.json()["path"] for each in answers])
        async with client.stream("GET", "/large") as answer:
            print(sum([len(part) async for part in answer.aiter_bytes()]))

asyncio.run(main())
""",
        HTTPX,
    )

    assert lines(tab) == [
        '200 OK /open/echo?q=1 {"a":1}',
        "/open/echo [<Response [302 Found]>] 700",
        "302",
        str(LARGE),
        "['/open/echo?0', '/open/echo?1', '/open/echo?2']",
        str(LARGE),
    ]


@pytest.mark.parametrize(
    ("reading", "packages"),
    [
        ("for line in urllib.request.urlopen(address):\n    print(line.decode().strip())", ()),
        (
            "import requests\nwith requests.get(address, stream=True) as answer:\n"
            "    for line in answer.iter_lines():\n        print(line.decode())",
            REQUESTS,
        ),
        (
            "import httpx\nwith httpx.stream('GET', address) as answer:\n"
            "    for line in answer.iter_lines():\n        print(line)",
            HTTPX,
        ),
    ],
    ids=["urllib", "requests", "httpx"],
)
def test_lines_arrive_while_the_server_still_sends(
    tab: Tab, start: Start, web: Web, reading: str, packages: tuple[str, ...]
) -> None:
    start(f"import urllib.request\naddress = f'{{URL}}/stream'\n{reading}", packages)
    tab.wait_for_text("first", "#out")
    web.go_on.set()

    assert lines(tab) == ["first", "second"]


FAILURES = """
for address in (f"{CLOSED}/echo", f"{DEAD}/", f"{URL}/slow"):
    try:
        ask(address)
    except Exception as error:
        print(type(error).__module__.partition(".")[0], type(error).__name__, "|", error)
"""
NOT_ALLOWED = "could not be reached: its server does not let pages of other sites read it (CORS)"
NOBODY = "could not be reached: no server answers there"


@pytest.mark.parametrize(
    ("ask", "packages", "names"),
    [
        (
            "from urllib.request import urlopen\nask = lambda address: urlopen(address, timeout=1)",
            (),
            ["urllib URLError", "urllib URLError", "urllib URLError"],
        ),
        (
            "import requests\nask = lambda address: requests.get(address, timeout=1)",
            REQUESTS,
            ["requests ConnectionError", "requests ConnectionError", "requests ReadTimeout"],
        ),
        (
            "import httpx\nask = lambda address: httpx.get(address, timeout=1)",
            HTTPX,
            ["httpx ConnectError", "httpx ConnectError", "httpx ReadTimeout"],
        ),
    ],
    ids=["urllib", "requests", "httpx"],
)
def test_a_failure_says_why(
    tab: Tab, start: Start, ask: str, packages: tuple[str, ...], names: list[str]
) -> None:
    """By the exception that the library has for it everywhere."""
    tab.allow_error("")
    start(f"{ask}\n{FAILURES}", packages)

    said = lines(tab)
    assert [line.partition(" |")[0] for line in said] == names
    assert NOT_ALLOWED in said[0]
    assert NOBODY in said[1]
    assert "did not answer within 1 seconds" in said[2] or "Read timed out" in said[2]


def test_what_other_sites_forbid_is_explained(tab: Tab, start: Start) -> None:
    tab.allow_error("")
    start("import urllib.request\nurllib.request.urlopen(f'{CLOSED}/echo')")
    tab.wait_for_python()

    title = tab.inner_text("#out .pagelet-error-title")
    assert title.startswith("The server at http://127.0.0.1:")
    assert title.endswith("/echo does not let pages of other sites read it (CORS).")
    assert "an address that allows it" in tab.inner_text("#out .pagelet-error-hint")
