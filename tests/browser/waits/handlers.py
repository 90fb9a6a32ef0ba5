"""Waits in whatever the browser calls: listeners, timers, promises, observers."""

import threading
import time

from js import MutationObserver, Object, Promise, clearInterval, document
from js import queueMicrotask, requestAnimationFrame, setInterval, setTimeout
from pagelet import page, when
from pyodide.ffi import to_js

page.append(page.create("button", "Press", id="press", type="button"))
press = document.getElementById("press")


def wait(name):
    time.sleep(0.01)
    return input(f"{name}? ")


def through(name, start):
    done, is_first = threading.Event(), threading.Lock()

    def called(*args):
        if is_first.acquire(blocking=False):
            print(name, wait(name))
            done.set()

    handle = start(called)
    print(name, "is attached")
    done.wait()
    return handle


def watch(called):
    attributes = to_js({"attributes": True}, dict_converter=Object.fromEntries)
    MutationObserver.new(called).observe(press, attributes)
    press.setAttribute("title", "Changed")


through("timeout", lambda called: setTimeout(called, 5))
clearInterval(through("interval", lambda called: setInterval(called, 5)))
through("frame", requestAnimationFrame)
through("microtask", queueMicrotask)
through("promise", lambda called: Promise.resolve(1).then(called))
through("observer", watch)
through("listener", lambda called: press.addEventListener("click", called))
through("when", lambda called: when("click", "#press")(called))
through("on", lambda called: page["press"].on("click", called))
print("done")
