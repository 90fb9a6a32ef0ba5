"""The tags of PyScript's first release (2022), so that pages and tutorials of that time run.

    <py-title>Title</py-title>                                a heading
    <py-box widths="2;1">...</py-box>                         its children stand side by side
    <py-button label="Go">def on_click(event): ...</py-button>
    <py-inputbox>def on_keypress(event): ...</py-inputbox>
    <py-repl>print("Hello")</py-repl>                         a field for code with a button Run

Their code ran with names that nobody imported: `Element` and `pyscript`. Both are here, too.
"""

import textwrap
from collections.abc import Callable
from html import unescape
from typing import Any

import __main__
from pagelet import output
from pagelet._handlers import attach
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet.display import display
from pagelet.page.search import select_id
from pagelet.source import Source

# What is left to run: the code, where its output goes, and what to do afterwards.
Rest = tuple[str, Node, Callable[[], object] | None]

NAMES = ("Element", "pyscript")


class Element:
    """An element by its id: `Element("result").write("done")`."""

    def __init__(self, element_id: str, element: Node = None) -> None:
        self._id = element_id.removeprefix("#")
        self._element = element

    @property
    def id(self) -> str:
        """The element's id."""
        return self._id

    @property
    def element(self) -> Node:
        """The DOM node."""
        return self._element if self._element is not None else select_id(self._id)

    @property
    def value(self) -> Any:
        """What a field holds."""
        return self.element.value

    @property
    def innerHtml(self) -> str:  # noqa: N802 - its name in 2022
        """The HTML in the element."""
        return str(self.element.innerHTML)

    def write(self, value: object, append: bool = False) -> None:
        """Show `value` in the element."""
        display(value, target=self.element, append=append)

    def clear(self) -> None:
        """Empty the element or field."""
        if hasattr(self.element, "value"):
            self.element.value = ""
        else:
            self.element.replaceChildren()

    def select(self, query: str, from_content: bool = False) -> "Element | None":
        """Return the first element inside that matches the CSS selector, or None."""
        root = self.element.content if from_content else self.element
        found = host.query(root, query)
        return Element(str(found.id), found) if found else None

    def clone(self, new_id: str | None = None, to: "Element | None" = None) -> "Element":
        """Return a copy, put behind the element or into `to`."""
        copy = self.element.cloneNode(True)
        copy.id = new_id or ""
        if to is None:
            self.element.after(copy)
        else:
            to.element.append(copy)
        return Element(copy.id, copy)

    def remove_class(self, names: str | list[str]) -> None:
        """Take classes away."""
        self.element.classList.remove(*([names] if isinstance(names, str) else names))

    def add_class(self, names: str | list[str]) -> None:
        """Give the element classes."""
        self.element.classList.add(*([names] if isinstance(names, str) else names))


def write(element_id: str, value: object, append: bool = False, exec_id: int = 0) -> None:
    """Show `value` in the element with this id: `pyscript.write("result", 42)`."""
    Element(element_id).write(value, append=append)


def provide(code: str) -> None:
    """Give the program `Element` and `pyscript` if it uses them without an import."""
    names = vars(__main__)
    if "Element(" in code and "Element" not in names:
        names["Element"] = Element
    if "pyscript.write(" in code and "pyscript" not in names:
        import importlib

        names["pyscript"] = module = importlib.import_module("pyscript")
        module.write = write  # type: ignore[attr-defined]


def take(node: Node) -> Rest | None:
    """Turn an element of 2022 into HTML of today; return what is left to run, if anything."""
    return _WAYS[str(node.localName)](node)


def _code(node: Node) -> str:
    return textwrap.dedent(unescape(str(node.innerHTML))).strip("\n")


def _title(node: Node) -> None:
    node.replaceChildren(make("h1", str(node.textContent).strip()))


def _box(node: Node) -> None:
    node.style.display = "flex"
    widths = str(node.getAttribute("widths") or "").replace("/", ";").split(";")
    for child, width in zip(list(node.children), [*widths, *[""] * 99], strict=False):
        child.style.flex = f"{width.strip() or '1'} 1 0"


def _button(node: Node) -> Rest:
    code = _code(node)
    button = make("button", str(node.getAttribute("label") or "Run"), type="button")
    _replace(node, button)
    return code, node, lambda: _listen(button, "click", "on_click", "onclick")


def _inputbox(node: Node) -> Rest:
    code = _code(node)
    field = make("input", type="text", aria_label=str(node.getAttribute("label") or "Input"))
    _replace(node, field)
    return code, node, lambda: _listen(field, "keypress", "on_keypress", "onkeypress")


def _replace(node: Node, control: Node) -> None:
    """Put the control into the element; it has the element's id, as in 2022."""
    control.id, control.className = node.id, node.className
    node.removeAttribute("id")
    node.replaceChildren(control)


def _listen(control: Node, event: str, *names: str) -> None:
    """Tie the function that the tag has just defined; the next tag may define one by that name."""
    for name in names:
        if function := vars(__main__).pop(name, None):
            attach([control], event, function, {})


def _repl(node: Node) -> Rest:
    """Make a field for code, a button Run, and a place for what comes out."""
    code = _code(node)
    field = make("textarea", rows=max(3, code.count("\n") + 1), aria_label="Python code")
    field.className, field.spellcheck, field.value = "pagelet-repl-code", False, code
    button = make("button", "Run", type="button", class_="pagelet-repl-run")
    target = str(node.getAttribute("output") or "").removeprefix("#")
    shown = host.document.getElementById(target) if target else None
    place = shown or make("div", class_="pagelet-output")
    node.replaceChildren(field, button, *([] if shown else [place]))
    node.style.display = "block"
    here = output.Output(place)

    async def run() -> None:
        output.use(here)
        here.clear()
        provide(field.value)
        try:
            await _run_cell(Source("py-repl", str(field.value)))
        except BaseException as error:  # noqa: BLE001 - shown to the person at the page
            here.show_error(error)

    def key(event: Any) -> Any:
        if event.key == "Enter" and event.shiftKey:
            event.preventDefault()
            return run()
        return None

    attach([button], "click", run, {})
    attach([field], "keydown", key, {})
    return "", place, None


async def _run_cell(source: Source) -> None:
    """Run code and show the value of a last line that is an expression."""
    import ast

    tree = ast.parse(source.code)
    last = tree.body[-1] if tree.body else None
    names = vars(__main__)
    if isinstance(last, ast.Expr):
        first = "\n".join(source.code.split("\n")[: last.lineno - 1])
        expression = "\n".join(source.code.split("\n")[last.lineno - 1 :])
        await Source(source.name, first).run(names)
        program = Source(source.name, f"_ = ({expression.strip()}\n)", last.lineno)
        await program.run(names)
        if names.get("_") is not None:
            display(names["_"])
    else:
        await source.run(names)


_WAYS: dict[str, Callable[[Node], Rest | None]] = {
    "py-title": _title,
    "py-box": _box,
    "py-button": _button,
    "py-inputbox": _inputbox,
    "py-repl": _repl,
}
