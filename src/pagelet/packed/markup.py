"""The page of an app as it stands in one file, and back.

What a browser would load while it reads the page cannot be loaded: nothing is beside the file. So
style sheets and plain scripts stand in the page in the place of the elements that name them, and
other elements wait under another name until packed.js serves them. Each change can be undone.
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

# Returns the content of a file by its name in the app, None if there is none.
Read = Callable[[str], bytes | None]

PREFIX = "data-packed-"
WAITING_TYPE = "packed/"

# What elements load, by their attributes.
LOADING = {
    "audio": ("src",),
    "embed": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "link": ("href",),
    "object": ("data",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
_CLASSIC = frozenset({"", "text/javascript", "application/javascript", "text/ecmascript"})
# A link with other attributes is one that a program may look for.
_PLAIN_LINK = frozenset({"rel", "href", "type", "media", "charset"})
_PLAIN_SCRIPT = frozenset({"src", "type", "charset", "language"})

_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|$")
# What would end a script or a style, or begin a comment in it.
_ENDING = re.compile(r"<(\\*)(?=/?script|/?style|!--)", re.IGNORECASE)
_ESCAPED_ENDING = re.compile(r"<\\(\\*)(?=/?script|/?style|!--)", re.IGNORECASE)
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\ufeff\ufffe\uffff]")

# What a style sheet loads. While it waits, the address is that of a text that is nothing else.
_LOADED = re.compile(r"""(url\(\s*|@import\s+)(["']?)([^"')\s]+)\2""", re.IGNORECASE)
_WAITING = "data:,packed/"

_STAND_IN = re.compile(rf'<(style|script) {PREFIX}tag="([^"]*)"([^>]*)>(.*?)</\1>', re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass(frozen=True)
class Tag:
    """A start tag as it stands in a page."""

    name: str
    start: int
    text: str
    attributes: dict[str, str]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[Tag] = []
        self._lines = [0, *(found.end() for found in re.finditer("\n", page))]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        text = self.get_starttag_text() or ""
        attributes = {name: value or "" for name, value in reversed(attrs)}
        self.found.append(Tag(tag, self._lines[line - 1] + column, text, attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)


def tags_in(page: str) -> list[Tag]:
    """Return the start tags of a page, in order."""
    return _Tags(page).found


def local_name(address: str, folder: str) -> str | None:
    """Return the name of the file at an address, None if it is not the app's.

    Args:
        address: as a page has it.
        folder: where the page is, "" or a name that ends in "/".
    """
    address = address.strip()
    if _OUTSIDE.match(address):
        return None
    path = unquote(re.split("[?#]", address)[0])
    base = "" if path.startswith("/") else folder
    name = posixpath.normpath(base + path.lstrip("/"))
    return None if name.startswith("..") else name


# ----------------------------------------------------------------------------------------- text


def is_readable(content: bytes) -> bool:
    """Return whether a file can stand in a page as text and come out of it as it was."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if "\r" in text and text.count("\r\n") != text.count("\n"):
        return False
    plain = text.replace("\r\n", "\n")
    return "\r" not in plain and not _NOT_TEXT.search(plain)


def framed(content: bytes) -> tuple[str, str]:
    """Return a readable file's text as it stands in an element, and attributes that say how."""
    text = content.decode("utf-8")
    attributes = ""
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
        attributes += f' {PREFIX}lines="crlf"'
    if not text.endswith("\n"):
        text += "\n"
        attributes += f' {PREFIX}end="open"'
    return "\n" + _ENDING.sub(r"<\\\1", text), attributes


def unframed(text: str, attributes: dict[str, str]) -> bytes:
    """Return the file that stands in an element as `text`."""
    # An editor may have changed the ends of all lines.
    text = text.replace("\r\n", "\n").removeprefix("\n")
    if attributes.get(f"{PREFIX}end") == "open":
        text = text.removesuffix("\n")
    text = _ESCAPED_ENDING.sub(r"<\1", text)
    if attributes.get(f"{PREFIX}lines") == "crlf":
        text = text.replace("\n", "\r\n")
    return text.encode()


def attributes_in(text: str) -> dict[str, str]:
    """Return the attributes that stand in a start tag of ours."""
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(text)}


# ----------------------------------------------------------------------------------------- pages


@dataclass
class Changed:
    """A page as it stands in one file."""

    page: str
    used: set[str] = field(default_factory=set)
    """The files that stand in it as they are."""


def packed_page(page: str, folder: str, read: Read, ours: Read) -> Changed:
    """Return a page that loads nothing by itself.

    Args:
        page: its HTML.
        folder: where it is in the app, "" or a name that ends in "/".
        read: returns a file of the app.
        ours: returns a file of Pagelet's.
    """
    changed = Changed("")
    parts: list[str] = []
    at = 0
    for tag in tags_in(page):
        if tag.start < at:
            continue
        new, end = _replaced(tag, page, folder, read, ours, changed.used)
        if new is not None:
            parts += [page[at : tag.start], new]
            at = end
    changed.page = "".join([*parts, page[at:]])
    return changed


def original_page(packed: str) -> tuple[str, dict[str, bytes]]:
    """Return the page that `packed_page` was given, and the files that stood in its result."""
    files: dict[str, bytes] = {}

    def restored(found: re.Match[str]) -> str:
        attributes = attributes_in(found[3])
        if (name := attributes.get(f"{PREFIX}file")) and f"{PREFIX}ours" not in found[3]:
            text = found[4].replace(_WAITING, "") if found[1] == "style" else found[4]
            files[name] = unframed(text, attributes)
        return html.unescape(found[2])

    page = _STAND_IN.sub(restored, packed)
    parts: list[str] = []
    at = 0
    for tag in tags_in(page):
        if tag.name == "style":
            end = _end_of_style(page, tag)
            parts += [page[at : tag.end], page[tag.end : end].replace(_WAITING, "")]
            at = end
            continue
        text = tag.text.replace(_WAITING, "") if "style" in tag.attributes else tag.text
        text = re.sub(
            rf"(\s){PREFIX}(src|srcset|href|xlink:href|poster|data)(?=[\s=])", r"\1\2", text
        )
        if tag.name == "script":
            text = text.replace(f' type="{WAITING_TYPE}classic"', "")
            text = re.sub(rf"(\stype\s*=\s*[\"']?\s*){WAITING_TYPE}", r"\1", text)
        parts += [page[at : tag.start], text]
        at = tag.end
    return "".join([*parts, page[at:]]), files


def _replaced(
    tag: Tag, page: str, folder: str, read: Read, ours: Read, used: set[str]
) -> tuple[str | None, int]:
    """Return what stands in a tag's place, None if it stays, and where what it replaces ends."""
    if tag.name == "script":
        return _script(tag, page, folder, read, used)
    if tag.name == "link" and "stylesheet" in tag.attributes.get("rel", "").lower().split():
        sheet = _style_sheet(tag, folder, read, ours, used)
        if sheet is not None:
            return sheet, tag.end
    if tag.name == "style":
        end = _end_of_style(page, tag)
        return tag.text + _waiting(page[tag.end : end], folder, read), end
    text = tag.text
    if "style" in tag.attributes:
        text = _waiting(text, folder, read)
    for attribute in LOADING.get(tag.name, ()):
        if any(
            (name := local_name(address, folder)) and (read(name) or ours(name)) is not None
            for address in _addresses(tag, attribute)
        ):
            text = re.sub(
                rf"(\s){attribute}(?=\s*=)", rf"\1{PREFIX}{attribute}", text, count=1, flags=re.I
            )
    return (None if text == tag.text else text), tag.end


def _end_of_style(page: str, tag: Tag) -> int:
    found = re.compile("</style", re.IGNORECASE).search(page, tag.end)
    return found.start() if found else len(page)


def _addresses(tag: Tag, attribute: str) -> Iterator[str]:
    value = tag.attributes.get(attribute, "")
    if attribute == "srcset":
        yield from (each.split()[0] for each in value.split(",") if each.strip())
    elif value:
        yield value


def _style_sheet(tag: Tag, folder: str, read: Read, ours: Read, used: set[str]) -> str | None:
    name = local_name(tag.attributes.get("href", ""), folder)
    if name is None or not tag.attributes.keys() <= _PLAIN_LINK or "\n" in name:
        return None
    content, mark = read(name), ""
    if content is None:
        content, mark = ours(name), f" {PREFIX}ours"
    if content is None or not _stands_as_it_is(content):
        return None
    if not mark:
        used.add(name)
    media = tag.attributes.get("media")
    more = f' media="{html.escape(media)}"' if media else ""
    place = name.rpartition("/")[0]
    css = _waiting(content.decode(), f"{place}/" if place else "", read).encode()
    return _stand_in("style", tag.text, name, css, mark + more)


def _waiting(css: str, folder: str, read: Read) -> str:
    """Return styles that do not load the files of the app that they name."""

    def waiting(found: re.Match[str]) -> str:
        name = local_name(found[3], folder)
        if name is None or read(name) is None:
            return found[0]
        return f"{found[1]}{found[2]}{_WAITING}{found[3]}{found[2]}"

    return _LOADED.sub(waiting, css)


def _stands_as_it_is(content: bytes) -> bool:
    """Return whether a style sheet or a script can be at work in an element."""
    return is_readable(content) and not _ENDING.search(content.decode())


def _script(tag: Tag, page: str, folder: str, read: Read, used: set[str]) -> tuple[str | None, int]:
    kind = tag.attributes.get("type", "").strip().lower()
    if kind in ("module", "importmap"):
        text = re.sub(
            r"(\stype\s*=\s*[\"']?\s*)", rf"\1{WAITING_TYPE}", tag.text, count=1, flags=re.I
        )
        return text, tag.end
    name = local_name(tag.attributes.get("src", ""), folder) if "src" in tag.attributes else None
    content = read(name) if name else None
    if kind not in _CLASSIC or name is None or content is None:
        return None, tag.end
    end = re.compile(r"\s*</script\s*>", re.I).match(page, tag.end)
    if end and tag.attributes.keys() <= _PLAIN_SCRIPT and _stands_as_it_is(content):
        used.add(name)
        return _stand_in("script", page[tag.start : end.end()], name, content, ""), end.end()
    if "type" in tag.attributes:
        text = re.sub(
            r"(\stype\s*=\s*[\"']?\s*)", rf"\1{WAITING_TYPE}", tag.text, count=1, flags=re.I
        )
    else:
        text = f'{tag.text[:7]} type="{WAITING_TYPE}classic"{tag.text[7:]}'
    return text, tag.end


def _stand_in(element: str, replaced: str, name: str, content: bytes, more: str) -> str:
    text, how = framed(content)
    return (
        f'<{element} {PREFIX}tag="{html.escape(replaced)}" {PREFIX}file="{html.escape(name)}"'
        f"{how}{more}>{text}</{element}>"
    )
