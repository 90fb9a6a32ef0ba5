"""3.14: the page, its elements, what they share."""

import js
from pyscript import document, web
from pyscript.web import div, li, p, page, span, ul
from rows import comes, raises, row


@row("3.14", "page: html, head, body, title, [id], find, append")
def whole_page():
    assert isinstance(page.html, web.html)
    assert isinstance(page.head, web.head) and isinstance(page.body, web.body)
    assert page.title == "The package pyscript"
    page.title = "New"
    assert document.title == "New"
    page.title = "The package pyscript"
    assert page["button"] == page["#button"]
    assert page["nothing"] is None
    assert len(page.find(".many")) == 2
    page.append(p("at the end", id="end"))
    assert document.body.lastElementChild.id == "end"


@row("3.14", "tag classes: one for each tag, with '_' where Python has the word")
def tag_classes():
    for name in web.__all__:
        made = getattr(web, name)
        if isinstance(made, type) and name.islower():
            assert made().node.tagName.lower() == name.rstrip("_"), name
    assert issubclass(web.input_, web.Element) and not issubclass(web.img, web.ContainerElement)
    assert issubclass(web.wbr, web.ContainerElement)
    assert isinstance(page["field"], web.input_)
    assert isinstance(web.del_(), web.del_)


@row("3.14", "subclasses for tags of one's own can be registered")
def own_tags():
    class my_tag(web.ContainerElement):  # noqa: N801
        @classmethod
        def get_tag_name(cls):
            return "my-tag"

    web.Element.register_element_classes([my_tag])
    page["place"].node.innerHTML = "<my-tag></my-tag>"
    assert type(page["place"].children[0]) is my_tag
    web.Element.unregister_element_classes([my_tag])
    assert type(page["place"].children[0]) is web.ContainerElement


@row("3.14", "Element: wraps a node or makes one, with classes, style, properties, on_EVENT")
async def made():
    seen = []
    button = web.button(
        "Go",
        id="made",
        classes=["a", "b"],
        style={"color": "red", "background-color": "blue"},
        disabled=False,
        title="Away",
        on_click=lambda event: seen.append(event.type),
    )
    assert (button.id, button.textContent, button.title) == ("made", "Go", "Away")
    assert button.node.className == "a b"
    assert button.node.style.backgroundColor == "blue"
    button.click()
    await comes(seen, ["click"])
    assert web.img(src="x.png", alt="a").alt == "a"
    assert web.Element(document.getElementById("button")) == page["button"]
    assert div(classes="one two").node.className == "one two"
    assert button._dom_element == button.node


@row("3.14", "ContainerElement: elements are appended, all else is HTML; append(text) is text")
def children_are_html():
    box = div("<b>bold</b>", span("s"), children=[p("c")])
    assert box.innerHTML == "<b>bold</b><span>s</span><p>c</p>"
    box.append("<i>")
    assert box.innerHTML.endswith("&lt;i&gt;")


@row("3.14", "attributes: the node's, with 'for' and 'class'; names with '_' stay in Python")
def attributes():
    label = web.label("L", for_="field", class_="x")
    assert label.htmlFor == label.for_ == "field"
    assert label.className == label.class_ == "x"
    label._mine = 1
    assert label._mine == 1 and "_mine" not in dir(label.node)
    label.title = "tip"
    assert label.node.getAttribute("title") == "tip"
    label.own = "thing"
    assert label.node.own == "thing"
    raises(AttributeError, lambda: label.nothing_of_the_kind)


@row("3.14", "attributes: an unknown name", better="the error says what is near")
def misspelt():
    assert "Did you mean" in str(raises(AttributeError, lambda: page["field"].values))


@row("3.14", "on_EVENT: an Event, always the same", better="for every event that elements have")
async def events():
    seen = []
    field = page["field"]
    assert field.on_click is page["field"].on_click
    for name in [
        "click",
        "input",
        "change",
        "keydown",
        "mouseover",
        "focusin",
        "paste",
        "pointermove",
        "scroll",
    ]:
        getattr(field, f"on_{name}").add_listener(lambda event: seen.append(event.type))
        field.node.dispatchEvent(js.Event.new(name))
    await comes(
        seen,
        [
            "click",
            "input",
            "change",
            "keydown",
            "mouseover",
            "focusin",
            "paste",
            "pointermove",
            "scroll",
        ],
    )
    field.on_select = seen.append
    field.on_select.remove_listener()
    error = raises(ValueError, lambda: field.on_nothing)
    assert str(error) == "Element has no 'nothing' event."


@row("3.14", "el[0], el[0:2], el['id'], children, parent, find, show_me")
def inside():
    box = page["box"]
    assert box[0].id == "inner"
    assert [each.tagName for each in box[0:2]] == ["P", "P"]
    assert box["inner"] == box["#inner"] == box[0]
    assert box["button"] is None
    raises(TypeError, lambda: box[1.5])
    assert box[0].parent == box
    assert page.html.parent is None
    assert box.find("p")[0] == box[0]
    assert len(box.children) == 2
    assert [each.id for each in box] == ["inner", ""]
    box.show_me()


@row("3.14", "children and collections", better="views that never differ from the page")
def live():
    box = div()
    children = box.children
    box.node.innerHTML = "<p>1</p><p>2</p>"
    assert [each.textContent for each in children] == ["1", "2"]
    box.node.firstElementChild.remove()
    assert len(children) == 1


@row("3.14", "append: elements, collections, lists, nodes, node lists, text and numbers")
def append():
    source = div(p("1"), p("2"))
    box = ul()
    box.append(li("a"), [li("b"), (li("c"),)], "text", 5, 1.5, True)
    assert box.textContent == "abctext51.5True"
    box.append(source.find("p"))
    box.append(document.createElement("hr"))
    assert [each.tagName for each in box.children] == ["LI"] * 3 + ["P"] * 2 + ["HR"]
    holder = div("<i>1</i><i>2</i>")
    box.append(holder.node.querySelectorAll("i"))
    assert not holder.node.hasChildNodes()
    raises(TypeError, box.append, object())


@row("3.14", "clone", better="a copy without an id has none, not the id 'undefined'")
def clone():
    copy = page["box"].clone()
    assert copy.children[0].textContent == "text"
    assert not copy.node.hasAttribute("id")
    assert page["box"].clone("other").id == "other"
    assert copy != page["box"]


@row("3.14", "update: classes, style and properties at once")
def update():
    box = div(classes=["a"])
    box.update(classes="b", style={"color": "red"}, title="t")
    assert box.node.className == "a b"
    assert box.node.style.color == "red"
    assert box.title == "t"


@row("3.14", "classes: a set; a text with spaces is several", better="always that of the page")
def classes():
    box = div(classes=["a"])
    box.classes.add("b c")
    box.classes.discard("a")
    assert box.node.className == "b c"
    assert "b" in box.classes and box.classes == {"b", "c"}
    box.classes.remove("nothing")
    box.node.classList.add("from-js")
    assert "from-js" in box.classes
    box.classes.update({"d"})
    names = box.classes
    names |= {"e"}
    names -= {"b"}
    assert box.classes == {"c", "d", "e", "from-js"}
    box.classes.clear()
    assert box.node.className == ""


@row("3.14", "style: a mapping of CSS names", better="reads what the page has; update works")
def style():
    inner = page["inner"]
    assert inner.style["color"] == "red"
    assert "color" in inner.style
    inner.style["background-color"] = "blue"
    assert inner.node.style.backgroundColor == "blue"
    inner.style.update({"margin-top": "1px"})
    assert inner.node.style.marginTop == "1px"
    del inner.style["background-color"]
    assert inner.node.style.backgroundColor == ""
    raises(KeyError, lambda: inner.style["nothing"])
    # What the browser does not understand is told to the console; the page goes on.
    inner.style["margin-top"] = "nonsense"


@row("3.14", "equality: the same node is the same", better="elements can be hashed")
def same():
    assert page["box"] == page.find("#box")[0]
    assert page["box"] != page["inner"]
    assert len({page["box"], page["box"], page["inner"]}) == 2
