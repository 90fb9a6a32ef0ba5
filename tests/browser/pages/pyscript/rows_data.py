"""3.5, 3.7, 3.9, 3.10, 3.11: fetch, flatted, storage, media, websocket."""

import json

import js
from pyscript import Storage, WebSocket, fetch, storage
from rows import raises, row


@row("3.5", "fetch: awaited it is the response, with the browser's own attributes")
async def response():
    answer = await fetch("module.js")
    assert answer.ok and answer.status == 200
    assert answer.headers.get("content-type").startswith("text/javascript")
    assert "answer = 42" in await answer.text()


@row("3.5", "fetch: .json(), .text(), .bytearray(), .arrayBuffer(), .blob() without awaiting first")
async def direct():
    js.window.data = js.URL.createObjectURL(js.Blob.new([json.dumps({"a": [1, "é"]})]))
    address = js.window.data
    assert await fetch(address).json() == {"a": [1, "é"]}
    assert await fetch(address).text() == '{"a": [1, "\\u00e9"]}'
    assert isinstance(await fetch(address).bytearray(), bytearray)
    assert bytes((await fetch(address).arrayBuffer())[:4]) == b'{"a"'
    assert (await fetch(address).blob()).size == 20


@row("3.5", "fetch: an error status is no exception")
async def status():
    js.window.allowed = True
    answer = await fetch("there-is-no-such-file")
    assert not answer.ok and answer.status == 404


@row("3.5", "fetch: options", better="also those that JSON cannot hold (signal, FormData, bytes)")
async def options():
    controller = js.AbortController.new()
    controller.abort()
    try:
        await fetch("module.js", method="GET", headers={"X-One": "1"}, signal=controller.signal)
    except Exception as error:  # noqa: BLE001 - a JavaScript error
        assert "abort" in str(error).lower(), error
    else:
        raise AssertionError("the signal had no effect")


@row("3.7", "flatted: the text is that of JavaScript's flatted, also for circles")
def flat():
    from pyscript import flatted

    circle = {"name": "é", "list": [1, 2.5, True, None, "x"], "same": "x"}
    circle["self"] = circle
    circle["list"].append(circle["list"])
    text = flatted.stringify(circle)
    assert text == (
        '[{"name":"1","list":"2","same":"3","self":"0"},"é",[1,2.5,true,null,"3","2"],"x"]'
    )
    back = flatted.parse(text)
    assert back["self"] is back
    assert back["list"][5] is back["list"]
    assert back["list"][:5] == [1, 2.5, True, None, "x"]
    assert flatted.parse(flatted.stringify((1, (2,)))) == [1, [2]]
    assert flatted.stringify("x") == '["x"]'
    assert flatted.stringify({"a": 1}, indent=1).startswith('[{\n "a"')


@row("3.9", "storage: a dict that is kept")
async def kept():
    store = await storage("rows")
    store.clear()
    store["text"] = "é"
    store["values"] = {"a": [1, 2.5, None, True, (1, 2)]}
    store["bytes"] = bytearray(b"\x00\xff")
    store["view"] = memoryview(b"ab")
    store["none"] = None
    store["gone"] = 1
    del store["gone"]
    await store.sync()
    again = await storage("rows")
    assert isinstance(again, dict) and type(again) is Storage
    assert again["text"] == "é"
    assert again["values"] == {"a": [1, 2.5, None, True, [1, 2]]}
    assert again["bytes"] == bytearray(b"\x00\xff") and type(again["bytes"]) is bytearray
    assert type(again["view"]) is memoryview and bytes(again["view"]) == b"ab"
    assert again["none"] is None
    assert "gone" not in again


@row("3.9", "storage: update, pop, popitem, setdefault, |=", better="they are kept, too")
async def all_ways():
    store = await storage("ways")
    store.clear()
    store.update({"a": 1}, b=2)
    store.update([("c", 3)])
    assert store.pop("a") == 1
    assert store.pop("a", "none") == "none"
    raises(KeyError, store.pop, "a")
    assert store.setdefault("d", 4) == 4
    store |= {"e": 5}
    assert store.popitem() == ("e", 5)
    await store.sync()
    assert dict(await storage("ways")) == {"b": 2, "c": 3, "d": 4}


@row("3.9", "storage: a class of one's own")
async def own_class():
    seen = []

    class Told(Storage):
        def __setitem__(self, key, value):
            seen.append(key)
            super().__setitem__(key, value)

    store = await storage("own", storage_class=Told)
    store["a"] = 1
    store.update(b=2)
    assert seen == ["a", "b"]


@row("3.9", "storage: an empty name is a ValueError, other types a TypeError")
async def refused():
    store = await storage("refused")
    assert "bytearray" in str(raises(TypeError, store.__setitem__, "a", b"bytes"))
    raises(TypeError, store.__setitem__, "a", object())
    raises(TypeError, store.__setitem__, "a", {"inside": bytearray(b"x")})
    assert "a" not in store
    try:
        await storage("")
    except ValueError as error:
        assert str(error) == "Storage name must be a non-empty string"
    else:
        raise AssertionError("no ValueError")


@row("3.9", "storage: the format on disk is PyScript's")
async def on_disk():
    store = await storage("format")
    store.clear()
    store["key"] = {"a": "x"}
    store["bytes"] = bytearray(b"\x01")
    await store.sync()
    read = js.Function.new(
        "return new Promise((ok, no) => { const o = indexedDB.open('IDBMap/@pyscript/format');"
        " o.onerror = no; o.onsuccess = () => { const s = o.result.transaction('entries')"
        ".objectStore('entries'); const k = s.getAllKeys(), v = s.getAll(); v.onsuccess = () =>"
        " ok(JSON.stringify([k.result, v.result])) } })"
    )
    assert json.loads(await read()) == [
        ["bytes", "key"],
        ['["1","2"],"bytearray",[1]'.join("[]"), '[["1","2"],"generic",{"a":"3"},"x"]'],
    ]


@row("3.9", "storage: the JavaScript twin shares it", better="it reads bytes right")
async def twin():
    from pyscript import js_import

    store = await storage("twin")
    store.clear()
    store["text"] = "from Python"
    store["bytes"] = bytearray(b"\x01\x02")
    await store.sync()
    (module,) = await js_import("/storage.js")
    assert module.default == module.storage
    theirs = await module.storage("twin")
    assert theirs.text == "from Python"
    assert bytes(js.Uint8Array.new(theirs.bytes).to_py()) == b"\x01\x02"
    theirs.number = 5
    js.Reflect.deleteProperty(theirs, "text")
    await theirs.sync()
    assert dict(await storage("twin")) == {"bytes": bytearray(b"\x01\x02"), "number": 5}


@row("3.10", "media: list_devices, and Device with id, group, kind, label")
async def media():
    from pyscript.media import Device, list_devices

    info = js.JSON.parse('{"deviceId": "1", "groupId": "2", "kind": "videoinput", "label": "C"}')
    device = Device(info)
    assert (device.id, device.group, device.kind, device.label) == ("1", "2", "videoinput", "C")
    assert device["id"] == "1"
    assert all(isinstance(each, Device) for each in await list_devices())
    assert callable(Device.request_stream) and callable(Device.load)


@row("3.11", "websocket: constants; an address that is none is refused")
def constants():
    assert [*range(4)] == [
        WebSocket.CONNECTING,
        WebSocket.OPEN,
        WebSocket.CLOSING,
        WebSocket.CLOSED,
    ]
    raises(ValueError, WebSocket, "ws://[")
