"""Questions to the person at the page: a field at the end of the output, as a terminal asks."""

import asyncio
import builtins
import getpass

from pagelet import blocking, output
from pagelet._host import host


def read_line(prompt: object = "", /) -> str:
    """Ask for a line of text in a field at the end of the output; this is `input` in a page."""
    return _ask(str(prompt), hidden=False)


def read_password(prompt: str = "Password: ", stream: object = None) -> str:
    """Ask for a line without showing it; this is `getpass.getpass` in a page."""
    return _ask(prompt, hidden=True)


def _ask(prompt: str, *, hidden: bool) -> str:
    here = output.current()
    if here.field is not None and host.can_wait():
        line = here.field.ask(prompt, hidden=hidden)
        if line is None:
            raise EOFError("EOF when reading a line")
        return str(line)
    if not host.can_wait():
        answer = host.window.prompt(prompt)
        if answer is None:
            raise EOFError("the question was cancelled")
        here.write(f"{prompt}{'' if hidden else answer}\n")
        return str(answer)
    form = host.document.createElement("form")
    form.className = "pagelet-input"
    label = host.document.createElement("label")
    label.append(prompt)
    field = host.document.createElement("input")
    field.type = "password" if hidden else "text"
    field.autocomplete = "off"
    field.setAttribute("autocapitalize", "off")
    field.spellcheck = False
    if not prompt:
        field.setAttribute("aria-label", "Input")
    label.append(field)
    form.append(label)
    here.add(form)
    field.focus()
    answered: asyncio.Future[str] = asyncio.get_event_loop().create_future()

    def submit(_event: object) -> None:
        if not answered.done():
            answered.set_result(str(field.value))

    stop = host.listen(form, "submit", submit, {"prevent_default": True})
    try:
        answer = blocking.wait(answered)
    finally:
        stop()
        form.remove()
    here.write(f"{prompt}{'' if hidden else answer}\n")
    return answer


def install() -> None:
    """Make Python's ways to ask work in a page."""
    builtins.input = read_line
    getpass.getpass = read_password
