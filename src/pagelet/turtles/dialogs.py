"""Questions to the person at the page: a small window with a field."""

import asyncio
from collections.abc import Callable
from itertools import count

from pagelet import blocking
from pagelet._host import host
from pagelet._host.contract import Node
from pagelet._nodes import make

_numbers = count(1)


def ask(
    place: Node, title: str, prompt: str, value: str, fault: Callable[[str], str | None]
) -> str | None:
    """Return what was typed, or None if the question was cancelled.

    Args:
        place: what the window belongs to; the focus goes back there.
        title: stands above the question.
        prompt: the question.
        value: what stands in the field at first.
        fault: what is wrong with an answer, if anything; then it is asked again.
    """
    if not host.can_wait():
        return _ask_at_once(f"{title}\n{prompt}", value, fault)
    dialog = _Dialog(title, prompt, value, fault)
    place.append(dialog.node)
    try:
        return dialog.answer()
    finally:
        dialog.node.remove()


def ask_number(
    place: Node,
    title: str,
    prompt: str,
    value: str,
    least: float | None,
    most: float | None,
) -> float | None:
    """Return the number that was typed, from `least` to `most`; for the rest see ask()."""

    def fault(text: str) -> str | None:
        return _fault_of_number(text, least, most)

    answer = ask(place, title, prompt, value, fault)
    return None if answer is None else _as_number(answer)


def _as_number(text: str) -> float:
    # Many countries write a comma for the decimal point.
    return float(text.strip().replace(",", "."))


def _fault_of_number(text: str, least: float | None, most: float | None) -> str | None:
    """Return what is wrong with an answer, or None."""
    try:
        value = _as_number(text)
    except ValueError:
        return "Please type a number." if not text.strip() else f"“{text}” is not a number."
    if least is not None and value < least:
        return f"Please type a number of at least {least}."
    if most is not None and value > most:
        return f"Please type a number of at most {most}."
    return None


def _ask_at_once(question: str, value: str, fault: Callable[[str], str | None]) -> str | None:
    while True:
        answer = host.window.prompt(question, value)
        # JavaScript's null, when the dialog is cancelled, is not None.
        if not isinstance(answer, str):
            return None
        wrong = fault(answer)
        if wrong is None:
            return answer
        question, value = wrong, answer


class _Dialog:
    """The window: title, question, field, OK and Cancel."""

    def __init__(
        self, title: str, prompt: str, value: str, fault: Callable[[str], str | None]
    ) -> None:
        self._fault = fault
        self._answered: asyncio.Future[str | None] = asyncio.get_event_loop().create_future()
        name = f"pagelet-question-{next(_numbers)}"
        self._field = make("input", id=name, type="text", autocomplete="off")
        self._field.value = value
        self._message = make("p", class_="pagelet-question-fault", role="alert")
        self._cancel = make("button", "Cancel", type="button")
        self._form = make(
            "form",
            make("h2", title, id=f"{name}-title"),
            make("label", prompt, for_=name),
            self._field,
            self._message,
            make("div", make("button", "OK", type="submit"), self._cancel),
            method="dialog",
        )
        self.node = make(
            "dialog", self._form, class_="pagelet-question", aria_labelledby=f"{name}-title"
        )

    def answer(self) -> str | None:
        """Show the window and wait for the answer."""
        stops = [
            host.listen(self._form, "submit", self._submitted, {"prevent_default": True}),
            host.listen(self._cancel, "click", self._cancelled, {}),
            # Escape: the browser closes the window by itself.
            host.listen(self.node, "cancel", self._cancelled, {}),
        ]
        if hasattr(self.node, "showModal"):
            self.node.showModal()
        self._field.focus()
        if hasattr(self._field, "select"):
            self._field.select()
        try:
            return blocking.wait(self._wait())
        finally:
            for stop in stops:
                stop()

    async def _wait(self) -> str | None:
        return await self._answered

    def _submitted(self, _event: object) -> None:
        text = str(self._field.value)
        wrong = self._fault(text)
        if wrong is not None:
            self._message.textContent = wrong
            self._field.focus()
        elif not self._answered.done():
            self._answered.set_result(text)

    def _cancelled(self, _event: object) -> None:
        if not self._answered.done():
            self._answered.set_result(None)
