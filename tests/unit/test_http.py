"""`http.client` and what stands on it work over the browser's fetch."""

import dataclasses
import http.client
import json
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from pagelet._adapters import http_client
from pagelet._host import host
from pagelet._host.contract import Answer

pytestmark = pytest.mark.skipif(sys.platform == "emscripten", reason="the answers are made up")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The page in memory; it answers what the test puts into `answers`."""
    for name in ("HTTPConnection", "HTTPSConnection"):
        kind = getattr(http.client, name)
        monkeypatch.setattr(kind, "connect", kind.connect)
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(host, "answers", [])
    monkeypatch.setattr(host, "requests", [])
    http_client.adapt(http.client)
    yield host


class Parts:
    """A body that arrives in two parts."""

    def __init__(self, body: bytes) -> None:
        self.left = [body[:3], body[3:]]

    async def next(self) -> bytes:
        return self.left.pop(0) if self.left else b""

    def close(self) -> None:
        self.left.clear()


def answer(status: int, body: bytes, **headers: str) -> Answer:
    return Answer(status, "Words", list(headers.items()), Parts(body))


def test_urllib_reads_a_page(web: Any) -> None:
    web.answers.append(answer(200, "Grüße".encode(), **{"content-type": "text/plain"}))

    with urllib.request.urlopen("https://example.org/a?b=c") as response:
        text = response.read().decode()

    assert (response.status, text) == (200, "Grüße")
    assert response.headers["content-type"] == "text/plain"
    method, url, headers, body = web.requests[0]
    assert (method, url, body) == ("GET", "https://example.org/a?b=c", None)
    assert "host" not in {name.lower() for name, _ in headers}


def test_what_the_browser_has_unpacked_is_not_unpacked_again(web: Any) -> None:
    web.answers.append(answer(200, b"plain", **{"content-encoding": "gzip", "content-length": "3"}))

    response = urllib.request.urlopen("http://example.org:8080/")

    assert response.read() == b"plain"
    assert response.headers["content-encoding"] is None
    assert web.requests[0][1] == "http://example.org:8080/"


def test_data_and_headers_are_sent(web: Any) -> None:
    web.answers.append(answer(201, b"{}"))
    request = urllib.request.Request(
        "https://example.org/new", json.dumps({"a": 1}).encode(), {"X-Key": "k"}, method="PUT"
    )

    urllib.request.urlopen(request)

    method, _, headers, body = web.requests[0]
    assert (method, body) == ("PUT", b'{"a": 1}')
    assert ("X-Key", "k") in [(name.title(), value) for name, value in headers]


def test_a_body_that_comes_in_pieces_arrives_whole(web: Any) -> None:
    web.answers.append(answer(200, b""))
    connection = http.client.HTTPSConnection("example.org")

    connection.request("POST", "/", iter([b"one ", b"two"]))
    connection.getresponse().read()

    assert web.requests[0][3] == b"one two"


def test_an_error_status_is_an_error_as_ever(web: Any) -> None:
    web.answers.append(answer(404, b"not here"))

    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen("https://example.org/nothing")

    assert (caught.value.code, caught.value.read()) == (404, b"not here")


def test_no_answer_says_what_may_be_the_cause(web: Any) -> None:
    with pytest.raises(urllib.error.URLError, match="could not be reached"):
        urllib.request.urlopen("https://example.org/")


def test_a_redirect_that_the_browser_followed_shows_where_the_answer_is_from(web: Any) -> None:
    arrived = answer(200, b"there")
    web.answers.append(dataclasses.replace(arrived, redirected="https://example.org/there"))

    response = urllib.request.urlopen("https://example.org/here")

    assert (response.geturl(), response.read()) == ("https://example.org/there", b"there")
    assert len(web.requests) == 1


def test_a_length_that_is_not_that_of_the_body_is_told_but_not_trusted(web: Any) -> None:
    packed = answer(200, b"longer than packed", **{"content-length": "9"})
    web.answers.append(dataclasses.replace(packed, is_whole=False))

    response = urllib.request.urlopen("https://example.org/")

    assert response.headers["content-length"] == "9"
    assert response.read() == b"longer than packed"


def test_a_body_can_be_read_line_by_line(web: Any) -> None:
    web.answers.append(answer(200, b"one\ntwo\n"))

    assert list(urllib.request.urlopen("https://example.org/")) == [b"one\n", b"two\n"]


def test_only_a_user_agent_of_the_program_s_own_is_sent(web: Any) -> None:
    """Firefox would ask the server first whether it allows that header."""
    for agent in ("Python-urllib/3.14", "my-robot"):
        web.answers.append(answer(200, b""))
        request = urllib.request.Request("https://example.org/", headers={"User-Agent": agent})
        urllib.request.urlopen(request)

    sent = [{n.lower(): v for n, v in headers} for _, _, headers, _ in web.requests]
    assert [headers.get("user-agent") for headers in sent] == [None, "my-robot"]
