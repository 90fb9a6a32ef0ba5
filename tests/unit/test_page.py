"""Elements of the page: found, made, changed."""

import sys
from collections.abc import Iterator
from typing import Any

import pytest

from pagelet import Element, Elements, display, page
from pagelet._host import host
from pagelet.errors import ManyMatchesError, NoMatchError, PageletError


@pytest.fixture
def area() -> Iterator[Element]:
    """A part of the page that a test may fill."""
    element = page.create("div", id="area")
    page.append(element)
    yield element
    element.remove()


def parts(error: PageletError) -> tuple[str, str]:
    """Return what happened and what to do; the place must be this file."""
    what, where, hint = str(error).splitlines()
    assert where.startswith("  where: test_page.py, line ")
    return what, hint.removeprefix("  try:   ")


# Finding


def test_find_returns_all_in_document_order(area: Element) -> None:
    area.html = "<p>1</p><i><p>2</p></i>"

    assert [found.text for found in page.find("#area p")] == ["1", "2"]
    assert [found.text for found in area.find("p")] == ["1", "2"]


def test_find_returns_nothing_without_fuss(area: Element) -> None:
    assert len(area.find("p")) == 0
    assert not area.find("p")


def test_find_one_returns_the_only_one(area: Element) -> None:
    area.html = "<p>1</p>"

    assert page.find_one("#area p") == area.find_one("p")


def test_an_element_is_found_by_its_id(area: Element) -> None:
    assert page["area"] == area
    assert "area" in page
    assert "no-area" not in page


def test_find_one_names_what_is_nearest(area: Element) -> None:
    area.html = '<button id="save-file">Save</button>'

    with pytest.raises(NoMatchError) as caught:
        page.find_one("#save-fil")

    assert parts(caught.value) == (
        "No element matches '#save-fil'.",
        "'#save-file' exists on this page.",
    )


@pytest.mark.parametrize(
    ("css", "nearest"),
    [
        ("#area .big-reed", "'.big-red' exists on this page."),
        (".save-file", "'#save-file' exists on this page."),
        ("save-file", "'#save-file' exists on this page."),
        ("p[title=save] > #sav-file:first-child", "'#save-file' exists on this page."),
    ],
)
def test_the_hint_is_about_the_part_that_is_missing(area: Element, css: str, nearest: str) -> None:
    area.html = '<button id="save-file" class="big-red">Save</button>'

    with pytest.raises(NoMatchError) as caught:
        page.find_one(css)

    assert parts(caught.value) == (f"No element matches '{css}'.", nearest)


def test_find_one_lists_the_ids_when_nothing_is_near(area: Element) -> None:
    with pytest.raises(NoMatchError) as caught:
        area.find_one("#qqq")

    what, hint = parts(caught.value)
    assert what == "No element matches '#qqq'."
    assert hint.startswith(
        "Check the spelling, or use find() if none is fine. The ids on this page: #"
    )


def test_find_one_says_when_the_match_is_elsewhere(area: Element) -> None:
    area.html = '<p id="here"></p><p id="there"></p>'

    with pytest.raises(NoMatchError) as caught:
        page["here"].find_one("#there")

    assert parts(caught.value) == (
        "No element matches '#there'.",
        "'#there' exists on this page, but not inside this element.",
    )


def test_find_one_counts_when_there_are_many(area: Element) -> None:
    area.html = "<p></p><p></p><p></p>"

    with pytest.raises(ManyMatchesError) as caught:
        area.find_one("p")

    assert parts(caught.value) == (
        "3 elements match 'p', where one was asked for.",
        "Use find() to get them all, or a selector that only one matches, such as an id.",
    )


def test_a_missing_id_names_what_is_nearest(area: Element) -> None:
    area.html = '<button id="save-file">Save</button>'

    with pytest.raises(NoMatchError) as caught:
        page["save-fil"]

    assert parts(caught.value) == (
        "No element has the id 'save-fil'.",
        "'#save-file' exists on this page.",
    )


def test_an_id_written_as_a_selector_is_explained(area: Element) -> None:
    with pytest.raises(NoMatchError) as caught:
        page["#area"]

    assert parts(caught.value) == (
        "No element has the id '#area'.",
        "'#area' exists on this page; write page['area'], without the '#'.",
    )


@pytest.mark.parametrize("css", ["", "##", "p >", ".", "p,"])
def test_a_broken_selector_is_explained(area: Element, css: str) -> None:
    with pytest.raises(PageletError) as caught:
        page.find(css)

    assert parts(caught.value) == (
        f"'{css}' is not a CSS selector.",
        "Write '#name' for an id, '.name' for a class, 'name' for a tag.",
    )


# Making


def test_create_and_append(area: Element) -> None:
    clicks: list[int] = []
    area.append(page.create("ul", id="list"))

    button = page.create("button", "Add", type="button", on_click=lambda: clicks.append(1))
    page["list"].append(button)
    button.click()
    host.wait(host.next_turn())

    assert page["list"].html == '<button type="button">Add</button>'
    assert clicks == [1]


def test_settings_are_html_attributes(area: Element) -> None:
    made = page.create(
        "label",
        for_="name",
        class_="big red",
        aria_label="Name",
        data_user_id=7,
        hidden=True,
        translate=None,
        draggable=False,
        lang=False,
    )

    assert dict(made.attributes) == {
        "for": "name",
        "class": "big red",
        "aria-label": "Name",
        "data-user-id": "7",
        "hidden": "",
        "draggable": "false",
    }


def test_html_for_and_other_names_of_properties_work_too() -> None:
    assert page.create("label", html_for="name").attributes["for"] == "name"
    assert page.create("input", read_only=True).attributes["readonly"] == ""
    assert page.create("p", text_content="hi").text == "hi"


def test_a_field_gets_its_value_after_its_options_and_range() -> None:
    options = [page.create("option", name) for name in ("red", "green")]

    assert page.create("select", options, value="green").value == "green"
    assert page.create("textarea", value="a\nb").value == "a\nb"
    assert page.create("input", value=500, type="range", max=1000).value == "500"
    assert page.create("input", type="checkbox", checked=True).checked is True


def test_classes_style_text_and_html_are_settings() -> None:
    made = page.create("p", classes=["a", "b"], style={"background_color": "red"}, text="<i>")

    assert list(made.classes) == ["a", "b"]
    assert made.style["background-color"] == "red"
    assert made.html == "&lt;i&gt;"
    assert page.create("p", html="<i>x</i>").find_one("i").text == "x"
    assert page.create("p", style="color: red").style["color"] == "red"


def test_own_tags_can_be_made() -> None:
    assert page.create("my-thing", "x").node.outerHTML == "<my-thing>x</my-thing>"


def test_svg_is_made_as_svg() -> None:
    circle = page.create("circle", r=5, stroke_width=2)
    drawing = page.create("svg", circle, view_box="0 0 10 10")

    assert drawing.node.namespaceURI == "http://www.w3.org/2000/svg"
    assert drawing.html == '<circle r="5" stroke-width="2"></circle>'
    assert drawing.attributes["viewBox"] == "0 0 10 10"


@pytest.mark.parametrize("tag", ["", "<p>", "a b", "1"])
def test_a_name_that_cannot_be_a_tag_is_refused(tag: str) -> None:
    with pytest.raises(PageletError) as caught:
        page.create(tag)

    assert parts(caught.value) == (
        f"{tag!r} cannot be the name of a tag.",
        'Give the name alone: page.create("p", "Hello").',
    )


def test_two_contents_are_refused() -> None:
    with pytest.raises(PageletError) as caught:
        page.create("p", "Hello", text="Hello")

    assert parts(caught.value) == (
        "The new 'p' has two contents.",
        "Give one of: children, text=, html=.",
    )


@pytest.mark.parametrize(
    ("handler", "shown"), [(None, "None"), ("save", "str 'save'"), (3, "int 3")]
)
def test_a_handler_that_is_no_function_is_refused(handler: object, shown: str) -> None:
    with pytest.raises(PageletError) as caught:
        page.create("p", on_click=handler)

    assert parts(caught.value) == (
        f"A handler must be a function, but this is {shown}.",
        "Write the function's name without parentheses: save, not save().",
    )


# Text and structure


def test_text_is_never_html(area: Element) -> None:
    area.append("<b>", 1, 2.5, None, page.create("i", "x"), ["y", ("z",)], (str(n) for n in "89"))

    assert area.html == "&lt;b&gt;12.5<i>x</i>yz89"


def test_text_may_be_set_to_a_number(area: Element) -> None:
    area.text = 3
    assert area.text == "3"

    area.text = None
    assert area.text == ""


def test_html_is_html(area: Element) -> None:
    area.html = "<b>x</b>"

    assert area.find_one("b").text == "x"
    assert area.html == "<b>x</b>"


def test_items_go_where_they_are_put(area: Element) -> None:
    middle = page.create("b")
    area.append(middle)

    middle.before("before")
    middle.after("after")
    area.prepend("first ")
    area.append(" last")
    assert area.html == "first before<b></b>after last"

    middle.replace(page.create("i"), "!")
    assert area.html == "first before<i></i>!after last"

    area.clear()
    assert area.html == ""


def test_raw_nodes_and_found_elements_can_be_appended(area: Element) -> None:
    area.html = "<i>1</i><i>2</i>"

    area.append(host.document.createElement("hr"), area.find("i"))

    assert area.html == "<hr><i>1</i><i>2</i>"


def test_a_removed_element_is_off_the_page_and_can_come_back(area: Element) -> None:
    area.html = "<b>x</b>"
    bold = area.find_one("b")

    bold.remove()
    assert (area.html, bold.parent) == ("", None)
    area.append(bold)

    assert bold.parent == area


def test_an_element_equals_itself_however_it_was_found(area: Element) -> None:
    assert page["area"] == page.find_one("#area")
    assert page["area"] != page.body
    assert len({page["area"], page.find_one("#area"), page.body}) == 2
    assert page["area"] != "area"


def test_elements_show_what_they_are(area: Element) -> None:
    area.classes = ["big", "red"]

    assert repr(area) == "<Element div#area.big.red>"
    assert repr(page.find("#area")) == "Elements([<Element div#area.big.red>])"
    assert repr(area.classes) == "Classes(['big', 'red'])"


def test_an_element_can_be_displayed(area: Element) -> None:
    bold = page.create("b", "x")

    display(bold, target=area)

    assert area.find_one("b") == bold


# Views


def test_classes_are_the_elements_classes(area: Element) -> None:
    area.classes.add("a")
    area.classes.update(["b", "c"])
    area.classes |= {"d"}
    area.classes.discard("b")
    area.classes.discard("none")
    assert area.attributes["class"] == "a c d"

    host.document.getElementById("area").classList.add("from-outside")
    assert "from-outside" in area.classes
    assert set(area.classes) == {"a", "c", "d", "from-outside"}
    assert area.classes - {"a"} == {"c", "d", "from-outside"}
    assert len(area.classes) == 4

    assert area.classes.toggle("a") is False
    assert area.classes.toggle("a") is True
    with pytest.raises(KeyError):
        area.classes.remove("none")
    area.classes.clear()
    assert len(area.classes) == 0


@pytest.mark.parametrize("name", ["", "two words"])
def test_a_class_is_one_word(area: Element, name: str) -> None:
    with pytest.raises(PageletError) as caught:
        area.classes.add(name)

    assert parts(caught.value) == (
        f"{name!r} is not the name of a class.",
        "A class is one word. For several, give a list: classes=['big', 'red'].",
    )


def test_style_is_the_elements_style(area: Element) -> None:
    area.style["background-color"] = "red"
    area.style["margin_top"] = "1px"
    area.style["--own_color"] = "blue"
    area.style.update({"color": "green !important"})
    assert area.style["background_color"] == "red"
    assert set(area.style) == {"background-color", "margin-top", "--own_color", "color"}
    assert "color" in area.style
    assert area.node.style.getPropertyPriority("color") == "important"

    area.node.style.setProperty("color", "")
    area.style["margin-top"] = None
    del area.style["--own_color"]
    assert dict(area.style) == {"background-color": "red"}

    area.style = {"color": "black"}
    assert dict(area.style) == {"color": "black"}
    area.style.clear()
    assert len(area.style) == 0
    with pytest.raises(KeyError):
        area.style["color"]
    with pytest.raises(KeyError):
        del area.style["color"]


def test_a_style_that_means_nothing_is_refused(area: Element) -> None:
    with pytest.raises(PageletError) as caught:
        area.style["color"] = "red; background: blue"

    assert parts(caught.value) == (
        "The browser does not understand the style 'color: red; background: blue'.",
        "Check the spelling of both; write one property and its value, without ';'.",
    )


@pytest.mark.skipif(sys.platform != "emscripten", reason="only a browser knows CSS's words")
@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("colr", "red", "There is 'color'."),
        ("background_colour", "red", "There is 'background-color'."),
        ("width", 10, "A number may need a unit: '10px'."),
        (
            "color",
            "rd",
            "Check the spelling of both; write one property and its value, without ';'.",
        ),
    ],
)
def test_a_misspelt_style_is_refused(area: Element, name: str, value: object, hint: str) -> None:
    with pytest.raises(PageletError) as caught:
        area.style.update({name: value})

    css_name = name.replace("_", "-")
    assert parts(caught.value) == (
        f"The browser does not understand the style '{css_name}: {value}'.",
        hint,
    )


def test_attributes_are_the_elements_attributes(area: Element) -> None:
    area.attributes["title"] = "x"
    area.attributes["hidden"] = True
    area.attributes["aria_hidden"] = False
    assert dict(area.attributes) == {
        "id": "area",
        "title": "x",
        "hidden": "",
        "aria-hidden": "false",
    }
    assert "title" in area.attributes
    assert "lang" not in area.attributes
    assert len(area.attributes) == 4

    area.attributes["hidden"] = False
    area.node.setAttribute("lang", "de")
    del area.attributes["title"]
    assert list(area.attributes) == ["id", "aria-hidden", "lang"]
    with pytest.raises(KeyError):
        area.attributes["title"]
    with pytest.raises(KeyError):
        del area.attributes["title"]


def test_children_are_live(area: Element) -> None:
    children = area.children
    assert len(children) == 0

    area.html = "text <i>1</i> <b>2</b>"

    assert [child.text for child in children] == ["1", "2"]
    assert children[0] == children[-2]
    assert children[1:][0].text == "2"
    assert area.find_one("b") in children
    with pytest.raises(IndexError, match=r"There is no element 2: there are 2\."):
        children[2]


def test_children_can_be_removed_in_a_loop(area: Element) -> None:
    area.html = "<i></i><i></i><i></i>"

    for child in area.children:
        child.remove()

    assert len(area.children) == 0


def test_many_elements_are_changed_at_once(area: Element) -> None:
    area.html = "<p><i>1</i></p><p><i>2</i><b>3</b></p>"

    area.find("p").update(hidden=True, classes=["x"], style={"color": "red"})

    assert area.html.count('<p hidden="" class="x" style="color: red;">') == 2
    assert [found.text for found in area.find("p").find("i")] == ["1", "2"]
    assert [found.text for found in area.find("p")[1:].find("b")] == ["3"]
    assert [found.text for found in Elements([area]).find("i")] == ["1", "2"]


# What the DOM has besides


def test_names_of_the_dom_are_written_as_python_writes_them(area: Element) -> None:
    area.html = "<form><input><b>x</b></form>"
    field, bold = area.find_one("input"), area.find_one("b")

    field.value = "typed"
    area.title = "hint"

    assert field.value == "typed"
    assert area.node.title == "hint"
    assert bold.text_content == bold.textContent == "x"
    assert area.inner_html == area.html
    assert area.first_element_child.class_name == ""
    assert bold.closest("form") == area.first_element_child
    assert bold.closest("table") is None
    assert bold.next_element_sibling is None
    assert area.contains(bold) is True


def test_nothing_is_no_text_in_a_field(area: Element) -> None:
    area.html = "<input value=x>"

    area.find_one("input").value = None

    assert area.find_one("input").value == ""


def test_a_misspelt_name_is_refused(area: Element) -> None:
    with pytest.raises(AttributeError) as caught:
        area.titl  # noqa: B018 - reading it is the point
    assert str(caught.value) == "<Element div#area> has no 'titl'. Did you mean 'title'?"

    with pytest.raises(AttributeError) as caught:
        area.titl = "x"
    assert str(caught.value) == "<Element div#area> has no 'titl'. Did you mean 'title'?"


def test_a_name_like_no_other_gets_advice(area: Element) -> None:
    with pytest.raises(AttributeError) as caught:
        area.xyzzy = 1

    assert str(caught.value) == (
        "<Element div#area> has no 'xyzzy'. "
        "For an HTML attribute, write element.attributes['xyzzy']."
    )


def test_handlers_are_not_set_like_values(area: Element) -> None:
    with pytest.raises(AttributeError) as caught:
        area.on_click = print

    assert str(caught.value) == (
        "<Element div#area> has no 'on_click'. Write element.on('click', function)."
    )


def test_a_subclass_may_keep_things_of_its_own(area: Element) -> None:
    class Counter(Element):
        _count = 0

    counter: Any = Counter(area)
    counter._count += 1

    assert counter._count == 1
    assert counter == area


# The page


def test_the_page_has_a_title_a_head_and_a_body() -> None:
    before = page.title

    page.title = "A test"

    assert host.document.title == "A test"
    assert page.head.find_one("title").text == "A test"
    assert page.body.node.localName == "body"
    page.title = before
