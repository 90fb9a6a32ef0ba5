"""3.4: Event and when."""

import asyncio

import js
from pyscript import Event, document, web, when, window
from rows import comes, raises, row

button = document.getElementById("button")


@row("3.4", "Event: add_listener, trigger, remove_listener")
async def event():
    seen = []

    async def later(value):
        seen.append(f"async {value}")

    happened = Event()
    happened.add_listener(seen.append)
    first = lambda value: seen.append(value * 2)  # noqa: E731
    happened.add_listener(first)
    happened.add_listener(first)
    happened.add_listener(later)
    happened.trigger(1)
    assert seen == [1, 2]
    while len(seen) < 3:
        await asyncio.sleep(0)
    assert seen == [1, 2, "async 1"]
    happened.remove_listener(first, print)
    happened.trigger(5)
    assert seen[3] == 5
    await asyncio.sleep(0)
    happened.remove_listener()
    happened.trigger(6)
    assert 6 not in seen
    raises(ValueError, happened.add_listener, "no function")
    raises(TypeError, happened.trigger)


@row("3.4", "when: a CSS selector; all elements that match now")
async def by_selector():
    seen = []

    @when("click", ".many")
    def clicked(event):
        seen.append(event.target.textContent)

    for node in document.querySelectorAll(".many"):
        node.click()
    await comes(seen, ["1", "2"])
    assert clicked.__name__ == "clicked"


@row("3.4", "when: elements, collections, nodes, lists of nodes, window")
async def by_element():
    seen = []
    for target in (
        web.page["button"],
        web.page.find("#button"),
        button,
        [button],
        document.querySelectorAll("#button"),
    ):

        @when("click", target)
        def clicked():
            seen.append(1)

    @when("click", window)
    def at_window(event):
        seen.append("window")

    button.click()
    await comes(seen, [1, 1, 1, 1, 1, "window"])


@row("3.4", "when: functions with no parameter, one, a default; bound methods")
async def arguments():
    seen = []

    class Thing:
        def method(self, event):
            seen.append(("method", event.type))

        def without(self):
            seen.append("without")

    thing = Thing()
    happened = Event()
    when("click", "#field")(lambda: seen.append("none"))
    when("click", "#field")(lambda event: seen.append(event.type))
    when("click", "#field")(lambda event="default": seen.append(event.type))
    when("click", "#field")(lambda *args: seen.append(len(args)))
    when("click", "#field")(thing.method)
    when("click", "#field")(thing.without)
    when(happened)(lambda value=0: seen.append(value))
    document.getElementById("field").click()
    await comes(seen, ["none", "click", "click", 1, ("method", "click"), "without"])
    happened.trigger(9)
    assert seen[-1] == 9


@row("3.4", "when: async functions run as tasks")
async def waits():
    done = asyncio.Event()

    @when("dblclick", "#button")
    async def clicked(event):
        await asyncio.sleep(0)
        done.set()

    button.dispatchEvent(js.Event.new("dblclick"))
    await asyncio.wait_for(done.wait(), 5)


@row("3.4", "when: decorators stack, and the function can be called as before")
async def stacked():
    seen = []

    @when("focusin", "#button")
    @when("custom", "#button")
    def both(event):
        seen.append(event if isinstance(event, str) else event.type)
        return "result"

    assert both("called") == "result"
    button.dispatchEvent(js.Event.new("custom"))
    button.dispatchEvent(js.Event.new("focusin"))
    await comes(seen, ["called", "custom", "focusin"])


@row("3.4", "when: once, capture and other options of addEventListener")
async def options():
    seen = []
    controller = js.AbortController.new()
    when("ping", "#button", once=True)(lambda: seen.append("once"))
    when("ping", "#button", signal=controller.signal)(lambda: seen.append("until"))
    button.dispatchEvent(js.Event.new("ping"))
    button.dispatchEvent(js.Event.new("ping"))
    controller.abort()
    button.dispatchEvent(js.Event.new("ping"))
    await comes(seen, ["once", "until", "until"])


@row("3.4", "when: an Event, or a list of them")
def own_events():
    seen = []
    one, two = Event(), Event()

    @when([one, two])
    def both(value):
        seen.append(value)

    @when(one)
    def first():
        seen.append("first")

    one.trigger("a")
    two.trigger("b")
    assert seen == ["a", "first", "b"]


@row("3.4", "when: the errors are ValueErrors with PyScript's words", better="and say what is near")
def errors():
    missing = raises(ValueError, when, "click")
    assert str(missing).startswith("Selector required for DOM event handling.\n")
    nothing = raises(ValueError, when, "click", "#buttons")
    assert str(nothing).startswith("No elements found for selector: #buttons\n")
    assert "'#button' exists on this page." in str(nothing)


@row("3.4", "when: no way to end listening", better="the function has stop()")
async def stopped():
    seen = []

    @when("pong", "#button")
    def heard(event):
        seen.append(1)

    button.dispatchEvent(js.Event.new("pong"))
    heard.stop()
    button.dispatchEvent(js.Event.new("pong"))
    await comes(seen, [1])
