"""Downloads, by way of the cache."""

import hashlib
import json
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import httpx

from pagelet_cli.errors import PackageError
from pagelet_cli.packages.cache import Cache
from pagelet_cli.packages.wheels import Wheel, sha256_of
from pagelet_cli.version import version

# How long an index's page is taken for fresh, in seconds, as indexes themselves ask for.
FRESH = 600
# Without a sign of life for so many seconds, a server is given up.
PATIENCE = 20
TRIES = 3

_ACCEPT = (
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, "
    "text/html;q=0.1"
)


@dataclass(frozen=True)
class Page:
    """A page of an index: JSON or HTML, and the address that it came from in the end."""

    text: str
    url: str
    is_json: bool


class Network:
    """Fetches index pages, metadata and wheels, and keeps them; may be used by several threads."""

    def __init__(self, cache: Cache, *, certificates: str | None = None) -> None:
        self._cache = cache
        self._certificates = certificates
        self._made: httpx.Client | None = None
        self._lock = threading.Lock()

    @property
    def _client(self) -> httpx.Client:
        with self._lock:
            if self._made is None:
                # Made late: it reads all certificates, and most runs need none.
                trusted = ssl.create_default_context(cafile=self._certificates)
                self._made = httpx.Client(
                    verify=trusted,
                    follow_redirects=True,
                    timeout=PATIENCE,
                    headers={"user-agent": f"pagelet/{version()}"},
                )
            return self._made

    def page(self, url: str) -> Page | None:
        """Return the index's page at `url`, None if there is none.

        Raises:
            PackageError: the index does not answer.
        """
        if url.startswith("file:"):
            return _page_of_folder(url)
        path = self._cache.page(hashlib.sha256(url.encode()).hexdigest())
        known = _read_json(path)
        if known and time.time() - known["at"] < FRESH:
            return _page(known)
        headers = {"accept": _ACCEPT}
        if known and known.get("tag"):
            headers["if-none-match"] = known["tag"]
        response = self._get(url, headers)
        if response.status_code == httpx.codes.NOT_MODIFIED and known:
            known = known | {"at": time.time()}
        elif response.status_code == httpx.codes.NOT_FOUND:
            known = {"at": time.time(), "text": None}
        else:
            _check_status(url, response)
            known = {
                "at": time.time(),
                "tag": response.headers.get("etag", ""),
                "json": "json" in response.headers.get("content-type", ""),
                "url": str(response.url),
                "text": response.text,
            }
        with self._cache.writing(path) as part:
            part.write_text(json.dumps(known), encoding="utf-8")
        return _page(known)

    def text(self, url: str, path: Path) -> str | None:
        """Return the text at `url`, which never changes; None if there is none.

        `path` is where it stands in the cache.
        """
        if path.is_file():
            return path.read_text(encoding="utf-8")
        response = self._get(url, {})
        if response.status_code == httpx.codes.NOT_FOUND:
            return None
        _check_status(url, response)
        with self._cache.writing(path) as part:
            part.write_text(response.text, encoding="utf-8")
        return response.text

    def metadata_path(self, sha256: str) -> Path:
        """Return where the metadata of the wheel with this hash stand in the cache."""
        return self._cache.metadata(sha256)

    def has(self, wheel: Wheel) -> bool:
        """Return whether a wheel is on this machine."""
        return wheel.is_local or (
            bool(wheel.sha256) and self._cache.wheel(wheel.sha256, wheel.file).is_file()
        )

    def wheel(self, wheel: Wheel, on_bytes: Callable[[int], object] = lambda _: None) -> Path:
        """Return the path of `wheel` on this machine, with the hash that it must have.

        Raises:
            PackageError: it cannot be had, or has another hash.
        """
        if wheel.is_local:
            path = Path(wheel.place)
            if wheel.sha256 and (found := sha256_of(path)) != wheel.sha256:
                raise _other_hash(wheel, found)
            return path
        if wheel.sha256:
            path = self._cache.wheel(wheel.sha256, wheel.file)
            if path.is_file():
                return path
        for left in reversed(range(TRIES)):
            try:
                return self._download(wheel, on_bytes)
            except (httpx.HTTPError, PackageError):
                if not left:
                    raise
        raise AssertionError  # the loop ends by return or raise

    def _download(self, wheel: Wheel, on_bytes: Callable[[int], object]) -> Path:
        digest = hashlib.sha256()
        # Two addresses may have files of the same name: without a hash each has a place of its own.
        place = hashlib.sha256(wheel.place.encode()).hexdigest()
        target = self._cache.wheel(wheel.sha256 or f"unhashed-{place}", wheel.file)
        arrived = 0
        try:
            with (
                self._cache.writing(target) as part,
                self._client.stream("GET", wheel.place) as response,
                part.open("wb") as file,
            ):
                _check_status(wheel.place, response)
                for chunk in response.iter_bytes():
                    digest.update(chunk)
                    file.write(chunk)
                    arrived += len(chunk)
                    on_bytes(len(chunk))
                if wheel.sha256 and digest.hexdigest() != wheel.sha256:
                    # Raised inside: so nothing of it comes into the cache.
                    raise _other_hash(wheel, digest.hexdigest())
        except httpx.HTTPError as error:
            on_bytes(-arrived)
            raise _no_answer(wheel.place, error) from error
        except PackageError:
            on_bytes(-arrived)
            raise
        return target

    def _get(self, url: str, headers: Mapping[str, str]) -> httpx.Response:
        for left in reversed(range(TRIES)):
            try:
                return self._client.get(url, headers=dict(headers))
            except httpx.HTTPError as error:
                # One that gives no sign of life is not asked again: that took long enough.
                if not left or isinstance(error, httpx.TimeoutException):
                    raise _no_answer(url, error) from error
        raise AssertionError  # the loop ends by return or raise


def path_of(url: str) -> Path:
    """Return the path that a file: address stands for."""
    return Path(url2pathname(unquote(urlsplit(url).path)))


def _page_of_folder(url: str) -> Page | None:
    path = path_of(url) / "index.html"
    if not path.is_file():
        return None
    return Page(path.read_text(encoding="utf-8", errors="replace"), url, is_json=False)


def _page(known: Mapping[str, object]) -> Page | None:
    if known["text"] is None:
        return None
    return Page(str(known["text"]), str(known["url"]), bool(known["json"]))


def _read_json(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and "at" in found else None


def _check_status(url: str, response: httpx.Response) -> None:
    if response.is_error:
        raise PackageError(
            f"{_server(url)} answered {response.status_code} {response.reason_phrase}.".rstrip(
                " ."
            ),
            where=url,
            hint="Try again later; or name another index (--index URL) or a folder with wheels "
            "(--find-links DIR).",
        )


def _no_answer(url: str, error: Exception) -> PackageError:
    reason = "in time" if isinstance(error, httpx.TimeoutException) else f"({error})"
    return PackageError(
        f"{_server(url)} does not answer {reason}.",
        where=url,
        hint="Check this machine's connection; without one, use a folder with wheels "
        "(--find-links DIR).",
    )


def _other_hash(wheel: Wheel, found: str) -> PackageError:
    return PackageError(
        f"'{wheel.file}' is not the file that it should be: its hash is another one.",
        where=f"{wheel.place}\n         expected sha256 {wheel.sha256}\n"
        f"         found    sha256 {found}",
        hint="Do not use it. If you have replaced it on purpose: `pagelet lock --upgrade`.",
    )


def _server(url: str) -> str:
    return urlsplit(url).netloc or url
