"""3.1, 3.2, 3.6, 3.12, 3.13: names, context, ffi, util."""

import js
from rows import raises, row


@row("3.1", "every name can be imported from pyscript")
def names():
    from pyscript import (  # noqa: F401
        HTML,
        RUNNING_IN_WORKER,
        Event,
        PyWorker,
        Storage,
        WebSocket,
        config,
        create_named_worker,
        current_target,
        display,
        document,
        fetch,
        ffi,
        js_import,
        js_modules,
        py_import,
        storage,
        sync,
        when,
        window,
        workers,
    )

    assert RUNNING_IN_WORKER is (document.querySelector("#main[worker]") is not ffi.jsnull)
    assert document.title == "The package pyscript"
    assert window.document.title == document.title


@row("3.1", "config: what the page asks for, with keys of its own, and a type; a fresh dict")
def config():
    import pyscript
    from pyscript import config

    assert config["own"] == "kept"
    assert config["type"] == "py"
    assert config["files"]["./rows.py"] == ""
    config["own"] = "changed"
    assert pyscript.config["own"] == "kept"


@row("3.1", "names of functions hide modules of the same name, which can be imported from")
def shadowed():
    import pyscript
    import pyscript.display
    import pyscript.fetch
    import pyscript.storage
    from pyscript.display import HTML
    from pyscript.fetch import fetch  # noqa: F401

    assert callable(pyscript.display)
    assert callable(pyscript.fetch)
    assert callable(pyscript.storage)
    assert HTML("<b>x</b>")._repr_html_() == "<b>x</b>"


@row("3.1", "from pyscript import js", better="works as PyScript's documentation says")
def js_name():
    from pyscript import js as named

    assert named is js


@row("3.1", "a name that is not there", better="says what is near")
def unknown():
    import pyscript

    error = raises(AttributeError, getattr, pyscript, "displays")
    assert str(error) == "module 'pyscript' has no attribute 'displays'; did you mean 'display'?"


@row("3.1", "js_modules: the modules that the configuration names, in three spellings")
def js_modules():
    import pyscript.js_modules.tools
    from pyscript import js_modules
    from pyscript.js_modules import tools
    from pyscript.js_modules.tools import _private, answer

    assert answer == 42
    assert tools.twice(4) == 8
    assert js_modules.tools.answer == 42
    assert pyscript.js_modules.tools.answer == 42
    assert _private is None
    assert "it names tools" in str(raises(AttributeError, getattr, js_modules, "other"))


@row("3.1", "js_import: JavaScript modules by their addresses")
async def js_import():
    from pyscript import js_import

    module, again = await js_import("./module.js", js.URL.new("module.js", js.location.href).href)
    assert module.answer == again.answer == 42


@row("3.1", "py_import: Python modules by their names")
async def py_import():
    from pyscript import py_import

    math, json = await py_import("math", "json")
    assert math.pi > 3
    assert json.loads("1") == 1


@row("3.1", "stand-ins for what does not work here say so when they are used, not when imported")
def not_supported():
    from pyscript import RUNNING_IN_WORKER, sync
    from pyscript.util import NotSupported

    thing = NotSupported("pyscript.thing", "there is no thing here")
    assert "there is no thing here" in repr(thing)
    assert str(raises(AttributeError, lambda: thing.use)) == "there is no thing here"
    assert str(raises(AttributeError, setattr, thing, "use", 1)) == "there is no thing here"
    assert str(raises(TypeError, thing)) == "there is no thing here"
    assert isinstance(sync, NotSupported) is not RUNNING_IN_WORKER


@row("3.1", "polyscript and _pyscript: the names that pages import")
def inner_modules():
    import polyscript
    from _pyscript import fs, interpreter
    from polyscript import JSON, config, currentScript, js_modules, lazy_py_modules  # noqa: F401

    assert interpreter.runPython("1 + 1") == 2
    assert fs.analyzePath("/home/pyodide").exists
    assert JSON.parse("[1]")[0] == 1
    assert polyscript.ffi.to_js(1) == 1
    assert js.document.getElementById(polyscript.target)
    assert "use pyscript.storage" in str(raises(AttributeError, lambda: polyscript.IDBMap))
    assert config["own"] == "kept"


@row("3.2", "context is the home of what tells where the code runs")
def context():
    import pyscript
    from pyscript import context

    assert context.RUNNING_IN_WORKER is pyscript.RUNNING_IN_WORKER
    assert context.config["own"] == "kept"
    assert context.document == pyscript.document
    assert context.window == pyscript.window
    assert context.js_import is pyscript.js_import
    assert context.current_target() == pyscript.current_target()


@row("3.6", "ffi.create_proxy: a function for JavaScript that lives until it is destroyed")
def create_proxy():
    from pyscript.ffi import create_proxy

    proxy = create_proxy(lambda a, b: a + b)
    assert js.Reflect.apply(proxy, None, js.Array.of(1, 2)) == 3
    proxy.destroy()


@row("3.6", "ffi.to_js: a dict becomes a plain object, also deep inside")
def to_js():
    from pyscript.ffi import to_js

    value = to_js({"a": [1, {"b": None}], "c": "text"})
    assert js.JSON.stringify(value) in (
        '{"a":[1,{"b":null}],"c":"text"}',
        '{"a":[1,{}],"c":"text"}',
    )
    assert js.Object.getPrototypeOf(value) == js.Object.prototype


@row("3.6", "ffi.is_none: None and JavaScript's null, which are two things; undefined is None")
def is_none():
    from pyscript.ffi import is_none, jsnull

    null = js.JSON.parse("null")
    assert null is jsnull
    assert null is not None
    assert is_none(None) and is_none(null)
    assert not is_none(0) and not is_none("") and not is_none(False)
    assert js.Reflect.get(js.Object.new(), "nothing") is None


@row("3.6", "ffi.assign: copies the entries of dicts and objects, and returns the target")
def assign():
    from pyscript.ffi import assign

    target = js.Object.new()
    assert assign(target, {"a": 1}, js.JSON.parse('{"b": 2}')) is target
    assert (target.a, target.b) == (1, 2)


@row("3.6", "ffi.direct: the value itself")
def direct():
    from pyscript.ffi import direct

    value = [1]
    assert direct(value) is value


@row("3.6", "ffi.gather and ffi.query", better="work in the page, too")
def gather():
    from pyscript.ffi import gather, query

    value = js.JSON.parse('{"a": 1, "b": {"c": [5, {"d": 6}]}}')
    assert gather(value, "a", "nothing") == [1, None]
    assert query(value, "b.c[1].d") == 6


@row("3.13", "util: as_bytearray, is_awaitable")
def util():
    from pyscript.util import as_bytearray, is_awaitable

    async def waits():
        pass

    assert as_bytearray(js.Uint8Array.of(1, 2).buffer) == bytearray(b"\x01\x02")
    assert is_awaitable(waits)
    assert not is_awaitable(print)
