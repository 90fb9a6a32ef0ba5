"""The page in memory behaves as a browser's page does, as far as programs look."""

import asyncio
import functools
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from pagelet._host.memory import MemoryHost
from pagelet._host.memory.css import SelectorSyntaxError
from pagelet.errors import CannotWaitError, DownloadError

pytestmark = pytest.mark.skipif(
    sys.platform == "emscripten", reason="the page in memory stands in for the browser"
)


@pytest.fixture
def memory() -> Iterator[MemoryHost]:
    loop = asyncio.get_event_loop()
    host = MemoryHost()
    yield host
    host.close()
    asyncio.set_event_loop(loop)


@pytest.fixture
def body(memory: MemoryHost) -> Any:
    return memory.document.body


def found(body: Any, selector: str) -> list[str]:
    return [element.id for element in body.querySelectorAll(selector)]


@pytest.mark.parametrize(
    ("selector", "ids"),
    [
        ("*", ["form", "name", "agree", "list", "one", "two"]),
        ("li", ["one", "two"]),
        ("#two", ["two"]),
        (".done", ["two"]),
        ("li.item.done", ["two"]),
        ("[type]", ["agree"]),
        ("[type", ["agree"]),
        ('[type="checkbox', ["agree"]),
        ("[type=checkbox]", ["agree"]),
        ('input[type="checkbox"], #list', ["agree", "list"]),
        ("[class^=it]", ["one", "two"]),
        ("[class$=done]", ["two"]),
        ("[class*=tem]", ["one", "two"]),
        ("[class~=done]", ["two"]),
        ("form li", ["one", "two"]),
        ("form > li", []),
        ("ul > li:not(.done)", ["one"]),
        ("li:first-child", ["one"]),
        ("li:last-child", ["two"]),
        (":checked", ["agree"]),
        (":disabled", ["name"]),
        (":scope > form", ["form"]),
    ],
)
def test_selectors_find_what_a_browser_finds(body: Any, selector: str, ids: list[str]) -> None:
    body.innerHTML = (
        '<form id="form"><input id="name" disabled><input id="agree" type="checkbox" checked>'
        '<ul id="list"><li id="one" class="item">1</li><li id="two" class="item done">2</li></ul>'
        "</form>"
    )

    assert found(body, selector) == ids


def test_escaped_characters_in_a_selector_are_read(body: Any) -> None:
    body.innerHTML = '<p id="a.b"></p>'

    assert found(body, r"#a\.b") == ["a.b"]


@pytest.mark.parametrize("selector", ["", "##", "li,", "[=type]", "> li", "a:not()", "li)"])
def test_a_broken_selector_is_a_syntax_error(body: Any, selector: str) -> None:
    with pytest.raises(SelectorSyntaxError) as caught:
        body.querySelectorAll(selector)

    assert str(caught.value) == f"'{selector}' is not a valid selector."
    assert caught.value.name == "SyntaxError"


def test_a_selector_that_only_a_browser_knows_says_so(body: Any) -> None:
    with pytest.raises(NotImplementedError) as caught:
        body.querySelectorAll("a:hover")

    assert str(caught.value) == (
        "The page in memory cannot look for 'a:hover': ':hover' needs a browser. "
        "It knows tags, #id, .class, [attribute], :not(), spaces, '>' and ','."
    )


def test_query_takes_a_broken_selector_as_no_match(memory: MemoryHost) -> None:
    assert memory.query(memory.document, "##") is None
    assert memory.query(memory.document, "body") is memory.document.body


@pytest.mark.parametrize(
    "html",
    [
        "<p>one <b>two</b></p>",
        '<a href="?a=1&amp;b=2" title="&quot;hi&quot;">x</a>',
        "1 &lt; 2 &amp;&amp; 3 &gt; 2",
        '<br><input disabled=""><!-- note -->',
        "<script>if (a < b) {}</script>",
        '<svg viewbox="0 0 1 1"><circle r="1"></circle></svg>',
    ],
)
def test_html_comes_out_as_it_went_in(body: Any, html: str) -> None:
    body.innerHTML = html

    assert body.innerHTML == html


def test_an_end_tag_without_a_start_is_left_out(body: Any) -> None:
    body.innerHTML = "<p>a</b></p></div>b"

    assert body.innerHTML == "<p>a</p>b"


def test_text_content_replaces_the_children_and_leaves_out_comments(body: Any) -> None:
    body.innerHTML = "a<!-- no --><b>c</b>"
    assert body.textContent == "ac"

    body.textContent = "<i>"

    assert body.innerHTML == "&lt;i&gt;"


def test_nodes_move_and_are_never_in_two_places(memory: MemoryHost, body: Any) -> None:
    first, second = (memory.document.createElement(tag) for tag in ("p", "i"))
    body.append(first, second, "end")

    first.before(second)
    first.append(second)
    first.after("after")
    second.replaceWith(memory.document.createTextNode("new"))
    body.prepend("start")

    assert body.innerHTML == "start<p>new</p>afterend"
    assert second.parentNode is None
    assert not second.isConnected
    assert first.isConnected


def test_an_element_cannot_go_into_itself(memory: MemoryHost) -> None:
    outer, inner = (memory.document.createElement("p") for _ in range(2))
    outer.append(inner)

    with pytest.raises(ValueError, match=r"The new child element contains the parent\."):
        inner.append(outer)


def test_style_is_kept_in_the_attribute(body: Any) -> None:
    body.style.setProperty("color", "red")
    body.style.setProperty("width", "1px", "important")

    assert body.getAttribute("style") == "color: red; width: 1px !important;"
    assert [*body.style] == ["color", "width"]
    assert body.style.removeProperty("color") == "red"
    assert body.style.cssText == "width: 1px !important;"


def test_dataset_is_kept_in_the_attributes(body: Any) -> None:
    body.dataset.userName = "Ada"
    assert body.getAttribute("data-user-name") == "Ada"

    del body.dataset.userName

    assert not hasattr(body.dataset, "userName")


def test_a_field_shows_its_attribute_until_something_is_typed(body: Any) -> None:
    body.innerHTML = '<input value="a"><textarea>b</textarea><select><option>c<option>d</select>'
    field, area, select = body.children
    assert (field.value, area.value, select.value) == ("a", "b", "c")

    field.value, area.value, select.value = "x", "y", "d"

    assert (field.value, area.value, select.value) == ("x", "y", "d")
    assert field.getAttribute("value") == "a"
    assert area.textContent == "b"


def test_a_click_ticks_a_box_unless_the_default_is_prevented(memory: MemoryHost, body: Any) -> None:
    body.innerHTML = "<input type=checkbox>"
    box = body.firstElementChild

    box.click()
    assert box.checked
    stop = memory.listen(body, "click", lambda event: None, {"prevent_default": True})
    box.click()
    assert box.checked
    stop()
    box.click()

    assert not box.checked


def test_a_disabled_button_cannot_be_clicked(memory: MemoryHost, body: Any) -> None:
    body.innerHTML = "<button disabled>x</button>"
    clicks: list[Any] = []
    memory.listen(body, "click", clicks.append, {})

    body.firstElementChild.click()

    assert clicks == []


def test_events_go_down_then_up(memory: MemoryHost, body: Any) -> None:
    body.innerHTML = "<p><b></b></p>"
    paragraph, bold = body.querySelectorAll("p, b")
    heard: list[str] = []
    for target, name in ((memory.window, "window"), (paragraph, "p"), (bold, "b")):
        for word, capture in ((name, False), (name.upper(), True)):
            note = functools.partial(lambda word, event: heard.append(word), word)
            memory.listen(target, "hey", note, {"capture": capture})

    memory.dispatch(bold, "hey")

    assert heard == ["WINDOW", "P", "B", "b", "p", "window"]


def test_a_prevented_default_is_told_to_the_one_who_dispatched(memory: MemoryHost) -> None:
    memory.listen(memory.window, "hey", lambda event: None, {"prevent_default": True})

    assert memory.dispatch(memory.window, "hey")
    assert not memory.dispatch(memory.window, "hey", cancelable=True)


def test_title_head_and_ids_are_the_documents(memory: MemoryHost) -> None:
    memory.document.title = "My page"

    assert memory.document.head.innerHTML == "<title>My page</title>"
    assert memory.document.title == "My page"
    assert memory.document.getElementById("none") is None


def test_clones_are_deep_only_when_asked(body: Any) -> None:
    body.innerHTML = "<p id=a>x<!--y--></p>"

    assert body.firstChild.cloneNode().outerHTML == '<p id="a"></p>'
    assert body.firstChild.cloneNode(True).outerHTML == '<p id="a">x<!--y--></p>'


def test_files_come_from_the_dictionary(memory: MemoryHost) -> None:
    memory.files["a.txt"] = b"hello"
    assert memory.wait(memory.fetch("a.txt")) == b"hello"

    with pytest.raises(DownloadError) as caught:
        memory.wait(memory.fetch("b.txt"))

    assert str(caught.value) == (
        "'b.txt' could not be fetched: the page in memory has no such file.\n"
        "  where: http://memory.invalid/b.txt\n"
        "  try:   Put it there first; it has: a.txt."
    )


def test_wheels_are_noted(memory: MemoryHost) -> None:
    lines: list[str] = []

    memory.wait(memory.install_wheels({"a.whl": b"zip"}, lines.append))

    assert (memory.wheels, lines) == ({"a.whl": b"zip"}, ["Loading a.whl"])


def test_modules_come_from_the_dictionary(memory: MemoryHost) -> None:
    memory.modules["a.js"] = "module"
    assert memory.wait(memory.import_module("a.js")) == "module"

    with pytest.raises(DownloadError) as caught:
        memory.wait(memory.import_module("b.js"))

    assert str(caught.value) == (
        "'b.js' could not be imported: the page in memory has no such module.\n"
        "  where: http://memory.invalid/b.js\n"
        "  try:   Put it there first; it has: a.js."
    )


def test_waiting_inside_a_running_loop_says_what_to_do(memory: MemoryHost) -> None:
    async def scenario() -> None:
        assert not memory.can_wait()
        memory.wait(memory.next_turn())

    with pytest.raises(CannotWaitError) as caught:
        memory.wait(scenario())

    assert str(caught.value) == (
        "Python cannot wait here: an event loop runs already.\n"
        "  where: the page in memory, which has no browser to keep alive\n"
        "  try:   Use 'await' in this async function."
    )


def test_soon_is_at_the_next_turn(memory: MemoryHost) -> None:
    heard: list[str] = []
    memory.soon(lambda: heard.append("soon"))
    assert heard == []

    memory.wait(memory.next_turn())

    assert heard == ["soon"]


def test_log_and_progress_are_noted(memory: MemoryHost) -> None:
    memory.log("warn", "careful")
    memory.show_progress("Starting", "Loading Pyodide")
    memory.show_progress(None)

    assert memory.console == [("warn", "careful")]
    assert memory.progress == ["Starting", "Loading Pyodide"]


def test_tags_are_taken_once(memory: MemoryHost) -> None:
    memory.tags.append("tag")

    assert (memory.take_tags(), memory.take_tags()) == (["tag"], [])


def test_addresses_are_resolved_against_the_page_or_a_base(memory: MemoryHost) -> None:
    assert memory.resolve("a/b.py") == "http://memory.invalid/a/b.py"
    assert memory.resolve("c.py", "http://x.invalid/a/b.py") == "http://x.invalid/a/c.py"
    assert memory.asset_base.endswith("/")
