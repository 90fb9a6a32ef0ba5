"""An editor as a person sees it: the field for code, Run and Stop, and what comes out."""

from collections.abc import Callable
from typing import Any

from pagelet import output
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make
from pagelet.errors import DownloadError

LEAVE = "Escape, then Tab, leaves the editor."


class View:
    """The box of one editor.

    Args:
        kind: "py-editor" or "mpy-editor": how its classes begin.
        number: tells it from other editors of the page.
        label: what screen readers call it.
        environment: the name that editors with the same variables share, or "".
        place: another element for the output, if it does not stand below the code.
    """

    def __init__(
        self, kind: str, number: int, *, label: str, environment: str, place: Node | None
    ) -> None:
        def classes(part: str) -> str:
            names = [f"py-editor-{part}"]
            return " ".join([*names, *([f"{kind}-{part}"] if kind != "py-editor" else [])])

        self._field = make("div", class_=classes("code"))
        self.run_button = make("button", type="button", class_=classes("run-button"))
        self.run_button.setAttribute("aria-label", "Python Script Run Button")
        self.stop_button = make(
            "button", type="button", class_=classes("stop-button"), aria_disabled="true"
        )
        self.stop_button.setAttribute("aria-label", "Python Script Stop Button")
        self._state = make("span", class_="py-editor-state", role="status")
        hint = make("span", LEAVE, class_="py-editor-hint", aria_hidden="true")
        name = make("span", f"{label} · {environment}" if environment else label)
        name.className = "py-editor-name"
        tools = make("div", self.run_button, self.stop_button, self._state, hint, name)
        tools.className = classes("tools")
        area = make("div", self._field, tools, class_=classes("input"), role="group")
        area.setAttribute("aria-label", "Python Script Area")
        interpreter = "pyodide" if kind == "py-editor" else "micropython"
        shared = f"{interpreter}-{environment}" if environment else interpreter
        self.box = make("div", area, class_=classes("box"), data_env=shared, role="region")
        self.box.setAttribute("aria-label", label)
        if place is None:
            place = make("div", class_=classes("output"), id=f"{kind}-{number}-output")
            self.box.append(place)
        place.classList.add("pagelet-output")
        place.setAttribute("role", "log")
        place.setAttribute("aria-label", "Python Script Output")
        self.output = output.Output(place)
        self._label = label
        self._bridge: Any = None

    async def open(
        self, code: str, *, indent: str, rows: int, on_run: Callable[[], object]
    ) -> None:
        """Show the code in a field that can be written in, once the box stands on the page."""
        module = await module_of_editors()
        await module.loadStyles()
        self._bridge = module.openEditor(
            self._field, code, f"Code of {self._label}. {LEAVE}", indent, rows, on_run
        )

    def give_up(self, code: str) -> None:
        """Show the code to be read at least: there is no field that it could be written in."""
        self._field.append(make("pre", code))
        self.run_button.hidden = self.stop_button.hidden = True

    @property
    def code(self) -> str:
        """What stands in the field."""
        return str(self._bridge.code)

    @property
    def bridge(self) -> Any:
        """The field for the page's own scripts."""
        return self._bridge

    def label_buttons(self, run: str | None, stop: str | None) -> None:
        """Put HTML of the page's author into the buttons, else the usual words."""
        for button, html, text in (
            (self.run_button, run, "Run"),
            (self.stop_button, stop, "Stop"),
        ):
            button.replaceChildren()
            if html:
                host.insert_html(button, html)
            else:
                button.append(text)

    def mark(self, line: int) -> None:
        """Mark a line, 0 for none."""
        self._bridge.mark(line)

    def show(self, state: str, *, can_run: bool, can_stop: bool) -> None:
        """Show what goes on."""
        self._state.textContent = state
        self.box.dataset.state = state.partition(" ")[0]
        # Not `disabled`: a button that is pressed would lose the keyboard.
        self.run_button.setAttribute("aria-disabled", str(not can_run).lower())
        self.stop_button.setAttribute("aria-disabled", str(not can_stop).lower())
        self.run_button.classList.toggle("running", not can_run)


async def module_of_editors() -> Any:
    """Return the JavaScript of editors.

    Raises:
        DownloadError: a file that it needs is not there.
    """
    address = f"{host.asset_base}editor/editor.js"
    try:
        return await host.import_module(address)
    except Exception as error:
        raise DownloadError(
            f"The editor could not be loaded: {error}",
            where=address,
            hint="Copy the whole folder that 'pagelet dist' made, with everything beside "
            "pagelet.js, and load the page again.",
        ) from error
