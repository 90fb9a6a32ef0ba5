"""How names in Python become names of the DOM and of HTML."""

import re
from functools import cache

# Written in capitals by the DOM when they do not come first: innerHTML, baseURI, toDataURL.
ACRONYMS = frozenset({"css", "html", "ns", "uri", "url", "xml"})
RESERVED = {"class": "className", "for": "htmlFor"}

# SVG elements that HTML has no element of the same name for; those need SVG's own namespace.
SVG_TAGS = frozenset(
    {"svg", "g", "defs", "symbol", "use", "marker", "mask", "pattern", "clipPath", "filter"}
    | {"circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "image"}
    | {"text", "tspan", "textPath", "foreignObject"}
    | {"linearGradient", "radialGradient", "stop", "animate", "animateMotion", "animateTransform"}
)


@cache
def property_name(name: str) -> str:
    """Return the DOM's property: `text_content` -> `textContent`, `inner_html` -> `innerHTML`."""
    name = name.removesuffix("_")
    if name in RESERVED:
        return RESERVED[name]
    first, *rest = name.split("_")
    return first + "".join(
        part.upper() if part in ACRONYMS else part[:1].upper() + part[1:] for part in rest
    )


def python_name(name: str) -> str:
    """Return how a DOM property is written in Python: the opposite of `property_name`."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


@cache
def attribute_name(name: str) -> str:
    """Return the HTML attribute: `aria_label` -> `aria-label`, `for_` -> `for`."""
    return name.removesuffix("_").replace("_", "-")


@cache
def style_name(name: str) -> str:
    """Return the CSS property: `background_color` -> `background-color`; `--own_name` stays."""
    return name if name.startswith("--") else name.removesuffix("_").replace("_", "-")
