"""3.14: collections, options, canvas, video."""

import js
from pyscript import document, web
from pyscript.web import page
from rows import comes, raises, row


@row("3.14", "ElementCollection: [i], [a:b], ['id'], len, ==, elements, find, update_all, repr")
def collection():
    buttons = page.find(".many")
    assert [each.textContent for each in buttons] == ["1", "2"]
    assert len(buttons) == len(buttons.elements) == 2
    assert buttons[0] == buttons[-2]
    assert isinstance(buttons[0:1], web.ElementCollection)
    assert page.find("button")["button"] == page["button"]
    assert page.find("button")["nothing"] is None
    assert buttons == page.find(".many")
    assert page.find("#box, #place").find("p")[0].id == "inner"
    buttons.update_all(classes="all", style={"color": "green"}, title="both")
    assert [each.title for each in buttons] == ["both", "both"]
    assert document.querySelectorAll(".all.many").length == 2
    assert repr(buttons).startswith("ElementCollection (length: 2) [")
    raises(IndexError, lambda: buttons[2])


@row("3.14", "options: index, len, selected, add, clear, remove")
def options():
    choice = page["choice"]
    assert isinstance(choice, web.select)
    assert [each.value for each in choice.options] == ["a", "b"]
    assert choice.options.selected.value == "b"
    choice.options.add(value="c", text="C")
    choice.options.add(value="0", html="<b>Z</b>", before=0)
    choice.options.add(value="m", text="M", before=choice.options[1], disabled=True)
    assert [each.value for each in choice.options] == ["0", "m", "a", "b", "c"]
    assert choice.options[1].disabled
    choice.options.remove(0)
    assert len(choice.options) == 4
    choice.options.clear()
    assert len(choice.options) == 0
    raises(IndexError, lambda: choice.options.selected)


@row("3.14", "options of datalist and optgroup", better="they work")
def other_options():
    page["list"].options.add(value="x")
    group = web.optgroup(label="group")
    group.options.add(value="y", text="Y")
    assert document.getElementById("list").options.length == 1
    assert group.node.children[0].value == "y"


@row("3.14", "canvas: draw, download")
async def canvas():
    source = web.canvas(width=4, height=2)
    context = source.getContext("2d")
    context.fillStyle = "rgb(255, 0, 0)"
    context.fillRect(0, 0, 4, 2)
    target = page["canvas"]
    target.draw(source)
    target.draw(source.node, width=20, height=10)
    assert list(target.getContext("2d").getImageData(15, 8, 1, 1).data)[:3] == [255, 0, 0]
    saved = []
    listener = lambda event: (saved.append(event.target.download), event.preventDefault())  # noqa: E731
    document.addEventListener("click", listener)
    target.download()
    target.download("mine.png")
    await comes(saved, ["snapped.png", "mine.png"])
    document.removeEventListener("click", listener)


@row("3.14", "video.snap: to a new canvas, a selector, a node", better="or a canvas of web")
def video():
    video = page["video"]
    assert isinstance(video.snap(width=8, height=6), web.canvas)
    assert video.snap("#canvas", 8, 6) == page["canvas"]
    assert video.snap(page["canvas"], 8, 6) == page["canvas"]
    assert video.snap(page["canvas"].node, 8, 6) == page["canvas"]
    error = raises(TypeError, video.snap, page["box"])
    assert str(error) == "Element to snap to must be a canvas."


@row("3.14", "display and append take elements of both kinds")
def both_kinds():
    from pyscript import display

    import pagelet

    pagelet.page["place"].append(web.b("skin"))
    display(web.i("shown"), target="place")
    web.page["place"].append(pagelet.page.create("u", "own"))
    place = document.getElementById("place")
    assert place.querySelector("b") and place.querySelector("i") and place.querySelector("u")
    assert js.document.contains(place)
