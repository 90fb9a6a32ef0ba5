"""3.3: display."""

import js
from pyscript import HTML, current_target, display
from rows import raises, row

place = js.document.getElementById("place")


def shown(*values, **options):
    place.replaceChildren()
    display(*values, target="place", **options)
    return place


@row("3.3", "each value stands in a <div> of its own")
def a_div_each():
    shown("one", 2, None)
    assert [child.tagName for child in place.children] == ["DIV"] * 3
    assert [child.textContent for child in place.children] == ["one", "2", "None"]


@row("3.3", "target: an id, with '#' or without")
def targets():
    place.replaceChildren()
    display("a", target="#place")
    display("b", target="place")
    assert place.textContent == "ab"


@row("3.3", "target: selectors and elements", better="not only ids")
def more_targets():
    from pyscript import web

    place.replaceChildren()
    display("a", target="div#place")
    display("b", target=place)
    display("c", target=web.page["place"])
    assert place.textContent == "abc"


@row("3.3", "an unknown target is a ValueError", better="names the ids that are near")
def unknown_target():
    error = raises(ValueError, display, 1, target="#placed")
    assert str(error).startswith("Cannot find element with id='placed' in the page.\n")
    assert "Did you mean 'place'?" in str(error)
    empty = raises(ValueError, display, 1, target="")
    assert str(empty).startswith("Cannot find element with id='' in the page.\n")


@row("3.3", "without a target: where the output of the running tag goes")
def default_target():
    host = js.document.getElementById(current_target())
    display("default-target")
    assert "default-target" in host.textContent
    assert host.id == js.document.getElementById("main").target.id


@row("3.3", "a <script> as the target stands for its output")
def script_target():
    display("to-the-script", target="main")
    assert "to-the-script" in js.document.getElementById(current_target()).textContent


@row("3.3", "append=False empties the target", better="all values are seen, not only the last one")
def replaced():
    shown("first")
    display("a", target="place", append=False)
    assert place.innerHTML == "a"
    display("a", "b", target="place", append=False)
    assert place.textContent == "ab"


@row("3.3", "blank values are left out")
def blank():
    assert shown("", "  ", "x").childElementCount == 1


@row("3.3", "text is escaped")
def escaped():
    assert shown("<b>&</b>").textContent == "<b>&</b>"
    assert not place.querySelector("b")


@row("3.3", "_repr_mimebundle_: the first type that is known, with its metadata")
def bundle():
    class Both:
        def _repr_mimebundle_(self, include=None, exclude=None):
            return {"text/x-odd": "no", "text/html": "<i>yes</i>", "text/plain": "late"}

    class Pair:
        def _repr_mimebundle_(self):
            return {"image/png": "AAAA"}, {"image/png": {"width": 7}}

    assert shown(Both()).querySelector("i").textContent == "yes"
    image = shown(Pair()).querySelector("img")
    assert image.src == "data:image/png;base64,AAAA"
    assert image.getAttribute("width") == "7"


@row("3.3", "_repr_*_ methods, each by its kind; None means the next one")
def methods():
    class Png:
        def _repr_png_(self):
            return b"\x89PNG", {"width": 9}

    class Jpeg:
        def _repr_png_(self):
            return None

        def _repr_jpeg_(self):
            return "AAAA"

    class Svg:
        def _repr_svg_(self):
            return "<svg id='drawing' width='2'></svg>"

    class Json:
        def _repr_json_(self):
            return '{"a": 1}'

    image = shown(Png()).querySelector("img")
    assert image.src.startswith("data:image/png;base64,iVBO")
    assert image.getAttribute("width") == "9"
    assert shown(Jpeg()).querySelector("img").src == "data:image/jpeg;base64,AAAA"
    assert shown(Svg()).querySelector("svg#drawing")
    assert '"a": 1' in shown(Json()).textContent


@row("3.3", "savefig: a plot becomes a picture")
def savefig():
    class Figure:
        def savefig(self, file, **options):
            file.write(b"\x89PNG\r\n\x1a\n" + bytes(8) + b"\0\0\0\x05" * 2)

    assert shown(Figure()).querySelector("img").src.startswith("data:image/png;base64,")


@row("3.3", "HTML is shown as such, and scripts in it run")
def html():
    js.window.ran = 0
    shown(HTML("<b>bold</b><script>window.ran += 1</" + "script>"))
    assert place.querySelector("b").textContent == "bold"
    assert js.window.ran == 1


@row("3.3", "_repr_javascript_", better="it runs")
def javascript():
    class Script:
        def _repr_javascript_(self):
            return "window.ran = 'script'"

    shown(Script())
    assert js.window.ran == "script"
