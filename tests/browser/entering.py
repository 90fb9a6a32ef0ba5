"""What a person enters into a console of a page, and what it shows."""

from tests.browser.rig import Tab

READY = "document.querySelector('.pagelet-console')?.dataset.state === 'ready'"
TEXT = "document.querySelector('.pagelet-console [role=log]').innerText"
FIELD = "document.querySelector('.pagelet-entry')"


def enter(tab: Tab, *lines: str) -> None:
    """Type lines; return when Python waits for the next entry."""
    before = len(shown(tab))
    for line in lines:
        tab.type(line)
        tab.press("Enter")
    tab.wait_for(f"{TEXT}.length > {before} && {READY}")


def shown(tab: Tab) -> list[str]:
    """Return the lines that it shows."""
    return [line for line in str(tab.evaluate(TEXT)).split("\n") if line.strip()]
