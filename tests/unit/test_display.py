"""`display`: each kind of value, where it lands, and what happens when its methods fail."""

import base64
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pagelet import output
from pagelet._host import host
from pagelet._markup import html_of_markdown
from pagelet.display import (
    HTML,
    JSON,
    SVG,
    Image,
    JavaScript,
    Latex,
    Markdown,
    TargetError,
    display,
)
from pagelet.errors import PageletError

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 30, 20) + b"\x08\x02\0\0\0"
PNG_ADDRESS = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"


@pytest.fixture
def out() -> Iterator[Any]:
    """An element with the id "out" at the end of the page."""
    node = host.document.createElement("div")
    node.id = "out"
    host.document.body.append(node)
    yield node
    node.remove()


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written to the browser's console."""
    lines: list[str] = []
    monkeypatch.setattr(host, "log", lambda level, text: lines.append(f"{level}: {text}"))
    return lines


def shown(out: Any, *values: object) -> str:
    """Display `values` in place of what `out` has, and return its HTML."""
    out.replaceChildren()
    display(*values, target="out")
    return str(out.innerHTML)


class Showing:
    """A value with the given methods."""

    def __init__(self, **methods: Callable[[], object]) -> None:
        vars(self).update(methods)

    def __repr__(self) -> str:
        return "a showing"


# Where


def test_every_value_gets_a_box_of_its_own(out: Any) -> None:
    assert shown(out, "a", 1, None) == "<div>a</div><div>1</div><div>None</div>"


def test_display_appends_unless_told_otherwise(out: Any) -> None:
    display("a", target="out")
    display("b", target="#out")
    assert out.textContent == "ab"

    display("c", target="out", append=False)
    assert out.innerHTML == "c"

    display("d", HTML("<i>e</i>"), target="out", append=False)
    assert out.innerHTML == "<div>d</div><div><i>e</i></div>"

    display(target="out", append=False)
    assert out.innerHTML == ""


def test_replacing_keeps_lines_and_spaces(out: Any) -> None:
    display("a\nb", target="out", append=False)

    assert out.innerHTML == '<div class="pagelet-text">a\nb</div>'


def test_a_target_is_an_id_a_selector_a_node_or_an_element(out: Any) -> None:
    out.setAttribute("class", "here")
    for target in ("out", "#out", ".here", "div.here", out, SimpleNamespace(node=out)):
        display("x", target=target)

    assert out.textContent == "xxxxxx"


def test_an_id_with_dots_is_found(out: Any) -> None:
    out.id = "part.1"

    display("x", target="part.1")

    assert out.textContent == "x"


def test_the_output_of_a_tag_is_found_through_the_tag(out: Any) -> None:
    tag = host.document.createElement("script")
    tag.type = "py"
    tag.id = "program"
    if sys.platform == "emscripten":
        tag.target = out
    else:
        # In memory an element's own property of this name is its attribute, which is text.
        vars(tag)["target"] = out
    out.append(tag)

    display("x", target="program")
    display("y", target=tag)

    assert out.textContent == "xy"


def test_without_a_target_the_running_program_has_it(out: Any) -> None:
    before = output.current()
    output.use(output.Output(out))
    try:
        print_in_page = output.current().write
        print_in_page("1\n")
        display("2")
        print_in_page("3\n")
        output.current().flush()
        assert out.textContent == "1\n23\n"

        print_in_page("4\n")
        display("5", append=False)
        print_in_page("6\n")
        output.current().flush()
        assert out.textContent == "56\n"
    finally:
        output.use(before)


def test_an_unknown_target_names_those_that_are_near(out: Any) -> None:
    with pytest.raises(TargetError) as caught:
        display("x", target="outt")

    what, where, hint = str(caught.value).splitlines()
    assert what == "No element matches 'outt'."
    assert where == "  where: display(target='outt')"
    assert hint == "  try:   Did you mean 'out'?"
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, PageletError)


def test_an_unknown_target_far_from_all_lists_the_ids(out: Any) -> None:
    with pytest.raises(TargetError) as caught:
        display("x", target="#zzzzzzzzz")

    assert caught.value.what == "No element matches '#zzzzzzzzz'."
    assert "'out'" in caught.value.hint
    assert caught.value.hint.startswith("The page has the ids ")


def test_an_empty_target_is_an_error(out: Any) -> None:
    with pytest.raises(TargetError, match="No element matches ''"):
        display("x", target="")


def test_a_page_without_ids_is_told_how_to_make_one() -> None:
    for node in list(host.document.querySelectorAll("[id]")):
        node.removeAttribute("id")

    with pytest.raises(TargetError) as caught:
        display("x", target="#result")
    with pytest.raises(TargetError) as selector:
        display("x", target="main > p")

    advice = 'No element has an id yet; add one, for example <div id="{}"></div>.'
    assert caught.value.hint == advice.format("result")
    assert selector.value.hint == advice.format("result")


def test_something_that_is_no_place_is_an_error() -> None:
    with pytest.raises(TargetError) as caught:
        display("x", target=3)

    assert str(caught.value).splitlines() == [
        "3 is not a place on the page.",
        "  where: display(target=...)",
        "  try:   Give an id, a CSS selector or an element.",
    ]


# Text and reprs


def test_text_is_never_html(out: Any) -> None:
    assert shown(out, "<b>&</b>") == "<div>&lt;b&gt;&amp;&lt;/b&gt;</div>"


def test_lines_and_spaces_are_kept(out: Any) -> None:
    assert shown(out, "a  b") == '<div class="pagelet-text">a  b</div>'


@pytest.mark.parametrize("value", ["", " \n", HTML(" "), Markdown("")])
def test_blank_values_show_nothing(out: Any, value: object) -> None:
    assert shown(out, value) == ""


def test_other_values_show_their_repr(out: Any) -> None:
    assert shown(out, [1, "a"]) == "<div>[1, 'a']</div>"
    assert shown(out, Showing) == f"<div>{escape(repr(Showing))}</div>"


def test_long_collections_are_laid_out(out: Any) -> None:
    shown(out, {"name": "x" * 60, "other": "y" * 60})

    assert out.firstElementChild.textContent.splitlines() == [
        "{'name': '" + "x" * 60 + "',",
        " 'other': '" + "y" * 60 + "'}",
    ]


def test_a_repr_that_fails_is_said(out: Any) -> None:
    class Broken:
        def __repr__(self) -> str:
            raise ValueError("no")

    shown(out, Broken())

    assert out.textContent == "<Broken; its repr failed: ValueError: no>"


def test_nodes_and_elements_are_put_in(out: Any) -> None:
    node = host.document.createElement("hr")

    assert shown(out, node) == "<div><hr></div>"
    assert shown(out, SimpleNamespace(node=node)) == "<div><hr></div>"


def escape(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


# MIME types


@pytest.mark.parametrize(
    ("bundle", "html"),
    [
        ({"text/plain": "a<b"}, "a&lt;b"),
        ({"text/html": "<i>x</i>"}, "<i>x</i>"),
        ({"image/svg+xml": "<?xml version='1.0'?><svg></svg>"}, "<svg></svg>"),
        ({"application/javascript": "void 0"}, "<script>void 0</script>"),
        ({"text/javascript": "void 0"}, "<script>void 0</script>"),
        ({"text/latex": "$x$"}, '<code class="pagelet-latex">$x$</code>'),
        (
            {"text/markdown": "*x*"},
            '<div class="pagelet-markdown pagelet-text">*x*</div>',
        ),
        (
            {"application/json": {"a": "<é>"}},
            '<pre class="pagelet-json" tabindex="0" aria-label="JSON">'
            '{\n  "a": "&lt;é&gt;"\n}</pre>',
        ),
        (
            {"image/png": PNG},
            f'<img src="{PNG_ADDRESS}" alt="Picture, 30 × 20 pixels" class="pagelet-image">',
        ),
        (
            {"image/jpeg": "/9j/\n4A=="},
            '<img src="data:image/jpeg;base64,/9j/4A==" alt="Picture" class="pagelet-image">',
        ),
        (
            {"image/gif": b"GIF8"},
            '<img src="data:image/gif;base64,R0lGOA==" alt="Picture" class="pagelet-image">',
        ),
        (
            {"image/webp": b"RIFF"},
            '<img src="data:image/webp;base64,UklGRg==" alt="Picture" class="pagelet-image">',
        ),
        (
            {"audio/wav": b"RIFF"},
            '<audio controls="" src="data:audio/wav;base64,UklGRg==" aria-label="Sound"></audio>',
        ),
        (
            {"video/mp4": b"abc"},
            '<video controls="" src="data:video/mp4;base64,YWJj" aria-label="Video"></video>',
        ),
        (
            {"application/pdf": b"%PDF"},
            '<object data="data:application/pdf;base64,JVBERg==" type="application/pdf" '
            'aria-label="PDF document" class="pagelet-pdf"></object>'
            '<p><a href="data:application/pdf;base64,JVBERg==" download="document.pdf">'
            "Download the PDF</a></p>",
        ),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_each_mime_type(out: Any, bundle: dict[str, object], html: str) -> None:
    assert shown(out, Showing(_repr_mimebundle_=lambda: bundle)) == f"<div>{html}</div>"


def test_the_first_type_that_is_known_is_used(out: Any) -> None:
    bundle: dict[str, object] = {"application/vnd.x+json": {}, "text/html": None}
    bundle |= {"image/svg+xml": "<svg></svg>", "text/plain": "x"}

    assert shown(out, Showing(_repr_mimebundle_=lambda: bundle)) == "<div><svg></svg></div>"


def test_a_widget_without_its_program_shows_its_text(out: Any) -> None:
    bundle = {
        "application/vnd.jupyter.widget-view+json": {"model_id": "1"},
        "text/plain": "IntSlider",
    }

    assert shown(out, Showing(_repr_mimebundle_=lambda: bundle)) == "<div>IntSlider</div>"


def test_a_bundle_may_come_with_metadata(out: Any) -> None:
    bundle = ({"image/png": PNG}, {"image/png": {"width": 15, "alt": 'a "cat"', "onload": "x"}})

    assert shown(out, Showing(_repr_mimebundle_=lambda: bundle)) == (
        f'<div><img src="{PNG_ADDRESS}" alt="a &quot;cat&quot;" class="pagelet-image" width="15">'
        "</div>"
    )


@pytest.mark.parametrize(
    ("method", "data", "part"),
    [
        ("_repr_html_", "<i>x</i>", "<i>x</i>"),
        ("_repr_markdown_", "*x*", "pagelet-markdown"),
        ("_repr_svg_", "<svg></svg>", "<svg></svg>"),
        ("_repr_png_", PNG, "image/png"),
        ("_repr_jpeg_", b"x", "image/jpeg"),
        ("_repr_latex_", "$x$", "pagelet-latex"),
        ("_repr_json_", {"a": 1}, "pagelet-json"),
        ("_repr_javascript_", "void 0", "<script>void 0</script>"),
        ("_repr_pdf_", b"%PDF", "application/pdf"),
    ],
)
def test_each_method(out: Any, method: str, data: object, part: str) -> None:
    assert part in shown(out, Showing(**{method: lambda: data}))
    assert part in shown(out, Showing(**{method: lambda: (data, {})}))
    assert shown(out, Showing(**{method: lambda: None})) == "<div>a showing</div>"


def test_methods_are_tried_in_order(out: Any) -> None:
    value = Showing(
        _repr_json_=lambda: {"a": 1}, _repr_png_=lambda: None, _repr_html_=lambda: "<i>x</i>"
    )

    assert shown(out, value) == "<div><i>x</i></div>"


def test_a_method_that_fails_is_said_once_and_the_next_is_used(
    out: Any, console: list[str]
) -> None:
    class Moody(Showing):
        pass

    def fail() -> object:
        raise ValueError("not today")

    value = Moody(_repr_mimebundle_=fail, _repr_html_=lambda: "<i>x</i>")

    assert shown(out, value, value) == "<div><i>x</i></div>" * 2
    assert console == [
        "warn: display: _repr_mimebundle_ of Moody failed, so it is not used. ValueError: not today"
    ]


def test_data_that_is_no_good_is_passed_over(out: Any, console: list[str]) -> None:
    class Odd(Showing):
        pass

    value = Odd(_repr_png_=lambda: 3, _repr_json_=lambda: "{")

    assert shown(out, value) == "<div>a showing</div>"
    assert [line.partition(" failed")[0] for line in console] == [
        "warn: display: image/png of Odd",
        "warn: display: application/json of Odd",
    ]


def test_an_object_that_has_every_attribute_shows_its_repr(out: Any) -> None:
    class Anything:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

        def __repr__(self) -> str:
            return "anything"

    assert shown(out, Anything()) == "<div>anything</div>"


def test_big_json_is_folded(out: Any) -> None:
    shown(out, JSON(list(range(40))))

    assert out.querySelector("summary").textContent == "JSON, 42 lines"
    assert not out.querySelector("details").hasAttribute("open")


# Wrappers


def test_wrappers_say_what_a_text_is(out: Any) -> None:
    assert shown(out, HTML("<i>x</i>")) == "<div><i>x</i></div>"
    assert shown(out, JavaScript("void 0")) == "<div><script>void 0</script></div>"
    assert "pagelet-latex" in shown(out, Latex("x"))
    assert "*x*" in shown(out, Markdown("*x*"))
    assert "pagelet-json" in shown(out, JSON([1]))


def test_a_drawing_can_be_described(out: Any) -> None:
    shown(out, SVG("<svg><path></path></svg>", alt="A bridge"))

    drawing = out.querySelector("svg")
    assert drawing.getAttribute("role") == "img"
    assert drawing.getAttribute("aria-label") == "A bridge"


def test_a_picture_comes_from_bytes_a_file_or_an_address(out: Any) -> None:
    assert 'src="data:,cat" alt=""' in shown(out, Image("data:,cat"))
    assert 'alt="&quot;&lt;"' in shown(out, Image("data:,cat", alt='"<')).replace('<"', '&lt;"')
    assert 'width="10"' in shown(out, Image("data:,cat", width=10))
    assert PNG_ADDRESS in shown(out, Image(PNG))
    assert "data:image/jpeg;" in shown(out, Image(b"\xff\xd8\xff\xe0"))
    assert "data:image/gif;" in shown(out, Image(b"GIF89a"))
    assert "data:image/webp;" in shown(out, Image(b"RIFF1234WEBP"))
    assert "<svg" in shown(out, Image(b"<svg></svg>"))
    # A file of text serves to see that files are read: what they hold is not checked.
    assert "data:image/png;" in shown(out, Image(Path(__file__)))
    assert "data:image/png;" in shown(out, Image(__file__))


def test_a_picture_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        Image(Path("no-such-picture.png"))


# Plots


class Figure:
    """As much of Matplotlib's figure as a picture needs."""

    dpi = 100

    def __init__(self, *axes: object) -> None:
        self.axes = axes
        self.dots: object = None

    def get_suptitle(self) -> str:
        return "Trees"

    def savefig(self, file: Any, **options: object) -> None:
        self.dots = options["dpi"]
        file.write(PNG)


def axes_with(title: str, x: str = "", y: str = "") -> object:
    return SimpleNamespace(get_title=lambda: title, get_xlabel=lambda: x, get_ylabel=lambda: y)


def test_a_plot_is_a_picture_with_a_description(out: Any) -> None:
    shown(out, Figure(axes_with("Growth", "year", "height"), axes_with("")))

    picture = out.querySelector("img")
    assert picture.getAttribute("alt") == "Plot: Trees; Growth, x axis: year, y axis: height"
    assert picture.getAttribute("src") == PNG_ADDRESS


def test_pyplot_shows_its_current_figure(out: Any) -> None:
    pyplot = SimpleNamespace(gcf=Figure, savefig=print)

    shown(out, pyplot)

    assert out.querySelector("img").getAttribute("alt") == "Plot: Trees"


@pytest.mark.skipif(sys.platform == "emscripten", reason="a real window keeps its own ratio")
def test_a_plot_is_as_sharp_as_the_screen(out: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host.window, "devicePixelRatio", 2, raising=False)
    figure = Figure()

    shown(out, figure)

    assert figure.dots == 200
    assert out.querySelector("img").getAttribute("width") == "15"


# Tables


class DataFrame:
    """As much of a pandas DataFrame as a table needs."""

    def __init__(
        self, columns: dict[object, list[object]], index: list[object] | None = None
    ) -> None:
        self._columns = columns
        size = len(next(iter(columns.values()), []))
        self.shape = size, len(columns)
        self._index = list(range(size)) if index is None else index

    @property
    def columns(self) -> list[object]:
        return list(self._columns)

    @property
    def index(self) -> Any:
        first = self._index[0] if self._index else None
        levels = len(first) if isinstance(first, tuple) else 1

        class Index(list[object]):
            names = [None] * levels

        return Index(self._index)

    @property
    def dtypes(self) -> list[object]:
        return [
            SimpleNamespace(kind="f" if isinstance(next(iter(cells), ""), int | float) else "O")
            for cells in self._columns.values()
        ]

    @property
    def iloc(self) -> Any:
        class Positions:
            def __getitem__(_, key: tuple[list[int], list[int]]) -> "DataFrame":  # noqa: N805
                rows, columns = key
                names = [self.columns[position] for position in columns]
                cells = {name: [self._columns[name][row] for row in rows] for name in names}
                return DataFrame(cells, [self._index[row] for row in rows])

        return Positions()

    def itertuples(self, *, index: bool, name: None) -> Iterator[tuple[object, ...]]:
        return zip(*self._columns.values(), strict=True)


DataFrame.__module__ = "pandas.core.frame"


def test_a_table_can_be_read_by_everybody(out: Any) -> None:
    shown(out, DataFrame({"name": ["<b>", "Bo"], "age": [3.0, float("nan")]}))

    region = out.firstElementChild.firstElementChild
    assert region.getAttribute("role") == "region"
    assert region.getAttribute("tabindex") == "0"
    assert region.getAttribute("aria-label") == "Table, 2 rows × 2 columns"
    assert region.innerHTML == (
        '<table class="pagelet-table"><caption>2 rows × 2 columns</caption>'
        '<thead><tr><td></td><th scope="col">name</th>'
        '<th scope="col" class="pagelet-number">age</th></tr></thead>'
        '<tbody><tr><th scope="row">0</th><td>&lt;b&gt;</td>'
        '<td class="pagelet-number">3.0</td></tr>'
        '<tr><th scope="row">1</th><td>Bo</td><td class="pagelet-number">NaN</td></tr></tbody>'
        "</table>"
    )


def test_a_long_table_shows_both_ends(out: Any) -> None:
    shown(out, DataFrame({"n": list(range(100))}))

    rows = [row.textContent for row in out.querySelectorAll("tbody tr")]
    assert rows == [
        "00",
        "11",
        "22",
        "33",
        "44",
        "... 90 more rows ...",
        *[f"{n}{n}" for n in range(95, 100)],
    ]
    assert out.querySelector("tbody td[colspan]").getAttribute("colspan") == "2"
    assert out.querySelector("caption").textContent == "100 rows × 1 column"


def test_a_wide_table_shows_both_ends(out: Any) -> None:
    shown(out, DataFrame({f"c{n}": [n] for n in range(30)}))

    names = [cell.textContent for cell in out.querySelectorAll("th[scope=col]")]
    assert names == [f"c{n}" for n in range(10)] + ["... 10 more ..."] + [
        f"c{n}" for n in range(20, 30)
    ]
    assert out.querySelectorAll("tbody td")[10].textContent == "..."


def test_labels_of_several_levels_get_a_cell_each(out: Any) -> None:
    shown(out, DataFrame({("x", "min"): [1.23456789]}, index=[("a", 1)]))

    assert [cell.textContent for cell in out.querySelectorAll("th")] == ["x · min", "a", "1"]
    assert out.querySelector("tbody td").textContent == "1.234568"


def test_an_empty_table_says_so(out: Any) -> None:
    shown(out, DataFrame({}))

    assert out.querySelector("caption").textContent == "0 rows × 0 columns"


# Markdown and formulas


def token(kind: str, **attributes: object) -> SimpleNamespace:
    return SimpleNamespace(type=kind, **{"tokens": [], "text": "", **attributes})


class Marked:
    """As much of the JavaScript library as is used: its tokens are the test's."""

    def __init__(self, *tokens: SimpleNamespace) -> None:
        self._tokens = tokens

    def lexer(self, text: str) -> tuple[SimpleNamespace, ...]:
        return self._tokens

    def walkTokens(self, tokens: Any, visit: Callable[[Any], None]) -> None:  # noqa: N802
        for each in tokens:
            visit(each)

    def parser(self, tokens: Any) -> str:
        return "<a href='#'>" + ", ".join(f"{each.type} {each.text}" for each in tokens) + "</a>"


def test_html_in_markdown_becomes_text() -> None:
    html = token("html", text="<script>")

    html_of_markdown(Marked(html), "")

    assert (html.type, html.escaped) == ("text", False)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "javascript&#58;alert(1)",
        "javascript&colon;alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/svg+xml;base64,x",
    ],
)
def test_links_in_markdown_that_run_are_dropped(address: str) -> None:
    link, picture = token("link", href=address), token("image", href=address)

    html_of_markdown(Marked(link, picture), "")

    assert (link.type, picture.type) == ("text", "text")


@pytest.mark.parametrize(
    "address",
    ["https://a.org/?x=a:b", "mailto:a@b.c", "page.html#a:b", "/x:y", "#top", "", "?a=b:c"],
)
def test_links_in_markdown_that_lead_somewhere_stay(address: str) -> None:
    link = token("link", href=address)

    html_of_markdown(Marked(link), "")

    assert link.type == "link"


def test_descriptions_in_markdown_cannot_leave_their_attribute() -> None:
    picture = token("image", href="cat.png", text='" onerror="alert(1)')

    html_of_markdown(Marked(picture), "")

    assert picture.text == "&quot; onerror=&quot;alert(1)"
    assert picture.tokens is None


async def turns_until(condition: Callable[[], object]) -> None:
    """Let the event loop turn until `condition` holds, or long enough."""
    for _ in range(100):
        if condition():
            return
        await host.next_turn()


def test_markdown_is_rendered_when_the_renderer_is_there(
    out: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def import_module(url: str) -> object:
        assert url == f"{host.asset_base}vendor/marked/marked.esm.js"
        return SimpleNamespace(marked=Marked(token("text", text="hi")))

    async def show() -> str:
        display(Markdown("*hi*"), target="out")
        at_once = str(out.textContent)
        await turns_until(lambda: out.querySelector("a"))
        return at_once

    monkeypatch.setattr(host, "import_module", import_module)

    assert host.wait(show()) == "*hi*"
    assert out.innerHTML == (
        '<div><div class="pagelet-markdown"><a href="#" rel="noopener">text hi</a></div></div>'
    )


def test_markdown_without_a_renderer_stays_text(
    out: Any, console: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def import_module(url: str) -> object:
        raise OSError("no network")

    async def show() -> None:
        display(Markdown("*hi*"), target="out")
        await turns_until(lambda: console)

    monkeypatch.setattr(host, "import_module", import_module)
    host.wait(show())

    assert out.textContent == "*hi*"
    assert console == ["warn: display: Markdown stays as it is. OSError: no network"]


def katex_for(html: str) -> object:
    def render(formula: str) -> str:
        if formula == "bad":
            raise ValueError("what is bad?")
        return f"<b>{formula}</b>{html}"

    return SimpleNamespace(renderToString=render)


@pytest.mark.skipif(sys.platform == "emscripten", reason="a real window takes no Python object")
def test_formulas_use_a_renderer_of_the_page(
    out: Any, console: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host.window, "katex", katex_for("<i></i>"), raising=False)

    assert shown(out, Latex("$x$")) == "<div><b>x</b><i></i></div>"
    assert shown(out, Latex(r"\(x\)")) == "<div><b>x</b><i></i></div>"
    assert shown(out, Latex("$$x$$")) == r"<div><b>\displaystyle x</b><i></i></div>"
    assert shown(out, Latex("$bad$")) == '<div><code class="pagelet-latex">$bad$</code></div>'
    assert console == ["warn: display: KaTeX cannot show 'bad'. what is bad?"]


@pytest.mark.skipif(sys.platform == "emscripten", reason="a real window takes no Python object")
def test_formulas_are_handed_to_mathjax(out: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Any] = []
    mathjax = SimpleNamespace(typesetPromise=handed.append)
    monkeypatch.setattr(host.window, "MathJax", mathjax, raising=False)

    assert shown(out, Latex("$x$")) == r"<div><span>\(x\)</span></div>"
    assert shown(out, Latex("x^2")) == r"<div><span>\[x^2\]</span></div>"
    assert [node.textContent for nodes in handed for node in nodes] == [r"\(x\)", r"\[x^2\]"]
