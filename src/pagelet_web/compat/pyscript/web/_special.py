"""Elements that can do more than others: choices, canvas, video."""

from collections.abc import Iterator
from typing import Any

import js

from ._element import ContainerElement, Element


class Options:
    """The options of a list of choices, live."""

    def __init__(self, element: Element) -> None:
        self._element = element

    def _nodes(self) -> list[Any]:
        return list(self._element.node.querySelectorAll("option"))

    def __getitem__(self, key: int | slice) -> Any:
        nodes = self._nodes()[key]
        if isinstance(nodes, list):
            return [Element.wrap_dom_element(node) for node in nodes]
        return Element.wrap_dom_element(nodes)

    def __iter__(self) -> Iterator[Element]:
        return iter([Element.wrap_dom_element(node) for node in self._nodes()])

    def __len__(self) -> int:
        return len(self._nodes())

    def __repr__(self) -> str:
        return f"Options (length: {len(self)}) {list(self)}"

    @property
    def options(self) -> list[Element]:
        """The options, as a list."""
        return list(self)

    @property
    def selected(self) -> Element:
        """The option that is chosen.

        Raises:
            IndexError: none is.
        """
        for node in self._nodes():
            if node.selected:
                return Element.wrap_dom_element(node)
        raise IndexError("None of the options is chosen.")

    def add(
        self,
        value: Any = None,
        html: str | None = None,
        text: str | None = None,
        before: Any = None,
        **attrs: Any,
    ) -> None:
        """Add an option, at the end or before another one (an option or its number)."""
        option = Element.wrap_dom_element(js.document.createElement("option"))
        if value is not None:
            option.value = value
        if html is not None:
            option.node.innerHTML = html
        if text is not None:
            option.node.textContent = text
        option.update(**attrs)
        if isinstance(before, int):
            nodes = self._nodes()
            before = nodes[before] if -len(nodes) <= before < len(nodes) else None
        if before is None:
            self._element.node.append(option.node)
        else:
            getattr(before, "node", before).before(option.node)

    def clear(self) -> None:
        """Remove all options."""
        for node in self._nodes():
            node.remove()

    def remove(self, index: int) -> None:
        """Remove the option with this number."""
        self._nodes()[index].remove()


class HasOptions:
    """A list of choices."""

    @property
    def options(self) -> Options:
        """Its options, live."""
        return Options(self)  # type: ignore[arg-type]


class datalist(HasOptions, ContainerElement):  # noqa: N801 - HTML's name
    """`<datalist>`."""


class optgroup(HasOptions, ContainerElement):  # noqa: N801 - HTML's name
    """`<optgroup>`."""


class select(HasOptions, ContainerElement):  # noqa: N801 - HTML's name
    """`<select>`."""


class canvas(ContainerElement):  # noqa: N801 - HTML's name
    """`<canvas>`."""

    def draw(self, what: Any, width: int | None = None, height: int | None = None) -> None:
        """Draw a picture, a canvas or what a video shows now, at the top left."""
        source = getattr(what, "node", what)
        size = [] if width is None and height is None else _size(source, width, height)
        self.node.getContext("2d").drawImage(source, 0, 0, *size)

    def download(self, filename: str = "snapped.png") -> None:
        """Save what is drawn as a file on the person's computer."""
        link = js.document.createElement("a")
        link.download = filename
        link.href = self.node.toDataURL()
        js.document.body.append(link)
        link.click()
        link.remove()


class video(ContainerElement):  # noqa: N801 - HTML's name
    """`<video>`."""

    def snap(self, to: Any = None, width: int | None = None, height: int | None = None) -> Any:
        """Draw what is seen now on a canvas and return it.

        Args:
            to: a canvas (element or CSS selector); without it a new one is made.
            width: of the picture, in pixels; without it the video's.
            height: the same.

        Raises:
            TypeError: `to` is no canvas.
        """
        width, height = _size(self.node, width, height)
        if to is None:
            to = canvas(width=width, height=height)
        node = js.document.querySelector(to) if isinstance(to, str) else getattr(to, "node", to)
        if str(getattr(node, "tagName", "")).lower() != "canvas":
            raise TypeError("Element to snap to must be a canvas.")
        target = Element.wrap_dom_element(node)
        target.draw(self, width, height)
        return target


def _size(source: Any, width: int | None, height: int | None) -> list[int]:
    def of(*names: str) -> int:
        return next((int(size) for name in names if (size := getattr(source, name, 0))), 0)

    full_width, full_height = of("videoWidth", "width"), of("videoHeight", "height")
    if width is None and height is not None and full_height:
        width = round(full_width * height / full_height)
    if height is None and width is not None and full_width:
        height = round(full_height * width / full_width)
    return [width or full_width, height or full_height]


__all__ = ["HasOptions", "Options", "canvas", "datalist", "optgroup", "select", "video"]
