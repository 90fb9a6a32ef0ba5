"""A request by the browser's fetch, answered as a server without a browser between would answer."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace
from http import HTTPStatus

from pagelet._host import host
from pagelet._host.contract import Answer

# The browser sets these itself and refuses them from a page (Fetch Standard, "forbidden header").
_BROWSER_SETS = {
    "host",
    "connection",
    "content-length",
    "accept-encoding",
    "transfer-encoding",
    "te",
}
# The browser has undone these already.
_BROWSER_UNDID = {"content-encoding", "transfer-encoding", "connection"}
# Answers at the end of a redirect, until they are asked for at that address.
_arrived: OrderedDict[str, Answer] = OrderedDict()
_MOST_ARRIVED = 4


async def fetch(
    method: str, url: str, headers: Iterable[tuple[str, str]], body: bytes | None
) -> Answer:
    """Return what the server at `url` answers.

    The browser follows redirects by itself. So that programs know where they are, such an answer
    becomes two: one that sends them to the last address, and there the real one.

    Raises:
        ConnectionError: no answer, and the most likely reason, in plain words.
    """
    if url in _arrived:
        return _arrived.pop(url)
    wanted = [pair for pair in headers if _is_wanted(*pair)]
    answer = _tidied(await host.request(method, url, wanted, body))
    if not answer.redirected:
        return answer
    _arrived[answer.redirected] = answer
    while len(_arrived) > _MOST_ARRIVED:
        _, forgotten = _arrived.popitem(last=False)
        forgotten.parts.close()
    status = HTTPStatus.FOUND
    location = [("location", answer.redirected), ("content-length", "0")]
    return Answer(int(status), status.phrase, location, _Nothing())


def _is_wanted(name: str, value: str) -> bool:
    """Return whether to send a header: a library's own name would only need a server's consent."""
    if name.lower() == "user-agent":
        return not value.lower().startswith("python")
    return name.lower() not in _BROWSER_SETS


def _tidied(answer: Answer) -> Answer:
    names = {name for name, _ in answer.headers}
    gone = _BROWSER_UNDID
    if "content-encoding" in names:
        gone = gone | {"content-length"}
    reason = answer.reason
    if not reason:
        try:
            reason = HTTPStatus(answer.status).phrase
        except ValueError:
            reason = "Unknown"
    kept = [(name, value) for name, value in answer.headers if name not in gone]
    return replace(answer, headers=kept, reason=reason)


class _Nothing:
    """An empty body."""

    async def next(self) -> bytes:
        """Return b"": this is the end."""
        return b""

    def close(self) -> None:
        """Do nothing."""
