"""How values become nodes of the page.

    box_for(value)
        text, node, table          by what it is
        _repr_mimebundle_          data for several MIME types; the first one known here is used
        _repr_html_, ...           data for one MIME type
        savefig                    plots
        anything else              its repr

Every MIME type has one entry in FORMATS: a function that fills a box with data and metadata.
"""

import base64
import json
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._markup import fill_with_latex, fill_with_markdown
from pagelet._nodes import make
from pagelet._plots import picture_of_figure
from pagelet._tables import table_node

Metadata: TypeAlias = Mapping[str, Any]
Format: TypeAlias = Callable[[Node, Any, Metadata], None]

IMAGE_ATTRIBUTES = ("width", "height", "title", "class", "style", "id")
LONGEST_LINE = 80
# Laying out a text of this length nicely takes longer than anybody wants to wait.
LONGEST_PRETTY = 20_000
OPEN_JSON_LINES = 20


def box_for(value: object) -> Node | None:
    """Return a new box that shows `value`, or None if there is nothing to see."""
    box = make("div")
    if isinstance(value, str):
        _fill_with_text(box, value)
    elif (node := _existing_node(value)) is not None:
        box.append(node)
    elif not any(way(box, value) for way in WAYS):
        _fill_with_text(box, _repr(value))
    is_blank = not box.firstElementChild and not box.textContent.strip()
    return None if is_blank else box


def _existing_node(value: object) -> Node | None:
    # In this order: an Element has its node's attributes, too, without being one.
    for candidate in (_get(value, "node"), value):
        if isinstance(_get(candidate, "nodeType"), int):
            return candidate
    return None


# Ways to show a value. Each fills the box and returns True, or returns False for the next one.


def _as_table(box: Node, value: object) -> bool:
    table = _guarded(value, "its table", lambda: table_node(value))
    if table is not None:
        box.append(table)
    return table is not None


def _from_bundle(box: Node, value: object) -> bool:
    bundle, metadata = _with_metadata(_call(value, "_repr_mimebundle_"))
    if not isinstance(bundle, Mapping):
        return False
    return any(
        _fill(box, value, mime, data, metadata.get(mime) or {}) for mime, data in bundle.items()
    )


def _from_methods(box: Node, value: object) -> bool:
    return any(
        _fill(box, value, mime, _call(value, method), {}) for method, mime in METHODS.items()
    )


def _from_figure(box: Node, value: object) -> bool:
    if isinstance(value, type) or not callable(_get(value, "savefig")):
        return False
    picture = _guarded(value, "savefig", lambda: picture_of_figure(value))
    return _fill(box, value, "image/png", picture, {})


WAYS = (_as_table, _from_bundle, _from_methods, _from_figure)


def _fill(box: Node, value: object, mime: str, data: object, metadata: Metadata) -> bool:
    """Fill `box` with data of one MIME type, if it is known and the data is good."""
    data, own = _with_metadata(data)
    if data is None or mime not in FORMATS:
        return False

    def fill() -> bool:
        FORMATS[mime](box, data, {**metadata, **own})
        return True

    if _guarded(value, mime, fill):
        return True
    box.replaceChildren()
    return False


def _with_metadata(data: object) -> tuple[Any, Metadata]:
    if isinstance(data, tuple) and len(data) == 2 and isinstance(data[1], Mapping):
        return data
    return data, {}


# What objects offer


def _get(value: object, name: str) -> Any:
    try:
        return getattr(value, name, None)
    except Exception:  # noqa: BLE001 - a value that has no such thing may fail in any way
        return None


def _call(value: object, method: str) -> object:
    """Return what the method gives, or None if there is no such method or it fails."""
    # A class has the methods of its objects, but they do not describe the class.
    function = None if isinstance(value, type) else _get(value, method)
    return _guarded(value, method, function) if callable(function) else None


def _guarded(value: object, what: str, function: Callable[[], Any]) -> Any:
    """Return what `function` gives; if it fails, say so once in the console and return None."""
    try:
        return function()
    except Exception as error:  # noqa: BLE001 - the next way of showing the value is tried
        kind = type(value).__name__
        if (kind, what) not in _reported:
            _reported.add((kind, what))
            reason = f"{type(error).__name__}: {error}"
            host.log("warn", f"display: {what} of {kind} failed, so it is not used. {reason}")
        return None


_reported: set[tuple[str, str]] = set()


def _repr(value: object) -> str:
    try:
        text = repr(value)
    except Exception as error:  # noqa: BLE001 - something must be shown
        return f"<{type(value).__name__}; its repr failed: {type(error).__name__}: {error}>"
    is_long = LONGEST_LINE < len(text) < LONGEST_PRETTY and "\n" not in text
    if is_long and isinstance(value, dict | list | tuple | set | frozenset):
        from pprint import pformat  # slow to load, seldom needed

        return pformat(value, width=LONGEST_LINE, sort_dicts=False)
    return text


# Text


def _fill_with_text(box: Node, text: str) -> None:
    box.append(text)
    # Where the browser would join spaces and lines, a class asks it to keep them.
    if text != " ".join(text.split()):
        box.className = "pagelet-text"


def _plain(box: Node, data: Any, metadata: Metadata) -> None:
    _fill_with_text(box, str(data))


def _html(box: Node, data: Any, metadata: Metadata) -> None:
    host.insert_html(box, str(data))


def _markdown(box: Node, data: Any, metadata: Metadata) -> None:
    fill_with_markdown(box, str(data))


def _latex(box: Node, data: Any, metadata: Metadata) -> None:
    fill_with_latex(box, str(data))


def _json(box: Node, data: Any, metadata: Metadata) -> None:
    if isinstance(data, str):
        data = json.loads(data)
    text = json.dumps(data, indent=2, ensure_ascii=False, default=str)
    lines = text.count("\n") + 1
    code = make("pre", text, class_="pagelet-json", tabindex=0, aria_label="JSON")
    if lines <= OPEN_JSON_LINES:
        box.append(code)
    else:
        box.append(make("details", make("summary", f"JSON, {lines} lines"), code))


def _javascript(box: Node, data: Any, metadata: Metadata) -> None:
    # A script that was made by createElement runs when it enters the page.
    box.append(make("script", str(data)))


# Pictures, sound, documents


def _image(mime: str) -> Format:
    def fill(box: Node, data: Any, metadata: Metadata) -> None:
        alt = metadata.get("alt") or _size(data)
        image = make("img", src=_data_address(mime, data), alt=alt, class_="pagelet-image")
        for name in IMAGE_ATTRIBUTES:
            if metadata.get(name) is not None:
                image.setAttribute(name, str(metadata[name]))
        box.append(image)

    return fill


def _svg(box: Node, data: Any, metadata: Metadata) -> None:
    text = data.decode() if isinstance(data, bytes) else str(data)
    # What stands before <svg> (<?xml ...>, <!DOCTYPE ...>) has no meaning inside HTML.
    host.insert_html(box, text[max(text.find("<svg"), 0) :])
    drawing = box.querySelector("svg")
    if drawing and metadata.get("alt"):
        drawing.setAttribute("role", "img")
        drawing.setAttribute("aria-label", str(metadata["alt"]))


def _pdf(box: Node, data: Any, metadata: Metadata) -> None:
    address = _data_address("application/pdf", data)
    link = make("a", "Download the PDF", href=address, download="document.pdf")
    label = metadata.get("alt") or "PDF document"
    viewer = make("object", data=address, type="application/pdf", aria_label=label)
    viewer.setAttribute("class", "pagelet-pdf")
    # Beside the viewer, too: not every browser has one, and some show it empty.
    box.append(viewer, make("p", link))


def _media(tag: str, mime: str) -> Format:
    def fill(box: Node, data: Any, metadata: Metadata) -> None:
        label = metadata.get("alt") or {"audio": "Sound", "video": "Video"}[tag]
        box.append(make(tag, controls="", src=_data_address(mime, data), aria_label=label))

    return fill


def _data_address(mime: str, data: Any) -> str:
    # Text is base64 already: so Jupyter has it.
    encoded = "".join(data.split()) if isinstance(data, str) else base64.b64encode(data).decode()
    return f"data:{mime};base64,{encoded}"


def _size(data: Any) -> str:
    """Return a description for a picture that came without one."""
    head = base64.b64decode(data[:44]) if isinstance(data, str) else bytes(data[:32])
    if head.startswith(b"\x89PNG") and len(head) >= 24:
        width, height = struct.unpack(">II", head[16:24])
        return f"Picture, {width} × {height} pixels"
    return "Picture"


def _formats() -> Iterator[tuple[str, Format]]:
    yield "text/html", _html
    yield "text/markdown", _markdown
    yield "text/latex", _latex
    yield "text/plain", _plain
    yield "image/svg+xml", _svg
    yield "application/json", _json
    yield "application/javascript", _javascript
    yield "text/javascript", _javascript
    yield "application/pdf", _pdf
    for kind in ("png", "jpeg", "gif", "webp", "avif", "bmp"):
        yield f"image/{kind}", _image(f"image/{kind}")
    for kind in ("mpeg", "ogg", "wav", "webm", "mp4", "flac", "aac"):
        yield f"audio/{kind}", _media("audio", f"audio/{kind}")
    for kind in ("mp4", "ogg", "webm"):
        yield f"video/{kind}", _media("video", f"video/{kind}")


FORMATS = dict(_formats())

# The methods that objects offer to Jupyter, in the order in which they are tried.
METHODS = {
    "_repr_html_": "text/html",
    "_repr_markdown_": "text/markdown",
    "_repr_svg_": "image/svg+xml",
    "_repr_png_": "image/png",
    "_repr_jpeg_": "image/jpeg",
    "_repr_latex_": "text/latex",
    "_repr_json_": "application/json",
    "_repr_javascript_": "application/javascript",
    "_repr_pdf_": "application/pdf",
}
