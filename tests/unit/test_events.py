"""Functions that are called when something happens."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextvars import Context, copy_context
from dataclasses import dataclass
from typing import Any

import pytest

from pagelet import Element, Event, output, page, when
from pagelet._host import host
from pagelet.errors import NoMatchError, PageletError


@pytest.fixture
def area() -> Iterator[Element]:
    """A part of the page with two buttons and a field."""
    element = page.create(
        "div",
        page.create("button", "1", id="first", type="button"),
        page.create("button", "2", id="second", type="button"),
        page.create("input", id="field"),
        id="area",
    )
    page.append(element)
    yield element
    element.remove()


@dataclass
class Tag:
    """Stands for a tag of the page: what is registered in it belongs to its output."""

    place: Element
    output: output.Output
    context: Context
    errors: list[str]


@pytest.fixture
def tag() -> Iterator[Tag]:
    place = page.create("div")
    page.append(place)
    tag = Tag(place, output.Output(place.node), copy_context(), [])
    tag.context.run(output.use, tag.output)
    place.on("py:error", lambda event: tag.errors.append(event.detail.title))
    yield tag
    place.remove()


def settle(condition: Callable[[], object] = lambda: True) -> None:
    """Let the page call what is due, until `condition` holds."""
    for _ in range(100):
        host.wait(host.next_turn())
        if condition():
            return


def parts(error: PageletError) -> tuple[str, str]:
    """Return what happened and what to do; the place must be this file."""
    what, where, hint = str(error).splitlines()
    assert where.startswith("  where: test_events.py, line ")
    return what, hint.removeprefix("  try:   ")


# Which events


@pytest.mark.parametrize(
    "name", ["click", "input", "change", "keydown", "mouseover", "submit", "my-event", "py:custom"]
)
def test_events_of_every_kind_are_heard(area: Element, name: str) -> None:
    heard: list[str] = []

    @when(name, "#field")
    def note(event: Any) -> None:
        heard.append(event.type)

    host.dispatch(page["field"].node, name)
    settle()

    assert heard == [name]


def test_a_real_click_is_heard(area: Element) -> None:
    heard: list[str] = []

    @when("click", "#first")
    def note(event: Any) -> None:
        heard.append(event.target.id)

    page["first"].click()
    settle()

    assert heard == ["first"]


def test_the_detail_of_an_own_event_arrives(area: Element) -> None:
    heard: list[str] = []

    @when("my-event", "#area")
    def note(event: Any) -> None:
        heard.append(event.detail)

    host.dispatch(page["first"].node, "my-event", "news")
    settle()

    assert heard == ["news"]


# Which elements


def hear(target: object) -> list[str]:
    """Return at which buttons `when` hears an event that is sent to both."""
    heard: list[str] = []
    listener = when("hey", target)(lambda event: heard.append(event.target.id))
    for name in ("first", "second"):
        host.dispatch(page[name].node, "hey")
    settle()
    listener.stop()
    return heard


def test_a_selector_means_all_that_match(area: Element) -> None:
    assert hear("#area button") == ["first", "second"]


def test_elements_lists_nodes_and_the_window_are_targets(area: Element) -> None:
    assert hear(page["first"]) == ["first"]
    assert hear(area.find("button")) == ["first", "second"]
    assert hear(area.children) == ["first", "second"]
    assert hear([page["first"], "#second"]) == ["first", "second"]
    assert hear(host.document.getElementById("second")) == ["second"]
    assert hear(host.document.querySelectorAll("#area button")) == ["first", "second"]
    assert hear(host.window) == ["first", "second"]
    assert hear(host.document) == ["first", "second"]


def test_a_selector_without_a_match_names_what_is_nearest(area: Element) -> None:
    with pytest.raises(NoMatchError) as caught:
        when("click", "#fist")

    assert parts(caught.value) == (
        "No element matches '#fist'.",
        "'#first' exists on this page.",
    )


def test_an_empty_list_is_refused(area: Element) -> None:
    with pytest.raises(NoMatchError) as caught:
        when("click", area.find("table"))

    assert parts(caught.value) == (
        "There is no element to listen to: the list is empty.",
        "Look at what filled the list; find() gives an empty one if nothing matches.",
    )


def test_what_cannot_be_heard_is_refused() -> None:
    with pytest.raises(PageletError) as caught:
        when("click", 3)

    assert parts(caught.value) == (
        "Nothing can be clicked, typed or heard at a int.",
        "Give a CSS selector such as '#save', an element, a list of elements, or window.",
    )


def test_a_forgotten_element_is_explained() -> None:
    with pytest.raises(PageletError) as caught:
        when("click")

    assert parts(caught.value) == (
        "when() needs the name of an event and the element where it happens.",
        'Write @when("click", "#save"), or @when(saved) for an Event of your own.',
    )


def test_the_name_of_an_attribute_is_no_event(area: Element) -> None:
    with pytest.raises(PageletError) as caught:
        area.on("onclick", print)

    assert parts(caught.value) == ("There is no event 'onclick'.", "The event's name is 'click'.")


# Options


def test_once_is_once(area: Element) -> None:
    heard: list[int] = []
    page["first"].on("click", lambda: heard.append(1), once=True)

    page["first"].click()
    page["first"].click()
    settle()

    assert heard == [1]


def test_the_default_can_be_prevented(area: Element) -> None:
    page["first"].on("hey", lambda: None, prevent_default=True)

    assert not host.dispatch(page["first"].node, "hey", cancelable=True)
    assert host.dispatch(page["second"].node, "hey", cancelable=True)


def test_an_event_can_be_kept_from_going_on(area: Element) -> None:
    heard: list[str] = []
    area.on("hey", lambda event: heard.append(event.target.id))
    page["first"].on("hey", lambda: None, stop_propagation=True)

    host.dispatch(page["first"].node, "hey")
    host.dispatch(page["second"].node, "hey")
    settle()

    assert heard == ["second"]


def test_capture_comes_first(area: Element) -> None:
    heard: list[str] = []
    page["first"].on("hey", lambda: heard.append("button"))
    area.on("hey", lambda: heard.append("area"), capture=True)

    host.dispatch(page["first"].node, "hey")
    settle()

    assert heard == ["area", "button"]


def test_an_unknown_option_is_refused(area: Element) -> None:
    with pytest.raises(PageletError) as caught:
        area.on("click", print, onc=True)

    assert parts(caught.value) == (
        "There is no option 'onc' for events.",
        "The options are: once, capture, passive, signal, prevent_default, stop_propagation.",
    )


# Which functions


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda heard: lambda: heard.append("nothing"), ["nothing"]),
        (lambda heard: lambda event: heard.append(event.type), ["click"]),
        (lambda heard: lambda *events: heard.append(len(events)), [1]),
        (lambda heard: lambda event=None: heard.append(event.type), ["click"]),
        (lambda heard: lambda number=7: heard.append(number), [7]),
        (lambda heard: lambda **names: heard.append(len(names)), [0]),
        (lambda heard: heard.clear, []),
    ],
)
def test_a_function_takes_the_event_or_nothing(
    area: Element, make: Callable[[list[Any]], Callable[..., object]], expected: list[Any]
) -> None:
    heard: list[Any] = []
    page["first"].on("click", make(heard))

    page["first"].click()
    settle()

    assert heard == expected


def test_a_method_is_a_function(area: Element) -> None:
    class Note:
        heard = ""

        def take(self, event: Any) -> None:
            self.heard = event.type

    note = Note()
    page["first"].on("click", note.take)

    page["first"].click()
    settle()

    assert note.heard == "click"


def test_a_function_that_needs_more_is_refused(area: Element) -> None:
    def save(name: str, event: object) -> None: ...

    with pytest.raises(PageletError) as caught:
        when("click", "#first")(save)

    assert parts(caught.value) == (
        "The handler 'save' needs more than the event: name, event.",
        "A handler takes one value, the event, or none; "
        "pass others with a lambda: lambda: save(1, 2).",
    )


def test_a_function_that_needs_a_named_value_is_refused(area: Element) -> None:
    def save(*, name: str) -> None: ...

    with pytest.raises(PageletError) as caught:
        when("click", "#first")(save)

    assert parts(caught.value)[0] == "The handler 'save' needs more than the event: name."


def test_an_async_function_runs_as_a_task(area: Element) -> None:
    heard: list[str] = []

    @when("click", "#first")
    async def note(event: Any) -> None:
        heard.append("start")
        await asyncio.sleep(0)
        heard.append(event.type)

    page["first"].click()
    settle(lambda: len(heard) == 2)

    assert heard == ["start", "click"]


def test_a_function_stays_a_function(area: Element) -> None:
    @when("click", "#first")
    def double(number: int) -> int:
        """Twice."""
        return 2 * number

    assert double(4) == 8
    assert (double.__name__, double.__doc__) == ("double", "Twice.")


# Undoing


def test_stop_undoes_when(area: Element) -> None:
    heard: list[int] = []

    @when("click", "#area button")
    def note() -> None:
        heard.append(1)

    page["first"].click()
    settle()
    note.stop()
    note.stop()
    page["first"].click()
    page["second"].click()
    settle()

    assert heard == [1]


def test_stop_undoes_the_whole_stack(area: Element) -> None:
    heard: list[str] = []

    @when("click", "#first")
    @when("hey", "#second")
    def note(event: Any) -> None:
        heard.append(event.type)

    page["first"].click()
    host.dispatch(page["second"].node, "hey")
    settle()
    note.stop()
    page["first"].click()
    host.dispatch(page["second"].node, "hey")
    settle()

    assert heard == ["click", "hey"]


def test_on_returns_what_undoes_it(area: Element) -> None:
    heard: list[int] = []
    stop_one = page["first"].on("click", lambda: heard.append(1))
    stop_many = area.find("button").on("click", lambda: heard.append(2))

    stop_one()
    page["first"].click()
    settle()
    stop_many()
    page["first"].click()
    settle()

    assert heard == [2]


# Errors and output


def fail() -> None:
    raise ValueError("broken on purpose")


async def fail_later() -> None:
    await asyncio.sleep(0)
    fail()


@pytest.mark.parametrize("handler", [fail, fail_later])
def test_an_error_in_a_handler_is_shown_where_its_tag_is(
    area: Element, tag: Tag, handler: Callable[[], object]
) -> None:
    tag.context.run(when("click", "#first"), handler)

    page["first"].click()
    settle(lambda: tag.errors)

    assert len(tag.errors) == 1
    assert "broken on purpose" in tag.errors[0]
    assert "broken on purpose" in tag.place.text


def test_what_a_handler_prints_goes_where_its_tag_is(area: Element, tag: Tag) -> None:
    tag.context.run(when("click", "#first"), lambda: output.current().write("from the handler"))

    page["first"].click()
    settle()
    tag.output.flush()

    assert tag.place.text == "from the handler"


@pytest.mark.skipif(
    sys.platform == "emscripten",
    reason="in a browser, a handler that Python itself sets off runs at once and cannot wait",
)
def test_a_handler_may_wait_and_still_prints_where_its_tag_is(area: Element, tag: Tag) -> None:
    heard: list[str] = []

    def slow(event: Any) -> None:
        for word in ("start", "end"):
            output.current().write(f"{word} ")
            heard.append(f"{event.target.id} {word}")
            host.wait(host.next_turn())

    tag.context.run(when("click", "#first"), slow)

    page["first"].click()
    page["first"].click()
    settle(lambda: len(heard) == 4)
    settle()
    tag.output.flush()

    assert sorted(heard) == ["first end", "first end", "first start", "first start"]
    assert sorted(tag.place.text.split()) == ["end", "end", "start", "start"]


# Events of one's own


def test_an_own_event_calls_its_listeners_in_order() -> None:
    saved = Event()
    heard: list[str] = []

    @when(saved)
    def first(name: str) -> None:
        heard.append(f"first {name}")

    @when(saved)
    def second() -> None:
        heard.append("second")

    saved.trigger("notes.txt")
    first.stop()
    saved.trigger("more.txt")

    assert heard == ["first notes.txt", "second", "second"]


def test_an_own_event_needs_no_value() -> None:
    saved = Event()
    heard: list[object] = []
    stop = saved.listen(heard.append)

    saved.trigger()
    stop()
    stop()
    saved.trigger()

    assert heard == [None]


def test_an_own_event_calls_async_listeners(area: Element) -> None:
    saved = Event()
    heard: list[str] = []

    @when(saved)
    async def note(name: str) -> None:
        await asyncio.sleep(0)
        heard.append(name)

    saved.trigger("notes.txt")
    settle(lambda: heard)

    assert heard == ["notes.txt"]


def test_an_error_in_one_listener_does_not_stop_the_next(tag: Tag) -> None:
    saved = Event()
    heard: list[int] = []
    tag.context.run(saved.listen, fail)
    saved.listen(lambda: heard.append(1))

    saved.trigger()
    settle(lambda: tag.errors)

    assert heard == [1]
    assert len(tag.errors) == 1


def test_an_own_event_takes_no_element_and_no_options() -> None:
    for target, options in (("#save", {}), (None, {"once": True})):
        with pytest.raises(PageletError) as caught:
            when(Event(), target, **options)

        assert parts(caught.value) == (
            "An Event of your own has no element and no options.",
            "Write @when(saved) and nothing else.",
        )
