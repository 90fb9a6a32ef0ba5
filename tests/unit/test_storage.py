"""A dictionary that is kept."""

from typing import Any

import pytest

from pagelet._host import host
from pagelet.storage import Storage, storage


def opened(name: str) -> Storage:
    return host.wait(storage(name))


@pytest.fixture
def store() -> Storage:
    store = opened("unit")
    store.clear()
    return store


def kept(store: Storage) -> dict[Any, Any]:
    host.wait(store.sync())
    return dict(opened("unit"))


def test_every_way_to_change_it_is_kept(store: Storage) -> None:
    store["a"] = 1
    store.update({"b": 2}, c=3)
    store |= {"d": [4, (5,)]}
    store.setdefault("e", "é")
    store.setdefault("a", 9)
    assert store.pop("b") == 2
    del store["c"]

    assert kept(store) == {"a": 1, "d": [4, [5]], "e": "é"}


def test_bytes_come_back_as_what_they_were(store: Storage) -> None:
    store["array"] = bytearray(b"\x00\xff")
    store["view"] = memoryview(b"ab")

    assert kept(store)["array"] == bytearray(b"\x00\xff")
    assert bytes(kept(store)["view"]) == b"ab"
    assert isinstance(kept(store)["view"], memoryview)


@pytest.mark.parametrize("value", [b"x", object(), {"inside": bytearray()}, {1, 2}])
def test_what_cannot_be_kept_is_refused_and_changes_nothing(store: Storage, value: object) -> None:
    with pytest.raises(TypeError):
        store["a"] = value

    assert kept(store) == {}


def test_removing_what_is_not_there_is_a_key_error(store: Storage) -> None:
    with pytest.raises(KeyError):
        store.pop("a")
    with pytest.raises(KeyError):
        del store["a"]
    with pytest.raises(KeyError, match="empty"):
        store.popitem()
    assert store.pop("a", None) is None


def test_a_storage_needs_a_name() -> None:
    with pytest.raises(ValueError, match="Storage name must be a non-empty string"):
        opened("")
